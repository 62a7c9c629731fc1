"""What is said of a sample holds wherever the errors lie, and of one that was stopped early."""

from __future__ import annotations

import itertools
from math import comb
from pathlib import Path

import pytest
from scipy.stats import hypergeom

from gouji.core.sampling.estimate import Answer, CheckVerdict, estimate
from gouji.core.sampling.intervals import interval, upper_limit
from gouji.core.sampling.least_favourable import chance_of_acceptance
from gouji.core.sampling.power import power_of
from gouji.core.sampling.sampling_plan import Sample, SamplingPlan, Sizing, sample_of
from gouji.core.sampling.sampling_units import Population, Unit
from gouji.core.sampling.sampling_wording import estimate_sentence, percent, power_sentences

STRATA = {"a": 12, "b": 9, "c": 4}


def worst(strata: list[tuple[int, int]], wrong: int, accept: int) -> float:
    """The largest chance of acceptance, over every way in which so many errors can lie."""
    chances = [0.0]
    for placed in itertools.product(*(range(min(size, wrong) + 1) for size, _ in strata)):
        if sum(placed) != wrong:
            continue
        seen = [1.0]
        for (size, drawn), bad in zip(strata, placed, strict=True):
            here = [float(hypergeom.pmf(k, size, bad, drawn)) for k in range(accept + 1)]
            seen = [
                sum(seen[i] * here[k - i] for i in range(k + 1) if i < len(seen))
                for k in range(accept + 1)
            ]
        chances.append(sum(seen))
    return max(chances)


@pytest.mark.parametrize("wrong", [1, 2, 5, 9])
@pytest.mark.parametrize("drawn", [(1, 1, 1), (6, 2, 1), (3, 3, 3), (1, 8, 4), (0, 2, 2)])
def test_the_least_favourable_case_is_that_of_all_cases(
    drawn: tuple[int, int, int], wrong: int
) -> None:
    strata = list(zip(STRATA.values(), drawn, strict=True))

    assert chance_of_acceptance(strata, wrong, 0) == pytest.approx(worst(strata, wrong, 0))
    assert chance_of_acceptance(strata, wrong, 1) == pytest.approx(
        worst(strata, wrong, 1), abs=0.01
    )


def test_a_stratified_plan_claims_no_more_than_it_has_where_errors_are_heaped() -> None:
    strata = {f"{at:02}": 100 for at in range(56)} | {"large": 100_000}
    plan = SamplingPlan(size=59, strata=("table",))
    sample = sample_of(plan, Population(strata))
    power = power_of(sample, 0.95, strata=strata)

    assert sample.size > 59  # one of each at least
    plain = power_of(Sample(sample.population, {"": sample.size}, None), 0.95)
    assert power.detectable is not None
    assert plain.detectable is not None
    assert power.detectable > plain.detectable
    heaped = round(plain.detectable * sample.population)
    assert hypergeom.pmf(0, 100_000, heaped, sample.sizes["large"]) > 0.05
    enough = round(power.detectable * sample.population)
    assert hypergeom.pmf(0, 100_000, enough, sample.sizes["large"]) <= 0.05
    assert power.upper_without_error < power.detectable
    assert "最不利" in "".join(zh for zh, _ in power_sentences(plan, sample, strata=strata))


def test_what_is_accepted_for_sure_is_so_wherever_the_errors_lie() -> None:
    strata = {"a": 150, "b": 180, "c": 30}
    sample = Sample(360, {"a": 8, "b": 10, "c": 2}, accept=1)
    power = power_of(sample, 0.95, strata=strata)
    wrong = round(power.accepted_at * 360)

    for name, size in strata.items():
        bad = min(wrong, size)
        assert hypergeom.cdf(1, size, bad, sample.sizes[name]) >= 0.95
    assert power.rejected_at is not None
    assert power.accepted_at < power.rejected_at


def test_a_plan_of_the_standard_in_strata_says_that_it_is_none_of_the_standard() -> None:
    plan = SamplingPlan(sizing=Sizing.ISO, limit="4.0", level="S-1", strata=("table",))
    strata = {f"{at:02}": 90 for at in range(57)}
    sample = sample_of(plan, Population(strata))

    said = power_sentences(plan, sample, strata=strata)
    assert "标准不分层" in "".join(zh for zh, _ in said)


