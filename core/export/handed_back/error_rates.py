"""How often an extraction is wrong, by table and by cell, with the interval of each rate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ...sampling.intervals import interval
from ...supplied.held_extraction import ZERO
from .handed_report import HandedReport

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """How often a table or a cell is wrong.

    Attributes:
        name: The id of the table or the cell; empty for all.
        compared: Cells of which it is known what the page prints.
        wrong: How many of them the extraction has otherwise.
        blanks: How many of those are only a 0 for a blank, or the reverse.
        low, high: The exact 95 % interval of the rate (Clopper and Pearson).
    """

    name: str
    compared: int
    wrong: int
    blanks: int
    low: float
    high: float

    @property
    def rate(self) -> float:
        """The share of the wrong ones."""
        return self.wrong / self.compared


def error_rates(reports: Iterable[HandedReport]) -> list[ErrorRate]:
    """Returns the rates: of all, of each table, then of each cell, the most often wrong first.

    What the extraction left out altogether (a cell that it has no place for) and what it has of
    cells that the report does not have count as wrong.
    """
    compared: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    blanks: Counter[str] = Counter()
    for one in reports:
        kinds = {each.cell: each.difference.kind for each in one.corrections}
        absent = {each.cell for each in one.absent}
        for cell in one.known:
            for name in ("", cell.partition(".")[0], cell):
                compared[name] += 1
                wrong[name] += cell in kinds or cell in absent
                blanks[name] += kinds.get(cell) == ZERO
    made = [_rate(name, compared, wrong, blanks) for name in compared]
    return sorted(made, key=lambda each: (each.name.count("."), each.name != "", *_order(each)))


def _order(each: ErrorRate) -> tuple[float, str]:
    return (-each.rate if "." in each.name else 0.0, each.name)


def _rate(
    name: str, compared: Counter[str], wrong: Counter[str], blanks: Counter[str]
) -> ErrorRate:
    low, high = interval(wrong[name], compared[name], CONFIDENCE)
    return ErrorRate(name, compared[name], wrong[name], blanks[name], low, high)
