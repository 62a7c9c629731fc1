"""What the headers over a block say of its columns, and how much each stretch is like a label."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ..labels import bare
from .cuts import Cuts
from .row_chain import common
from .stretches import Floats
from .variants import PlanBlock
from .words import Word

WELL_SAID = 0.5
"""A header that is so much like a label says the column."""


class HeaderLetter(NamedTuple):
    """A character of a header: where it stands."""

    text: str
    x: float
    y: float
    size: float
    sheet: int


class ToldColumns:
    """What the headers say of every span between two cuts."""

    def __init__(self, block: PlanBlock, headers: Sequence[Word], cuts: Cuts) -> None:
        self.block, self.cuts = block, cuts
        self.sheets: dict[int, list[HeaderLetter]] = {}
        for word in headers:
            for glyph in word.glyphs:
                text = bare(glyph.text)
                if text and not text.isascii():
                    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
                    letter = HeaderLetter(text, x, y, glyph.size, word.sheet)
                    self.sheets.setdefault(word.sheet, []).append(letter)
        labels = [*block.columns]
        self.wordings = tuple(label.wordings for label in labels)
        self.most = 3 * max((label.longest for label in labels), default=0)

    def spans(self) -> tuple[Floats, Floats, Floats]:
        """Returns how much the header of each span is like each column's label, how much like that
        of a column that the form does not have, and the header's middle; NaN where there is none.
        """
        count, cuts = len(self.wordings), len(self.cuts)
        said = np.full((count, cuts, cuts), np.nan)
        others, centre = np.full((cuts, cuts), np.nan), np.full((cuts, cuts), np.nan)
        for letters in self.sheets.values():
            one = self._on_sheet(sorted(letters, key=lambda letter: letter.x))
            said, others = np.fmax(said, one[0]), np.fmax(others, one[1])
            centre = np.where(np.isnan(centre), one[2], centre)
        return said, others, centre

    def _on_sheet(self, letters: list[HeaderLetter]) -> tuple[Floats, Floats, Floats]:
        count, cuts = len(self.wordings), len(self.cuts)
        said = np.full((count, cuts, cuts), np.nan)
        others, centre = np.full((cuts, cuts), np.nan), np.full((cuts, cuts), np.nan)
        first = np.searchsorted([letter.x for letter in letters], self.cuts.at)
        known: dict[tuple[int, int], tuple[Floats, float, float]] = {}
        for i in range(cuts):
            for j in range(i + 1, cuts):
                key = int(first[i]), int(first[j])
                if key[0] == key[1]:
                    continue
                if key not in known:
                    known[key] = self._told(letters[key[0] : key[1]])
                said[:, i, j], others[i, j], centre[i, j] = known[key]
        return said, others, centre

    def _told(self, inside: list[HeaderLetter]) -> tuple[Floats, float, float]:
        middle = (inside[0].x + inside[-1].x) / 2
        if len(inside) > self.most:
            return np.zeros(len(self.wordings)), 0.0, middle
        inside = sorted(inside, key=lambda letter: letter.y)
        text, line, last = "", [inside[0]], inside[0]
        for letter in inside[1:]:
            if letter.y - last.y > 0.5 * letter.size:
                text += _across(line)
                line = []
            line.append(letter)
            last = letter
        text += _across(line)
        told = np.array([likeness(text, wordings) for wordings in self.wordings])
        return told, likeness(text, self.block.others), middle


def _across(letters: Sequence[HeaderLetter]) -> str:
    return "".join(letter.text for letter in sorted(letters, key=lambda letter: letter.x))


@lru_cache(maxsize=100_000)
def likeness(text: str, wordings: tuple[str, ...]) -> float:
    """Returns how much a header is like the most alike of some wordings, 0 to 1."""
    best = 0.0
    for wording in wordings:
        if text == wording or not text.replace(wording, ""):
            return 1.0
        best = max(best, 2 * common(text, wording) / (len(text) + len(wording)))
    return best
