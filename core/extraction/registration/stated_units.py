"""The unit that the words around a registered figure state for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...forms import Domain
from ..units import CAPTION, first_unit, is_caption
from .bands import Band
from .register import Registered
from .word_columns import Held
from .words import Word

_HIGH = 19.0
"""Em: headers reach no higher over a row, even written one character a line."""


class StatedUnits:
    """Looks for units on the pages of a table."""

    def __init__(self, table: Registered, words: Sequence[Sequence[Word]]) -> None:
        """``words``: of every page."""
        self.words = words
        self.bands = (*table.bands, *table.further)

    def of(self, cell: str, held: Held, domain: Domain) -> str:
        """Returns the unit that holds for a figure: its row's label goes before the headers over
        its column, these before what stands above the table; empty where none is stated.
        """
        page = self.words[held.sheet]
        band = next((band for band in self._on(held.sheet) if cell in _cells(band)), None)
        top = held.box.top if band is None else band.top
        line = () if band is None else (*band.labels, *band.words)
        row = ["".join(word.text for word in line), *(word.text for word in line)]
        return first_unit(
            (row, _over(page, held, self._floor(held, top)), _captions(page, top)), domain
        )

    def _on(self, sheet: int) -> list[Band]:
        return [band for band in self.bands if band.sheet == sheet]

    def _floor(self, held: Held, top: float) -> float:
        """Returns where the row before ends, or the headers begin at most."""
        before = [band.bottom for band in self._on(held.sheet) if band.bottom < top + 1]
        size = held.words[0].size if held.words else 10.0
        return max([top - _HIGH * size, *before])


def _cells(band: Band) -> Sequence[str]:
    return band.block.cells[band.row] if band.row >= 0 else ()


def _over(words: Sequence[Word], held: Held, floor: float) -> Iterator[str]:
    """Yields what stands over a column, as one text and in its words."""
    headers = [
        word
        for word in words
        if floor < word.y < held.box.top and word.x0 < held.box.x1 and word.x1 > held.box.x0
    ]
    yield "".join(word.text for word in headers)
    yield from (word.text for word in headers)


def _captions(words: Sequence[Word], top: float) -> Iterator[str]:
    """Yields the lines next above a height that say of a unit, the nearest first."""
    lines: dict[int, list[str]] = {}
    for word in words:
        if word.y < top:
            lines.setdefault(word.line, []).append(word.text)
    nearest = sorted(lines, reverse=True)[: 4 * CAPTION]
    yield from (text for line in nearest for text in lines[line] if is_caption(text))
