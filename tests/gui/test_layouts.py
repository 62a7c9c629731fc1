"""The window uses the room that there is: narrow, wide, or two windows, each as it was left."""

from __future__ import annotations

import pytest
from hand_reports import BALANCED, BROKEN, SAMPLES, Put
from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.gui.shell.language import Language
from gouji.gui.shell.window import Window

NARROW, USUAL, WIDE = QSize(683, 350), QSize(1366, 740), QSize(2560, 1340)
KEY = Qt.Key


def resize(window: Window, size: QSize) -> None:
    for _ in range(3):
        window.resize(size)
        for _ in range(3):
            QApplication.processEvents()


def width(window: Window, dock: str) -> int:
    return window.docks[dock].width()


def test_on_a_wide_window_the_source_gets_half_and_no_figure_a_wide_place(put: Put) -> None:
    window = put(BALANCED)
    window.docks["queue"].show()
    resize(window, WIDE)
    assert width(window, "source") > WIDE.width() * 0.4
    for cell in ("t2.licensing.decisions", "t3.new.natural", "t4.review.upheld"):
        window.context.select_cell(cell)
        QApplication.processEvents()
        view = window.form.current
        assert view is not None
        characters = view.fontMetrics().horizontalAdvance("字")
        columns = range(view.sheet.columns)
        assert max(view.columnWidth(at) for at in columns) <= 17 * characters


def test_each_size_of_window_has_the_layout_that_it_was_left_with(
    put: Put, settings: QSettings, qtbot: QtBot
) -> None:
    window = put(BROKEN)
    window.docks["queue"].show()
    left = {}
    for size, share in ((NARROW, 30), (USUAL, 33), (WIDE, 55)):
        resize(window, size)
        window.resizeDocks(
            [window.docks["source"]], [size.width() * share // 100], Qt.Orientation.Horizontal
        )
        resize(window, size + QSize(0, 1))
        resize(window, size)
        left[size.width()] = width(window, "source")
    for size in (NARROW, WIDE, USUAL):
        resize(window, size)
        assert abs(width(window, "source") - left[size.width()]) <= 3
    window.close()
    language = Language(settings)
    later = Window(settings, language)
    qtbot.addWidget(later)
    later.show()
    later.docks["queue"].show()
    resize(later, USUAL)
    assert abs(width(later, "source") - left[USUAL.width()]) <= 3
    later.close()
    language.release()


@pytest.mark.qt_log_ignore("does not support")
def test_the_source_apart_covers_nothing_and_comes_back_as_it_was(
    window: Window, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.context.opened):
        window.open(SAMPLES / "2021-totals-broken.pdf")
    resize(window, QSize(790, 560))
    window.context.select_cell("t3.new.natural")
    view = window.form.current
    assert view is not None
    view.setFocus()
    before = window.geometry()
    dock = window.docks["source"]
    place = dock.geometry()
    QTest.keyClick(view, KEY.Key_F12)
    for _ in range(5):
        QApplication.processEvents()
    assert dock.isFloating()
    assert not dock.frameGeometry().intersects(window.frameGeometry())
    assert QApplication.focusWidget() is view
    assert window.context.cell == "t3.new.natural"
    qtbot.waitUntil(lambda: not window.source.is_gliding)
    at = window.source.place_of("t3.new.natural")
    assert at is not None
    assert window.source.rect().contains(at.toRect())
    QTest.keyClick(view, KEY.Key_F12)
    for _ in range(5):
        QApplication.processEvents()
    assert not dock.isFloating()
    assert window.size() == before.size()
    assert abs(dock.width() - place.width()) <= 3
    assert QApplication.focusWidget() is view


def test_the_list_of_doubts_has_the_room_that_they_need(put: Put) -> None:
    window = put(BALANCED)
    resize(window, USUAL)
    few = window.docks["findings"].height()
    cells = tuple(cell for cell in window.context.review.cells if "granted" in cell)  # type: ignore[union-attr]
    put({**BROKEN, "t3.new.business": "5"}, cells)
    for _ in range(3):
        QApplication.processEvents()
    many = window.docks["findings"].height()
    assert many > few
    assert many <= USUAL.height() * 0.36
    window.resizeDocks([window.docks["findings"]], [few - 20], Qt.Orientation.Vertical)
    QApplication.processEvents()
    chosen = window.docks["findings"].height()
    put({**BROKEN, "t3.new.business": "5"}, cells)
    for _ in range(3):
        QApplication.processEvents()
    assert window.docks["findings"].height() == chosen
