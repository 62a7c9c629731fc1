"""Areas are framed by keys alone, tables are parted, and pages read again by other means."""

from __future__ import annotations

from pathlib import Path

import pytest
from placing import CTRL, KEY, NONE, SHIFT, printed, settle, show
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gouji.core.extraction.structure.constraints import Area
from gouji.core.review import Kind
from gouji.gui.shell.window import Window

quiet = pytest.mark.qt_log_ignore("does not support")
"""For menus: the platform of tests does without some of what a desktop does for them."""


def open_menu(window: Window) -> QMenu:
    (menu,) = [one for one in window.source.canvas.findChildren(QMenu) if one.isVisible()]
    return menu


def trigger(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if text in action.text()).trigger()
    menu.close()


@quiet
@pytest.mark.parametrize("kind", ["pdf", "html"])
def test_a_frame_is_drawn_and_named_by_keys_alone(
    window: Window, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    show(window, qtbot, tmp_path, kind)
    canvas, session = window.source.canvas, window.placement
    tool = window.commands.placing.tool
    qtbot.keyClick(canvas, KEY.Key_M)
    first = tool.shown.marking
    assert first is not None
    qtbot.keyClick(canvas, KEY.Key_Left)
    qtbot.keyClick(canvas, KEY.Key_Down, SHIFT)
    smaller = tool.shown.marking
    assert smaller is not None
    assert (smaller.width(), smaller.height()) < (first.width(), first.height())
    qtbot.keyClick(canvas, KEY.Key_Escape)
    assert tool.shown.marking is None
    assert session.is_on
    before = session.placed
    qtbot.keyClick(canvas, KEY.Key_M)
    room = QRectF(canvas.viewport().rect()).adjusted(1, 1, -1, -1)
    goal = tool.shown.areas[-1].adjusted(-12, -40, 8, 8).intersected(room)
    for key, held, is_there in (
        (KEY.Key_Left, SHIFT, lambda frame: frame.left() <= goal.left()),
        (KEY.Key_Up, SHIFT, lambda frame: frame.top() <= goal.top()),
        (KEY.Key_Right, NONE, lambda frame: frame.right() >= goal.right()),
        (KEY.Key_Down, NONE, lambda frame: frame.bottom() >= goal.bottom()),
    ):
        while not is_there(tool.shown.marking):
            qtbot.keyClick(canvas, key, held)
    while tool.shown.marking.top() < goal.top():  # a frame over two pages is of neither
        qtbot.keyClick(canvas, KEY.Key_Down, SHIFT)
    qtbot.keyClick(canvas, KEY.Key_Return)
    menu = open_menu(window)
    assert {"续表" in action.text() for action in menu.actions()} == {True, False}
    menu.actions()[1].trigger()  # the second table of the form
    menu.close()
    qtbot.waitUntil(lambda: not session.is_busy)
    assert "✖" not in window.message.text, window.message.text
    settle(window, qtbot, before)
    assert session.placed is not None
    assert [one.is_table for one in session.constraints if isinstance(one, Area)] == [True]


def test_a_table_ends_before_a_row_and_another_report_begins(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    read = show(window, qtbot, tmp_path)
    canvas, session, review = window.source.canvas, window.placement, window.context.review
    assert review is not None
    for _ in range(8):
        qtbot.keyClick(canvas, KEY.Key_Down)
    before = session.placed
    cut = window.commands.placing.tool.selected
    assert cut is not None
    qtbot.keyClick(canvas, KEY.Key_BracketRight)
    settle(window, qtbot, before)
    assert session.placed is not None
    spans = [line.span for line in session.placed.along(cut.axis) if line.sheet == cut.sheet]
    assert max(end for _, end in spans) < sum(cut.span) / 2
    window.activateWindow()
    qtbot.keyClick(canvas, KEY.Key_Return)
    now = printed(window)
    lost = [cell for cell in read if read[cell] and not now[cell]]
    assert lost
    assert set(lost).isdisjoint(
        cell
        for line in session.placed.lines
        for cell in line.cells
        if cell in session.placed.readings
    )
    assert [event.kind for event in review.events] == [Kind.PLACED]
    qtbot.keyClick(window, KEY.Key_Z, CTRL)
    assert printed(window) == read


@quiet
def test_a_page_is_read_again_by_the_second_reader(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    read = show(window, qtbot, tmp_path)
    canvas, session = window.source.canvas, window.placement
    sheets = len(session.surface.sheets) if session.surface is not None else 0
    before = session.placed
    qtbot.keyClick(canvas, KEY.Key_P, SHIFT)
    menu = open_menu(window)
    assert len(menu.actions()) == 9
    trigger(menu, "第二个读取程序")
    settle(window, qtbot, before)
    assert session.placed is not None
    assert {area.sheet for area in session.placed.areas} >= {sheets}
    placed = {cell: one.figure.text for cell, one in session.placed.readings.items()}
    assert {cell: text for cell, text in placed.items() if text} == {
        cell: text for cell, text in read.items() if text and cell in placed
    }


def test_a_source_without_pages_says_that_it_cannot_be_read_again(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    show(window, qtbot, tmp_path, "html")
    before = window.placement.placed
    qtbot.keyClick(window.source.canvas, KEY.Key_P)
    assert "没有页面图像" in window.message.text
    assert window.placement.placed is before


@quiet
def test_an_area_without_figures_is_refused_in_a_sentence_that_stays(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    read = show(window, qtbot, tmp_path)
    session = window.placement
    before, acts = session.placed, window.commands.placing.tool.acts
    acts.mark(0, (0.0, 0.0, 5.0, 5.0), goes_on=False)
    qtbot.waitUntil(lambda: "没有数字" in window.message.text)
    qtbot.waitUntil(lambda: not session.is_busy)
    assert "没有数字" in window.message.text
    assert session.placed is before
    assert printed(window) == read
