"""What a page holds and does not show: hidden lines, cells and columns, and folded tables."""

from __future__ import annotations

from dataclasses import replace

from ..flow.drafts import Draft, DraftLine, DraftTable
from ..flow.runs import Run, Seen

_FOLDED = 0.6
"""How sure the cells of a table are that is seen only once a reader unfolds it."""


def hidden(part: Draft) -> Draft:
    """Returns what is there, and seen by nobody."""
    if isinstance(part, DraftLine):
        runs = tuple(Run(run.text, replace(run.style, seen=Seen.HIDDEN)) for run in part.runs)
        return DraftLine(runs, part.level)
    cells = tuple(replace(cell, content=tuple(map(hidden, cell.content))) for cell in part.cells)
    return replace(part, cells=cells)


def folded(table: DraftTable) -> DraftTable:
    """Returns a table that is seen once a reader unfolds it."""
    cells = tuple(
        replace(cell, confidence=min(cell.confidence, _FOLDED), doubt=cell.doubt or "struck")
        for cell in table.cells
    )
    return replace(table, cells=cells)


def is_shown(part: Draft) -> bool:
    """Is any of the text seen?"""
    if isinstance(part, DraftLine):
        return any(run.text.strip() and run.style.seen is not Seen.HIDDEN for run in part.runs)
    return any(is_shown(inner) for cell in part.cells for inner in cell.content)


def without_columns(table: DraftTable, columns: set[int]) -> DraftTable:
    """Returns a table in which the cells of some columns are hidden."""
    if not columns:
        return table
    cells = tuple(
        replace(cell, content=tuple(map(hidden, cell.content)))
        if columns.issuperset(range(cell.column, cell.column + cell.column_span))
        else cell
        for cell in table.cells
    )
    return replace(table, cells=cells)
