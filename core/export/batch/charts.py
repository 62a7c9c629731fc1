"""The chart page of the workbook of a batch: its numbers as small tables, charts beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.worksheet import Worksheet

from ..looks import HEAD_FILL, Look, set_up_print
from ..sheet_cells import SheetWriter, Value
from .lines import STATES, Totals

NAME = "图表"
MOST_RULES = 20
MOST_ORGANIZATIONS = 20
MOST_YEARS = 8
_HEAD = Look(bold=True, fill=HEAD_FILL, border="frame", horizontal="center")
_ROW = Look(border="frame")
_FIRST_COLUMN = 34.0
_COLUMNS = 12
"""That tables may take; the charts stand to the right of them."""

_CENTIMETRES_OF_ROW = 0.53
_ERRORS, _WARNINGS, _QUIET = "B00020", "E0A000", "2F6FB5"


def fill_chart_sheet(writer: SheetWriter, totals: Totals) -> None:
    """Fills the sheet with the states, the errors by rule, the requests by body and year."""
    sheet = writer.sheet
    sheet.title = NAME
    sheet.column_dimensions["A"].width = _FIRST_COLUMN
    row = 1
    for title, head, rows, colors in _tables(totals):
        last = _put_table(writer, row, title, head, rows)
        if rows:
            _put_chart(sheet, row, last, len(head), title, colors)
        row = max(last + 2, row + math.ceil(_height(len(rows)) / _CENTIMETRES_OF_ROW) + 1)
    set_up_print(sheet, landscape=True)


Table = tuple[str, list[str], list[list[Value]], Sequence[str]]


def _tables(totals: Totals) -> list[Table]:
    states: list[list[Value]] = [
        [" ".join(words), totals.states[state]]
        for state, words in STATES.items()
        if totals.states.get(state)
    ]
    rules: list[list[Value]] = [list(each) for each in totals.rules[:MOST_RULES]]
    years: list[list[Value]] = [
        [f"{year} 年", reports, _whole(requests)] for year, reports, requests in totals.years
    ]
    shown = sorted(year for year, _, _ in totals.years)[-MOST_YEARS:]
    organizations: list[list[Value]] = [
        [name or "单位不详 unknown", *(_whole(by_year.get(year)) for year in shown)]
        for name, by_year in totals.organizations[:MOST_ORGANIZATIONS]
    ]
    return [
        ("报告的状态 Reports by state", ["状态 State", "报告 Reports"], states, [_QUIET]),
        (
            "各规则的疑点 Findings by rule",
            ["规则 Rule", "错误 Errors", "警告 Warnings"],
            rules,
            [_ERRORS, _WARNINGS],
        ),
        (
            "各年新收申请 Requests by year",
            ["年度 Year", "报告 Reports", "新收申请 Requests"],
            years,
            [_WARNINGS, _QUIET],
        ),
        (
            "各单位新收申请 Requests by organization and year",
            ["单位 Organization", *(f"{year} 年" for year in shown)],
            organizations,
            [],
        ),
    ]


def _put_table(
    writer: SheetWriter, row: int, title: str, head: list[str], rows: list[list[Value]]
) -> int:
    """Writes a table; returns its last row. Its head is below its title."""
    writer.put(row, 1, title, Look(bold=True, size=12))
    lines: list[list[Value]] = [list(head), *rows]
    for line, values in enumerate(lines, start=row + 1):
        for column, value in enumerate(values, start=1):
            writer.put(line, column, value, _HEAD if line == row + 1 else _ROW)
    return row + 1 + len(rows)


def _put_chart(
    sheet: Worksheet, row: int, last: int, columns: int, title: str, colors: Sequence[str]
) -> None:
    chart = BarChart()
    chart.type = "bar"
    chart.title = title
    chart.style = 10
    data = Reference(sheet, min_col=2, max_col=columns, min_row=row + 1, max_row=last)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=row + 2, max_row=last))
    for series, color in zip(chart.series, colors, strict=False):
        series.graphicalProperties.solidFill = color
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    chart.legend.position = "b"
    chart.width = 24
    chart.height = _height(last - row - 1)
    sheet.add_chart(chart, f"{'ABCDEFGHIJKLMN'[_COLUMNS]}{row}")


def _height(bars: int) -> float:
    """Returns the height of a chart with so many groups of bars, in centimetres."""
    return max(7.5, min(0.6 * bars + 3, 20.0))


def _whole(value: float | None) -> int | None:
    """Returns a number of requests, which is whole but for its type."""
    return None if value is None else round(value)
