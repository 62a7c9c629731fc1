"""Rows that a report leaves out because nothing is to be said in them, and what bears that out."""

from __future__ import annotations

from collections.abc import Mapping

from ...figures import Figure, State, parse_figure
from ..alignment.row_sums import holds
from .bands import FOREIGN
from .register import Registered
from .words import cell_text

Strays = Mapping[str, float]
"""The cells beside figures that no cell has, as ``confidence.rows_beside_strays`` finds them."""


def rows_left_out(table: Registered, strays: Strays) -> dict[str, int]:
    """Returns the cells of rows that are not printed, each with the length of its row's label;
    none where they may well be printed: where a figure is left over, or a sum over such a row does
    not hold without it.

    Args:
        table: As registered, in the order of the form's rows.
        strays: Of the table.
    """
    if strays or any(word.is_figure for word in table.left) or len(table.plan.blocks) > 1:
        return {}
    (block,) = table.plan.blocks
    printed = {band.row for band in table.bands if band.row != FOREIGN}
    missing = [at for at in range(len(block.rows)) if at not in printed]
    if not missing or not block.rows[0].wordings or len(missing) * 2 > len(block.rows):
        return {}
    cells = {cell: block.rows[at].longest for at in missing for cell in block.cells[at]}
    return cells if _is_borne_out(table, cells) else {}


def _is_borne_out(table: Registered, missing: Mapping[str, int]) -> bool:
    """Returns whether the sums over rows that are missing hold without them, and say something."""
    domains = {cell.id: cell.domain for cell in table.plan.table.cells()}
    figures: dict[str, Figure] = {
        name: parse_figure(cell_text(held.words), domains[name])
        for name, held in table.cells.items()
    }
    over = [
        equation
        for equation in table.plan.table.equations
        if equation.along == "column" and not missing.keys().isdisjoint(equation.cells)
    ]
    added = [figures[cell] for one in over for cell in one.cells if cell in figures]
    if any(figure.state is State.UNREADABLE for figure in added):
        return False
    return any(figure.amount for figure in added) and all(holds(one, figures) for one in over)
