"""Rows are assigned to columns so that the pairs cost least together."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from gouji.core.extraction.alignment.assignment import cheapest_assignment

SIDES = st.integers(1, 9)
PRICES = st.one_of(st.integers(0, 3).map(float), st.floats(-1e6, 1e6))


@given(st.tuples(SIDES, SIDES).flatmap(lambda sides: arrays(float, sides, elements=PRICES)))
def test_no_other_choice_costs_less(costs: NDArray[np.float64]) -> None:
    pairs = cheapest_assignment(costs)

    rows, columns = zip(*pairs, strict=True)
    assert list(rows) == sorted(set(rows))
    assert len(set(columns)) == len(pairs) == min(costs.shape)
    least = costs[linear_sum_assignment(costs)].sum()
    assert sum(costs[pair] for pair in pairs) == pytest.approx(least, rel=1e-9, abs=1e-6)


def test_it_is_the_best_of_all_choices() -> None:
    costs = np.array([[4.0, 1, 3, 9], [2, 0, 5, 9], [3, 2, 2, 9], [9, 9, 9, 1]])
    every = {
        order: sum(costs[row, column] for row, column in enumerate(order))
        for order in permutations(range(4))
    }

    found = tuple(column for _, column in cheapest_assignment(costs))

    assert every[found] == min(every.values())


def test_of_more_rows_than_columns_some_stay_without() -> None:
    costs = np.array([[5.0, 9.0], [1.0, 8.0], [2.0, 1.0]])

    assert cheapest_assignment(costs) == [(1, 0), (2, 1)]


def test_no_rows_are_assigned_to_nothing() -> None:
    assert cheapest_assignment(np.zeros((0, 4))) == []
    assert cheapest_assignment(np.zeros((4, 0))) == []
