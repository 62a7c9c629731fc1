"""What the answers of a spot check say so far: rates with intervals, accept or reject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .intervals import Interval, interval, stratified
from .sampling_plan import Sample, SamplingPlan
from .sampling_units import Population, Unit


class Answer(StrEnum):
    """What a reviewer says of a unit."""

    RIGHT = "right"
    WRONG = "wrong"


class CheckVerdict(StrEnum):
    """What becomes of the whole."""

    NONE = "none"
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class StratumEstimate:
    """One stratum so far.

    Attributes:
        population, drawn, answered, wrong: How many units.
        rate: Of the answered ones that are wrong; None before the first answer.
    """

    name: str
    population: int
    drawn: int
    answered: int
    wrong: int
    rate: float | None
    interval: Interval


@dataclass(frozen=True)
class Estimate:
    """All strata, and the whole weighted by their populations.

    Attributes:
        is_early: The verdict was settled by wrong ones before all were looked at.
        unbiased: Where a sample of one stratum was stopped by just the wrong one that settled it,
            the rate that is right on average over all that such checks end with.
    """

    strata: tuple[StratumEstimate, ...]
    overall: StratumEstimate
    verdict: CheckVerdict
    is_early: bool = False
    unbiased: float | None = None


def estimate(
    plan: SamplingPlan,
    population: Population,
    sample: Sample,
    units: Sequence[Unit],
    answers: Mapping[str, Answer],
) -> Estimate:
    """Returns what the answers say.

    Args:
        plan: For confidence and method.
        population: How many units there are, by stratum.
        sample: How many are drawn, and how many may be wrong.
        units: Those that were drawn.
        answers: By the id of the unit.
    """
    strata = tuple(
        _stratum(plan, name, size, [unit for unit in units if unit.stratum == name], answers)
        for name, size in population.sizes.items()
    )
    overall, verdict = _overall(plan, strata), _verdict(sample, strata)
    is_early = verdict is CheckVerdict.REJECTED and overall.answered < overall.drawn
    return Estimate(
        strata, overall, verdict, is_early, _unbiased(sample, units, answers) if is_early else None
    )


def _unbiased(sample: Sample, units: Sequence[Unit], answers: Mapping[str, Answer]) -> float | None:
    """Returns (r − 1) / (n − 1) for a check that the r-th wrong one, the n-th looked at, ended.

    None where the units were looked at in another order than they were drawn in, where more were
    looked at after that, and of several strata. Source: M. A. Girshick, F. Mosteller and
    L. J. Savage, Unbiased Estimates for Certain Binomial Sampling Problems, Annals of Mathematical
    Statistics 17 (1946), also right without replacement.
    """
    given = [answers.get(unit.id) for unit in units[: len(answers)]]
    wrong = given.count(Answer.WRONG)
    is_plain = len(sample.sizes) == 1 and None not in given and given[-1] is Answer.WRONG
    if not is_plain or wrong != (sample.accept or 0) + 1 or len(given) < 2:
        return None
    return (wrong - 1) / (len(given) - 1)


def _stratum(
    plan: SamplingPlan, name: str, size: int, units: Sequence[Unit], answers: Mapping[str, Answer]
) -> StratumEstimate:
    given = [answers[unit.id] for unit in units if unit.id in answers]
    wrong = given.count(Answer.WRONG)
    return StratumEstimate(
        name,
        size,
        len(units),
        len(given),
        wrong,
        wrong / len(given) if given else None,
        interval(wrong, len(given), plan.confidence, plan.method, size),
    )


def _overall(plan: SamplingPlan, strata: Sequence[StratumEstimate]) -> StratumEstimate:
    answered = sum(each.answered for each in strata)
    wrong = sum(each.wrong for each in strata)
    rate, between = (
        (wrong / answered if answered else 0.0, strata[0].interval)
        if len(strata) == 1
        else stratified(
            [each.wrong for each in strata],
            [each.answered for each in strata],
            [each.population for each in strata],
            plan.confidence,
        )
    )
    return StratumEstimate(
        "",
        sum(each.population for each in strata),
        sum(each.drawn for each in strata),
        answered,
        wrong,
        rate if answered else None,
        between,
    )


def _verdict(sample: Sample, strata: Sequence[StratumEstimate]) -> CheckVerdict:
    """Returns the verdict: too many wrong ones reject at once, all answers are needed to accept."""
    if sample.accept is None:
        return CheckVerdict.NONE
    if sum(each.wrong for each in strata) > sample.accept:
        return CheckVerdict.REJECTED
    is_done = all(each.answered == each.drawn for each in strata)
    return CheckVerdict.ACCEPTED if is_done else CheckVerdict.OPEN
