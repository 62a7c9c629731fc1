"""Knows which reports of the queue the one under review is held against, and what that shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, Signal

from ...core.extraction.report import Report
from ...core.series import (
    Choice,
    Key,
    Matching,
    Member,
    SeriesFinding,
    SeriesLink,
    check_links,
    match,
)
from ..queue import Queue
from .review_context import ReviewContext

CHOICES = "related/choices"
NOTHING = Matching(())


class ReportMatcher(QObject):
    """What the report under review is held against: by names and years, or as a reviewer said.

    The report under review is compared as audited, so are those that lay there before; the others
    as they print.

    Attributes:
        context: Where the report lies.
        matching: The links of the report under review.
        findings: Their warnings.
        changed: Any of these, or the reports to choose from, differ from before.
    """

    changed = Signal()

    def __init__(self, queue: Queue, context: ReviewContext, settings: QSettings) -> None:
        super().__init__(context)
        self._queue = queue
        self.context = context
        self._settings = settings
        self._known: dict[Key, Member] = {}
        self._choices = read_choices(str(settings.value(CHOICES, "") or ""))
        self.matching = NOTHING
        self.findings: tuple[SeriesFinding, ...] = ()
        context.opened.connect(self.refresh)
        context.settled.connect(self.refresh)
        queue.regrouped.connect(self.refresh)
        queue.advanced.connect(self.refresh)

    @property
    def subject(self) -> Key | None:
        """The report under review."""
        review = self.context.review
        if review is None:
            return None
        return review.report.source.path, review.report.index

    @property
    def others(self) -> tuple[Member, ...]:
        """The reports that may be chosen: those of the queue that are read, but for the subject."""
        return tuple(member for member in self._members() if member.key != self.subject)

    def link(self, kind: str) -> SeriesLink | None:
        """Returns what the subject is held against, ``YEAR`` or ``SUM``."""
        return next((link for link in self.matching.links if link.kind == kind), None)

    def choice(self, kind: str) -> Choice | None:
        """Returns what the reviewer said; None where names and years decide."""
        subject = self.subject
        return self._choices.get((kind, subject)) if subject is not None else None

    def choose(self, kind: str, others: tuple[Key, ...] | None) -> None:
        """Holds the subject against these reports, against none, or (None) as names say."""
        subject = self.subject
        if subject is None:
            return
        if others is None:
            self._choices.pop((kind, subject), None)
        else:
            self._choices[kind, subject] = Choice(kind, subject, others)
        self._settings.setValue(CHOICES, write_choices(self._choices))
        self.refresh()

    def refresh(self) -> None:
        """Compares again."""
        review, subject = self.context.review, self.subject
        if review is None or subject is None:
            self.matching, self.findings = NOTHING, ()
        else:
            self._known[subject] = Member(review.report, review.audited)
            self.matching = match(self._members(), self._choices.values(), only=subject)
            self.findings = check_links(self.matching.links)
        self.changed.emit()

    def _members(self) -> list[Member]:
        reports = [
            entry.under_review.report
            for entry in self._queue.entries
            if entry.under_review is not None
        ]
        return [self._member(report) for report in reports]

    def _member(self, report: Report) -> Member:
        """Returns a report as it is compared: as audited where it has lain under review."""
        key = (report.source.path, report.index)
        known = self._known.get(key)
        if known is None or known.report.source != report.source:
            known = self._known[key] = Member(report, report.figures)
        return known


def write_choices(choices: Mapping[tuple[str, Key], Choice]) -> str:
    """Returns choices as text for the settings."""
    return json.dumps([
        [choice.kind, *(_written(key) for key in (choice.subject, *choice.others))]
        for choice in choices.values()
    ])  # fmt: skip


def read_choices(text: str) -> dict[tuple[str, Key], Choice]:
    """Returns the choices of the settings; none where the text is not such."""
    try:
        choices = [
            Choice(str(kind), *_read(subject, others))
            for kind, subject, *others in json.loads(text)
        ]
    except (ValueError, TypeError):
        return {}
    return {(choice.kind, choice.subject): choice for choice in choices}


def _written(key: Key) -> list[Any]:
    path, index = key
    return [str(path), index]


def _read(subject: list[Any], others: list[list[Any]]) -> tuple[Key, tuple[Key, ...]]:
    first, *rest = ((Path(path), int(index)) for path, index in (subject, *others))
    return first, tuple(rest)
