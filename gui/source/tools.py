"""What may take the mouse and the keyboard over the sheets, and paint over them."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter


class CanvasTool(Protocol):
    """A tool on a canvas; what it does not take is done as without it."""

    def paint(self, painter: QPainter) -> None:
        """Paints over the sheets, in logical pixels of the viewport."""

    def press(self, event: QMouseEvent) -> bool:
        """Takes a button that is pressed, or not."""

    def move(self, event: QMouseEvent) -> bool:
        """Takes a pointer that moves, or not."""

    def release(self, event: QMouseEvent) -> bool:
        """Takes a button that is released, or not."""

    def double_click(self, event: QMouseEvent) -> bool:
        """Takes a double click, or not."""

    def menu(self, event: QContextMenuEvent) -> bool:
        """Opens a menu, or not."""

    def key(self, event: QKeyEvent) -> bool:
        """Takes a key, or not."""
