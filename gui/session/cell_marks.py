"""What is shown on a cell beside its figure, in the form and in the source alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...core.figures import State
from ...core.finding import ERROR, Finding
from ...core.review import CellState


@dataclass(frozen=True, slots=True)
class CellMarks:
    """What is painted on a cell beside its figure.

    Attributes:
        severity: "error", "warning", "explained" (the only findings left are explained), or empty.
        involved: The cell stands in a broken equation, but as a zero or a blank part it adds
            nothing; marking it like the others would hide them.
        struck: The printed figure, where the audited one is another.
    """

    severity: str = ""
    involved: bool = False
    doubtful: bool = False
    corrected: bool = False
    adjusted: bool = False
    confirmed: bool = False
    unreadable: bool = False
    struck: str = ""


PLAIN = CellMarks()


def marks_of(
    state: CellState, cell: str, found: Sequence[Finding], is_explained: Callable[[Finding], bool]
) -> CellMarks:
    """Returns the marks of a cell.

    Args:
        state: Of the cell, as the review has it.
        cell: Its id.
        found: The findings that it has a part in.
        is_explained: Whether the reviewer has said why a finding stands.
    """
    carried = [finding for finding in found if carries(state, finding, cell)]
    return CellMarks(
        severity=_severity(carried, is_explained),
        involved=bool(found) and not carried,
        doubtful=state.doubtful,
        corrected=state.corrected,
        adjusted=state.adjusted,
        confirmed=state.confirmed,
        unreadable=state.audited.state is State.UNREADABLE,
        struck=state.printed.text or "␣" if state.adjusted else "",
    )


def carries(state: CellState, finding: Finding, cell: str) -> bool:
    """Returns whether a cell weighs in a finding: not where it is a zero or blank part of a sum."""
    if state.audited.state is State.UNREADABLE or state.audited.amount:
        return True
    signs = dict(zip(finding.cells, finding.signs, strict=False))
    return len(finding.cells) == 1 or signs.get(cell) == "="


def _severity(findings: Sequence[Finding], is_explained: Callable[[Finding], bool]) -> str:
    if not findings:
        return ""
    left = [finding.severity for finding in findings if not is_explained(finding)]
    if not left:
        return "explained"
    return ERROR if ERROR in left else left[0]
