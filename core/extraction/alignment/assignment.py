"""Assigns rows to columns so that what the pairs cost together is least.

Source: D. F. Crouse, On Implementing 2D Rectangular Assignment Algorithms, IEEE Transactions on
Aerospace and Electronic Systems 52 (2016): shortest augmenting paths, after R. Jonker and
A. Volgenant, Computing 38 (1987).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_NONE = -1
"""Stands where a row has no column yet, or a column no row."""


def cheapest_assignment(costs: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Returns pairs of a row and a column, by row, no two with the same row or column.

    As many as there are rows, or columns where those are fewer; no other choice costs less.

    Args:
        costs: What each pair costs, finite, a line for each row.
    """
    if costs.shape[0] > costs.shape[1]:
        return sorted((row, column) for column, row in cheapest_assignment(costs.T))
    row_price, column_price = np.zeros(costs.shape[0]), np.zeros(costs.shape[1])
    row_of = np.full(costs.shape[1], _NONE)
    column_of = np.full(costs.shape[0], _NONE)
    for row in range(costs.shape[0]):
        lengths, came_from, end = _shortest_path(row, costs - column_price, row_price, row_of)
        passed = np.flatnonzero(lengths <= lengths[end])
        passed = passed[(row_of[passed] != _NONE) & (passed != end)]
        row_price[row] += lengths[end]
        row_price[row_of[passed]] += lengths[end] - lengths[passed]
        column_price[passed] -= lengths[end] - lengths[passed]
        column = end
        while column != _NONE:
            at = int(came_from[column])
            row_of[column] = at
            column_of[at], column = column, int(column_of[at])
    return [(row, int(column)) for row, column in enumerate(column_of)]


def _shortest_path(
    row: int, costs: NDArray[np.float64], row_price: NDArray[np.float64], row_of: NDArray[np.int_]
) -> tuple[NDArray[np.float64], NDArray[np.int_], int]:
    """Returns how far each column is from a row, the row before each, and the first free column.

    A column that is farther than the free one is as far as is known.
    """
    lengths = np.full(costs.shape[1], np.inf)
    came_from = np.full(costs.shape[1], _NONE)
    is_open = np.ones(costs.shape[1], dtype=bool)
    at, so_far = row, 0.0
    while True:
        length = so_far + costs[at] - row_price[at]
        shorter = is_open & (length < lengths)
        lengths[shorter], came_from[shorter] = length[shorter], at
        nearest = np.flatnonzero(is_open & (lengths == lengths[is_open].min()))
        free = nearest[row_of[nearest] == _NONE]
        if free.size:
            return lengths, came_from, int(free[0])
        column = int(nearest[0])
        is_open[column] = False
        at, so_far = int(row_of[column]), float(lengths[column])
