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
    IDENTIFIED = "identified"  # body or year; as before where it was confirmed
    EXPLAINED = "explained"  # a finding: the report prints it so
    UNDONE = "undone"  # an earlier step
    REDONE = "redone"  # a step that was undone
    REVERTED = "reverted"  # the last decision on one cell alone
    SIGNED_OFF = "signed_off"  # the review as it stands
    REOPENED = "reopened"  # a review that was signed off
    REVIEWER_CHANGED = "reviewer_changed"  # another person goes on
    REREAD_ACCEPTED = "reread_accepted"  # what a later reading of the source says of a cell
    REREAD_REFUSED = "reread_refused"  # the same, not taken
    PLACED = "placed"  # the structure of a table: its figures belong to other cells
    MERGED = "merged"  # the reviews that this one was put together from
    ANSWERED = "answered"  # a unit of a spot check, in the file of that alone


NOTES = frozenset({Kind.REVIEWER_CHANGED, Kind.REREAD_REFUSED, Kind.MERGED})
"""What is on record but changes no state, and so is no step that could be undone."""


@dataclass(frozen=True, slots=True)
class Event:
    """One act on one cell or finding, or on the review as a whole.

    Attributes:
        number: From 1, in the order of the review, without gaps.
        step: Events of one step were done, and are undone, together. The step's number is the
            number of its first event.
        at: When, in UTC.
        by: The reviewer's name.
        subject: The cell id; for PLACED the id of the table; for EXPLAINED the rule id; for
            IDENTIFIED "organization" or "year"; for UNDONE and REDONE the number of the step, in
            decimal; empty where the act is on the whole review.
        before, after: The printed texts, where a figure changed; for PLACED the readings (see
            ``placed``); the names, where the reviewer
            changed; the last hashes of both files, where reviews were merged.
        why: The reason or the note given.
        pin: What the act holds for. EXPLAINED: the arithmetic of the finding. SIGNED_OFF: the
            pins of the sign-off. REVERTED: the number of the event taken back, in decimal.
            PLACED: the constraint.
            REREAD_ACCEPTED and REREAD_REFUSED: the SHA-256 of the readings meant.
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
    pin: str = ""
