"""Which rows and columns are made of others is found from the figures; what breaks it is marked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gouji.core.totals.figure_table import UNKNOWN, FigureTable, Value, is_numbering
from gouji.core.totals.find_rules import MOST_VECTORS, find_rules
from gouji.core.totals.found_rule import Along, FoundRule, RuleKind

from ...drawing.totals import DrawnTable, draw_table


def table(text: str) -> list[list[Value]]:
    """Returns rows of figures: "." is nothing, "?" something that is no figure."""
    said: dict[str, Value] = {".": None, "?": UNKNOWN}
    return [
        [said[one] if one in said else Decimal(one) for one in line.split()]
        for line in text.strip().splitlines()
    ]


def rules(text: str) -> tuple[FoundRule, ...]:
    return find_rules(FigureTable.of(table(text)))


def told(found: tuple[FoundRule, ...]) -> set[tuple[Along, RuleKind, int, tuple[int, ...]]]:
    return {(one.along, one.kind, one.result, one.parts) for one in found}


def found_in(drawn: DrawnTable) -> tuple[FoundRule, ...]:
    return find_rules(FigureTable.of(drawn.rows, drawn.row_labels, drawn.column_labels))


NESTED = """
    1180  214  340  626
     513   94  151  268
     208   31   77  100
     305   63   74  168
     667  120  189  358
     421   80  101  240
     246   40   88  118
"""


def test_sums_of_sums_are_found_along_both_axes() -> None:
    assert told(rules(NESTED)) == {
        (Along.ROWS, RuleKind.SUM, 0, (1, 4)),
        (Along.ROWS, RuleKind.SUM, 1, (2, 3)),
        (Along.ROWS, RuleKind.SUM, 4, (5, 6)),
        (Along.COLUMNS, RuleKind.SUM, 0, (1, 2, 3)),
    }


def test_a_figure_that_breaks_rules_is_in_the_broken_line_of_each() -> None:
    found = {(one.along, one.result): one for one in rules(NESTED.replace("  77  ", "  97  "))}
    assert found[Along.COLUMNS, 0].broken == (2,)
    assert found[Along.ROWS, 1].broken == (2,)
    assert not found[Along.ROWS, 0].broken


def test_a_difference_is_the_sum_that_it_comes_from() -> None:
    found = rules("180 392 -212\n153 399 -246\n141 274 -133\n121 368 -247\n")
    assert (Along.COLUMNS, RuleKind.SUM, 0, (1, 2)) in told(found)


def test_the_rounding_of_each_term_is_allowed_and_no_more() -> None:
    rounded = "30.4 10.2 20.3\n47.9 21.4 26.4\n88.1 40.6 47.6\n61.2 30.1 31.1\n95.5 45.3 50.{}\n"
    (sum_of_two,) = rules(rounded.format("2"))
    assert not sum_of_two.broken
    (sum_of_two,) = rules(rounded.format("4"))
    assert sum_of_two.broken == (4,)


def test_where_nothing_was_rounded_nothing_may_be_off_by_a_digit() -> None:
    rows = [(a, a * a % 97, a + a * a % 97) for a in range(31, 83, 4)]
    found = rules("\n".join(f"{a} {b} {c}" for a, b, c in rows) + "\n214 121 336")
    assert [one.broken for one in found if one.result == 2] == [(13,)]


def test_blank_is_no_zero_and_what_is_no_figure_breaks_nothing() -> None:
    found = rules(
        "314 151 163\n? 112 131\n. 204 99\n521 ? 300\n707 350 357\n911 . 500\n666 333 333"
    )
    (one,) = found
    assert one.held == (0, 4, 6)
    assert one.broken == (5,)


def test_shares_changes_and_averages_are_told_apart() -> None:
    text = "\n".join(
        f"{a} {b} {a + b} {100 * a / (a + b):.1f} {c} {100 * (a - c) / c:.1f}"
        for a, b, c in [(112, 371, 98), (251, 190, 287), (87, 406, 91), (333, 125, 301)]
    )
    found = rules(text)
    kinds = {(one.kind, one.result, one.parts) for one in found if one.along is Along.COLUMNS}
    assert kinds == {
        (RuleKind.SUM, 2, (0, 1)),
        (RuleKind.SHARE, 3, (0, 2)),
        (RuleKind.CHANGE, 5, (4, 0)),
    }
    averages = rules("10.2 8.1 9.3 13.2\n33.0 40.1 22.7 36.2\n21.1 18.0 25.3 20.0\n7.7 5.2 9.9 8.0")
    assert told(averages) == {(Along.COLUMNS, RuleKind.AVERAGE, 0, (1, 2, 3))}


def test_figures_without_any_rule_have_none() -> None:
    drawn = draw_table(5)
    loose = [
        [None if one is None else one * 7 + r * r * 13 + c**4 * 31 for c, one in enumerate(row)]
        for r, row in enumerate(drawn.rows)
    ]
    assert [one for one in find_rules(FigureTable.of(loose)) if one.chance < -6] == []


def test_columns_that_are_multiples_of_each_other_are_no_evidence_twice() -> None:
    steps = [1801, 1744, 1841, 1815, 1768, 1888, 1782]
    found = rules("\n".join(f"{3 * one} {one} {2 * one} {5 * one}" for one in steps))
    assert all(one.chance > -6 for one in found)


def test_sums_of_blocks_that_lie_apart_are_found() -> None:
    text = """
        6013 251 8514 1100 104 2134 4913 147 6380
        8104 390 1204 3317 205 5325 4787 185 -4121
        9742 421 1398 7001 313 1012 2741 108 386
        7720 583 1353 1402 351 4915 6318 232 -3562
        9111 172 1083 4401 123 5609 4710 49 -4526
    """
    found = told(rules(text))
    assert {(Along.COLUMNS, RuleKind.SUM, at, (at + 3, at + 6)) for at in range(3)} <= found


@pytest.mark.parametrize("wrong", [0.0, 0.02])
def test_what_a_drawn_table_was_made_by_is_found(wrong: float) -> None:
    for seed in range(6):
        drawn = draw_table(seed, wrong)
        sums = {one for one in drawn.rules if one[1] is RuleKind.SUM}
        found = {one for one in told(found_in(drawn)) if one[1] is RuleKind.SUM}
        assert len(found - sums) <= 1
        assert len(sums - found) <= len(sums) / 5


CODED = """
    9400 6100 3300
    3100 2100 1000
    3100 2100 1000
    1900 1300  600
    1200  800  400
    6300 4000 2300
    4100 2900 1200
    4100 2900 1200
    2200 1100 1100
    2200 1100 1100
