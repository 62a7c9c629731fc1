"""Known displacements of the hand: each is told for what it is, as one mistake."""

from __future__ import annotations

import pytest

from .reports import COLUMNS, changes, errors_after, make_report, sound, suggested

RIGHT = sound()


def printed_instead(*pairs: tuple[str, str]) -> dict[str, str]:
    """Returns the sound texts with the figures of each pair of cells exchanged."""
    texts = dict(RIGHT)
    for here, there in pairs:
        texts[here], texts[there] = RIGHT.get(there, "0"), RIGHT.get(here, "0")
    return texts


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ("t3.denied_law.natural", "t3.denied_security.natural", "数字填错了一行"),
        ("t3.partial.research", "t3.partial.nonprofit", "数字填错了一列"),
        ("t3.granted.natural", "t3.partial.natural", "上下相邻两格的数字互换"),
        ("t3.granted.natural", "t3.granted.business", "左右相邻两格的数字互换"),
        ("t3.handled.business", "t3.carried_out.business", "上下相邻两格的数字互换"),
    ],
)
def test_a_figure_in_a_neighbours_place_is_one_mistake(here: str, there: str, said: str) -> None:
    report = make_report(printed_instead((here, there)))

    first = suggested(report)[0]

    assert changes(first) == {cell: int(RIGHT.get(cell, "0")) for cell in (here, there)}
    assert said in first.zh
    assert errors_after(report, first) == []


def test_a_run_of_figures_a_row_too_low_is_put_back() -> None:
    printed = zip(("granted", "partial", "denied_secret"), ("0", "58", "31"), strict=True)
    report = make_report(RIGHT | {f"t3.{row}.natural": text for row, text in printed})

    first = suggested(report)[0]

    assert changes(first) == {
        "t3.granted.natural": 58,
        "t3.partial.natural": 31,
        "t3.denied_secret.natural": 0,
    }
    assert "连续几行的数字错开了一行" in first.zh
    assert "one row off" in first.en
    assert errors_after(report, first) == []


def test_a_run_of_equal_figures_a_row_too_low_is_put_back() -> None:
    rows = ("rejected_petition", "rejected_repeat", "rejected_publication")
    twos = {f"t3.{row}.{column}": "2" for row in rows[:2] for column in ("legal", "total")}
    more = {"t3.handled.legal": "9", "t3.handled.total": "182"}
    more |= {"t3.new.legal": "9", "t3.new.total": "181"}
    printed = {"t3.rejected_petition.legal": "0", "t3.rejected_publication.legal": "2"}
    assert suggested(make_report(RIGHT | twos | more)) == ()

    first = suggested(make_report(RIGHT | twos | more | printed))[0]

    assert changes(first) == {"t3.rejected_petition.legal": 2, "t3.rejected_publication.legal": 0}
    assert "连续几行的数字错开了一行" in first.zh


def test_a_figure_and_its_total_in_different_rows_are_a_tie_that_no_rule_can_break() -> None:
    row, next_row = ("t3.denied_law", "t3.denied_security")
    alone = {f"{row}.natural": "28", f"{row}.business": "0", f"{row}.total": "28"}
    alone |= {"t3.granted.natural": "42", "t3.granted.business": "37"}
    assert suggested(make_report(RIGHT | alone)) == ()
    printed = RIGHT | alone | {f"{row}.natural": "0", f"{next_row}.natural": "28"}

    ways = suggested(make_report(printed))

    assert [changes(one) for one in ways] == [
        {f"{row}.natural": 28, f"{next_row}.natural": 0},
        {f"{row}.total": 0, f"{next_row}.total": 28},
    ]
    assert all(one.tied and "数字填错了一行" in one.zh for one in ways)
    assert all(errors_after(make_report(printed), one) == [] for one in ways)


def test_a_row_a_column_off_is_put_back_with_the_total_that_fell_out() -> None:
    values = ["0", *(RIGHT[f"t3.new.{column}"] for column in COLUMNS)]
    shifted = zip((*COLUMNS, "total"), values, strict=True)
    report = make_report(RIGHT | {f"t3.new.{column}": text for column, text in shifted})

    first = suggested(report)[0]

    assert changes(first) == {
        f"t3.new.{column}": int(RIGHT[f"t3.new.{column}"]) for column in (*COLUMNS, "total")
    }
    assert "连续几列的数字错开了一列" in first.zh
    assert errors_after(report, first) == []


