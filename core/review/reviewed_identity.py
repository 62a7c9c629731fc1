"""Whose report it is and of which year, as reviewers have it: as read, corrected or confirmed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..bilingual import Bilingual
from ..doubts import is_doubt
from ..errors import FigureRefusedError
from ..extraction.report import Identity, IdentityReading, Report
from .record.events import Event

ORGANIZATION, YEAR = "organization", "year"
"""What a report is known by: the subjects of ``Kind.IDENTIFIED``."""

NAMES: Mapping[str, Bilingual] = {
    ORGANIZATION: Bilingual("单位名称", "the body"),
    YEAR: Bilingual("年度", "the year"),
}
"""What each is called."""

MOST_CHARACTERS = 100
"""No body's name is longer."""

_YEAR = re.compile(r"20[0-4][0-9]")


@dataclass(frozen=True, slots=True)
class IdentityState:
    """The name of the body, or the year.

    Attributes:
        extracted: What the program read, with its doubt and place.
        text: What holds: as read until a reviewer says otherwise.
        decided: A reviewer corrected or confirmed it.
    """

    extracted: IdentityReading
    text: str
    decided: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether the reading is uncertain and no reviewer has settled it."""
        return is_doubt(self.extracted.confidence) and not self.decided


def identity_states(report: Report, identified: Mapping[str, Event]) -> dict[str, IdentityState]:
    """Returns body and year as they are held to be.

    A report that was read before their certainty was kept gives no cause to doubt them.

    Args:
        report: As extracted.
        identified: The event in force on each, by subject.
    """
    read = report.identity or Identity(
        IdentityReading(report.organization, confidence=1.0),
        IdentityReading(_text(report.year), confidence=1.0),
    )
    readings = {ORGANIZATION: (read.organization, report.organization)}
    readings[YEAR] = (read.year, _text(report.year))
    return {
        subject: IdentityState(reading, identified[subject].after, decided=True)
        if subject in identified
        else IdentityState(reading, text)
        for subject, (reading, text) in readings.items()
    }


def identified_report(report: Report, identified: Mapping[str, Event]) -> Report:
    """Returns a report with body and year as reviewers have them; its readings stay."""
    if not identified:
        return report
    states = identity_states(report, identified)
    year = states[YEAR].text
    return replace(report, organization=states[ORGANIZATION].text, year=int(year) if year else None)


def applied_identity(identified: Mapping[str, Event], event: Event) -> dict[str, Event]:
    """Returns what is identified after an event.

    Raises:
        ValueError: It says neither a body nor a year, which no version writes.
    """
    if event.subject not in NAMES or not _holds(event.subject, event.after):
        raise ValueError("neither a body nor a year")
    return {**identified, event.subject: event}


def typed_identity(subject: str, text: str) -> str:
    """Returns what a reviewer types as a body's name, or as a year in four digits.

    Raises:
        FigureRefusedError: It is none.
    """
    plain = " ".join(text.split())
    if subject == YEAR:
        digits = unicodedata.normalize("NFKC", plain).removesuffix("年")
        if _holds(YEAR, digits):
            return digits
        raise FigureRefusedError(
            f"“{plain[:40]}”不是年度，没有改动。请写四位数字，例如 2023。",
            f"“{plain[:40]}” is no year; nothing was changed. Write four digits, such as 2023.",
        )
    if not _holds(ORGANIZATION, plain):
        raise FigureRefusedError(
            f"单位名称应为 1 到 {MOST_CHARACTERS} 个字，没有改动。",
            f"A body's name has 1 to {MOST_CHARACTERS} characters; nothing was changed.",
        )
    return plain


def _holds(subject: str, text: str) -> bool:
    """Returns whether a text may be what a subject is."""
    if subject == YEAR:
        return _YEAR.fullmatch(text) is not None
    return 0 < len(text) <= MOST_CHARACTERS and text.isprintable()


def _text(year: int | None) -> str:
    return "" if year is None else str(year)
