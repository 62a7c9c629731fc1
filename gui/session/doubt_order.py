"""The doubts of a review in the order that they are gone through: findings and uncertain cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...core.finding import Finding
from ...core.review import Review

Key = tuple[int, str]
"""Where a doubt stands: the place of its first cell in the form, then the rule or cell id."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something for the reviewer to decide.

    Attributes:
        key: Its place in the order.
        cells: The cells concerned, the one to look at first in front.
        finding: The broken rule, or None where something was read with little confidence.
        identity: What was read so, where it is no cell: ``ORGANIZATION`` or ``YEAR``.
    """

    key: Key
    cells: tuple[str, ...]
    finding: Finding | None = None
    identity: str = ""


def listed_doubts(review: Review) -> tuple[Doubt, ...]:
    """Returns every finding, explained or not, and every uncertain reading, in the form's order.

    Rows of a table that are uncertain for one reason are one doubt.
    Body and year come first, as they stand at the head of a report.
    """
    places = {cell: index for index, cell in enumerate(review.cells)}
    found = [
        Doubt(finding_key(finding, places), finding.cells, finding) for finding in review.findings
    ]
    alone = {doubt.cells for doubt in found}
    found += [
        Doubt((places[cells[0]], cells[0]), cells)
        for cells in review.uncertain
        if cells not in alone
    ]
    found += [
        Doubt(identity_key(subject), (), identity=subject)
        for subject, state in review.identity.items()
        if state.doubtful
    ]
    return tuple(sorted(found, key=lambda doubt: doubt.key))


def identity_key(subject: str) -> Key:
    """Returns the place of body or year in the order: before every cell."""
    return -1, subject


def finding_key(finding: Finding, places: dict[str, int]) -> Key:
    """Returns the place of a finding in the order; one without cells comes last."""
    first = min((places[cell] for cell in finding.cells if cell in places), default=len(places))
    return first, finding.rule


def next_doubt(
    doubts: Sequence[Doubt], at: Key | None, *, backwards: bool = False
) -> tuple[Doubt | None, bool]:
    """Returns the doubt after (or before) a place, and whether the search went round the end."""
    if not doubts:
        return None, False
    if at is None:
        return doubts[-1 if backwards else 0], False
    if backwards:
        before = [doubt for doubt in doubts if doubt.key < at]
        return (before[-1], False) if before else (doubts[-1], True)
    after = [doubt for doubt in doubts if doubt.key > at]
    return (after[0], False) if after else (doubts[0], True)
