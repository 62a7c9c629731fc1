"""The chances that intervals are made of are those of the distributions."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, hypergeom

from gouji.core.sampling.distributions import (
    at_most,
    beta_below,
    beta_quantile,
    hypergeometric,
)

SHAPES = st.one_of(st.floats(0.05, 5), st.floats(1, 500), st.floats(1, 1e5))


@given(st.data(), st.sampled_from([7, 60, 900, 40_000]))
def test_a_drawn_sample_shows_wrong_ones_with_their_chance(
    data: st.DataObject, population: int
) -> None:
    wrong = data.draw(st.integers(0, population))
    size = data.draw(st.integers(0, population))
    seen = data.draw(st.integers(0, min(size, 300)))

    assert hypergeometric(seen, population, wrong, size) == pytest.approx(
        hypergeom.pmf(seen, population, wrong, size), rel=1e-6, abs=1e-12
    )
    assert at_most(seen, population, wrong, size) == pytest.approx(
        hypergeom.cdf(seen, population, wrong, size), rel=1e-6, abs=1e-9
    )


def test_the_chances_of_a_small_sample_are_those_that_are_counted_out() -> None:
    ways = math.comb(9, 4)
    counted = [math.comb(3, seen) * math.comb(6, 4 - seen) / ways for seen in range(5)]

    assert [hypergeometric(seen, 9, 3, 4) for seen in range(5)] == pytest.approx(counted)
    assert at_most(-1, 9, 3, 4) == 0.0
    assert at_most(3, 9, 3, 4) == pytest.approx(1.0)


@given(st.sampled_from([1e-4, 0.005, 0.025, 0.5, 0.95, 0.995]), SHAPES, SHAPES)
def test_a_quantile_of_the_beta_distribution_is_where_its_chance_is_reached(
    chance: float, a: float, b: float
) -> None:
    assert beta_quantile(chance, a, b) == pytest.approx(beta.ppf(chance, a, b), rel=1e-6, abs=1e-14)


@given(st.floats(0, 1), SHAPES, SHAPES)
def test_the_chance_below_is_that_of_the_beta_distribution(x: float, a: float, b: float) -> None:
    assert beta_below(x, a, b) == pytest.approx(beta.cdf(x, a, b), rel=1e-6, abs=1e-9)
