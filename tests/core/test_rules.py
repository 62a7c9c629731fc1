"""Every rule broken on purpose: what is found, and what its sentences say."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.core.extraction.report import Claim, Reading, Report, Source
from gouji.core.figures import BLANK, Figure, parse_figure
from gouji.core.finding import ERROR, WARNING, Finding
from gouji.core.form_files import official_forms, parse_form
from gouji.core.forms import Form
from gouji.core.rules import agrees, check

FORMS = {form.edition: form for form in official_forms()}
SOURCE = Path("report.pdf")


def figures_of(form: Form, texts: Mapping[str, str], empty: str = "0") -> dict[str, Figure]:
    """Returns a figure for every cell: those of ``texts``, the others ``empty``."""
    return {
        cell.id: parse_figure(texts.get(cell.id, empty), cell.domain)
        for cell in form.cells.values()
    }


def report_of(
    texts: Mapping[str, str],
    *,
    form: Form = FORMS["2021"],
    empty: str = "0",
    claims: tuple[Claim, ...] = (),
    missing: tuple[str, ...] = (),
) -> Report:
    figures = figures_of(form, texts, empty)
    return Report(
        form=form,
        organization="某县人民政府",
        year=2021,
        source=Source(SOURCE, "0" * 64, "pdf"),
        readings={cell: Reading(figure) for cell, figure in figures.items()},
        claims=claims,
        missing_tables=missing,
    )


def found(report: Report) -> dict[str, Finding]:
    return {finding.rule: finding for finding in check(report, report.figures)}


SOUND = {
    "t3.new.natural": "8",
    "t3.new.total": "8",
    "t3.partial.natural": "8",
    "t3.partial.total": "8",
    "t3.handled.natural": "8",
    "t3.handled.total": "8",
}


def claim(kind: str, stated: int | str, parts: tuple[int, ...] = (), cell: str = "") -> Claim:
    rule = f"text.{cell}" if kind == "cell" else f"text.{kind}.1"
    value = stated if isinstance(stated, int) else Decimal(stated)
    return Claim(kind, rule, cell, value, "原文", parts)


@pytest.mark.parametrize("empty", ["0", "", "/", "—", "无"])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_sound_report_breaks_no_rule_however_it_prints_its_zeros(edition: str, empty: str):
    assert check(*both(report_of(SOUND, form=FORMS[edition], empty=empty))) == ()


def both(report: Report) -> tuple[Report, dict[str, Figure]]:
    return report, report.figures


def test_a_broken_balance_says_its_arithmetic():
    finding = found(report_of(SOUND | {"t3.handled.natural": "10"}))["t3.balance.natural"]
    assert finding.severity == ERROR
    assert finding.zh == "自然人列：新收 8 + 上年结转 0 = 8，总计 10 + 转下年 0 = 10，差 −2"
    assert finding.en == (
        "Individuals column: new 8 + carried in 0 = 8; "
        "total handled 10 + carried out 0 = 10; difference −2"
    )
    assert finding.cells == (
        "t3.new.natural",
        "t3.carried_in.natural",
        "t3.handled.natural",
        "t3.carried_out.natural",
    )
    assert (finding.left, finding.right, finding.difference) == (8, 10, -2)
    assert finding.signs == ("+", "+", "-", "-")


def test_a_blank_and_a_mark_are_said_to_stand_where_they_stand():
    texts = {"t3.handled.natural": "10", "t3.carried_in.natural": "", "t3.carried_out.natural": "/"}
    finding = found(report_of(SOUND | texts))["t3.balance.natural"]
    assert finding.zh == "自然人列：新收 8 + 上年结转 空白 = 8，总计 10 + 转下年 “/” = 10，差 −2"
    assert "new 8 + carried in blank = 8" in finding.en


def test_a_text_that_states_a_figure_for_a_blank_cell_is_said_to_meet_a_blank():
    stated = (claim("cell", 4, cell="t3.partial.total"),)
    report = report_of(SOUND | {"t3.partial.total": ""}, claims=stated)
    finding = found(report)["text.t3.partial.total"]
    assert finding.zh == "正文“原文”为 4，表中部分公开·总计为 空白，差 4"
    assert "the table shows blank for" in finding.en


def test_one_wrong_cell_breaks_exactly_the_equations_it_stands_in():
    assert list(found(report_of(SOUND | {"t3.handled.natural": "10"}))) == [
        "t3.balance.natural",
        "t3.handled.natural",
        "t3.row.handled",
    ]


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_equation_is_found_when_it_alone_is_broken(edition: str):
    form = FORMS[edition]
    for equation in form.equations:
        report = report_of({equation.cells[0]: "3"}, form=form)
        finding = found(report)[equation.id]
        assert finding.severity == ERROR
        assert finding.cells == equation.cells
        assert len(finding.signs) == len(finding.cells)
        assert (finding.signs[0] == "=") is (equation.total is not None)
        assert (finding.left, finding.right) == (3, 0)


def test_a_sum_names_only_its_parts_that_are_not_zero():
    finding = found(report_of({"t3.granted.natural": "4", "t3.partial.natural": "3"}))
    assert finding["t3.handled.natural"].zh == (
        "自然人列：总计 0，各项之和 予以公开 4 + 部分公开 3 = 7，差 −7"
    )


def test_a_long_sum_says_the_rest_as_one_amount():
    rows = [row.id for row in FORMS["2021"].table("t3").blocks[0].rows[2:23]]
    finding = found(report_of({f"t3.{row}.legal": "2" for row in rows}))["t3.handled.legal"]
    assert "其余 14 项 28 = 42，差 −42" in finding.zh
    assert "14 others 28 = 42; difference −42" in finding.en
    assert len(finding.zh) < 150


@given(st.dictionaries(st.sampled_from(sorted(FORMS["2021"].cells)), st.integers(-9, 9999)))
def test_the_arithmetic_in_every_sentence_is_right(values: dict[str, int]):
    report = report_of({cell: str(value) for cell, value in values.items()})
    for finding in check(report, report.figures):
        if finding.left is None or finding.right is None:
            continue
        for sentence in (finding.zh, finding.en):
            sums = re.findall(r"([^，;=：:]*?) = (-?\d+)", sentence.replace("−", "-"))
            for terms, total in sums:
                numbers = [int(term) for term in re.findall(r"(?<= )-?\d+(?= \+|$)", terms)]
                assert sum(numbers) == int(total), sentence
            gap = re.search(r"(?:差|difference) (-?\d+)$", sentence.replace("−", "-"))
            assert gap is not None
            assert int(gap[1]) == finding.left - finding.right


@pytest.mark.parametrize("text", ["", "/", "无"])
def test_a_blank_total_is_a_warning_with_the_sum(text: str):
    report = report_of({"t3.granted.natural": "4", "t3.granted.total": text}, empty="")
    finding = found(report)["blank.t3.granted.total"]
    assert finding.severity == WARNING
    assert (finding.left, finding.right) == (None, 4)
    assert finding.cells[0] == "t3.granted.total"
    assert finding.signs == ("=",) + ("+",) * 6
    assert "= 4" in finding.zh
    assert "t3.row.granted" not in found(report)


def test_a_total_left_blank_in_a_column_and_a_row_is_told_once():
    texts = {"t3.granted.natural": "4", "t3.granted.total": "4", "t3.handled.natural": "4"}
    findings = found(report_of(texts, empty=""))
    assert findings["blank.t3.handled.total"].right == 4


def test_a_blank_total_that_two_sums_put_differently_has_no_figure_to_suggest():
    texts = {"t3.granted.total": "4", "t3.handled.natural": "5"}
    finding = found(report_of(texts, empty=""))["blank.t3.handled.total"]
    assert finding.right is None
    assert "= 4" in finding.zh
    assert "= 5" in finding.zh


def test_a_blank_that_is_no_total_is_zero_in_a_balance():
    texts = {"t3.new.legal": "5", "t3.granted.legal": "4", "t3.handled.legal": "4"}
    findings = found(report_of(texts, empty=""))
    assert findings["t3.balance.legal"].right == 4
    assert "blank.t3.new.total" in findings


def test_a_sum_over_blank_totals_holds_with_their_own_sums_or_with_nothing():
    row = {"t3.granted.natural": "4", "t3.new.natural": "4", "t3.handled.natural": "4"}
    totals = {"t3.new.total": "4", "t3.handled.total": "4"}
    findings = found(report_of({**row, **totals}, empty=""))
    assert set(findings) == {"blank.t3.granted.total"}
    carried = {"t3.new.natural": "5", "t3.new.total": "5", "t3.carried_out.natural": "1"}
    findings = found(report_of({**row, **totals, **carried}, empty=""))
    assert set(findings) == {"blank.t3.granted.total", "blank.t3.carried_out.total"}
    wrong = found(report_of({**row, **totals, **carried, "t3.handled.total": "9"}, empty=""))
    assert {"t3.handled.total", "t3.balance.total"} <= set(wrong)


def test_an_equation_with_an_unreadable_cell_is_left_to_the_error_of_the_cell():
    findings = found(report_of(SOUND | {"t3.handled.natural": "1O"}))
    assert list(findings) == ["value.t3.handled.natural"]
    assert findings["value.t3.handled.natural"].zh == "（七）总计·自然人：“1O”不能识别为数字"


@pytest.mark.parametrize(
    ("edition", "cell", "text", "wrong"),
    [
        ("2021", "t3.new.total", "-2", True),
        ("2021", "t3.new.total", "2.5", True),
        ("2021", "t2.fees.amount", "2.5", False),
        ("2021", "t2.fees.amount", "-1", True),
        ("2019", "t2.licensing.change", "-2", False),
        ("2019", "t2.licensing.change", "0.5", True),
        ("2019", "t2.procurement.amount", "15122.275 万元", False),
    ],
)
def test_a_number_outside_the_domain_of_its_cell_is_an_error(
    edition: str, cell: str, text: str, wrong: bool
):
    report = report_of({cell: text}, form=FORMS[edition])
    finding = found(report).get(f"value.{cell}")
    assert (finding is not None) is wrong
    if finding is not None:
        assert finding.severity == ERROR
        assert finding.cells == (cell,)
        assert text.replace("-", "−") in finding.zh


def test_more_published_than_published_in_all_is_a_warning():
    texts = {"t2.normative.published": "5", "t2.normative.total_published": "3"}
    finding = found(report_of(texts, form=FORMS["2019"]))["t2.published.normative"]
    assert finding.severity == WARNING
    assert (finding.left, finding.right) == (5, 3)
    assert finding.zh == "规范性文件·本年新公开数量 5 大于规范性文件·对外公开总数量 3，多 2"


def test_nothing_is_compared_with_a_bound_that_is_not_printed():
    texts = {"t2.normative.published": "5", "t2.normative.total_published": ""}
    assert found(report_of(texts, form=FORMS["2019"])) == {}


def test_a_missing_table_is_one_error_until_its_figures_are_typed():
    report = report_of({}, empty="", missing=("t4",))
    assert found(report)["missing.t4"].severity == ERROR
    assert list(found(report)) == ["missing.t4"]
    typed = report.figures | {"t4.review.upheld": parse_figure("1", count(report.form))}
    assert [finding.rule for finding in check(report, typed)] == ["blank.t4.review.total"]


def count(form: Form):
    return form.cells["t4.review.total"].domain


def test_nothing_that_the_text_states_is_held_against_a_missing_table():
    stated = claim("cell", 5, cell="t4.review.total")
    report = report_of({}, empty="", missing=("t4",), claims=(stated,))
    assert list(found(report)) == ["missing.t4"]


def test_a_figure_in_the_text_that_its_cell_contradicts_is_a_warning():
    stated = claim("cell", 4, cell="t3.granted.total")
    finding = found(report_of(SOUND, claims=(stated,)))["text.t3.granted.total"]
    assert finding.severity == WARNING
    assert finding.cells == ("t3.granted.total",)
    assert finding.zh == "正文“原文”为 4，表中（一）予以公开·总计为 0，差 4"
    assert (finding.left, finding.right) == (4, 0)


def test_a_cell_that_one_of_several_statements_agrees_with_is_left_alone():
    claims = tuple(claim("cell", stated, cell="t3.new.total") for stated in (5, 8))
    assert found(report_of(SOUND, claims=claims)) == {}


def test_the_text_is_not_held_against_an_unreadable_cell():
    stated = claim("cell", 4, cell="t2.penalties.decisions")
    report = report_of({"t2.penalties.decisions": "4?"}, claims=(stated,))
    assert list(found(report)) == ["value.t2.penalties.decisions"]
    assert agrees(stated, report.figures) is None


def test_a_group_of_rows_is_held_against_the_sum_of_its_rows():
    cells = ("t3.denied_secret.total", "t3.denied_law.total")
    stated = Claim("group", "text.t3.denied", "", 5, "不予公开5件", cells=cells)
    texts = {"t3.denied_secret.total": "2", "t3.denied_law.total": "2"}
    texts |= {cell.replace("total", "natural"): "2" for cell in cells}
    finding = found(replace(report_of(texts), claims=(stated,)))["text.t3.denied"]
    assert (finding.left, finding.right, finding.cells) == (5, 4, cells)
    assert "共 4，差 1" in finding.zh
    assert "come to 4; difference 1" in finding.en
    right = replace(stated, stated=4)
    assert "text.t3.denied" not in found(replace(report_of(texts), claims=(right,)))


def test_an_amount_agrees_at_the_digits_that_the_text_gives():
    report = report_of({"t2.procurement.amount": "151222750元"}, form=FORMS["2019"])
    for stated, right in [("15122.28", True), ("15122", True), ("15122.3", True), ("15123", False)]:
        stated_claim = claim("cell", stated, cell="t2.procurement.amount")
        assert agrees(stated_claim, report.figures) is right, stated


def test_parts_that_do_not_add_to_their_whole_are_a_warning():
    finding = found(report_of(SOUND, claims=(claim("sum", 2048, (624, 586, 738)),)))["text.sum.1"]
    assert finding.zh == "正文所列 624 + 586 + 738 = 1948，所述合计 2048，差 100"
    assert (finding.severity, finding.left, finding.right) == (WARNING, 2048, 1948)


@pytest.mark.parametrize(
    ("stated", "part", "whole", "right"),
    [
        ("17", 11, 64, True),  # 17.1875
        ("8", 5, 64, True),  # 7.8125, rounded
        ("7", 5, 64, True),  # 7.8125, cut off
        ("71.9", 46, 64, True),
        ("3.51", 310, 8827, True),
        ("0.33", 19, 8827, False),  # 0.215
        ("-5.32", 14, 706, False),
        ("50.0", 1, 2, True),
        ("100", 3, 3, True),
        ("5", 0, 0, False),
    ],
)
def test_a_share_is_held_against_its_part_and_whole_at_its_own_digits(
    stated: str, part: int, whole: int, right: bool
):
    stated_claim = claim("share", stated, (part, whole))
    assert agrees(stated_claim, {}) is right
    assert ("text.share.1" in found(report_of(SOUND, claims=(stated_claim,)))) is not right


CELLS = sorted(FORMS["2021"].cells)
TEXTS = st.sampled_from(["0", "1", "2", "7", "12", "", "/", "?", "-3", "1.5", "1,204"])
CLAIMS = (
    claim("cell", 7, cell="t3.new.total"),
    claim("cell", 2, cell="t3.granted.total"),
    claim("sum", 9, (4, 4)),
)


@given(
    before=st.dictionaries(st.sampled_from(CELLS), TEXTS, max_size=40),
    edit=st.dictionaries(st.sampled_from(CELLS), TEXTS, max_size=6),
    missing=st.sampled_from([(), ("t4",), ("t2", "t3")]),
)
def test_checking_what_an_edit_touches_gives_what_checking_everything_gives(
    before: dict[str, str], edit: dict[str, str], missing: tuple[str, ...]
):
    report = report_of(before, empty="", claims=CLAIMS, missing=missing)
    first = check(report, report.figures)
    figures = report.figures | {
        cell: parse_figure(text, report.form.cells[cell].domain) for cell, text in edit.items()
    }
    changed = [cell for cell in edit if figures[cell] != report.figures[cell]]
    assert check(report, figures, before=first, changed=changed) == check(report, figures)


def test_rules_that_an_edit_does_not_touch_are_not_evaluated_again():
    report = report_of(SOUND | {"t3.handled.natural": "10", "t4.review.total": "1"})
    first = check(report, report.figures)
    marked = tuple(replace(finding, zh="先前") for finding in first)
    after = check(report, report.figures, before=marked, changed=["t4.review.upheld"])
    assert [finding.rule for finding in after if finding.zh != "先前"] == ["t4.row.review"]


def test_findings_come_in_the_order_of_the_form():
    texts = dict.fromkeys(FORMS["2021"].cells, "1") | {"t2.fees.amount": "x"}
    claims = (claim("sum", 9, (4, 4)), claim("cell", 7, cell="t2.coercion.decisions"))
    rules = list(found(report_of(texts, claims=claims)))
    kinds = [re.sub(r"^(?:value|blank)\.", "", rule).split(".")[0] for rule in rules]
    assert kinds == sorted(kinds, key=["t2", "t3", "t4", "text"].index)


THIRD_FORM = """
edition = "2030"
[domains.count]
minimum = 0
units = { "只" = "1" }
[[tables]]
id = "birds"
title = "鸟类"
[[tables.blocks]]
rows = [
  { id = "spring", label = "春", en = "Spring", short_en = "spring" },
  { id = "year", label = "全年", en = "Year", short_en = "year" },
]
columns = [
  { id = "swans", label = "天鹅", en = "Swans", domain = "count" },
  { id = "cranes", label = "鹤", en = "Cranes", domain = "count" },
]
[[tables.equations]]
id = "birds.year.{column}"
for_each = "column"
total = "year"
parts = ["spring"]
[[tables.comparisons]]
id = "birds.fewer.{row}"
for_each = "row"
lesser = "cranes"
greater = "swans"
"""


def test_a_form_that_the_program_has_never_seen_is_checked_by_its_own_rules():
    form = parse_form("third.toml", THIRD_FORM)
    findings = found(report_of({"birds.spring.cranes": "2只", "birds.year.cranes": ""}, form=form))
    assert {rule: finding.zh for rule, finding in findings.items()} == {
        "blank.birds.year.cranes": "全年·鹤未填，鹤列各项之和 春 2",
        "birds.fewer.spring": "春·鹤 2 大于春·天鹅 0，多 2",
    }


def test_every_cell_of_the_form_must_be_there():
    report = report_of(SOUND)
    with pytest.raises(KeyError):
        check(report, {"t3.new.total": BLANK})
