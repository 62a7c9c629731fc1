"""Several reports are read in the background and worked through one after the other."""

import shutil
import zipfile
from pathlib import Path

import pytest
from hand_reports import BROKEN, SAMPLES, make_report
from protected import PASSWORD, protect
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QInputDialog, QTableView
from pytestqt.qtbot import QtBot

from gouji.core.review import Review, progress_of
from gouji.core.survey import ReportUnderReview
from gouji.gui.queue import QueuePanel
from gouji.gui.queue.queue_entry import QueueEntry, QueueState
from gouji.gui.queue.queue_model import BY_NAME, BY_WORK
from gouji.gui.session.last_session import LastSession
from gouji.gui.shell.window import Window

SECONDS_60 = 60_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports, one without an error, and a file that is broken."""
    made = tmp_path / "reports"
    made.mkdir()
    shutil.copy(SAMPLES / "2021-totals-broken.pdf", made / "2.pdf")
    shutil.copy(SAMPLES / "2021-web-page.html", made / "1.html")
    (made / "3.pdf").write_bytes(b"%PDF-1.7\n" + bytes(200))
    return made


def press(window: Window, command: str) -> None:
    action = window.findChild(QAction, command)
    assert isinstance(action, QAction)
    action.trigger()


def shown(window: Window) -> int:
    """Returns which line of the queue lies under review; -1 for none."""
    return window.queue.index_of(window.context.under_review)


def turn(window: Window, qtbot: QtBot, command: str) -> None:
    """Gives a command and waits until another report lies under review."""
    with qtbot.waitSignal(window.context.opened, timeout=SECONDS_60):
        press(window, command)


def read(window: Window, qtbot: QtBot, paths: list[Path]) -> None:
    """Puts files in the queue and waits until all are read."""
    with qtbot.waitSignal(window.queue.regrouped, timeout=SECONDS_60):
        window.open_all(paths)
    qtbot.waitUntil(lambda: not window.queue.waiting, timeout=SECONDS_60)
    qtbot.waitUntil(lambda: window.context.review is not None or not window.queue.entries)


def states(window: Window) -> list[str]:
    return [state for state, _ in window.queue_panel.rows]


def box(window: Window, name: str) -> QComboBox:
    boxes = window.queue_panel.findChildren(QComboBox)
    return next(one for one in boxes if one.accessibleName() == name)


def test_a_folder_is_read_and_the_first_report_shown_at_once(
    window: Window, qtbot: QtBot, folder: Path
) -> None:
    # The others wait until the first is seen, however fast they would be read.
    window.queue.ready.connect(lambda _first: window.queue.pause(paused=True))
    with qtbot.waitSignal(window.context.opened, timeout=SECONDS_60):
        window.open_all([folder])
    assert window.queue.waiting
    assert window.queue_panel.isVisible()
    window.queue.pause(paused=False)
    qtbot.waitUntil(lambda: not window.queue.waiting, timeout=SECONDS_60)
    assert states(window) == ["✔", "✖3 !2", "⊘"]
    assert [entry.kind for entry in window.queue.entries] == [
        QueueState.CLEAN, QueueState.ERRORS, QueueState.FAILED,
    ]  # fmt: skip
    assert window.queue_panel.summary == "已读 3/3 · 有错误 1 · 读取失败 1"
    tip = window.queue_panel._model.index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "已损坏" in tip


def test_f8_goes_on_to_the_next_report_with_doubts(
    window: Window, qtbot: QtBot, folder: Path
) -> None:
    read(window, qtbot, [folder])
    assert shown(window) == 0
    turn(window, qtbot, "next_doubt")
    assert shown(window) == 1
    assert window.context.finding is not None


def test_page_keys_turn_the_reports_and_edits_stay(
    window: Window, qtbot: QtBot, folder: Path
) -> None:
    read(window, qtbot, [folder])
    turn(window, qtbot, "next_report")
    assert shown(window) == 1
    window.context.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    QApplication.processEvents()
    assert states(window)[1] == "✎ !2"
    turn(window, qtbot, "previous_report")
    assert shown(window) == 0
    turn(window, qtbot, "next_report")
    assert window.context.review is not None
    assert window.context.review.cells["t3.handled.natural"].corrected
    assert "8" in window.history.sentences[0]


def test_a_file_that_cannot_be_read_is_told_of_and_passed(
    window: Window, qtbot: QtBot, folder: Path
) -> None:
    shutil.copy(SAMPLES / "2021-web-page.html", folder / "4.html")
    read(window, qtbot, [folder])
    turn(window, qtbot, "next_report")
    press(window, "next_report")
    qtbot.waitUntil(lambda: "已损坏" in window.unread.text, timeout=SECONDS_60)
    assert window.context.review is None
    turn(window, qtbot, "next_report")
    assert shown(window) == 3


def test_opening_a_listed_file_again_keeps_its_review(
    window: Window, qtbot: QtBot, folder: Path
) -> None:
    read(window, qtbot, [folder])
    turn(window, qtbot, "next_report")
    before = window.context.review
    with qtbot.waitSignal(window.context.opened, timeout=SECONDS_60):
        window.open(folder / "2.pdf")
    assert window.context.review is before
    assert len(window.queue.entries) == 3


def test_reading_is_paused_stopped_and_taken_up_again(
    window: Window, qtbot: QtBot, folder: Path
) -> None:
    window.queue.pause(paused=True)
    with qtbot.waitSignal(window.queue.regrouped, timeout=SECONDS_60):
        window.open_all([folder])
    assert states(window) == ["·"] * 3
    assert "已暂停" in window.queue_panel.summary
    window.queue.pause(paused=False)
    assert states(window)[0] == "…"
    window.queue.stop()
    assert states(window) == ["·"] * 3
    window.turning.show(1)
    qtbot.waitUntil(lambda: window.context.review is not None, timeout=SECONDS_60)
    assert states(window) == ["·", "✖3 !2", "·"]
    window.queue.pause(paused=False)
    qtbot.waitUntil(lambda: not window.queue.waiting, timeout=SECONDS_60)


def test_the_list_is_filtered_and_ordered(window: Window, qtbot: QtBot, folder: Path) -> None:
    read(window, qtbot, [folder])
    order, kind = box(window, "排序"), box(window, "只显示")
    order.setCurrentIndex(order.findData(BY_WORK))
    assert states(window) == ["✖3 !2", "✔", "⊘"]
    order.setCurrentIndex(order.findData(BY_NAME))
    assert states(window)[0] == "⊘"
    kind.setCurrentIndex(kind.findData(QueueState.ERRORS))
    assert states(window) == ["✖3 !2"]
    kind.setCurrentIndex(0)
    window.queue_panel._text.setText("1.html")
    assert states(window) == ["✔"]


def test_a_protected_file_is_asked_for_its_password_when_it_is_wanted(
    window: Window, qtbot: QtBot, tmp_path: Path, folder: Path
) -> None:
    protected = protect(folder / "0.docx")
    read(window, qtbot, [protected, folder / "1.html"])
    assert states(window)[0] == "⊘"
    window.turning.show(0)
    qtbot.waitUntil(lambda: window.opener.dialog is not None, timeout=SECONDS_60)
    dialog = window.opener.dialog
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue(PASSWORD)
    with qtbot.waitSignal(window.context.opened, timeout=SECONDS_60):
        dialog.accept()
    assert window.queue.entries[0].password == PASSWORD
    assert len(window.queue.entries) == 2


def test_a_line_is_opened_by_keyboard(window: Window, qtbot: QtBot, folder: Path) -> None:
    read(window, qtbot, [folder])
    table = window.queue_panel.findChild(QTableView)
    assert isinstance(table, QTableView)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.context.opened, timeout=SECONDS_60):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert shown(window) == 1


def test_a_line_says_how_much_of_its_file_is_read(window: Window, tmp_path: Path) -> None:
    window.queue.entries = [QueueEntry(tmp_path / "long.pdf", reading=True)]
    window.queue.regrouped.emit()
    assert states(window) == ["…"]
    window.queue._progress(3, 12)
    assert states(window) == ["… 25 %"]


def test_several_files_dropped_make_a_queue(window: Window, qtbot: QtBot, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder / name)) for name in ("1.html", "2.pdf")])
    drop = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.queue.regrouped, timeout=SECONDS_60):
        window.dropEvent(drop)
    qtbot.waitUntil(lambda: not window.queue.waiting, timeout=SECONDS_60)
    assert len(window.queue.entries) == 2


def test_a_file_of_several_reports_becomes_a_line_each(window: Window) -> None:
    one, two = make_report(), make_report(BROKEN)
    window.queue.entries = [QueueEntry(one.document.path, reading=True)]
    both = tuple(
        ReportUnderReview(
            one.document.path,
            one.document,
            each.reports[0],
            progress_of(Review(each.reports[0])),
        )
        for each in (one, two)
    )
    window.queue._take(both)
    assert [entry.standing.errors for entry in window.queue.entries] == [0, 4]
    assert len(window.queue_panel.rows) == 2


def test_reports_are_taken_off_the_list_and_their_reviews_stay(
    window: Window, qtbot: QtBot, folder: Path
) -> None:
    read(window, qtbot, [folder])
    table = window.queue_panel.findChild(QTableView)
    assert isinstance(table, QTableView)
    table.setFocus()
    table.selectRow(2)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert states(window) == ["✔", "✖3 !2"]
    window.queue_panel._empty.trigger()
    assert states(window) == ["✔"]
    assert shown(window) == 0
    with qtbot.waitSignal(window.queue.regrouped, timeout=SECONDS_60):
        window.open_all([folder])
    qtbot.waitUntil(lambda: not window.queue.waiting, timeout=SECONDS_60)
    assert len(states(window)) == 3


def test_a_report_that_is_turned_back_to_is_at_its_cell_also_in_the_close_up(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "editions"
    folder.mkdir()
    for name in ("2021-totals-broken.pdf", "2019-edition.docx"):
        shutil.copy(SAMPLES / name, folder)
    read(window, qtbot, [folder])
    turn(window, qtbot, "next_report")
    window.context.select_cell("t3.granted.natural")
    turn(window, qtbot, "previous_report")
    turn(window, qtbot, "next_report")
    assert window.context.cell == "t3.granted.natural"
    assert window.close_up._current == "t3.granted.natural"


def test_what_was_exported_into_a_folder_is_no_line_of_its_queue_unless_it_is_named(
    window: Window, qtbot: QtBot, folder: Path
) -> None:
    exported = folder / "0.xlsx"
    window.open(folder / "1.html")
    qtbot.waitUntil(lambda: window.context.review is not None, timeout=SECONDS_60)
    window.commands.files.write_export(exported)
    qtbot.waitUntil(lambda: not window.status.busy, timeout=SECONDS_60)
    assert exported.exists()
    read(window, qtbot, [folder])
    assert [entry.path.name for entry in window.queue.entries] == ["1.html", "2.pdf", "3.pdf"]
    read(window, qtbot, [exported, folder / "2.pdf"])
    failed = [one for one in window.queue.entries if one.kind is QueueState.FAILED]
    assert [entry.path.name for entry in failed] == [
        "3.pdf", "0.xlsx",
    ]  # fmt: skip


def test_filter_and_order_come_back_at_the_next_start(window: Window, settings: QSettings) -> None:
    window.queue_panel.take_arrangement("errors", "泽州", "2")
    again = QueuePanel(window.queue, window.context, "zh")
    LastSession(settings, window.queue, window.context).arrange(again)
    assert again.arrangement == ("errors", "泽州", "2")
    again.close()


def test_an_archive_is_opened_as_a_folder_and_its_reviews_lie_beside_it(
    window: Window, qtbot: QtBot, folder: Path
) -> None:
    archive = folder / "年报.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name in ("1.html", "2.pdf"):
            packed.write(folder / name, f"某局/{name}")
    read(window, qtbot, [archive])
    assert [entry.path for entry in window.queue.entries] == [
        archive / "某局" / "1.html",
        archive / "某局" / "2.pdf",
    ]
    under_review = window.context.under_review
    assert under_review is not None
    assert under_review.review_path is None or under_review.review_path.parent == folder
