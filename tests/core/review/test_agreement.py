"""Two reviewers of one report: compared cell by cell, and put together into a third file."""

import math
import os
from fractions import Fraction
from pathlib import Path

import pytest
from hand_reviews import SOUND, make_review, report_of

from gouji.core.review import Kind, Review
from gouji.core.review.agreement import (
    ADJUSTED,
    AS_READ,
    CORRECTED,
    cohens_kappa,
    compare,
    kappa_with_interval,
)
from gouji.core.review.review_errors import (
    DiskFullError,
    NotComparableError,
    NotMadeError,
    ReviewExistsError,
)
from gouji.core.review.review_file.merge import FIRST, SECOND, merge, open_doubts
from gouji.core.review.review_file.recorder import Recorder
from gouji.core.review.review_file.store import ReviewFile
from gouji.core.review.review_file.verify import verify

BOTH, FIRST_ALONE, SECOND_ALONE, DIFFERING, CONFIRMED = (
    "t3.new.natural",
    "t3.new.total",
    "t3.partial.natural",
    "t3.partial.total",
    "t3.handled.total",
)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[ReviewFile, ReviewFile]:
    """Two reviews of one report that agree in part."""
    first, second = make_review(tmp_path, "a.gouji"), make_review(tmp_path, "b.gouji")
    one, other = first.review("甲"), second.review("乙")
    one.correct({BOTH: "1,204", FIRST_ALONE: "9", DIFFERING: "1"})
    other.correct({BOTH: "1204", DIFFERING: "2"})
    other.adjust({SECOND_ALONE: "7"}, why="补记")
    one.confirm([CONFIRMED])
    one.explain("t3.row.new", "原件如此")
    return first, second


def close(*files: ReviewFile) -> None:
    for file in files:
        file.close()


def test_agreement_is_of_figures_and_differences_are_named(
    pair: tuple[ReviewFile, ReviewFile],
) -> None:
    first, second = pair
    agreement = compare(first.review("x"), second.review("x"))
    assert [each.cell for each in agreement.differences] == [FIRST_ALONE, SECOND_ALONE, DIFFERING]
    count = len(first.report.readings)
    assert agreement.agreement == Fraction(count - 3, count)
    assert [(note.rule, note.first, note.agrees) for note in agreement.notes] == [
        ("t3.row.new", "原件如此", False)
    ]
    assert agreement.kappa is not None
    assert 0 < agreement.kappa < 1
    close(*pair)


def test_two_who_change_the_same_cells_otherwise_agree_by_act_and_not_by_value(
    tmp_path: Path,
) -> None:
    first, second = make_review(tmp_path, "a.gouji"), make_review(tmp_path, "b.gouji")
    one, other = first.review("甲"), second.review("乙")
    cells = list(one.cells)[:20]
    one.correct(dict.fromkeys(cells, "101"))
    other.correct(dict.fromkeys(cells, "202"))

    agreement = compare(first.review("x"), second.review("x"))

    assert agreement.kappa == 1
    assert (len(agreement.looked_at), agreement.alike) == (20, 0)
    assert agreement.kappa_by_value is not None
    assert agreement.kappa_by_value.value == 0
    close(first, second)


def test_cells_that_were_only_confirmed_are_looked_at_and_agree(
    pair: tuple[ReviewFile, ReviewFile],
) -> None:
    first, second = pair
    agreement = compare(first.review("x"), second.review("x"))

    looked = [each.cell for each in agreement.looked_at]
    assert set(looked) == {BOTH, FIRST_ALONE, SECOND_ALONE, DIFFERING, CONFIRMED}
    assert agreement.alike == 2
    close(*pair)


def test_kappa_of_the_textbook_has_the_interval_of_its_standard_error() -> None:
    pairs = 20 * [("yes", "yes")] + 5 * [("yes", "no")] + 10 * [("no", "yes")] + 15 * [("no", "no")]
    kappa = kappa_with_interval(pairs)
    assert kappa is not None
    error = math.sqrt(0.7 * 0.3 / 50) / 0.5
    assert kappa.value == Fraction(2, 5)
    assert kappa.low == pytest.approx(0.4 - 1.959964 * error)
    assert kappa.high == pytest.approx(0.4 + 1.959964 * error)


