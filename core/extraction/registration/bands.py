"""Bands: the strip of a page that each row takes up, from labels, rules and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ...documents.evidence import Evidence
from .row_chain import Chain, LabelLink
from .variants import PlanBlock
from .words import Word

FOREIGN = -1
"""The row of a band that the form does not have: sums of a group, a note, a heading."""

_CROSSES = 0.6
"""The share of the way over the figures that a horizontal rule must go to part two rows."""

_DOUBTED = 0.6
"""A row whose figures may be those of the next one."""

_ALONE = 0.8
"""What a row takes up beyond its label where nothing stands next to it, in font sizes."""

_OUTSIDE = 60.0
"""Greatest distance, in points, between the first or last label and the rule that closes its row.
"""

_OFF = 0.5
"""Em: figures that stand so far above or below their label are not level with it."""

_APART = 0.5
"""The share of the lines of figures that are level with a label, where figures stand beside them
and not below."""

_NEXT_LINE = 1.7
"""Em from middle to middle: lines that are farther from each other are no lines of one figure."""

_BELOW = 3.0
"""Greatest distance below the last label, in font sizes, of foreign text that has a band of its
own."""


@dataclass(frozen=True, slots=True)
class Band:
    """The strip of one row on one page.

    Attributes:
        row: Index among the block's rows, or ``FOREIGN``.
        left: Its figures stand to the right of it.
        words: What stands in it beside its label.
        labels: The words of its label.
        coverage: The share of its label's letters that were found.
        is_closed: Whether rules part it from the rows before and after, if there are any.
        is_level: Whether its figures, and those of the rows beside it, are level with their labels.
    """

    row: int
    block: PlanBlock
    sheet: int
    top: float
    bottom: float
    left: float
    labels: tuple[Word, ...]
    coverage: float = 1.0
    words: tuple[Word, ...] = ()
    is_closed: bool = True
    is_level: bool = True

    @property
    def sure(self) -> float:
        """How sure the row is: whole where nearly all of its label was found, and its figures are
        level with it or rules part it from others.
        """
        sure = min(1.0, 0.5 + 0.6 * self.coverage)
        return sure if self.is_closed or self.is_level else min(sure, _DOUBTED)


@dataclass(frozen=True, slots=True)
class _Strip:
    """A label, or foreign text in the place of labels: what a band grows from."""

    row: int
    top: float
    bottom: float
    words: tuple[Word, ...]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class BandMaker:
    """Makes the bands of one table."""

    def __init__(
        self, chain: Chain, pages: Sequence[Evidence], words: Sequence[Sequence[Word]]
    ) -> None:
        """``words``: of each page, in reading order."""
        self.chain, self.pages, self.words = chain, pages, words
        self.rows = chain.plan.rows
        self.taken = {id(link.word) for link in chain.links}

    def bands(self) -> list[Band]:
        """Returns the bands of every row that was found, and those between them, with words."""
        made: list[Band] = []
        for block in self.chain.plan.blocks:
            links = [link for link in self.chain.links if self.rows[link.row][0] is block]
            for sheet in sorted({link.word.sheet for link in links}):
                on_page = [link for link in links if link.word.sheet == sheet]
                made += self._bands_on(block, sheet, on_page)
        return _told_level([self._filled(band) for band in made])

    def _bands_on(self, block: PlanBlock, sheet: int, links: Sequence[LabelLink]) -> list[Band]:
        strips = self._strips(block, sheet, links)
        rules = self._rules(sheet, strips)
        edges = self._edges(sheet, strips, rules)
        return [
            Band(
                FOREIGN if strip.row == FOREIGN else self.rows[strip.row][1],
                block,
                sheet,
                top,
                bottom,
                max(word.x1 for word in strip.words),
                strip.words,
                self._coverage(strip.row),
                is_closed=is_closed,
            )
            for strip, (top, bottom, is_closed) in zip(strips, edges, strict=True)
        ]

    def _coverage(self, row: int) -> float:
        links = [link for link in self.chain.links if link.row == row]
        if not links:
            return 1.0
        covered = sum(link.stop - link.start for link in links)
        return min(1.0, covered / max(link.whole for link in links))

    def _strips(self, block: PlanBlock, sheet: int, links: Sequence[LabelLink]) -> list[_Strip]:
        """Returns the labels on a page and the foreign text between them, from the top."""
        by_row: dict[int, list[Word]] = {}
        for link in links:
            by_row.setdefault(link.row, []).append(link.word)
        strips = [_strip(row, words) for row, words in by_row.items()]
        top, bottom = min(s.top for s in strips), max(s.bottom for s in strips)
        left = min(word.x0 for strip in strips for word in strip.words)
        right = max(word.x1 for strip in strips for word in strip.words)
        figures = [w.x0 for w in self.words[sheet] if w.is_figure and top < w.y < bottom]
        right = max(right, min((x0 for x0 in figures if x0 > left), default=right))
        groups = block.row_groups
        foreign: list[_Strip] = []
        for word in self.words[sheet]:
            if not word.letters or id(word) in self.taken or word.x0 > right or word.x1 < left:
                continue
            if not top < word.y < bottom + _BELOW * word.size:
                continue
            if any(strip.top - 1 < word.y < strip.bottom + 1 for strip in strips):
                continue
            if any(word.letters in text for text in groups) and _stands_beside(word, strips):
                continue
            foreign.append(_strip(FOREIGN, [word]))
        return sorted([*strips, *foreign], key=lambda strip: strip.middle)

    def _rules(self, sheet: int, strips: Sequence[_Strip]) -> list[float]:
        """Returns the heights of the horizontal rules that go through between rows."""
        right = max(word.x1 for strip in strips for word in strip.words)
        top, bottom = strips[0].top - _OUTSIDE, strips[-1].bottom + _OUTSIDE
        far = max(
            (w.x1 for w in self.words[sheet] if w.is_figure and top < w.y < bottom),
            default=right + _OUTSIDE,
        )
        wide = max(far - right, 1.0)
        return [
            rule.at
            for rule in self.pages[sheet].horizontal
            if min(rule.end, far) - max(rule.start, right) > _CROSSES * wide
        ]

    def _edges(
        self, sheet: int, strips: Sequence[_Strip], rules: Sequence[float]
    ) -> list[tuple[float, float, bool]]:
        """Returns the top and bottom of each strip, and whether rules part it from others."""
        first, last = strips[0], strips[-1]
        em = first.words[0].size
        are_below = self._are_below(sheet, strips)
        above = _between(rules, first.top - _OUTSIDE, first.middle)
        tops = [max(above) if above else first.top - _ALONE * em]
        tops[0] = max(tops[0], self._below_headers(sheet, first, tops[0]))
        ruled = [True]
        for one, other in pairwise(strips):
            inner = _between(rules, one.middle, other.middle)
            middle = (one.bottom + other.top) / 2
            open_edge = other.top - 1 if are_below else middle
            tops.append(min(inner, key=lambda at: abs(at - middle)) if inner else open_edge)
            ruled.append(bool(inner))
        below = _between(rules, last.middle, last.bottom + _OUTSIDE)
        beyond = _BELOW if are_below else _ALONE
        bottom = min(below) if below else last.bottom + beyond * em
        tops.append(min(bottom, self._above_text(sheet, last, bottom)))
        ruled.append(True)
        return [
            (top, under, closed and closed_below)
            for (top, under), (closed, closed_below) in zip(
                pairwise(tops), pairwise(ruled), strict=True
            )
        ]

    def _are_below(self, sheet: int, strips: Sequence[_Strip]) -> bool:
        """Returns whether figures stand below the labels of their rows and not beside them."""
        rows = [strip for strip in strips if strip.row != FOREIGN]
        first, last = rows[0], rows[-1]
        reach = _BELOW * first.words[0].size
        heights = {
            word.line: word.y
            for word in self.words[sheet]
            if word.is_figure and first.top - reach < word.y < last.bottom + reach
        }
        level = sum(any(one.top <= y <= one.bottom for one in strips) for y in heights.values())
        return (
            level < _APART * len(heights)
            and min(heights.values()) > first.bottom
            and max(heights.values()) > last.bottom
        )

    def _below_headers(self, sheet: int, first: _Strip, top: float) -> float:
        """Returns how far up the first row reaches: no header above it stands in it."""
        over = [
            word
            for word in self.words[sheet]
            if word.letters and id(word) not in self.taken and word.x0 > first.words[0].x0
            if top < word.y < first.top - 0.2 * word.size and word.bottom < first.top + 1
        ]
        return max(((word.bottom + first.top) / 2 for word in over), default=top)

    def _above_text(self, sheet: int, last: _Strip, bottom: float) -> float:
        under = [
            word.top
            for word in self.words[sheet]
            if word.letters and last.bottom - 1 < word.top and word.y < bottom
        ]
        return min(((top + last.bottom) / 2 for top in under), default=bottom)

    def _filled(self, band: Band) -> Band:
        """Returns a band with its words: right of its label, left of another one on its line."""
        line = [
            word
            for word in self.words[band.sheet]
            if band.top <= word.y < band.bottom and word.x0 > band.left - 1
        ]
        stop = min((word.x0 for word in line if id(word) in self.taken), default=float("inf"))
        inside = tuple(w for w in line if w.x1 < stop + 1 and id(w) not in self.taken)
        return replace(band, words=inside)


def _strip(row: int, words: Sequence[Word]) -> _Strip:
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    return _Strip(row, top, bottom, tuple(words))


def _stands_beside(word: Word, strips: Sequence[_Strip]) -> bool:
    """Does the label of a group stand left of the rows that it is over, and not among them?"""
    near = sorted(strips, key=lambda strip: abs(strip.middle - word.y))[:2]
    beside = [other for strip in near for other in strip.words]
    return any(word.x1 < other.x0 + 1 for other in beside) or not any(
        word.x0 < other.x1 and other.x0 < word.x1 for other in beside
    )


def _between(values: Iterable[float], low: float, high: float) -> list[float]:
    return [value for value in values if low < value < high]


def _told_level(bands: Sequence[Band]) -> list[Band]:
    """Returns bands with whether their figures are level with their labels, and those beside; or
    below them, line by line in turn.
    """
    level = [_is_level(band) for band in bands]
    in_turn = {
        sheet
        for sheet in {band.sheet for band in bands}
        if _come_in_turn([band for band in bands if band.sheet == sheet])
    }
    return [
        replace(
            band,
            is_level=band.sheet in in_turn
            or all(
                level[other]
                for other in range(max(at - 1, 0), min(at + 2, len(bands)))
                if bands[other].sheet == band.sheet
            ),
        )
        for at, band in enumerate(bands)
    ]


def _come_in_turn(bands: Sequence[Band]) -> bool:
    """Returns whether below each label of a page stands one line of figures, most of them not much
    nearer to the next, so that none can be that of another row.
    """
    labelled = sorted((band for band in bands if band.labels), key=lambda band: band.top)
    own, other, em = [], [], labelled[0].labels[0].size if labelled else 0.0
    for at, band in enumerate(labelled):
        labels = [word for word in band.labels if word.sheet == band.sheet]
        figures = [word for word in band.words if word.is_figure]
        if not labels or not figures:
            if band.row != FOREIGN:
                return False
            continue
        (middle, *more) = _middles(figures)
        bottom = max(word.bottom for word in labels)
        if more or middle < bottom:
            return False
        if at + 1 < len(labelled):
            after = min(word.top for word in labelled[at + 1].labels)
            own.append(middle - bottom)
            other.append(after - middle)
    return bool(own) and median(own) < median(other) + _OFF * em


def _is_level(band: Band) -> bool:
    labels = [word for word in band.labels if word.sheet == band.sheet]
    figures = [word for word in band.words if word.is_figure]
    if not labels or not figures:
        return True
    near = _OFF * labels[0].size
    top, bottom = min(w.top for w in labels) - near, max(w.bottom for w in labels) + near
    return all(top < middle < bottom for middle in _middles(figures))


def _middles(figures: Sequence[Word]) -> Iterator[float]:
    """Yields the heights that figures stand at; lines of broken ones, close together, are one."""
    order = sorted(figures, key=lambda word: word.y)
    start = order[0]
    for one, other in pairwise([*order, None]):
        if one is not None and (other is None or other.y - one.y > _NEXT_LINE * one.size):
            yield (start.top + one.bottom) / 2
            start = other or start
