"""Takes one reading of each table from two placements, and tells where one of them is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..doubts import is_doubt
from ..forms import Form
from .alignment import Found
from .registration.place import RegisteredTable
from .tables import TableReading
from .two_placements import settled


def reads_alike(
    cell: str,
    placed: Mapping[str, TableReading] | Mapping[str, RegisteredTable],
    read: Mapping[str, TableReading],
) -> bool:
    """Returns whether a placement of the tables has at a cell what was read there, so that its
    faults are the reading's.
    """
    table = cell.split(".", 1)[0]
    own, shown = (one[table].readings.get(cell) if table in one else None for one in (placed, read))
    return own is not None and shown is not None and own.figure == shown.figure


def is_headed(
    cell: str, registered: Mapping[str, RegisteredTable], read: Mapping[str, TableReading]
) -> bool:
    """Returns whether a registration is sure of a cell, by its own reading of the headers."""
    table = cell.split(".", 1)[0]
    if not reads_alike(cell, registered, read):
        return False
    return not is_doubt(registered[table].readings[cell].confidence)


def covers(table: RegisteredTable, copy: Found) -> bool:
    """Returns whether most rows of a copy are those of a registered table."""
    inside = sum(table.covers(match.line.region) for match in copy.rows)
    return inside * 2 > len(copy.rows)


def is_open_to_doubt(
    forms: Sequence[Form], copies: Sequence[Found], read: Mapping[str, TableReading]
) -> bool:
    """Returns whether a table is missing, or a row that no rules divide, or any cell is a doubt."""
    return (
        any(table.id not in read for table in forms[0].tables)
        or not all(is_ruled(copy) for copy in copies)
        or any(
            is_doubt(one.confidence) for table in read.values() for one in table.readings.values()
        )
    )


def is_ruled(copy: Found) -> bool:
    """Returns whether rules divide all rows of a copy."""
    return all(match.line.ruled for match in copy.rows)


def settle_tables(
    registered: Mapping[str, RegisteredTable],
    forms: tuple[Form, ...],
    copies: Sequence[Found],
    read: Mapping[str, TableReading],
) -> dict[str, TableReading]:
    """Returns the tables of a report as two readers of the placement have them."""
    ruled = {copy.table.id: is_ruled(copy) for copy in copies}
    both = {
        table.id: settled(
            read.get(table.id), registered.get(table.id), is_ruled=ruled.get(table.id, False)
        )
        for table in forms[0].tables
    }
    return {table_id: table for table_id, table in both.items() if table is not None}