@pytest.mark.parametrize(("wrong", "size", "population"), [(0, 60, 500), (3, 60, 500), (1, 9, 10)])
def test_an_upper_limit_leaves_its_whole_tail_at_one_side(
    wrong: int, size: int, population: int
) -> None:
    limit = upper_limit(wrong, size, 0.95, population=population)
    at = round(limit * population)

    assert hypergeom.cdf(wrong, population, at, size) > 0.05
    if at < population - size + wrong:
        assert hypergeom.cdf(wrong, population, at + 1, size) <= 0.05
    assert limit <= interval(wrong, size, 0.95, population=population)[1]


@pytest.mark.parametrize("population", [5, 10, 40])
def test_a_wilson_interval_reaches_to_rates_that_a_population_can_have(population: int) -> None:
    for size in range(1, population):
        for wrong in range(size + 1):
            low, high = interval(wrong, size, 0.95, "wilson", population)
            assert wrong <= low * population + 1e-9
            assert low <= high
            assert high * population <= population - size + wrong + 1e-9
            for edge in (low, high):
                assert edge * population == pytest.approx(round(edge * population))


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (0.0, "0%"),
        (1.0, "100%"),
        (1e-9, "<0.0001%"),
        (1 - 1e-9, ">99.9999%"),
        (0.99996, "99.996%"),
        (0.9994, "99.9%"),
        (0.029, "2.9%"),
        (0.00001, "0.001%"),
    ],
)
def test_what_is_not_certain_is_never_said_to_be(rate: float, said: str) -> None:
    assert percent(rate) == said


def test_a_chance_is_one_only_where_it_is_certain() -> None:
    power = power_of(Sample(10_000_000, {"": 20}, accept=3), 0.95)

    assert dict(power.curve)[0.0] == 1.0
    assert all(chance < 1 for rate, chance in power.curve if rate)


def units(count: int) -> tuple[Unit, ...]:
    return tuple(Unit(f"{at}", "", Path("x"), "", 0, "", None) for at in range(count))


def stopped(wrong: set[int], size: int, accept: int) -> tuple[float | None, float | None]:
    """The rate and the unbiased estimate of a check that ends with the verdict."""
    drawn, plan = units(size), SamplingPlan(size=size, accept=accept)
    population, sample = Population({"": 10_000}), Sample(10_000, {"": size}, accept)
    answers: dict[str, Answer] = {}
    for at, unit in enumerate(drawn):
        answers[unit.id] = Answer.WRONG if at in wrong else Answer.RIGHT
        if list(answers.values()).count(Answer.WRONG) > accept:
            break
    found = estimate(plan, population, sample, drawn, answers)
    return found.overall.rate, found.unbiased


def test_a_check_that_was_stopped_by_an_error_says_what_that_does_to_its_rate() -> None:
    plan = SamplingPlan(size=80, accept=1)
    drawn, sample = units(80), Sample(10_000, {"": 80}, 1)
    answers = {f"{at}": Answer.WRONG if at in (3, 9) else Answer.RIGHT for at in range(10)}
    found = estimate(plan, Population({"": 10_000}), sample, drawn, answers)

    assert found.verdict is CheckVerdict.REJECTED
    assert found.unbiased == 1 / 9
    said = estimate_sentence(plan, found)
    assert "平均偏高" in said.zh
    assert "too high on average" in said.en
    whole = answers | {f"{at}": Answer.RIGHT for at in range(10, 80)}
    done = estimate(plan, Population({"": 10_000}), sample, drawn, whole)
    assert "平均偏高" not in estimate_sentence(plan, done).zh
    out_of_order = {f"{at}": answer for at, answer in whole.items() if at != "1"}
    assert estimate(plan, Population({"": 10_000}), sample, drawn, out_of_order).unbiased is None


def test_the_estimate_of_stopped_checks_is_right_on_average() -> None:
    rate, size = 0.03, 40
    ended = [({0, at}, rate**2 * at * (1 - rate) ** (at - 1)) for at in range(1, size)]
    ended += [
        (set(range(wrong)), comb(size, wrong) * rate**wrong * (1 - rate) ** (size - wrong))
        for wrong in (0, 1)
    ]
    assert sum(chance for _, chance in ended) == pytest.approx(1)
    plain = mended = 0.0
    for wrong, chance in ended:
        seen, unbiased = stopped(wrong, size, 1)
        assert seen is not None
        plain += chance * seen
        mended += chance * (seen if unbiased is None else unbiased)

    assert mended == pytest.approx(rate, abs=0.0005)  # the last unit is no early end
    assert plain > 1.15 * rate
