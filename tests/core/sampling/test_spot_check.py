"""A spot check draws the same units on any machine, keeps every answer, and says what they mean."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hand_reviews import SOUND, report_of

from gouji.core.errors import OutputError
from gouji.core.figures import Figure, State
from gouji.core.sampling import (
    Answer,
    BadPlanError,
    CheckVerdict,
    Population,
    SamplingPlan,
    Sizing,
    Unit,
    create_check,
    draw,
    open_check,
    units_of,
)
from gouji.core.sampling.check_file import CheckFileError
from gouji.core.sampling.intervals import half_width, interval
from gouji.core.sampling.sampling_plan import sample_of
from gouji.core.sampling.sampling_units import CONFIDENCE, REPORT, SIZE, STATE, TABLE, count


def made(number: int, stratum: str = "") -> Unit:
    return Unit(f"u{number}", stratum, Path("a.pdf"), "0" * 64, 0, "县", 2021, "t3.new.natural")


UNITS = [made(number, "few" if number < 20 else "many") for number in range(200)]


def test_a_seed_draws_the_same_units_whatever_their_order() -> None:
    shuffled = UNITS[:]
    random.Random(1).shuffle(shuffled)

    first = draw(UNITS, {"few": 3, "many": 5}, seed=7)

    assert draw(shuffled, {"few": 3, "many": 5}, seed=7) == first
    assert draw(UNITS, {"few": 3, "many": 5}, seed=8) != first
    assert Counter(unit.stratum for unit in first) == {"few": 3, "many": 5}


def test_a_draw_can_be_checked_by_hand() -> None:
    """The smallest of SHA-256("7:u0"), SHA-256("7:u1"), … as sha256sum gives them."""
    drawn = draw([made(number) for number in range(10)], {"": 3}, seed=7)

    assert [unit.id for unit in drawn] == ["u6", "u4", "u1"]


def test_every_unit_is_drawn_as_often_as_any_other() -> None:
    units = [made(number) for number in range(10)]
    seen = Counter(unit.id for seed in range(2000) for unit in draw(units, {"": 3}, seed))

    assert all(abs(seen[unit.id] - 600) < 80 for unit in units)  # four standard deviations


def test_strata_are_drawn_from_in_proportion_and_none_is_left_out() -> None:
    sample = sample_of(SamplingPlan(size=100), Population({"a": 9000, "b": 900, "c": 3}))

    assert sample.sizes == {"a": 90, "b": 9, "c": 1}


def test_a_wanted_margin_gives_the_smallest_sample_that_keeps_it() -> None:
    plan = SamplingPlan(sizing=Sizing.MARGIN, margin=0.02, expected=0.02)

    size = sample_of(plan, Population({"": 10**9})).size

    assert half_width(size, 0.02, 0.95) <= 0.02 < half_width(size - 1, 0.02, 0.95)
    assert sample_of(plan, Population({"": 300})).size < size * 0.6


@pytest.mark.parametrize("population", [60, 500, 3000])
@pytest.mark.parametrize(("margin", "expected"), [(0.02, 0.02), (0.03, 0.1), (0.05, 0.0)])
def test_a_margin_holds_by_the_interval_of_the_finite_population(
    population: int, margin: float, expected: float
) -> None:
    plan = SamplingPlan(sizing=Sizing.MARGIN, margin=margin, expected=expected)
    size = sample_of(plan, Population({"": population})).size
    wrong = round(expected * size)

    low, high = interval(wrong, size, 0.95, population=population)

    assert max(high - wrong / size, wrong / size - low) <= margin
    assert size <= population


@pytest.mark.parametrize(
    "plan",
    [
        SamplingPlan(size=0),
        SamplingPlan(unit=REPORT, strata=(TABLE,)),
        SamplingPlan(strata=("colour",)),
        SamplingPlan(margin=0.7),
        SamplingPlan(confidence=1.0),
        SamplingPlan(limit="1.1"),
        SamplingPlan(accept=-1),
    ],
)
def test_a_plan_that_cannot_be_drawn_by_is_refused(plan: SamplingPlan) -> None:
    with pytest.raises(BadPlanError):
        sample_of(plan, Population({"": 100}))


def test_a_limit_that_the_standard_does_not_have_is_answered_with_those_it_has() -> None:
    with pytest.raises(BadPlanError, match=r"取 0.010, .*, 0.65, 1.0, .*10 之一"):
        sample_of(SamplingPlan(limit="3"), Population({"": 100}))


def test_an_empty_population_is_refused() -> None:
    with pytest.raises(BadPlanError, match="总体是空的"):
        sample_of(SamplingPlan(), Population({}))


def test_cells_fall_into_the_strata_of_the_plan(tmp_path: Path) -> None:
    report = report_of(tmp_path)
    strata = (STATE, CONFIDENCE, TABLE, SIZE)

    units = list(units_of(report, report.figures, state="errors", strata=strata))

    assert len(units) == len(report.form.cells) == len({unit.id for unit in units})
    assert {unit.stratum for unit in units} == {
        f"errors · ≥0.99 · {table} · 1–9" for table in ("t2", "t3", "t4")
    }


def test_cells_that_print_nothing_can_be_left_out(tmp_path: Path) -> None:
    report = report_of(tmp_path)

    units = list(units_of(report, report.figures, printed_only=True))

    assert [unit.cell for unit in units] == sorted(SOUND, key=list(report.form.cells).index)
    assert {unit.text for unit in units} == {"8"}


def test_a_doubtful_blank_can_be_drawn_and_a_mark_is_no_figure(tmp_path: Path) -> None:
    report = report_of(tmp_path)
    blank, mark = [cell for cell in report.form.cells if not report.figures[cell].text][:2]
    readings = dict(report.readings)
    readings[blank] = replace(readings[blank], confidence=0.3)
    readings[mark] = replace(readings[mark], figure=Figure("-", State.MARK), confidence=1.0)
    changed = replace(report, readings=readings)

    drawn = {unit.cell for unit in units_of(changed, changed.figures, printed_only=True)}

    assert blank in drawn
    assert mark not in drawn


def test_whole_reports_are_units_as_well(tmp_path: Path) -> None:
    report = report_of(tmp_path)

    (unit,) = units_of(report, report.figures, unit=REPORT, strata=(CONFIDENCE,))

    assert (unit.cell, unit.stratum, unit.organization) == ("", "≥0.99", "某县人民政府")
    assert count([unit]) == Population({"≥0.99": 1})


PLAN = SamplingPlan(size=10, accept=1, strata=(STATE,), seed=3)


def test_answers_outlive_the_window(tmp_path: Path) -> None:
    path = tmp_path / "a.gouji-check"
    with create_check(path, PLAN, lambda: UNITS) as check:
        first, second, third, *_ = check.units
        check.answer(first, Answer.RIGHT, by="甲")
        check.answer(second, Answer.WRONG, by="甲")
        check.answer(second, Answer.RIGHT, by="乙")
        check.answer(third, Answer.WRONG)
        check.answer(third, None)

    with open_check(path) as again:
        assert again.plan == PLAN
        assert again.units == check.units
        given = {unit: (each.answer, each.by) for unit, each in again.given.items()}
        assert given == {first.id: (Answer.RIGHT, "甲"), second.id: (Answer.RIGHT, "乙")}
    rows = sqlite3.connect(path)
    assert rows.execute("SELECT COUNT(*) FROM answer").fetchone() == (5,)
    rows.close()


def test_an_answer_survives_a_kill_a_moment_later(tmp_path: Path) -> None:
    path = tmp_path / "a.gouji-check"
    create_check(path, PLAN, lambda: UNITS).close()
    script = f"""
