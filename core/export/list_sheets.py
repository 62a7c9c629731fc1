"""The workbook's lists: findings, all cells flat, the audit trail, and what the file is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ... import __version__
from .. import rules
from ..extraction.figures import Figure, Number
from ..finding import ERROR, Finding
from ..review import Event, Kind, Review
from ..review.state import CellState, active_steps
from .looks import HEAD_FILL, THIN, font, height_of, set_up_print, show_marks
from .marks import ERROR_MARK, MARKS, STATES, WARNING_MARK, doubt, moment, place
from .sheet_cells import cell_at, put_figure, put_number, put_text

Value = str | Number | Figure | None

KINDS = {
    Kind.CORRECTED: "更正识读",
    Kind.ADJUSTED: "调整审定数",
    Kind.CONFIRMED: "确认",
    Kind.EXPLAINED: "说明疑点",
    Kind.UNDONE: "撤销",
    Kind.REDONE: "重做",
    Kind.REVERTED: "单格撤回",
    Kind.SIGNED_OFF: "签核",
    Kind.REOPENED: "重新打开",
    Kind.REVIEWER_CHANGED: "更换审核人",
    Kind.REREAD_ACCEPTED: "采纳重新识读",
    Kind.REREAD_REFUSED: "不采纳重新识读",
    Kind.MERGED: "合并",
}


@dataclass(frozen=True)
class _List:
    """A sheet of rows under one head: (heading, column width) for each column."""

    columns: tuple[tuple[str, float], ...]


FINDINGS = _List(
    (
        ("规则 rule", 36),
        ("级别 severity", 14),
        ("状态 state", 16),
        ("左边 left", 11),
        ("右边 right", 11),
        ("差额 difference", 16),
        ("疑点 finding", 60),
        ("单元格 cells", 60),
        ("说明 explanation", 30),
    )
)
CELLS = _List(
    (
        ("单元格 cell", 34),
        ("项目 label", 34),
        ("识读原文 text", 14),
        ("原件数 printed", 13),
        ("审定数 audited", 13),
        ("状态 state", 11),
        ("置信度 confidence", 11),
        ("页 page", 7),
        ("位置 place", 26),
        ("疑问 doubt", 22),
    )
)
EVENTS = _List(
    (
        ("序号 no.", 8),
        ("步骤 step", 8),
        ("时间 time", 27),
        ("审核人 reviewer", 14),
        ("操作 act", 14),
        ("对象 subject", 34),
        ("项目 label", 34),
        ("改前 before", 14),
        ("改后 after", 14),
        ("理由 reason", 36),
        ("有效 in force", 10),
    )
)


def fill_findings_sheet(sheet: Worksheet, review: Review) -> None:
    """Lists the findings left, then those of the report that an adjustment has settled."""
    left = {finding.rule for finding in review.findings}
    settled = [
        finding
        for finding in rules.check(review.report, review.printed)
        if finding.rule not in left
    ]
    rows = [_finding_row(finding, review, settled=False) for finding in review.findings]
    rows += [_finding_row(finding, review, settled=True) for finding in settled]
    _fill(sheet, FINDINGS, rows)


def fill_cells_sheet(sheet: Worksheet, review: Review) -> None:
    """Lists every cell of the form, one a row."""
    form = review.report.form
    _fill(
        sheet,
        CELLS,
        (_cell_row(cell, form.cells[cell].label(), state) for cell, state in review.cells.items()),
    )


def fill_events_sheet(sheet: Worksheet, review: Review) -> None:
    """Lists the events of the review, undone ones included."""
    active = set(active_steps(review.events))
    _fill(sheet, EVENTS, (_event_row(event, review, active) for event in review.events))


def fill_about_sheet(sheet: Worksheet, review: Review) -> None:
    """Says what the workbook is made from, and what its marks mean."""
    report = review.report
    open_errors = sum(
        finding.severity == ERROR and finding.rule not in review.explanations
        for finding in review.findings
    )
    missing = "、".join(report.form.table(table).title for table in report.missing_tables)
    facts: list[tuple[str, Value]] = [
        ("单位 organization", report.organization),
        ("年度 year", report.year),
        ("表式 form", report.form.edition),
        ("原件 source", report.source.path.name),
        ("类型 kind", report.source.kind),
        ("原件 SHA-256", report.source.sha256),
        ("文件中第几份报告 report", report.index + 1),
        ("原件缺少的表 missing tables", missing or "无"),
        ("未说明的错误 open errors", open_errors),
        ("全部疑点 findings", len(review.findings)),
        ("审核人 reviewer", review.reviewer),
        ("生成时间 made", moment(datetime.now(UTC))),
        ("程序 program", f"Gouji 勾稽 {__version__}"),
    ]
    facts += [
        ("未能归位的数字 unplaced", f"{item.text}（{place(item.region)}{_near(item.near)}）")
        for item in report.unplaced
    ]
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 76
    for row, (name, value) in enumerate(facts, start=1):
        _put(sheet, row, 1, name, bold=True)
        _put(sheet, row, 2, value).alignment = Alignment(horizontal="left", wrap_text=True)
    for row, mark in enumerate(MARKS, start=len(facts) + 2):
        sample = _put(sheet, row, 1, mark.symbol)
        show_marks(sample, (mark,))
        sample.number_format = "General"
        _put(sheet, row, 2, mark.meaning)
    set_up_print(sheet, landscape=False)


def _finding_row(finding: Finding, review: Review, *, settled: bool) -> list[Value]:
    explanation = review.explanations.get(finding.rule, "")
    state = "原件不平，已调整" if settled else "已说明" if explanation else "未处理"
    mark = ERROR_MARK if finding.severity == ERROR else WARNING_MARK
    severity = "错误" if finding.severity == ERROR else "警告"
    return [
        finding.rule,
        f"{mark.symbol} {severity}",
        state,
        finding.left,
        finding.right,
        finding.difference,
        finding.zh,
        " ".join(finding.cells),
        explanation,
    ]


def _cell_row(cell: str, label: str, state: CellState) -> list[Value]:
    reading = state.extracted
    region = reading.region
    page = region.page + 1 if region is not None and region.page is not None else None
    where = ""
    if region is not None:
        where = region.anchor or " ".join(f"{edge:.1f}" for edge in region.box or ())
    return [
        cell,
        label,
        reading.figure.text,
        state.printed,
        state.audited,
        STATES[state.audited.state],
        Decimal(f"{reading.confidence:.2f}"),
        page,
        where,
        doubt(reading) if state.doubtful else "",
    ]


def _event_row(event: Event, review: Review, active: set[int]) -> list[Value]:
    spec = review.report.form.cells.get(event.subject)
    undoing = event.kind in (Kind.UNDONE, Kind.REDONE)
    return [
        event.number,
        event.step,
        moment(event.at),
        event.by,
        KINDS[event.kind],
        f"步骤 {event.subject}" if undoing else event.subject,
        spec.label() if spec else "",
        event.before,
        event.after,
        event.why,
        "" if undoing else "是" if event.step in active else "已撤销",
    ]


def _near(text: str) -> str:
    return f"，在“{text}”旁" if text else ""


def _fill(sheet: Worksheet, kind: _List, rows: Iterable[Sequence[Value]]) -> None:
    for column, (heading, width) in enumerate(kind.columns, start=1):
        cell = _put(sheet, 1, column, heading, bold=True)
        cell.fill = HEAD_FILL
        cell.border = Border(bottom=THIN)
        sheet.column_dimensions[get_column_letter(column)].width = width
    last = 1
    for last, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            _put(sheet, last, column, value)
        sheet.row_dimensions[last].height = max(
            height_of(value, width)
            for value, (_, width) in zip(map(_shown, row), kind.columns, strict=True)
        )
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(kind.columns))}{last}"
    set_up_print(sheet, landscape=True, repeated_rows=1)


def _put(sheet: Worksheet, row: int, column: int, value: Value, *, bold: bool = False) -> Cell:
    cell = cell_at(sheet, row, column)
    if isinstance(value, Figure):
        put_figure(cell, value)
    elif isinstance(value, str):
        put_text(cell, value)
    else:
        put_number(cell, value)
    cell.font = font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _shown(value: Value) -> str:
    return value.text if isinstance(value, Figure) else str(value or "")
