"""A review of one report: the one door for edits, each an event, each undoable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .. import rules
from ..errors import FigureRefusedError
from ..extraction.report import Report
from ..figures import Figure
from ..finding import ERROR, Finding
from .later_doubts import with_later_doubts
from .record.event_chain import from_row, linked, to_row
from .record.events import Event, Kind
from .record.steps_in_force import active_events, active_steps, redoable_step
from .review_errors import SignOffRefusedError, StepLandedError, StepRefusedError
from .reviewed_identity import IdentityState, identified_report, identity_states, typed_identity
from .state import ON_CELLS, CellState, Rereads, ReviewState, advance, fold
from .step_events import Act, events_of_step
from .typed_entry import audited_figure, typed_figure
from .uncertain import uncertain_ranges
from .verdicts import SignOff, Verdict, basis, judge, pins_of, sign_off_of


@dataclass(frozen=True, slots=True)
class Change:
    """What a command changed: the cells, and whether the findings differ from before."""

    cells: tuple[str, ...]
    findings_changed: bool


NOTHING = Change((), findings_changed=False)
"""A command that changed nothing."""

Comparison = Callable[[Mapping[str, Figure]], tuple[Finding, ...]]
"""Returns what does not fit between a report with these figures and other reports."""


def _compare_with_none(_figures: Mapping[str, Figure]) -> tuple[Finding, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class _After:
    """What a review is once a step is done: its events, what they give, and the cells changed."""

    events: list[Event]
    state: ReviewState
    cells: tuple[str, ...]
    findings: tuple[Finding, ...]
    between: tuple[Finding, ...]


class Review:
    """The report, the events on it, and what follows from both.

    Attributes:
        report: As extracted, but with body and year as reviewers have them.

    Args:
        report: As extracted.
        events: Of an earlier session, in order.
        reviewer: The name that new events carry.
        record: Called with the new events of a step before the step counts as done; what it
            raises stops the step. None keeps the events in memory only.
        rereads: Later readings of the source that events refer to, by their SHA-256; it may
            grow while the review is open.
        origin: The hash that the first event follows on in the review's file; empty where it has
            no file.
        compare: Finds what does not fit between this report and others; see ``hold_against``.
    """

    def __init__(
        self,
        report: Report,
        events: Sequence[Event] = (),
        *,
        reviewer: str = "",
        record: Callable[[Sequence[Event]], None] | None = None,
        rereads: Rereads | None = None,
        origin: str = "",
        compare: Comparison = _compare_with_none,
    ) -> None:
        self._extracted = report
        self.origin = origin
        self.reviewer = reviewer
        self.rereads: Rereads = {} if rereads is None else rereads
        self._events = list(events)
        self._record = record
        self._state = fold(report, self._events, self.rereads)
        self.report = identified_report(report, self._state.identified)
        self._findings = self._check(self._state)
        self._compare = compare
        self._between = compare(self.audited)
        self._judged: dict[str, Verdict] | None = None
        self._turned: tuple[int, int | None, int | None] | None = None

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event so far, oldest first."""
        return tuple(self._events)

    @property
    def cells(self) -> Mapping[str, CellState]:
        """The state of every cell by id, in the order of the form."""
        return self._state.cells

    @property
    def identity(self) -> Mapping[str, IdentityState]:
        """Body and year, by ``ORGANIZATION`` and ``YEAR``."""
        return identity_states(self._extracted, self._state.identified)

    def as_identified(self, report: Report) -> Report:
        """Returns another reading of the report, with body and year as reviewers have them."""
        return identified_report(report, self._state.identified)

    @property
    def uncertain(self) -> tuple[tuple[str, ...], ...]:
        """The cells in doubt, those that one answer settles together, in the form's order."""
        return uncertain_ranges(self.report.form, self._state.cells)

    @property
    def explanations(self) -> Mapping[str, str]:
        """The note of each explained finding, by rule id, lapsed ones included."""
        return self._state.explanations

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """Every explanation by rule id, with whether it still holds and why not."""
        if self._judged is None:
            self._judged = judge(self.report, self._state, self.findings, self.audited)
        return self._judged

    @property
    def open_errors(self) -> tuple[Finding, ...]:
        """The errors over the audited figures that no explanation in force answers."""
        return tuple(
            finding
            for finding in self.findings
            if finding.severity == ERROR and not self.is_explained(finding.rule)
        )

    def is_explained(self, rule: str) -> bool:
        """Returns whether an explanation in force answers a finding; one that lapsed does not."""
        verdict = self.verdicts.get(rule)
        return verdict is not None and verdict.holds

    @property
    def sign_off_in_force(self) -> SignOff | None:
        """The last sign-off that was not reopened; it may have lapsed, and says why."""
        return sign_off_of(self.report, self._state)

    @property
    def signed_off(self) -> bool:
        """Whether the review is signed off as it stands now."""
        sign_off = self.sign_off_in_force
        return sign_off is not None and sign_off.holds

    @property
    def audited(self) -> dict[str, Figure]:
        """The figures that the reviewer stands for."""
        return {cell: state.audited for cell, state in self._state.cells.items()}

    @property
    def printed(self) -> dict[str, Figure]:
        """The figures that the page prints."""
        return {cell: state.printed for cell, state in self._state.cells.items()}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings over the audited figures: the work left, explained ones included.

        Those of the report alone come first, then those between it and other reports.
        """
        return self._findings + self._between

    @property
    def own_findings(self) -> tuple[Finding, ...]:
        """The findings of the report alone."""
        return self._findings

    @property
    def between_findings(self) -> tuple[Finding, ...]:
        """The findings between the report and those that it is held against."""
        return self._between

    def read_now(self, report: Report) -> Review:
        """Returns the review with the doubts that reading its source now raises, or itself.

        Nothing is recorded: what a program finds is no act of a reviewer. What one settled stays.
        """
        doubted = with_later_doubts(self._extracted, report)
        if doubted is self._extracted:
            return self
        return Review(
            doubted,
            self._events,
            reviewer=self.reviewer,
            record=self._record,
            rereads=self.rereads,
            origin=self.origin,
            compare=self._compare,
        )

    @property
    def current_report(self) -> Report:
        """The report with the readings that are in force in it: those accepted and placed since."""
        readings = {cell: state.extracted for cell, state in self.cells.items()}
        return replace(self.report, readings=readings)

    def take_doubts(self, report: Report) -> Change:
        """Takes the doubts that another reader raises on the readings; see ``read_now``.

        Args:
            report: The readings, as doubtful as they are now.
        """
        before, doubted = self._state, with_later_doubts(self._extracted, report)
        if doubted is self._extracted:
            return NOTHING
        self._extracted = doubted
        self._state = fold(doubted, self._events, self.rereads)
        self.report = identified_report(doubted, self._state.identified)
        return Change(_changed(before, self._state), findings_changed=False)

    def hold_against(self, compare: Comparison) -> Change:
        """Compares with other reports from now on, after every step; returns what that changed.

        Nothing is recorded: which reports are at hand is no act of a reviewer.
        """
        before, verdicts = self._between, self.verdicts
        self._compare, self._between, self._judged = compare, compare(self.audited), None
        differs = before != self._between or verdicts != self.verdicts
        return Change((), findings_changed=differs)

    def correct(self, texts: Mapping[str, str], *, why: str = "") -> Change:
        """Sets what the page prints, of one cell or of a block, as one step.

        A number outside the cell's domain is taken, since a page may print it; the domain rule
        reports it.

        Raises:
            FigureRefusedError: A text is no figure; nothing is changed.
        """
        acts = []
        for cell, text in texts.items():
            figure = typed_figure(self.report.form.cells[cell], text)
            state = self.cells[cell]
            if figure != state.printed or state.adjusted:
                acts.append(Act(Kind.CORRECTED, cell, state.printed.text, figure.text, why))
        return self._do(acts)

    def identify(self, texts: Mapping[str, str], *, why: str = "") -> Change:
        """Says body or year, by ``ORGANIZATION`` and ``YEAR``, as one step.

        What holds already is confirmed by saying it.

        Raises:
            FigureRefusedError: A text is no name or no year; nothing is changed.
        """
        acts = []
        for subject, text in texts.items():
            said, state = typed_identity(subject, text), self.identity[subject]
            if said != state.text or not state.decided:
                acts.append(Act(Kind.IDENTIFIED, subject, state.text, said, why))
        return self._do(acts)

    def adjust(self, texts: Mapping[str, str], *, why: str) -> Change:
        """Sets the audited figures, where the report itself is wrong, as one step.

        Raises:
            FigureRefusedError: A text is no figure of its cell's domain, or no reason is given.
        """
        if not why.strip():
            raise FigureRefusedError(
                "调整需要写明理由，没有改动。", "An adjustment needs a reason; nothing was changed."
            )
        acts = []
        for cell, text in texts.items():
            figure = audited_figure(self.report.form.cells[cell], text)
            before = self.cells[cell].audited
            if figure != before:
                acts.append(Act(Kind.ADJUSTED, cell, before.text, figure.text, why))
        return self._do(acts)

    def confirm(self, cells: Sequence[str], *, why: str = "") -> Change:
        """Records that the reviewer compared these cells with the page, as one step.

        Args:
            cells: Their ids.
            why: What it is inferred from, where the page itself was not looked at.
        """
        return self._do(
            [Act(Kind.CONFIRMED, cell, why=why) for cell in cells if not self.cells[cell].confirmed]
        )

    def explain(self, rule: str, note: str) -> Change:
        """Records why a finding stands: the report prints it so. The finding stays listed.

        It is pinned to the finding's arithmetic and lapses when that becomes another.
        """
        pin = next((basis(each, self.audited) for each in self.findings if each.rule == rule), "")
        return self._do([Act(Kind.EXPLAINED, rule, why=note, pin=pin)])

    def sign_off(self, note: str = "") -> Change:
        """Signs the review off as it stands.

        The sign-off is pinned to the source, the audited figures, the explanations and the rule
        set, and lapses when one of them becomes another. It pins every event before it, too, so
        that its hash tells whether who did what, when and why is as it was.

        Another person may sign off what is signed off already: that is a second level of review,
        and the record says whose sign-off it was given on. The same person cannot.

        Raises:
            SignOffRefusedError: An error is open that is not explained.
        """
        if self.open_errors:
            raise SignOffRefusedError([(each.zh, each.en) for each in self.open_errors])
        signed = self._state.signed
        if self.signed_off and signed is not None and signed.by == self.reviewer:
            return NOTHING
        pins = pins_of(self.report, self._state)
        return self._do([Act(Kind.SIGNED_OFF, why=note, pin=pins.text())])

    def reopen(self, why: str = "") -> Change:
        """Ends the sign-off, lapsed or not; nothing where there is none."""
        signed = self._state.signed is not None
        return self._do([Act(Kind.REOPENED, why=why)]) if signed else NOTHING

    def revert(self, cell: str) -> Change:
        """Takes the last decision on one cell back, and leaves all others as they are.

        Once more takes back the decision before it, until the cell is as extracted.
        """
        last = self.revertable(cell)
        if last is None:
            return NOTHING
        act = Act(Kind.REVERTED, cell, pin=str(last.number))
        trial = events_of_step([act], self._events, self.reviewer, self.origin)
        tried = advance(self.report, self._state, [*self._events, *trial], len(trial), self.rereads)
        after = tried.cells[cell].audited.text
        return self._do([replace(act, before=self.cells[cell].audited.text, after=after)])

    def revertable(self, cell: str) -> Event | None:
        """The last decision in force on one cell, which ``revert`` would take back."""
        for event in reversed(active_events(self._events)):
            if event.subject == cell and event.kind in ON_CELLS:
                return event
        return None

    def undo(self) -> Change:
        """Takes back the newest step in force; nothing where there is none."""
        step, _ = self._turnable
        return self._do([Act(Kind.UNDONE, str(step))]) if step else NOTHING

    def redo(self) -> Change:
        """Does again the step that was undone last, unless another was done since."""
        _, step = self._turnable
        return self._do([Act(Kind.REDONE, str(step))]) if step else NOTHING

    @property
    def undoable(self) -> Event | None:
        """The first event of the step that undo would take back."""
        step, _ = self._turnable
        return self._events[step - 1] if step else None

    @property
    def redoable(self) -> Event | None:
        """The first event of the step that redo would do again."""
        _, step = self._turnable
        return self._events[step - 1] if step else None

    @property
    def _turnable(self) -> tuple[int | None, int | None]:
        """The steps that undo and redo would turn, found once for all events so far."""
        count = len(self._events)  # events are only added
        if self._turned is None or self._turned[0] != count:
            steps = active_steps(self._events)
            self._turned = count, steps[-1] if steps else None, redoable_step(self._events)
        return self._turned[1:]

    def accept_rereading(self, key: str, cells: Iterable[str]) -> Change:
        """Takes what a later reading says of cells; what a person decided on them stays.

        Args:
            key: The reading's key in ``rereads``.
            cells: Those to take over.
        """
        return self._do(self._reread_acts(Kind.REREAD_ACCEPTED, key, cells))

    def refuse_rereading(self, key: str, cells: Iterable[str]) -> Change:
        """Records that what a later reading says of cells is not taken."""
        return self._do(self._reread_acts(Kind.REREAD_REFUSED, key, cells))

    def _reread_acts(self, kind: Kind, key: str, cells: Iterable[str]) -> list[Act]:
        readings = self.rereads[key].readings
        return [
            Act(
                kind,
                cell,
                self.cells[cell].extracted.figure.text,
                readings[cell].figure.text,
                pin=key,
            )
            for cell in cells
        ]

    def do(self, acts: Sequence[Act]) -> Change:
        """Does acts that were decided elsewhere, as one step; their figures are not looked at."""
        return self._do(acts)

    def _do(self, acts: Sequence[Act]) -> Change:
        if not acts:
            return NOTHING
        events = events_of_step(acts, self._events, self.reviewer, self.origin)
        after = self._tried(events)  # what cannot be replayed is never on record
        if self._record is not None:
            try:
                self._record(events)
            except StepLandedError as error:
                self._take(self._tried(error.events))
                raise
        return self._take(after)

    def _tried(self, events: Sequence[Event]) -> _After:
        """Returns what the review is after events that follow on its own; it stays as it is.

        Raises:
            StepRefusedError: They cannot be put on record and read again.
        """
        try:
            for link in linked(list(events), ""):
                from_row(to_row(link))
        except (ValueError, TypeError) as error:
            raise StepRefusedError from error
        followed = [*self._events, *events]
        state = advance(self.report, self._state, followed, len(events), self.rereads)
        cells = _changed(self._state, state)
        if not cells:
            return _After(followed, state, cells, self._findings, self._between)
        figures = {cell: each.audited for cell, each in state.cells.items()}
        findings = self._check(state, cells)
        return _After(followed, state, cells, findings, self._compare(figures))

    def _take(self, after: _After) -> Change:
        """Makes events that are on record part of the state."""
        before, findings, verdicts = self._state, self.findings, self.verdicts
        self._events, self._state, self._findings = after.events, after.state, after.findings
        self._between = after.between
        self.report = identified_report(self._extracted, self._state.identified)
        self._judged = None
        differs = (
            verdicts != self.verdicts
            or before.signed != self._state.signed
            or before.identified != self._state.identified
            or findings != self.findings
        )
        return Change(after.cells, differs)

    def _check(self, state: ReviewState, cells: Sequence[str] | None = None) -> tuple[Finding, ...]:
        """Checks everything, or again only what touches ``cells``."""
        return rules.check(
            self.report,
            {cell: each.audited for cell, each in state.cells.items()},
            before=None if cells is None else self._findings,
            changed=cells,
        )


def _changed(before: ReviewState, after: ReviewState) -> tuple[str, ...]:
    return tuple(cell for cell, state in after.cells.items() if before.cells[cell] != state)
