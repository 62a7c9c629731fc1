"""Places the cells of a marked-up table as browsers do, spans that overlap or are too long too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..flow.drafts import Draft, DraftCell, DraftTable, is_even
from ..source_files.limits import PLACES, hold

MOST_COLUMNS = 1000
"""What the HTML standard allows a colspan to be."""

_LOOSE = 0.6
"""How sure a cell is that may stand somewhere else than its markup says."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell as its markup gives it, before it has a place; a row span of 0 reaches to the end.

    Attributes:
        loose: Style takes it out of the grid of its table.
    """

    content: tuple[Draft, ...]
    row_span: int = 1
    column_span: int = 1
    loose: bool = False


def placed(groups: Iterable[Sequence[Sequence[Marked]]]) -> DraftTable:
    """Returns the table of some row groups, each a sequence of rows of marked cells.

    The algorithm for forming a table of the HTML standard (section 4.9.12): a cell goes to the
    first free place of its row; a row span ends with its group. A cell that would overlap one
    that hangs down from above is cut before it.
    """
    cells: list[DraftCell] = []
    columns = first = 0
    for group in groups:
        taken: set[tuple[int, int]] = set()
        for down, row in enumerate(group):
            column = 0
            for marked in row:
                while (down, column) in taken:
                    column += 1
                wide = _free_width(taken, down, column, marked.column_span)
                tall = min(marked.row_span or len(group), len(group) - down)
                taken.update((down + i, column + j) for i in range(tall) for j in range(wide))
                cell = DraftCell(first + down, column, marked.content, tall, wide)
                if marked.loose:
                    cell = replace(cell, confidence=_LOOSE, doubt="placement")
                cells.append(cell)
                column += wide
            columns = max(columns, column)
            hold(PLACES, len(taken))
        first += len(group)
    table = DraftTable(tuple(cells), first, columns)
    return replace(table, ruled=is_even(table))


def _free_width(taken: set[tuple[int, int]], row: int, column: int, span: int) -> int:
    wide = 1
    while wide < min(max(span, 1), MOST_COLUMNS) and (row, column + wide) not in taken:
        wide += 1
    return wide
