"""Finds the smallest sets of cells whose change makes every equation true.

One cell: by the signature of the broken equations, which is exact. Up to twenty: by branching on
an equation that does not hold. More, or where the trials are spent: the mixed-integer program of
Fellegi and Holt (1976), solved by HiGHS; further solutions by no-good cuts. Where that ends without
a result: the single cells that account for all that is wrong with their own equations.

What is counted is work and never time: a report has the same suggestions on a fast machine, a slow
one and a busy one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from .equation_system import Deltas, System


@dataclass(frozen=True, slots=True)
class SearchBounds:
    """How far the search goes.

    Attributes:
        exact: Corrections of up to so many cells are listed by exact search.
        kept: How many corrections of one size are kept to be ranked.
        trials: How many changes exact search tries; past it, what was found is what is known.
            100,000 take about a second.
        nodes: What the mixed-integer program may spend on all its solutions: a node of its tree is
            one, and the root of each solution is two for each broken equation, since cuts and
            heuristics there take about as long.
        solutions: How many corrections the mixed-integer program lists at most.
        slack: How much dearer than the cheapest, in weights, a listed correction may be.
    """

    exact: int = 20
    kept: int = 2000
    trials: int = 150_000
    nodes: int = 120
    solutions: int = 40
    slack: float = 0.5


LIMITS = SearchBounds()


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found.

    Attributes:
        corrections: In no order.
        complete: False where a limit ended the search, so that there may be more.
    """

    corrections: tuple[Deltas, ...] = ()
    complete: bool = True


SearchPiece = tuple[str, int]
"""A cell, and the change that makes every equation of it true."""


def find_smallest(system: System, limits: SearchBounds = LIMITS) -> Search:
    """Returns every correction of the fewest cells, up to ``limits.exact``; else none.

    In an equation that does not hold some cell must change. Each of its cells is tried with
    each change that one of the cell's own broken equations calls for, then the rest likewise;
    the last cell is read off the signature of what is left over. A branch ends where more
    equations are broken than the cells that remain to be changed stand in, or more that share
    no cell than cells remain; where just as many, each of these has one wrong cell, which must
    take all that is left over there. For one and two cells this is complete. For more it misses
    cells whose changes call for each other in a closed ring of rows and columns, which the
    mixed-integer program of ``find_sets`` would list.
    """
    trial = _Trial(system, limits.trials)
    for size in range(system.least(system.residuals), limits.exact + 1):
        found: set[Deltas] = set()
        try:
            for deltas in trial.branches({}, system.residuals, size):
                ordered = _ordered(system, deltas)
                if len(ordered) == size and ordered not in found and system.mends(ordered):
                    found.add(ordered)
                if len(found) >= limits.kept:
                    return Search(tuple(sorted(found)), complete=False)
        except _TrialsSpentError:
            return Search(tuple(sorted(found)), complete=False)
        if found:
            return Search(tuple(sorted(found)))
    return Search()


def find_sets(
    system: System, weights: Mapping[str, float], limits: SearchBounds = LIMITS
) -> Search:
    """Returns the lightest corrections of any size.

    Args:
        system: What to mend.
        weights: For each cell what it takes to believe that it is wrong, above 0.
        limits: How far to go.
    """
    from .milp import RepairProgram  # numpy takes longer to import than most reports to check

    program = RepairProgram(system, weights)
    root = 2 * len(system.residuals)
    left = limits.nodes
    found: list[Deltas] = []
    lightest = float("inf")
    while len(found) < limits.solutions and left > root:
        solution = program.solve(left - root, lightest + limits.slack)
        left -= root + program.nodes
        if solution is None:
            return Search(tuple(found), program.exhausted)
        weight = sum(weights[cell] for cell, _ in solution)
        lightest = min(lightest, weight)
        if system.mends(solution):
            found.append(solution)
    return Search(tuple(found), complete=False)


