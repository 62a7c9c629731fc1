"""Columns that were cut to further pages, where no label stands beside their rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from statistics import median

from .bands import Band
from .variants import PlanBlock
from .words import Word

_LEVEL = 0.35
"""Em: so near to the height of its row a line of figures stands on the further page."""

_MOST = 0.8
"""Of the rows of a page that have figures: so many go on on its further page."""

_FEWEST = 3
"""Rows: from so many on, standing at the same distances from each other says something."""


def bands_beside(
    block: PlanBlock, bands: Sequence[Band], words: Sequence[Word], taken: Collection[int]
) -> list[Band]:
    """Returns the rows of a page on the further page that has the rest of its columns; empty where
    that page does not go on with it.

    A sheet that is too wide is printed on several pages, with rows of the same heights; so all
    lines of figures have to stand at the distances from each other at which the rows do.

    Args:
        block: Of the columns that are missing.
        bands: The rows of the block on one page.
        words: Of the other page.
        taken: ``id`` of words that belong elsewhere.
    """
    rows = [band for band in bands if any(word.is_figure for word in band.words)]
    free = [word for word in words if word.is_figure and id(word) not in taken]
    if len(rows) < _FEWEST or not free:
        return []
    heights = [median(word.y for word in band.words if word.is_figure) for band in rows]
    near = _LEVEL * free[0].size
    best: list[Band] = []
    for shift in {word.y - heights[0] for word in free if word.line <= free[0].line + _FEWEST}:
        lines = [
            [word for word in free if abs(word.y - shift - height) < near] for height in heights
        ]
        found = [
            replace(
                band,
                block=block,
                sheet=free[0].sheet,
                top=band.top + shift,
                bottom=band.bottom + shift,
                left=-1.0,
                labels=(),
                words=tuple(line),
            )
            for band, line in zip(rows, lines, strict=True)
            if line
        ]
        if len(found) > len(best) and not _has_others(found, free):
            best = found
    return best if len(best) >= max(_FEWEST, _MOST * len(rows)) else []


def _has_others(bands: Sequence[Band], free: Sequence[Word]) -> bool:
    """Returns whether other figures stand amid rows."""
    known = {id(word) for band in bands for word in band.words}
    top, bottom = bands[0].top, bands[-1].bottom
    return any(top < word.y < bottom and id(word) not in known for word in free)
