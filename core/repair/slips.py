"""Known slips that move several figures at once: one mistake of a hand, not several.

A figure one row or one column off, two neighbours exchanged, a run of rows slid by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..forms import Block, Form
from .system import Deltas, System


@dataclass(frozen=True, slots=True)
class Slip:
    """One known slip that explains every broken equation.

    Attributes:
        kind: "exchanged" (two neighbours), "moved" (a figure into a neighbour's empty place),
            or "slid" (a run of one column).
    """

    kind: str
    deltas: Deltas


def find_slips(form: Form, system: System) -> tuple[Slip, ...]:
    """Returns every known slip whose undoing makes every equation of the system true."""
    found: dict[Deltas, Slip] = {}
    for table in form.tables:
        for block in table.blocks:
            for slip in [*_exchanges(table.id, block, system), *_slides(table.id, block, system)]:
                found.setdefault(slip.deltas, slip)
    return tuple(found.values())


def _exchanges(table: str, block: Block, system: System) -> Iterator[Slip]:
    """Yields neighbours, side by side or one above the other, that were exchanged."""
    rows, columns = block.rows, block.columns
    for r, row in enumerate(rows):
        for c, column in enumerate(columns):
            here = f"{table}.{row.id}.{column.id}"
            beside = [f"{table}.{row.id}.{other.id}" for other in columns[c + 1 : c + 2]]
            below = [f"{table}.{other.id}.{column.id}" for other in rows[r + 1 : r + 2]]
            for there in [*beside, *below]:
                yield from _exchange(system, here, there)


def _exchange(system: System, here: str, there: str) -> Iterator[Slip]:
    if here not in system.values or there not in system.values:
        return
    difference = system.values[there] - system.values[here]
    deltas = ((here, difference), (there, -difference))
    if difference and system.mends(deltas):
        moved = 0 in (system.values[here], system.values[there])
        yield Slip("moved" if moved else "exchanged", deltas)


def _slides(table: str, block: Block, system: System) -> Iterator[Slip]:
    """Yields runs of a column that were slid up or down by one over an empty place."""
    for column in block.columns:
        cells = [f"{table}.{row.id}.{column.id}" for row in block.rows]
        cells = [cell for cell in cells if cell in system.values]
        for start in range(len(cells)):
            for end in range(start + 3, len(cells) + 1):
                for order in (cells[start:end], cells[start:end][::-1]):
                    yield from _slide(system, order)


def _slide(system: System, cells: Sequence[str]) -> Iterator[Slip]:
    """Yields the run if its figures, slid back onto the empty place before them, mend all.

    ``cells`` begins with the place that the slide left empty.
    """
    values = [system.values[cell] for cell in cells]
    if values[0] or not values[1] or not values[-1]:
        return
    restored = [*values[1:], 0]
    changes = {
        cell: after - before
        for cell, before, after in zip(cells, values, restored, strict=True)
        if after != before
    }
    deltas = tuple((cell, changes[cell]) for cell in system.values if cell in changes)
    if len(deltas) > 2 and system.mends(deltas):
        yield Slip("slid", deltas)
