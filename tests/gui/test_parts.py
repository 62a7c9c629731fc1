"""The keyboard reaches every part of the window, also where the source has one of its own."""

import pytest
from hand_reports import BROKEN, SAMPLES, Put
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.gui.shell.window import Window


def press(window: Window, command: str) -> None:
    """Calls a command the way its key does."""
    window.actions_.by_id[command].trigger()


def where(window: Window) -> str:
    """Returns which part has the keyboard."""
    focused = QApplication.focusWidget()
    parts = ("form", "source", "findings", "suggestions", "history", "queue_panel")
    return next(name for name in parts if getattr(window, name).isAncestorOf(focused))


def test_f6_goes_round_the_parts_that_are_seen(put: Put) -> None:
    window = put(BROKEN)
    seen = []
    for _ in range(4):
        seen.append(where(window))
        press(window, "next_part")
    assert seen == ["form", "source", "findings", "form"]
    press(window, "previous_part")
    assert where(window) == "form"


@pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")
def test_the_source_goes_into_a_window_of_its_own_where_keys_work_and_back(
    put: Put, qtbot: QtBot
) -> None:
    window = put(BROKEN)
    press(window, "set_apart")
    apart = window.source.window()
    assert apart is not window
    assert apart.width() > 400
    window.source.setFocus()
    qtbot.keyClick(window.source.focusProxy(), Qt.Key.Key_F8)
    assert window.context.finding is not None
    press(window, "set_apart")
    assert window.source.window() is window


def test_a_click_on_the_page_lets_what_is_typed_go_to_its_cell(
    window: Window, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.context.opened):
        window.open(SAMPLES / "2021-totals-broken.pdf")
    window.context.select_cell("t3.handled.natural")
    window.context.select_cell("t3.handled.business")
    qtbot.waitUntil(lambda: not window.source.is_gliding)
    place = window.source.place_of("t3.handled.natural")
    assert place is not None
    target = window.source.focusProxy().viewport()
    spot = target.mapFrom(window.source, place.center().toPoint())
    window.source.setFocus()
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=spot)
    assert window.context.cell == "t3.handled.natural"
    qtbot.keyClick(QApplication.focusWidget(), "8")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.context.review is not None
    assert window.context.review.cells["t3.handled.natural"].printed.text == "8"
