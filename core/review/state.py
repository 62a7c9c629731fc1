"""The state of a review: what its events give, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..doubts import is_doubt
from ..extraction.report import Reading, Report
from ..figures import Figure, State, parse_figure
from .record.events import NOTES, Event, Kind
from .record.placed import placed_by
from .record.steps_in_force import active_events
from .record.steps_in_force import active_steps as active_steps
from .reviewed_identity import applied_identity

Rereads = Mapping[str, Report]
"""Later readings of the same source, by the SHA-256 that events name them with."""


@dataclass(frozen=True, slots=True)
class CellState:
    """The three layers of a cell, and what the reviewer did to it.

    Attributes:
        extracted: What the program read.
        printed: What the page says: ``extracted`` until a reviewer corrects it.
        audited: What the reviewer stands for: ``printed`` until it is adjusted.
        reason: Why it was adjusted.
        confirmed: The reviewer compared it with the page.
        corrected: A reviewer typed the printed figure.
    """

    extracted: Reading
    printed: Figure
    audited: Figure
    reason: str = ""
    confirmed: bool = False
    corrected: bool = False

    @property
    def adjusted(self) -> bool:
        """Whether the audited figure is another than the printed one."""
        return self.audited is not self.printed and self.audited != self.printed

    @property
    def decided(self) -> bool:
        """Whether a reviewer confirmed, corrected or adjusted it."""
        return self.confirmed or self.corrected or self.adjusted

    @property
    def doubtful(self) -> bool:
        """Whether the reading is uncertain and no reviewer has settled it."""
        return is_doubt(self.extracted.confidence) and not self.decided


@dataclass(frozen=True)
class ReviewState:
    """What the events in force give.

    Attributes:
        cells: Every cell by id.
        explained: The event that explains a finding, by rule id.
        identified: The event that says body or year, by its subject.
        signed: The sign-off, where none has reopened the review since.
        looked_at: The sign-off of another person that ``signed`` was given on, of the same figures
            and explanations: ``signed`` is then a second level of review.
    """

    cells: Mapping[str, CellState]
    explained: Mapping[str, Event]
    signed: Event | None = None
    looked_at: Event | None = None
    identified: Mapping[str, Event] = field(default_factory=dict)

    @property
    def explanations(self) -> Mapping[str, str]:
        """The note of each explained finding, by rule id."""
        return {rule: event.why for rule, event in self.explained.items()}


def fold(report: Report, events: Sequence[Event], rereads: Rereads | None = None) -> ReviewState:
    """Returns the state that ``events`` give, starting from the report as extracted."""
    cells = {cell: _extracted(reading) for cell, reading in report.readings.items()}
    return _continued(ReviewState(cells, {}), active_events(events), report, rereads)


def advance(
    report: Report,
    state: ReviewState,
    events: Sequence[Event],
    count: int,
    rereads: Rereads | None = None,
) -> ReviewState:
    """Returns what ``fold`` would, from the state that the events before the last ones gave.

    An act goes on from there. Taking back and doing again starts anew for the cells concerned.

    Args:
        report: As extracted.
        state: Of all events but the last ones.
        events: All of them.
        count: How many the last ones are.
        rereads: As for ``fold``.
    """
    new = events[len(events) - count :]
    if not any(event.kind in TURNING for event in new):
        acts = [event for event in new if event.kind not in NOTES]
        return _continued(state, acts, report, rereads)
    if any(event.kind is Kind.PLACED for event in events):
        return fold(report, events, rereads)  # it may concern any cell of its table
    turned = {int(e.subject) for e in new if e.kind in (Kind.UNDONE, Kind.REDONE)}
    touched = {event.subject for event in events if event.step in turned}
    touched |= {event.subject for event in new}
    cells = {
        cell: _extracted(report.readings[cell]) if cell in touched else each
        for cell, each in state.cells.items()
    }
    acts = [
        event
        for event in active_events(events)
        if event.subject in touched or event.kind not in ON_CELLS
    ]
    return _continued(ReviewState(cells, {}), acts, report, rereads)


TURNING = (Kind.UNDONE, Kind.REDONE, Kind.REVERTED)
"""What changes which of the earlier events are in force."""

SIGNED_PARTS = 4
"""Of the pin of a sign-off: source, figures, explanations, rules. The chain comes after them."""

ON_CELLS = (Kind.CORRECTED, Kind.ADJUSTED, Kind.CONFIRMED, Kind.REREAD_ACCEPTED)
"""What decides on one cell."""


def _extracted(reading: Reading) -> CellState:
    return CellState(reading, reading.figure, reading.figure)


def _continued(
    state: ReviewState, events: Iterable[Event], report: Report, rereads: Rereads | None
) -> ReviewState:
    """Returns a state with events in force after it."""
    cells = dict(state.cells)
    explained = dict(state.explained)
    identified = dict(state.identified)
    signed, looked_at = state.signed, state.looked_at
    for event in events:
        match event.kind:
            case Kind.EXPLAINED:
                explained[event.subject] = event
            case Kind.IDENTIFIED:
                identified = applied_identity(identified, event)
            case Kind.SIGNED_OFF:
                looked_at = signed if seconds(event, signed) else None
                signed = event
            case Kind.REOPENED:
                signed = looked_at = None
            case Kind.PLACED:
                for cell, placed in placed_by(event).after.items():
                    cells[cell] = reread(cells[cell], placed)
            case Kind.REREAD_ACCEPTED:
                reading = (rereads or {})[event.pin].readings[event.subject]
                cells[event.subject] = reread(cells[event.subject], reading)
            case Kind.CORRECTED | Kind.ADJUSTED | Kind.CONFIRMED:
                cells[event.subject] = _applied(report, cells[event.subject], event)
    return ReviewState(cells, explained, signed, looked_at, identified)


def seconds(event: Event, signed: Event | None) -> bool:
    """Returns whether a sign-off is another person's, on what an earlier one was given on."""
    if signed is None or event.by == signed.by:
        return False
    return event.pin.split(" ")[:SIGNED_PARTS] == signed.pin.split(" ")[:SIGNED_PARTS]


def reread(cell: CellState, reading: Reading) -> CellState:
    """Returns a cell with another reading under it; what a person decided on it stays.

    A printed figure that a reviewer typed or confirmed stays, and so does an adjusted one.
    """
    if cell.corrected or cell.confirmed:
        return replace(cell, extracted=reading)
    audited = cell.audited if cell.adjusted else reading.figure
    return replace(cell, extracted=reading, printed=reading.figure, audited=audited)


def _applied(report: Report, cell: CellState, event: Event) -> CellState:
    if event.kind is Kind.CONFIRMED:
        return replace(cell, confirmed=True)
    figure = parse_figure(event.after, report.form.cells[event.subject].domain)
    if event.kind is Kind.CORRECTED:
        return replace(
            cell, printed=figure, audited=figure, reason="", corrected=True, confirmed=False
        )
    return replace(cell, audited=figure, reason=event.why)


def may_stand_in_cell(figure: Figure) -> bool:
    """Returns whether a typed text may stand in a cell: a number, a blank or a mark."""
    return figure.state is not State.UNREADABLE
