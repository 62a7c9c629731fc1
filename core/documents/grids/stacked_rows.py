"""Finds the ruled tables whose rows have no rules between them: columns alone, or a bare frame."""

from __future__ import annotations

from ...figures import VALUE
from ..document import Grid
from ..vocabulary import NUMBERED

_STACKED = 3
"""Figures below each other in one cell; of fewer one may have been broken by a narrow column."""


def is_stacked(grid: Grid) -> bool:
    """Returns whether a row of a grid holds several rows of figures."""
    stacks: dict[int, list[int]] = {}
    numbered: dict[int, int] = {}
    for cell in grid.cells:
        if cell.row_span > 1 or not ("\n" in cell.text or " " in cell.text):
            continue
        lines = cell.text.split("\n")
        if (cell.column_span > 1 or grid.columns == 1) and _holds_columns(lines):
            return True
        stacks.setdefault(cell.row, []).append(sum(map(_is_figure, lines)))
        labels = sum(bool(NUMBERED.match(line)) for line in lines)
        numbered[cell.row] = numbered.get(cell.row, 0) + labels
    return any(_is_stack(counts, numbered[row]) for row, counts in stacks.items())


def _is_figure(text: str) -> bool:
    return VALUE.fullmatch(text.replace(" ", "")) is not None


def _holds_columns(lines: list[str]) -> bool:
    """Are there figures apart from what is before them, in several lines or many in one?"""
    apart = [sum(map(_is_figure, line.split()[1:])) for line in lines]
    return sum(map(bool, apart)) >= _STACKED or max(apart) > _STACKED


def _is_stack(lines: list[int], numbered: int) -> bool:
    """Are there so many lines of figures, or so many labels, that they are several rows?"""
    if sum(count >= _STACKED for count in lines) > 1:
        return True
    return numbered > 1 and sum(count > 1 for count in lines) >= _STACKED
