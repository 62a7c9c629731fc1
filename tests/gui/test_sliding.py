"""Figures that stand in the wrong cells are slid or exchanged in the grid, as one act."""

import pytest
from hand_reports import BALANCED, Put
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gouji.core.review import Kind
from gouji.gui.shell.window import Window

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COLUMNS = ("natural", "business", "research", "nonprofit", "legal", "other", "total")


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def row(window: Window, name: str) -> list[str]:
    assert window.context.review is not None
    return [window.context.review.cells[f"t3.{name}.{one}"].printed.text for one in COLUMNS]


def select(window: Window, *cells: str) -> None:
    window.context.select_cell(f"t3.{cells[0]}")
    window.form.take_focus()
    view = window.form.views["t3"]
    for cell in cells[1:]:
        index = view.form_model.index_of(f"t3.{cell}")
        view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)


SHIFTED = {**BALANCED, **{f"t3.new.{one}": str(at) for at, one in enumerate(COLUMNS, 1)}}


def test_alt_and_an_arrow_show_what_would_move_and_enter_makes_it_one_step(
    put: Put, qtbot: QtBot
) -> None:
    window = put(SHIFTED)
    select(window, *(f"new.{one}" for one in COLUMNS[1:]))
    qtbot.keyClick(focused(), KEY.Key_Left, ALT)
    review = window.context.review
    assert review is not None
    assert review.events == ()
    assert window.context.proposed["t3.new.natural"] == "2"
    assert "落出：1" in window.message.text
    assert window.form.views["t3"].selected_cells()[0] == "t3.new.business"
    qtbot.keyClick(focused(), KEY.Key_Return)
    assert row(window, "new") == ["2", "3", "4", "5", "6", "7", ""]
    (event,) = review.events
    assert (event.kind, event.subject) == (Kind.PLACED, "t3")
    assert window.context.proposed == {}
    qtbot.keyClick(focused(), KEY.Key_Z, CTRL)
    assert row(window, "new") == list("1234567")


def test_pressed_again_it_goes_farther_and_back_again_it_is_nothing(put: Put, qtbot: QtBot) -> None:
    window = put(SHIFTED)
    select(window, "new.natural", "new.business")
    qtbot.keyClick(focused(), KEY.Key_Right, ALT)
    qtbot.keyClick(focused(), KEY.Key_Right, ALT)
    assert window.context.proposed["t3.new.nonprofit"] == "2"
    qtbot.keyClick(focused(), KEY.Key_Down, ALT)
    assert window.context.proposed["t3.carried_in.nonprofit"] == "2"
    qtbot.keyClick(focused(), KEY.Key_Up, ALT)
    qtbot.keyClick(focused(), KEY.Key_Left, ALT)
    qtbot.keyClick(focused(), KEY.Key_Left, ALT)
    assert window.context.proposed == {}
    assert window.message.text == ""
    assert window.context.review is not None
    assert window.context.review.events == ()


@pytest.mark.parametrize("leave", ["escape", "another cell", "another decision"])
def test_what_is_left_changes_nothing_and_enter_moves_on_again(
    put: Put, qtbot: QtBot, leave: str
) -> None:
    window = put(SHIFTED)
    select(window, "new.business")
    qtbot.keyClick(focused(), KEY.Key_Right, ALT)
    if leave == "escape":
        qtbot.keyClick(focused(), KEY.Key_Escape)
    elif leave == "another cell":
        qtbot.keyClick(focused(), KEY.Key_Left)
    else:
        window.context.act(lambda review: review.confirm(["t3.new.total"]))
    assert window.context.proposed == {}
    before = window.context.cell
    qtbot.keyClick(focused(), KEY.Key_Return)
    assert window.context.cell != before
    assert row(window, "new") == list("1234567")


def test_two_columns_change_places_whole_and_what_was_decided_stays(put: Put, qtbot: QtBot) -> None:
    window = put(SHIFTED)
    window.context.act(lambda review: review.correct({"t3.granted.natural": "6"}))
    select(window, "new.natural", "new.business")
    qtbot.keyClick(focused(), KEY.Key_X, CTRL | SHIFT)
    assert "保持您的决定" in window.message.text
    qtbot.keyClick(focused(), KEY.Key_Enter)
    assert row(window, "new")[:2] == ["2", "1"]
    assert row(window, "handled")[:2] == ["0", "8"]
    assert row(window, "granted")[:2] == ["6", "5"]


def test_what_names_no_two_lines_is_refused_in_one_sentence(put: Put, qtbot: QtBot) -> None:
    window = put(SHIFTED)
    select(window, "new.natural", "new.business", "carried_in.natural", "carried_in.business")
    qtbot.keyClick(focused(), KEY.Key_X, CTRL | SHIFT)
    assert "请在同一行选两格" in window.message.text
    assert window.context.proposed == {}


def test_a_figure_placed_anew_is_shown_on_the_source_at_its_own_place(
    put: Put, qtbot: QtBot
) -> None:
    window = put(SHIFTED)
    before = window.source.place_of("t3.new.natural")
    select(window, "new.natural")
    qtbot.keyClick(focused(), KEY.Key_Right, ALT)
    qtbot.keyClick(focused(), KEY.Key_Return)
    assert window.source.place_of("t3.new.business") == before
    window.context.settle()
    assert "更正版面" in window.history.sentences[0]
