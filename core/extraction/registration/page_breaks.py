"""Rows whose figures the end of a page parts from their label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .bands import FOREIGN, Band
from .words import Word

_REACH = 3.0
"""Em: figures stand no farther from where their label would be."""


def with_torn_rows(bands: Sequence[Band], words: Sequence[Sequence[Word]]) -> list[Band]:
    """Returns bands, with one more where the figures of a page's last row stand above the first
    label of the next page, or those of a page's first row below the last label of the page before.

    Args:
        bands: Of one block, with their words.
        words: Of every page.
    """
    real = [band for band in bands if band.row != FOREIGN]
    full = {band.row for band in real if any(word.is_figure for word in band.words)}
    taken = {id(word) for band in bands for word in band.words}
    free = [[word for word in page if id(word) not in taken] for page in words]
    more: list[Band] = []
    for upper in real:
        for lower in real:
            if lower.sheet != upper.sheet + 1 or lower.row != upper.row + 1:
                continue
            if upper.row not in full:
                above = _loose(free[lower.sheet], lower, lower.top - _REACH * _em(lower), lower.top)
                more += _carried(upper, lower.sheet, above)
            elif lower.row not in full:
                bottom = upper.bottom + _REACH * _em(upper)
                below = _loose(free[upper.sheet], upper, upper.bottom, bottom)
                more += _carried(lower, upper.sheet, below)
    return [*bands, *more]


def _em(band: Band) -> float:
    return band.labels[0].size


def _loose(words: Sequence[Word], band: Band, top: float, bottom: float) -> list[Word]:
    """Returns the figures of a strip that has no label, and more than one figure."""
    left = min(label.x0 for label in band.labels)
    strip = [word for word in words if top < word.y < bottom and word.x0 > left]
    figures = [word for word in strip if word.is_figure]
    return figures if len(figures) > 1 else []


def _carried(band: Band, sheet: int, figures: Sequence[Word]) -> list[Band]:
    if not figures:
        return []
    top, bottom = min(word.top for word in figures), max(word.bottom for word in figures)
    return [replace(band, sheet=sheet, top=top - 1, bottom=bottom + 1, words=tuple(figures))]