"""
DEPTHS = (0, 1, 2, 3, 3, 1, 2, 3, 2, 3)


def test_rows_that_codes_nest_add_up_even_where_a_class_has_one_item() -> None:
    found = find_rules(FigureTable.of(table(CODED), row_depths=DEPTHS))
    assert {(one.result, one.parts) for one in found if one.along is Along.ROWS} == {
        (0, (1, 5)),
        (1, (2,)),
        (2, (3, 4)),
        (5, (6, 8)),
        (6, (7,)),
        (8, (9,)),
    }
    broken = table(CODED.replace("4100 2900 1200\n    4100", "4100 2900 1200\n    4180", 1))
    found = find_rules(FigureTable.of(broken, row_depths=DEPTHS))
    rows = {one.result: one.broken for one in found if one.along is Along.ROWS}
    assert rows == {0: (), 1: (), 2: (), 5: (), 6: (0,), 8: ()}


def test_large_figures_are_added_exactly() -> None:
    big = 10**15
    rows = [
        [Decimal(big + a + b).scaleb(6), Decimal(big + a).scaleb(6), Decimal(b).scaleb(6)]
        for a, b in [(12, 371), (251, 190), (87, 406), (333, 125), (57, 39)]
    ]
    rows = [[one + Decimal("0.0000000001") * 0 for one in row] for row in rows]
    (one,) = find_rules(FigureTable.of(rows))
    assert (one.result, one.parts, one.broken) == (0, (1, 2), ())
    rows[2][0] += 1
    (one,) = find_rules(FigureTable.of(rows))
    assert one.broken == (2,)


@pytest.mark.parametrize(
    ("figures", "numbers"),
    [
        ([2019, 2020, 2021], True),
        ([1, 2, 3, 4], True),
        ([7, 8, 9], True),
        ([1, 2], False),
        ([3, 9, 27], False),
        ([2019, 2020, 20], False),
    ],
)
def test_what_only_numbers_lines_is_no_figure(figures: list[int], numbers: bool) -> None:
    assert is_numbering([Decimal(one) for one in figures]) is numbers


@pytest.mark.parametrize("rows", [[], [[]], [[None]], [[Decimal(1)]], [[Decimal(1), UNKNOWN]]])
def test_a_table_of_next_to_nothing_has_no_rules(rows: list[list[Value]]) -> None:
    assert find_rules(FigureTable.of(rows)) == ()


def test_a_file_of_data_is_not_searched_for_minutes() -> None:
    rows = [[Decimal(r * c % 97) for c in range(2)] for r in range(MOST_VECTORS + 1)]
    assert find_rules(FigureTable.of(rows)) == ()


def test_rows_or_columns_alone_are_related_where_that_is_asked() -> None:
    both = FigureTable.of(table(NESTED))
    assert {one.along for one in find_rules(both, Along.ROWS)} == {Along.ROWS}
    assert {one.along for one in find_rules(both, Along.COLUMNS)} == {Along.COLUMNS}
