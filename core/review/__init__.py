"""The review of a report: edits and verdicts as events, and the state that they give."""

from .events import Event, Kind
from .review import Change, Review
from .state import CellState, ReviewState

__all__ = ["CellState", "Change", "Event", "Kind", "Review", "ReviewState"]
