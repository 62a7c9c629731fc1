"""One act of a reviewer. A review is the list of its events and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a reviewer did."""

    CORRECTED = "corrected"  # the reading: the page prints something else
    ADJUSTED = "adjusted"  # the audited figure: the report itself is wrong
    CONFIRMED = "confirmed"  # the cell, as read
    EXPLAINED = "explained"  # a finding: the report prints it so
    UNDONE = "undone"  # an earlier step
    REDONE = "redone"  # a step that was undone


@dataclass(frozen=True, slots=True)
class Event:
    """One act on one cell or finding.

    Attributes:
        number: From 1, in the order of the review, without gaps.
        step: Events of one step were done, and are undone, together. The step's number is the
            number of its first event.
        at: When, in UTC.
        by: The reviewer's name.
        subject: The cell id; for EXPLAINED the rule id; for UNDONE and REDONE the number of
            the step, in decimal.
        before, after: The printed texts, where a figure changed.
        why: The reason or the note given.
    """

    number: int
    step: int
    at: datetime
    by: str
    kind: Kind
    subject: str
    before: str = ""
    after: str = ""
    why: str = ""
