"""The columns of the lists in the workbook of a batch, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from ...bilingual import Bilingual
from ...doubts import hundredths, is_doubt
from ...figures import Figure
from ...finding import ERROR
from ...form_files import official_forms
from ...forms import Cell, Table
from ...printable import printable
from ..excel.stream import Value
from ..review_workbook.marks import STATES as CELL_STATES
from ..wording import doubt, label_path, page_number
from .lines import STATES, AcrossLine, FindingLine, Named, ReportLine, ReportValues

Item = TypeVar("Item")

_AREA = re.compile(r".+?(?:州[市县区]|[省市县区旗州盟镇乡])")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a list.

    Attributes:
        key: Its name for programs, in the second row of the sheet.
        title: Its heading in Chinese and English.
        width: In characters.
    """

    key: str
    title: Bilingual
    width: float


def form_cells() -> dict[str, Cell]:
    """Returns the cells of all editions, the newest first, each once."""
    found: dict[str, Cell] = {}
    for form in sorted(official_forms(), key=lambda form: form.edition, reverse=True):
        for cell, spec in form.cells.items():
            found.setdefault(cell, spec)
    return found


REPORT = SheetColumn("report", Bilingual("报告", "Report"), 7)
FILE = SheetColumn("file", Bilingual("文件", "File"), 34)
ORGANIZATION = SheetColumn("organization", Bilingual("单位", "Organization"), 26)
YEAR = SheetColumn("year", Bilingual("年度", "Year"), 7)
STATE = SheetColumn("state", Bilingual("状态", "State"), 14)

REPORT_FACTS = (
    REPORT,
    FILE,
    SheetColumn("report_of_file", Bilingual("文件中第几份", "Number in file"), 8),
    STATE,
    SheetColumn("reason", Bilingual("原因", "Reason"), 40),
    ORGANIZATION,
    SheetColumn("region", Bilingual("地区", "Region"), 14),
    YEAR,
    SheetColumn("form", Bilingual("表式", "Form"), 7),
    SheetColumn("kind", Bilingual("类型", "Kind"), 7),
    SheetColumn("errors", Bilingual("错误", "Errors"), 7),
    SheetColumn("warnings", Bilingual("警告", "Warnings"), 7),
    SheetColumn("doubtful", Bilingual("存疑", "Doubtful"), 7),
    SheetColumn("unplaced", Bilingual("未归位", "Unplaced"), 8),
    SheetColumn("review", Bilingual("审核文件", "Review file"), 24),
    SheetColumn("reviewer", Bilingual("审核人", "Reviewer"), 12),
    SheetColumn("sha256", Bilingual("原件 SHA-256", "SHA-256 of source"), 20),
)
LONG = (
    REPORT,
    ORGANIZATION,
    YEAR,
    SheetColumn("cell", Bilingual("格", "Cell"), 28),
    SheetColumn("label", Bilingual("栏目", "Label"), 44),
    SheetColumn("printed", Bilingual("原件", "Printed"), 10),
    SheetColumn("audited", Bilingual("审定数", "Audited"), 10),
    SheetColumn("state", Bilingual("状态", "State"), 9),
    SheetColumn("confidence", Bilingual("把握", "Confidence"), 9),
    SheetColumn("doubt", Bilingual("疑问", "Doubt"), 18),
    SheetColumn("page", Bilingual("页", "Page"), 6),
)
FINDINGS = (
    REPORT,
    FILE,
    ORGANIZATION,
    YEAR,
    SheetColumn("severity", Bilingual("级别", "Severity"), 12),
    SheetColumn("state", Bilingual("处理", "State"), 14),
    SheetColumn("rule", Bilingual("规则", "Rule"), 26),
    SheetColumn("finding", Bilingual("疑点", "Finding in Chinese"), 50),
    SheetColumn("finding_en", Bilingual("疑点（英文）", "Finding"), 50),
    SheetColumn("left", Bilingual("左边", "Left"), 8),
    SheetColumn("right", Bilingual("右边", "Right"), 8),
    SheetColumn("difference", Bilingual("差额", "Difference"), 8),
    SheetColumn("cells", Bilingual("涉及的格", "Cells"), 30),
)
ACROSS = (
    *FINDINGS[:4],
    FINDINGS[6],
    *FINDINGS[7:12],
    SheetColumn("others", Bilingual("对照的报告", "Compared with"), 40),
)
REPORT_LEAD, LONG_LEAD = 2, 1
"""Columns of both lists ahead of what the report itself says: its number, its file."""

