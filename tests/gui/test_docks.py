"""The docks stand close together on a small window, and can be told apart in the dark."""

import pytest
from hand_reports import BROKEN, Put
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from gouji.gui.grid.editor import FigureEditor
from gouji.gui.shell.theme import DARK, palette_of
from gouji.gui.shell.title_bar import TitleBar
from gouji.gui.shell.window import Window

LAPTOP = QSize(683, 350)
"""Logical pixels that a laptop of 1366 by 768 leaves at 200 % below the title of a window."""


def resize(window: Window, size: QSize) -> None:
    """Takes the window to a size in two steps, as a hand would: the first lets it get smaller."""
    for _ in range(2):
        window.resize(size)
        QApplication.processEvents()
        QApplication.processEvents()


def tab_names(window: Window) -> list[list[str]]:
    """Returns the names on the tabs of docks."""
    bars = [bar for bar in window.findChildren(QTabBar) if bar.parent() is window]
    return [[bar.tabText(at) for at in range(bar.count())] for bar in bars if not bar.isHidden()]


def places(window: Window) -> dict[str, QRect]:
    """Returns where the docks stand that are seen."""
    docks = window.docks.by_name.items()
    return {name: dock.geometry() for name, dock in docks if not dock.visibleRegion().isEmpty()}


def test_a_small_window_fits_and_leaves_room_for_the_figures(put: Put) -> None:
    window = put(BROKEN)
    window.form.show_cell("t2.licensing.decisions")
    window.docks["queue"].show()
    resize(window, LAPTOP)
    assert window.size() == LAPTOP
    view = window.form.current
    assert view is not None
    assert view.viewport().height() >= 3 * view.rowHeight(0)
    names = tab_names(window)
    assert any([name.split()[0] for name in each] == ["队列", "原件近景", "原件"] for each in names)
    assert window.source.isVisible()
    assert window.actions_.toolbar.isVisible()
    assert (
        window.menuBar()
        .geometry()
        .contains(window.actions_.toolbar.mapTo(window, QPoint()) + QPoint(5, 5))
    )


def test_a_large_window_has_all_as_it_was(put: Put) -> None:
    window = put(BROKEN)
    before = places(window)
    tools = window.actions_.toolbar.geometry()
    size = window.size()
    resize(window, LAPTOP)
    resize(window, size)
    assert places(window) == before
    assert window.actions_.toolbar.geometry() == tools


def test_each_layout_is_kept_for_itself(put: Put) -> None:
    window = put(BROKEN)
    size = window.size()
    window.docks["history"].hide()
    resize(window, size + QSize(0, 1))
    resize(window, LAPTOP)
    window.docks["findings"].hide()
    resize(window, size)
    assert window.docks["history"].isHidden()
    assert not window.docks["findings"].isHidden()


def test_what_is_asked_at_a_cell_is_seen_whole_on_a_small_window(put: Put, qtbot: QtBot) -> None:
    window = put(BROKEN)
    resize(window, LAPTOP)
    window.context.select_cell("t3.new.natural")
    window.actions_.by_id["adjust"].trigger()
    asked = window.form.inline
    assert asked is not None
    assert window.rect().contains(QRect(asked.mapTo(window, QPoint()), asked.size()))
    assert asked.visibleRegion().boundingRect() == asked.rect()
    qtbot.keyClick(asked.fields[0], Qt.Key.Key_Escape)
    qtbot.keyClick(window.form.views["t3"], "8")
    editor = window.form.views["t3"].findChild(FigureEditor)
    qtbot.keyClicks(editor, "o")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    complaint = editor._complaint
    assert complaint.visibleRegion().boundingRect() == complaint.rect()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_the_buttons_of_a_dock_are_bright_in_the_dark(put: Put, qapp: QApplication) -> None:
    before = qapp.palette()
    window = put(BROKEN)
    qapp.setPalette(palette_of(DARK))
    try:
        bar = window.docks["source"].titleBarWidget()
        assert isinstance(bar, TitleBar)
        for button in bar.findChildren(QToolButton):
            picture = button.grab().toImage()
            points = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
            assert max(picture.pixelColor(*point).lightness() for point in points) > 200
    finally:
        qapp.setPalette(before)


def test_a_dock_is_floated_and_closed_by_its_buttons(put: Put, qtbot: QtBot) -> None:
    window = put(BROKEN)
    dock: QDockWidget = window.docks["source"]
    window.docks["queue"].show()
    bar = window.docks["queue"].titleBarWidget()
    close = bar.findChildren(QToolButton)[-1]
    assert close.accessibleName().startswith("隐藏")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert window.docks["queue"].isHidden()
    assert dock.isVisible()


@pytest.mark.qt_log_ignore("does not support")
def test_the_source_as_a_window_has_the_frame_of_one(put: Put) -> None:
    window = put(BROKEN)
    dock = window.docks["source"]
    window.actions_.by_id["set_apart"].trigger()
    QApplication.processEvents()
    assert dock.isFloating()
    assert not dock.windowFlags() & Qt.WindowType.FramelessWindowHint
    window.actions_.by_id["set_apart"].trigger()
    QApplication.processEvents()
    assert isinstance(dock.titleBarWidget(), TitleBar)
