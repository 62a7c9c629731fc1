"""Known displacements that move several figures at once: one mistake of a hand, not several.

A figure one row or one column off, two neighbours exchanged, a run of figures of one row or
column that stands one place off, or a run of whole rows or columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from ..forms import Block, Form
from .blocks import LEAST_BROKEN, block_lines, find_exchanged_lines, find_slid_blocks
from .equation_system import Deltas, System

_MOST_LINES = 4
"""A run of whole lines may begin at any empty line that no rule tells from the true one; so
many are named."""

EXCHANGED, MOVED, SLID = "exchanged", "moved", "slid"
LINES, BLOCK, SWAPPED = "lines", "block", "swapped"
WHOLE = frozenset({LINES, BLOCK, SWAPPED})
"""Displacements of whole lines: a placement that is wrong, and no figure of it."""

ROW, COLUMN = "row", "column"


@dataclass(frozen=True, slots=True)
class Displacement:
    """One known displacement.

    Attributes:
        kind: ``EXCHANGED`` (two neighbours), ``MOVED`` (a figure into a neighbour's empty
            place), ``SLID`` (a run of figures), ``LINES`` (a run of whole rows or columns),
            ``BLOCK`` (all figures of some rows, or columns, one place along these), or
            ``SWAPPED`` (two whole rows or columns in each other's place).
        off: ``ROW`` where figures stand in a wrong row, ``COLUMN`` where in a wrong column.
        deltas: What undoes it.
    """

    kind: str
    off: str
    deltas: Deltas


def find_displacements(form: Form, system: System) -> tuple[Displacement, ...]:
    """Returns every known displacement whose undoing makes every equation of the system true."""
    found: dict[Deltas, Displacement] = {}
    for line, off in _lines(form, system):
        for here, there in pairwise(line):
            displacement = _exchange(system, here, there, off)
            if displacement is not None and system.mends(displacement.deltas):
                found.setdefault(displacement.deltas, displacement)
        for order in (line, line[::-1]):
            for deltas in _slides(system, order):
                found.setdefault(deltas, Displacement(SLID, off, deltas))
    if len(system.residuals) >= LEAST_BROKEN:
        for lines, off in _whole_lines(form, system):
            for ordered in (lines, lines[::-1]):
                for deltas in islice(_line_slides(system, ordered), _MOST_LINES):
                    found.setdefault(deltas, Displacement(LINES, off, deltas))
    for kind, finds, offs in (
        (BLOCK, find_slid_blocks, (ROW, COLUMN)),
        (SWAPPED, find_exchanged_lines, (COLUMN, ROW)),
    ):
        for deltas, is_by_row in islice(finds(form, system), _MOST_LINES):
            found.setdefault(deltas, Displacement(kind, offs[is_by_row], deltas))
    return tuple(found.values())


def find_parts(form: Form, system: System, deltas: Deltas) -> tuple[Displacement, ...]:
    """Returns the pairs of changes within a correction that exchange two neighbours' figures."""
    changed = dict(deltas)
    parts: list[Displacement] = []
    for line, off in _lines(form, system):
        for here, there in pairwise(line):
            if here not in changed or there not in changed:
                continue
            displacement = _exchange(system, here, there, off)
            if displacement is not None and all(
                changed[cell] == delta for cell, delta in displacement.deltas
            ):
                parts.append(displacement)
                del changed[here], changed[there]
    return tuple(parts)


def _lines(form: Form, system: System) -> Iterator[tuple[list[str], str]]:
    """Yields the cells of the system by row and by column, and what a step along them is."""
    for table in form.tables:
        for block in table.blocks:
            for line, off in _block_lines(table.id, block):
                cells = [cell for cell in line if system.coefficients.get(cell)]
                if any(cell in system.suspects for cell in cells):
                    yield cells, off


def _block_lines(table: str, block: Block) -> Iterator[tuple[list[str], str]]:
    rows, columns = block_lines(table, block)
    yield from ((row, COLUMN) for row in rows)
    yield from ((column, ROW) for column in columns)


def _whole_lines(form: Form, system: System) -> Iterator[tuple[list[list[str]], str]]:
    """Yields the rows of each block of the system in order, then its columns."""
    for table in form.tables:
        for block in table.blocks:
            for off in (ROW, COLUMN):
                lines = [cells for cells, step in _block_lines(table.id, block) if step != off]
                kept = [[cell for cell in cells if cell in system.values] for cells in lines]
                if kept and all(kept):
                    yield kept, off


def _line_slides(system: System, lines: Sequence[Sequence[str]]) -> Iterator[Deltas]:
    """Yields runs of whole lines whose figures, put back one line, mend all, short ones first.

    As with single figures, the first line of a run is empty and the last one was; where the run
    reaches the end, what stood there is what the rules call for.
    """
    empty = [not any(system.values[cell] for cell in line) for line in lines]
    for start in range(len(lines) - 2, -1, -1):
        if not empty[start] or empty[start + 1]:
            continue
        changes: dict[str, int] = {}
        for here, there in pairwise(lines[start:]):
            changes |= {
                cell: system.values[beside] - system.values[cell]
                for cell, beside in zip(here, there, strict=True)
            }
            emptied = {cell: -system.values[cell] for cell in there}
            yield from _if_it_mends(system, changes | emptied)
        lost: dict[str, int] = {}
        for cell in lines[-1]:
            lost |= _lost(system, changes, cell)
        yield from _if_it_mends(system, changes | lost)


def _exchange(system: System, here: str, there: str, off: str) -> Displacement | None:
    first, second = system.values[here], system.values[there]
    if first == second or here not in system.suspects or there not in system.suspects:
        return None
    pair = {here: second - first, there: first - second}
    deltas = tuple((cell, pair[cell]) for cell in system.values if cell in pair)
    return Displacement(EXCHANGED if first and second else MOVED, off, deltas)


def _slides(system: System, line: Sequence[str]) -> Iterator[Deltas]:
    """Yields runs whose figures, put back one place, mend all.

    A run begins with the place that the slide left empty. Its last figure went to a place that
    was empty before; where the run reaches the end of the line, the figure that stood there is
    lost, and what is left over must tell it: one broken rule alone would fit any such run.
    """
    for start, first in enumerate(line):
        if system.values[first] or first not in system.suspects:
            continue
        changes: dict[str, int] = {}
        for here, there in zip(line[start:], line[start + 1 :], strict=False):
            changes[here] = system.values[there] - system.values[here]
            if changes[here] and here not in system.suspects:
                break
            emptied = changes | {there: -system.values[there]}
            yield from _if_it_mends(system, emptied)
            if there == line[-1] and len(system.residuals) > 1:
                yield from _if_it_mends(system, changes | _lost(system, changes, there))


def _lost(system: System, changes: Mapping[str, int], cell: str) -> dict[str, int]:
    """Returns the change of one cell that what is left over calls for."""
    left = system.left_over(changes.items())
    for at, coefficient in system.coefficients[cell].items():
        if at in left and not left[at] % coefficient:
            return {cell: -left[at] // coefficient}
    return {}


def _if_it_mends(system: System, changes: Mapping[str, int]) -> Iterator[Deltas]:
    changed = [(cell, delta) for cell, delta in changes.items() if delta]
    # Of a run of equal figures only the two ends change; neighbours are found as exchanged.
    if len(changed) > 1 and len(changes) > 2 and not system.left_over(changed):
        by_cell = dict(changed)
        deltas = tuple((cell, by_cell[cell]) for cell in system.values if cell in by_cell)
        if system.mends(deltas):
            yield deltas
