"""The keyboard in the grid does what it does in a spreadsheet."""

import pytest
from hand_reports import BALANCED, Put
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gouji.gui.grid.editor import FigureEditor
from gouji.gui.shell.window import Window

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def focused() -> QWidget:
    """Returns what has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def shown(window: Window, *cells: str) -> list[str]:
    """Returns what the grid of table 3 shows in some cells."""
    model = window.form.views["t3"].form_model
    return [str(model.index_of(f"t3.{cell}").data() or "") for cell in cells]


def start(put: Put, cell: str, texts: dict[str, str] = BALANCED) -> Window:
    """Returns the window with a cell of table 3 current and the grid ready for keys."""
    window: Window = put(texts)
    window.context.select_cell(f"t3.{cell}")
    window.form.take_focus()
    return window


@pytest.mark.parametrize(
    ("key", "held", "there"),
    [
        (KEY.Key_Down, NONE, "denied_third_party.research"),
        (KEY.Key_Right, NONE, "denied_security.nonprofit"),
        (KEY.Key_Home, NONE, "denied_security.natural"),
        (KEY.Key_End, NONE, "denied_security.total"),
        (KEY.Key_Up, CTRL, "new.research"),
        (KEY.Key_Down, CTRL, "carried_out.research"),
        (KEY.Key_Left, CTRL, "denied_security.natural"),
        (KEY.Key_Home, CTRL, "new.natural"),
        (KEY.Key_End, CTRL, "carried_out.total"),
        (KEY.Key_Tab, NONE, "denied_security.nonprofit"),
        (KEY.Key_Backtab, SHIFT, "denied_security.business"),
        (KEY.Key_Return, NONE, "denied_third_party.research"),
        (KEY.Key_Return, SHIFT, "denied_law.research"),
    ],
)
def test_a_key_moves_as_in_a_spreadsheet(
    put: Put, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, there: str
) -> None:
    window = start(put, "denied_security.research")
    qtbot.keyClick(focused(), key, held)
    assert window.context.cell == f"t3.{there}"
    assert window.form.views["t3"].selected_cells() == [f"t3.{there}"]


def test_tab_leaves_the_grid_behind_its_last_figure(put: Put, qtbot: QtBot) -> None:
    start(put, "carried_out.total")
    grid = focused()
    qtbot.keyClick(grid, KEY.Key_Tab)
    assert QApplication.focusWidget() is not grid


def test_shift_and_arrows_select_a_block(put: Put, qtbot: QtBot) -> None:
    window = start(put, "new.natural")
    qtbot.keyClick(focused(), KEY.Key_Down, SHIFT)
    qtbot.keyClick(focused(), KEY.Key_Right, SHIFT)
    block = ["new.natural", "new.business", "carried_in.natural", "carried_in.business"]
    assert sorted(window.form.views["t3"].selected_cells()) == sorted(f"t3.{c}" for c in block)
    qtbot.keyClick(focused(), KEY.Key_End, CTRL | SHIFT)
    assert len(window.form.views["t3"].selected_cells()) == len(
        window.form.views["t3"].sheet.figures
    )


def test_enter_and_tab_go_round_within_a_block(put: Put, qtbot: QtBot) -> None:
    window = start(put, "new.natural")
    for key in (KEY.Key_Down, KEY.Key_Right):
        qtbot.keyClick(focused(), key, SHIFT)
    seen = []
    for key in (KEY.Key_Return, KEY.Key_Return, KEY.Key_Tab, KEY.Key_Tab):
        qtbot.keyClick(focused(), key)
        seen.append(window.context.cell.removeprefix("t3."))
    assert seen == ["new.natural", "carried_in.natural", "carried_in.business", "new.natural"]
    assert len(window.form.views["t3"].selected_cells()) == 4


def test_an_arrow_takes_what_was_typed_and_moves_in_what_f2_opened(put: Put, qtbot: QtBot) -> None:
    window = start(put, "new.natural")
    qtbot.keyClicks(focused(), "7")
    qtbot.keyClick(focused(), KEY.Key_Right)
    assert shown(window, "new.natural") == ["7"]
    assert window.context.cell == "t3.new.business"
    window.context.select_cell("t3.new.natural")
    window.actions_.by_id["correct"].trigger()
    editor = focused()
    assert isinstance(editor, FigureEditor)
    qtbot.keyClick(editor, KEY.Key_Left)
    qtbot.keyClicks(editor, "1")
    assert (focused(), editor.text()) == (editor, "17")
    qtbot.keyClick(editor, KEY.Key_Return, SHIFT)
    assert shown(window, "new.natural") == ["17"]


def test_a_single_figure_is_pasted_into_the_whole_block_and_undone_as_one(
    put: Put, qtbot: QtBot
) -> None:
    window = start(put, "carried_in.natural")
    qtbot.keyClick(focused(), KEY.Key_Right, SHIFT)
    QApplication.clipboard().setText("4")
    window.actions_.by_id["paste"].trigger()
    cells = ["carried_in.natural", "carried_in.business"]
    assert shown(window, *cells) == ["4", "4"]
    window.actions_.by_id["undo"].trigger()
    assert shown(window, *cells) == ["0", "0"]


def test_a_block_goes_to_the_top_left_of_the_selection_and_stays_selected(
    put: Put, qtbot: QtBot
) -> None:
    window = start(put, "new.natural")
    qtbot.keyClick(focused(), KEY.Key_Down, SHIFT)
    QApplication.clipboard().setText("1\t2\r\n3\t\r\n")
    window.actions_.by_id["paste"].trigger()
    cells = ["new.natural", "new.business", "carried_in.natural", "carried_in.business"]
    assert shown(window, *cells) == ["1", "2", "3", ""]
    assert sorted(window.form.views["t3"].selected_cells()) == sorted(f"t3.{c}" for c in cells)


def test_a_merged_figure_is_copied_once(put: Put, qtbot: QtBot) -> None:
    window = put({"t2.licensing.decisions": "29372", "t2.penalties.decisions": "1"})
    window.context.select_cell("t2.licensing.decisions")
    window.form.take_focus()
    qtbot.keyClick(focused(), KEY.Key_Down, SHIFT)
    window.actions_.by_id["copy"].trigger()
    assert QApplication.clipboard().text() == "29372\n1"


def test_a_block_with_a_text_is_refused_whole_and_says_which(put: Put) -> None:
    window = start(put, "new.natural")
    QApplication.clipboard().setText("1\t2\n新收\t合计")
    window.actions_.by_id["paste"].trigger()
    assert shown(window, "new.natural", "new.business") == ["8", "0"]
    assert "“新收”不是数字，另有 1 处，没有粘贴" in window.message.text
    assert "上年结转" in window.message.text


def test_blank_totals_are_filled_with_their_sums_as_one_step(put: Put, qtbot: QtBot) -> None:
    totals = ["new.total", "granted.total", "denied_law.total", "handled.total"]
    blank = dict.fromkeys((f"t3.{cell}" for cell in totals), "")
    window = start(put, "new.natural", {**BALANCED, **blank})
    qtbot.waitUntil(lambda: not window.suggester.busy)
    window.actions_.by_id["fill_totals"].trigger()
    assert shown(window, *totals) == ["8", "5", "3", "8"]
    review = window.context.review
    assert review is not None
    assert review.findings == ()
    assert review.cells["t3.new.total"].printed.text == ""
    assert (
        "合计" in review.cells["t3.new.total"].reason
        or "之和" in review.cells["t3.new.total"].reason
    )
    window.actions_.by_id["undo"].trigger()
    assert shown(window, *totals) == ["", "", "", ""]
