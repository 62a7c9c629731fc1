"""Finds the smallest sets of cells whose change makes every equation true.

One cell: by the signature of the broken equations, which is exact. Up to three: by branching on
an equation that does not hold. More: the mixed-integer programme of Fellegi and Holt (1976),
solved by HiGHS through ``scipy.optimize.milp``; further solutions by no-good cuts.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .system import Deltas, System


@dataclass(frozen=True, slots=True)
class Limits:
    """How far the search goes.

    Attributes:
        solutions: How many corrections of the same size are listed at most.
        seconds: For the programme as a whole; past it, what was found is what is known.
        slack: How much dearer than the cheapest, in weights, a listed correction may be.
    """

    solutions: int = 40
    seconds: float = 2.0
    slack: float = 0.5


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found.

    Attributes:
        corrections: All of one size, in no order.
        complete: False where a limit ended the search, so that there may be more.
    """

    corrections: tuple[Deltas, ...]
    complete: bool = True


def find_exact(system: System, size: int, limits: Limits = LIMITS) -> Search:
    """Returns every correction of just ``size`` cells, as far as equations determine them.

    In an equation that does not hold some cell must change. Each of its cells is tried with
    each change that one of the cell's own broken equations calls for, then the rest likewise;
    the last cell is read off the signature of what is left over. For one and two cells this is
    complete. For three it misses only cells in a closed ring of rows and columns, which the
    programme of ``find_sets`` would list.
    """
    found: set[Deltas] = set()
    for deltas in _branches(system, {}, system.left_over(()), size):
        ordered = _ordered(system, deltas)
        if len(ordered) == size and system.mends(ordered):
            found.add(ordered)
    ranked = sorted(found)
    return Search(tuple(ranked[: limits.solutions]), len(ranked) <= limits.solutions)


def _branches(
    system: System, chosen: dict[str, int], left: Mapping[int, int], size: int
) -> Iterator[dict[str, int]]:
    if size == 1:
        for cell, delta in _single(system, left):
            if cell not in chosen:
                yield chosen | {cell: delta}
        return
    if not left:
        return
    narrowest = min(left, key=lambda at: len(system.equations[at].cells))
    for cell in dict.fromkeys(system.equations[narrowest].cells):
        if cell in chosen:
            continue
        coefficients = system.coefficients[cell]
        wanted = {-left[at] * sign for at, sign in coefficients.items() if at in left}
        for delta in wanted:
            if system.values[cell] + delta >= 0:
                after = _after(left, coefficients, delta)
                yield from _branches(system, chosen | {cell: delta}, after, size - 1)


def _after(left: Mapping[int, int], coefficients: Mapping[int, int], delta: int) -> dict[int, int]:
    """Returns the residuals that are left over once a cell has changed by ``delta``."""
    after = dict(left)
    for at, coefficient in coefficients.items():
        after[at] = after.get(at, 0) + coefficient * delta
        if not after[at]:
            del after[at]
    return after


def find_sets(system: System, weights: Mapping[str, float], limits: Limits = LIMITS) -> Search:
    """Returns the lightest corrections of any size.

    Args:
        system: What to mend.
        weights: For each cell what it takes to believe that it is wrong, above 0.
        limits: How far to go.
    """
    from .programme import Programme  # scipy takes longer to import than most reports to check

    programme = Programme(system, weights)
    end = time.monotonic() + limits.seconds
    found: list[Deltas] = []
    lightest = float("inf")
    while len(found) < limits.solutions:
        left = end - time.monotonic()
        if left <= 0:
            return Search(tuple(found), complete=False)
        solution = programme.solve(left)
        if solution is None:
            return Search(tuple(found), programme.exhausted)
        weight = sum(weights[cell] for cell, _ in solution)
        lightest = min(lightest, weight)
        if weight > lightest + limits.slack:
            return Search(tuple(found))
        found.append(solution)
    return Search(tuple(found), complete=False)


def _single(system: System, left: Mapping[int, int]) -> Iterator[tuple[str, int]]:
    """Yields the cells whose change alone clears these residuals."""
    if not left:
        return
    at, residual = next(iter(left.items()))
    equation = system.equations[at]
    for cell in dict.fromkeys(equation.cells):
        coefficients = system.coefficients[cell]
        if coefficients.keys() != left.keys():
            continue
        delta = -residual * coefficients[at]
        if all(left[other] + sign * delta == 0 for other, sign in coefficients.items()):
            yield cell, delta


def _ordered(system: System, deltas: Mapping[str, int]) -> Deltas:
    return tuple((cell, deltas[cell]) for cell in system.values if deltas.get(cell))