def test_whole_rows_a_row_too_low_are_put_back_with_the_row_that_fell_out() -> None:
    columns = (*COLUMNS, "total")
    last = ("handled", "carried_out")
    printed = {f"t3.handled.{column}": "0" for column in columns}
    printed |= {f"t3.carried_out.{column}": RIGHT[f"t3.handled.{column}"] for column in columns}
    report = make_report(RIGHT | printed)

    ways = suggested(report)

    assert changes(ways[0]) == {
        f"t3.{row}.{column}": int(RIGHT[f"t3.{row}.{column}"])
        for row in last
        for column in columns
        if RIGHT[f"t3.{row}.{column}"] != (RIGHT | printed)[f"t3.{row}.{column}"]
    }
    assert ways[0].tied  # a run that begins further up leaves the same sums
    assert "等 10 格" not in ways[0].zh
    assert all("整行的数字错开了一行" in one.zh for one in ways)
    assert all("whole rows of figures stand one row off" in one.en for one in ways)
    assert all(errors_after(report, one) == [] for one in ways)


def test_a_sentence_over_many_cells_counts_them() -> None:
    columns = (*COLUMNS, "total")
    rows = ("other_misc", "handled", "carried_out")
    printed = {
        f"t3.{row}.{column}": RIGHT.get(f"t3.{before}.{column}", "0")
        for before, row in zip(("other_no_payment", *rows), rows, strict=False)
        for column in columns
    }

    first = suggested(make_report(RIGHT | printed))[0]

    assert len(first.changes) > 10
    assert f" 等 {len(first.changes)} 格：整行的数字错开了一行" in first.zh
    assert f" and {len(first.changes) - 8} more cells: " in first.en


def test_a_moved_figure_beside_a_wrong_one_is_told_as_such() -> None:
    texts = printed_instead(("t3.partial.research", "t3.partial.nonprofit"))

    first = suggested(make_report(texts | {"t3.granted.business": "91"}))[0]

    assert changes(first) == {
        "t3.granted.business": 21,
        "t3.partial.research": 4,
        "t3.partial.nonprofit": 0,
    }
    assert "数字填错了一列" in first.zh


def test_the_same_figure_in_two_rows_leaves_a_tie() -> None:
    texts = RIGHT | {
        "t3.denied_secret.natural": "2",
        "t3.denied_secret.total": "2",
        "t3.denied_internal.business": "2",
        "t3.denied_internal.total": "2",
        "t3.handled.natural": "129",
        "t3.handled.business": "39",
        "t3.handled.total": "182",
        "t3.new.natural": "125",
        "t3.new.business": "42",
        "t3.new.total": "181",
    }
    assert suggested(make_report(texts)) == ()

    ways = suggested(
        make_report(texts | {"t3.denied_secret.natural": "0", "t3.denied_secret.business": "2"})
    )

    assert [changes(one) for one in ways if one.tied and "填错了一列" in one.zh] == [
        {f"t3.{row}.natural": 2, f"t3.{row}.business": 0}
        for row in ("denied_secret", "denied_internal")
    ]


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("132", "颠倒了相邻两位"),
        ("12", "少了一位"),
        ("1234", "多了一位"),
        ("173", "只有一位数字不同"),
        ("-123", "只有正负号不同"),
        ("1230000", "相差一万倍"),
    ],
)
def test_a_slip_of_digits_is_named(printed: str, said: str) -> None:
    first = suggested(make_report(RIGHT | {"t3.new.natural": printed}))[0]

    assert changes(first) == {"t3.new.natural": 123}
    assert said in first.zh


@pytest.mark.parametrize("printed", ["3", "4", "0"])
def test_of_single_digits_nothing_is_said(printed: str) -> None:
    first = suggested(make_report(RIGHT | {"t3.carried_out.natural": printed}))[0]

    assert changes(first) == {"t3.carried_out.natural": 6}
    assert "数字" not in first.zh
