"""Of which edition a table is that was not recognised: that with as many rows as stand there.

The form of a report is settled when it is read. Labels that nobody knows hide a table from its
reader, but not how many lines of how many figures it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..forms import Block, Table
from .alignment.lines import Line

_LABELS = 3
"""Columns of labels, which may be blank."""

_WIDEST = 100
"""Places of a line of a sheet, which goes on beside the table."""


def edition_by_rows(editions: Sequence[Table], lines: Sequence[Line]) -> Table | None:
    """Returns the edition of a table that alone has as many rows as lines stand below each other,
    each with a place for every column; None where none has, or several have.

    Args:
        editions: Of one table, of the orientation "rows".
        lines: Of the report, in reading order.
    """
    tables = [table for table in editions if len(table.blocks) == 1]
    for is_full in (True, False):
        found = [one for one in tables if _has_its_rows(one.blocks[0], lines, is_full=is_full)]
        if len(found) == 1:
            return found[0]
    return None


def _has_its_rows(block: Block, lines: Sequence[Line], *, is_full: bool) -> bool:
    columns = len(block.columns)
    least, most = (columns, _WIDEST) if is_full else (1, columns + _LABELS)
    runs = _runs(lines, columns, least, most)
    return not _lengths(block).isdisjoint(runs)


def _lengths(block: Block) -> set[int]:
    """Returns how many lines a block has: its rows, and perhaps a line of sums for each group."""
    rows = len(block.rows)
    return {rows, rows + sum(bool(group.subtotals) for group in block.row_groups)}


def _runs(lines: Sequence[Line], columns: int, least: int, most: int) -> Iterator[int]:
    """Yields how many lines with a place for each column stand below each other.

    They have ``least`` figures, or stand between such lines, and at ``most`` so many places.

    Headers that a page repeats have no places for figures, and part nothing.
    """
    count, blank = 0, 0
    for line in lines:
        if not line.slots:
            continue
        if not line.printed <= columns <= len(line.slots) <= most:
            yield count
            count, blank = 0, 0
        elif line.printed >= least:
            count, blank = count + 1 + blank, 0
        elif count:
            blank += 1
    yield count
