"""A suggestion is taken whole, as one step, as what it means or as what the reviewer says."""

import pytest
from hand_reports import BROKEN, make_report

from gouji.core.repair import suggest
from gouji.core.review import Kind, Review
from gouji.core.review.acts.suggestion_steps import apply_suggestion
from gouji.core.suggestion import MISREADING, REPORT, CellChange, Suggestion

WRONG = "t3.handled.natural"


def opened() -> Review:
    return Review(make_report(BROKEN).reports[0], reviewer="王核")


@pytest.mark.parametrize(
    ("meaning", "kind"),
    [("", Kind.ADJUSTED), (REPORT, Kind.ADJUSTED), (MISREADING, Kind.CORRECTED)],
)
def test_a_suggestion_clears_what_it_says_and_carries_its_sentence(
    meaning: str, kind: Kind
) -> None:
    review = opened()
    first = suggest(review.report, review.audited, review.findings)[0]
    apply_suggestion(review, first, why=first.zh, meaning=meaning)
    assert not {finding.rule for finding in review.findings} & set(first.clears)
    assert review.cells[WRONG].audited.text == "8"
    assert review.cells[WRONG].printed.text == ("8" if meaning == MISREADING else "10")
    assert (review.events[0].kind, review.events[0].why) == (kind, first.zh)


def test_several_changes_are_one_step() -> None:
    review = opened()
    changes = (CellChange(WRONG, 8), CellChange("t4.review.total", 1))
    apply_suggestion(
        review, Suggestion(changes, (), 1.0, REPORT, tied=False, zh="两处", en="two"), why="两处"
    )
    assert review.findings == ()
    review.undo()
    assert review.cells[WRONG].audited.text == "10"
    assert review.cells["t4.review.total"].audited.text == "0"
