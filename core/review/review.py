"""A review of one report: the one door for edits, each an event, each undoable."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from .. import rules
from ..errors import FigureRefusedError
from ..extraction.figures import Figure, in_domain, parse_figure
from ..extraction.report import Report
from ..finding import Finding
from ..forms import Domain
from .events import Event, Kind
from .state import CellState, ReviewState, active_steps, fold, is_figure


@dataclass(frozen=True, slots=True)
class Change:
    """What a command changed: the cells, and whether the findings differ from before."""

    cells: tuple[str, ...]
    findings_changed: bool


NOTHING = Change((), findings_changed=False)
"""A command that changed nothing."""


@dataclass(frozen=True, slots=True)
class _Act:
    kind: Kind
    subject: str
    before: str = ""
    after: str = ""
    why: str = ""


class Review:
    """The report, the events on it, and what follows from both.

    Args:
        report: As extracted.
        events: Of an earlier session, in order.
        reviewer: The name that new events carry.
        record: Called with the new events of a step before the step counts as done; what it
            raises stops the step. None keeps the events in memory only.
    """

    def __init__(
        self,
        report: Report,
        events: Sequence[Event] = (),
        *,
        reviewer: str = "",
        record: Callable[[Sequence[Event]], None] | None = None,
    ) -> None:
        self.report = report
        self.reviewer = reviewer
        self._events = list(events)
        self._record = record
        self._state = fold(report, self._events)
        self._findings = self._check()

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event so far, oldest first."""
        return tuple(self._events)

    @property
    def cells(self) -> Mapping[str, CellState]:
        """The state of every cell by id, in the order of the form."""
        return self._state.cells

    @property
    def explanations(self) -> Mapping[str, str]:
        """The note of each explained finding, by rule id."""
        return self._state.explanations

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
        """The findings over the audited figures: the work left, explained ones included."""
        return self._findings

    def correct(self, texts: Mapping[str, str], *, why: str = "") -> Change:
        """Sets what the page prints, of one cell or of a block, as one step.

        A number outside the cell's domain is taken, since a page may print it; the domain rule
        reports it.

        Raises:
            FigureRefusedError: A text is no figure; nothing is changed.
        """
        acts = []
        for cell, text in texts.items():
            figure = self._figure(cell, text)
            state = self.cells[cell]
            if figure != state.printed or state.adjusted:
                acts.append(_Act(Kind.CORRECTED, cell, state.printed.text, figure.text, why))
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
            figure = self._in_domain(cell, text)
            before = self.cells[cell].audited
            if figure != before:
                acts.append(_Act(Kind.ADJUSTED, cell, before.text, figure.text, why))
        return self._do(acts)

    def confirm(self, cells: Sequence[str]) -> Change:
        """Records that the reviewer compared these cells with the page, as one step."""
        return self._do(
            [_Act(Kind.CONFIRMED, cell) for cell in cells if not self.cells[cell].confirmed]
        )

    def explain(self, rule: str, note: str) -> Change:
        """Records why a finding stands: the report prints it so. The finding stays listed."""
        return self._do([_Act(Kind.EXPLAINED, rule, why=note)])

    def undo(self) -> Change:
        """Takes back the newest step in force; nothing where there is none."""
        steps = active_steps(self._events)
        return self._do([_Act(Kind.UNDONE, str(steps[-1]))]) if steps else NOTHING

    def redo(self) -> Change:
        """Does again the step that was undone last, unless another was done since."""
        step = self._redoable()
        return self._do([_Act(Kind.REDONE, str(step))]) if step else NOTHING

    @property
    def undoable(self) -> Event | None:
        """The first event of the step that undo would take back."""
        steps = active_steps(self._events)
        return self._events[steps[-1] - 1] if steps else None

    @property
    def redoable(self) -> Event | None:
        """The first event of the step that redo would do again."""
        step = self._redoable()
        return self._events[step - 1] if step else None

    def _redoable(self) -> int | None:
        undone: list[int] = []
        for event in self._events:
            if event.kind is Kind.UNDONE:
                undone.append(int(event.subject))
            elif event.kind is Kind.REDONE:
                undone.remove(int(event.subject))
            else:
                undone.clear()
        return undone[-1] if undone else None

    def _figure(self, cell: str, text: str) -> Figure:
        spec = self.report.form.cells[cell]
        figure = parse_figure(text, spec.domain)
        if not is_figure(figure):
            raise FigureRefusedError(
                f"“{text.strip()}”不是数字，{spec.label()} 没有改动。",
                f"“{text.strip()}” is no figure; {spec.label('en')} was not changed.",
            )
        return figure

    def _in_domain(self, cell: str, text: str) -> Figure:
        figure = self._figure(cell, text)
        spec = self.report.form.cells[cell]
        if figure.value is not None and not in_domain(figure.value, spec.domain):
            wanted_zh, wanted_en = _wanted(spec.domain)
            raise FigureRefusedError(
                f"{spec.label()} 应为{wanted_zh}，“{text.strip()}”没有录入。",
                f"{spec.label('en')} takes {wanted_en}; “{text.strip()}” was not entered.",
            )
        return figure

    def _do(self, acts: Sequence[_Act]) -> Change:
        if not acts:
            return NOTHING
        now = datetime.now(UTC)
        first = len(self._events) + 1
        events = [
            Event(
                number=first + index,
                step=first,
                at=now,
                by=self.reviewer,
                kind=act.kind,
                subject=act.subject,
                before=act.before,
                after=act.after,
                why=act.why,
            )
            for index, act in enumerate(acts)
        ]
        if self._record is not None:
            self._record(events)
        before, findings = self._state, self._findings
        self._events += events
        self._state = fold(self.report, self._events)
        cells = _changed(before, self._state)
        if cells:
            self._findings = self._check(cells)
        explained = before.explanations != self._state.explanations
        return Change(cells, explained or findings != self._findings)

    def _check(self, cells: Sequence[str] | None = None) -> tuple[Finding, ...]:
        """Checks everything, or again only what touches ``cells``."""
        return rules.check(
            self.report,
            self.audited,
            before=None if cells is None else self._findings,
            changed=cells,
        )


def _changed(before: ReviewState, after: ReviewState) -> tuple[str, ...]:
    return tuple(cell for cell, state in after.cells.items() if before.cells[cell] != state)


def _wanted(domain: Domain) -> tuple[str, str]:
    """Returns what a domain takes, in Chinese and English."""
    zh, en = ("整数", "a whole number") if domain.whole else ("数", "a number")
    if domain.minimum is None:
        return zh, en
    return f"不小于 {domain.minimum} 的{zh}", f"{en} of {domain.minimum} or more"
