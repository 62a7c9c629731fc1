"""What the marks on a cell are, and the words that explain them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from ...core.extraction.figures import Figure, State
from ...core.extraction.report import DOUBTS, Reading
from ...core.finding import ERROR, Finding
from ...core.forms import Cell
from ...core.review import CellState
from ..session.review_context import Desk

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Marks:
    """What is painted on a cell beside its figure.

    Attributes:
        severity: "error", "warning", "explained" (the only findings left are explained), or empty.
        involved: The cell stands in a broken equation, but as a zero or a blank part it adds
            nothing; marking it like the others would hide them.
        struck: The printed figure, where the audited one is another.
    """

    severity: str = ""
    involved: bool = False
    doubtful: bool = False
    corrected: bool = False
    adjusted: bool = False
    confirmed: bool = False
    unreadable: bool = False
    struck: str = ""


class Shown(NamedTuple):
    """What is shown in a cell.

    Attributes:
        sign: Its sign in the lit equation; None where it has no part in it.
        proposed: The figure that is proposed for it, or None.
    """

    text: str
    marks: Marks
    sign: str | None = None
    proposed: str | None = None


PLAIN = Marks()


def shown_of(desk: Desk, cell: str) -> Shown:
    """Returns what is shown in a cell of the open report."""
    assert desk.review is not None
    text = desk.review.cells[cell].audited.text
    return Shown(text, marks_of(desk, cell), desk.signs.get(cell), desk.proposed.get(cell))


def marks_of(desk: Desk, cell: str) -> Marks:
    """Returns the marks of a cell of the open report."""
    if desk.review is None:
        return Marks()
    state = desk.review.cells[cell]
    found = desk.findings_of(cell)
    carried = [finding for finding in found if carries(state, finding, cell)]
    return Marks(
        severity=_severity(desk, carried),
        involved=bool(found) and not carried,
        doubtful=state.doubtful,
        corrected=state.corrected,
        adjusted=state.adjusted,
        confirmed=state.confirmed,
        unreadable=state.audited.state is State.UNREADABLE,
        struck=state.printed.text or "␣" if state.adjusted else "",
    )


def carries(state: CellState, finding: Finding, cell: str) -> bool:
    """Returns whether a cell weighs in a finding: not where it is a zero or blank part of a sum."""
    if state.audited.state is State.UNREADABLE or state.audited.amount:
        return True
    signs = dict(zip(finding.cells, finding.signs, strict=False))
    return len(finding.cells) == 1 or signs.get(cell) == "="


def _severity(desk: Desk, findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    left = [finding.severity for finding in findings if not desk.explained(finding)]
    if not left:
        return "explained"
    return ERROR if ERROR in left else left[0]


def explain(desk: Desk, cell: str, language: str) -> str:
    """Returns the tooltip of a cell as plain lines: its layers, its doubt and its findings."""
    if desk.review is None:
        return ""
    spec, state = desk.review.report.form.cells[cell], desk.review.cells[cell]
    lines = [spec.label(language), *_layers(spec, state), *_doubt(state.extracted, language)]
    if state.reason:
        lines.append(translate("Marks", "Reason: {why}").format(why=state.reason))
    if state.confirmed:
        lines.append(translate("Marks", "✔ Compared with the source"))
    for finding in desk.findings_of(cell):
        lines.append(f"{sign_of(desk, finding)} {finding.sentence(language)}")
        if desk.explained(finding) and desk.review.explanations[finding.rule]:
            note = desk.review.explanations[finding.rule]
            lines.append(translate("Marks", "Explained: {note}").format(note=note))
    return "\n".join(lines)


def say_uncertain(desk: Desk, cell: str, language: str) -> str:
    """Returns what is uncertain about a cell in one line: its figure, how sure, why, what else."""
    if desk.review is None:
        return ""
    spec, state = desk.review.report.form.cells[cell], desk.review.cells[cell]
    comma = "，" if language == "zh" else ", "
    said = f"{spec.label(language)}{translate('Marks', ': ')}{say_figure(state.printed)}"
    return comma.join([said, *_doubt(state.extracted, language)])


def say_cell(desk: Desk, cell: str, language: str) -> str:
    """Returns a cell in a few words, for a screen reader: what it is, its figure, its marks."""
    if desk.review is None:
        return ""
    spec, state, marks = (
        desk.review.report.form.cells[cell],
        desk.review.cells[cell],
        marks_of(desk, cell),
    )
    severities = {
        "error": translate("Marks", "error"),
        "warning": translate("Marks", "warning"),
        "explained": translate("Marks", "explained"),
    }
    words = [
        severities.get(marks.severity, ""),
        translate("Marks", "doubtful") if marks.doubtful else "",
        translate("Marks", "adjusted") if marks.adjusted else "",
        translate("Marks", "corrected") if marks.corrected and not marks.adjusted else "",
        translate("Marks", "confirmed") if marks.confirmed else "",
        translate("Marks", "in the current equation: {sign}").format(sign=desk.signs[cell])
        if desk.signs.get(cell)
        else "",
    ]
    said = translate("Marks", "{cell}: {figure}").format(
        cell=spec.label(language), figure=say_figure(state.audited)
    )
    return ", ".join([said, *filter(None, words)])


def sign_of(desk: Desk, finding: Finding) -> str:
    """Returns the sign that stands for a finding in lists: ✖, ! or ○ where it is explained."""
    if desk.explained(finding):
        return "○"
    return "✖" if finding.severity == ERROR else "!"


def say_figure(figure: Figure) -> str:
    """Returns a figure in words: what is printed, or that nothing is, or that it is unreadable."""
    if figure.state is State.BLANK:
        return translate("Marks", "(blank)")
    if figure.state is State.UNREADABLE:
        return translate("Marks", "{text} (unreadable)").format(text=figure.text or "?")
    return figure.text


def _layers(spec: Cell, state: CellState) -> list[str]:
    unit = f" {spec.domain.unit}" if spec.domain.unit and not state.audited.unit else ""
    extracted = say_figure(state.extracted.figure)
    printed, audited = say_figure(state.printed), say_figure(state.audited)
    return [
        translate("Marks", "Extracted: {figure}").format(figure=extracted + unit),
        translate("Marks", "Printed: {figure}").format(figure=printed + unit),
        translate("Marks", "Audited: {figure}").format(figure=audited + unit),
    ]


def _doubt(reading: Reading, language: str) -> list[str]:
    sure = translate("Marks", "Confidence: {percent} %").format(
        percent=round(reading.confidence * 100)
    )
    if reading.doubt:
        why = DOUBTS.get(reading.doubt, (reading.doubt, reading.doubt))
        sure += translate("Marks", " ({reason})").format(reason=why[0 if language == "zh" else 1])
    lines = [sure]
    if reading.alternatives:
        listed = " / ".join(reading.alternatives)
        lines.append(translate("Marks", "It may also read: {texts}").format(texts=listed))
    return lines
