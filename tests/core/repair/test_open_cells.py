"""Blank totals, figures that cannot be read and figures that cannot stand where they are."""

from __future__ import annotations

import pytest

from gouji.core.form_files import parse_form

from .reports import FORMS, changes, errors_after, make_report, sound, suggested


@pytest.mark.parametrize("text", ["", "/", "—"])
def test_a_blank_total_is_filled_with_its_sum(text: str) -> None:
    report = make_report(sound() | {"t3.partial.total": text})

    (one,) = suggested(report)

    assert changes(one) == {"t3.partial.total": 42}
    assert "blank.t3.partial.total" in one.clears
    assert errors_after(report, one) == []


def test_many_blank_totals_are_filled_one_by_one() -> None:
    outcomes = ("granted", "partial", "denied_law", "unavailable_not_held")
    report = make_report(sound() | {f"t3.{row}.total": "" for row in outcomes})

    ways = suggested(report)

    assert [changes(one) for one in ways] == [
        {f"t3.{row}.total": value} for row, value in zip(outcomes, (79, 42, 28, 29), strict=True)
    ]
    assert errors_after(report, *ways) == []


def test_a_total_over_nothing_stays_blank() -> None:
    assert suggested(make_report(sound() | {"t3.denied_secret.total": ""}, empty="")) == ()


def test_a_wrong_figure_comes_before_the_blank_totals_that_it_does_not_touch() -> None:
    report = make_report(
        sound() | {"t3.partial.total": "", "t3.denied_law.total": "", "t3.granted.natural": "85"}
    )

    ways = suggested(report)

    assert [changes(one) for one in ways] == [
        {"t3.granted.natural": 58},
        {"t3.partial.total": 42},
        {"t3.denied_law.total": 28},
    ]


def test_a_wrong_figure_under_a_blank_total_is_mended_together_with_it() -> None:
    report = make_report(sound() | {"t3.partial.total": "", "t3.partial.natural": "13"})

    ways = suggested(report)

    assert {"t3.partial.natural": 31, "t3.partial.total": 42} in map(changes, ways)
    assert errors_after(report, ways[0]) == []


@pytest.mark.parametrize(
    ("cell", "text", "right"),
    [
        ("t3.handled.natural", "1Z7", 127),
        ("t3.new.total", "?", 177),
        ("t3.denied_secret.legal", "O", 0),
        ("t4.review.corrected", "l4", 14),
    ],
)
def test_an_unreadable_figure_is_what_the_rules_call_for(cell: str, text: str, right: int) -> None:
    report = make_report(sound() | {cell: text})

    (one,) = suggested(report)

    assert changes(one) == {cell: right}
    assert one.clears == (f"value.{cell}",)
    assert f"由“{text}”改为 {right}" in one.zh
    assert errors_after(report, one) == []


def test_nothing_is_said_of_unreadable_figures_that_the_rules_leave_open() -> None:
    assert suggested(make_report(sound() | {"t4.review.upheld": "?", "t4.review.total": "?"})) == ()


def test_unreadable_figures_that_only_several_rules_determine_are_found() -> None:
    cells = ("t3.new.natural", "t3.new.business", "t3.carried_in.business")
    report = make_report(sound() | dict.fromkeys(cells, "■"))

    ways = suggested(report)

    assert [changes(one) for one in ways] == [{cell: int(sound()[cell])} for cell in cells]


def test_a_wrong_figure_is_found_beside_unreadable_ones() -> None:
    report = make_report(
        sound() | {"t3.granted.natural": "?", "t3.denied_law.business": "61", "t3.new.legal": "?"}
    )

    ways = suggested(report)

    assert changes(ways[0]) == {"t3.denied_law.business": 16}
    assert {"t3.granted.natural": 58} in map(changes, ways)
    assert {"t3.new.legal": 5} in map(changes, ways)
    assert errors_after(report, *ways) == []


@pytest.mark.parametrize("text", ["-127", "12.7", "127.5"])
def test_a_number_that_cannot_be_a_count_is_replaced(text: str) -> None:
    report = make_report(sound() | {"t3.handled.natural": text})

    (one,) = suggested(report)

    assert changes(one) == {"t3.handled.natural": 127}
    assert "value.t3.handled.natural" in one.clears


def test_a_figure_that_no_rule_joins_has_no_suggestion() -> None:
    assert suggested(make_report(sound() | {"t2.fees.amount": "?"})) == ()


def test_the_older_form_is_mended_by_its_own_rows() -> None:
    form = FORMS["2019"]
    texts = {"t3.new.legal": "4", "t3.new.total": "4", "t3.other.legal": "4", "t3.other.total": "4"}
    texts |= {"t3.handled.legal": "4", "t3.handled.total": "4"}

    (one,) = suggested(make_report(texts | {"t3.other.legal": "1"}, form=form))

    assert changes(one) == {"t3.other.legal": 4}


THIRD_FORM = """
edition = "2030"
[domains.count]
whole = true
minimum = 0
units = { "只" = "1" }
[domains.weight]
whole = false
units = { "吨" = "1" }
[[tables]]
id = "birds"
title = "鸟类"
[[tables.blocks]]
rows = [
  { id = "spring", label = "春", en = "Spring", short_en = "spring" },
  { id = "autumn", label = "秋", en = "Autumn", short_en = "autumn" },
  { id = "year", label = "全年", en = "Year", short_en = "year" },
]
columns = [
  { id = "swans", label = "天鹅", en = "Swans", domain = "count" },
  { id = "feed", label = "饲料", en = "Feed", domain = "weight" },
]
[[tables.equations]]
id = "birds.year.{column}"
name = "{column}全年合计"
name_en = "the year of {column}"
for_each = "column"
total = "year"
parts = ["spring", "autumn"]
"""


@pytest.mark.parametrize(
    ("texts", "right"),
    [
        ({"birds.year.swans": "7只"}, {"birds.year.swans": 5}),
        ({"birds.year.feed": "0.7"}, {"birds.year.feed": "0.75"}),
        ({"birds.year.feed": ""}, {"birds.year.feed": "0.75"}),
        ({"birds.autumn.feed": "?"}, {"birds.autumn.feed": "-1.5"}),
    ],
)
def test_a_form_that_the_program_has_never_seen_is_mended_by_its_own_rules(
    texts: dict[str, str], right: dict[str, object]
) -> None:
    form = parse_form("third.toml", THIRD_FORM)
    printed = {
        "birds.spring.swans": "2",
        "birds.autumn.swans": "3",
        "birds.year.swans": "5",
        "birds.spring.feed": "2.25",
        "birds.autumn.feed": "-1.5",
        "birds.year.feed": "0.75",
    }
    assert suggested(make_report(printed, form=form)) == ()

    ways = suggested(make_report(printed | texts, form=form))

    proposed = [{cell: str(value) for cell, value in changes(one).items()} for one in ways]
    assert {cell: str(value) for cell, value in right.items()} in proposed
    assert f"{form.cells[next(iter(right))].label()} 由" in " ".join(one.zh for one in ways)
