"""A report opened again goes on with its review, wherever that lies."""

from pathlib import Path

import pytest
from hand_reviews import NAME, SOUND, SOURCE, report_of

from gouji.core.review.acts.reread import diff
from gouji.core.review.review_errors import NotMadeError
from gouji.core.review.review_file.open_or_create import open_review
from gouji.core.review.review_file.review_location import Keeping


def test_opening_a_report_again_goes_on_with_its_review(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(SOURCE)
    with open_review(report_of(tmp_path), tmp_path / NAME, Keeping(tmp_path / "user")) as file:
        assert file.path == tmp_path / f"{NAME}.gouji"
        file.review("审核员").correct({"t3.new.total": "9"})
    later = report_of(tmp_path, SOUND | {"t3.new.natural": "5"})
    with open_review(later, SOURCE, Keeping(tmp_path / "user")) as again:
        assert len(again.events) == 1
        assert [each.cell for each in diff(again.report, later).figures] == ["t3.new.natural"]


def test_a_folder_that_fills_up_sends_the_review_to_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    def full(path: Path, *rest: object) -> None:
        made.append(path)
        raise NotMadeError(path, "disk full")

    monkeypatch.setattr("gouji.core.review.review_file.open_or_create.create", full)
    with pytest.raises(NotMadeError):
        open_review(report_of(tmp_path), SOURCE, Keeping(tmp_path / "user"))
    assert made == [tmp_path / f"{NAME}.gouji", tmp_path / "user" / f"{NAME}.gouji"]
