"""Takes a suggestion into a review: as a correction of the reading or as an adjustment."""

from __future__ import annotations

from ..extraction.figures import show
from ..suggestion import MISREADING, Suggestion
from .review import Change, Review


def take_suggestion(
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
    if (meaning or suggestion.meaning) == MISREADING:
        return review.correct(texts, why=why)
    return review.adjust(texts, why=why)
