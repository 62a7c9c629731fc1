"""What a sample can and cannot show: its operating characteristic, for a finite population.

Of a stratified sample what is said holds wherever the errors lie (see ``least_favourable``).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from .intervals import least, upper_limit
from .least_favourable import chance_of_acceptance, least_chance_of_acceptance
from .sampling_plan import Sample

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
        upper_without_error: How high the rate may still be if none is seen: the one-sided upper
            limit with the confidence of the plan.
    """

    curve: tuple[tuple[float, float], ...]
    detectable: float | None
    rejected_at: float | None
    accepted_at: float
    upper_without_error: float


def power_of(
    sample: Sample,
    confidence: float,
    method: str = "exact",
    strata: Mapping[str, int] | None = None,
) -> Power:
    """Returns what a sample can show, wherever the errors lie.

    Args:
        sample: What is drawn.
        confidence: Of what is said.
        method: Of the upper limit of a sample that is not stratified.
        strata: How many units each stratum has; None where there is but one.
    """
    population = sample.population
    accept = sample.accept or 0
    drawn = (
        [(population, sample.size)]
        if strata is None or len(strata) < 2
        else [(size, sample.sizes.get(name, 0)) for name, size in strata.items() if size]
    )

    def accepted(wrong: int) -> float:
        return _uncertain(chance_of_acceptance(drawn, wrong, accept), wrong <= accept)

    def unseen(wrong: int) -> float:
        return chance_of_acceptance(drawn, wrong, 0)

    detectable = least(population, lambda wrong: unseen(wrong) <= 1 - confidence)
    rejected = least(population, lambda wrong: accepted(wrong) <= ACCEPTED_AT_MOST)
    beyond = least(
        population,
        lambda wrong: least_chance_of_acceptance(drawn, wrong, accept) < ACCEPTED_AT_LEAST,
    )
    # Without an error every rate can be the true one that is unseen more often than that.
    upper = (
        upper_limit(0, sample.size, confidence, method, population)
        if len(drawn) == 1
        else (population if detectable is None else detectable - 1) / population
    )
    return Power(
        tuple((rate, accepted(round(rate * population))) for rate in RATES),
        None if detectable is None else detectable / population,
        None if rejected is None else rejected / population,
        1.0 if beyond is None else (beyond - 1) / population,
        upper,
    )


def _uncertain(chance: float, is_certain: bool) -> float:
    """Returns a chance that is 1 only where it is certain, whatever its digits."""
    return chance if is_certain else min(chance, math.nextafter(1.0, 0.0))
