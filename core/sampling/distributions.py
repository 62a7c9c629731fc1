"""Chances of drawing wrong units, and the quantiles that intervals are made of."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import count

_SMALLEST = 1e-300
"""Keeps the continued fraction from dividing by nothing (Lentz's method)."""

_CLOSE = 1e-15
"""When a term changes the value no more than this, the fraction has converged."""

_HALVINGS = 200
"""More than a number has digits between 0 and 1, however small it is."""


def hypergeometric(wrong: int, population: int, all_wrong: int, size: int) -> float:
    """Returns the chance that ``size`` drawn out of a population show just so many wrong ones."""
    if not max(0, size + all_wrong - population) <= wrong <= min(size, all_wrong):
        return 0.0
    return math.exp(
        _log_choices(all_wrong, wrong)
        + _log_choices(population - all_wrong, size - wrong)
        - _log_choices(population, size)
    )


def at_most(wrong: int, population: int, all_wrong: int, size: int) -> float:
    """Returns the chance that ``size`` drawn out of a population show no more wrong ones."""
    chances = [hypergeometric(each, population, all_wrong, size) for each in range(wrong + 1)]
    return min(math.fsum(chances), 1.0)


def beta_quantile(chance: float, a: float, b: float) -> float:
    """Returns below what a number of a beta distribution lies with a chance; a and b above 0."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        if beta_below(middle, a, b) < chance:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_below(x: float, a: float, b: float) -> float:
    """Returns the chance that a number of a beta distribution lies below x, between 0 and 1.

    Source: NIST Digital Library of Mathematical Functions, 8.17.22, on the side of x where its
    continued fraction is short.
    """
    if x > (a + 1) / (a + b + 2):
        return 1.0 - beta_below(1.0 - x, b, a)
    if x <= 0.0:
        return 0.0
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(a * math.log(x) + b * math.log1p(-x) + scale) / a
    return front / _fraction(_parts(x, a, b))


def _parts(x: float, a: float, b: float) -> Iterator[float]:
    """Yields the numerators of the continued fraction, of which every denominator is 1."""
    for m in count():
        if m:
            yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))


def _fraction(parts: Iterator[float]) -> float:
    """Returns 1 + p₁ / (1 + p₂ / (1 + …)), after W. J. Lentz, Applied Optics 15 (1976)."""
    value, over, under = 1.0, 1.0, 0.0
    for part in parts:
        under = 1.0 / _not_zero(1.0 + part * under)
        over = _not_zero(1.0 + part / over)
        value *= over * under
        if abs(over * under - 1.0) < _CLOSE:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > _SMALLEST else _SMALLEST


def _log_choices(of: int, taken: int) -> float:
    return math.lgamma(of + 1) - math.lgamma(taken + 1) - math.lgamma(of - taken + 1)
