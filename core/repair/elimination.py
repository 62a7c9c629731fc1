"""Takes unknown cells out of linear equations over whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

Coefficients = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Solved:
    """An unknown cell that the equations determine: ``factor`` · cell + Σ rest = 0."""

    cell: str
    factor: int
    rest: Coefficients

    def value(self, values: Mapping[str, int]) -> int | None:
        """Returns the cell's value over the known ones; None where it is no whole number."""
        total = sum(coefficient * values[cell] for cell, coefficient in self.rest.items())
        value, remainder = divmod(-total, self.factor)
        return None if remainder else value


def eliminate(
    rows: Iterable[Coefficients], unknown: Sequence[str]
) -> tuple[list[Coefficients], list[Solved]]:
    """Returns the equations without the unknown cells, and the unknown cells that they determine.

    Gauss-Jordan elimination. The narrowest equation is taken to solve an unknown cell, so that
    a total is the sum of its row before it is what the other totals leave.
    """
    waiting = [dict(row) for row in rows]
    pivots: list[tuple[str, dict[str, int]]] = []
    for cell in unknown:
        candidates = [row for row in waiting if cell in row]
        if not candidates:
            continue
        pivot = min(candidates, key=len)
        waiting = [_without(row, cell, pivot) for row in waiting if row is not pivot]
        pivots = [(other, _without(row, cell, pivot)) for other, row in pivots]
        pivots.append((cell, pivot))
    hidden = set(unknown)
    solved = [
        Solved(cell, row[cell], {other: row[other] for other in row if other != cell})
        for cell, row in pivots
        if not any(other in hidden for other in row if other != cell)
    ]
    return [row for row in waiting if row], solved


def _without(row: dict[str, int], cell: str, pivot: Coefficients) -> dict[str, int]:
    """Returns a row with a multiple of ``pivot`` added such that ``cell`` falls out of it."""
    if cell not in row:
        return row
    by, of = pivot[cell], row[cell]
    added = {other: by * row.get(other, 0) - of * pivot.get(other, 0) for other in {**row, **pivot}}
    common = gcd(*added.values()) or 1
    return {other: value // common for other, value in added.items() if value}
