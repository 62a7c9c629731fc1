"""Finds the ruled tables whose rows have no rules between them: columns alone, or a bare frame."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .pdf_cells import assign_characters
from .pdf_characters import Character
from .pdf_lattice import Lattice
from .pdf_lines import Line, make_lines
from .pdf_splitting import FIGURE, NUMBERED

_TALL = 22.0
"""Points: a row that is not so high has no room for two lines."""

_STACKED = 3
"""Figures below each other in one cell; of fewer one may have been broken by a narrow column."""

_APART = 1.5
"""Of its size: figures in a line with such a gap between them stand in columns."""


def find_pillared(lattices: Sequence[Lattice], characters: Sequence[Character]) -> list[Lattice]:
    """Returns the lattices of which a row holds several rows of figures.

    Args:
        lattices: Of a page, by its rules.
        characters: Of the page.
    """
    return [lattice for lattice in lattices if _is_pillared(lattice, characters)]


def _is_pillared(lattice: Lattice, characters: Sequence[Character]) -> bool:
    tall = {
        row
        for row, (top, low) in enumerate(pairwise(lattice.ys))
        if low - top > _TALL or len(lattice.xs) == 2
    }
    inside = [
        c for c in characters if any(lattice.ys[row] <= c.y < lattice.ys[row + 1] for row in tall)
    ]
    stacks: dict[int, list[int]] = {row: [] for row in tall}
    numbered = dict.fromkeys(tall, 0)
    for cell, held in assign_characters(lattice, inside).items() if tall else ():
        if cell.row_span > 1 or cell.row not in tall:
            continue
        lines = make_lines(held)
        apart = [_figures_apart(line) for line in lines]
        if sum(map(bool, apart)) >= _STACKED or max(apart, default=0) > _STACKED:
            return True
        stacks[cell.row].append(sum(_is_figure(line.text) for line in lines))
        numbered[cell.row] += sum(bool(NUMBERED.match(line.text)) for line in lines)
    return any(_is_stack(stacks[row], numbered[row]) for row in tall)


def _is_figure(text: str) -> bool:
    return FIGURE.fullmatch(text.replace(" ", "")) is not None


def _figures_apart(line: Line) -> int:
    """Returns how many figures of a line stand far from what is before them."""
    printed = [c for c in line.characters if c.text != " "]
    return sum(
        after.x0 - before.x1 > _APART * after.run.size and bool(FIGURE.fullmatch(after.text))
        for before, after in pairwise(printed)
    )


def _is_stack(lines: Sequence[int], numbered: int) -> bool:
    """Are there so many lines of figures, or so many labels, that they are several rows?"""
    if sum(count >= _STACKED for count in lines) > 1:
        return True
    return numbered > 1 and sum(count > 1 for count in lines) >= _STACKED
