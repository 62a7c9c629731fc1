"""A suggestion that puts slipped figures back moves what is printed, as one event."""

from dataclasses import replace
from pathlib import Path

from hand_reviews import SOUND, report_of

from gouji.core.extraction.structure.printed_moves import as_move
from gouji.core.review import Kind, Review
from gouji.core.review.acts.suggestion_steps import apply_suggestion, can_be_judged
from gouji.core.suggestion import MISREADING, CellChange, Suggestion

ROWS = ("new", "partial", "handled")


def slipped(folder: Path) -> Review:
    """Returns a review in which the figures of natural persons stand one column too far."""
    texts = {cell.replace(".natural", ".business"): text for cell, text in SOUND.items()}
    return Review(report_of(folder, texts), reviewer="审核员")


def put_back() -> Suggestion:
    changes = tuple(
        CellChange(f"t3.{row}.{column}", value)
        for row in ROWS
        for column, value in (("natural", 8), ("business", 0))
    )
    return Suggestion(changes, (), 1.0, MISREADING, tied=False, zh="右移", en="slid")


def test_a_misreading_that_is_one_move_is_taken_as_a_placement(tmp_path: Path) -> None:
    review = slipped(tmp_path)
    where = review.cells["t3.new.business"].extracted.region
    apply_suggestion(review, put_back(), why="右移一列")
    (event,) = review.events
    assert (event.kind, event.subject) == (Kind.PLACED, "t3")
    assert review.cells["t3.new.natural"].printed.text == "8"
    assert review.cells["t3.new.natural"].extracted.region == where
    assert review.cells["t3.new.business"].printed.text == ""
    review.undo()
    assert review.cells["t3.new.business"].printed.text == "8"


def test_what_is_no_move_or_was_decided_is_typed_as_before(tmp_path: Path) -> None:
    review = slipped(tmp_path)
    changes = (*put_back().changes[:-1], CellChange("t3.handled.business", 3))
    other = replace(put_back(), changes=changes)
    apply_suggestion(review, other, why="")
    assert {event.kind for event in review.events} == {Kind.CORRECTED}
    review = slipped(tmp_path)
    review.confirm(["t3.new.natural"])
    apply_suggestion(review, put_back(), why="")
    assert {event.kind for event in review.events} == {Kind.CONFIRMED, Kind.CORRECTED}
    assert review.cells["t3.new.natural"].printed.text == "8"


def test_two_figures_that_change_places_are_a_move(tmp_path: Path) -> None:
    report = report_of(tmp_path, SOUND | {"t3.new.business": "3"})
    table = report.form.table("t3")
    values = {"t3.new.natural": 3, "t3.new.business": 8}
    move = as_move(table, report.readings, values)
    assert move is not None
    assert {c: r.figure.value for c, r in move.moved.readings.items()} == values
    assert as_move(table, report.readings, {"t3.new.natural": 3, "t3.new.business": 7}) is None


def test_many_figures_are_only_suggested_where_they_are_one_move(tmp_path: Path) -> None:
    review = slipped(tmp_path)
    rows = ("granted", "denied_law", "denied_secret", *ROWS)
    texts = {f"t3.{row}.business": str(at + 1) for at, row in enumerate(rows)}
    review = Review(report_of(tmp_path, texts), reviewer="审核员")
    back = [CellChange(f"t3.{row}.natural", at + 1) for at, row in enumerate(rows)]
    back += [CellChange(f"t3.{row}.business", 0) for row in rows]
    many = replace(put_back(), changes=tuple(back))
    assert len(many.changes) > 8
    assert can_be_judged(review, many)
    assert not can_be_judged(
        review, replace(many, changes=(*back[:-1], CellChange(back[-1].cell, 4)))
    )
    assert can_be_judged(review, put_back())
