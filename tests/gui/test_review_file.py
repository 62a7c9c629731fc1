"""What is done in the window is in the review file at once, and is there again the next time."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hand_reports import SAMPLES
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from gouji.core.review.store import open_file
from gouji.gui.window import Window


def press(window: Window, command: str) -> None:
    action = window.findChild(QAction, command)
    assert isinstance(action, QAction)
    action.trigger()


def show(window: Window, qtbot: QtBot, path: Path) -> Window:
    """Opens a file and waits until its report lies on the desk."""
    with qtbot.waitSignal(window.desk.opened):
        window.open(path)
    return window


@pytest.fixture
def source(tmp_path: Path, settings: QSettings) -> Path:
    """A report in a folder that may be written, whose reviews lie beside it."""
    settings.remove("reviews")
    folder = tmp_path / "reports"
    folder.mkdir()
    return Path(shutil.copy(SAMPLES / "2021-totals-broken.pdf", folder / "泽州.pdf"))


@pytest.fixture
def later(window: Window, qtbot: QtBot, settings: QSettings) -> Iterator[Window]:
    """A second window of the same user."""
    made = Window(settings, window.language)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_an_edit_is_in_the_file_beside_the_source_before_the_next_key(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    window.desk.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    with open_file(source.with_name("泽州.pdf.gouji"), read_only=True) as file:
        assert [(event.by, event.after) for event in file.events] == [("王核", "8")]


def test_closing_asks_nothing_and_the_next_window_goes_on_at_the_same_cell(
    window: Window, later: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    window.desk.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    window.desk.select_cell("t3.carried_out.legal")
    window.close()
    show(later, qtbot, source)
    assert later.desk.cell == "t3.carried_out.legal"
    assert later.desk.review is not None
    assert later.desk.review.cells["t3.handled.natural"].corrected
    press(later, "undo")
    assert not later.desk.review.cells["t3.handled.natural"].corrected


def test_a_review_that_is_open_elsewhere_is_read_only_and_says_so(
    window: Window, later: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    show(later, qtbot, source)
    assert "只读" in later.message.text
    press(later, "confirm")
    assert "只读" in later.message.text
    assert later.desk.review is not None
    assert not later.desk.review.events


def test_turning_to_the_next_report_lets_the_last_ones_file_go(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    other = Path(shutil.copy(SAMPLES / "2021-web-page.html", source.with_name("襄垣.html")))
    show(window, qtbot, source)
    show(window, qtbot, other)

    def is_free() -> bool:
        with open_file(source.with_name("泽州.pdf.gouji")) as file:
            return not file.is_read_only

    qtbot.waitUntil(is_free)


def test_a_review_file_is_opened_itself_even_where_its_source_is_gone(
    window: Window, later: Window, qtbot: QtBot, source: Path, tmp_path: Path
) -> None:
    show(window, qtbot, source)
    window.desk.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    window.close()
    source.unlink()
    moved = Path(shutil.move(source.with_name("泽州.pdf.gouji"), tmp_path / "收到.gouji"))
    show(later, qtbot, moved)
    assert later.desk.review is not None
    assert later.desk.review.cells["t3.handled.natural"].printed.text == "8"
    assert later.desk.document is not None
    assert later.desk.document.pages


def test_where_no_review_can_be_kept_nothing_is_done_that_would_be_lost(
    window: Window, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = source.with_name("blocked")
    blocked.write_text("no folder")
    monkeypatch.setattr("gouji.gui.shelf.data_folder", lambda: blocked)
    monkeypatch.setattr("gouji.core.review.places.can_write", lambda _folder: False)
    show(window, qtbot, source)
    press(window, "confirm")
    assert "没有建立" in window.message.text
    assert window.desk.review is not None
    assert not window.desk.review.events


def test_the_queue_says_how_far_each_review_has_come(
    window: Window, later: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    window.desk.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    window.close()
    shutil.copy(SAMPLES / "2021-web-page.html", source.with_name("襄垣.html"))
    later.open_all([source.parent])
    qtbot.waitUntil(lambda: bool(later.queue.entries) and not later.queue.waiting)
    assert [state for state, _ in later.queue_panel.rows] == ["✎ !2", "✔"]
