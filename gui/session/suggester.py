"""Has suggestions found off the GUI thread, and says which of them belong to the current doubt."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject, Signal

from ...core.errors import GoujiError
from ...core.figures import Figure, State
from ...core.finding import Finding
from ...core.review.acts.suggestion_steps import can_be_judged, meant
from ...core.suggestion import REPORT, Suggestion
from ...core.worker import Limits
from .jobs import Job, Jobs
from .review_context import ReviewContext
from .worker_tasks import find_suggestions

MENDING = "mending"
"""The lane of the worker that looks for suggestions; pages and files never stand in its way."""

UNFILLED = (State.BLANK, State.MARK)

LIMITS = Limits(seconds=600, megabytes=1024)
"""Against a worker that hangs. The search itself is bounded by work, on a busy machine as well."""


class Suggester(QObject):
    """The suggestions for the report under review, as it is now.

    Attributes:
        failure: Why nothing could be found out, if that is so.
        changed: ``found``, ``busy`` or ``failure`` differ from before.
    """

    changed = Signal()

    def __init__(self, context: ReviewContext, jobs: Jobs) -> None:
        super().__init__(context)
        self._context = context
        self._jobs = jobs
        self._job: Job | None = None
        self._is_outdated = False
        self._asked: dict[str, Figure] = {}
        self._mending: tuple[Suggestion, ...] = ()
        self._placements: tuple[Suggestion, ...] = ()
        self.failure: GoujiError | None = None
        context.opened.connect(self._begin)
        context.settled.connect(self._keep)

    @property
    def found(self) -> tuple[Suggestion, ...]:
        """Placements and changes of figures, ranked together.

        A placement goes before what changes several figures, and before what clears less of what
        it clears itself; a single figure that clears as much stays first.
        """
        ranked = list(self._mending)
        for one in self._placements:
            at = next((k for k, other in enumerate(ranked) if _goes_before(one, other)), None)
            ranked.insert(len(ranked) if at is None else at, one)
        return tuple(ranked)

    def add_placements(self, placements: Sequence[Suggestion]) -> None:
        """Adds suggestions that place a table otherwise, found on the source."""
        self._placements = tuple(placements)
        self.changed.emit()

    @property
    def busy(self) -> bool:
        """Whether a worker is still looking."""
        return self._job is not None

    @property
    def of_doubt(self) -> tuple[Suggestion, ...]:
        """Those that clear the highlighted finding; else those that change the current cell."""
        finding, cell = self._context.finding, self._context.cell
        clearing = self.clearing(finding) if finding is not None else ()
        return clearing or tuple(one for one in self.found if _touches(one, {cell}))

    @property
    def others(self) -> tuple[Suggestion, ...]:
        """Those that do not belong to the current doubt."""
        here = self.of_doubt
        return tuple(one for one in self.found if one not in here)

    @property
    def fills(self) -> tuple[Suggestion, ...]:
        """Those that only fill in what the report leaves blank, with no other way to do so."""
        cells = self._context.review.cells if self._context.review is not None else {}
        return tuple(
            one
            for one in self.found
            if one.meaning == REPORT
            and not one.tied
            and all(cells[change.cell].audited.state in UNFILLED for change in one.changes)
        )

    def clearing(self, finding: Finding) -> tuple[Suggestion, ...]:
        """Returns the suggestions that clear a finding."""
        return tuple(one for one in self.found if finding.rule in one.clears)

    def _begin(self) -> None:
        self._mending = self._placements = ()
        self._ask()

    def _keep(self) -> None:
        """Keeps what a change of figures left true until a worker has looked again."""
        review = self._context.review
        if review is None:
            return
        figures = review.audited
        changed = {cell for cell, figure in figures.items() if self._asked.get(cell) != figure}
        if not changed:
            return
        standing = {finding.rule for finding in review.own_findings}
        self._mending, self._placements = (
            tuple(
                one
                for one in known
                if standing.issuperset(one.clears) and not self._concerns(one, changed)
            )
            for known in (self._mending, self._placements)
        )
        self._ask()

    def _concerns(self, suggestion: Suggestion, changed: set[str]) -> bool:
        """Returns whether changed cells have a part in a suggestion or in what it clears."""
        review = self._context.review
        cleared = [
            finding.cells
            for finding in (review.own_findings if review is not None else ())
            if finding.rule in suggestion.clears
        ]
        return _touches(suggestion, changed) or any(
            not changed.isdisjoint(cells) for cells in cleared
        )

    def _ask(self) -> None:
        """Starts to look, or looks again when the worker has come to an end of what is old."""
        review = self._context.review
        if self._job is not None and not self._job.withdraw():
            self._is_outdated = True
            self.changed.emit()
            return
        self._job, self.failure = None, None
        self._asked = review.audited if review is not None else {}
        if review is not None and review.own_findings:
            self._job = self._jobs.start(
                find_suggestions,
                review.current_report,
                self._asked,
                review.own_findings,
                limits=LIMITS,
                lane=MENDING,
                on_done=self._take,
                on_failed=self._fail,
            )
        else:
            self._mending = ()
        self.changed.emit()

    def _take(self, found: Sequence[Suggestion]) -> None:
        if not self._ends():
            review = self._context.review
            self._mending = (
                ()
                if review is None
                else tuple(meant(review, one) for one in found if can_be_judged(review, one))
            )
            self.changed.emit()

    def _fail(self, error: GoujiError) -> None:
        if not self._ends():
            self._mending, self.failure = (), error
            self.changed.emit()

    def _ends(self) -> bool:
        """Ends the job; where its question was outdated, asks again and returns True."""
        self._job = None
        outdated, self._is_outdated = self._is_outdated, False
        if outdated:
            self._ask()
        return outdated


def _goes_before(placement: Suggestion, other: Suggestion) -> bool:
    if other.placement is not None:  # these come in the order of what bears them out
        return False
    shared = set(placement.clears) & set(other.clears)
    return bool(shared) and (len(other.changes) > 1 or len(other.clears) < len(placement.clears))


def _touches(suggestion: Suggestion, cells: Collection[str]) -> bool:
    return any(change.cell in cells for change in suggestion.changes)
