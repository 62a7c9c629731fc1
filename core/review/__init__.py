"""The review of a report: edits and verdicts as events, and the state that they give."""

from .events import Event, Kind
from .progress import ReviewProgress, progress_of
from .review import Act, Change, Review
from .state import CellState, ReviewState
from .verdicts import SignOff, Verdict

__all__ = [
    "Act",
    "CellState",
    "Change",
    "Event",
    "Kind",
    "Review",
    "ReviewProgress",
    "ReviewState",
    "SignOff",
    "Verdict",
    "progress_of",
]
