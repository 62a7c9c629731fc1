"""What a sample can and cannot show: its operating characteristic, for a finite population."""

from __future__ import annotations

from dataclasses import dataclass

from .intervals import interval, least
from .plan import Sample

RATES = (0.0, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2)
"""The rates of error at which the operating characteristic is given."""

ACCEPTED_AT_MOST, ACCEPTED_AT_LEAST = 0.10, 0.95
"""Of the consumer's and of the producer's risk, as ISO 2859-1 tabulates them."""


@dataclass(frozen=True, slots=True)
class Power:
    """What a sample can show.

    Attributes:
        curve: (rate of error, chance that the whole is accepted); where nothing is accepted
            or rejected, the chance that no error is seen.
        detectable: The least rate at which at least one error is seen with the confidence of the
            plan; None where even the whole being wrong would not be.
        rejected_at: The least rate that is accepted with a chance of at most 10 %.
        accepted_at: The largest rate that is accepted with a chance of at least 95 %.
        upper_without_error: How high the rate may still be, by the interval, if none is seen.
    """

    curve: tuple[tuple[float, float], ...]
    detectable: float | None
    rejected_at: float | None
    accepted_at: float
    upper_without_error: float


def power_of(sample: Sample, confidence: float, method: str = "exact") -> Power:
    """Returns what a sample can show. Strata are taken as drawn in proportion."""
    from scipy.stats import hypergeom  # a second to load, which no window should wait for

    population, size = sample.population, sample.size
    accept = sample.accept or 0

    def accepted(wrong: int) -> float:
        return float(hypergeom.cdf(accept, population, wrong, size))

    def unseen(wrong: int) -> float:
        return float(hypergeom.pmf(0, population, wrong, size))

    detectable = least(population, lambda wrong: unseen(wrong) <= 1 - confidence)
    rejected = least(population, lambda wrong: accepted(wrong) <= ACCEPTED_AT_MOST)
    beyond = least(population, lambda wrong: accepted(wrong) < ACCEPTED_AT_LEAST)
    return Power(
        tuple((rate, accepted(round(rate * population))) for rate in RATES),
        None if detectable is None else detectable / population,
        None if rejected is None else rejected / population,
        1.0 if beyond is None else (beyond - 1) / population,
        interval(0, size, confidence, method, population)[1],
    )
