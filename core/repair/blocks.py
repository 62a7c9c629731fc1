"""Whole blocks of figures in the wrong place: one placement that is wrong, not many figures.

Rows of a page of which every figure stands one column off, columns of which every figure stands one
row off, and two whole rows or columns in each other's place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from ..forms import Block, Form
from .equation_system import Deltas, System

Line = Sequence[str]

LEAST_BROKEN = 3
"""Whole lines out of place break the rules of several columns or rows at once."""

_FEWEST = 3
"""Figures that change: fewer are a slip of single ones."""


def block_lines(table: str, block: Block) -> tuple[list[list[str]], list[list[str]]]:
    """Returns the cells of a block by row, and by column."""
    rows = [[f"{table}.{row.id}.{column.id}" for column in block.columns] for row in block.rows]
    return rows, [list(column) for column in zip(*rows, strict=True)]


def find_slid_blocks(form: Form, system: System) -> Iterator[tuple[Deltas, bool]]:
    """Yields what puts blocks back of which all figures slid one place, and mends all.

    Each comes with whether rows of figures slid from column to column; else columns of figures
    did from row to row. Nothing but a blank may fall out of the table.
    """
    for lines, is_by_row in _blocks(form, system):
        for step in (1, -1):
            moves = [_slid(system, line, step) for line in lines]
            for changes in _runs(system, moves):
                yield changes, is_by_row


def find_exchanged_lines(form: Form, system: System) -> Iterator[tuple[Deltas, bool]]:
    """Yields what exchanges two whole rows, or columns, and mends all; with whether it is rows."""
    for lines, is_by_row in _blocks(form, system):
        for one, other in combinations(lines, 2):
            changes = {
                cell: system.values[beside] - system.values[cell]
                for here, there in ((one, other), (other, one))
                for cell, beside in zip(here, there, strict=True)
            }
            yield from ((deltas, is_by_row) for deltas in _if_it_mends(system, changes))


def _blocks(form: Form, system: System) -> Iterator[tuple[list[list[str]], bool]]:
    """Yields the lines of each block that stands in the system, its rows and then its columns."""
    if len(system.residuals) < LEAST_BROKEN:
        return
    for table in form.tables:
        for block in table.blocks:
            rows, columns = block_lines(table.id, block)
            if all(cell in system.values for row in rows for cell in row):
                yield rows, True
                yield columns, False


def _slid(system: System, line: Line, step: int) -> Mapping[str, int] | None:
    """Returns by how much each cell of a line changes where its figures go one place on.

    None where a figure would fall out.
    """
    values = [system.values[cell] for cell in line]
    if values[-1 if step > 0 else 0]:
        return None
    after = [0, *values[:-1]] if step > 0 else [*values[1:], 0]
    changes = zip(line, after, values, strict=True)
    return {cell: new - old for cell, new, old in changes if new != old}


def _runs(system: System, moves: Sequence[Mapping[str, int] | None]) -> Iterator[Deltas]:
    """Yields runs of two lines or more that mend all together."""
    standing = system.coefficients
    for start in range(len(moves) - 1):
        left = dict(system.residuals)
        changes: dict[str, int] = {}
        for at in range(start, len(moves)):
            move = moves[at]
            if move is None:
                break
            changes |= move
            for cell, delta in move.items():
                for row, coefficient in standing[cell].items():
                    left[row] = left.get(row, 0) + coefficient * delta
            # Lines without a figure at either end add nothing.
            if move and moves[start] and at > start and not any(left.values()):
                yield from _if_it_mends(system, changes)


def _if_it_mends(system: System, changes: Mapping[str, int]) -> Iterator[Deltas]:
    deltas = tuple((cell, changes[cell]) for cell in system.values if changes.get(cell))
    if len(deltas) >= _FEWEST and system.mends(deltas):
        yield deltas
