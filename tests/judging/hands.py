"""Does at the window what a person does: by events of mouse and keyboard alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog

from gouji.core.extraction.structure.constraints import COLUMN
from gouji.core.extraction.structure.placement import PlacedLine
from gouji.gui.placement.layer import tag_of
from gouji.gui.shell.window import Window

from .acts import (
    AS_SHOWN,
    BEGINS,
    ENDS,
    EXCHANGE,
    GOES_ON,
    JOIN,
    LAYOUT,
    NAME,
    PAGE,
    SHIFT,
    Act,
)

Key = Qt.Key
_NONE, _ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
_LEFT = Qt.MouseButton.LeftButton

_KEYS = {
    EXCHANGE: Key.Key_X,
    JOIN: Key.Key_Delete,
    LAYOUT: Key.Key_L,
    PAGE: Key.Key_A,
    GOES_ON: Key.Key_C,
    BEGINS: Key.Key_BracketLeft,
    ENDS: Key.Key_BracketRight,
}
_PATIENCE = 240.0
"""Seconds."""


class Hands:
    """The hands at one window."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self._canvas, self._session = window.source.canvas, window.placement
        self._tool = window.commands.placing.tool

    def open(self, path: Path) -> None:
        """Opens a file, of several reports in it the first, and waits for it."""
        before = self.window.context.review
        self.window.open(path)
        self.wait(lambda: self._chosen() or self.window.context.review not in (None, before))
        self.wait(lambda: self.window.context.review not in (None, before))

    def _chosen(self) -> bool:
        """Takes the first of several reports where the window asks for one."""
        asked = [one for one in self.window.findChildren(QInputDialog) if one.isVisible()]
        for one in asked:
            QTest.keyClick(one, Key.Key_Return)
        return bool(asked)

    def show(self, table: str) -> None:
        """Shows the placement of a table: its tab, and F4."""
        review = self.window.context.review
        assert review is not None
        first = next(cell for cell in review.cells if cell.startswith(f"{table}."))
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.window.context.select_cell(first)
        if not self._session.is_on:
            QTest.keyClick(self.window, Key.Key_F4)
        self.wait(lambda: self._session.table == table and self._is_at_rest())
        self._canvas.setFocus()

    def take(self) -> None:
        """Takes what is proposed."""
        QTest.keyClick(self._canvas, Key.Key_Return)
        self.wait(self._is_at_rest)

    def do(self, act: Act) -> float:
        """Does an act; returns the seconds of work from its last event to the repaint."""
        before = self._session.placed
        release = self._begin(act)
        begun = time.process_time()
        release()
        self.wait(lambda: self._is_at_rest() and self._session.placed is not before)
        self._canvas.viewport().repaint()
        return time.process_time() - begun

    def _begin(self, act: Act) -> Callable[[], object]:
        """Does an act up to its last event, and returns what does that."""
        canvas = self._canvas
        if act.line is not None:
            self._select(act.line)
        if act.sheet >= 0:
            self._scroll_to(act.sheet)
        if act.kind == SHIFT and act.line is not None:
            ahead, back = (
                (Key.Key_Right, Key.Key_Left)
                if act.line.axis == COLUMN
                else (Key.Key_Down, Key.Key_Up)
            )
            key = ahead if act.by > 0 else back
            return lambda: QTest.keyClick(canvas, key, _ALT)
        if act.kind == NAME:
            return lambda: QTest.keyClick(canvas, Key(Key.Key_0 + act.number))
        if act.kind == AS_SHOWN:
            return lambda: QTest.keyClick(canvas, Key.Key_Return)
        return lambda: QTest.keyClick(canvas, _KEYS[act.kind])

    def _select(self, line: PlacedLine) -> None:
        """Selects a line: a click on its name, or the arrows where that is out of view."""
        shown = next((one for one in self._tool.shown.lines if one.line is line), None)
        if shown is not None:
            spot = tag_of(shown).center()
            if self._hits(spot, line):
                QTest.mouseClick(self._canvas.viewport(), _LEFT, _NONE, spot.toPoint())
                if self._tool.acts.current() is line:
                    return
        placed = self._session.placed
        assert placed is not None
        ahead = Key.Key_Right if line.axis == COLUMN else Key.Key_Down
        back = Key.Key_Left if line.axis == COLUMN else Key.Key_Up
        count = len(placed.along(line.axis))
        for key in (*[back] * count, *[ahead] * count):
            if self._tool.acts.current() is line:
                return
            QTest.keyClick(self._canvas, key)
        assert self._tool.acts.current() is line

    def _hits(self, spot: QPointF, line: PlacedLine) -> bool:
        """Returns whether a click lands on the name of a line, and on nothing over it."""
        if not self._canvas.viewport().rect().contains(spot.toPoint()):
            return False
        names = (one for one in self._tool.shown.lines if tag_of(one).contains(spot))
        return next((one.line is line for one in names), False)

    def _scroll_to(self, sheet: int) -> None:
        """Brings a sheet into the middle of the view, as the wheel does."""
        surface = self._session.surface
        assert surface is not None
        if surface.is_paged:
            regions = surface.regions(sheet, surface.sheets[sheet].frame.box)
        else:
            regions = tuple(piece.region for piece in surface.pieces[sheet])
        middle = QPointF(self._canvas.viewport().rect().center())
        place = self._canvas.place_of_region(regions[len(regions) // 2])
        if place is not None:
            bar = self._canvas.verticalScrollBar()
            bar.setValue(bar.value() + round(place.center().y() - middle.y()))
            QApplication.processEvents()

    def _is_at_rest(self) -> bool:
        return not self._session.is_busy and (
            self._session.placed is not None or self._session.structure is not None
        )

    def wait(self, is_so: Callable[[], bool]) -> None:
        """Lets the window work until something is so.

        Raises:
            TimeoutError: It takes too long.
        """
        end = time.monotonic() + _PATIENCE
        while not is_so():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents()
