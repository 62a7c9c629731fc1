"""What a placement says of the cells of its table, held against how they are read now.

How sure a figure is of its text stays with what is printed, whichever cell it goes to; where it
belongs is as sure as the placement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...documents.document import Document, Region
from ...documents.geometry import Box, Displayed
from ...doubts import CERTAIN, LIKELIER, is_doubt
from ...figures import BLANK, State
from ...forms import Form
from ..proof.proving import proved
from ..report import Reading
from .moving import OF_PLACE
from .placement import PlacedTable


def readings_to_take(
    placed: PlacedTable,
    current: Mapping[str, Reading],
    form: Form,
    document: Document,
    *,
    seen: bool = True,
) -> dict[str, Reading]:
    """Returns the readings of the cells of a table that would be others, were it so placed.

    Args:
        placed: The table.
        current: Every reading of the report as it is now.
        form: Of the report.
        document: With what testifies of its native pages: what is placed is proved by it.
        seen: A person looks at the placement before it counts, and says that it is so; else a
            figure belongs where it is placed only as surely as the placement is proven.
    """
    fresh = proved(placed.readings, form, document)
    known, settled = _Known(current.values()), _settled_by(placed)
    held = [reading for reading in fresh.values() if reading.figure.text]
    taken: dict[str, Reading] = {}
    for cell in form.table(placed.table).cells():
        old = current[cell.id]
        if cell.id in fresh:
            legible = placed.legible.get(cell.id, CERTAIN)
            new = _carried(fresh[cell.id], old, known, legible, settled, seen=seen)
        elif old.figure.text and (
            any(_is_one_place(old.region, one.region) for one in held)
            or _is_denied(old.region, placed)
        ):
            # Its figure is another cell's now, or none of this table's.
            new = Reading(BLANK, None, 0.3, doubt="missing")
        else:
            continue
        if new != old:
            taken[cell.id] = new
    return taken


def _is_denied(region: Region | None, placed: PlacedTable) -> bool:
    """Returns whether a person says that the table does not stand where a figure was read."""
    if any(_is_one_place(region, part) for part in placed.never):
        return True
    return bool(placed.only) and not any(_is_one_place(region, part) for part in placed.only)


def _settled_by(placed: PlacedTable) -> frozenset[str]:
    """Returns the doubts that taking a placement settles.

    Which of two years or bodies a table is of, only who says something of its structure says.
    """
    return OF_PLACE | {"compared"} if placed.constraints else OF_PLACE


def _carried(
    new: Reading,
    old: Reading,
    known: _Known,
    legible: float,
    settled: frozenset[str],
    *,
    seen: bool,
) -> Reading:
    """Returns a fresh reading with what is known of the same print already.

    Where the placement as it is shown says what is read, a person who takes it says that it is so:
    no doubt is left of where the figure belongs.
    """
    doubt = new.doubt if new.doubt not in settled else ""
    if not seen and not is_doubt(old.confidence) and not _is_same_print(new, old):
        # Two placements say two things, and nobody has looked which is right.
        return replace(new, confidence=min(new.confidence, LIKELIER), doubt=doubt or "placement")
    if _is_same_print(new, old):
        if old.doubt not in settled:
            return old  # what is known of its text stays: nothing is read otherwise
        region = old.region or new.region
        if doubt:
            return replace(new, figure=old.figure, region=region)
        if not seen:
            sure = min(new.confidence, legible)
            return replace(old, region=region, confidence=sure, doubt=new.doubt, alternatives=())
        return replace(old, region=region, confidence=legible, doubt="", alternatives=())
    same = known.at(new)
    if same is not None and same.doubt and same.doubt not in settled and not doubt:
        return replace(
            new,
            confidence=min(new.confidence, same.confidence),
            alternatives=same.alternatives,
            doubt=same.doubt,
            notes=same.notes,
        )
    if seen and new.doubt in settled:
        return replace(new, confidence=legible, doubt="")
    return new


class _Known:
    """The readings as they are now, by where they stand."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._by_text: dict[str, list[Reading]] = {}
        for reading in readings:
            if reading.region is not None and reading.figure.text:
                self._by_text.setdefault(_bare(reading), []).append(reading)

    def at(self, new: Reading) -> Reading | None:
        """Returns how the same print is read now, in whatever cell."""
        same = self._by_text.get(_bare(new), ())
        return next((one for one in same if _is_one_place(one.region, new.region)), None)


def _is_same_print(new: Reading, old: Reading) -> bool:
    blank = State.BLANK
    if new.figure.state is blank or old.figure.state is blank:
        return new.figure.state is old.figure.state
    return _bare(new) == _bare(old) and _is_one_place(old.region, new.region)


def _bare(reading: Reading) -> str:
    return "".join(reading.figure.text.split())


def _is_one_place(one: Region | None, other: Region | None) -> bool:
    """Returns whether two regions are the same print: a cell, and the figure in it."""
    if one is None or other is None:
        return False
    if one.box is None or other.box is None:
        return one == other
    return one.page == other.page and (_holds(one.box, other.box) or _holds(other.box, one.box))


def _holds(box: Box[Displayed], other: Box[Displayed]) -> bool:
    return box.contains(*other.middle)
