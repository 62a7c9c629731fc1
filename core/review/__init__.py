"""The review of a report: edits and verdicts as events, and the state that they give."""

from .progress import ReviewProgress, progress_of
from .record.events import Event, Kind
from .review import Change, Review
from .reviewed_identity import ORGANIZATION, YEAR, IdentityState
from .state import CellState, ReviewState
from .step_events import Act
from .verdicts import SignOff, Verdict

__all__ = [
    "ORGANIZATION",
    "YEAR",
    "Act",
    "CellState",
    "Change",
    "Event",
    "IdentityState",
    "Kind",
    "Review",
    "ReviewProgress",
    "ReviewState",
    "SignOff",
    "Verdict",
    "progress_of",
]
