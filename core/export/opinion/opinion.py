"""The review opinion: what a report states that does not reconcile, on one page, to return it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import east_asian_width

from ... import rules
from ...documents.document import Region
from ...figures import show
from ...finding import ERROR, WARNING, Finding
from ...review import Review
from ...review.verdicts import basis
from ...suggestion import Suggestion
from ..export_wording import page_number, report_title, table_name, words
from ..review_workbook.findings_sheet import clearing
from ..review_workbook.notes import last_changes, weighty_cells

ROOM = 500.0
"""Points of the page that are left for the rows of the table, at the size of their type."""

LINE, PADDING = 12.5, 4.0
"""Points of a line, and of what a row has above and below its lines."""

_CHARACTERS = (6, 20, 17)
"""Chinese characters to a line of the columns with the place, the problem and the answer."""

MOST_PROPOSALS = 2
"""Where more corrections are as likely, the body that reported knows better."""

MOST_CHARACTERS = 120
"""Of proposed corrections in one row; beyond, one row could fill the page."""

HEADINGS = ("序号", "位置", "问题", "处理意见")


WIDTHS = (1.1, 2.6, 7.4, 6.3)
"""Centimetres of the columns: 17.4 within the margins on A4."""

MARGIN = 1.8
"""Centimetres at each side."""

SIZE = 9.5
"""Points of the type in the table."""


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


def table_rows(opinion: Opinion) -> list[tuple[str, str, str, str]]:
    """Returns the rows of the table, numbered."""
    return [
        (str(number), row.place, row.problem, row.answer)
        for number, row in enumerate(opinion.rows, start=1)
    ]


def rest_line(opinion: Opinion) -> str:
    """Returns where the rest is, or nothing where all is listed."""
    return f"其余 {opinion.left_over} 处见审核工作簿。" if opinion.left_over else ""


def signature_lines(opinion: Opinion) -> tuple[str, str]:
    """Returns the lines at the foot: who, with room to sign where nobody is named, and when."""
    reviewer, day = opinion.signature
    return f"审核人：{reviewer or '　　　　　　'}", day


def _fitting(rows: Iterable[OpinionRow]) -> list[OpinionRow]:
    """Returns the first rows that fit on the page, at least one."""
    fitting: list[OpinionRow] = []
    left = ROOM
    for row in rows:
        texts = (row.place, row.problem, row.answer)
        left -= PADDING + LINE * max(map(_lines, texts, _CHARACTERS))
        if fitting and left < 0:
            break
        fitting.append(row)
    return fitting


def _lines(text: str, room: int) -> int:
    """Returns how many lines a text takes; a letter or a digit is half a Chinese character."""
    widths = (
        sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in line)
        for line in text.split("\n")
    )
    return sum(max(1, math.ceil(width / room)) for width in widths)


def _summary(findings: Sequence[Finding], review: Review) -> str:
    errors = sum(finding.severity == ERROR for finding in findings)
    warnings = sum(finding.severity == WARNING for finding in findings)
    doubts = sum(state.doubtful for state in review.cells.values())
    if not findings:
        text = "经按法定表格的勾稽关系核对，未发现不平之处。"
    else:
        text = "经按法定表格的勾稽关系核对，"
        text += f"发现错误 {errors} 处、需核实之处 {warnings} 处，列于下表，请核实更正。"
    if doubts:
        text += f"另有 {doubts} 格识读没有把握、尚未与原件核对。"
    return text


def _place(finding: Finding, review: Review) -> str:
    """Returns tables and pages of the cells of a finding, and where the narrative states one."""
    report = review.report
    carrying = weighty_cells(finding, review.printed)
    tables = dict.fromkeys(table_name(report.form.cells[cell].table) for cell in carrying)
    named = [" ".join(tables), _pages(review.cells[cell].extracted.region for cell in carrying)]
    stated = [claim.region for claim in report.claims if claim.rule == finding.rule]
    if stated:
        named += ["正文", _pages(stated)]
    return " ".join(filter(None, named)) or "全文"


def _pages(regions: Iterable[Region | None]) -> str:
    pages = {page_number(region) for region in regions} - {None}
    return f"第 {'、'.join(str(page) for page in sorted(filter(None, pages)))} 页" if pages else ""


def _answer(finding: Finding, review: Review, suggestions: Sequence[Suggestion]) -> str:
    """Returns what was decided on a finding; where nothing was, what is to be done."""
    if note := _note(finding, review):
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
    proposed = "；或".join(
        _proposal(each, review) for each in clearing(finding, suggestions)[:MOST_PROPOSALS]
    )
    if len(proposed) > MOST_CHARACTERS:
        return "请核实。更正涉及多格，见工作簿。"
    return f"请核实。可能的更正：{proposed}。" if proposed else "请核实并更正。"


def _note(finding: Finding, review: Review) -> str:
    """Returns what explains a finding over the printed figures; nothing where it has lapsed.

    A note on what is printed answers it also where the audited figure was adjusted since.
    """
    verdict = review.verdicts.get(finding.rule)
    if verdict is None:
        return ""
    answers = verdict.holds or verdict.event.pin == basis(finding, review.printed)
    return verdict.event.why if answers else ""


def _proposal(suggestion: Suggestion, review: Review) -> str:
    form, cells = review.report.form, review.cells
    return "，".join(
        f"{form.cells[change.cell].label()} 由 {words(cells[change.cell].printed)} "
        f"改为 {show(change.value)}"
        for change in suggestion.changes
    )
