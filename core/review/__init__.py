"""The review of a report: edits and verdicts as events, and the state that they give."""

from .events import Event, Kind
from .review import Act, Change, Review
from .standing import Standing, standing_of
from .state import CellState, ReviewState
from .verdicts import SignOff, Verdict

__all__ = [
    "Act",
    "CellState",
    "Change",
    "Event",
    "Kind",
    "Review",
    "ReviewState",
    "SignOff",
    "Standing",
    "Verdict",
    "standing_of",
]
