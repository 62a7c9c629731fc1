"""The measure of reading says what came of a document, and notices what becomes worse."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.core.doubts import THRESHOLD

from .drawing import draw
from .judging import baseline, sensitivity
from .judging.documents import Known, Printed, drawn
from .judging.verdict import Verdict, Wrong, judge


@pytest.fixture(scope="module")
def tabbed() -> Known:
    (known,) = drawn(["tabs"], [1000])
    return known


def verdict(sure: int = 0, doubted: int = 0, right_doubted: int = 0) -> Verdict:
    wrong = [Wrong("t3.new.total", "1", "2", confidence, "") for confidence in (1.0, 0.3)]
    return Verdict(
        "tabs",
        "tabs 1",
        200,
        (wrong[0],) * sure + (wrong[1],) * doubted,
        Counter(placement=right_doubted),
    )


def test_a_document_that_is_read_as_printed_is_whole(tabbed: Known) -> None:
    found = judge(tabbed)
    assert found.is_whole
    assert found.cells == len(tabbed.reports[0])
    assert sum(right for right, _ in found.calibration.values()) == found.cells


def test_a_figure_that_is_not_the_printed_one_is_wrong_and_sure(tabbed: Known) -> None:
    cells = dict.fromkeys(tabbed.reports[0], Printed("999999", (999999,)))
    found = judge(replace(tabbed, reports=(cells,)))
    assert not found.is_whole
    assert [one.cell for one in found.wrong] == list(cells)
    sure, doubted, _ = found.counts
    assert sure == sum(one.confidence >= THRESHOLD for one in found.wrong) > len(cells) / 2
    assert sure + doubted == len(cells)


def test_a_document_that_holds_no_report_is_refused(tabbed: Known) -> None:
    found = judge(replace(tabbed, data="没有表格".encode()))
    assert found.refused
    assert not found.is_whole


@pytest.mark.parametrize(
    ("now", "is_worse"),
    [
        (verdict(sure=1, doubted=2, right_doubted=3), False),
        (verdict(sure=2, doubted=0, right_doubted=0), True),
        (verdict(sure=1, doubted=3, right_doubted=3), True),
        (verdict(sure=1, doubted=2, right_doubted=4), True),
        (verdict(sure=0, doubted=3, right_doubted=9), False),
    ],
)
def test_what_is_worse_than_on_record_is_said(now: Verdict, is_worse: bool, tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    baseline.save(record, [verdict(sure=1, doubted=2, right_doubted=3)])
    assert bool(baseline.worse(now, baseline.load(record))) == is_worse


def test_a_constant_that_the_reading_stands_on_is_noticed_and_put_back(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(draw(1000, "pipes").data)
    found = {one.name: one for one in sensitivity.constants("extraction.")}
    constant = found["extraction.alignment.scoring.WEIGHTS.floor"]
    before = [sensitivity.said(path)]
    assert sensitivity.noticed(constant, 10.0, [path], before).read == 1
    assert sensitivity.noticed(constant, 1.0, [path], before) == sensitivity.Noticed(0, 0)
