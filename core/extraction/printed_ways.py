"""The ways in which a table whose rows the form has side by side is printed in grids and text."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from ..forms import Table


@lru_cache(maxsize=32)
def printed_ways(table: Table) -> tuple[Table, ...]:
    """Returns a table as the form has it and, where its rows stand side by side, with its rows
    below each other, and as a table for each row. All of them have the same cells.
    """
    if table.orientation != "line":
        return (table,)
    block = table.blocks[0]
    apart = tuple(
        replace(block, rows=(row,), row_groups=(), heading=row.label)
        for row in (replace(row, group="") for row in block.rows)
    )
    return (table, replace(table, orientation="rows"), replace(table, blocks=apart))
