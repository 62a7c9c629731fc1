"""What speaks for a suggestion: the text, the reader's doubt, the digits; and how it is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.core import rules
from gouji.core.documents.document import Region
from gouji.core.extraction.report import Report
from gouji.core.figures import parse_figure
from gouji.core.repair import suggest
from gouji.core.suggestion import MISREADING, REPORT

from .reports import FORMS, changes, make_report, sound, suggested

ROW_OF_4 = sound() | {"t4.review.total": "20"}
"""Any of five figures could be wrong."""


def test_what_the_text_states_breaks_a_tie() -> None:
    ways = suggested(make_report(ROW_OF_4, claims={"t4.review.upheld": 6}))

    assert changes(ways[0]) == {"t4.review.upheld": 6}
    assert not ways[0].tied
    assert "；与正文“正文 6 件”一致；" in ways[0].zh
    assert "; the text says “正文 6 件”; " in ways[0].en
    assert "text.t4.review.upheld" in ways[0].clears


def test_a_figure_that_the_text_confirms_is_doubted_last() -> None:
    ways = suggested(make_report(ROW_OF_4, claims={"t4.review.total": 20}))

    assert changes(ways[-1]) == {"t4.review.total": 17}
    assert "但正文“正文 20 件”与现有数字一致" in ways[-1].zh
    assert "as the table does now" in ways[-1].en


def test_what_the_reader_thought_possible_breaks_a_tie() -> None:
    ways = suggested(make_report(ROW_OF_4, alternatives={"t4.review.corrected": "17"}))

    assert changes(ways[0]) == {"t4.review.corrected": 17}
    assert not ways[0].tied
    assert "识读时认为也可能是这个数字" in ways[0].zh


def test_a_doubtful_reading_breaks_a_tie() -> None:
    ways = suggested(make_report(ROW_OF_4, doubts={"t4.review.pending": 0.4}))

    assert changes(ways[0]) == {"t4.review.pending": 3}
    assert "现有数字的识读存疑" in ways[0].zh


def test_a_figure_that_a_reviewer_has_typed_is_no_longer_a_doubtful_reading() -> None:
    report = make_report(ROW_OF_4, doubts={"t4.review.pending": 0.4})
    domain = report.form.cells["t4.review.pending"].domain
    typed = report.figures | {"t4.review.pending": parse_figure("1", domain)}

    ways = suggest(report, typed, rules.check(report, typed))

    assert all(one.meaning == REPORT for one in ways)
    assert all("存疑" not in one.zh for one in ways)
    (own,) = (one for one in ways if "t4.review.pending" in changes(one))
    assert own.zh.endswith("现有数字为审核人所填")
    assert own.en.endswith("the present figure was typed by a reviewer")


@pytest.mark.parametrize(
    ("doubts", "alternatives", "meaning"),
    [
        ({}, {}, REPORT),
        ({"t4.review.total": 0.5}, {}, MISREADING),
        ({}, {"t4.review.total": "17"}, MISREADING),
        ({"t4.review.upheld": 0.5}, {}, REPORT),
    ],
)
def test_a_misreading_is_told_from_a_report_that_does_not_add_up(
    doubts: dict[str, float], alternatives: dict[str, str], meaning: str
) -> None:
    ways = suggested(make_report(ROW_OF_4, doubts=doubts, alternatives=alternatives))

    of_total = next(one for one in ways if changes(one) == {"t4.review.total": 17})
    assert of_total.meaning == meaning


def test_the_sentence_says_what_changes_what_it_mends_and_what_speaks_for_it() -> None:
    report = make_report(
        sound() | {"t3.handled.natural": "217"}, claims={"t3.handled.natural": 127}
    )

    (one,) = suggested(report)

    assert one.zh == (
        "（七）总计·自然人 由 217 改为 127：同时满足自然人列第一项加第二项、自然人列办理结果合计、"
        "“总计”行合计；与正文“正文 127 件”一致；现有数字颠倒了相邻两位；原件所印清楚"
    )
    assert one.en == (
        "total handled · Individuals from 217 to 127: satisfies the balance of the Individuals "
        "column, the outcomes of the Individuals column and the total of the row “total handled”; "
        "the text says “正文 127 件”; two digits are swapped; "
        "the source prints the present figure clearly"
    )


def placed(report: Report, cell: str, page: int, **reading: object) -> Report:
    """Returns the report with a cell that stands on a page, counted from 0."""
    region = Region(page=page, box=(72.0, 300.0, 96.0, 314.0))
    readings = dict(report.readings)
    readings[cell] = replace(readings[cell], region=region, **reading)
    return replace(report, readings=readings)


def test_the_sentence_names_the_page_where_the_figure_is_printed() -> None:
    report = placed(make_report(sound() | {"t3.new.natural": "132"}), "t3.new.natural", 4)

    (one,) = suggested(report)

    assert one.meaning == REPORT
    assert one.zh.endswith("；原件第 5 页所印清楚")
    assert one.en.endswith("; the source prints the present figure clearly (page 5)")


def test_a_doubtful_reading_sends_to_the_page_and_says_what_the_doubt_is() -> None:
    report = make_report(sound() | {"t3.new.natural": "132"})
    report = placed(report, "t3.new.natural", 4, confidence=0.4, doubt="picture")

    (one,) = suggested(report)

    assert one.meaning == MISREADING
    assert "现有数字的识读存疑（由图像识别）" in one.zh
    assert one.zh.endswith("；请看原件第 5 页")
    assert "a doubtful reading (recognised from a picture)" in one.en
    assert one.en.endswith("; look at the source (page 5)")


def test_a_blank_is_named_in_both_languages() -> None:
    (one,) = suggested(make_report(sound() | {"t3.partial.total": ""}))

    assert one.zh.startswith("部分公开·总计 由空白改为 42：")
    assert one.en.startswith("partial · Total from blank to 42: ")


def test_every_sentence_names_each_cell_with_both_figures() -> None:
    report = make_report(sound() | {"t3.granted.natural": "85", "t3.new.business": "46"})

    for one in suggested(report):
        for change in one.changes:
            label = FORMS["2021"].cells[change.cell]
            before = report.figures[change.cell].text
            assert f"{label.label()} 由 {before} 改为 {change.value}" in one.zh
            assert f"{label.label('en')} from {before} to {change.value}" in one.en


def test_a_sentence_over_many_rules_counts_them() -> None:
    rows = ("granted", "partial", "denied_law", "unavailable_not_held")
    wrong = {f"t3.{row}.natural": str(int(sound()[f"t3.{row}.natural"]) * 7) for row in rows}

    first = suggested(make_report(sound() | wrong))[0]

    assert len(first.changes) <= 4
    assert ("条勾稽关系" in first.zh) == (len(first.clears) > 5)


def test_a_claim_about_another_report_of_the_cell_does_not_outweigh_one_that_agrees() -> None:
    report = make_report(ROW_OF_4, claims={"t4.review.total": 99})
    more = replace(report.claims[0], stated=20, quote="共 20 件")

    ways = suggested(replace(report, claims=(*report.claims, more)))

    of_total = next(one for one in ways if changes(one) == {"t4.review.total": 17})
    assert "共 20 件" in of_total.zh


@pytest.mark.parametrize("printed", ["59020000", "5901", "", "?"])
def test_a_figure_without_equations_is_what_the_text_states(printed: str) -> None:
    cell = "t2.fees.amount"
    report = make_report(sound() | {cell: printed}, claims={cell: 5902})

    (one,) = suggested(report)

    assert changes(one) == {cell: 5902}
    assert "与正文“正文 5902 件”一致" in one.zh
    assert ("相差一万倍，单位应是弄错了" in one.zh) == (printed == "59020000")
    assert f"text.{cell}" in one.clears or f"value.{cell}" in one.clears


def test_a_figure_without_equations_that_the_text_confirms_is_left_alone() -> None:
    cell = "t2.fees.amount"

    assert suggested(make_report(sound() | {cell: "5902.00"}, claims={cell: 5902})) == ()
