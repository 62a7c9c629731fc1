"""What a cell of the form shows, and the words that explain its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from ...core.bilingual import Bilingual
from ...core.doubts import DOUBTS, percent
from ...core.extraction.report import IdentityReading, Reading
from ...core.figures import Figure, State, show
from ...core.finding import ERROR, Finding
from ...core.forms import Cell
from ...core.review import ORGANIZATION, YEAR, CellState
from ..session.cell_marks import CellMarks
from ..session.review_context import ReviewContext

translate = QCoreApplication.translate
COMMA, COLON = Bilingual("，", ", "), Bilingual("：", ": ")


MOST_ROWS = 4
"""Of more rows only the first and the last are named."""


class ShownFigure(NamedTuple):
    """What is shown in a cell.

    Attributes:
        sign: Its sign in the highlighted equation; None where it has no part in it.
        proposed: The figure that is proposed for it, or None.
        earlier: What the year before has, with the change; empty where that is not shown.
    """

    text: str
    marks: CellMarks
    sign: str | None = None
    proposed: str | None = None
    earlier: str = ""


def shown_of(context: ReviewContext, cell: str) -> ShownFigure:
    """Returns what is shown in a cell of the open report."""
    assert context.review is not None
    text = context.review.cells[cell].audited.text
    return ShownFigure(
        text,
        context.marks(cell),
        context.signs.get(cell),
        context.proposed.get(cell),
        say_earlier(context, cell),
    )


def say_earlier(context: ReviewContext, cell: str) -> str:
    """Returns what the year before has in a cell, and by how much this year differs: 12 (+3).

    Empty where that is not asked for, or where its form has no such cell. Only between two figures
    is there a change: a blank is no zero.
    """
    earlier = context.earlier.get(cell) if context.earlier is not None else None
    if earlier is None or context.review is None:
        return ""
    now, before = context.review.cells[cell].audited.value, earlier.value
    text = earlier.text or "␣"
    if now is None or before is None:
        return text
    change = now - before
    sign = "+" if change > 0 else ""
    return f"{text} ({sign}{show(change)})".replace("(-", "(−") if change else f"{text} (=)"


def explain(context: ReviewContext, cell: str, language: str) -> str:
    """Returns the tooltip of a cell as plain lines: its layers, its doubt and its findings."""
    if context.review is None:
        return ""
    spec, state = context.review.report.form.cells[cell], context.review.cells[cell]
    lines = [spec.label(language), *_layers(spec, state), *_doubt(state.extracted, language)]
    if state.reason:
        lines.append(translate("Marks", "Reason: {why}").format(why=state.reason))
    if state.confirmed:
        lines.append(translate("Marks", "✔ Compared with the source"))
    if earlier := say_earlier(context, cell):
        lines.append(translate("Marks", "Year before: {figure}").format(figure=earlier))
    for finding in context.findings_of(cell):
        lines.append(f"{sign_of(context, finding)} {finding.sentence(language)}")
        if context.explained(finding) and context.review.explanations[finding.rule]:
            note = context.review.explanations[finding.rule]
            lines.append(translate("Marks", "Explained: {note}").format(note=note))
    return "\n".join(lines)


def say_uncertain(context: ReviewContext, cells: Sequence[str], language: str) -> str:
    """Returns what is uncertain about cells in one line.

    Of one cell its figure, how sure it is, why, and what else it may be; of several, which rows.
    """
    if context.review is None:
        return ""
    cell = cells[0]
    spec, state = context.review.report.form.cells[cell], context.review.cells[cell]
    comma, colon = COMMA.in_language(language), COLON.in_language(language)
    said = f"{spec.label(language)}{colon}{say_figure(state.printed)}"
    if len(cells) > 1:
        said = translate("Marks", "{rows}: {count} cells, answered together")
        said = said.format(rows=_rows(context, cells, language), count=len(cells))
        least = min((context.review.cells[each].extracted for each in cells), key=_confidence)
        return comma.join([said, *_doubt(replace(least, alternatives=()), language)])
    return comma.join([said, *_doubt(state.extracted, language)])


def _rows(context: ReviewContext, cells: Sequence[str], language: str) -> str:
    """Returns the names of the rows that cells stand in; of many the first and the last."""
    if context.review is None:
        return ""
    specs = context.review.report.form.cells
    labels = (specs[cell].label(language).split("·")[0].strip() for cell in cells)
    named = list(dict.fromkeys(labels))
    if len(named) > MOST_ROWS:
        return f"{named[0]} … {named[-1]}"
    return Bilingual("、", ", ").in_language(language).join(named)


def _confidence(reading: Reading) -> float:
    return reading.confidence


def say_identity(context: ReviewContext, subject: str, language: str) -> str:
    """Returns what is uncertain about body or year in one line: as read, how sure, why, what else.

    Args:
        context: Where the report lies.
        subject: ``ORGANIZATION`` or ``YEAR``.
        language: "zh" or "en".
    """
    if context.review is None:
        return ""
    state = context.review.identity[subject]
    comma, colon = COMMA.in_language(language), COLON.in_language(language)
    line = name_identity(subject) + colon + (state.text or translate("Marks", "(not found)"))
    return comma.join([line, *_doubt(state.extracted, language)])


def name_identity(subject: str) -> str:
    """Returns what body or year is called."""
    names = {ORGANIZATION: translate("Marks", "Body"), YEAR: translate("Marks", "Year")}
    return names[subject]


def say_cell(context: ReviewContext, cell: str, language: str) -> str:
    """Returns a cell in a few words, for a screen reader: what it is, its figure, its marks."""
    if context.review is None:
        return ""
    spec, state, marks = (
        context.review.report.form.cells[cell],
        context.review.cells[cell],
        context.marks(cell),
    )
    severities = {
        "error": translate("Marks", "error"),
        "warning": translate("Marks", "warning"),
        "explained": translate("Marks", "explained"),
    }
    words = [
        severities.get(marks.severity, ""),
        translate("Marks", "part of a broken equation, adding nothing") if marks.involved else "",
        translate("Marks", "doubtful") if marks.doubtful else "",
        translate("Marks", "adjusted") if marks.adjusted else "",
        translate("Marks", "corrected") if marks.corrected and not marks.adjusted else "",
        translate("Marks", "confirmed") if marks.confirmed else "",
        translate("Marks", "year before {figure}").format(figure=say_earlier(context, cell))
        if say_earlier(context, cell)
        else "",
        translate("Marks", "in the current equation: {sign}").format(sign=context.signs[cell])
        if context.signs.get(cell)
        else "",
    ]
    said = translate("Marks", "{cell}: {figure}").format(
        cell=spec.label(language), figure=say_figure(state.audited)
    )
    return ", ".join([said, *filter(None, words)])


def sign_of(context: ReviewContext, finding: Finding) -> str:
    """Returns the sign that stands for a finding in lists: ✖, ! or ○ where it is explained."""
    if context.explained(finding):
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


def _doubt(reading: Reading | IdentityReading, language: str) -> list[str]:
    sure = translate("Marks", "Confidence: {percent} %").format(percent=percent(reading.confidence))
    if reading.doubt:
        why = DOUBTS.get(reading.doubt, Bilingual(reading.doubt, reading.doubt))
        sure += translate("Marks", " ({reason})").format(reason=why.in_language(language))
    lines = [sure]
    if reading.alternatives:
        listed = " / ".join(reading.alternatives)
        lines.append(translate("Marks", "It may also read: {texts}").format(texts=listed))
    if isinstance(reading, Reading) and reading.notes:
        listed = " ".join(reading.notes)
        lines.append(translate("Marks", "With a note beside it: {signs}").format(signs=listed))
    return lines
