"""Sample sizes and acceptance numbers are those of ISO 2859-1, and the curves are its curves."""

from __future__ import annotations

import pytest
from scipy.stats import binom

from gouji.core.sampling.iso_2859 import (
    SEVERITIES,
    TIGHTENED,
    code_letter,
    levels,
    limits,
    table_plan,
)
from gouji.core.sampling.power import power_of
from gouji.core.sampling.sampling_plan import Sample, SamplingPlan, Sizing, sample_of
from gouji.core.sampling.sampling_units import Population
from gouji.core.sampling.sampling_wording import plan_sentences, power_sentences

LETTERS = """
2 A A A A A A B
8 A A A A A A B
9 A A A A A B C
16 A A B B B C D
50 A B B C C D E
51 B B C C C E F
150 B B C D D F G
151 B C D E E G H
500 B C D E F H J
501 C C E F G J K
1200 C C E F G J K
1201 C D E G H K L
10000 C D F G J L M
35000 C D F H K M N
150000 D E G J L N P
500000 D E G J M P Q
500001 D E H K N Q R
"""
"""Table 1: a lot, then the letters of S-1 to S-4 and of the levels I to III."""

REJECTED_FROM = """
5    A 2    down down down down down 1
12   B 3    down down down down 1 up
20   C 5    down down down 1 up down
40   D 8    down down 1 up down 2
80   E 13   down 1 up down 2 3
120  F 20   1 up down 2 3 4
200  G 32   up down 2 3 4 6
400  H 50   down 2 3 4 6 8
1000 J 80   2 3 4 6 8 11
3000 K 125  3 4 6 8 11 15
9000 L 200  4 6 8 11 15 22
"""
"""Table 2-A at level II for limits from 0.65 to 6.5, as rejection numbers; what arrows lead to
is another row of the same table."""


TIGHTENED_PLANS = """
A  F 20 0|E 13 0|D 8 0|C 5 0|B 3 0
C  F 20 0|E 13 0|D 8 0|C 5 0|E 13 1
F  F 20 0|H 50 1|G 32 1|F 20 1|F 20 2
G  J 80 1|H 50 1|G 32 1|G 32 2|G 32 3
J  J 80 1|J 80 2|J 80 3|J 80 5|J 80 8
K  K 125 2|K 125 3|K 125 5|K 125 8|K 125 12
L  L 200 3|L 200 5|L 200 8|L 200 12|L 200 18
M  M 315 5|M 315 8|M 315 12|M 315 18|L 200 18
R  Q 1250 18|P 800 18|N 500 18|M 315 18|L 200 18
"""
"""Table 2-B with its arrows followed, for limits from 1.0 to 6.5."""

LOTS = {
    "A": (8, "II"), "C": (20, "II"), "F": (120, "II"), "G": (200, "II"), "J": (1000, "II"),
    "K": (3000, "II"), "L": (9000, "II"), "M": (30_000, "II"), "Q": (10**6, "II"),
    "R": (10**6, "III"),
}  # fmt: skip
"""A lot and a level with each code letter."""


