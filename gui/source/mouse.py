"""What the mouse does on the sheets: a click selects a cell, a drag marks text or moves paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt, SignalInstance
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from .paper.sheets import Sheets
from .selecting import Selection


class DraggedSurface(Protocol):
    """What lies under the pointer: sheets in a view that scrolls."""

    cell_clicked: SignalInstance

    @property
    def sheets(self) -> Sheets:
        """The sheets."""

    def viewport(self) -> QWidget:
        """Returns what the pointer moves over."""

    def horizontalScrollBar(self) -> QScrollBar:  # noqa: N802 - named by Qt
        """Returns what scrolls to the sides."""

    def verticalScrollBar(self) -> QScrollBar:  # noqa: N802 - named by Qt
        """Returns what scrolls up and down."""

    def cell_at(self, position: QPointF) -> str | None:
        """Returns the cell at a point of the view, None where there is none."""

    def point(self, position: QPointF) -> tuple[int, QPointF] | None:
        """Returns the sheet at a point of the view, and the point on it."""

    def show_selection(self, frames: Sequence[tuple[int, QRectF]]) -> None:
        """Shows which text is marked."""


class Mouse:
    """Follows the pointer over a canvas.

    A drag that begins on text marks it; one that begins elsewhere, or with the middle button,
    moves the paper.

    Attributes:
        selection: The text that is marked.
    """

    def __init__(self, canvas: DraggedSurface) -> None:
        self._canvas = canvas
        self.selection = Selection()
        self._pressed: QPointF | None = None
        self._is_dragging = False
        self._is_marking = False

    def press(self, event: QMouseEvent) -> None:
        """Begins a click or a drag."""
        left = event.button() == Qt.MouseButton.LeftButton
        if left or event.button() == Qt.MouseButton.MiddleButton:
            self._pressed, self._is_dragging = event.position(), False
            self._is_marking = left and self._begin(event.position())

    def move(self, event: QMouseEvent) -> None:
        """Goes on with a drag; else shows by the pointer what a click or a drag would do."""
        if self._pressed is None:
            self._canvas.viewport().setCursor(self._shape(event.position()))
            return
        moved = event.position() - self._pressed
        if not self._is_dragging and moved.manhattanLength() < QApplication.startDragDistance():
            return
        self._is_dragging = True
        if self._is_marking:
            self._follow(event.position())
            self._extend(event.position())
        else:
            self._pressed = event.position()
            self._pan(moved)

    def release(self, event: QMouseEvent) -> None:
        """Ends a click: tells which cell was meant."""
        was_click = self._pressed is not None and not self._is_dragging
        self._pressed = None
        if was_click and event.button() == Qt.MouseButton.LeftButton:
            cell = self._canvas.cell_at(event.position())
            if cell is not None:
                self._canvas.cell_clicked.emit(cell)

    def select_all(self, position: QPointF) -> None:
        """Marks all text of the sheet at a point of the view."""
        at = self._canvas.point(position)
        if at is not None:
            self.selection.take_all(self._canvas.sheets, at[0])
            self._canvas.show_selection(self.selection.frames)

    def _begin(self, position: QPointF) -> bool:
        """Marks no text any more; returns whether there is some to mark at a point of the view."""
        at = self._canvas.point(position)
        begun = at is not None and self.selection.begin(self._canvas.sheets, *at)
        self._canvas.show_selection(self.selection.frames)
        return begun

    def _extend(self, position: QPointF) -> None:
        """Marks the text from where the drag began to a point of the view."""
        at = self._canvas.point(position)
        if at is not None:
            self.selection.extend(self._canvas.sheets, *at)
            self._canvas.show_selection(self.selection.frames)

    def _shape(self, position: QPointF) -> Qt.CursorShape:
        if self._canvas.cell_at(position) is not None:
            return Qt.CursorShape.PointingHandCursor
        at = self._canvas.point(position)
        layer = self._canvas.sheets.text(at[0]) if at is not None else None
        if layer is None or at is None or layer.at(at[1], exactly=True) is None:
            return Qt.CursorShape.ArrowCursor
        return Qt.CursorShape.IBeamCursor

    def _follow(self, position: QPointF) -> None:
        """Scrolls after a pointer that marks text beyond the view."""
        room = self._canvas.viewport().rect()
        beyond = min(0.0, position.y()) + max(0.0, position.y() - room.height())
        if beyond:
            self._pan(QPointF(0, -beyond))

    def _pan(self, moved: QPointF) -> None:
        canvas = self._canvas
        for bar, by in (
            (canvas.horizontalScrollBar(), moved.x()),
            (canvas.verticalScrollBar(), moved.y()),
        ):
            bar.setValue(bar.value() - round(by))
