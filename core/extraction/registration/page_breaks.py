"""Rows whose figures the end of a page parts from their label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .bands import FOREIGN, Band
from .words import Word

_BESIDE = 1.0
"""How far, in points, a word must reach into a strip to stand beside it."""


def with_joined_rows(bands: Sequence[Band], words: Sequence[Sequence[Word]]) -> list[Band]:
    """Returns bands, with one more where the figures of a page's last row stand above the first
    label of the next page, or those of a page's first row below the last label of the page before.

    Args:
        bands: Of one block, with their words.
        words: Of every page.
    """
    real = [band for band in bands if band.row != FOREIGN and band.labels]
    full = {band.row for band in real if any(word.is_figure for word in band.words)}
    taken = {id(word) for band in bands for word in band.words}
    more: list[Band] = []
    for upper in real:
        for lower in real:
            if lower.sheet != upper.sheet + 1 or lower.row != upper.row + 1:
                continue
            if upper.row not in full:
                above = loose_above(words[lower.sheet], lower)
                more += _carried(upper, lower.sheet, [w for w in above if id(w) not in taken])
            elif lower.row not in full:
                below = loose_below(words[upper.sheet], upper)
                more += _carried(lower, upper.sheet, [w for w in below if id(w) not in taken])
    return [*bands, *more]


def loose_above(words: Sequence[Word], first: Band) -> list[Word]:
    """Returns the figures over the first band of a page that no text parts from it.

    Args:
        words: Of the page.
        first: The band.
    """
    edge = first.top + _BESIDE
    over = [word.bottom for word in _parting(words, first) if word.bottom < edge]
    return _loose(words, first, max(over, default=0.0), first.top)


def loose_below(words: Sequence[Word], last: Band) -> list[Word]:
    """Returns the figures under the last band of a page that no text parts from it."""
    edge = last.bottom - _BESIDE
    under = [word.top for word in _parting(words, last) if word.top > edge]
    return _loose(words, last, last.bottom, min(under, default=float("inf")))


def _parting(words: Sequence[Word], band: Band) -> Iterator[Word]:
    """Yields the words over or under the figures of a band that are no label of a group."""
    for word in words:
        text = word.letters
        if (
            text
            and word.x1 > band.left
            and not any(text in group for group in band.block.row_groups)
        ):
            yield word


def _loose(words: Sequence[Word], band: Band, top: float, bottom: float) -> list[Word]:
    """Returns the figures of a strip that has no label, where there is more than one."""
    left = min(label.x0 for label in band.labels)
    strip = [word for word in words if top < word.y < bottom and word.x0 > left]
    figures = [word for word in strip if word.is_figure]
    return figures if len(figures) > 1 else []


def _carried(band: Band, sheet: int, figures: Sequence[Word]) -> list[Band]:
    if not figures:
        return []
    top, bottom = min(word.top for word in figures), max(word.bottom for word in figures)
    return [replace(band, sheet=sheet, top=top - 1, bottom=bottom + 1, words=tuple(figures))]
