"""How the workbook marks a cell: what each mark looks like, and what its note says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ..documents.document import Region
from ..extraction.figures import Figure, State
from ..extraction.report import DOUBTS, Reading
from ..finding import ERROR, Finding
from ..review import Event, Kind, Review
from ..review.state import CellState, active_steps

Line = Literal["medium", "dashed", "dotted"] | None


@dataclass(frozen=True, slots=True)
class Mark:
    """One kind of mark. It shows by its symbol and its border, never by colour alone.

    Attributes:
        symbol: Shown behind the figure by its number format; the figure stays a number.
        fill: RGB of the background, or empty.
        line: Border style of openpyxl, or None.
        color: RGB of border and figure.
        meaning: For the legend.
    """

    symbol: str
    fill: str
    line: Line
    color: str
    meaning: str


ERROR_MARK = Mark("✖", "FFD5D5", "medium", "B00020", "错误：勾稽关系不平，或数值不合要求")
WARNING_MARK = Mark("!", "FFF0C2", "dashed", "8A5A00", "警告：与正文或常理不符，或合计空白")
DOUBT_MARK = Mark("?", "", "dotted", "5F6368", "存疑：识读没有把握，尚未核对")
ADJUSTED_MARK = Mark("◆", "", None, "0B57D0", "已调整：审定数与原件不同，批注中有原件数和理由")
CORRECTED_MARK = Mark("◇", "", None, "0B57D0", "已更正：程序识读有误，已按原件改正")
INVOLVED_MARK = Mark("", "FFF4F4", None, "000000", "牵连：在不平的等式中，本格为 0 或空白")
MARKS = (
    ERROR_MARK,
    WARNING_MARK,
    DOUBT_MARK,
    ADJUSTED_MARK,
    CORRECTED_MARK,
    INVOLVED_MARK,
)
"""In order of weight: where several meet in a cell, the first gives fill and border."""

STATES = {
    State.NUMBER: "数字",
    State.BLANK: "空白",
    State.MARK: "符号",
    State.UNREADABLE: "无法识读",
}


@dataclass(frozen=True)
class Marked:
    """The marks of one cell and the lines of its note, both empty where there is nothing to say."""

    marks: tuple[Mark, ...]
    note: tuple[str, ...]


def marked_cells(review: Review) -> dict[str, Marked]:
    """Returns the marks and notes of every cell, by cell id."""
    findings: dict[str, list[Finding]] = {}
    for finding in review.findings:
        for cell in finding.cells:
            findings.setdefault(cell, []).append(finding)
    changes = last_changes(review)
    return {
        cell: _marked(cell, state, findings.get(cell, []), changes.get(cell), review)
        for cell, state in review.cells.items()
    }


def last_changes(review: Review) -> dict[str, Event]:
    """Returns the event in force that last changed a cell's figure, by cell id."""
    active = set(active_steps(review.events))
    return {
        event.subject: event
        for event in review.events
        if event.step in active and event.kind in (Kind.CORRECTED, Kind.ADJUSTED)
    }


def words(figure: Figure) -> str:
    """Returns a figure as it is named in a sentence: its text, or 空白."""
    return figure.text or STATES[State.BLANK]


def place(region: Region | None) -> str:
    """Returns where something stands, for people: pages count from 1."""
    if region is None:
        return "原件中没有"
    return f"位置 {region.anchor}" if region.page is None else f"第 {region.page + 1} 页"


def moment(at: datetime) -> str:
    """Returns a time with its offset, in the zone of this machine."""
    return at.astimezone().isoformat(sep=" ", timespec="seconds")


def doubt(reading: Reading) -> str:
    """Returns why a reading is uncertain, in words; empty where no reason is known."""
    return DOUBTS[reading.doubt][0] if reading.doubt in DOUBTS else reading.doubt


def _carries(figure: Figure, finding: Finding, cell: str) -> bool:
    """Returns whether a cell has weight in a finding: not a zero or a blank among other parts.

    A broken total of twenty rows would else mark its whole column alike.
    """
    if figure.state is State.UNREADABLE or figure.amount:
        return True
    signs = dict(zip(finding.cells, finding.signs, strict=False))
    return len(finding.cells) == 1 or signs.get(cell) == "="


def _marked(
    cell: str,
    state: CellState,
    findings: list[Finding],
    change: Event | None,
    review: Review,
) -> Marked:
    marks: list[Mark] = []
    note: list[str] = []
    for finding in sorted(findings, key=lambda finding: finding.severity != ERROR):
        mark = ERROR_MARK if finding.severity == ERROR else WARNING_MARK
        marks.append(mark if _carries(state.audited, finding, cell) else INVOLVED_MARK)
        explained = review.explanations.get(finding.rule)
        note.append(f"{mark.symbol} {finding.zh}" + (f"（说明：{explained}）" if explained else ""))
    if state.doubtful:
        marks.append(DOUBT_MARK)
        reason = doubt(state.extracted) or "识读没有把握"
        note.append(f"? {reason}（置信度 {state.extracted.confidence:.2f}），请与原件核对。")
    at = place(state.extracted.region)
    if state.corrected and state.printed != state.extracted.figure:
        marks.append(CORRECTED_MARK)
        read = words(state.extracted.figure)
        note.append(f"◇ 识读为“{read}”，原件印“{words(state.printed)}”（{at}）。")
    if state.adjusted:
        marks.append(ADJUSTED_MARK)
        note.append(
            f"◆ 原件印“{words(state.printed)}”（{at}），"
            f"审定为“{words(state.audited)}”。理由：{state.reason}"
        )
    if change is not None and (ADJUSTED_MARK in marks or CORRECTED_MARK in marks):
        note.append(f"{change.by or '未署名'}，{moment(change.at)}")
    unique = tuple(mark for mark in MARKS if mark in marks)
    return Marked(unique, tuple(note))
