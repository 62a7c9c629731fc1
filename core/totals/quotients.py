"""Quotients of pairs of vectors, and which of them a third vector agrees with in which lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .figure_table import Lines, Truths
from .found_rule import RuleKind

Floats = NDArray[np.float64]

_TINY = 1e-9
"""Stands for a denominator that may be zero: any quotient may come of it."""

_NO_DIFFERENCE = 1 + 1e-9
"""Numbers that differ by less, relative to the tolerance, differ by how a computer divides."""


@dataclass(frozen=True)
class Judged:
    """For each pair and line: whether a ratio holds, is asked, and how likely it is by chance."""

    kind: RuleKind
    factor: int
    held: Truths
    asked: Truths
    logs: Floats


class Pairs:
    """Pairs of vectors of a table, and their quotients line by line."""

    def __init__(
        self,
        lines: Lines,
        first: NDArray[np.int64],
        second: NDArray[np.int64],
        widths: Floats,
    ) -> None:
        """Takes the pairs.

        Args:
            lines: The table.
            first: Index of the first vector of each pair.
            second: Index of the second.
            widths: To what each figure of the table was rounded, if it was; as its numbers.
        """
        self.lines, self.first, self.second = lines, first, second
        self._above = lines.numbers[first].astype(float)
        self._below = lines.numbers[second].astype(float)
        self._above_half, self._below_half = widths[first] / 2, widths[second] / 2
        self._known = lines.known[first] & lines.known[second]

    def judged(self, result: int, kind: RuleKind, factor: int, parts_are_rounded: bool) -> Judged:
        """Returns where a vector is the ratio of each pair.

        Args:
            result: Index of the vector.
            kind: SHARE: the first of a pair divided by the second. CHANGE: from the first to the
                second, divided by the first.
            factor: What the ratio is multiplied by.
            parts_are_rounded: Whether the figures divided may be off by half a last digit; else
                they are exact, as counts are.
        """
        if kind is RuleKind.SHARE:
            ratio, spread = _quotient(self._above, self._below), self._share_spread()
        else:
            ratio, spread = _quotient(self._below - self._above, self._above), self._change_spread()
        lines = self.lines
        printed = lines.numbers[result].astype(float) / lines.unit
        half = lines.widths[result].astype(float) / 2 / lines.unit
        asked = self._known & lines.known[result] & np.isfinite(ratio)
        with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
            tolerance = half + np.where(asked & parts_are_rounded, spread, 0.0) * factor
            within = np.abs(ratio * factor - printed) <= tolerance * _NO_DIFFERENCE
            telling = asked & lines.nonzero[result] & (tolerance < np.abs(printed))
            logs = _logs(printed, tolerance, telling)
        held: Truths = within & telling
        return Judged(kind, factor, held, telling, logs)

    def _share_spread(self) -> Floats:
        return _spread(self._above, self._above_half, self._below, self._below_half)

    def _change_spread(self) -> Floats:
        return _spread(self._below, self._below_half, self._above, self._above_half)


def _logs(printed: Floats, tolerance: Floats, telling: Truths) -> Floats:
    """Returns how likely each ratio is by chance, for what is new in its line alone.

    Where the ratio of a line is that of the line with the largest, it was to be expected.
    """
    logs = np.minimum(np.where(telling, np.log10(2 * tolerance / np.abs(printed)), 0.0), 0.0)
    model = int(np.abs(printed).argmax())
    new = np.log10(np.minimum(2 * tolerance / np.abs(printed - printed[model]), 1.0))
    new[:, model] = logs[:, model]
    found: Floats = np.maximum(logs, new)
    return found


def _spread(above: Floats, above_half: Floats, below: Floats, below_half: Floats) -> Floats:
    """Returns by how much a quotient changes at most when both figures change by their halves."""
    least = np.maximum(np.abs(below) - below_half, _TINY)
    quotient = np.abs(_quotient(above, below))
    spread: Floats = (above_half + np.nan_to_num(quotient) * below_half) / least
    return spread


def _quotient(above: Floats, below: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(below != 0, above / below, np.nan)
    return found
