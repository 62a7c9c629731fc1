"""The review opinion: what a report states that does not reconcile, on one page, to return it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .. import rules
from ..finding import ERROR, WARNING, Finding
from ..review import Review
from ..suggestion import Suggestion
from .findings_sheet import suggested
from .notes import last_changes
from .wording import page_number, report_title, table_name, words

MOST_LINES = 36
"""So many lines of the table fit on the page; the findings beyond are in the workbook."""

_LINE = (20, 17)
"""Characters to a line of the columns with the problem and the answer."""

HEADINGS = ("序号", "位置", "问题", "处理意见")


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One thing that does not reconcile: where, what, and what is asked or was done."""

    place: str
    problem: str
    answer: str


@dataclass(frozen=True)
class Opinion:
    """What stands in a review opinion.

    Attributes:
        facts: (name, value) of the head.
        summary: One sentence with the counts.
        left_over: How many findings did not fit.
        signature: Reviewer and date.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    summary: str
    rows: tuple[OpinionRow, ...]
    left_over: int
    signature: tuple[str, str]


def opinion_of(
    review: Review, suggestions: Sequence[Suggestion] = (), *, today: date | None = None
) -> Opinion:
    """Returns the opinion on a report: the faults of what it prints, errors first.

    Misreadings that a reviewer corrected are no faults of the report and are not in it.

    Args:
        review: The review; its printed figures are judged.
        suggestions: Corrections of the findings over the printed figures.
        today: The date that it carries; by default this day.
    """
    report = review.report
    findings = sorted(
        rules.check(report, review.printed), key=lambda finding: finding.severity != ERROR
    )
    rows = _fitting(
        OpinionRow(_place(each, review), f"{each.zh}。", _answer(each, review, suggestions))
        for each in findings
    )
    day = today or date.today()  # noqa: DTZ011
    return Opinion(
        "政府信息公开工作年度报告审核意见",
        (
            ("报告", report_title(report).replace("　", " ")),
            ("原件", report.source.path.name),
            ("原件 SHA-256", report.source.sha256),
        ),
        _summary(findings, review),
        tuple(rows),
        len(findings) - len(rows),
        (review.reviewer, f"{day.year} 年 {day.month} 月 {day.day} 日"),
    )


def _fitting(rows: Iterable[OpinionRow]) -> list[OpinionRow]:
    """Returns the first rows that fit on the page, at least one."""
    fitting: list[OpinionRow] = []
    lines = 0
    for row in rows:
        lines += max(
            math.ceil(len(text) / room)
            for text, room in zip((row.problem, row.answer), _LINE, strict=True)
        )
        if fitting and lines > MOST_LINES:
            break
        fitting.append(row)
    return fitting


def _summary(findings: Sequence[Finding], review: Review) -> str:
    errors = sum(finding.severity == ERROR for finding in findings)
    warnings = sum(finding.severity == WARNING for finding in findings)
    doubts = sum(state.doubtful for state in review.cells.values())
    if not findings:
        text = "经按法定表格的勾稽关系核对，未发现不平之处。"
    else:
        text = "经按法定表格的勾稽关系核对，"
        text += f"发现错误 {errors} 处、需核实之处 {warnings} 处，列于下表。"
    if doubts:
        text += f"另有 {doubts} 格识读没有把握、尚未与原件核对。"
    return text


def _place(finding: Finding, review: Review) -> str:
    """Returns tables and pages of the cells that carry a finding."""
    figures = review.printed
    carrying = [cell for cell in finding.cells if figures[cell].value] or list(finding.cells)
    form, readings = review.report.form, review.report.readings
    tables = dict.fromkeys(table_name(form.cells[cell].table) for cell in carrying)
    pages = {page_number(readings[cell].region) for cell in carrying}
    known = sorted(page for page in pages if page is not None)
    at = f"第 {'、'.join(map(str, known))} 页" if known else ""
    return " ".join([*tables, at]).strip() or "全文"


def _answer(finding: Finding, review: Review, suggestions: Sequence[Suggestion]) -> str:
    """Returns what was decided on a finding; where nothing was, what is to be done."""
    if note := review.explanations.get(finding.rule):
        return f"说明：{note}"
    form = review.report.form
    changes = last_changes(review)
    adjusted = [
        f"{form.cells[cell].label()}审定为 {words(review.cells[cell].audited)}"
        f"（原件 {words(review.cells[cell].printed)}）：{review.cells[cell].reason}"
        for cell in dict.fromkeys(finding.cells)
        if review.cells[cell].adjusted and cell in changes
    ]
    if adjusted:
        return "；".join(adjusted) + "。"
    proposed = suggested(finding, tuple(suggestions))
    return f"请核实。可能的更正：{proposed}" if proposed else "请核实并更正。"
