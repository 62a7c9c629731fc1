"""Suggestions for a report: the smallest corrections of each group of rules, ranked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .. import rules
from ..extraction.report import Report
from ..figures import Figure, State, parse_figure, show
from ..finding import ERROR, Finding
from ..forms import Equation
from ..rules.extent import tables_held_back
from ..suggestion import MISREADING, REPORT, CellChange, Suggestion
from . import reasons
from .displacements import EXCHANGED, WHOLE, Displacement, find_displacements, find_parts
from .equation_system import System, build_systems
from .evidence_weights import COSTS, EvidenceScale, EvidenceWeights
from .search import LIMITS, Search, SearchBounds, find_pieces, find_sets, find_smallest

TIE = 0.05
"""Suggestions whose costs differ by less are ties."""

LISTED = 40
"""So many suggestions are listed for one group of rules, the likeliest."""

Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class _Correction:
    """Changes that mend every rule of a system, and what is known of them.

    Attributes:
        mistakes: How many mistakes it takes to explain it: wrong cells, and displacements of
            several.
    """

    changes: tuple[CellChange, ...]
    displacements: tuple[Displacement, ...]
    evidence: tuple[EvidenceWeights, ...]
    mistakes: int
    cost: float


def suggest(
    report: Report,
    figures: Figures,
    findings: Sequence[Finding],
    *,
    limits: SearchBounds = LIMITS,
) -> tuple[Suggestion, ...]:
    """Returns what would clear the findings, the likeliest first, group by group of rules.

    Rules that share cells make a group; a suggestion mends all of its group. A figure that the
    rules determine whatever else is wrong (a blank total, an unreadable cell) is a suggestion
    of its own, after those. Where the whole of a group cannot be mended within the limits, the
    single cells are suggested that account for all that is wrong with their own rules. Last come
    cells that no equation joins to others and that the narrative states otherwise.

    Args:
        report: For its form, its readings and what its narrative states.
        figures: The layer of figures that was checked; every cell of the form is there.
        findings: Over the same figures.
        limits: How far to search.
    """
    desk = _Desk(report, figures, findings)
    found: list[Suggestion] = []
    for system in build_systems(report.form, figures):
        printed = system
        if not system.wanting.issuperset(system.open):
            plain = build_systems(report.form, figures, open_totals=False)
            same = (other for other in plain if other.values.keys() == system.values.keys())
            printed = next(same, system)
        found += desk.suggest(system, printed, limits)
    unread = tables_held_back(report, figures)
    return tuple(
        suggestion
        for suggestion in (*found, *desk.as_stated())
        if not any(change.cell.split(".")[0] in unread for change in suggestion.changes)
    )


class _Desk:
    """One report as it is mended: what was found in it and what speaks for a change."""

    def __init__(self, report: Report, figures: Figures, findings: Sequence[Finding]) -> None:
        self._report = report
        self._figures = figures
        self._findings = findings
        self._scales = EvidenceScale(report, figures)

    def suggest(self, system: System, printed: System, limits: SearchBounds) -> list[Suggestion]:
        """Returns the suggestions of one group of rules.

        Args:
            system: With blank totals open.
            printed: With blank totals as blanks, for displacements that left them.
            limits: How far to search.
        """
        displacements = find_displacements(self._report.form, printed)
        search = self._search(system, has_displacements=bool(displacements), limits=limits)
        fills = {deltas: system.fill(deltas) or {} for deltas in search.corrections}
        sure = {} if displacements else self._sure(system, list(fills.values()))
        corrections = [self._displacement(printed, displacement) for displacement in displacements]
        known = {frozenset(correction.changes) for correction in corrections}
        for deltas, filled in fills.items():
            rest = {cell: steps for cell, steps in filled.items() if cell not in sure}
            one = self._plain(system, deltas, rest)
            if one.changes and frozenset(one.changes) not in known:
                corrections.append(one)
        ranked = sorted(corrections, key=lambda one: (one.mistakes, one.cost))
        cut = ranked[:LISTED]
        complete = search.complete and len(cut) == len(ranked)
        suggestions = _with_ties([self._suggestion(one) for one in cut], complete=complete)
        if not suggestions:
            suggestions = self._pieces(system)
        alone = [self._plain(system, (), {cell: steps}) for cell, steps in sure.items()]
        return suggestions + [self._suggestion(one) for one in alone]

    def _pieces(self, system: System) -> list[Suggestion]:
        """Returns what is known where no correction of everything was found, the surest first.

        None is alone: whatever else is wrong may be wrong in the same cells.
        """
        pieces = [self._plain(system, (piece,), {}) for piece in find_pieces(system)]
        standing = system.coefficients
        pieces.sort(key=lambda one: (-len(standing[one.changes[0].cell]), one.cost))
        return [replace(self._suggestion(one, is_piece=True), tied=True) for one in pieces[:LISTED]]

    def as_stated(self) -> list[Suggestion]:
        """Returns what the narrative states for wrong cells of which no equation says anything."""
        alone = self._report.form.equations_of
        wrong = {finding.rule for finding in self._findings}
        stated: dict[str, CellChange] = {}
        for claim in self._report.claims:
            cell = claim.cell
            if cell and not alone[cell] and not wrong.isdisjoint((claim.rule, f"value.{cell}")):
                stated.setdefault(cell, CellChange(cell, claim.stated))
        return [self._suggestion(self._change(change)) for change in stated.values()]

    def _search(self, system: System, *, has_displacements: bool, limits: SearchBounds) -> Search:
        if not system.residuals:
            # Nothing but open cells is wrong.
            return Search(((),) if system.fill(()) is not None else ())
        smallest = find_smallest(system, replace(limits, exact=2) if has_displacements else limits)
        if smallest.corrections or has_displacements:
            return smallest
        weights = {cell: self._scales.weigh_cell(cell) for cell in system.values}
        return find_sets(system, weights, limits)

    def _sure(self, system: System, fills: Sequence[Mapping[str, int]]) -> dict[str, int]:
        """Returns the open cells that are the same whatever else is wrong.

        One whose figure would break another rule as things stand is left with the rest of the
        correction that makes it right.
        """
        if not fills:
            return {}
        first, *others = fills
        return {
            cell: steps
            for cell, steps in first.items()
            if all(other.get(cell) == steps for other in others)
            and not self._breaks(CellChange(cell, system.figure(steps)))
        }

    def _breaks(self, change: CellChange) -> bool:
        before = {finding.rule for finding in self._findings}
        return any(
            finding.severity == ERROR and finding.rule not in before
            for finding in self._after((change,))[1]
        )

    def _change(self, change: CellChange) -> _Correction:
        evidence = self._weigh((change,))
        return _Correction((change,), (), evidence, 1, evidence[0].cost)

    def _displacement(self, system: System, displacement: Displacement) -> _Correction:
        changes = tuple(
            CellChange(cell, system.figure(system.values[cell] + delta))
            for cell, delta in displacement.deltas
        )
        evidence = self._weigh(changes)
        return _Correction(
            changes, (displacement,), evidence, 1, _displacement_cost(displacement, evidence)
        )

    def _plain(
        self, system: System, deltas: Iterable[tuple[str, int]], filled: Mapping[str, int]
    ) -> _Correction:
        deltas = tuple(deltas)
        steps = {cell: system.values[cell] + delta for cell, delta in deltas} | dict(filled)
        changes = tuple(
            CellChange(cell, system.figure(steps[cell])) for cell in system.values if cell in steps
        )
        evidence = dict(zip((change.cell for change in changes), self._weigh(changes), strict=True))
        displacements = find_parts(self._report.form, system, deltas) if len(deltas) > 1 else ()
        in_displacements = {
            cell for displacement in displacements for cell, _ in displacement.deltas
        }
        cost = sum(
            _displacement_cost(displacement, [evidence[cell] for cell, _ in displacement.deltas])
            for displacement in displacements
        ) + sum(one.cost for cell, one in evidence.items() if cell not in in_displacements)
        return _Correction(
            changes,
            displacements,
            tuple(evidence.values()),
            len(deltas) - len(in_displacements) + len(displacements),
            cost,
        )

    def _weigh(self, changes: Iterable[CellChange]) -> tuple[EvidenceWeights, ...]:
        return tuple(self._scales.weigh(change.cell, change.value) for change in changes)

    def _suggestion(self, correction: _Correction, *, is_piece: bool = False) -> Suggestion:
        figures, after = self._after(correction.changes)
        left = {finding.rule for finding in after}
        clears = tuple(one.rule for one in self._findings if one.rule not in left)
        zh, en = reasons.explain(
            self._report,
            self._figures,
            correction.changes,
            correction.evidence,
            self._mended(correction.changes, figures),
            correction.displacements,
            cleared=(len(clears), len(self._findings)),
            is_piece=is_piece,
        )
        return Suggestion(
            changes=correction.changes,
            clears=clears,
            cost=round(correction.cost, 4),
            meaning=_meaning(correction.evidence),
            tied=False,
            zh=zh,
            en=en,
        )

    def _after(self, changes: Iterable[CellChange]) -> tuple[Figures, tuple[Finding, ...]]:
        """Returns the figures with the changes, and the findings over them."""
        changed = {
            change.cell: parse_figure(
                show(change.value), self._report.form.cells[change.cell].domain
            )
            for change in changes
        }
        figures = {**self._figures, **changed}
        after = rules.check(self._report, figures, before=self._findings, changed=changed.keys())
        return figures, after

    def _mended(self, changes: Sequence[CellChange], after: Figures) -> list[Equation]:
        """Returns the equations that hold with the changes and did not before."""
        touching = self._report.form.equations_of
        touched = {equation.id for change in changes for equation in touching[change.cell]}
        return [
            equation
            for equation in self._report.form.equations
            if equation.id in touched
            and _holds(equation, after)
            and not _holds(equation, self._figures)
        ]


def _holds(equation: Equation, figures: Figures) -> bool:
    """Returns whether an equation can be evaluated, its total is there, and it is true."""
    if any(figures[cell].state is State.UNREADABLE for cell in equation.cells):
        return False
    left, right = rules.add(equation.left, figures), rules.add(equation.right, figures)
    return left == right


def _displacement_cost(displacement: Displacement, evidence: Sequence[EvidenceWeights]) -> float:
    against = COSTS.contradicted * sum(bool(one.contradicted) for one in evidence)
    if displacement.kind in WHOLE:
        return COSTS.displacement + COSTS.exchanged + against
    doubt = sum(max(COSTS.cell - COSTS.total * one.total - one.cost, 0) for one in evidence)
    cost = COSTS.displacement + COSTS.exchanged * (displacement.kind == EXCHANGED)
    cost += COSTS.slid_cell * max(len(evidence) - 2, 0)
    cost += COSTS.slid_total * any(one.total for one in evidence)
    return cost - doubt + against


def _meaning(evidence: Sequence[EvidenceWeights]) -> str:
    """A doubtful reading, or one that the reader had another figure for, was probably misread."""
    return MISREADING if any(one.alternative or one.unsure for one in evidence) else REPORT


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
