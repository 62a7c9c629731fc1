"""Knows which reports of the queue the one under review is held against, and what that shows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from ...core.finding import Finding
from ...core.review.review import Comparison
from ...core.review.verdicts import is_answered
from ...core.series import (
    Choice,
    Key,
    Matching,
    Member,
    SeriesFinding,
    SeriesLink,
    check_against,
    check_links,
    match,
)
from ...core.survey import ReportUnderReview
from ..queue import Queue
from .review_context import ReviewContext

CHOICES = "related/choices"
NOTHING = Matching(())
MOMENT = 50
"""Milliseconds: several reports that are read at once are matched once."""

PAUSE = 300
"""Milliseconds after which the open report is compared with what has come, and, for the queue, all
reports: many that are read in a row cost it once."""


class ReportMatcher(QObject):
    """What the report under review is held against: by names and years, or as a reviewer said.

    Every report is compared as audited. What does not fit is a doubt of the report under review,
    and counted for every other one of the queue.

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
        self._known: dict[Key, tuple[ReportUnderReview, Member]] = {}
        self._choices = read_choices(str(settings.value(CHOICES, "") or ""))
        self._held: tuple[SeriesLink, ...] = ()
        self._counted: dict[tuple[object, ...], tuple[SeriesLink, tuple[SeriesFinding, ...]]] = {}
        self._counting = QTimer(self, interval=PAUSE, singleShot=True)
        self._counting.timeout.connect(self.count)
        self.matching = NOTHING
        self.findings: tuple[SeriesFinding, ...] = ()
        context.opened.connect(self.refresh)
        context.settled.connect(self.refresh)
        self._coming = QTimer(self, interval=MOMENT, singleShot=True)
        self._coming.timeout.connect(self.refresh)
        queue.regrouped.connect(self._wait)
        queue.advanced.connect(self._wait)

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

    @property
    def offered(self) -> tuple[Member, ...]:
        """The reports of which names and years leave open which is the year before."""
        return tuple(member for _, before in self.matching.undecided for member in before)

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

    def hold(self, under_review: ReportUnderReview) -> None:
        """Has a report that is to be shown held against others from its first moment on."""
        review = under_review.review
        if review is not None:
            member = Member(review.report, review.audited)
            matching = match(self._members(member), self._choices.values(), only=member.key)
            self._held = matching.links
            review.hold_against(_comparison(matching.links))

    def _wait(self) -> None:
        """Compares soon: reports that come fast are compared together."""
        if not self._coming.isActive():
            self._coming.start()

    def refresh(self) -> None:
        """Compares again."""
        review, subject = self.context.review, self.subject
        if review is None or subject is None:
            self.matching, self.findings, self._held = NOTHING, (), ()
        else:
            member = Member(review.report, review.audited)
            self.matching = match(self._members(member), self._choices.values(), only=subject)
            self.findings = check_links(self.matching.links)
            if _others(self.matching.links) != _others(self._held):
                self._held = self.matching.links
                self.context.hold_against(_comparison(self._held))
        self._counting.start()
        self.changed.emit()

    def count(self) -> None:
        """Tells the queue how many findings between reports each report leaves to decide."""
        members = self._members()
        links = match(members, self._choices.values()).links
        before, self._counted = self._counted, {}
        for link in links:
            key = (link.kind, *map(id, (link.subject, *link.others)))
            self._counted[key] = before.get(key) or (link, check_links([link]))
        left: Counter[tuple[Path, int]] = Counter()
        listed = self._listed
        for link, findings in self._counted.values():
            read = listed[link.subject.key]
            left[read.key] += sum(not is_answered(one.finding, read.explained) for one in findings)
        self._queue.hold(left)

    @property
    def between(self) -> dict[tuple[Path, int], tuple[Finding, ...]]:
        """What does not fit between each report of the queue and others, by its key."""
        found: dict[tuple[Path, int], tuple[Finding, ...]] = {}
        listed = self._listed
        for link, findings in self._counted.values():
            read = listed.get(link.subject.key)
            if read is not None:
                own = tuple(one.finding for one in findings)
                found[read.key] = found.get(read.key, ()) + own
        return found

    @property
    def _listed(self) -> dict[Key, ReportUnderReview]:
        """The reports of the queue that are read, by what they are known by in a series."""
        read = (entry.under_review for entry in self._queue.entries)
        return {(one.report.source.path, one.report.index): one for one in read if one is not None}

    def _members(self, open_one: Member | None = None) -> list[Member]:
        """Returns the reports as they are compared, the open one as it is now."""
        return [
            open_one if open_one is not None and open_one.key == key else self._member(key, read)
            for key, read in self._listed.items()
        ]

    def _member(self, key: Key, read: ReportUnderReview) -> Member:
        """Returns a report as audited; the same object as long as it is the same."""
        known = self._known.get(key)
        if known is None or known[0].report is not read.report or known[0].audited != read.audited:
            member = Member(read.report, {**read.report.figures, **read.audited})
            known = self._known[key] = read, member
        return known[1]


def _comparison(links: tuple[SeriesLink, ...]) -> Comparison:
    """Returns what holds a report, with whatever figures, against those that it is linked to."""
    return lambda figures: check_against(links, figures)


def _others(links: Iterable[SeriesLink]) -> list[tuple[str, tuple[int, ...]]]:
    """Returns what links hold their subject against, by the very objects: figures are many."""
    return [(link.kind, tuple(map(id, link.others))) for link in links]


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
