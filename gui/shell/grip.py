"""A thin bar to drag a dock by, where a title bar would take up too much height."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from .theme import theme_of

HEIGHT = 7
"""Pixels, wide enough for the mouse."""


class Grip(QWidget):
    """Stands in for the title bar of a dock; a double click floats it."""

    def sizeHint(self) -> QSize:
        """Returns a thin bar."""
        return QSize(40, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Returns a thin bar."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints a short line to take hold of."""
        painter = QPainter(self)
        line = QRect(0, 0, 36, 3)
        line.moveCenter(self.rect().center())
        painter.fillRect(line, theme_of(self.palette()).line)
        painter.end()
