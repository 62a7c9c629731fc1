"""Confidence intervals of a rate.

A population of a batch is finite, and what is not drawn of it is all that is uncertain: who looks
at half of it knows more than half of an endless one tells, and who looks at all of it knows the
rate.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import NormalDist

from .distributions import at_most, beta_quantile

Interval = tuple[float, float]


def interval(
    wrong: int,
    size: int,
    confidence: float,
    method: str = "exact",
    population: int | None = None,
) -> Interval:
    """Returns the two-sided interval of a rate of which ``wrong`` of ``size`` were seen.

    Sources: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), and of a finite population
    the same by the hypergeometric distribution (W. G. Cochran, Sampling Techniques, 1977, 3.6);
    E. B. Wilson, Journal of the American Statistical Association 22 (1927), of a finite
    population with the size that gives the same variance in an endless one.

    Args:
        wrong: How many were seen.
        size: Of how many.
        confidence: From 0 to 1.
        method: "exact" or "wilson".
        population: Out of how many they were drawn; None for an endless number.
    """
    if not size:
        return 0.0, 1.0
    if population is not None and size >= population:
        return wrong / size, wrong / size
    if method == "wilson":
        found = _wilson(wrong / size, effective_size(size, population), confidence)
        return found if population is None else _attainable(found, wrong, size, population)
    if population is None:
        return _exact(wrong, size, confidence)
    return _finite(wrong, size, population, (1 - confidence) / 2)


def upper_limit(
    wrong: int,
    size: int,
    confidence: float,
    method: str = "exact",
    population: int | None = None,
) -> float:
    """Returns the one-sided upper limit of a rate: no higher rate is likely to have shown so few.

    It is the upper end of the two-sided interval that leaves the whole tail at each side. The
    arguments are those of ``interval``.
    """
    return interval(wrong, size, 2 * confidence - 1, method, population)[1]


def half_width(size: int, rate: float, confidence: float) -> float:
    """Returns how far the exact interval reaches at most to one side where a rate is seen.

    Of an endless population.
    """
    low, high = _exact(rate * size, size, confidence)
    return max(high - rate, rate - low)


def effective_size(size: int, population: int | None) -> float:
    """Returns how many of an endless population tell as much as so many of a finite one."""
    return size if population is None else size * (population - 1) / (population - size)


def stratified(
    wrong: Sequence[int],
    sizes: Sequence[int],
    population: Sequence[int],
    confidence: float,
) -> tuple[float, Interval]:
    """Returns the rate over all strata, each weighted by its population, and its interval.

    The exact interval of an effective sample size, after E. L. Korn and B. I. Graubard, Survey
    Methodology 24 (1998), each stratum's variance corrected for the share of it that was drawn.
    The effective size is never taken above that of the unequal weights alone (L. Kish, Survey
    Sampling, 1965) nor above that of a plain sample, so that strata without an error, whose
    variance is seen as nothing, do not feign precision. Strata that nothing was drawn from yet
    are left out.
    """
    drawn = [at for at, size in enumerate(sizes) if size]
    total = sum(population[at] for at in drawn)
    if not total:
        return 0.0, (0.0, 1.0)
    weights = {at: population[at] / total for at in drawn}
    rates = {at: wrong[at] / sizes[at] for at in drawn}
    rate = sum(weights[at] * rates[at] for at in drawn)
    spread = {at: weights[at] ** 2 * (1 - sizes[at] / population[at]) / sizes[at] for at in drawn}
    if not any(spread.values()):
        return rate, (rate, rate)
    variance = sum(spread[at] * rates[at] * (1 - rates[at]) for at in drawn)
    bounds = [effective_size(sum(sizes), total), 1 / sum(spread.values())]
    if variance > 0:
        bounds.append(rate * (1 - rate) / variance)
    effective = min(bounds)
    return rate, _exact(rate * effective, effective, confidence)


def least(most: int, holds: Callable[[int], bool]) -> int | None:
    """Returns the least whole number up to ``most`` from which on a condition holds."""
    if not holds(most):
        return None
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _exact(wrong: float, size: float, confidence: float) -> Interval:
    """Returns the Clopper–Pearson interval, also of counts that are not whole."""
    tail = (1 - confidence) / 2
    low = beta_quantile(tail, wrong, size - wrong + 1) if wrong > 0 else 0.0
    high = 1.0 - beta_quantile(tail, size - wrong, wrong + 1) if wrong < size else 1.0
    return low, high


def _finite(wrong: int, size: int, population: int, tail: float) -> Interval:
    """Returns the rates that are not less likely than a tail to show so many wrong ones."""

    def as_many(all_wrong: int) -> bool:
        return 1 - at_most(wrong - 1, population, all_wrong, size) > tail

    def too_few(all_wrong: int) -> bool:
        return at_most(wrong, population, all_wrong, size) <= tail

    low, beyond = least(population, as_many), least(population, too_few)
    # So many were seen wrong, so many right: no rate is possible that has fewer of either.
    lowest, highest = wrong, population - (size - wrong)
    return (
        max(low or 0, lowest) / population,
        (highest if beyond is None else min(beyond - 1, highest)) / population,
    )


def _attainable(found: Interval, wrong: int, size: int, population: int) -> Interval:
    """Returns an interval that reaches to the next rates that a finite population can have.

    An approximation may end between two of them, or leave out those that the sample allows.
    """
    low, high = (edge * population for edge in found)
    lowest, highest = wrong, population - (size - wrong)
    return (
        max(math.floor(low), lowest) / population,
        min(math.ceil(high), highest) / population,
    )


def _wilson(rate: float, size: float, confidence: float) -> Interval:
    """Returns the Wilson interval, also of a size that is not whole."""
    z2 = NormalDist().inv_cdf((1 - confidence) / 2) ** 2 / size
    middle = (rate + z2 / 2) / (1 + z2)
    reach = (z2 * (rate * (1 - rate) + z2 / 4)) ** 0.5 / (1 + z2)
    return max(0.0, middle - reach), min(1.0, middle + reach)
