"""Provisional words of a page: what stands close together on a line, cut at rules.

A column may part such a word later, so each keeps its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from ...documents.evidence import Evidence, Glyph
from ...documents.geometry import Box, Level
from ...documents.vocabulary import HAN, without_enumerator
from ...figures import FIGURE_PART, State, parse_figure
from ...forms import Domain
from ..labels import bare
from .costs import COSTS, Costs

_DIGITS = frozenset("0123456789０１２３４５６７８９,，.．")
_HALF_WHITE_AFTER = frozenset("，。；、）：”,;")
_HALF_WHITE_BEFORE = frozenset("（“")
_NOT_HAN = re.compile(f"[^{HAN}]")
_OPEN_LINES = 4
"""Lines that a further character may belong to, from the lowest up."""

_WALL_INSET = 0.3
"""Distance, in font sizes, from the end of a character within which a rule runs beside it and not
through it."""


@lru_cache(maxsize=20_000)
def letters(text: str) -> str:
    """Returns the Chinese characters of a label, without the enumerators before it."""
    return _NOT_HAN.sub("", bare(without_enumerator(text)))


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """Characters that stand together on one line of a page.

    Attributes:
        text: As printed.
        letters: Its Chinese characters without enumerators; empty for figures.
        is_figure: Whether it is a number, a part of one or a mark, and nothing else.
        sheet: Index of its evidence.
        line: Index of its line on the sheet, from the top.
        x0, top, x1, bottom: In points of the page as read.
        size: Of its largest character.
    """

    text: str
    letters: str
    is_figure: bool
    sheet: int
    line: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    glyphs: tuple[Glyph, ...]

    @property
    def x(self) -> float:
        """The middle across."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """The middle down."""
        return (self.top + self.bottom) / 2

    @property
    def box(self) -> Box[Level]:
        """The box around it."""
        return Box(self.x0, self.top, self.x1, self.bottom)


class WordMaker:
    """Makes the words of pages."""

    def __init__(self, domain: Domain, costs: Costs = COSTS) -> None:
        self.domain = domain
        self.costs = costs

    def words_of(self, evidence: Evidence, sheet: int) -> list[Word]:
        """Returns the words of a page, line by line from the top, from left to right.

        Args:
            evidence: Of the page.
            sheet: Its index among those that are read together.
        """
        words: list[Word] = []
        walls = np.array(sorted(evidence.vertical, key=lambda rule: rule.at)).reshape(-1, 3)
        for number, line in enumerate(self._lines(evidence.glyphs)):
            words += [self.word(part, sheet, number) for part in self._parts(line, walls)]
        return words

    def word(self, glyphs: Sequence[Glyph], sheet: int, line: int) -> Word:
        """Returns some characters of a line, from left to right, as one word."""
        text = "".join([glyph.text for glyph in glyphs])
        is_figure = _is_figure(text, self.domain)
        return Word(
            text,
            "" if is_figure else letters(text),
            is_figure,
            sheet,
            line,
            glyphs[0].x0,
            min(glyph.top for glyph in glyphs),
            max(glyph.x1 for glyph in glyphs),
            max(glyph.bottom for glyph in glyphs),
            max(glyph.size for glyph in glyphs),
            tuple(glyphs),
        )

    def _lines(self, glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
        """Returns the characters by lines; lines of two columns a little apart stay two.

        Characters of a line stand on one foot; how high they reach is their own.
        """
        lines: list[tuple[float, float, list[Glyph]]] = []
        for glyph in sorted(glyphs, key=lambda glyph: glyph.bottom):
            foot, size = glyph.bottom, glyph.size
            near = [
                line
                for line in lines[-_OPEN_LINES:]
                if foot - line[0] < self.costs.line * max(line[1], size)
            ]
            if near:
                max(near, key=lambda line: line[0])[2].append(glyph)
            else:
                lines.append((foot, size, [glyph]))
        return [sorted(line, key=lambda glyph: glyph.x0) for _, _, line in lines]

    def _parts(self, line: list[Glyph], walls: np.ndarray) -> list[list[Glyph]]:
        crossing = _crossing(line, walls)
        parts = [[line[0]]]
        for last, glyph in pairwise(line):
            em = max(last.size, glyph.size)
            is_apart = glyph.x0 - last.x1 >= self._room(last.text, glyph.text) * em
            inset = _WALL_INSET * em
            if is_apart or any(last.x0 + inset < x < glyph.x1 - inset for x in crossing):
                parts.append([])
            parts[-1].append(glyph)
        return parts

    def _room(self, last: str, text: str) -> float:
        """Returns the gap that parts two characters, in em."""
        costs = self.costs
        if last in _DIGITS and text in _DIGITS:
            return costs.digit_gap
        white = (last in _HALF_WHITE_AFTER) + (text in _HALF_WHITE_BEFORE)
        return costs.gap + costs.punctuation * white


def cell_text(words: Sequence[Word]) -> str:
    """Returns what words in one cell say, line below line."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return "\n".join(
        " ".join(word.text for word in sorted(lines[line], key=lambda word: word.x0))
        for line in sorted(lines)
    )


def _crossing(line: Sequence[Glyph], walls: np.ndarray) -> list[float]:
    if not len(walls):
        return []
    middle = (line[0].top + line[0].bottom) / 2
    return [
        float(at)
        for at in walls[(walls[:, 1] - 1 < middle) & (middle < walls[:, 2] + 1), 0]
        if line[0].x0 < at < line[-1].x1
    ]


@lru_cache(maxsize=20_000)
def _is_figure(text: str, domain: Domain) -> bool:
    if FIGURE_PART.fullmatch(text):
        return True
    return parse_figure(text, domain).state in (State.NUMBER, State.MARK)
