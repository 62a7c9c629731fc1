"""Takes a suggestion into a review: as a correction of the reading or as an adjustment."""

from __future__ import annotations

from dataclasses import replace

from ..bilingual import LANGUAGES
from ..figures import show
from ..suggestion import MISREADING, Suggestion
from .review import Change, Review


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
    texts = {change.cell: show(change.value) for change in suggestion.changes}
    if (meaning or meant(review, suggestion).meaning) == MISREADING:
        return review.correct(texts, why=why)
    return review.adjust(texts, why=why)


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
