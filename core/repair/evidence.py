"""What speaks for a change of one cell, and what that makes it cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from ..extraction.figures import Figure, Number, State, parse_figure, show
from ..extraction.report import Claim, Reading, Report


@dataclass(frozen=True, slots=True)
class Costs:
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
        total: Taken off where the cell is a stated total.
        slip: What a whole known slip costs instead of its cells.
        exchanged: Added to it where two figures were exchanged and none moved to an empty place.
        slid_cell: Added to a slip for each cell beyond two.
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
    slip: float = 1.2
    exchanged: float = 0.15
    slid_cell: float = 0.02


COSTS = Costs()
_LEAST = 0.1


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one proposed figure.

    Attributes:
        edits: Edits between the printed and the proposed digits (optimal string alignment).
        stated: The narrative's words that state the proposed figure, or empty.
        contradicted: The narrative's words that state the present figure, or empty.
        alternative: The reader itself thought the proposed figure possible.
        unsure: The reader was in doubt.
    """

    cost: float
    edits: int
    stated: str
    contradicted: str
    alternative: bool
    unsure: bool


def weigh_cells(report: Report, figures: Mapping[str, Figure]) -> dict[str, float]:
    """Returns for each cell what it takes to believe that it is wrong, whatever it should be."""
    stated = _claims(report)
    weights = {}
    for cell, figure in figures.items():
        weight = COSTS.cell - COSTS.unsure * (1 - report.readings[cell].confidence)
        claim = stated.get(cell)
        if claim is not None:
            agrees = figure.state is not State.UNREADABLE and figure.amount == claim.stated
            weight += COSTS.contradicted if agrees else -COSTS.stated
        weights[cell] = max(_LEAST, weight)
    return weights


def weigh_change(
    report: Report, figures: Mapping[str, Figure], cell: str, value: Number
) -> Evidence:
    """Returns what speaks for and against ``value`` in ``cell``."""
    figure, reading = figures[cell], report.readings[cell]
    claim = _claims(report).get(cell)
    stated = claim.quote if claim is not None and claim.stated == value else ""
    present = figure.value if figure.value is not None else None
    contradicted = (
        claim.quote if claim is not None and present is not None and claim.stated == present else ""
    )
    alternative = _is_alternative(report, cell, reading, value)
    edits = _edits(figure, value)
    cost = COSTS.cell + min(COSTS.edits, COSTS.edit * max(edits - 1, 0))
    cost -= COSTS.unsure * (1 - reading.confidence)
    cost -= COSTS.fill * (present is None)
    cost -= COSTS.alternative * alternative + COSTS.stated * bool(stated)
    cost += COSTS.contradicted * bool(contradicted)
    cost -= COSTS.sign * (present is not None and present == -value)
    cost -= COSTS.unit * _is_unit_slip(present, value)
    cost -= COSTS.total * (cell in {equation.total for equation in report.form.equations})
    return Evidence(
        cost=max(_LEAST, cost),
        edits=edits,
        stated=stated,
        contradicted=contradicted,
        alternative=alternative,
        unsure=reading.confidence < 0.9 and figure == reading.figure,
    )


def _claims(report: Report) -> dict[str, Claim]:
    return {claim.cell: claim for claim in reversed(report.claims) if claim.kind == "cell"}


def _is_alternative(report: Report, cell: str, reading: Reading, value: Number) -> bool:
    domain = report.form.cells[cell].domain
    return any(parse_figure(text, domain).value == value for text in reading.alternatives)


def _is_unit_slip(present: Number | None, value: Number) -> bool:
    return bool(present) and bool(value) and present in (value * 10_000, value / 10_000)


def _edits(figure: Figure, value: Number) -> int:
    """Returns the edits between the digits printed and those proposed; 1 where none are printed."""
    if figure.value is None:
        return 1
    return int(OSA.distance(show(figure.value), show(value)))
