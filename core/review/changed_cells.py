"""The cells whose figures are no longer as they were read."""

from __future__ import annotations

from .record.events import Kind
from .record.placed import placed_by
from .record.steps_in_force import active_events
from .review import Review


def changed_cells(review: Review) -> list[str]:
    """Returns the cells whose figure a reviewer changed, in the order of the form."""
    placed = placed_cells(review)
    return [
        cell
        for cell, state in review.cells.items()
        if state.adjusted
        or (state.corrected and state.printed != state.extracted.figure)
        or cell in placed
    ]


def placed_cells(review: Review) -> set[str]:
    """Returns the cells that hold another figure since their table was placed otherwise."""
    placing = (event for event in active_events(review.events) if event.kind is Kind.PLACED)
    touched = {cell for event in placing for cell in placed_by(event).after}
    first = review.report.readings
    return {cell for cell in touched if review.cells[cell].extracted.figure != first[cell].figure}
