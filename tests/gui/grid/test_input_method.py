"""Figures typed through an input method: what it commits is what the cell takes."""

from __future__ import annotations

import pytest
from hand_reports import Put
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.gui.grid.editor import FigureEditor

CELL = "t3.new.natural"


def commit(text: str, *, preedit: str = "") -> None:
    """Commits a text as an input method does, after showing it underlined where it does that."""
    focus = QApplication.focusWidget()
    assert focus is not None
    if preedit:
        QApplication.sendEvent(focus, QInputMethodEvent(preedit, []))
        focus = QApplication.focusWidget()
        assert focus is not None
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(focus, event)


def take(qtbot: QtBot) -> None:
    """Ends the edit with Enter, in the editor as the keyboard finds it."""
    editor = QApplication.focusWidget()
    assert isinstance(editor, FigureEditor)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("commits", "taken"),
    [
        (["8", "5"], 85),
        (["1", "2", "3"], 123),
        (["８", "５"], 85),
        (["１０"], 10),
        (["6"], 6),
    ],
)
def test_every_sign_that_an_input_method_commits_without_preedit_reaches_the_cell(
    put: Put, qtbot: QtBot, commits: list[str], taken: int
) -> None:
    window = put()
    window.context.select_cell(CELL)
    window.form.take_focus()
    for text in commits:
        commit(text)
    take(qtbot)
    assert window.context.review is not None
    assert window.context.review.cells[CELL].printed.value == taken


@pytest.mark.parametrize("preedit", ["8", "八十五"])
def test_a_composed_text_replaces_the_figure_once(put: Put, qtbot: QtBot, preedit: str) -> None:
    window = put()
    window.context.select_cell(CELL)
    window.form.take_focus()
    commit("85", preedit=preedit)
    take(qtbot)
    assert window.context.review is not None
    assert window.context.review.cells[CELL].printed.value == 85


def test_a_text_committed_into_an_open_editor_is_added_at_its_cursor(
    put: Put, qtbot: QtBot
) -> None:
    window = put()
    window.context.select_cell(CELL)
    window.form.take_focus()
    qtbot.keyClicks(QApplication.focusWidget(), "1")
    commit("２")
    commit("3")
    take(qtbot)
    assert window.context.review is not None
    assert window.context.review.cells[CELL].printed.value == 123


def test_a_committed_text_that_is_no_figure_is_refused_and_nothing_changes(
    put: Put, qtbot: QtBot
) -> None:
    window = put()
    window.context.select_cell(CELL)
    window.form.take_focus()
    before = window.context.review.cells[CELL].printed if window.context.review else None
    commit("见附件")
    editor = QApplication.focusWidget()
    assert isinstance(editor, FigureEditor)
    assert editor.text() == "见附件"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.complaint
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert window.context.review is not None
    assert window.context.review.cells[CELL].printed == before
