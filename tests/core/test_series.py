"""Reports of several years and bodies held against each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.core.figures import parse_figure
from gouji.core.finding import WARNING
from gouji.core.series import (
    SUM,
    YEAR,
    Choice,
    Member,
    SeriesFinding,
    check_links,
    find_links,
    match,
    normal_name,
)

from ..helpers.year_reports import FORMS, member


def found(*members: Member) -> list[SeriesFinding]:
    return list(check_links(find_links(members)))


def rules(*members: Member) -> list[str]:
    return [one.finding.rule for one in found(*members)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("泽州县政府", "泽州县人民政府", True),
        ("泽州县", "泽州县人民政府", True),
        ("泽州县 人民政府", "泽州县人民政府", True),
        ("山西省政府办公厅", "山西省人民政府办公厅", True),
        ("泽州县人民政府办公室", "泽州县人民政府", False),
        ("山西省人民政府办公室", "山西省人民政府办公厅", False),
        ("泽州县水务局", "泽州县", False),
        ("泽州县", "泽州市", False),
    ],
)
def test_names_are_the_same_body_or_not(one: str, other: str, same: bool) -> None:
    assert (normal_name(one) == normal_name(other)) is same


CARRIED_OUT = {"t3.carried_out.natural": "6", "t3.carried_out.total": "6"}
CARRIED_IN = {"t3.carried_in.natural": "6", "t3.carried_in.total": "6"}


def test_what_was_carried_over_is_what_arrives() -> None:
    before = member("泽州县政府", 2021, CARRIED_OUT)

    assert rules(before, member("泽州县人民政府", 2022, CARRIED_IN)) == []


def test_what_was_carried_over_and_does_not_arrive_is_a_warning() -> None:
    before = member("泽州县政府", 2021, CARRIED_OUT)
    now = member("泽州县人民政府", 2022, {**CARRIED_IN, "t3.carried_in.natural": "4"})

    (one,) = found(now, before)

    assert one.finding.rule == "year.carried.natural"
    assert one.finding.severity == WARNING
    assert one.finding.cells == ("t3.carried_in.natural",)
    assert (one.finding.left, one.finding.right) == (4, 6)
    assert one.documents == (now.report, before.report)
    assert one.finding.zh == ("上年结转·自然人 4，2021 年 四、结转下年度继续办理·自然人 6，差 −2")
    assert one.finding.en == (
        "carried in · Individuals 4; carried out · Individuals of 2021 6; difference −2"
    )


@pytest.mark.parametrize(
    "column", ["natural", "business", "research", "nonprofit", "legal", "other", "total"]
)
def test_every_column_is_carried_over(column: str) -> None:
    before = member("泽州县", 2021, {f"t3.carried_out.{column}": "1"})

    assert rules(before, member("泽州县", 2022)) == [f"year.carried.{column}"]


@pytest.mark.parametrize("text", ["", "/", "无"])
def test_a_blank_carries_nothing_over(text: str) -> None:
    before = member("泽州县", 2021, {"t3.carried_out.natural": text})

    assert rules(before, member("泽州县", 2022)) == []


@pytest.mark.parametrize("year", [2020, 2022, 2023, None])
def test_only_the_year_before_is_compared(year: int | None) -> None:
    assert rules(member("泽州县", year, CARRIED_OUT), member("泽州县", 2022)) == []


@pytest.mark.parametrize("name", ["", "泽州县水务局", "泽州县人民政府办公室"])
def test_only_the_same_body_is_compared(name: str) -> None:
    assert rules(member(name, 2021, CARRIED_OUT), member("泽州县", 2022)) == []


def test_two_reports_of_the_same_body_and_year_are_not_chosen_between() -> None:
    twice = [member("泽州县", 2021, CARRIED_OUT), member("泽州县人民政府", 2021)]

    assert rules(*twice, member("泽州县", 2022)) == []


def test_nothing_is_held_against_a_figure_that_cannot_be_read() -> None:
    unread = {"t3.carried_out.natural": "?", "t3.carried_out.total": "6"}

    assert rules(member("泽州县", 2021, unread), member("泽州县", 2022)) == ["year.carried.total"]


def test_nothing_is_held_against_a_missing_table() -> None:
    before = member("泽州县", 2021, CARRIED_OUT)

    assert rules(before, member("泽州县", 2022, missing=("t3",))) == []


def test_figures_that_a_reviewer_typed_for_a_missing_table_are_compared() -> None:
    now = member("泽州县", 2022, missing=("t3",))
    cell = "t3.carried_in.natural"
    typed = replace(
        now, figures=now.figures | {cell: parse_figure("2", FORMS["2021"].cells[cell].domain)}
    )

    assert rules(member("泽州县", 2021, CARRIED_OUT), typed) == ["year.carried.natural"]


IN_FORCE = {"t2.normative.in_force": "20"}


@pytest.mark.parametrize(("in_force", "broken"), [("22", False), ("21", True)])
def test_what_is_in_force_follows_from_what_was_issued_and_repealed(
    in_force: str, broken: bool
) -> None:
    now = {
        "t2.normative.issued": "5",
        "t2.normative.repealed": "3",
        "t2.normative.in_force": in_force,
    }

    findings = found(member("泽州县", 2021, IN_FORCE), member("泽州县", 2022, now))

    assert [one.finding.rule for one in findings] == ["year.in_force.normative"] * broken
    if broken:
        assert findings[0].finding.zh == (
            "行政规范性文件·现行有效件数 21，2021 年 行政规范性文件·现行有效件数 20 + "
            "行政规范性文件·本年制发件数 5 − 行政规范性文件·本年废止件数 3 = 22，差 −1"
        )


def test_what_is_in_force_is_compared_only_where_both_forms_ask_for_it() -> None:
    before = member("泽州县", 2020, edition="2019")

    assert rules(before, member("泽州县", 2021, IN_FORCE)) == []


def part(name: str, count: int) -> Member:
    return member(name, 2022, {"t3.new.natural": str(count), "t3.new.total": str(count)})


PARTS = (part("泽州县水务局", 3), part("泽州县教育局", 4), part("泽州县高都镇人民政府", 2))


def summary(**texts: str) -> Member:
    right = {"t3.new.natural": "9", "t3.new.total": "9", "t3.granted.total": "0"}
    return member(
        "泽州县人民政府",
        2022,
        {**right, **{key.replace("__", "."): text for key, text in texts.items()}},
    )


def test_a_summary_that_is_the_sum_of_its_parts_has_no_warning() -> None:
    whole = summary()

    (link,) = find_links([*PARTS, whole])

    assert (link.kind, link.subject, link.others) == ("sum", whole, PARTS)
    assert check_links([link]) == ()


def test_a_figure_that_is_not_the_sum_of_the_parts_is_a_warning() -> None:
    many = {f"t3__{row}__natural": "0" for row in ("granted", "partial")}
    rich = tuple(
        member(
            one.report.organization,
            2022,
            {
                f"t3.{row}.natural": "1"
                for row in ("new", "granted", "partial", "handled", "denied_law")
            },
        )
        for one in PARTS
    )
    whole = summary(
        **many | {f"t3__{row}__natural": "3" for row in ("new", "granted", "partial", "handled")},
        t3__new__total="0",
        t3__denied_law__natural="4",
    )

    (one,) = found(whole, *rich)

    assert one.finding.rule == "sum.t3.denied_law.natural"
    assert one.finding.severity == WARNING
    assert (one.finding.left, one.finding.right) == (4, 3)
    assert len(one.documents) == 4
    assert one.finding.zh.endswith("汇总报告 4，所辖 3 份报告之和 3，差 1")


def test_a_government_that_reports_for_itself_alone_is_no_summary() -> None:
    assert rules(summary(t3__new__natural="80", t3__new__total="80"), *PARTS) == []


def test_one_report_below_a_government_makes_no_summary() -> None:
    assert find_links([summary(), PARTS[0]]) == ()


@pytest.mark.parametrize("change", [{"organization": "沁水县水务局"}, {"year": 2021}])
def test_a_summary_covers_its_own_area_and_year_alone(change: dict[str, object]) -> None:
    other = Member(replace(PARTS[1].report, **change), PARTS[1].figures)

    links = find_links([summary(), PARTS[0], other])

    assert [link for link in links if link.kind == "sum"] == []


def test_a_cell_that_one_of_the_parts_cannot_say_is_not_summed() -> None:
    unread = member("泽州县教育局", 2022, {"t3.new.natural": "?", "t3.new.total": "4"})
    whole = summary(t3__new__natural="70")

    assert rules(whole, PARTS[0], unread, PARTS[2]) == []


def test_a_blank_is_called_a_blank_in_both_languages() -> None:
    before = member("泽州县", 2021, {"t3.carried_out.natural": "1", "t3.carried_out.total": "/"})
    now = member("泽州县", 2022, {"t3.carried_in.natural": "", "t3.carried_in.total": "2"})

    natural, total = found(before, now)

    assert natural.finding.zh.startswith("上年结转·自然人 空白，2021 年")
    assert natural.finding.en.startswith("carried in · Individuals blank; ")
    assert "四、结转下年度继续办理·总计 “/”，差 2" in total.finding.zh


def test_a_choice_takes_the_place_of_what_names_and_years_give() -> None:
    first, second = member("泽州县", 2021, CARRIED_OUT), member("沁水县", 2021)
    now = member("泽州县", 2022)

    chosen = match([first, second, now], [Choice(YEAR, now.key, (second.key,))])

    (link,) = chosen.links
    assert (link.subject, link.others, link.chosen) == (now, (second,), True)
    assert match([first, second, now], [Choice(YEAR, now.key)]).links == ()
    assert [link.others for link in match([first, second, now]).links] == [(first,)]


def test_a_choice_of_a_report_that_is_not_there_is_passed_over() -> None:
    now = member("泽州县", 2022)
    gone = member("泽州县", 2021)

    assert match([now], [Choice(YEAR, now.key, (gone.key,))]).links == ()
    assert match([now], [Choice(YEAR, gone.key, (now.key,))]).links == ()


def test_a_summary_covers_what_a_reviewer_says_even_where_the_sums_do_not_hold() -> None:
    whole = member("晋城市人民政府", 2022)
    choice = Choice(SUM, whole.key, tuple(one.key for one in PARTS))

    links = match([*PARTS, whole], [choice]).links

    assert {one.finding.rule for one in check_links(links)} == {
        "sum.t3.new.natural",
        "sum.t3.new.total",
    }


def test_reports_that_names_and_years_leave_open_are_told() -> None:
    twice = [member("泽州县", 2021, CARRIED_OUT), member("泽州县人民政府", 2021)]
    now = member("泽州县", 2022)

    assert match([*twice, now]).undecided == ((now, tuple(twice)),)
    settled = match([*twice, now], [Choice(YEAR, now.key, (twice[1].key,))])
    assert settled.undecided == ()
    assert len(settled.links) == 1


def test_a_report_whose_name_may_be_that_of_the_year_before_is_told_and_not_taken() -> None:
    before, now = member("鼓楼区人民政府", 2021, CARRIED_OUT), member("南京市鼓楼区人民政府", 2022)
    later = member("南京市鼓楼区人民政府", 2023)

    found = match([before, now, later])
    assert [link.subject for link in found.links] == [later]
    assert found.undecided == ((now, (before,)),)
    assert match([before, now], [Choice(YEAR, now.key, (before.key,))]).undecided == ()
