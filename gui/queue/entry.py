"""One line of the queue: a file, or a report that was read from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ...core.documents.document import Document
from ...core.errors import GoujiError
from ...core.finding import ERROR
from ...core.review import Review


class Kind(StrEnum):
    """How far a report has come; the list is filtered by it."""

    NOT_READ = "not read"
    READING = "reading"
    ERRORS = "errors"
    WARNINGS = "warnings"
    CLEAN = "clean"
    IN_REVIEW = "in review"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Work:
    """What is left to decide in a report: findings not explained, and doubtful readings."""

    errors: int = 0
    warnings: int = 0
    doubtful: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.errors + self.warnings + self.doubtful


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the queue.

    Attributes:
        path: The file, absolute.
        reading: A worker is at it.
        document, review: Once it is read.
        work: What the review leaves to decide; counted once, since a list asks for it often.
        begun: The review has events.
        error: Why it could not be read.
        password: The one that opened it.
    """

    path: Path
    reading: bool = False
    document: Document | None = None
    review: Review | None = None
    work: Work = Work()
    begun: bool = False
    error: GoujiError | None = None
    password: str | None = None

    @property
    def kind(self) -> Kind:
        """How far it has come."""
        if self.review is None:
            if self.error is not None:
                return Kind.FAILED
            return Kind.READING if self.reading else Kind.NOT_READ
        if self.begun:
            return Kind.IN_REVIEW
        if self.work.errors:
            return Kind.ERRORS
        return Kind.WARNINGS if self.work.total else Kind.CLEAN


def entry_of(document: Document, review: Review, password: str | None = None) -> Entry:
    """Returns the line of a report that is read, its work counted as it is now."""
    path = document.path.absolute()
    return Entry(
        path,
        document=document,
        review=review,
        work=work_left(review),
        begun=bool(review.events),
        password=password,
    )


def work_left(review: Review) -> Work:
    """Returns what a review leaves to decide."""
    left = [finding for finding in review.findings if finding.rule not in review.explanations]
    errors = sum(1 for finding in left if finding.severity == ERROR)
    doubtful = sum(1 for state in review.cells.values() if state.doubtful)
    return Work(errors, len(left) - errors, doubtful)
