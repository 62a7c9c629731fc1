"""How likely chance alone makes a rule hold, as decimal logarithms."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .figure_table import Lines, Truths

Logs = NDArray[np.float64]


def line_logs(lines: Lines, result: int, widths: NDArray[Any]) -> Logs:
    """Returns how likely a sum hits the figure of a result in each line by chance.

    A sum that has nothing to do with a figure and is of its size lies within the tolerance with
    the chance that the tolerance has of the figure's size. Where all figures of a line are
    multiples of some number, no sum lies between these.

    Args:
        lines: The table.
        result: Index of the vector that is the result.
        widths: Of the tolerance, to both sides together; lines last.
    """
    tolerance = np.maximum(widths.astype(np.float64), lines.grain.astype(np.float64))
    size = np.maximum(lines.sizes[result], tolerance)
    logs: Logs = np.log10(tolerance / np.maximum(size, 1.0))
    return logs


def ways(count: int, taken: int) -> float:
    """Returns the logarithm of how many ways there are to take so many of ``count``."""
    return float(many_ways(np.array([count]), np.array([taken]))[0])


def many_ways(count: NDArray[Any], taken: NDArray[Any]) -> Logs:
    """Returns the same for many at once."""
    table = _factorials(int(count.max(initial=0)).bit_length())
    logs: Logs = table[count] - table[taken] - table[count - taken]
    return logs


@lru_cache(maxsize=32)
def _factorials(bits: int) -> Logs:
    """Returns the decimal logarithms of the factorials of all numbers of so many bits."""
    return np.array([math.lgamma(one + 1) for one in range(2**bits)]) / math.log(10)


def new_line_logs(
    lines: Lines, result: int, parts: NDArray[np.int64], held: Truths, widths: NDArray[Any]
) -> Logs:
    """Returns the same for the lines in which a sum holds, each only for what is new in it.

    Where a line is a multiple of another, a sum that holds in one holds in both: it says nothing
    more. So a line says only as much as its parts differ from those of the largest line, brought
    to its size: such differences have to cancel out within the tolerance.

    Args:
        lines: The table.
        result: Index of the vector that is the result.
        parts: Indexes of those added.
        held: In which lines the sum holds and says something; the others get 0.
        widths: Of the tolerance of each line, to both sides together.
    """
    logs = np.where(held, line_logs(lines, result, widths), 0.0)
    if not held.any():
        return logs
    model = int(np.where(held, lines.sizes[result], -1.0).argmax())
    taken = lines.numbers[parts].astype(np.float64)
    scale = lines.numbers[result].astype(np.float64) / float(lines.numbers[result][model] or 1)
    differences = np.abs(taken - np.outer(taken[:, model], scale)).sum(axis=0)
    tolerance = np.maximum(widths.astype(np.float64), lines.grain.astype(np.float64))
    new = np.log10(tolerance / np.maximum(differences, tolerance))
    new[model] = logs[model]
    told: Logs = np.where(held, np.maximum(logs, new), 0.0)
    return told
