"""How much of the form was found in a report, and which tables nothing is suggested over."""

from __future__ import annotations

from collections.abc import Mapping

from ..bilingual import Bilingual
from ..extraction.report import Report
from ..figures import Figure, State
from ..forms import Table


def rows_found(report: Report, table: Table) -> tuple[int, int]:
    """Returns how many rows of a table were found, and how many the form has."""
    rows = len({cell.row.id for cell in table.cells()})
    if table.id in report.missing_tables:
        return 0, rows
    return rows - len(report.missing_rows.get(table.id, ())), rows


def tables_held_back(report: Report, figures: Mapping[str, Figure]) -> frozenset[str]:
    """Returns the tables of which rows were not read and are not typed either: what would mend
    their sums is nonsense as long as parts of them are unknown.

    Args:
        report: As read.
        figures: One layer of its cells.
    """
    return frozenset(
        table
        for table, cells in report.unread_rows.items()
        if any(figures[cell].state is State.BLANK for cell in cells)
    )


def unread_rows(report: Report, figures: Mapping[str, Figure]) -> tuple[Bilingual, ...]:
    """Returns a sentence for each table over which nothing is suggested."""
    held_back = tables_held_back(report, figures)
    return tuple(_unread(report, table) for table in report.form.tables if table.id in held_back)


def _unread(report: Report, table: Table) -> Bilingual:
    found, rows = rows_found(report, table)
    return Bilingual(
        f"“{table.title}”的 {rows} 行中有 {rows - found} 行没有读到，且有数未能归位，不作更正建议",
        f"{rows - found} of the {rows} rows of “{table.title_en or table.title}” were not read, "
        "and figures are left over: no correction is suggested",
    )


def short_table(report: Report, table: Table) -> Bilingual | None:
    """Returns the sentence on a table of which some rows were found and no figure is left over;
    None of a whole one, and of one that is missing.
    """
    found, rows = rows_found(report, table)
    if found in (0, rows) or table.id in report.unread_rows:
        return None
    return Bilingual(
        f"“{table.title}”只找到 {rows} 行中的 {found} 行，其余各行存疑",
        f"{found} of the {rows} rows of “{table.title_en or table.title}” were found; "
        "the others are doubts",
    )
