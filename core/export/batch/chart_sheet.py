"""The chart page of the workbook of a batch: its numbers as small tables, charts beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ...batch_model import STATES, Totals
from ..excel.appearance import HEAD_FILL, LINE_HEIGHT, CellAppearance, set_up_print
from ..excel.sheet_cells import SheetWriter, Value

NAME = "图表"
MOST_RULES = 20
"""As many as can be told apart in a chart."""

MOST_ORGANIZATIONS = 20
"""As many as can be told apart in a chart."""

MOST_YEARS = 8
"""The latest ones: as many as can be told apart in a chart."""

_HEAD = CellAppearance(bold=True, fill=HEAD_FILL, border="frame", horizontal="center")
_ROW = CellAppearance(border="frame")
_TITLE = CellAppearance(bold=True, size=12)
_FIRST_COLUMN = 34.0
"""In characters: wide enough for the name of a body."""

_TABLE_COLUMNS = MOST_YEARS + 1
_CHART_COLUMN = get_column_letter(_TABLE_COLUMNS + 2)
"""The charts stand to the right of the tables."""

_CENTIMETRES_OF_ROW = 0.53
"""Height of a row of 15 points, to place charts below each other."""

_ERRORS, _WARNINGS, _QUIET, _GRID = "B00020", "E0A000", "2F6FB5", "D9D9D9"


@dataclass(frozen=True)
class _ChartBlock:
    """A table with its chart.

    Attributes:
        charted: The first column that is charted, from 1; those before are the table's alone.
        colors: Of the series; none for those of the theme.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]
    charted: int = 2
    colors: Sequence[str] = ()

    @property
    def height(self) -> float:
        """Of the chart, in centimetres."""
        return max(7.5, min(0.6 * len(self.rows) + 3, 20.0))


def fill_chart_sheet(writer: SheetWriter, totals: Totals) -> None:
    """Fills the sheet with the states, the errors by rule, the requests by body and year."""
    sheet = writer.sheet
    sheet.title = NAME
    sheet.column_dimensions["A"].width = _FIRST_COLUMN
    row = 1
    for block in (_states(totals), _rules(totals), _years(totals), _organizations(totals)):
        last = _put_table(writer, row, block)
        if block.rows:
            sheet.add_chart(_chart(sheet, row, last, block), f"{_CHART_COLUMN}{row}")
        row = max(last + 2, row + math.ceil(block.height / _CENTIMETRES_OF_ROW) + 1)
    set_up_print(sheet, landscape=True)


def _states(totals: Totals) -> _ChartBlock:
    rows = [
        (" ".join(words), totals.states[state])
        for state, words in STATES.items()
        if totals.states.get(state)
    ]
    return _ChartBlock(
        "报告的状态 Reports by state", ("状态 State", "报告\nReports"), rows, 2, (_QUIET,)
    )


def _rules(totals: Totals) -> _ChartBlock:
    return _ChartBlock(
        "各规则的疑点 Findings by rule",
        ("规则 Rule", "错误\nErrors", "警告\nWarnings"),
        totals.rules[:MOST_RULES],
        2,
        (_ERRORS, _WARNINGS),
    )


def _years(totals: Totals) -> _ChartBlock:
    rows = [(f"{year} 年", reports, _whole(requests)) for year, reports, requests in totals.years]
    head = ("年度 Year", "报告\nReports", "新收申请\nRequests")
    return _ChartBlock("各年新收申请 Requests by year", head, rows, 3, (_QUIET,))


def _organizations(totals: Totals) -> _ChartBlock:
    shown = sorted(year for year, _, _ in totals.years)[-MOST_YEARS:]
    rows = [
        (name or "单位不详 unknown", *(_whole(by_year.get(year)) for year in shown))
        for name, by_year in totals.organizations[:MOST_ORGANIZATIONS]
    ]
    return _ChartBlock(
        "各单位新收申请 Requests by organization and year",
        ("单位 Organization", *(f"{year} 年" for year in shown)),
        rows,
    )


def _put_table(writer: SheetWriter, row: int, block: _ChartBlock) -> int:
    """Writes a table below its title; returns its last row."""
    writer.put(row, 1, block.title, _TITLE)
    writer.merge(row, 1, 1, _TABLE_COLUMNS, _TITLE)
    writer.sheet.row_dimensions[row + 1].height = 2 * LINE_HEIGHT
    lines: list[Sequence[Value]] = [block.head, *block.rows]
    for line, values in enumerate(lines, start=row + 1):
        for column, value in enumerate(values, start=1):
            writer.put(line, column, value, _HEAD if line == row + 1 else _ROW)
    return row + 1 + len(block.rows)


def _chart(sheet: Worksheet, row: int, last: int, block: _ChartBlock) -> BarChart:
    chart = BarChart()
    chart.type = "bar"
    chart.grouping = "stacked"
    chart.overlap = 100
    chart.gapWidth = 60
    chart.title = block.title
    data = Reference(
        sheet, min_col=block.charted, max_col=len(block.head), min_row=row + 1, max_row=last
    )
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=row + 2, max_row=last))
    for series, color in zip(chart.series, block.colors, strict=False):
        series.graphicalProperties.solidFill = color
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.tickLblSkip = 1  # each bar has its name, however many there are
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    lines = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    chart.y_axis.majorGridlines = ChartLines(spPr=lines)
    chart.legend.position = "b"
    chart.width = 24
    chart.height = block.height
    return chart


def _whole(value: float | None) -> int | None:
    """Returns a number of requests, which is whole but for its type."""
    return None if value is None else round(value)
