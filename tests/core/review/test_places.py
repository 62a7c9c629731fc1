"""Where a review file lies: beside its source where that can be, found again by content."""

from pathlib import Path

import pytest
from hand_reviews import NAME, SOURCE, make_review

from gouji.core.review.record.readings import sha256
from gouji.core.review.review_file import review_location
from gouji.core.review.review_file.lock import lock_path
from gouji.core.review.review_file.review_location import (
    Keeping,
    find_review,
    is_review,
    origin_at,
    review_path_for,
)
from gouji.core.review.review_file.store import open_file
from gouji.core.review.review_file.verify import verify

SHA = sha256(SOURCE)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / NAME).write_bytes(SOURCE)
    return folder / NAME


@pytest.fixture
def fallback(tmp_path: Path) -> Path:
    return tmp_path / "user" / "reviews"


def test_a_new_review_lies_beside_its_source_and_nothing_is_left_by_looking(
    source: Path, fallback: Path
) -> None:
    assert review_path_for(source, SHA, Keeping(fallback)) == source.parent / f"{NAME}.gouji"
    assert list(source.parent.iterdir()) == [source]
    assert not fallback.exists()


def test_the_second_report_of_a_source_has_a_review_of_its_own(
    source: Path, fallback: Path
) -> None:
    make_review(source.parent, f"{NAME}.gouji").close()
    second = review_path_for(source, SHA, Keeping(fallback), report=1)
    assert second == source.parent / f"{NAME} 2.gouji"
    make_review(source.parent, second.name, index=1).close()
    assert review_path_for(source, SHA, Keeping(fallback)) == source.parent / f"{NAME}.gouji"
    assert review_path_for(source, SHA, Keeping(fallback), report=1) == second


def test_a_folder_that_cannot_be_written_sends_the_review_to_the_users_own(
    source: Path, fallback: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_location, "can_write", lambda folder: folder != source.parent)
    assert review_path_for(source, SHA, Keeping(fallback)) == fallback / f"{NAME}.gouji"
    assert fallback.is_dir()
    make_review(fallback, f"{NAME}.gouji").close()
    monkeypatch.undo()
    assert review_path_for(source, SHA, Keeping(fallback)) == fallback / f"{NAME}.gouji"


def test_a_chosen_folder_comes_first_and_the_others_are_looked_through(
    source: Path, fallback: Path, tmp_path: Path
) -> None:
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    assert review_path_for(source, SHA, Keeping(fallback, chosen)) == chosen / f"{NAME}.gouji"
    make_review(source.parent, f"{NAME}.gouji").close()
    found = review_path_for(source, SHA, Keeping(fallback, chosen))
    assert found == source.parent / f"{NAME}.gouji"
    missing = tmp_path / "gone"
    assert review_path_for(source, "f" * 64, Keeping(fallback, missing)).parent == source.parent


def test_a_review_is_found_whatever_its_name_and_only_for_its_own_source(
    source: Path, fallback: Path
) -> None:
    make_review(source.parent, "renamed.gouji").close()
    (source.parent / "broken.gouji").write_bytes(b"x")
    assert review_path_for(source, SHA, Keeping(fallback)) == source.parent / "renamed.gouji"
    assert find_review(source.parent, source, "f" * 64) is None


def test_another_source_of_the_same_name_gets_another_file(source: Path, fallback: Path) -> None:
    make_review(source.parent, f"{NAME}.gouji").close()
    path = review_path_for(source, "f" * 64, Keeping(fallback))
    assert path == source.parent / f"{NAME} (2).gouji"


def test_a_review_that_is_open_is_found(source: Path, fallback: Path) -> None:
    with make_review(source.parent, "open.gouji") as file:
        file.review("x").correct({"t3.new.total": "9"})
        assert review_path_for(source, SHA, Keeping(fallback)) == file.path
        assert origin_at(file.path) == file.origin


def test_a_review_is_told_by_its_name_or_by_what_it_begins_with(source: Path) -> None:
    make_review(source.parent, "r.gouji").close()
    copy = source.parent / "copy.bin"
    copy.write_bytes((source.parent / "r.gouji").read_bytes())
    assert [is_review(path) for path in (copy, Path("no.GOUJI"), source, Path("no"))] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("name", ["报告 100%?#&mode=ro.gouji", "年" * 70 + ".gouji"])
def test_a_review_may_have_any_name(source: Path, name: str) -> None:
    make_review(source.parent, name).close()
    path = source.parent / name
    assert origin_at(path) is not None
    with open_file(path) as file:
        file.review("x").correct({"t3.new.total": "9"})
    assert verify(path).events == 1


def test_the_name_of_a_review_leaves_room_for_its_lock(tmp_path: Path, fallback: Path) -> None:
    source = tmp_path / ("年" * 83 + ".pdf")
    source.write_bytes(SOURCE)
    path = review_path_for(source, SHA, Keeping(fallback), report=1)
    with make_review(tmp_path, path.name, index=1):
        assert lock_path(path).exists()
    assert review_path_for(source, SHA, Keeping(fallback), report=1) == path
