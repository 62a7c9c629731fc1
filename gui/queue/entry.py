"""One line of the queue: a file, or a report that was read from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ...core.errors import GoujiError
from ...core.review import Standing
from ...core.survey import Survey
from ..session.review_store import Wanted, reports_of


class Kind(StrEnum):
    """How far a report has come; the list is filtered by it."""

    NOT_READ = "not read"
    READING = "reading"
    ERRORS = "errors"
    WARNINGS = "warnings"
    CLEAN = "clean"
    IN_REVIEW = "in review"
    SIGNED_OFF = "signed off"
    FAILED = "failed"


NOT_BEGUN = Standing()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the queue.

    Attributes:
        path: The file, absolute.
        reading: A worker is at it.
        read: How much of it is read, in whole percent.
        wanted: The report with its source, once it is read.
        standing: What its review leaves to decide; counted once, since a list asks for it often.
        error: Why it could not be read.
        password: The one that opened it.
    """

    path: Path
    reading: bool = False
    read: int = 0
    wanted: Wanted | None = None
    standing: Standing = NOT_BEGUN
    error: GoujiError | None = None
    password: str | None = None

    @property
    def key(self) -> tuple[Path, int] | None:
        """What tells its report from every other; None until it is read."""
        return self.wanted.key if self.wanted is not None else None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be read."""
        return self.wanted is None and self.error is None

    @property
    def has_errors(self) -> bool:
        """Whether errors are left to decide."""
        return bool(self.standing.errors) and not self.standing.is_signed_off

    @property
    def kind(self) -> Kind:
        """How far it has come."""
        if self.wanted is None:
            if self.error is not None:
                return Kind.FAILED
            return Kind.READING if self.reading else Kind.NOT_READ
        if self.standing.is_signed_off:
            return Kind.SIGNED_OFF
        if self.standing.is_begun:
            return Kind.IN_REVIEW
        if self.standing.errors:
            return Kind.ERRORS
        return Kind.WARNINGS if self.standing.left else Kind.CLEAN


def entries_of(found: Survey, password: str | None = None) -> list[Entry]:
    """Returns a line for each report of a file that was read."""
    return [entry_of(wanted, standing) for wanted, standing in reports_of(found, password)]


def entry_of(wanted: Wanted, standing: Standing) -> Entry:
    """Returns the line of a report that is read."""
    return Entry(wanted.place, wanted=wanted, standing=standing, password=wanted.password)
