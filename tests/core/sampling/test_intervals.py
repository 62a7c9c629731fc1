"""Intervals are the published ones, and hold the rate as often as they say."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from gouji.core.sampling.intervals import half_width, interval, stratified


@pytest.mark.parametrize(
    ("wrong", "size", "low", "high"),
    [
        (0, 10, 0.0, 0.3085),
        (1, 10, 0.0025, 0.4450),
        (5, 10, 0.1871, 0.8129),
        (10, 100, 0.0490, 0.1762),
        (0, 100, 0.0, 0.0362),
        (100, 100, 0.9638, 1.0),
        (20, 20, 0.8316, 1.0),
    ],
)
def test_exact_intervals_are_those_of_the_tables(
    wrong: int, size: int, low: float, high: float
) -> None:
    assert interval(wrong, size, 0.95) == pytest.approx((low, high), abs=0.00006)


def test_wilson_intervals_are_those_of_the_tables() -> None:
    assert interval(10, 100, 0.95, "wilson") == pytest.approx((0.0552, 0.1744), abs=0.00006)
    assert interval(0, 10, 0.95, "wilson") == pytest.approx((0.0, 0.2775), abs=0.00006)


def test_nothing_seen_says_nothing() -> None:
    assert interval(0, 0, 0.95) == (0.0, 1.0)
    assert stratified([0, 0], [0, 0], [10, 20], 0.95) == (0.0, (0.0, 1.0))


@pytest.mark.parametrize("rate", [0.005, 0.02, 0.1, 0.4])
def test_the_exact_interval_holds_the_rate_at_least_as_often_as_it_says(rate: float) -> None:
    size = 60
    held = 0.0
    for wrong in range(size + 1):
        low, high = interval(wrong, size, 0.9)
        if low <= rate <= high:
            held += float(binom.pmf(wrong, size, rate))

    assert held >= 0.9


def test_half_of_the_exact_interval_is_as_wide_as_published() -> None:
    assert half_width(100, 0.10, 0.95) == pytest.approx(0.0762, abs=0.00006)


def test_one_stratum_is_no_stratum() -> None:
    rate, between = stratified([10], [100], [5000], 0.95)

    assert rate == 0.1
    assert between == pytest.approx(interval(10, 100, 0.95), rel=1e-6)


def test_strata_weigh_by_their_population() -> None:
    rate, _ = stratified([10, 0], [100, 100], [100, 900], 0.95)

    assert rate == pytest.approx(0.01)


def test_a_large_stratum_that_was_hardly_looked_at_keeps_the_interval_wide() -> None:
    _, (_, high) = stratified([0, 0], [200, 5], [1000, 9000], 0.95)

    assert high > interval(0, 7, 0.95)[1]


def test_the_interval_over_strata_holds_the_rate_as_often_as_it_says() -> None:
    chance = np.random.default_rng(5)
    population, sizes, rates = [8000, 2000], [80, 60], [0.02, 0.15]
    truth = float(np.dot(population, rates) / sum(population))
    runs = 400

    held = 0
    for _ in range(runs):
        wrong = [int(each) for each in chance.binomial(sizes, rates)]
        _, (low, high) = stratified(wrong, sizes, population, 0.95)
        held += low <= truth <= high

    assert held >= 0.94 * runs
