"""A part of the source framed by keys alone, as the mouse frames it by dragging."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent

from ..source.canvas import Canvas

Key = Qt.Key

STEP = 16.0
"""Logical pixels by which an arrow moves a corner."""

LEAST = 12.0
"""Logical pixels: a smaller part of the page is no area."""

_WAYS = {
    Key.Key_Left: QPointF(-STEP, 0),
    Key.Key_Right: QPointF(STEP, 0),
    Key.Key_Up: QPointF(0, -STEP),
    Key.Key_Down: QPointF(0, STEP),
}
_DECIDING = (Key.Key_Return, Key.Key_Enter, Key.Key_Escape)


class KeyFrame(QObject):
    """The frame while keys draw it: arrows move its last corner, with Shift its first one.

    Attributes:
        place: In logical pixels of the viewport; None while there is no frame.
    """

    def __init__(self, canvas: Canvas, chosen: Callable[[QRectF], None]) -> None:
        super().__init__(canvas)
        self._canvas, self._chosen = canvas, chosen
        self.place: QRectF | None = None

    def begin(self, place: QRectF) -> None:
        """Begins with a frame around a part of the view."""
        self._canvas.installEventFilter(self)  # Enter and Esc are shortcuts of what is proposed
        self.place = self._inside(place)
        self._canvas.viewport().update()

    def end(self) -> None:
        """Has no frame any more."""
        if self.place is not None:
            self._canvas.removeEventFilter(self)
            self.place = None
            self._canvas.viewport().update()

    def key(self, event: QKeyEvent) -> bool:
        """Takes a key, or not; Enter asks what is in the frame."""
        if self.place is None:
            return False
        key = Key(event.key())
        if key in _WAYS:
            way, first = _WAYS[key], bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            corner = self.place.topLeft() if first else self.place.bottomRight()
            others = self.place.bottomRight() if first else self.place.topLeft()
            made = QRectF(corner + way, others).normalized()
            if min(made.width(), made.height()) >= LEAST:
                self.place = self._inside(made)
            self._canvas.viewport().update()
        elif key in _DECIDING:
            place = self.place
            self.end()
            if key != Key.Key_Escape:
                self._chosen(place)
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the keys that decide on the frame from being shortcuts."""
        is_shortcut = event.type() == QEvent.Type.ShortcutOverride
        if is_shortcut and isinstance(event, QKeyEvent) and Key(event.key()) in _DECIDING:
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _inside(self, place: QRectF) -> QRectF:
        room = QRectF(self._canvas.viewport().rect()).adjusted(1, 1, -1, -1)
        return place.intersected(room) if place.intersects(room) else room
