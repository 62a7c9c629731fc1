"""A source read again: what changed is shown, and what people decided stays."""

from dataclasses import replace
from pathlib import Path

import pytest
from hand_reviews import SOUND, make_review, report_of

from gouji.core.review import Kind
from gouji.core.review.acts.reread import diff, settled_by_hand
from gouji.core.review.later_doubts import with_later_doubts
from gouji.core.review.review_errors import SourceDiffersError
from gouji.core.review.review_file.store import open_file
from gouji.core.review.review_file.verify import verify

READ, TYPED, CONFIRMED, ADJUSTED = (
    "t3.new.natural",
    "t3.new.total",
    "t3.partial.natural",
    "t3.partial.total",
)
LATER = SOUND | dict.fromkeys((READ, TYPED, CONFIRMED, ADJUSTED), "5")


def test_only_figures_that_are_read_otherwise_are_to_be_decided(tmp_path: Path) -> None:
    old, new = report_of(tmp_path), report_of(tmp_path, SOUND | {READ: "5"})
    difference = diff(old, new)
    assert [
        (each.cell, each.before.figure.text, each.after.figure.text) for each in difference.figures
    ] == [(READ, "8", "5")]
    surer = {READ: replace(old.readings[READ], confidence=0.7)}
    moved = diff(old, replace(old, readings={**old.readings, **surer}))
    assert (moved.is_empty, moved.placed_otherwise) == (True, (READ,))
    assert diff(old, replace(old, claims=())).text_differs
    fewer = {cell: reading for cell, reading in old.readings.items() if cell != READ}
    assert diff(old, replace(old, readings=fewer)).gone == (READ,)


def test_an_accepted_reading_leaves_every_human_decision_as_it_is(tmp_path: Path) -> None:
    with make_review(tmp_path) as file:
        review = file.review("审核员")
        review.correct({TYPED: "9"})
        review.confirm([CONFIRMED])
        review.adjust({ADJUSTED: "7"}, why="补记")
        later = report_of(tmp_path, LATER)
        difference = diff(review.current_report, later)
        assert settled_by_hand(review, difference) == (TYPED, CONFIRMED, ADJUSTED)
        key = file.add_rereading(later)
        review.accept_rereading(key, [each.cell for each in difference.figures])
        layers = {
            cell: (state.extracted.figure.text, state.printed.text, state.audited.text)
            for cell in (READ, TYPED, CONFIRMED, ADJUSTED)
            if (state := review.cells[cell])
        }
        assert layers == {
            READ: ("5", "5", "5"),
            TYPED: ("5", "9", "9"),
            CONFIRMED: ("5", "8", "8"),
            ADJUSTED: ("5", "5", "7"),
        }
        assert diff(review.current_report, later).is_empty
        cells = review.cells
    with open_file(file.path) as again:
        assert again.review("审核员").cells == cells
    assert verify(file.path).is_intact


def test_a_refused_reading_is_on_record_and_changes_nothing(tmp_path: Path) -> None:
    with make_review(tmp_path) as file:
        review = file.review("审核员")
        before = review.cells
        key = file.add_rereading(report_of(tmp_path, LATER))
        review = file.review("审核员")
        assert review.refuse_rereading(key, [READ]).cells == ()
        assert review.cells == before
        (event,) = review.events
        assert (event.kind, event.before, event.after) == (Kind.REREAD_REFUSED, "8", "5")
        assert review.undoable is None


def test_an_accepted_reading_is_undone_like_any_step_and_taken_back_alone(tmp_path: Path) -> None:
    with make_review(tmp_path) as file:
        key = file.add_rereading(report_of(tmp_path, LATER))
        review = file.review("审核员")
        review.accept_rereading(key, [READ, TYPED])
        review.revert(READ)
        assert (review.cells[READ].printed.text, review.cells[TYPED].printed.text) == ("8", "5")
        review.undo()
        review.undo()
        assert review.cells[TYPED].printed.text == "8"


def test_a_reading_of_another_source_is_refused(tmp_path: Path) -> None:
    with make_review(tmp_path) as file:
        with pytest.raises(SourceDiffersError):
            file.add_rereading(report_of(tmp_path, source=b"other"))
        with pytest.raises(SourceDiffersError):
            file.add_rereading(report_of(tmp_path, index=1))


def test_what_proofs_find_later_is_a_doubt_until_a_reviewer_settles_it(tmp_path: Path) -> None:
    with make_review(tmp_path) as file:
        file.review("审核员").confirm([CONFIRMED])
        old = file.report
        failed = {
            cell: replace(old.readings[cell], confidence=0.45, doubt="contradicted",
                          alternatives=("3",))
            for cell in (READ, CONFIRMED)
        }  # fmt: skip
        now = replace(old, readings={**old.readings, **failed})
        review = file.review("审核员")
        proven = review.read_now(now)
        assert not review.cells[READ].doubtful
        assert proven.cells[READ].doubtful
        assert proven.cells[READ].extracted.alternatives == ("3",)
        assert not proven.cells[CONFIRMED].doubtful
        assert with_later_doubts(now, old) is now  # a doubt on record stays
        assert proven.audited == review.audited
        assert proven.read_now(now) is proven
        assert review.read_now(old) is review
        assert proven.events == review.events
        proven.confirm([READ])
        assert not proven.cells[READ].doubtful
    with open_file(tmp_path / "report.gouji") as file:
        assert [event.subject for event in file.events] == [CONFIRMED, READ]
    assert verify(tmp_path / "report.gouji").is_intact


def test_another_figure_is_offered_and_never_doubted_behind_the_readers_back(
    tmp_path: Path,
) -> None:
    with make_review(tmp_path) as file:
        now = report_of(tmp_path, SOUND | {READ: "5"})
        doubted = {READ: replace(now.readings[READ], confidence=0.4, doubt="contradicted")}
        now = replace(now, readings={**now.readings, **doubted})
        review = file.review("审核员")
        assert review.read_now(now) is review
        assert [each.cell for each in diff(file.report, now).figures] == [READ]