import os, signal
from pathlib import Path
from gouji.core.sampling import Answer, open_check
check = open_check(Path({str(path)!r}))
check.answer(check.units[0], Answer.WRONG, by="甲")
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", script], check=False)

    with open_check(path) as check:
        assert check.given[check.units[0].id].answer is Answer.WRONG


def test_the_estimate_follows_the_answers(tmp_path: Path) -> None:
    with create_check(tmp_path / "a.gouji-check", PLAN, lambda: UNITS) as check:
        assert check.estimate.overall.rate is None
        assert check.estimate.verdict is CheckVerdict.OPEN

        for unit in check.units:
            check.answer(unit, Answer.WRONG if unit == check.units[0] else Answer.RIGHT)

        found = check.estimate
        assert (found.overall.answered, found.overall.wrong) == (10, 1)
        assert found.overall.rate == pytest.approx(0.1)
        assert [each.population for each in found.strata] == [20, 180]
        assert found.verdict is CheckVerdict.ACCEPTED

        check.answer(check.units[1], Answer.WRONG)
        assert check.estimate.verdict is CheckVerdict.REJECTED


def test_too_many_wrong_ones_reject_before_the_last_answer(tmp_path: Path) -> None:
    plan = replace(PLAN, accept=0)
    with create_check(tmp_path / "a.gouji-check", plan, lambda: UNITS) as check:
        check.answer(check.units[0], Answer.WRONG)

        assert check.estimate.verdict is CheckVerdict.REJECTED


def test_a_spot_check_is_never_drawn_over_another(tmp_path: Path) -> None:
    path = tmp_path / "a.gouji-check"
    create_check(path, PLAN, lambda: UNITS).close()
    before = path.read_bytes()

    with pytest.raises(OutputError, match="已经存在"):
        create_check(path, PLAN, lambda: UNITS)

    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("data", [b"", b"nothing of the kind", b"SQLite format 3\0" + bytes(200)])
def test_another_file_is_no_spot_check(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.gouji-check"
    path.write_bytes(data)

    with pytest.raises(CheckFileError):
        open_check(path)
