"""Of which edition a table is that was not recognised: that with as many rows as stand there.

The form of a report is settled when it is read. Labels that nobody knows hide a table from its
reader, but not how many lines of how many figures it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..forms import Block, Table
from .lines import Line


def edition_by_rows(editions: Sequence[Table], lines: Sequence[Line]) -> Table | None:
    """Returns the edition of a table that alone has as many rows as lines stand below each other,
    each with a place for every column; None where none has, or several have.

    Args:
        editions: Of one table, of the orientation "rows".
        lines: Of the report, in reading order.
    """
    found = [
        table
        for table in editions
        if len(table.blocks) == 1
        and not _lengths(table.blocks[0]).isdisjoint(_runs(lines, len(table.blocks[0].columns)))
    ]
    return found[0] if len(found) == 1 else None


def _lengths(block: Block) -> set[int]:
    """Returns how many lines a block has: its rows, and perhaps a line of sums for each group."""
    rows = len(block.rows)
    return {rows, rows + sum(bool(group.subtotals) for group in block.row_groups)}


def _runs(lines: Sequence[Line], columns: int) -> Iterator[int]:
    """Yields how many lines with as many figures stand below each other, blank ones among them.

    Headers that a page repeats have no places for figures, and part nothing.
    """
    count, blank = 0, 0
    for line in lines:
        if not line.slots:
            continue
        if line.printed == columns:
            count, blank = count + 1 + (blank if count else 0), 0
        elif len(line.slots) >= columns and line.printed < columns:
            blank += 1
        else:
            yield count
            count, blank = 0, 0
    yield count