SEVERITIES = {True: "✖ 错误 error", False: "! 警告 warning"}
EXPLAINED = {True: "已说明 explained", False: "未处理 open"}
MOST_OTHERS = 20
MOST_CELLS = 30
"""So many are named; of more, only how many there are is said."""


def panel_columns() -> tuple[SheetColumn, ...]:
    """Returns the columns of the list of reports: what each is, then every audited cell."""
    cells = tuple(
        SheetColumn(cell, Bilingual(label_path(spec), spec.label("en")), 10)
        for cell, spec in form_cells().items()
    )
    return (*REPORT_FACTS, *cells)


def failed_row(line: ReportLine) -> list[Value]:
    """Returns the row of a file that gave no report in the list of reports."""
    return [*report_lead(line), None, *_state(line)]


def report_lead(line: ReportLine) -> list[Value]:
    """Returns the values ahead of ``report_row``: what the run knows and the report does not."""
    return [line.number, printable(line.path.name)]


def report_row(values: ReportValues, cells: tuple[str, ...]) -> list[Value]:
    """Returns the row of a report in the list of reports behind its lead.

    ``cells`` are those of the columns.
    """
    report = values.report
    return [
        report.index + 1,
        *_state(values),
        report.organization,
        region_of(report.organization),
        report.year,
        report.form.edition,
        report.source.kind,
        values.errors,
        values.warnings,
        values.doubtful,
        len(report.unplaced),
        values.review.name if values.review else None,
        values.reviewer,
        report.source.sha256,
        *(_figure(values.audited.get(cell)) for cell in cells),
    ]


def long_rows(values: ReportValues) -> Iterator[list[Value]]:
    """Yields a row for each cell of a report, behind the report's number."""
    report = values.report
    for cell, spec in report.form.cells.items():
        reading, audited = report.readings[cell], values.audited[cell]
        yield [
            report.organization,
            report.year,
            cell,
            _labels(spec.table)[cell],
            _figure(values.printed[cell]),
            _figure(audited),
            CELL_STATES[audited.state],
            hundredths(reading.confidence),
            doubt(reading) if is_doubt(reading.confidence) else "",
            page_number(reading.region),
        ]


def finding_row(line: FindingLine) -> list[Value]:
    """Returns the row of a finding."""
    finding = line.finding
    return [
        *_named(line.named),
        SEVERITIES[finding.severity == ERROR],
        EXPLAINED[line.explained],
        finding.rule,
        finding.zh,
        finding.en,
        finding.left,
        finding.right,
        finding.difference,
        _listed(finding.cells, MOST_CELLS, str),
    ]


def across_row(line: AcrossLine) -> list[Value]:
    """Returns the row of a finding across reports."""
    first, *others = line.documents
    finding = line.finding
    return [
        *_named(first),
        finding.rule,
        finding.zh,
        finding.en,
        finding.left,
        finding.right,
        finding.difference,
        _listed(others, MOST_OTHERS, lambda each: f"{each.number} {printable(each.path.name)}"),
    ]


def region_of(organization: str) -> str:
    """Returns the area that a body's name begins with, empty where it names none."""
    found = _AREA.match(organization)
    return found[0] if found else ""


def _state(line: ReportLine | ReportValues) -> list[Value]:
    return [" ".join(STATES[line.state]), " ".join(part for part in line.reason if part)]


def _named(named: Named) -> list[Value]:
    return [named.number, printable(named.path.name), named.organization, named.year]


@lru_cache(maxsize=16)
def _labels(table: Table) -> Mapping[str, str]:
    """Returns what the cells of a table are called, by id."""
    return {spec.id: label_path(spec) for spec in table.cells()}


@lru_cache(maxsize=1000)
def _figure(figure: Figure | None) -> Value:
    if figure is None:
        return None
    return figure.text if figure.value is None else figure.value


def _listed(items: Sequence[Item], most: int, name: Callable[[Item], str]) -> str:
    shown = " ".join(map(name, items[:most]))
    return shown if len(items) <= most else f"{shown} … ({len(items)})"
