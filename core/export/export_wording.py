"""Words of the exports: how a figure, a place, a time and a cell are named in a sentence."""

from __future__ import annotations

from datetime import datetime

from ..documents.document import Region
from ..documents.flow import row_and_column
from ..doubts import DOUBTS
from ..extraction.report import Reading, Report
from ..figures import Figure, State
from ..forms import Cell, Table
from .review_workbook.workbook_marks import STATES

_NUMERALS = "零一二三四五六七八九"


def words(figure: Figure) -> str:
    """Returns a figure as it is named in a sentence: its text, or 空白."""
    return figure.text or STATES[State.BLANK]


def place(region: Region | None) -> str:
    """Returns where something stands, for people: pages, rows and columns count from 1."""
    if region is None:
        return "原件中没有"
    if region.page is not None:
        return f"第 {region.page + 1} 页"
    cell = row_and_column(region)
    return f"表中第 {cell[0]} 行第 {cell[1]} 列" if cell else "正文"


def page_number(region: Region | None) -> int | None:
    """Returns the page, counted from 1; None where the source has no pages."""
    return None if region is None or region.page is None else region.page + 1


def box(region: Region | None) -> str:
    """Returns the box in PDF points, x0 top x1 bottom, or the anchor of a flow document."""
    if region is None:
        return ""
    return region.anchor or " ".join(f"{edge:.1f}" for edge in region.box or ())


def moment(at: datetime) -> str:
    """Returns a time with its offset, in the zone of this machine."""
    return at.astimezone().isoformat(sep=" ", timespec="seconds")


def doubt(reading: Reading) -> str:
    """Returns why a reading is uncertain, in words; empty where no reason is known."""
    return DOUBTS[reading.doubt][0] if reading.doubt in DOUBTS else reading.doubt


def table_name(table: Table) -> str:
    """Returns 表二 for ``t2``, and so on; the table's id where it is not of that kind.

    It is fit to be the name of a sheet.
    """
    digit = table.id.removeprefix("t")
    if len(digit) == 1 and digit.isascii() and digit.isdecimal():
        return f"表{_NUMERALS[int(digit)]}"
    return "".join(char if char.isalnum() else "_" for char in table.id)[:31]


def label_path(cell: Cell) -> str:
    """Returns every label over a cell from the outermost: groups, row, then column."""
    row = [group.label for group in cell.block.row_path(cell.row)] + [cell.row.label]
    column = [group.label for group in cell.block.column_path(cell.column)] + [cell.column.label]
    heading = [cell.block.heading] if cell.block.heading else []
    return f"{' › '.join(heading + row)} · {' › '.join(column)}"


def report_title(report: Report) -> str:
    """Returns the body and the year."""
    year = f"{report.year} 年度" if report.year is not None else "年度不详"
    return f"{report.organization or '单位不详'}　{year}"
