"""Confidence intervals of a rate, from scipy."""

from __future__ import annotations

from collections.abc import Sequence

Interval = tuple[float, float]


def interval(wrong: int, size: int, confidence: float, method: str = "exact") -> Interval:
    """Returns the two-sided interval of a rate of which ``wrong`` of ``size`` were seen.

    Sources: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934); E. B. Wilson, Journal of the
    American Statistical Association 22 (1927). Both take the sample as drawn from an endless
    population, which is cautious for a finite one.

    Args:
        wrong: How many were seen.
        size: Of how many.
        confidence: From 0 to 1.
        method: "exact" (Clopper–Pearson) or "wilson".
    """
    if not size:
        return 0.0, 1.0
    from scipy.stats import binomtest  # a second to load, which no window should wait for

    found = binomtest(wrong, size).proportion_ci(
        confidence, method="wilson" if method == "wilson" else "exact"
    )
    return float(found.low), float(found.high)


def half_width(size: int, rate: float, confidence: float) -> float:
    """Returns how far the exact interval reaches at most to one side where a rate is seen."""
    low, high = _exact(rate * size, size, confidence)
    return max(high - rate, rate - low)


def stratified(
    wrong: Sequence[int],
    sizes: Sequence[int],
    population: Sequence[int],
    confidence: float,
) -> tuple[float, Interval]:
    """Returns the rate over all strata, each weighted by its population, and its interval.

    The exact interval of an effective sample size, after E. L. Korn and B. I. Graubard, Survey
    Methodology 24 (1998). The effective size is never taken above that of the unequal weights
    alone (L. Kish, Survey Sampling, 1965) nor above the true one, so that strata without an
    error, whose variance is seen as nothing, do not feign precision. Strata that nothing was
    drawn from yet are left out.
    """
    drawn = [at for at, size in enumerate(sizes) if size]
    total = sum(population[at] for at in drawn)
    if not total:
        return 0.0, (0.0, 1.0)
    weights = {at: population[at] / total for at in drawn}
    rates = {at: wrong[at] / sizes[at] for at in drawn}
    rate = sum(weights[at] * rates[at] for at in drawn)
    variance = sum(weights[at] ** 2 * rates[at] * (1 - rates[at]) / sizes[at] for at in drawn)
    bounds = [float(sum(sizes)), 1 / sum(weights[at] ** 2 / sizes[at] for at in drawn)]
    if variance > 0:
        bounds.append(rate * (1 - rate) / variance)
    effective = min(bounds)
    return rate, _exact(rate * effective, effective, confidence)


def _exact(wrong: float, size: float, confidence: float) -> Interval:
    """Returns the Clopper–Pearson interval, also of counts that are not whole."""
    from scipy.stats import beta

    tail = (1 - confidence) / 2
    low = float(beta.ppf(tail, wrong, size - wrong + 1)) if wrong > 0 else 0.0
    high = float(beta.isf(tail, wrong + 1, size - wrong)) if wrong < size else 1.0
    return low, high
