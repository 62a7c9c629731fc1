"""Looks at the placement of a table in the window, and works on it with mouse and keys."""

from __future__ import annotations

import time
from pathlib import Path

from drawn import drawn
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.gui.placement.view_geometry import ShownLine
from gouji.gui.shell.window import Window

KEY = Qt.Key
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
LAYOUTS = {
    "pdf": "pdf without a grid, plain",
    "html": "web",
    "docx": "word",
    "xlsx": "workbook",
    "txt": "tabs",
}


def show(
    window: Window, qtbot: QtBot, folder: Path, kind: str = "pdf", seed: int = 5
) -> dict[str, str]:
    """Opens a drawn report with table 3 and its placement shown; returns what was read."""
    path = folder / f"report.{kind}"
    path.write_bytes(drawn(LAYOUTS[kind], seed))
    window.open(path)
    qtbot.waitUntil(lambda: window.context.review is not None)
    window.context.select_cell("t3.new.natural")
    qtbot.keyClick(window, KEY.Key_F4)
    qtbot.waitUntil(lambda: window.placement.placed is not None and not window.placement.is_busy)
    if kind != "pdf":
        sheets = window.source.canvas.sheets._sheets  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: sheets.is_complete)
    return printed(window)


def printed(window: Window) -> dict[str, str]:
    review = window.context.review
    assert review is not None
    return {cell: state.printed.text for cell, state in review.cells.items() if cell[:2] == "t3"}


def settle(window: Window, qtbot: QtBot, before: object) -> None:
    session = window.placement
    qtbot.waitUntil(lambda: not session.is_busy and session.placed is not before)


def shown_line(window: Window, axis: str, cell: str) -> ShownLine:
    lines = window.commands.placing.tool.shown.lines
    return next(one for one in lines if one.line.axis == axis and cell in one.line.cells)


def drag(window: Window, qtbot: QtBot, start: QPointF, end: QPointF) -> list[float]:
    """Drags over the source from one point to another; returns the seconds of work of each move."""
    viewport = window.source.canvas.viewport()
    qtbot.mousePress(viewport, LEFT, NONE, start.toPoint())
    times = []
    for step in range(1, 6):
        at = start + (end - start) * (step / 5)
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove, at, viewport.mapToGlobal(at), LEFT, LEFT, NONE
        )
        begun = time.thread_time()
        QApplication.sendEvent(viewport, event)
        viewport.repaint()
        times.append(time.thread_time() - begun)
    qtbot.mouseRelease(viewport, LEFT, NONE, end.toPoint())
    return times
