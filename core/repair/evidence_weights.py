"""What speaks for a change of one cell, and what that makes it cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ..doubts import CERTAIN, is_doubt
from ..extraction.report import Claim, Report
from ..figures import Figure, Number, State, parse_figure
from .digit_slips import digit_slip


@dataclass(frozen=True, slots=True)
class RepairCosts:
    """What a changed cell costs, and what evidence takes off or adds.

    Attributes:
        cell: One changed cell.
        edit: For each edit (digit added, lost, replaced, or two swapped) beyond the first.
        edits: The most that edits can add.
        fill: Taken off where the cell was blank or a mark, or showed no figure at all.
        unsure: Taken off in proportion to the reader's doubt (1 − confidence).
        alternative: Taken off where the reader thought the proposed figure possible.
        stated: Taken off where the narrative states the proposed figure.
        contradicted: Added where the narrative states the present figure.
        unit: Taken off where the change is that of a unit mistaken (a factor of 10,000).
        sign: Taken off where only the sign differs.
        total: Taken off where the cell is a stated total, which is the more often wrong.
        displacement: What a whole known displacement costs instead of its cells.
        exchanged: Added to it where two figures were exchanged and none moved to an empty place.
        slid_cell: Added to a displacement for each cell beyond two.
        slid_total: Added to a displacement with stated totals in it: they are added up where they
            stand and seldom typed into a neighbour's place.
    """

    cell: float = 1.0
    edit: float = 0.12
    edits: float = 0.36
    fill: float = 0.3
    unsure: float = 0.6
    alternative: float = 0.5
    stated: float = 0.4
    contradicted: float = 0.4
    unit: float = 0.5
    sign: float = 0.3
    total: float = 0.02
    displacement: float = 1.2
    exchanged: float = 0.15
    slid_cell: float = 0.02
    slid_total: float = 0.02


COSTS = RepairCosts()
_LEAST = 0.1
"""No evidence makes a change free: of two sets of changes the smaller one wins."""


@dataclass(frozen=True, slots=True)
class EvidenceWeights:
    """What is known of one proposed figure.

    Attributes:
        cost: What it takes to believe it.
        kind: How the two figures differ: "swapped", "lost", "added", "replaced" (one digit),
            "sign", "unit", or empty.
        stated: The narrative's words that state the proposed figure, or empty.
        contradicted: The narrative's words that state the present figure, or empty.
        alternative: The reader itself thought the proposed figure possible.
        unsure: The reader was in doubt.
        total: The cell states the sum of others.
    """

    cost: float
    kind: str
    stated: str
    contradicted: str
    alternative: bool
    unsure: bool
    total: bool


class EvidenceScale:
    """Weighs changes of one layer of a report's figures."""

    def __init__(self, report: Report, figures: Mapping[str, Figure]) -> None:
        self._report = report
        self._figures = figures
        self._totals = {equation.total for equation in report.form.equations}
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in report.claims:
            if claim.kind == "cell":
                self._claims[claim.cell].append(claim)

    def weigh_cell(self, cell: str) -> float:
        """Returns what it takes to believe that a cell is wrong, whatever it should be."""
        weight = COSTS.cell - COSTS.unsure * self._doubt(cell)
        claims = self._claims.get(cell, ())
        if self._contradicted(cell):
            weight += COSTS.contradicted
        elif claims:
            weight -= COSTS.stated
        return max(_LEAST, weight)

    def weigh(self, cell: str, value: Number) -> EvidenceWeights:
        """Returns what speaks for and against ``value`` in ``cell``."""
        present = self._figures[cell].value
        stated = next(
            (claim.quote for claim in self._claims.get(cell, ()) if claim.stated == value), ""
        )
        contradicted = self._contradicted(cell)
        alternative = self._is_alternative(cell, value)
        total = cell in self._totals
        kind, edits = ("", 1) if present is None else digit_slip(present, value)
        cost = COSTS.cell + min(COSTS.edits, COSTS.edit * max(edits - 1, 0))
        cost -= COSTS.unsure * self._doubt(cell)
        cost -= COSTS.fill * (present is None)
        cost -= COSTS.alternative * alternative + COSTS.stated * bool(stated)
        cost += COSTS.contradicted * bool(contradicted)
        cost -= COSTS.sign * (kind == "sign") + COSTS.unit * (kind == "unit")
        cost -= COSTS.total * total
        return EvidenceWeights(
            cost=max(_LEAST, cost),
            kind=kind,
            stated=stated,
            contradicted=contradicted,
            alternative=alternative,
            unsure=is_doubt(self._confidence(cell)),
            total=total,
        )

    def _doubt(self, cell: str) -> float:
        return 1 - self._confidence(cell)

    def _confidence(self, cell: str) -> float:
        """Returns the reader's confidence; a figure that a person has typed since is certain."""
        reading = self._report.readings[cell]
        return reading.confidence if reading.figure == self._figures[cell] else CERTAIN

    def _contradicted(self, cell: str) -> str:
        """Returns the words that state the figure that stands there now, or nothing."""
        figure = self._figures[cell]
        if figure.state is State.UNREADABLE:
            return ""
        claims = self._claims.get(cell, ())
        return next((claim.quote for claim in claims if claim.stated == figure.amount), "")

    def _is_alternative(self, cell: str, value: Number) -> bool:
        reading, domain = self._report.readings[cell], self._report.form.cells[cell].domain
        return reading.figure == self._figures[cell] and any(
            parse_figure(text, domain).value == value for text in reading.alternatives
        )
