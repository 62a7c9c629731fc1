"""The dynamic program of the columns: the cheapest way to divide a table among cuts, and how
sure.

States are (columns of the form consumed, cut). A step takes the next column of the form from one
cut to a later one, or a column that the form does not have; or a column of the form is absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Solution:
    """One way to divide a table.

    Attributes:
        cost: In nats.
        spans: The cuts of each column of the form; None for an absent one.
        others: Those of the columns that the form does not have.
    """

    cost: float
    spans: list[Span | None]
    others: list[Span]


@dataclass(frozen=True)
class ColumnProgram:
    """What each step costs, in nats.

    Attributes:
        column: By column of the form, cut from, cut to; infinite where there is no such step.
        other: By cut from and cut to, of a column that the form does not have.
        cut: Of each cut.
        begin, end: Of beginning or ending at each cut.
        absent: Of a column of the form that is not printed.
    """

    column: Floats
    other: Floats
    cut: Floats
    begin: Floats
    end: Floats
    absent: float

    def reordered(self, order: Sequence[int]) -> ColumnProgram:
        """Returns the dynamic program for the columns in another order."""
        column = self.column[list(order)]
        return ColumnProgram(column, self.other, self.cut, self.begin, self.end, self.absent)

    def with_free_labels(self) -> ColumnProgram:
        """Returns the same in which any column of the form may come at each place."""
        free = np.broadcast_to(self.column.min(axis=0), self.column.shape)
        return ColumnProgram(free, self.other, self.cut, self.begin, self.end, self.absent)

    def solve(self) -> Solution:
        """Returns the cheapest way; its cost is infinite where there is none."""
        count, cuts = self.column.shape[:2]
        total = np.full((count + 1, cuts), np.inf)
        came: dict[tuple[int, int], tuple[int, int]] = {}
        for cut in range(cuts):
            total[0, cut] = self.begin[cut] + self.cut[cut]
            if cut:
                self._step(total, cut, came)
            for k in range(1, count + 1):
                if total[k - 1, cut] + self.absent < total[k, cut]:
                    total[k, cut] = total[k - 1, cut] + self.absent
                    came[k, cut] = k - 1, cut
        ends = total[count] + self.end
        cut = int(ends.argmin())
        return _solution(float(ends[cut]), came, count, cut)

    def _step(self, total: Floats, cut: int, came: dict[tuple[int, int], tuple[int, int]]) -> None:
        count = len(total) - 1
        others = total[:, :cut] + self.other[None, :cut, cut]
        nexts = total[:count, :cut] + self.column[:, :cut, cut]
        from_other, from_next = others.argmin(axis=1), nexts.argmin(axis=1)
        for k in range(count + 1):
            cost = others[k, from_other[k]] + self.cut[cut]
            if cost < total[k, cut]:
                total[k, cut], came[k, cut] = cost, (k, int(from_other[k]))
            if k:
                cost = nexts[k - 1, from_next[k - 1]] + self.cut[cut]
                if cost < total[k, cut]:
                    total[k, cut], came[k, cut] = cost, (k - 1, int(from_next[k - 1]))

    def marginals(self) -> Floats:
        """Returns the probability that each column goes from each cut to each: forward-backward."""
        count, cuts = self.column.shape[:2]
        other, column = -self.other - self.cut[None], -self.column - self.cut[None, None]
        drop = self.absent * np.arange(count + 1)
        fore = np.full((count + 1, cuts), -np.inf)
        for cut in range(cuts):
            here = np.full(count + 1, -np.inf)
            here[0] = -(self.begin[cut] + self.cut[cut])
            if cut:
                here = np.logaddexp(here, _sum(fore[:, :cut] + other[None, :cut, cut]))
                here[1:] = np.logaddexp(here[1:], _sum(fore[:count, :cut] + column[:, :cut, cut]))
            fore[:, cut] = np.logaddexp.accumulate(here + drop) - drop
        aft = np.full((count + 1, cuts), -np.inf)
        aft[count] = -self.end
        for cut in range(cuts - 1, -1, -1):
            here = aft[:, cut].copy()
            if cut + 1 < cuts:
                here = np.logaddexp(here, _sum(aft[:, cut + 1 :] + other[None, cut, cut + 1 :]))
                ahead = aft[1:, cut + 1 :] + column[:, cut, cut + 1 :]
                here[:count] = np.logaddexp(here[:count], _sum(ahead))
            back = (here - drop)[::-1]
            aft[:, cut] = np.logaddexp.accumulate(back)[::-1] + drop
        whole = _sum((fore[count] - self.end)[None])[0]
        log = fore[:count, :, None] + column + aft[1:, None, :] - whole
        result: Floats = np.exp(np.minimum(log, 0.0))
        return result


def _sum(values: Floats) -> Floats:
    """Returns the logarithms of the sums of rows given by logarithms."""
    most = values.max(axis=1)
    safe = np.where(np.isfinite(most), most, 0.0)
    with np.errstate(divide="ignore"):
        result: Floats = np.log(np.exp(values - safe[:, None]).sum(axis=1)) + safe
    return result


def _solution(
    cost: float, came: dict[tuple[int, int], tuple[int, int]], k: int, cut: int
) -> Solution:
    spans: list[Span | None] = []
    others: list[Span] = []
    while (k, cut) in came:
        before, start = came[k, cut]
        if before < k:
            spans.append(None if start == cut else (start, cut))
        else:
            others.append((start, cut))
        k, cut = before, start
    return Solution(cost, spans[::-1], others[::-1])
