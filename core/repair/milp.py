"""The mixed-integer program of error localization, solved by HiGHS.

Source: I. P. Fellegi and D. Holt, A Systematic Approach to Automatic Edit and Imputation,
Journal of the American Statistical Association 71 (1976), 17–35.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from .equation_system import Deltas, System

_Rows = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]
"""Rows of a program: least, coefficients, most."""


class _Solver(highspy.Highs):
    """HiGHS without a word: its own greets on standard output, which may be that of a command."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.silent()


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
        self.most = np.concatenate([np.full(size, most), fall, np.ones(size)])
        matrix = self._matrix()
        none, unit = np.zeros((size, size)), np.eye(size)
        residuals = -np.array([system.residuals.get(at, 0.0) for at in range(len(system.rows))])
        self.rows: list[_Rows] = [
            (residuals, np.hstack([matrix, -matrix, np.zeros_like(matrix)]), residuals),
            _at_most(0.0, np.hstack([unit, none, -most * unit])),
            _at_most(0.0, np.hstack([none, unit, -np.diag(fall)])),
        ]
        if system.residuals:
            broken = np.array([self._in_row(at) for at in system.residuals])
            rows = np.hstack([np.zeros((len(broken), 2 * size)), broken])
            self.rows.append((np.ones(len(rows)), rows, np.full(len(rows), np.inf)))

    def solve(self, nodes: int, heaviest: float = np.inf) -> Deltas | None:
        """Returns the next lightest correction, or None where so many nodes show none.

        Nodes are the same on every machine, as is the order in which HiGHS comes to them.

        Args:
            nodes: How many of its tree may be looked at.
            heaviest: What the cells of a correction may weigh; a bound lets the solver pass over
                most of the tree.
        """
        size = len(self.cells)
        rows = [*self.rows]
        if heaviest < np.inf:
            weights = np.concatenate([np.zeros(2 * size), self.objective[2 * size :]])
            rows.append(_at_most(heaviest, weights[np.newaxis]))
        solver = self._solver(rows, nodes)
        solver.run()
        status = solver.getModelStatus()
        self.exhausted = status == highspy.HighsModelStatus.kInfeasible
        self.nodes = max(int(solver.getInfo().mip_node_count), 0)
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        found = np.array(solver.getSolution().col_value)
        change = np.rint(found[:size] - found[size : 2 * size]).astype(int)
        deltas = tuple(
            (cell, int(delta)) for cell, delta in zip(self.cells, change, strict=True) if delta
        )
        if not deltas or self.system.left_over(deltas):
            return None
        chosen = {cell for cell, _ in deltas}
        cut = np.array([[*[0.0] * (2 * size), *[float(cell in chosen) for cell in self.cells]]])
        self.rows.append(_at_most(len(chosen) - 1.0, cut))
        return deltas

    def _fall(self, cell: str, most: float) -> float:
        """Returns by how much a cell can become less."""
        least = self.system.floor[cell] if self.system.floor else 0
        return most if least is None else min(most, max(self.system.values[cell] - least, 0))

    def _solver(self, rows: Sequence[_Rows], nodes: int) -> _Solver:
        """Returns HiGHS with the program; in one thread, so that it goes one way everywhere."""
        program = highspy.HighsLp()
        coefficients = np.vstack([middle for _, middle, _ in rows])
        program.num_row_, program.num_col_ = coefficients.shape
        program.col_cost_ = self.objective
        program.col_lower_, program.col_upper_ = np.zeros_like(self.most), self.most
        program.row_lower_ = np.concatenate([least for least, _, _ in rows])
        program.row_upper_ = np.concatenate([most for _, _, most in rows])
        program.integrality_ = [highspy.HighsVarType.kInteger] * len(self.most)
        lines, columns = np.nonzero(coefficients)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.searchsorted(lines, np.arange(len(coefficients) + 1))
        program.a_matrix_.index_ = columns
        program.a_matrix_.value_ = coefficients[lines, columns]
        solver = _Solver()
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_max_nodes", nodes)
        solver.passModel(program)
        return solver

    def _matrix(self) -> NDArray[np.float64]:
        matrix = np.zeros((len(self.system.rows), len(self.cells)))
        for column, cell in enumerate(self.cells):
            for row, coefficient in self.system.coefficients[cell].items():
                matrix[row, column] = coefficient
        return matrix

    def _in_row(self, at: int) -> list[float]:
        return [float(cell in self.system.rows[at]) for cell in self.cells]


def _at_most(most: float, coefficients: NDArray[np.float64]) -> _Rows:
    """Returns rows that come to no more than a number."""
    count = len(coefficients)
    return np.full(count, -np.inf), coefficients, np.full(count, most)
