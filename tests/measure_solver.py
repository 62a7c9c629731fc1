"""Holds the mixed-integer program against SciPy's, which solved it once. Run it by hand:

    python -m tests.measure_solver [--cases 30] [--wrong 6 12 20]

Reports with seeded mistakes in table 3 are put to both, as ``gouji.core.repair`` puts them: each
lists corrections, the lightest first, until as many nodes are spent. SciPy is no part of the
program, only of its tests. Both are HiGHS, of two versions and with other settings, so that the
order among corrections of one weight may differ; the weights may not.

Of 12 reports each with 3, 6, 12 and 20 wrong figures (highspy 1.16.0, SciPy 1.17.1) both listed the
same for 47, and found the lightest correction of the same weight for 38; for 9, all of 12 or 20
wrong figures, neither found one within its nodes, and SciPy alone did for one. Either took as long:
21, 76, 729 and 1,295 ms at the median against 21, 77, 720 and 1,264.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import metadata
from random import Random
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from gouji.core import rules
from gouji.core.repair import milp as own
from gouji.core.repair import search, suggest
from gouji.core.repair.search import LIMITS, Search, SearchBounds
from gouji.core.repair.system import Deltas, System

from .drawing.figures import draw_figures
from .measure_repair import CELLS, FORM, SIZES, make_report, wrong_cells

MOST_APART = 1e-6
"""Weights that are equal differ by no more than rounding."""

Weights = Mapping[str, float]


class SciPyProgram(own.RepairProgram):
    """The same program, solved through ``scipy.optimize.milp``."""

    def solve(self, nodes: int, heaviest: float = np.inf) -> Deltas | None:
        """Returns the next lightest correction, as the program itself does."""
        size = len(self.cells)
        rows = [*self.rows]
        if heaviest < np.inf:
            weights = np.concatenate([np.zeros(2 * size), self.objective[2 * size :]])
            rows.append((np.array([-np.inf]), weights[np.newaxis], np.array([heaviest])))
        result: Any = milp(
            self.objective,
            integrality=np.ones(3 * size, dtype=int),
            bounds=Bounds(np.zeros(3 * size), self.most),
            constraints=[LinearConstraint(csr_array(a), low, high) for low, a, high in rows],
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
        cut = np.array([[*[0.0] * (2 * size), *[float(cell in chosen) for cell in self.cells]]])
        self.rows.append((np.array([-np.inf]), cut, np.array([len(chosen) - 1.0])))
        return deltas


@dataclass
class Held:
    """What came of the reports with so many mistakes.

    Attributes:
        lightest: Both found a correction, of the same weight.
        same: Both listed the same corrections.
        neither: Neither found one within its nodes.
        apart: In words, where one found a lighter one than the other, or one at all.
        seconds: Of each, ours first.
    """

    lightest: int = 0
    same: int = 0
    neither: int = 0
    apart: list[str] = field(default_factory=list)
    seconds: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))

    def add(self, ours: Search, theirs: Search, weights: Weights) -> None:
        """Counts what both found for one report."""
        best = [min((_weight(one, weights) for one in each.corrections), default=None)
                for each in (ours, theirs)]  # fmt: skip
        self.same += set(map(_as_set, ours.corrections)) == set(map(_as_set, theirs.corrections))
        if best[0] is None and best[1] is None:
            self.neither += 1
        elif best[0] is None or best[1] is None or abs(best[0] - best[1]) > MOST_APART:
            self.apart.append(f"highspy {best[0]}, SciPy {best[1]}")
        else:
            self.lightest += 1


def _weight(deltas: Deltas, weights: Weights) -> float:
    return sum(weights[cell] for cell, _ in deltas)


def _as_set(deltas: Deltas) -> frozenset[tuple[str, int]]:
    return frozenset(deltas)


def hold(wrong: int, cases: int) -> Held:
    """Returns what both make of reports with so many wrong figures."""
    held = Held()
    damage = wrong_cells(wrong)
    for number in range(cases):
        random = Random(f"solver {wrong} {number}")
        values = draw_figures(FORM.tables, SIZES[number % len(SIZES)], random)
        damaged = damage({cell: int(values[cell]) for cell in CELLS}, random)
        for system, weights in _asked(make_report({**values, **damaged})):
            ours = _timed(own.RepairProgram, system, weights, held.seconds[0])
            theirs = _timed(SciPyProgram, system, weights, held.seconds[1])
            held.add(ours, theirs, weights)
    return held


def _asked(report: Any) -> list[tuple[System, Weights]]:
    """Returns what the program is asked for a report, had exact search found nothing."""
    asked: list[tuple[System, Weights]] = []

    def note(system: System, weights: Weights, limits: SearchBounds = LIMITS) -> Search:
        asked.append((system, weights))
        return Search()

    figures = report.figures
    at = suggest.__module__
    with patch(f"{at}.find_sets", note), patch(f"{at}.find_smallest", lambda *_: Search()):
        suggest(report, figures, rules.check(report, figures))
    return asked


def _timed(
    program: type[own.RepairProgram], system: System, weights: Weights, seconds: list[float]
) -> Search:
    with patch.object(own, "RepairProgram", program):
        start = time.process_time()
        found = search.find_sets(system, weights)
        seconds.append(time.process_time() - start)
    return found


def main() -> None:
    """Prints one line for each number of mistakes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=30, help="reports of each number")
    parser.add_argument("--wrong", type=int, nargs="+", default=[3, 6, 12, 20])
    options = parser.parse_args()
    write = sys.stdout.write
    write(f"highspy {metadata.version('highspy')}, SciPy {metadata.version('scipy')}\n")
    write(
        "wrong  asked  lightest  same lists  neither  apart   highspy ms (max)   SciPy ms (max)\n"
    )
    for wrong in options.wrong:
        held = hold(wrong, options.cases)
        if not held.seconds[0]:
            write(f"{wrong:5}      0\n")
            continue
        times = "".join(
            f"{1000 * statistics.median(each):10.0f} ({1000 * max(each):.0f})"
            for each in held.seconds
        )
        write(
            f"{wrong:5}{len(held.seconds[0]):7}{held.lightest:10}{held.same:12}{held.neither:9}"
            f"{len(held.apart):7}  {times}\n"
        )
        write("".join(f"    {each}\n" for each in held.apart))


if __name__ == "__main__":
    main()
