"""What the note on a cell of the workbook says: its findings, and who changed it from what."""

from __future__ import annotations

from collections.abc import Mapping

from ...doubts import hundredths
from ...figures import Figure
from ...finding import ERROR, Finding
from ...review import Event, Kind, Review
from ...review.placed import placed_by
from ...review.state import CellState
from ...review.steps_in_force import active_events
from ..export_wording import doubt, moment, place, words
from .workbook_marks import ADJUSTED_MARK, CORRECTED_MARK, DOUBT_MARK, OF_SEVERITY


def notes_of(review: Review) -> dict[str, str]:
    """Returns the note of each cell that there is something to say on, by cell id."""
    findings: dict[str, list[Finding]] = {}
    for finding in sorted(review.findings, key=lambda finding: finding.severity != ERROR):
        for cell in weighty_cells(finding, review.audited):
            findings.setdefault(cell, []).append(finding)
    changes = last_changes(review)
    notes = {
        cell: "\n".join(
            [*_change(state, changes.get(cell)), *_findings(findings.get(cell, []), review)]
        )
        for cell, state in review.cells.items()
    }
    return {cell: note for cell, note in notes.items() if note}


def weighty_cells(finding: Finding, figures: Mapping[str, Figure]) -> list[str]:
    """Returns the cells that make a finding: those that are not zero, and the stated total."""
    if not finding.signs:
        return list(dict.fromkeys(finding.cells))
    signs = dict(zip(finding.cells, finding.signs, strict=True))
    return [cell for cell, sign in signs.items() if figures[cell].value or sign == "="]


def last_changes(review: Review) -> dict[str, Event]:
    """Returns the event in force that last changed a cell's figure, by cell id."""
    changes: dict[str, Event] = {}
    for event in active_events(review.events):
        if event.kind in (Kind.CORRECTED, Kind.ADJUSTED):
            changes[event.subject] = event
        elif event.kind is Kind.PLACED:
            changes |= dict.fromkeys(placed_by(event).after, event)
    return changes


def _change(state: CellState, change: Event | None) -> list[str]:
    lines = []
    at = place(state.extracted.region)
    if state.adjusted:
        lines.append(
            f"{ADJUSTED_MARK.symbol} 原件印“{words(state.printed)}”（{at}），"
            f"审定为“{words(state.audited)}”。理由：{state.reason}"
        )
    if state.corrected and state.printed != state.extracted.figure:
        read = words(state.extracted.figure)
        lines.append(
            f"{CORRECTED_MARK.symbol} 识读为“{read}”，原件印“{words(state.printed)}”（{at}）。"
        )
    if lines and change is not None:
        lines.append(f"{change.by or '未署名'}，{moment(change.at)}")
    if state.doubtful:
        reason = doubt(state.extracted) or "识读没有把握"
        sure = hundredths(state.extracted.confidence)
        lines.append(f"{DOUBT_MARK.symbol} {reason}（置信度 {sure}，{at}），请与原件核对。")
    return lines


def _findings(findings: list[Finding], review: Review) -> list[str]:
    lines = ["导出时的疑点："] if findings else []
    for finding in findings:
        verdict = review.verdicts.get(finding.rule)
        said = f"（{verdict.sentence()}）" if verdict is not None else ""
        lines.append(f"{OF_SEVERITY[finding.severity].symbol} {finding.zh}{said}")
    return lines
