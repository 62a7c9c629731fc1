"""Commands are found by name and on the right button, have keys of one's own, and say why not."""

import pytest
from hand_reports import BALANCED, Put
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from gouji.core.review import Review
from gouji.gui.dialogs.palette import CommandPalette, plain
from gouji.gui.dialogs.shortcuts import ShortcutsDialog
from gouji.gui.menus.context_menus import OF_CELLS, OF_DOUBTS, OF_THE_SOURCE, menu_of
from gouji.gui.menus.keymap import KeyMap
from gouji.gui.shell.window import Window

CELL = "t3.new.natural"


def palette_of(window: Window) -> CommandPalette:
    """Returns the palette, opened."""
    window.actions_.by_id["palette"].trigger()
    dialog = window.commands.viewing.dialog
    assert isinstance(dialog, CommandPalette)
    return dialog


@pytest.mark.parametrize("typed", ["确认", "confirm the cell"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_command_is_found_by_its_name_in_both_languages_and_called_with_enter(
    put: Put, typed: str, language: str
) -> None:
    window = put(BALANCED)
    window.language.choose(language)
    window.context.select_cell(CELL)
    palette = palette_of(window)
    QTest.keyClicks(palette.line, typed) if typed.isascii() else palette.line.setText(typed)
    assert "confirm" in palette.shown
    while palette.list.currentItem().data(Qt.ItemDataRole.UserRole) != "confirm":
        QTest.keyClick(palette.line, Qt.Key.Key_Down)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.context.review is not None
    assert window.context.review.cells[CELL].confirmed


def test_a_command_that_cannot_act_is_listed_and_says_why(window: Window) -> None:
    palette = palette_of(window)
    palette.line.setText("签核")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert "先打开一份报告" in window.actions_.by_id["sign_off"].toolTip()
    palette.close()


def test_undo_says_that_there_is_nothing_to_undo(put: Put) -> None:
    window = put(BALANCED)
    assert "没有可以撤销的步骤" in window.actions_.by_id["undo"].toolTip()
    window.context.act(lambda review: review.correct({CELL: "7"}))
    assert "没有可以" not in window.actions_.by_id["undo"].toolTip()


def test_a_key_is_changed_kept_and_given_back(window: Window, settings: QSettings) -> None:
    keymap = window.parts.keymap
    assert keymap.give("confirm", "F3")
    assert window.actions_.by_id["confirm"].shortcut() == QKeySequence("F3")
    assert "F3" in window.actions_.by_id["confirm"].toolTip()
    assert KeyMap(settings).keys("confirm") == ("F3",)
    keymap.restore()
    assert window.actions_.by_id["confirm"].shortcut() == QKeySequence("Ctrl+Return")


@pytest.mark.parametrize("key", ["F8", "Ctrl+Enter", "Alt+2", "Tab", "5", "Left"])
def test_a_key_that_is_taken_is_refused_with_what_it_does(window: Window, key: str) -> None:
    dialog = ShortcutsDialog(window.parts.keymap, window)
    row = next(
        row
        for row in range(dialog.table.rowCount())
        if dialog.table.item(row, 0).data(Qt.ItemDataRole.UserRole) == "adjust"
    )
    dialog.table.setCurrentCell(row, 0)
    dialog.key.setKeySequence(QKeySequence(key))
    dialog.change()
    assert dialog.complaint.text().startswith("✖ ")
    assert window.actions_.by_id["adjust"].shortcut() == QKeySequence("Shift+F2")
    dialog.close()


def test_no_two_commands_are_shipped_with_one_key(window: Window) -> None:
    keymap = window.parts.keymap
    for command in window.actions_.by_id:
        for key in keymap.keys(command):
            assert keymap.taker(key, command) is None, (command, key)


@pytest.mark.parametrize("listed", [OF_CELLS, OF_DOUBTS, OF_THE_SOURCE])
def test_the_right_button_shows_commands_with_their_keys(
    put: Put, listed: tuple[str | None, ...]
) -> None:
    window = put(BALANCED)
    menu = menu_of(listed, window.actions_.by_id, window)
    assert [one.objectName() for one in menu.actions() if not one.isSeparator()] == [
        name for name in listed if name is not None
    ]
    menu.deleteLater()


def test_the_menu_of_a_cell_is_asked_for_at_the_form(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, shown = put(BALANCED), []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _spot: shown.append(menu.actions()))
    window.form.customContextMenuRequested.emit(window.form.rect().center())
    assert window.actions_.by_id["unreadable"] in shown[0]


def test_what_nobody_can_read_is_recorded_as_such_and_is_no_zero(put: Put) -> None:
    window = put(BALANCED)
    window.context.select_cell(CELL)
    window.actions_.by_id["unreadable"].trigger()
    QApplication.processEvents()
    review = window.context.review
    assert review is not None
    assert window.context.marks(CELL).unreadable
    assert f"value.{CELL}" in [finding.rule for finding in review.findings]
    again = Review(review.report, review.events)
    assert again.cells[CELL].audited.value is None
    with pytest.raises(Exception, match="审定数要写明是多少"):
        review.adjust({CELL: "?"}, why="看不清")


@pytest.mark.parametrize(
    ("text", "bare"), [("打开(&O)…", "打开…"), ("&Open…", "Open…"), ("A && B", "A & B")]
)
def test_names_are_shown_without_their_letters(text: str, bare: str) -> None:
    assert plain(text) == bare
