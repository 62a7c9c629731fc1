"""The table in front holds the current cell, whatever way it came there."""

from hand_reports import BALANCED, BROKEN, Put
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QTabWidget
from pytestqt.qtbot import QtBot

from gouji.gui.shell.window import Window


def press(window: Window, command: str) -> None:
    """Calls a command the way its key does."""
    window.actions_.by_id[command].trigger()


def test_a_table_comes_back_with_the_cell_it_was_left_at(put: Put, qtbot: QtBot) -> None:
    window = put(BROKEN)
    window.context.select_cell("t3.handled.natural")
    pointed: list[str] = []
    window.context.cell_selected.connect(pointed.append)
    press(window, "next_table")
    assert window.context.cell == "t4.review.upheld"
    press(window, "previous_table")
    assert window.context.cell == "t3.handled.natural"
    assert pointed == ["t4.review.upheld", "t3.handled.natural"]
    qtbot.keyClick(QApplication.focusWidget(), "8")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.context.review is not None
    assert window.context.review.cells["t3.handled.natural"].printed.text == "8"
    assert window.context.review.cells["t4.review.upheld"].printed.text == "1"


def test_a_click_on_a_tab_makes_a_cell_of_its_table_current(put: Put, qtbot: QtBot) -> None:
    window = put(BROKEN)
    window.context.select_cell("t3.handled.natural")
    window.context.select_cell("t4.review.pending")
    tabs = window.form.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    middle: QPoint = tabs.tabBar().tabRect(1).center()
    qtbot.mouseClick(tabs.tabBar(), Qt.MouseButton.LeftButton, pos=middle)
    assert window.form.current is window.form.views["t3"]
    assert window.context.cell == "t3.handled.natural"


def test_another_report_begins_in_its_first_cell_in_every_table(put: Put) -> None:
    window = put(BROKEN)
    window.context.select_cell("t3.handled.natural")
    put(BALANCED)
    assert window.context.cell == "t2.regulations.issued"
    press(window, "next_table")
    assert window.context.cell == "t3.new.natural"


def test_a_form_for_a_reason_closes_when_another_table_comes_in_front(put: Put) -> None:
    window = put(BROKEN)
    window.context.select_cell("t3.handled.natural")
    press(window, "adjust")
    press(window, "next_table")
    assert window.form.inline is None
    assert QApplication.focusWidget() is window.form.views["t4"]


def test_the_current_cell_stays_in_view_where_the_grid_loses_height(put: Put, qtbot: QtBot) -> None:
    window = put(BROKEN)
    window.context.select_cell("t3.new.total")
    window.form.take_focus()
    view = window.form.views["t3"]
    while view.place_of(window.context.cell).bottom() < view.viewport().height() - 40:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    height = window.form.height()
    window.message.say("一条消息，占去两行的高度\n" * 3)
    qtbot.waitUntil(lambda: window.form.height() < height)
    assert view.viewport().rect().contains(view.place_of(window.context.cell))
