"""Takes a suggestion into a review: as a correction of the reading or as an adjustment."""

from __future__ import annotations

from dataclasses import replace

from ...bilingual import LANGUAGES
from ...extraction.structure.printed_moves import Move, as_move
from ...figures import show
from ...suggestion import MISREADING, MOST_FIGURES, REPORT, Suggestion
from ..review import Change, Review
from .structure_correction import kept_by_hand, place


def apply_suggestion(
    review: Review, suggestion: Suggestion, *, why: str, meaning: str = ""
) -> Change:
    """Makes all changes of a suggestion as one step and returns what changed.

    Args:
        review: The review that the suggestion was made for.
        suggestion: What to take.
        why: The reason that its events carry.
        meaning: ``MISREADING`` corrects what the page prints, ``REPORT`` adjusts the audited
            figures; empty for what the suggestion itself means.

    Raises:
        FigureRefusedError: A proposed figure may not stand in its cell; nothing is changed.
    """
    there = suggestion.placement
    if there is not None and meaning != REPORT:
        return place(review, there.table, there.constraint, there.readings, why)
    texts = {change.cell: show(change.value) for change in suggestion.changes}
    if (meaning or meant(review, suggestion).meaning) != MISREADING:
        return review.adjust(texts, why=why)
    move = _move(review, suggestion)
    if move is None:
        return review.correct(texts, why=why)
    table = review.report.form.cells[suggestion.changes[0].cell].table
    return place(review, table.id, move.constraint, move.moved.readings, why)


def can_be_judged(review: Review, suggestion: Suggestion) -> bool:
    """Returns whether a person can tell by looking if a suggestion is right.

    It changes few figures, or moves many in one way, or places a table otherwise.
    """
    if suggestion.placement is not None:
        return True
    return len(suggestion.changes) <= MOST_FIGURES or _move(review, suggestion) is not None


def _move(review: Review, suggestion: Suggestion) -> Move | None:
    """Returns the move of printed figures that a suggestion is: several cells, one slip.

    None where it is none, or where a person decided on one of the cells: what was decided stays,
    and the suggestion would not do what it says.
    """
    values = {change.cell: change.value for change in suggestion.changes}
    tables = {review.report.form.cells[cell].table for cell in values}
    if len(values) < 2 or len(tables) > 1:
        return None
    (table,) = tables
    states = {cell.id: review.cells[cell.id] for cell in table.cells()}
    move = as_move(table, {cell: state.extracted for cell, state in states.items()}, values)
    if move is None or kept_by_hand(review, move.moved.readings):
        return None
    touched = (states[cell] for cell in values)
    if any(state.corrected or state.confirmed or state.adjusted for state in touched):
        return None
    return move


def meant(review: Review, suggestion: Suggestion) -> Suggestion:
    """Returns a suggestion as it is meant for a review.

    One that would bring every cell back to what was read is no fault of the report: a reviewer
    typed something else there.
    """
    states = [(review.cells[change.cell], change.value) for change in suggestion.changes]
    slips = all(
        state.corrected and state.extracted.figure.value == value for state, value in states
    )
    if not slips:
        return suggestion
    form = review.report.form
    zh, en = (
        "；".join(
            f"{form.cells[change.cell].label(language)} {show(change.value)}"
            for change in suggestion.changes
        )
        for language in LANGUAGES
    )
    return replace(
        suggestion,
        meaning=MISREADING,
        zh=f"改回识读的数字：{zh}",
        en=f"back to what was read: {en.replace('；', '; ')}",
    )