def rows(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


@pytest.mark.parametrize("row", rows(LETTERS), ids=lambda row: row[0])
def test_a_lot_has_its_code_letters(row: list[str]) -> None:
    assert [code_letter(int(row[0]), level) for level in levels()] == row[1:]


@pytest.mark.parametrize("row", rows(REJECTED_FROM), ids=lambda row: row[1])
def test_a_lot_has_its_plan_at_the_general_level(row: list[str]) -> None:
    lot, letter, size = int(row[0]), row[1], int(row[2])

    for limit, rejected_from in zip(
        ("0.65", "1.0", "1.5", "2.5", "4.0", "6.5"), row[3:], strict=True
    ):
        plan = table_plan(lot, "II", limit)
        if rejected_from in ("up", "down"):
            assert (plan.letter < letter) == (rejected_from == "up")
            assert plan.letter != letter
        else:
            assert (plan.letter, plan.size) == (letter, min(size, lot))
            assert plan.accept == int(rejected_from) - 1


def test_arrows_lead_to_the_plan_that_the_standard_names() -> None:
    assert (table_plan(400, "II", "0.65").size, table_plan(400, "II", "0.65").accept) == (80, 1)
    assert (table_plan(200, "II", "0.65").size, table_plan(200, "II", "0.65").accept) == (20, 0)
    assert (table_plan(10**6, "III", "10").size, table_plan(10**6, "III", "10").accept) == (125, 21)
    assert (table_plan(10**6, "II", "0.010").size, table_plan(10**6, "II", "0.010").accept) == (
        1250,
        0,
    )


@pytest.mark.parametrize("line", TIGHTENED_PLANS.strip().splitlines(), ids=lambda line: line[0])
def test_tightened_inspection_has_the_plans_of_its_own_table(line: str) -> None:
    lot, level = LOTS[line[0]]

    for limit, words in zip(("1.0", "1.5", "2.5", "4.0", "6.5"), line[1:].split("|"), strict=True):
        letter, size, accept = words.split()
        plan = table_plan(lot, level, limit, TIGHTENED)
        assert (plan.letter, plan.size, plan.accept) == (letter, min(int(size), lot), int(accept))


@pytest.mark.parametrize(
    ("letter", "limit", "plan"),
    [
        ("R", "0.010", ("R", 2000, 0)),
        ("R", "0.015", ("Q", 1250, 0)),
        ("Q", "0.025", ("S", 3150, 1)),
        ("Q", "0.010", ("R", 2000, 0)),
        ("M", "0.10", ("P", 800, 1)),
        ("K", "0.15", ("K", 125, 0)),
    ],
)
def test_the_corners_of_the_tightened_table_are_those_of_the_standard(
    letter: str, limit: str, plan: tuple[str, int, int]
) -> None:
    lot, level = LOTS[letter]
    found = table_plan(lot, level, limit, TIGHTENED)

    assert (found.letter, found.size, found.accept) == plan


def test_tightened_inspection_accepts_bad_lots_less_often() -> None:
    for lot, level in LOTS.values():
        for limit in limits():
            normal, tightened = (
                binom.cdf(plan.accept, plan.size, float(limit) / 50)
                for plan in (table_plan(lot, level, limit, each) for each in SEVERITIES)
            )
            assert tightened <= normal


def test_a_plan_says_what_the_standard_does_with_the_next_lots() -> None:
    plan = SamplingPlan(sizing=Sizing.ISO, severity=TIGHTENED)
    said = plan_sentences(plan, sample_of(plan, Population({"": 1000})))

    assert said[1][0].startswith("按 GB/T 2828.1（ISO 2859-1）一次抽样、加严检验：检验水平 II")
    assert "连续 5 批初次检验接收，恢复正常检验" in said[2][0]
    assert "back to normal" in said[2][1]


def test_every_lot_has_a_plan_at_every_level_and_limit() -> None:
    for lot in (1, 2, 60, 2000, 10**7):
        for level in levels():
            for limit in limits():
                for severity in SEVERITIES:
                    plan = table_plan(lot, level, limit, severity)
                    assert 0 < plan.size <= lot
                    assert 0 <= plan.accept <= 21


def test_a_sample_that_reaches_the_lot_is_all_of_it() -> None:
    plan = SamplingPlan(sizing=Sizing.ISO, level="II", limit="0.10")

    assert sample_of(plan, Population({"": 60})).size == 60


def test_the_operating_characteristic_is_that_of_the_standard() -> None:
    """Code letter J, limit 1.0: accepted with 95 % at 1.03 % wrong, with 10 % at 6.52 %."""
    plan = SamplingPlan(sizing=Sizing.ISO, level="II", limit="1.0")
    assert (sample_of(plan, Population({"": 1000})).letter) == "J"

    power = power_of(Sample(5_000_000, {"": 80}, accept=2), 0.95)

    assert power.accepted_at == pytest.approx(0.0103, abs=0.00005)
    assert power.rejected_at == pytest.approx(0.0652, abs=0.00005)


def test_what_a_plan_can_show_is_said_with_points_of_its_curve() -> None:
    """200 drawn, at most 5 wrong (letter L, limit 1.0), by the binomial tables."""
    plan = SamplingPlan(sizing=Sizing.ISO)
    zh, en = power_sentences(plan, Sample(10_000_000, {"": 200}, accept=5))[-3]

    assert zh == (
        "接收的概率：错误率 0.5% 时 99.9%，1% 时 98.4%，2% 时 78.7%，5% 时 6.23%，10% 时 0.0039%。"
    )
    assert en.startswith("The chance of acceptance is 99.9% at 0.5%, 98.4% at 1%, ")


def test_the_curve_of_a_small_lot_is_exact() -> None:
    """10 drawn of 20, none may be wrong: with one wrong, half of all draws miss it."""
    power = power_of(Sample(20, {"": 10}, accept=0), 0.95)

    assert dict(power.curve)[0.05] == pytest.approx(0.5)
    assert dict(power.curve)[0.0] == 1.0
    assert power.detectable == 4 / 20


def test_the_least_rate_that_is_found_follows_the_rule_of_three() -> None:
    power = power_of(Sample(10_000_000, {"": 300}, accept=None), 0.95)

    assert power.detectable == pytest.approx(1 - 0.05 ** (1 / 300), rel=1e-3)
    assert power.detectable == pytest.approx(3 / 300, rel=0.01)
    assert power.upper_without_error == pytest.approx(1 - 0.05 ** (1 / 300), rel=1e-4)


def test_all_of_it_finds_a_single_wrong_one() -> None:
    power = power_of(Sample(50, {"": 50}, accept=0), 0.95)

    assert (power.detectable, power.upper_without_error) == (1 / 50, 0.0)


def test_a_plan_that_draws_all_says_that_nothing_is_left_to_chance() -> None:
    ((zh, en),) = power_sentences(SamplingPlan(size=52), Sample(52, {"": 52}, accept=None))

    assert zh == "全部单位都核对，没有抽样误差：查到的错误率就是总体的错误率。"
    assert "no error of sampling" in en


@pytest.mark.parametrize(
    ("size", "strata", "said"),
    [
        (3, {"a": 50, "b": 50}, "样本量 3 由审核人指定。"),
        (1, {"a": 50, "b": 50}, "审核人指定的样本量是 1；每层至少抽一个，所以抽 2。"),
        (500, {"a": 50, "b": 50}, "审核人指定的样本量是 500，抽取全部。"),
    ],
)
def test_a_size_that_the_reviewer_did_not_set_is_not_said_to_be_his(
    size: int, strata: dict[str, int], said: str
) -> None:
    plan = SamplingPlan(size=size)
    assert plan_sentences(plan, sample_of(plan, Population(strata)))[1][0] == said
