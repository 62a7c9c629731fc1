"""One line of the queue: a file, or a report that was read from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ...core.errors import GoujiError
from ...core.review import ReviewProgress
from ...core.survey import NOT_BEGUN, ReportUnderReview


class QueueState(StrEnum):
    """How far a report has come; the list is filtered by it."""

    NOT_READ = "not read"
    READING = "reading"
    ERRORS = "errors"
    WARNINGS = "warnings"
    CLEAN = "clean"
    IN_REVIEW = "in review"
    SIGNED_OFF = "signed off"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One line of the queue.

    Attributes:
        path: The file, absolute.
        reading: A worker is at it.
        read: How much of it is read, in whole percent.
        under_review: The report with its source, once it is read.
        error: Why it could not be read.
        password: The one that opened it.
        cost: How dear reading it will be, for an order.
        name: What it was called when it was read last, until it is read again.
        last: What its review left to decide then; None where that is not known.
        is_skipped: It is a text that lies in a folder and holds no table: no report, most likely.
    """

    path: Path
    reading: bool = False
    read: int = 0
    under_review: ReportUnderReview | None = None
    error: GoujiError | None = None
    password: str | None = None
    cost: int = 0
    name: str = ""
    last: ReviewProgress | None = None
    is_skipped: bool = False

    @property
    def key(self) -> tuple[Path, int] | None:
        """What tells its report from every other; None until it is read."""
        return self.under_review.key if self.under_review is not None else None

    @property
    def standing(self) -> ReviewProgress:
        """What its review leaves to decide; until it is read, what it left the last time."""
        return (
            self.under_review.progress if self.under_review is not None else self.last or NOT_BEGUN
        )

    @property
    def is_remembered(self) -> bool:
        """Whether it stands there as it stood the last time, and is still to be read."""
        return self.is_open and self.last is not None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be read."""
        return self.under_review is None and self.error is None

    @property
    def has_errors(self) -> bool:
        """Whether errors are left to decide."""
        return bool(self.standing.errors) and not self.standing.is_signed_off

    @property
    def kind(self) -> QueueState:
        """How far it has come."""
        if self.error is not None and self.under_review is None:
            return QueueState.SKIPPED if self.is_skipped else QueueState.FAILED
        if self.under_review is None and self.last is None:
            return QueueState.READING if self.reading else QueueState.NOT_READ
        if self.standing.is_signed_off:
            return QueueState.SIGNED_OFF
        if self.standing.is_begun:
            return QueueState.IN_REVIEW
        if self.standing.errors:
            return QueueState.ERRORS
        return QueueState.WARNINGS if self.standing.left else QueueState.CLEAN


def entry_of(read: ReportUnderReview) -> QueueEntry:
    """Returns the line of a report that is read."""
    return QueueEntry(read.place, under_review=read, password=read.password)
