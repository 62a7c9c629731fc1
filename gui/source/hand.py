"""What the mouse does on the sheets: a click selects a cell, a drag moves the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from .canvas import Canvas


class Hand:
    """Follows the pointer over a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._pressed: QPointF | None = None
        self._is_panning = False

    def press(self, event: QMouseEvent) -> None:
        """Begins a click or a drag of the paper."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._is_panning = event.position(), False

    def move(self, event: QMouseEvent) -> None:
        """Moves the paper under a pressed button; else shows where a click selects a cell."""
        if self._pressed is None:
            on_cell = self._canvas.cell_at(event.position()) is not None
            shape = Qt.CursorShape.PointingHandCursor if on_cell else Qt.CursorShape.ArrowCursor
            self._canvas.viewport().setCursor(shape)
            return
        moved = event.position() - self._pressed
        if self._is_panning or moved.manhattanLength() >= QApplication.startDragDistance():
            self._is_panning = True
            self._pressed = event.position()
            self._pan(moved)

    def release(self, event: QMouseEvent) -> None:
        """Ends a click: tells which cell was meant."""
        was_click = self._pressed is not None and not self._is_panning
        self._pressed = None
        if was_click and event.button() == Qt.MouseButton.LeftButton:
            cell = self._canvas.cell_at(event.position())
            if cell is not None:
                self._canvas.cell_clicked.emit(cell)

    def _pan(self, moved: QPointF) -> None:
        canvas = self._canvas
        for bar, by in (
            (canvas.horizontalScrollBar(), moved.x()),
            (canvas.verticalScrollBar(), moved.y()),
        ):
            bar.setValue(bar.value() - round(by))
