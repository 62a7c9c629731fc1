"""The mixed-integer program of error localization, solved by HiGHS through scipy.

Source: I. P. Fellegi and D. Holt, A Systematic Approach to Automatic Edit and Imputation,
Journal of the American Statistical Association 71 (1976), 17–35.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack

from .system import Deltas, System


class RepairProgram:
    """Minimise Σ w z subject to A (p − n) = −r, 0 ≤ p ≤ M z, 0 ≤ n ≤ (x − least) z, all integer.

    z says which cells change, p and n by how much up and down. M is 2 max |r|: a wrong figure shows
    in each of its equations by what it is off, unless others hide it there, and in all of them at
    once hardly ever. M = Σ |r|, beyond which no smallest correction goes, takes the solver five
    times as long. Each solution that was given out is cut off (Σ z over its cells ≤ their number
    − 1), so that the next one is another. That a broken equation has a cell that changes (Σ z over
    its cells ≥ 1) follows from the rest, and makes the bounds of the solver far tighter.

    Attributes:
        exhausted: There is no further solution.
        nodes: Of its tree, those that the last solution took.
    """

    def __init__(self, system: System, weights: Mapping[str, float]) -> None:
        self.system = system
        self.cells = [cell for cell in system.values if system.coefficients[cell]]
        self.exhausted = False
        self.nodes = 0
        size = len(self.cells)
        most = 2.0 * max(map(abs, system.residuals.values()), default=0.5)
        weight = np.array([weights[cell] for cell in self.cells])
        tiny = np.full(size, 1e-4 / most)
        fall = np.array([self._fall(cell, most) for cell in self.cells])
        self.objective = np.concatenate([tiny, tiny, weight])
        self.bounds = Bounds(
            np.zeros(3 * size), np.concatenate([np.full(size, most), fall, np.ones(size)])
        )
        matrix = self._matrix()
        none = csr_array((size, size))
        unit = csr_array(np.eye(size))
        equal = hstack([matrix, -matrix, csr_array((len(system.rows), size))])
        residuals = -np.array([system.residuals.get(at, 0) for at in range(len(system.rows))])
        self.constraints = [
            LinearConstraint(equal, residuals, residuals),
            LinearConstraint(hstack([unit, none, csr_array(-most * np.eye(size))]), ub=0),
            LinearConstraint(hstack([none, unit, csr_array(-np.diag(fall))]), ub=0),
        ]
        if system.residuals:
            broken = csr_array(np.array([self._in_row(at) for at in system.residuals]))
            places = csr_array((len(system.residuals), 2 * size))
            self.constraints.append(LinearConstraint(hstack([places, broken]), lb=1))
        self.cuts: list[Sequence[int]] = []

    def solve(self, nodes: int, heaviest: float = np.inf) -> Deltas | None:
        """Returns the next lightest correction, or None where so many nodes show none.

        Nodes are the same on every machine, as is the order in which HiGHS comes to them.

        Args:
            nodes: How many of its tree may be looked at.
            heaviest: What the cells of a correction may weigh; a bound lets the solver pass over
                most of the tree.
        """
        size = len(self.cells)
        constraints = [*self.constraints]
        if self.cuts:
            rows = vstack([self._cut(cut) for cut in self.cuts])
            constraints.append(LinearConstraint(rows, ub=[len(cut) - 1 for cut in self.cuts]))
        if heaviest < np.inf:
            weights = np.concatenate([np.zeros(2 * size), self.objective[2 * size :]])
            constraints.append(LinearConstraint(csr_array(weights[np.newaxis]), ub=heaviest))
        result = milp(
            self.objective,
            integrality=np.ones(3 * size, dtype=int),
            bounds=self.bounds,
            constraints=constraints,
            options={"node_limit": nodes},
        )
        self.exhausted = result.status == 2
        self.nodes = int(result.mip_node_count or 0)
        if result.x is None or result.status != 0:
            return None
        change = np.rint(result.x[:size] - result.x[size : 2 * size]).astype(int)
        deltas = tuple(
            (cell, int(delta)) for cell, delta in zip(self.cells, change, strict=True) if delta
        )
        if not deltas or self.system.left_over(deltas):
            return None
        chosen = {cell for cell, _ in deltas}
        self.cuts.append([at for at, cell in enumerate(self.cells) if cell in chosen])
        return deltas

    def _fall(self, cell: str, most: float) -> float:
        """Returns by how much a cell can become less."""
        least = self.system.floor[cell] if self.system.floor else 0
        return most if least is None else min(most, max(self.system.values[cell] - least, 0))

    def _matrix(self) -> csr_array:
        matrix = np.zeros((len(self.system.rows), len(self.cells)))
        for column, cell in enumerate(self.cells):
            for row, coefficient in self.system.coefficients[cell].items():
                matrix[row, column] = coefficient
        return csr_array(matrix)

    def _in_row(self, at: int) -> list[float]:
        return [float(cell in self.system.rows[at]) for cell in self.cells]

    def _cut(self, cut: Sequence[int]) -> csr_array:
        row = np.zeros((1, 3 * len(self.cells)))
        row[0, [2 * len(self.cells) + at for at in cut]] = 1
        return csr_array(row)