def find_pieces(system: System) -> tuple[SearchPiece, ...]:
    """Returns the cells whose change makes all their equations true, two at least, each broken.

    Among many mistakes these are known however the others turn out, unless two mistakes happen
    to be alike. Of a correction of everything they need not be part.
    """
    return tuple(
        (cell, delta)
        for cell, coefficients in system.coefficients.items()
        if len(coefficients) > 1 and coefficients.keys() <= system.residuals.keys()
        for delta in [_common(system, coefficients)]
        if delta is not None and system.allows(cell, system.values[cell] + delta)
    )


def _common(system: System, coefficients: Mapping[int, int]) -> int | None:
    """Returns the change that all these broken equations call for, if it is the same."""
    wanted = {
        None if system.residuals[at] % sign else -system.residuals[at] // sign
        for at, sign in coefficients.items()
    }
    return wanted.pop() if len(wanted) == 1 else None


class _TrialsSpentError(Exception):
    """As many changes were tried as may be."""


@dataclass
class _Trial:
    """One search through the sets of cells of a system.

    Attributes:
        trials: How many changes may still be tried.
        dead: What was left over, with how many cells to go, where nothing was found. Many ways
            lead to the same, above all where figures are wrong by the same.
    """

    system: System
    trials: int
    dead: set[tuple[int, ...]] = field(default_factory=set)

    def branches(
        self, chosen: dict[str, int], left: Mapping[int, int], size: int
    ) -> Iterator[dict[str, int]]:
        """Yields the changes that clear ``left`` with ``size`` more cells than are chosen.

        Raises:
            _TrialsSpentError: There are more to try than may be tried.
        """
        if not self.trials:
            raise _TrialsSpentError
        self.trials -= 1
        if size == 1:
            for cell, delta in _single(self.system, left) if left else ():
                if cell not in chosen:
                    yield chosen | {cell: delta}
            return
        state = (size, *chain.from_iterable(sorted(left.items())))
        if not left or state in self.dead:
            return
        found = False
        for cell, delta in self._steps(left, size):
            if cell not in chosen:
                after = _after(left, self.system.coefficients[cell], delta)
                for one in self.branches(chosen | {cell: delta}, after, size - 1):
                    found = True
                    yield one
        if not found:
            self.dead.add(state)

    def _steps(self, left: Mapping[int, int], size: int) -> Iterator[tuple[str, int]]:
        """Yields the changes to try in the narrowest equation that does not hold."""
        system = self.system
        needed = system.least(left)
        if needed > size or len(left) > size * system.widest:
            return
        narrowest = min(left, key=lambda at: len(system.rows[at]))
        for cell in system.rows[narrowest]:
            wanted = {
                -left[at] // coefficient
                for at, coefficient in system.coefficients[cell].items()
                if at in left and not left[at] % coefficient and (at == narrowest or needed < size)
            }
            for delta in wanted:
                if system.allows(cell, system.values[cell] + delta):
                    yield cell, delta


def _after(left: Mapping[int, int], coefficients: Mapping[int, int], delta: int) -> dict[int, int]:
    """Returns the residuals that are left over once a cell has changed by ``delta``."""
    after = dict(left)
    for at, coefficient in coefficients.items():
        after[at] = after.get(at, 0) + coefficient * delta
        if not after[at]:
            del after[at]
    return after


def _single(system: System, left: Mapping[int, int]) -> Iterator[tuple[str, int]]:
    """Yields the cells whose change alone clears these residuals."""
    at, residual = min(left.items(), key=lambda item: len(system.rows[item[0]]))
    for cell, own in system.rows[at].items():
        coefficients = system.coefficients[cell]
        if residual % own or coefficients.keys() != left.keys():
            continue
        delta = -residual // own
        if all(left[other] + sign * delta == 0 for other, sign in coefficients.items()):
            yield cell, delta


def _ordered(system: System, deltas: Mapping[str, int]) -> Deltas:
    return tuple((cell, deltas[cell]) for cell in system.values if deltas.get(cell))
