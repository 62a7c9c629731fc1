"""The state of a review: what its events give, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..extraction.figures import Figure, State, parse_figure
from ..extraction.report import Reading, Report
from .events import Event, Kind
from .steps import active_events
from .steps import active_steps as active_steps

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
        return self.audited != self.printed

    @property
    def doubtful(self) -> bool:
        """Whether the reading is uncertain and no reviewer has settled it."""
        settled = self.confirmed or self.corrected or self.adjusted
        return not settled and self.extracted.confidence < DOUBTFUL


DOUBTFUL = 0.9
"""A reading below this confidence is shown as a doubt until a reviewer settles it."""


@dataclass(frozen=True)
class ReviewState:
    """What the events in force give.

    Attributes:
        cells: Every cell by id.
        explained: The event that explains a finding, by rule id.
        signed: The sign-off, where none has reopened the review since.
    """

    cells: Mapping[str, CellState]
    explained: Mapping[str, Event]
    signed: Event | None = None

    @property
    def explanations(self) -> Mapping[str, str]:
        """The note of each explained finding, by rule id."""
        return {rule: event.why for rule, event in self.explained.items()}


def fold(report: Report, events: Sequence[Event], rereads: Rereads | None = None) -> ReviewState:
    """Returns the state that ``events`` give, starting from the report as extracted."""
    cells = {
        cell: CellState(reading, reading.figure, reading.figure)
        for cell, reading in report.readings.items()
    }
    explained: dict[str, Event] = {}
    signed: Event | None = None
    for event in active_events(events):
        match event.kind:
            case Kind.EXPLAINED:
                explained[event.subject] = event
            case Kind.SIGNED_OFF:
                signed = event
            case Kind.REOPENED:
                signed = None
            case Kind.REREAD_ACCEPTED:
                reading = (rereads or {})[event.pin].readings[event.subject]
                cells[event.subject] = reread(cells[event.subject], reading)
            case Kind.CORRECTED | Kind.ADJUSTED | Kind.CONFIRMED:
                cells[event.subject] = _applied(report, cells[event.subject], event)
    return ReviewState(cells, explained, signed)


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
        return replace(cell, printed=figure, audited=figure, reason="", corrected=True)
    return replace(cell, audited=figure, reason=event.why)


def is_figure(figure: Figure) -> bool:
    """Returns whether a typed text may stand in a cell: a number, a blank or a mark."""
    return figure.state is not State.UNREADABLE
