"""No step is on record that its own replay refuses, and none that destroys the file."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hand_reviews import make_review

from gouji.core.errors import FigureRefusedError, GoujiError
from gouji.core.figures import State
from gouji.core.review import Act, Event, Kind
from gouji.core.review import step_events as next_step_module
from gouji.core.review.record.event_chain import LAST_YEAR, MOST_CHARACTERS, linked, to_row
from gouji.core.review.review_errors import ReviewDamagedError, StepRefusedError
from gouji.core.review.review_file.store import open_file
from gouji.core.review.review_file.verify import verify

CELL, OTHER = "t3.new.natural", "t3.new.total"
LONG = ["1" + "0" * 30, "9" * 29, "9" * 4301, "0." + "1" * 30]


@pytest.mark.parametrize("text", LONG, ids=len)
@pytest.mark.parametrize("act", ["correct", "adjust"])
def test_a_figure_too_long_is_refused_in_one_sentence_and_the_file_stays_sound(
    tmp_path: Path, text: str, act: str
) -> None:
    with make_review(tmp_path) as file:
        review = file.review("审核员")
        review.correct({OTHER: "9"})
        command = review.correct if act == "correct" else partial(review.adjust, why="台账")
        with pytest.raises(FigureRefusedError, match="位数过多") as refused:
            command({CELL: text})
        assert len(str(refused.value)) < 120
        assert "too many digits" in refused.value.en
        assert len(file.events) == 1
    with open_file(file.path) as again:
        assert len(again.review("").events) == 1


@pytest.mark.parametrize("text", [*LONG, "1E+30", "NaN", "Infinity", "x" * 5000])
def test_an_event_with_such_a_figure_from_an_earlier_version_no_longer_destroys_a_review(
    tmp_path: Path, text: str
) -> None:
    with make_review(tmp_path) as file:
        file.review("审核员").do([Act(Kind.CORRECTED, CELL, "8", text)])
    with open_file(file.path) as again:
        review = again.review("审核员")
        assert review.cells[CELL].printed.state is State.UNREADABLE
        review.correct({CELL: "8"})
    assert verify(file.path).is_intact


def test_what_the_replay_refuses_is_not_on_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_review(tmp_path) as file:
        review = file.review("审核员")
        for acts in (
            [Act(Kind.CORRECTED, "nowhere", "", "1")],
            [Act(Kind.REREAD_ACCEPTED, CELL, pin="0" * 64)],
            [Act(Kind.UNDONE, "nothing")],
            [Act(Kind.REVERTED, CELL, pin="x")],
        ):
            with pytest.raises((KeyError, ValueError)):
                review.do(acts)
        with pytest.raises(StepRefusedError, match="文字过长"):
            review.adjust({CELL: "7"}, why="长" * (MOST_CHARACTERS + 1))

        class Late(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
                return datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)

        monkeypatch.setattr(next_step_module, "datetime", Late)
        with pytest.raises(StepRefusedError, match="日期"):
            review.confirm([CELL])
        monkeypatch.undo()
        assert (review.events, file.events) == ((), ())
        review.confirm([CELL])
    with open_file(file.path) as again:
        assert [event.kind for event in again.review("").events] == [Kind.CONFIRMED]


@pytest.mark.parametrize("year", [1, 1969, 3000, 9999])
def test_an_event_of_a_year_that_no_clock_shows_is_damage_that_is_told(
    tmp_path: Path, year: int
) -> None:
    with make_review(tmp_path) as file:
        file.review("审核员").confirm([CELL])
        origin = file.origin.hash
    at = datetime(year, 12, 31, 23, 59, tzinfo=UTC)
    (link,) = linked([Event(1, 1, at, "审核员", Kind.CONFIRMED, CELL)], origin)
    with closing(sqlite3.connect(file.path)) as connection:
        row = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'event_is_kept'"
        ).fetchone()
        connection.execute("DROP TRIGGER event_is_kept")
        connection.execute("DELETE FROM event")
        connection.execute(row[0])
        marks = ", ".join("?" * 12)
        connection.execute(f"INSERT INTO event VALUES ({marks})", to_row(link))  # noqa: S608
        connection.execute("UPDATE head SET hash = ?", (link.hash,))
        connection.commit()
    assert [fault.event for fault in verify(file.path).faults] == [1]
    with pytest.raises(GoujiError) as refused:
        open_file(file.path)
    assert isinstance(refused.value, ReviewDamagedError)
