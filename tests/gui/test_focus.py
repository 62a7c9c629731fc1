"""The keyboard is where the eye is: never on what is hidden, nor on a report that is not meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand_reports import BROKEN, SAMPLES, Put
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gouji.gui.dialogs.batch import BatchDialog
from gouji.gui.session.jobs import Jobs
from gouji.gui.shell.window import Window

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_small_pages_shown_and_hidden_again_leave_the_keyboard_where_it_was(
    window: Window, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.context.opened):
        window.open(SAMPLES / "2021-totals-broken.pdf")
    for part in (window.form.current, window.source.canvas):
        assert part is not None
        part.setFocus()
        QTest.keyClick(focused(), KEY.Key_F7)
        assert focused() is not part
        QTest.keyClick(focused(), KEY.Key_F7)
        assert focused() is part


@pytest.mark.parametrize("key", [KEY.Key_Tab, KEY.Key_Backtab])
@pytest.mark.parametrize("front", ["findings", "suggestions", "history"])
def test_tab_never_enters_a_list_behind_another_tab(put: Put, front: str, key: Qt.Key) -> None:
    window = put(BROKEN)
    window.docks[front].raise_()
    QApplication.processEvents()
    window.source.canvas.setFocus()
    seen = [focused()]
    for _ in range(12):
        if focused() is window.form.current:
            focused().nextInFocusChain()
            window.source.canvas.setFocus()  # in the form Tab goes from figure to figure
        QTest.keyClick(focused(), key)
        seen.append(focused())
        assert not focused().visibleRegion().isEmpty()
    assert len(set(map(id, seen))) > 2


def test_enter_in_the_batch_dialog_neither_closes_nor_cancels_it(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    jobs = Jobs()
    dialog = BatchDialog(jobs, "zh")
    qtbot.addWidget(dialog)
    dialog.show()
    for field in (dialog.folder.line, dialog.output.line, dialog.workers, dialog.password):
        QTest.keyClick(field, KEY.Key_Return)
        assert dialog.isVisible()
    dialog.folder.line.setFocus()
    QTest.keyClicks(dialog.folder.line, str(folder))
    dialog.output.line.setFocus()
    QTest.keyClicks(dialog.output.line, str(tmp_path / "out.xlsx"))
    QTest.keyClick(dialog.output.line, KEY.Key_Return)
    assert dialog.is_running
    QTest.keyClick(QApplication.focusWidget() or dialog, KEY.Key_Return)
    assert dialog.is_running
    assert dialog.isVisible()
    dialog.reject()
    jobs.stop()


def test_a_file_that_cannot_be_read_takes_the_report_before_it_off_the_desk(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    first, second = folder / "a.html", folder / "b.pdf"
    first.write_bytes((SAMPLES / "2021-web-page.html").read_bytes())
    second.write_bytes(b"%PDF-1.7 damaged")
    window.enqueue([folder])
    qtbot.waitUntil(lambda: len(window.queue.entries) == 2 and not window.queue.waiting)
    qtbot.waitUntil(lambda: window.context.review is not None)
    review = window.context.review
    assert review is not None
    QTest.keyClick(focused(), KEY.Key_PageDown, CTRL)
    qtbot.waitUntil(lambda: bool(window.unread.text))
    assert "b.pdf" in window.unread.text
    assert window.context.review is None
    assert focused().isVisible()
    assert not window.form.isVisible()
    for key in (KEY.Key_5, KEY.Key_Delete, KEY.Key_F9):
        QTest.keyClick(focused(), key)
    QTest.keyClick(focused(), KEY.Key_Return, CTRL)
    assert not review.events
    assert window.store.file is None
    QTest.keyClick(focused(), KEY.Key_Return)
    assert window.queue.busy
    qtbot.waitUntil(lambda: not window.queue.busy)
    assert "b.pdf" in window.unread.text
    QTest.keyClick(focused(), KEY.Key_PageUp, CTRL)
    qtbot.waitUntil(lambda: window.context.review is not None)
    assert window.form.isVisible()
    assert not window.unread.text


@pytest.mark.parametrize("size", [(800, 420), (1366, 740), (3840, 2160)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_box_of_an_explanation_shows_all_its_words(
    put: Put, size: tuple[int, int], language: str
) -> None:
    window = put(BROKEN)
    window.language.choose(language)
    window.resize(*size)
    for cell in ("t3.handled.natural", "t3.carried_out.total", "t4.review.total"):
        window.context.select_cell(cell)
        for finding in window.context.findings_of(cell):
            window.context.select_finding(finding)
            QTest.keyClick(focused(), KEY.Key_D, CTRL)
            form = window.form.inline
            assert form is not None
            QApplication.processEvents()
            assert window.rect().contains(form.geometry())
            for label in form.findChildren(QLabel):
                if label.isVisible():
                    assert label.height() >= label.heightForWidth(label.width())
                    assert form.rect().contains(label.geometry())
            QTest.keyClick(form.fields[0], KEY.Key_Escape)
