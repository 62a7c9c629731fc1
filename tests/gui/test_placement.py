"""The placement of a table is shown on the source and corrected there, by mouse and by keyboard."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from drawn import drawn
from placing import (
    ALT,
    CTRL,
    KEY,
    LAYOUTS,
    LEFT,
    NONE,
    SHIFT,
    drag,
    printed,
    settle,
    show,
    shown_line,
)
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gouji.core.extraction.structure.constraints import COLUMN, ROW
from gouji.core.extraction.structure.moving import OF_PLACE
from gouji.core.repair.placements import suggest_placements
from gouji.core.review import Kind
from gouji.gui.placement.layer import tag_of
from gouji.gui.placement.remembered import RememberedLayoutsDialog
from gouji.gui.shell.window import Window


@pytest.mark.parametrize("kind", LAYOUTS)
def test_a_key_shows_columns_and_rows_with_the_names_of_the_form(
    window: Window, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    show(window, qtbot, tmp_path, kind)
    tool = window.commands.placing.tool
    shown = tool.shown
    names = [tool.label(one.line) for one in shown.lines]
    assert {"自然人", "总计", "新收"} <= set(names)
    assert shown.areas
    assert window.actions_.by_id["show_placement"].isChecked()
    assert window.source.canvas.hasFocus()
    assert window.source.canvas.tool is tool
    qtbot.keyClick(window.source.canvas, KEY.Key_Escape)
    assert window.source.canvas.tool is None
    assert not window.actions_.by_id["show_placement"].isChecked()


@pytest.mark.parametrize("kind", LAYOUTS)
def test_a_name_dragged_onto_its_column_is_one_act_shown_before_it_counts(
    window: Window, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    read = show(window, qtbot, tmp_path, kind)
    review = window.context.review
    assert review is not None
    before = window.placement.placed
    start = tag_of(shown_line(window, COLUMN, "t3.new.natural")).center()
    goal = shown_line(window, COLUMN, "t3.new.business").place
    drag(window, qtbot, start, QPointF(goal.center().x(), goal.top() + 5))
    settle(window, qtbot, before)
    assert review.events == ()
    assert window.context.proposed
    assert "个数将改变" in window.message.text
    qtbot.keyClick(window.source.canvas, KEY.Key_Return)
    (event,) = review.events
    assert (event.kind, event.subject) == (Kind.PLACED, "t3")
    changed = printed(window)
    assert changed["t3.new.natural"] == read["t3.new.business"]
    qtbot.keyClick(window, KEY.Key_Z, CTRL)
    assert printed(window) == read


def test_a_boundary_is_dragged_and_a_move_is_painted_within_a_frame(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    show(window, qtbot, tmp_path)
    before = window.placement.placed
    place = shown_line(window, COLUMN, "t3.new.business").place
    start = QPointF(place.right(), place.top() + 12)
    times = drag(window, qtbot, start, start + QPointF(4, 0))
    settle(window, qtbot, before)
    moved = shown_line(window, COLUMN, "t3.new.business").place
    assert moved.right() == pytest.approx(place.right() + 4, abs=1.5)
    assert min(times) < 0.016


def test_a_boundary_across_a_figure_is_refused_and_nothing_changes(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    read = show(window, qtbot, tmp_path)
    tool, session = window.commands.placing.tool, window.placement
    placed, structure = session.placed, session.structure
    assert placed is not None
    assert structure is not None
    area = placed.areas[0]
    word = next(
        word
        for word in structure.words[area.sheet]
        if word.is_figure and len(word.text) == 1 and area.box.contains(word.x, word.y)
    )
    geometry = tool.geometry
    assert geometry is not None
    spot = geometry.place(area.sheet, word.box)
    assert spot is not None
    qtbot.mouseDClick(window.source.canvas.viewport(), LEFT, NONE, spot.center().toPoint())
    assert "穿过数字" in window.message.text
    assert session.placed is placed
    assert printed(window) == read


def test_keys_do_all_that_the_mouse_does(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    read = show(window, qtbot, tmp_path)
    canvas, session = window.source.canvas, window.placement
    tool = window.commands.placing.tool

    def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        before = session.placed
        qtbot.keyClick(canvas, key, held)
        settle(window, qtbot, before)

    qtbot.keyClick(canvas, KEY.Key_Right)
    assert tool.selected is not None
    assert tool.selected.name.endswith(".natural")
    press(KEY.Key_X)
    assert shown_line(window, COLUMN, "t3.new.natural").line.span > tool.selected.span
    press(KEY.Key_Backspace)
    assert window.context.proposed == {}
    press(KEY.Key_2)
    assert shown_line(window, COLUMN, "t3.new.business").line.span == tool.selected.span
    press(KEY.Key_Backspace)
    press(KEY.Key_Plus)
    assert shown_line(window, COLUMN, "t3.new.business").line.span == tool.selected.span
    press(KEY.Key_Backspace)
    edge = tool.selected.span[1]
    press(KEY.Key_Right, SHIFT)
    spans = [one.line.span[1] for one in tool.shown.lines if one.line.axis == COLUMN]
    assert any(abs(end - edge - 2) < 0.01 for end in spans)
    press(KEY.Key_Backspace)
    press(KEY.Key_Delete)
    press(KEY.Key_Backspace)
    press(KEY.Key_Right, ALT)
    assert window.context.proposed["t3.new.natural"] == read["t3.new.business"]
    qtbot.keyClick(canvas, KEY.Key_Escape)
    qtbot.waitUntil(lambda: not session.is_busy)
    assert window.context.proposed == {}
    assert session.is_on
    qtbot.keyClick(canvas, KEY.Key_Down)
    assert tool.selected.axis == ROW
    assert printed(window) == read
    assert window.context.review is not None
    assert window.context.review.events == ()


@pytest.mark.qt_log_ignore("does not support")
def test_an_area_marked_with_the_mouse_is_asked_for_its_name(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    show(window, qtbot, tmp_path)
    session, tool = window.placement, window.commands.placing.tool
    before = session.placed
    area = tool.shown.areas[0]
    room = QPointF(window.source.canvas.viewport().rect().bottomRight())
    start, end = area.topLeft() - QPointF(12, 40), area.bottomRight() + QPointF(8, 8)
    start = QPointF(max(start.x(), 1), max(start.y(), 1))
    end = QPointF(min(end.x(), room.x() - 1), min(end.y(), room.y() - 1))
    drag(window, qtbot, start, end)
    (menu,) = [one for one in window.source.canvas.findChildren(QMenu) if one.isVisible()]
    texts = [action.text() for action in menu.actions() if action.text()]
    assert len(texts) == 8
    menu.actions()[1].trigger()
    menu.close()
    settle(window, qtbot, before)
    assert session.constraints
    assert session.placed is not None
    assert session.placed.table == "t3"


def test_an_act_is_answered_within_a_tenth_of_a_second(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    show(window, qtbot, tmp_path)
    canvas, session = window.source.canvas, window.placement
    qtbot.keyClick(canvas, KEY.Key_Right)
    times = []
    for key in (KEY.Key_X, KEY.Key_2, KEY.Key_3, KEY.Key_1):
        before = session.placed
        begun = time.process_time()
        qtbot.keyClick(canvas, key)
        while session.is_busy or session.placed is before:
            QApplication.processEvents()
        canvas.viewport().repaint()
        times.append(time.process_time() - begun)
    assert min(times) < 0.1


def test_one_act_settles_all_doubts_of_where_figures_of_a_table_belong(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(drawn("tabs, some lost", 2))
    window.open(path)
    qtbot.waitUntil(lambda: window.context.review is not None)
    review, session = window.context.review, window.placement
    assert review is not None

    def doubted() -> list[str]:
        return [
            cell
            for cell, state in review.cells.items()
            if state.doubtful and state.extracted.doubt in OF_PLACE
        ]

    tables = dict.fromkeys(cell.partition(".")[0] for cell in doubted())
    assert tables
    window.activateWindow()
    for table in tables:
        window.context.select_cell(next(c for c in review.cells if c.startswith(f"{table}.")))
        qtbot.keyClick(window, KEY.Key_F4)
        qtbot.waitUntil(lambda: session.placed is not None and not session.is_busy)
        qtbot.waitUntil(window.source.canvas.hasFocus)
        qtbot.keyClick(window.source.canvas, KEY.Key_Return)
        qtbot.keyClick(window, KEY.Key_F4)
    assert doubted() == []
    assert [event.kind for event in review.events] == [Kind.PLACED] * len(tables)


def test_a_layout_placed_once_is_offered_to_the_next_report_and_can_be_forgotten(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    show(window, qtbot, tmp_path)
    canvas, session = window.source.canvas, window.placement
    window.activateWindow()
    qtbot.waitUntil(canvas.hasFocus)
    before = session.placed
    qtbot.keyClick(canvas, KEY.Key_Right)
    qtbot.keyClick(canvas, KEY.Key_X)
    settle(window, qtbot, before)
    qtbot.keyClick(canvas, KEY.Key_Return)
    (layout,) = session._layouts.kept
    assert (layout.table, layout.name) == ("t3", "report.pdf")
    qtbot.keyClick(window, KEY.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not session.is_busy)
    assert session._layouts.kept == ()
    assert window.context.proposed == {}
    qtbot.keyClick(window, KEY.Key_Y, CTRL)
    qtbot.waitUntil(lambda: not session.is_busy)
    session._layouts.keep(layout)
    other = tmp_path / "other"
    other.mkdir()
    first = window.context.review
    path = other / "next.pdf"
    path.write_bytes(drawn(LAYOUTS["pdf"], 5) + b"\n%")
    window.open(path)
    qtbot.waitUntil(lambda: window.context.review is not first)
    read = printed(window)
    window.context.select_cell("t3.new.natural")
    qtbot.keyClick(window, KEY.Key_F4)
    qtbot.waitUntil(lambda: session.placed is not None and not session.is_busy)
    assert "report.pdf" in window.message.text
    assert printed(window) == read
    qtbot.keyClick(canvas, KEY.Key_Return)
    assert printed(window)["t3.new.natural"] == read["t3.new.business"]
    window.commands.placing.remembered_layouts()
    dialog = window.commands.placing.dialog
    assert isinstance(dialog, RememberedLayoutsDialog)
    assert dialog.list.count() == 1
    dialog.drop.click()
    assert session._layouts.kept == ()
    dialog.reject()


def test_another_placement_is_suggested_ahead_of_changes_of_figures(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    read = show(window, qtbot, tmp_path, seed=6)  # whose every sum holds as printed
    canvas, session, review = window.source.canvas, window.placement, window.context.review
    assert review is not None
    before = session.placed
    qtbot.keyClick(canvas, KEY.Key_Right)
    qtbot.keyClick(canvas, KEY.Key_Right, ALT)
    settle(window, qtbot, before)
    qtbot.keyClick(canvas, KEY.Key_Return)
    assert printed(window) != read
    qtbot.keyClick(window, KEY.Key_F4)
    qtbot.waitUntil(lambda: not window.suggester.busy)
    current = {cell: state.extracted for cell, state in review.cells.items()}
    structure = session.structure
    assert structure is not None
    found = suggest_placements(structure, review.report, current, review.own_findings)
    window.suggester.add_placements(found)
    finding = next(one for one in review.own_findings if one.rule in found[0].clears)
    window.context.select_finding(finding)
    assert window.suggester.of_doubt[0] is found[0]
    assert "换一种版面" in window.suggestions.lines[0]
    qtbot.keyClick(window, KEY.Key_1, ALT)
    assert printed(window) == read
    assert [event.kind for event in review.events] == [Kind.PLACED, Kind.PLACED]
