"""One, two and three wrong figures: which are found, and what is listed beside them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from gouji.core.repair import suggest
from gouji.core.repair.search import SearchBounds
from gouji.core.suggestion import Suggestion

from .reports import FORMS, changes, errors_after, make_report, sound, suggested

PATIENT = SearchBounds(nodes=10_000)
"""Enough for any solution."""

AT_ONCE = SearchBounds(exact=1, nodes=0)
"""No search at all."""

TABLE_3 = [cell for cell in FORMS["2021"].cells if cell.startswith("t3.")]


def test_a_sound_report_has_no_suggestion() -> None:
    assert suggested(make_report()) == ()


@pytest.mark.parametrize("cell", TABLE_3)
def test_one_wrong_figure_is_named_with_its_value_and_nothing_else(cell: str) -> None:
    right = int(sound().get(cell, "0"))

    (one,) = suggested(make_report(sound() | {cell: str(right + 1009)}))

    assert changes(one) == {cell: right}
    assert not one.tied


def test_a_wrong_figure_clears_every_rule_that_it_broke() -> None:
    (one,) = suggested(make_report(sound() | {"t3.handled.natural": "129"}))

    assert one.clears == ("t3.balance.natural", "t3.handled.natural", "t3.row.handled")


def test_a_row_of_table_4_has_as_many_suggestions_as_figures_that_could_be_wrong() -> None:
    report = make_report(sound() | {"t4.review.total": "20"})

    ways = suggested(report)

    assert {tuple(changes(one).items()) for one in ways} == {
        (("t4.review.total", 17),),
        (("t4.review.upheld", 6),),
        (("t4.review.corrected", 17),),
        (("t4.review.other", 3),),
        (("t4.review.pending", 3),),
    }
    assert changes(ways[0]) == {"t4.review.corrected": 17}  # one digit differs, elsewhere more
    assert all(errors_after(report, one) == [] for one in ways)


def test_figures_as_likely_as_each_other_are_called_ties() -> None:
    ways = suggested(make_report(sound() | {"t4.review.total": "18"}))

    assert len(ways) == 5
    assert all(one.tied for one in ways)


def test_no_figure_is_made_negative() -> None:
    ways = suggested(make_report(sound() | {"t4.review.total": "1"}))

    assert [changes(one) for one in ways] == [
        {"t4.review.total": 17}
    ]  # 17 − 3 and 17 − 14 exceed 1


def seeded(count: int, seed: int) -> dict[str, int]:
    random = Random(seed)
    return {
        cell: int(sound().get(cell, "0")) + random.choice((3, 7, 20, 111))
        for cell in random.sample(TABLE_3, count)
    }


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("count", [2, 3])
def test_several_wrong_figures_are_found_together(count: int, seed: int) -> None:
    wrong = seeded(count, seed)
    report = make_report(sound() | {cell: str(value) for cell, value in wrong.items()})

    ways = suggested(report)

    truth = {cell: int(sound().get(cell, "0")) for cell in wrong}
    at = [changes(one) for one in ways].index(truth)
    assert at == 0 or (ways[0].tied and ways[at].tied)
    assert all(errors_after(report, one) == [] for one in ways)


def test_compensating_corners_of_a_rectangle_are_listed_as_ties() -> None:
    wrong = {"t3.granted.natural": "60", "t3.denied_law.business": "18"}
    report = make_report(sound() | wrong)

    ways = suggested(report)

    assert {frozenset(changes(one)) for one in ways} == {
        frozenset({"t3.granted.natural", "t3.denied_law.business"}),
        frozenset({"t3.granted.business", "t3.denied_law.natural"}),
    }
    assert [one.tied for one in ways] == [True, True]


@pytest.mark.parametrize("tried_out", [1, 10])
def test_five_wrong_figures_are_found_by_trial_and_by_the_programme(tried_out: int) -> None:
    wrong = {
        "t3.granted.natural": 158,
        "t3.new.business": 46,
        "t3.carried_in.research": 2,
        "t3.denied_law.total": 128,
        "t3.handled.legal": 9,
    }
    report = make_report(sound() | {cell: str(value) for cell, value in wrong.items()})

    first = suggested(report, replace(PATIENT, exact=tried_out))[0]

    assert changes(first) == {cell: int(sound().get(cell, "0")) for cell in wrong}
    assert errors_after(report, first) == []


def test_twelve_wrong_figures_are_found_together() -> None:
    wrong = seeded(12, 3)
    report = make_report(sound() | {cell: str(value) for cell, value in wrong.items()})

    ways = suggested(report, PATIENT)

    truth = {cell: int(sound().get(cell, "0")) for cell in wrong}
    assert truth in map(changes, ways)
    assert errors_after(report, ways[0]) == []


def many_wrong() -> dict[str, str]:
    """Returns the texts of a report with sixteen wrong figures, no two wrong by the same."""
    random = Random(0)
    cells = random.sample(TABLE_3, 16)
    wrong = dict(zip(cells, random.sample(range(3, 900), 16), strict=True))
    return sound() | {cell: str(int(sound().get(cell, "0")) + by) for cell, by in wrong.items()}


def test_what_is_known_where_the_search_ends_is_said_and_no_more() -> None:
    report = make_report(many_wrong())

    ways = suggested(report, AT_ONCE)

    assert ways
    for one in ways:
        assert len(one.changes) == 1
        assert len(one.clears) >= 2
        assert one.tied
        assert one.zh.endswith("其余不成立的勾稽关系另有错处，在搜索限度内没有全部找到")
        assert one.en.endswith("not all found within the bounds of the search")
        assert len(errors_after(report, one)) == len(errors_after(report)) - len(one.clears)


def test_taking_what_is_known_leads_to_the_rest() -> None:
    printed = many_wrong()

    while known := suggested(make_report(printed), AT_ONCE):
        printed |= {cell: str(value) for cell, value in changes(known[0]).items()}
    (rest, *_) = suggested(make_report(printed), PATIENT)
    printed |= {cell: str(value) for cell, value in changes(rest).items()}

    assert {cell: text for cell, text in printed.items() if sound().get(cell, "0") != text} == {}


def test_a_search_cut_short_calls_its_first_suggestion_a_tie() -> None:
    report = make_report(sound() | {"t4.review.total": "20"})

    ways = suggested(report, SearchBounds(kept=2))

    assert len(ways) == 2
    assert ways[0].tied


def test_mistakes_in_two_tables_are_mended_apart() -> None:
    report = make_report(sound() | {"t3.granted.natural": "85", "t4.review.total": "71"})

    ways = suggested(report)

    assert changes(ways[0]) == {"t3.granted.natural": 58}
    assert all(cell.startswith("t4.") for one in ways[1:] for cell in changes(one))


def test_only_the_table_that_is_asked_for_by_findings_is_cleared() -> None:
    report = make_report(sound() | {"t3.granted.natural": "85"})

    ways: tuple[Suggestion, ...] = suggest(report, report.figures, ())

    assert [one.clears for one in ways] == [()]
