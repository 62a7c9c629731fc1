"""What is uncertain about a report, doubt by doubt: a cell alone, or whole rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from ..forms import Cell, Form
from .state import CellState

OF_TABLES = frozenset(
    {"placement", "row", "label", "order", "missing", "unproven", "head", "left_over", "compared"}
)
"""Doubts about how a table is laid out; one answer settles them for all the cells that they name.
All others are about what one figure says."""

LEAST = 3
"""Cells: a shorter row is no row of columns that could be mistaken."""


def uncertain_ranges(form: Form, cells: Mapping[str, CellState]) -> tuple[tuple[str, ...], ...]:
    """Returns the cells that are in doubt, those of one doubt together, in the form's order.

    Whole rows of a table that are in doubt for the same reason about its layout are one doubt;
    every other cell is one of its own.
    """
    ranges: list[list[str]] = []
    of_rows: dict[tuple[str, str], list[str]] = {}
    for table in form.tables:
        for _, group in groupby(table.cells(), key=lambda cell: id(cell.row)):
            row = [cell for cell in group if cells[cell.id].doubtful]
            doubt = _whole_row_doubt(row, form, cells)
            if doubt and (table.id, doubt) in of_rows:
                of_rows[table.id, doubt] += [cell.id for cell in row]
            elif doubt:
                of_rows[table.id, doubt] = [cell.id for cell in row]
                ranges.append(of_rows[table.id, doubt])
            else:
                ranges += [[cell.id] for cell in row]
    return tuple(map(tuple, ranges))


def _whole_row_doubt(row: Sequence[Cell], form: Form, cells: Mapping[str, CellState]) -> str:
    """Returns the doubt about the layout that the whole of a row shares; empty where none is."""
    doubts = {cells[cell.id].extracted.doubt for cell in row}
    if len(row) < LEAST or len(doubts) > 1 or not doubts <= OF_TABLES:
        return ""
    columns = sum(cell.row is row[0].row for cell in row[0].table.cells())
    return next(iter(doubts)) if len(row) == columns else ""
