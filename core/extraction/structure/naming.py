"""What the columns and rows of a placed table are called, and what they could be called."""

from __future__ import annotations

from collections.abc import Sequence

from ...forms import Form
from .constraints import COLUMN
from .placement import PlacedLine, PlacedTable


def line_label(form: Form, cells: Sequence[str], language: str) -> str:
    """Returns what a line of cells of the form is called; empty where it has none."""
    if not cells:
        return ""
    found = [form.cells[cell] for cell in cells]
    first = found[0]
    is_column = len({cell.column.id for cell in found}) == 1
    is_row = len({cell.row.id for cell in found}) == 1
    if is_column and (not is_row or (len(cells) == 1 and len(first.block.rows) == 1)):
        return first.column.label if language == "zh" else first.column.label_en
    if is_row and not is_column:
        return first.row.short if language == "zh" else first.row.short_en
    return first.label(language)


def possible_names(
    form: Form, placed: PlacedTable, line: PlacedLine
) -> tuple[tuple[str, ...], ...]:
    """Returns the columns, or rows, of the form that a line of a placed table could be.

    Each is given by its cells, in the order of the plan by which the table is laid out.
    """
    from ..registration.variants import plans_of  # not before a placement is shown

    plan = next(one for one in plans_of(form.table(placed.table)) if one.name == placed.plan)
    if line.axis != COLUMN:
        return tuple(tuple(block.cells[at]) for block, at in plan.rows)
    own = [block for block in plan.blocks if line.name in {c for row in block.cells for c in row}]
    block = own[0] if own else plan.blocks[0]
    return tuple(tuple(row[at] for row in block.cells) for at in range(len(block.columns)))
