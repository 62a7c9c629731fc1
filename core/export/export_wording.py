"""Words of the exports, in both languages: how figures, places, times and cells are named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from ..bilingual import ZH, Bilingual
from ..documents.document import Region
from ..documents.flow.anchors import row_and_column
from ..doubts import DOUBTS
from ..extraction.report import Reading, Report
from ..figures import Figure, State
from ..forms import Cell, Column, Group, Row, Table
from .review_workbook.workbook_marks import STATES

UNNAMED = Bilingual("未署名", "no name")
"""Stands for a reviewer who gave none."""

UNKNOWN_BODY = Bilingual("单位不详", "body unknown")
UNKNOWN_YEAR = Bilingual("年度不详", "year unknown")

_NUMERALS = "零一二三四五六七八九"


def words(figure: Figure, language: str = ZH) -> str:
    """Returns a figure as it is named in a sentence: its text, or that it is blank."""
    return figure.text or STATES[State.BLANK].in_language(language)


def place(region: Region | None, language: str = ZH) -> str:
    """Returns where something stands, for people: pages, rows and columns count from 1."""
    return _place(region).in_language(language)


def _place(region: Region | None) -> Bilingual:
    if region is None:
        return Bilingual("原件中没有", "not in the source")
    if region.page is not None:
        return Bilingual(f"第 {region.page + 1} 页", f"page {region.page + 1}")
    if (cell := row_and_column(region)) is None:
        return Bilingual("正文", "the text")
    row, column = cell
    return Bilingual(f"表中第 {row} 行第 {column} 列", f"row {row}, column {column} of the table")


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


def day(at: datetime, zone: tzinfo) -> str:
    """Returns the date of a time in a zone."""
    try:
        return at.astimezone(zone).date().isoformat()
    except OverflowError:
        return at.date().isoformat()


def doubt(reading: Reading, language: str = ZH) -> str:
    """Returns why a reading is uncertain, in words; empty where no reason is known."""
    known = DOUBTS.get(reading.doubt)
    return reading.doubt if known is None else known.in_language(language)


def table_name(table: Table, language: str = ZH) -> str:
    """Returns 表二 or Table 2 for ``t2``, and so on; its id for a table of another kind.

    It is fit to be the name of a sheet.
    """
    digit = table.id.removeprefix("t")
    if len(digit) == 1 and digit.isascii() and digit.isdecimal():
        return Bilingual(f"表{_NUMERALS[int(digit)]}", f"Table {digit}").in_language(language)
    return "".join(char if char.isalnum() else "_" for char in table.id)[:31]


def label_path(cell: Cell, language: str = ZH) -> str:
    """Returns every label over a cell from the outermost: groups, row, then column."""
    block = cell.block
    rows = _labels((*block.row_path(cell.row), cell.row), language)
    columns = _labels((*block.column_path(cell.column), cell.column), language)
    heading = Bilingual(block.heading, block.heading_en).in_language(language)
    above = [heading] if heading else []
    return f"{' › '.join(above + rows)} · {' › '.join(columns)}"


def _labels(named: Iterable[Group | Row | Column], language: str) -> list[str]:
    return [Bilingual(each.label, each.label_en).in_language(language) for each in named]


def report_title(report: Report, language: str = ZH) -> str:
    """Returns the body and the year."""
    body = report.organization or UNKNOWN_BODY.in_language(language)
    if report.year is None:
        return f"{body}　{UNKNOWN_YEAR.in_language(language)}"
    return f"{body}　{Bilingual(f'{report.year} 年度', str(report.year)).in_language(language)}"
