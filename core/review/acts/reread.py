"""What a later reading of the same source says otherwise than the one under review."""

from __future__ import annotations

from dataclasses import dataclass

from ...extraction.report import Reading, Report
from ..record.events import Kind
from ..review import Review
from ..state import reread


@dataclass(frozen=True, slots=True)
class Differing:
    """A cell that is read otherwise than before.

    Attributes:
        before, after: The readings; their figures differ.
    """

    cell: str
    before: Reading
    after: Reading


@dataclass(frozen=True)
class RereadDifference:
    """What changed from one reading of a source to the next.

    Attributes:
        figures: Cells with another figure, in the order of the form.
        placed_otherwise: Cells with the same figure read elsewhere, or with another confidence.
        gone, added: Cells that only the earlier or only the later form has.
        text_differs: The claims of the narrative are read otherwise.
    """

    figures: tuple[Differing, ...]
    placed_otherwise: tuple[str, ...]
    gone: tuple[str, ...]
    added: tuple[str, ...]
    text_differs: bool

    @property
    def is_empty(self) -> bool:
        """Whether no figure is left to accept or refuse."""
        return not self.figures


def diff(old: Report, new: Report) -> RereadDifference:
    """Returns what a later reading of one source says otherwise than an earlier one."""
    both = [cell for cell in old.readings if cell in new.readings]
    pairs = [(cell, old.readings[cell], new.readings[cell]) for cell in both]
    return RereadDifference(
        figures=tuple(
            Differing(cell, before, after)
            for cell, before, after in pairs
            if before.figure != after.figure
        ),
        placed_otherwise=tuple(
            cell
            for cell, before, after in pairs
            if before.figure == after.figure and before != after
        ),
        gone=tuple(cell for cell in old.readings if cell not in new.readings),
        added=tuple(cell for cell in new.readings if cell not in old.readings),
        text_differs=_said(old) != _said(new),
    )


def settled_by_hand(review: Review, difference: RereadDifference) -> tuple[str, ...]:
    """Returns the differing cells whose printed or audited figure stays whatever is accepted.

    A reviewer typed, confirmed or adjusted them.
    """
    return tuple(
        each.cell
        for each in difference.figures
        if reread(review.cells[each.cell], each.after).audited == review.cells[each.cell].audited
    )


def open_differences(review: Review, later: Report, key: str) -> tuple[Differing, ...]:
    """Returns the cells that a later reading says otherwise and nobody has decided on.

    Args:
        review: The review.
        later: The later reading.
        key: Its key in ``Review.rereads``, whether it is kept there already or not.
    """
    refused = {
        event.subject
        for event in review.events
        if event.kind is Kind.REREAD_REFUSED and event.pin == key
    }
    figures = diff(review.current_report, later).figures
    return tuple(each for each in figures if each.cell not in refused)


def _said(report: Report) -> list[tuple[str, str, str, str]]:
    return [(each.kind, each.cell, str(each.stated), each.quote) for each in report.claims]
