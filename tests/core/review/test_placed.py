"""A table placed otherwise is one act: replayed, undone as one, and no decision is lost by it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hand_reviews import SOUND, make_review, report_of

from gouji.core.extraction.report import Reading
from gouji.core.extraction.structure.moving import exchange, slide
from gouji.core.review import Act, Kind, Review
from gouji.core.review.acts.structure_correction import kept_by_hand, place
from gouji.core.review.record.placed import placed_by
from gouji.core.review.review_errors import ReviewDamagedError
from gouji.core.review.review_file.store import open_file
from gouji.core.review.review_file.verify import verify

ROW = ("t3.new.natural", "t3.new.business", "t3.new.research")
WHY = {"act": "slide"}


def readings_of(review: Review) -> dict[str, Reading]:
    return {cell: state.extracted for cell, state in review.cells.items()}


def slid(review: Review, cells=ROW[:1]) -> dict[str, Reading]:
    table = next(table for table in review.report.form.tables if table.id == "t3")
    return dict(slide(table, readings_of(review), cells, right=1).readings)


def printed(review: Review, cells=ROW) -> list[str]:
    return [review.cells[cell].printed.text for cell in cells]


def test_a_placement_is_one_event_that_survives_closing_and_is_undone_as_one(
    tmp_path: Path,
) -> None:
    with make_review(tmp_path) as file:
        review = file.review("审核员")
        change = place(review, "t3", WHY, slid(review), "右移一列")
        assert set(change.cells) == set(ROW[:2])
        (event,) = review.events
        assert (event.kind, event.subject, event.why) == (Kind.PLACED, "t3", "右移一列")
        said = placed_by(event)
        assert said.constraint == WHY
        assert said.before[ROW[0]].figure.text == "8"
        assert said.texts == (f"{ROW[1]}= {ROW[0]}=8", f"{ROW[1]}=8 {ROW[0]}=")
    with open_file(file.path) as again:
        review = again.review("审核员")
        assert printed(review) == ["", "8", ""]
        region = review.report.readings[ROW[0]].region
        assert review.cells[ROW[1]].extracted.region == region
        review.undo()
        assert (printed(review), readings_of(review)) == (
            ["8", "", ""],
            dict(review.report.readings),
        )
        review.redo()
        assert printed(review) == ["", "8", ""]
    assert verify(file.path).is_intact
    with open_file(file.path) as again:
        assert printed(again.review("")) == ["", "8", ""]


def test_what_a_person_decided_stays_and_is_named_where_the_placement_disagrees(
    tmp_path: Path,
) -> None:
    review = Review(report_of(tmp_path), reviewer="审核员")
    review.correct({ROW[1]: "5"})
    review.adjust({ROW[0]: "7"}, why="台账")
    after = slid(review)
    assert kept_by_hand(review, after) == ROW[:2]
    place(review, "t3", WHY, after, "")
    assert printed(review) == ["", "5", ""]
    assert [review.cells[cell].audited.text for cell in ROW] == ["7", "5", ""]
    review.revert(ROW[1])
    assert printed(review) == ["", "8", ""]
    review.undo()
    assert printed(review) == ["", "5", ""]


def test_a_sign_off_falls_with_a_placement_and_stands_again_when_it_is_undone(
    tmp_path: Path,
) -> None:
    review = Review(report_of(tmp_path), reviewer="审核员")
    review.sign_off()
    assert review.signed_off
    place(
        review, "t3", WHY, slid(review, [cell for cell in review.cells if ".natural" in cell]), ""
    )
    assert not review.signed_off
    review.undo()
    assert review.signed_off


def test_every_order_of_acts_and_undoing_gives_what_a_replay_gives(tmp_path: Path) -> None:
    review = Review(report_of(tmp_path), reviewer="审核员")
    steps = [
        lambda: place(review, "t3", WHY, slid(review), ""),
        lambda: review.correct({ROW[2]: "4"}),
        lambda: place(review, "t3", WHY, slid(review, ROW), ""),
        review.undo,
        lambda: review.revert(ROW[2]),
        review.undo,
        review.undo,
        review.redo,
        lambda: review.confirm(ROW),
        review.undo,
    ]
    for step in steps:
        step()
        assert dict(Review(review.report, review.events).cells) == dict(review.cells)


def test_a_placement_that_changes_nothing_is_no_event(tmp_path: Path) -> None:
    review = Review(report_of(tmp_path), reviewer="审核员")
    same = {cell: review.cells[cell].extracted for cell in ROW}
    assert place(review, "t3", WHY, same, "").cells == ()
    assert review.events == ()


GOOD = json.dumps({ROW[0]: {"text": "8", "state": "number", "value": "8", "confidence": 1}})


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("after", ""),
        ("after", "[]"),
        ("after", "{}"),
        ("after", "8"),
        ("after", "[" * 99_000),
        ("after", GOOD.replace(ROW[0], "t9.no.cell")),
        ("after", GOOD.replace('"8"', "8")),
        ("after", GOOD.replace('"number"', '"guess"')),
        ("after", GOOD.replace('"confidence": 1', '"confidence": NaN')),
        ("after", GOOD.replace('"confidence"', '"trust"')),
        ("before", "{}"),
        ("before", GOOD.replace(ROW[0], ROW[1])),
        ("pin", "slide"),
        ("pin", "[]"),
    ],
)
def test_a_hostile_placement_is_damage_and_no_step(tmp_path: Path, field: str, text: str) -> None:
    act = Act(Kind.PLACED, "t3", GOOD, GOOD, pin="{}")
    bad = replace(act, **{field: text})
    with make_review(tmp_path) as file:
        with pytest.raises((ValueError, KeyError)):
            file.review("审核员").do([bad])
        assert file.events == ()
        review = file.review("审核员")
        review.do([act])
        numbers = [replace(event, **{field: text}) for event in review.events]
        file._recorder.append([replace(numbers[0], number=2, step=2)])  # type: ignore[union-attr]
    with open_file(file.path) as again, pytest.raises(ReviewDamagedError):
        again.review("审核员")


def test_exchanged_columns_are_exchanged_whole(tmp_path: Path) -> None:
    review = Review(report_of(tmp_path, SOUND | {ROW[1]: "3"}), reviewer="审核员")
    table = next(table for table in review.report.form.tables if table.id == "t3")
    moved = exchange(table, readings_of(review), ROW[:2])
    place(review, "t3", {"act": "exchange"}, moved.readings, "对调")
    assert printed(review) == ["3", "8", ""]
    assert review.cells["t3.handled.business"].printed.text == "8"
    back = slide(table, readings_of(review), ROW[:2], right=-1)
    assert [(cell, reading.figure.text) for cell, reading in back.fallen] == [(ROW[0], "3")]
