"""Intervals are the published ones, and hold the rate as often as they say."""

from __future__ import annotations

from math import comb

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


def chance_of(seen: int, population: int, wrong: int, size: int) -> float:
    """How likely so many of a sample are wrong, by counting all samples."""
    return comb(wrong, seen) * comb(population - wrong, size - seen) / comb(population, size)


@pytest.mark.parametrize("method", ["exact", "wilson"])
def test_who_looks_at_all_of_it_knows_the_rate(method: str) -> None:
    assert interval(0, 52, 0.95, method, 52) == (0.0, 0.0)
    assert interval(13, 52, 0.95, method, 52) == (0.25, 0.25)
    assert stratified([1, 0], [10, 30], [10, 30], 0.95) == (0.025, (0.025, 0.025))


def test_of_a_finite_population_every_rate_is_held_as_often_as_it_says() -> None:
    population, size = 40, 15
    for wrong in range(population + 1):
        held = 0.0
        for seen in range(size + 1):
            low, high = interval(seen, size, 0.9, "exact", population)
            if low <= wrong / population <= high:
                held += chance_of(seen, population, wrong, size)
        assert held >= 0.9


def test_the_limits_of_a_finite_population_are_the_last_that_are_not_unlikely() -> None:
    """3 wrong of 20 out of 50, each tail 2.5 %: the limits by counting all samples."""
    possible = [
        wrong
        for wrong in range(3, 50 - 17 + 1)
        if sum(chance_of(seen, 50, wrong, 20) for seen in range(3, 21)) > 0.025
        and sum(chance_of(seen, 50, wrong, 20) for seen in range(4)) > 0.025
    ]

    low, high = interval(3, 20, 0.95, "exact", 50)

    assert (low, high) == (possible[0] / 50, possible[-1] / 50) == (0.06, 0.32)


def test_half_of_a_population_says_more_than_as_many_of_an_endless_one() -> None:
    for method in ("exact", "wilson"):
        low, high = interval(5, 100, 0.95, method, 200)
        endless_low, endless_high = interval(5, 100, 0.95, method)
        assert high - low < 0.85 * (endless_high - endless_low)


def test_a_large_population_is_an_endless_one() -> None:
    for method in ("exact", "wilson"):
        finite = interval(5, 100, 0.95, method, 10_000_000)
        assert finite == pytest.approx(interval(5, 100, 0.95, method), abs=1e-5)


def test_half_of_the_exact_interval_is_as_wide_as_published() -> None:
    assert half_width(100, 0.10, 0.95) == pytest.approx(0.0762, abs=0.00006)


def test_one_stratum_is_no_stratum() -> None:
    rate, between = stratified([10], [100], [5_000_000], 0.95)

    assert rate == 0.1
    assert between == pytest.approx(interval(10, 100, 0.95), rel=1e-4)


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
