"""The state of a review: what its events give, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..extraction.figures import Figure, State, parse_figure
from ..extraction.report import Reading, Report
from .events import Event, Kind


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
    """Every cell and every explanation, by id."""

    cells: Mapping[str, CellState]
    explanations: Mapping[str, str]


def active_steps(events: Iterable[Event]) -> list[int]:
    """Returns the numbers of the steps in force, oldest first; undone ones are left out."""
    steps: dict[int, bool] = {}
    for event in events:
        if event.kind is Kind.UNDONE:
            steps[int(event.subject)] = False
        elif event.kind is Kind.REDONE:
            steps[int(event.subject)] = True
        else:
            steps[event.step] = True
    return [step for step, active in sorted(steps.items()) if active]


def fold(report: Report, events: Iterable[Event]) -> ReviewState:
    """Returns the state that ``events`` give, starting from the report as extracted."""
    listed = list(events)
    active = set(active_steps(listed))
    cells = {
        cell: CellState(reading, reading.figure, reading.figure)
        for cell, reading in report.readings.items()
    }
    explanations: dict[str, str] = {}
    for event in listed:
        if event.step not in active or event.kind in (Kind.UNDONE, Kind.REDONE):
            continue
        if event.kind is Kind.EXPLAINED:
            explanations[event.subject] = event.why
        else:
            cells[event.subject] = _applied(report, cells[event.subject], event)
    return ReviewState(cells, explanations)


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
