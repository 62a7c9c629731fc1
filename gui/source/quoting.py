"""Words that are pointed at in the source: their own places, or the line's until they are known."""

from __future__ import annotations

from ...core.documents.document import Region
from .paper.sheets import Sheets, SheetSpot


def spots_of_words(sheets: Sheets, region: Region, words: str) -> list[SheetSpot]:
    """Returns where words stand that begin in a region, one place for each line of them.

    Where the text of the sheet is not known, or has no such words, that is the region; nowhere
    where the region is not laid out yet.
    """
    spot = sheets.spot(region)
    if spot is None:
        return []
    layer = sheets.text(spot.sheet) if words else None
    found = layer.find(words, spot.box) if layer is not None else None
    if layer is None or found is None:
        return [spot]
    return [SheetSpot(spot.sheet, frame) for frame in layer.between(*found)[0]]
