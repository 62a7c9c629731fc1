"""Takes one reading of each table from two placements, and tells where one of them is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..doubts import is_doubt
from ..forms import Form
from .alignment.align_lines import Found
from .proof.failure import Failure, doubted
from .registration.placed_readings import RegisteredTable
from .table_readings import TableReading
from .two_placements import settled


def doubted_table(table: TableReading, failures: Sequence[Failure]) -> TableReading:
    """Returns a table with the doubts that proofs of its headers raise."""
    own = [failure for failure in failures if failure.cell in table.readings]
    return replace(table, readings=doubted(table.readings, own)) if own else table


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
