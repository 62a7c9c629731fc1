"""Puts the words of a block's bands into its columns: which cell holds what, and how sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ...documents.evidence import Glyph
from ...documents.geometry import Box, Level
from .bands import Band
from .columns import Columns, Placed
from .variants import PlanBlock
from .words import Word, WordMaker

_INSET = 0.1
"""How far from the end of a figure, in font sizes, a cut grazes it without parting it."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one cell holds.

    Attributes:
        words: In the order of the page; empty where it is blank.
        sheet: Index of the page's evidence.
        box: The row's strip between the column's cuts, in points of the page as read.
        probability: That it holds exactly these words, as far as columns and labels tell.
        is_told: Whether a header says that the column is there.
    """

    words: tuple[Word, ...]
    sheet: int
    box: Box[Level]
    probability: float
    is_told: bool


class Placing(NamedTuple):
    """What the cells of a block hold, and what none of them does.

    Attributes:
        left: Words that stand in no column.
        aside: Words in columns that the form does not have, and that are named so.
    """

    cells: dict[str, Held]
    left: list[Word]
    aside: list[Word]


def place_bands(
    block: PlanBlock, bands: Sequence[Band], columns: Columns, maker: WordMaker
) -> Placing:
    """Returns what each cell of a block's bands holds.

    Args:
        block: Of the plan.
        bands: Its rows on pages of one geometry; with the row's index in the block.
        columns: Where its columns lie.
        maker: Parts words that a cut goes through.
    """
    edges = sorted({x for placed in columns.columns if placed.span for x in placed.span})
    cells: dict[str, Held] = {}
    left: list[Word] = []
    aside: list[Word] = []
    for band in bands:
        words = [part for word in band.words for part in _parted(word, edges, maker)]
        used: set[int] = set()
        for at, placed in enumerate(columns.columns):
            if placed.span is None:
                continue
            held = _held(band, words, placed)
            used |= {id(word) for word in held.words}
            name = block.cells[band.row][at]
            cells[name] = _joined(cells.get(name), held)
        rest = [word for word in words if id(word) not in used]
        beside = [
            word for word in rest if any(start < word.x < end for start, end in columns.named)
        ]
        aside += beside
        left += [word for word in rest if word not in beside]
    return Placing(cells, left, aside)


def _held(band: Band, words: Sequence[Word], placed: Placed) -> Held:
    assert placed.span is not None
    start, end = placed.span
    inside = tuple(word for word in words if start < word.x < end)
    ids = {id(word) for word in inside}
    chance = sum(
        one.probability
        for one in placed.likely
        if {id(word) for word in words if one.start < word.x < one.end} == ids
    )
    box = Box[Level](start, band.top, end, band.bottom)
    return Held(inside, band.sheet, box, min(chance, 1.0) * band.sure, placed.is_told)


def _joined(one: Held | None, other: Held) -> Held:
    """Returns what a cell holds whose row stands on two pages, or in two parts."""
    if one is None or not one.words:
        return other if one is None or other.words else one
    if not other.words:
        return one
    return replace(one, words=one.words + other.words, probability=0.5 * other.probability)


def _parted(word: Word, edges: Sequence[float], maker: WordMaker) -> Iterator[Word]:
    inset = _INSET * word.size
    if not any(word.x0 + inset < edge < word.x1 - inset for edge in edges):
        yield word
        return
    parts: dict[int, list[Glyph]] = {}
    for glyph in word.glyphs:
        middle = (glyph.x0 + glyph.x1) / 2
        parts.setdefault(sum(middle > edge for edge in edges), []).append(glyph)
    for part in parts.values():
        yield maker.word(part, word.sheet, word.line)


def box_around(words: Iterable[Word]) -> Box[Level]:
    """Returns the box around words, at least one."""
    boxes = [word.box for word in words]
    return Box(
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def sheets_of(cells: Mapping[str, Held]) -> set[int]:
    """Returns the pages that cells stand on."""
    return {held.sheet for held in cells.values()}
