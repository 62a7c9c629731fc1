"""Sample sizes and acceptance numbers are those of ISO 2859-1, and the curves are its curves."""

from __future__ import annotations

import pytest

from gouji.core.sampling.plan import Plan, Sample, Sizing, sample_of
from gouji.core.sampling.power import power_of
from gouji.core.sampling.tables import code_letter, levels, limits, table_plan
from gouji.core.sampling.units import Population
from gouji.core.sampling.wording import power_sentences

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


def test_every_lot_has_a_plan_at_every_level_and_limit() -> None:
    for lot in (1, 2, 60, 2000, 10**7):
        for level in levels():
            for limit in limits():
                plan = table_plan(lot, level, limit)
                assert 0 < plan.size <= lot
                assert 0 <= plan.accept <= 21


def test_a_sample_that_reaches_the_lot_is_all_of_it() -> None:
    plan = Plan(sizing=Sizing.ISO, level="II", limit="0.10")

    assert sample_of(plan, Population({"": 60})).size == 60


def test_the_operating_characteristic_is_that_of_the_standard() -> None:
    """Code letter J, limit 1.0: accepted with 95 % at 1.03 % wrong, with 10 % at 6.52 %."""
    plan = Plan(sizing=Sizing.ISO, level="II", limit="1.0")
    assert (sample_of(plan, Population({"": 1000})).letter) == "J"

    power = power_of(Sample(5_000_000, {"": 80}, accept=2), 0.95)

    assert power.accepted_at == pytest.approx(0.0103, abs=0.00005)
    assert power.rejected_at == pytest.approx(0.0652, abs=0.00005)


def test_what_a_plan_can_show_is_said_with_points_of_its_curve() -> None:
    """200 drawn, at most 5 wrong (letter L, limit 1.0), by the binomial tables."""
    plan = Plan(sizing=Sizing.ISO)
    zh, en = power_sentences(plan, Sample(10_000_000, {"": 200}, accept=5))[-2]

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
    assert power.upper_without_error == pytest.approx(1 - 0.025 ** (1 / 300), rel=1e-6)


def test_all_of_it_finds_a_single_wrong_one() -> None:
    assert power_of(Sample(50, {"": 50}, accept=0), 0.95).detectable == 1 / 50
