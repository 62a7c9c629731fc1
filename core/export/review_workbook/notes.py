"""What the note on a cell of the workbook says: its findings, and who changed it from what."""

from __future__ import annotations

from collections.abc import Mapping

from ...bilingual import ZH, Bilingual
from ...doubts import hundredths
from ...figures import Figure
from ...finding import ERROR, Finding
from ...review import Event, Kind, Review
from ...review.record.placed import placed_by
from ...review.record.steps_in_force import active_events
from ...review.state import CellState
from ..export_wording import UNNAMED, doubt, moment, place, words
from .workbook_marks import ADJUSTED_MARK, CORRECTED_MARK, DOUBT_MARK, OF_SEVERITY

ADJUSTED = Bilingual(
    "原件印“{}”（{}），审定为“{}”。理由：{}",
    "The source prints “{}” ({}); audited as “{}”. Reason: {}",
)
CORRECTED = Bilingual(
    "识读为“{}”，原件印“{}”（{}）。", "Read as “{}”; the source prints “{}” ({})."
)
BY = Bilingual("{}，{}", "{}, {}")
UNSURE = Bilingual("识读的置信度低", "an uncertain reading")
DOUBTED = Bilingual(
    "{}（置信度 {}，{}），请与原件核对。", "{} (confidence {}, {}); compare it with the source."
)
AS_EXPORTED = Bilingual("导出时的疑点：", "Findings when this was exported:")
ANSWERED = Bilingual("（{}）", " ({})")


def notes_of(review: Review, language: str = ZH) -> dict[str, str]:
    """Returns the note of each cell that there is something to say on, by cell id."""
    findings: dict[str, list[Finding]] = {}
    for finding in sorted(review.findings, key=lambda finding: finding.severity != ERROR):
        for cell in weighty_cells(finding, review.audited):
            findings.setdefault(cell, []).append(finding)
    changes = last_changes(review)
    notes = {
        cell: "\n".join(
            [
                *_change(state, changes.get(cell), language),
                *_findings(findings.get(cell, []), review, language),
            ]
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


def _change(state: CellState, change: Event | None, language: str) -> list[str]:
    lines = []
    at = place(state.extracted.region, language)
    read, printed, audited = (
        words(figure, language) for figure in (state.extracted.figure, state.printed, state.audited)
    )
    if state.adjusted:
        said = ADJUSTED.in_language(language).format(printed, at, audited, state.reason)
        lines.append(f"{ADJUSTED_MARK.symbol} {said}")
    if state.corrected and state.printed != state.extracted.figure:
        said = CORRECTED.in_language(language).format(read, printed, at)
        lines.append(f"{CORRECTED_MARK.symbol} {said}")
    if lines and change is not None:
        by = change.by or UNNAMED.in_language(language)
        lines.append(BY.in_language(language).format(by, moment(change.at)))
    if state.doubtful:
        reason = doubt(state.extracted, language) or UNSURE.in_language(language)
        sure = hundredths(state.extracted.confidence)
        said = DOUBTED.in_language(language).format(reason, sure, at)
        lines.append(f"{DOUBT_MARK.symbol} {said}")
    return lines


def _findings(findings: list[Finding], review: Review, language: str) -> list[str]:
    lines = [AS_EXPORTED.in_language(language)] if findings else []
    for finding in findings:
        verdict = review.verdicts.get(finding.rule)
        answer = ANSWERED.in_language(language)
        said = "" if verdict is None else answer.format(verdict.sentence(language))
        symbol = OF_SEVERITY[finding.severity].symbol
        lines.append(f"{symbol} {finding.sentence(language)}{said}")
    return lines
