"""Suggestions for a report: the smallest corrections of each group of rules, ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..extraction.figures import Figure, Number
from ..extraction.report import Report
from ..finding import Finding
from ..suggestion import MISREADING, REPORT, CellChange, Suggestion
from . import reasons
from .evidence import COSTS, Evidence, weigh_cells, weigh_change
from .search import Search, find_exact, find_sets
from .slips import Slip, find_slips
from .system import Deltas, System, build_systems

TIE = 0.05
"""Suggestions whose costs differ by less are ties."""


EXACT_SIZE = 3
"""Corrections of up to so many cells are listed by exact search."""


@dataclass(frozen=True, slots=True)
class _Correction:
    deltas: Deltas
    slip: Slip | None
    events: int


def suggest(
    report: Report, figures: Mapping[str, Figure], findings: Sequence[Finding]
) -> tuple[Suggestion, ...]:
    """Returns what would clear the findings, the likeliest first, group by group of rules.

    Args:
        report: For its form, its readings and what its narrative states.
        figures: The layer of figures that was checked; every cell of the form is there.
        findings: Over the same figures.
    """
    found: list[Suggestion] = []
    for system in build_systems(report.form, figures):
        corrections, complete = _corrections(report, figures, system)
        ranked = sorted(
            (_suggestion(report, figures, findings, system, one) for one in corrections),
            key=lambda pair: (pair[0], pair[1].cost),
        )
        found += _with_ties([suggestion for _, suggestion in ranked], complete=complete)
    return tuple(found)


def _corrections(
    report: Report, figures: Mapping[str, Figure], system: System
) -> tuple[list[_Correction], bool]:
    """Returns the corrections of the fewest mistakes, and whether those are all there are."""
    if not system.free:
        slips = [_Correction(slip.deltas, slip, 1) for slip in find_slips(report.form, system)]
        known = {slip.deltas for slip in slips}
        for size in range(1, EXACT_SIZE + 1):
            search = find_exact(system, size)
            found = [
                _Correction(deltas, None, size)
                for deltas in search.corrections
                if deltas not in known
            ]
            if found or (slips and size == 2):
                return slips + found, search.complete
    sets = find_sets(system, weigh_cells(report, figures))
    return _of_sets(system, sets), sets.complete


def _of_sets(system: System, sets: Search) -> list[_Correction]:
    return [
        _Correction(deltas, None, sum(1 for cell, _ in deltas if cell not in system.free))
        for deltas in sets.corrections
    ]


def _suggestion(
    report: Report,
    figures: Mapping[str, Figure],
    findings: Sequence[Finding],
    system: System,
    correction: _Correction,
) -> tuple[int, Suggestion]:
    changes = tuple(
        CellChange(cell, system.values[cell] + delta) for cell, delta in correction.deltas
    )
    evidence = [weigh_change(report, figures, change.cell, change.value) for change in changes]
    clears = _cleared(findings, system, {change.cell: change.value for change in changes})
    zh, en = reasons.explain(report, figures, changes, evidence, clears, correction.slip)
    return correction.events, Suggestion(
        changes=changes,
        clears=tuple(finding.rule for finding in clears),
        cost=round(_cost(evidence, correction), 4),
        meaning=_meaning(evidence),
        tied=False,
        zh=zh,
        en=en,
    )


def _cost(evidence: Sequence[Evidence], correction: _Correction) -> float:
    if correction.slip is not None:
        doubt = sum(COSTS.cell - min(one.cost, COSTS.cell) for one in evidence)
        against = COSTS.contradicted * sum(bool(one.contradicted) for one in evidence)
        exchanged = COSTS.exchanged * (correction.slip.kind == "exchanged")
        return (
            COSTS.slip + exchanged + COSTS.slid_cell * max(len(evidence) - 2, 0) - doubt + against
        )
    return sum(one.cost for one in evidence)


def _meaning(evidence: Sequence[Evidence]) -> str:
    """A doubtful reading, or one that the reader had another figure for, was probably misread."""
    return MISREADING if any(one.alternative or one.unsure for one in evidence) else REPORT


def _cleared(
    findings: Sequence[Finding], system: System, changes: Mapping[str, Number]
) -> list[Finding]:
    """Returns the findings that the changes clear: the system's, and claims that then agree."""
    ids = {equation.id for equation in system.equations}
    ids |= {f"blank.{cell}" for cell in changes} | {f"value.{cell}" for cell in changes}
    return [
        finding for finding in findings if finding.rule in ids or _agrees_then(finding, changes)
    ]


def _agrees_then(finding: Finding, changes: Mapping[str, Number]) -> bool:
    prefix = "text."
    if not finding.rule.startswith(prefix) or finding.left is None:
        return False
    return changes.get(finding.rule.removeprefix(prefix)) == finding.left


def _with_ties(ranked: Sequence[Suggestion], *, complete: bool) -> list[Suggestion]:
    """Returns the suggestions with those marked that another is as good as."""
    costs = [suggestion.cost for suggestion in ranked]
    return [
        replace(
            suggestion,
            tied=(at == 0 and not complete and len(ranked) > 1)
            or any(
                abs(cost - suggestion.cost) < TIE for other, cost in enumerate(costs) if other != at
            ),
        )
        for at, suggestion in enumerate(ranked)
    ]