def test_kappa_is_that_of_the_textbook() -> None:
    # 50 proposals, two readers: 20 both yes, 15 both no, 5 and 10 apart; kappa is 0.4.
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert cohens_kappa(pairs) == Fraction(2, 5)
    assert cohens_kappa([(AS_READ, AS_READ), (CORRECTED, CORRECTED)]) == 1
    assert cohens_kappa([(AS_READ, CORRECTED), (CORRECTED, AS_READ)]) == -1
    assert cohens_kappa([(AS_READ, AS_READ), (ADJUSTED, AS_READ)]) == 0
    assert cohens_kappa([(AS_READ, AS_READ)]) is None
    assert cohens_kappa([]) is None


def test_reviews_of_different_reports_are_not_compared(tmp_path: Path) -> None:
    one = Review(report_of(tmp_path))
    for other in (report_of(tmp_path, source=b"other"), report_of(tmp_path, index=1)):
        with pytest.raises(NotComparableError, match="不是同一份"):
            compare(one, Review(other))


def test_a_merge_takes_what_agrees_and_leaves_contradictions_open(
    pair: tuple[ReviewFile, ReviewFile], tmp_path: Path
) -> None:
    first, second = pair
    before = (first.head, second.head)
    assert open_doubts(first.review("x"), second.review("x")) == (DIFFERING,)
    with merge(tmp_path / "c.gouji", first, second, reviewer="丙") as third:
        review = third.review("丙")
        audited = {cell: review.cells[cell].audited.text for cell in SOUND}
        assert audited[BOTH] == "1,204"
        assert (audited[FIRST_ALONE], audited[SECOND_ALONE]) == ("9", "7")
        assert audited[DIFFERING] == "8"
        assert not review.cells[DIFFERING].corrected
        assert review.cells[SECOND_ALONE].printed.text == "8"
        assert review.cells[SECOND_ALONE].reason == "补记（乙）"
        assert review.cells[CONFIRMED].confirmed
        assert review.explanations == {"t3.row.new": "原件如此（甲）"}
        merged = third.events[0]
        assert (merged.kind, merged.before, merged.after) == (Kind.MERGED, *before)
        assert {event.by for event in third.events} == {"丙"}
    assert verify(third.path).is_intact
    assert (first.head, second.head) == before
    close(*pair)


@pytest.mark.parametrize(("side", "figure"), [(FIRST, "1"), (SECOND, "2")])
def test_a_merge_takes_the_side_that_was_chosen(
    pair: tuple[ReviewFile, ReviewFile], tmp_path: Path, side: str, figure: str
) -> None:
    with merge(tmp_path / "c.gouji", *pair, reviewer="丙", chosen={DIFFERING: side}) as third:
        assert third.review("丙").cells[DIFFERING].audited.text == figure
    close(*pair)


def test_a_merge_overwrites_nothing(pair: tuple[ReviewFile, ReviewFile]) -> None:
    head = pair[1].head
    close(pair[1])
    with pytest.raises(ReviewExistsError):
        merge(pair[1].path, *pair, reviewer="丙")
    assert verify(pair[1].path).head == head
    close(*pair)


@pytest.mark.skipif(os.name == "nt", reason="has no rights of this kind")
def test_a_merge_is_open_to_nobody_who_may_not_read_both(
    pair: tuple[ReviewFile, ReviewFile], tmp_path: Path
) -> None:
    pair[1].path.chmod(0o600)
    with merge(tmp_path / "c.gouji", *pair, reviewer="丙") as third:
        assert third.path.stat().st_mode & 0o777 == 0o600
    close(*pair)


def test_a_merge_that_cannot_be_written_to_its_end_leaves_nothing(
    pair: tuple[ReviewFile, ReviewFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(tmp_path.iterdir())

    def refuse(recorder: Recorder, events: object) -> None:
        raise DiskFullError(tmp_path / "c.gouji")

    monkeypatch.setattr(Recorder, "append", refuse)
    with pytest.raises(NotMadeError, match="磁盘已满") as caught:
        merge(tmp_path / "c.gouji", *pair, reviewer="丙")
    assert caught.value.path == tmp_path / "c.gouji"
    assert sorted(tmp_path.iterdir()) == before
    close(*pair)
