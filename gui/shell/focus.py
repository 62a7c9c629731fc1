"""A frame around what has the keyboard, where nothing in it shows that already."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame

from .theme import theme_of

WIDTH = 2
"""Pixels of the frame around what has the keyboard."""


class FocusFrame(QObject):
    """Frames a scrolled area while it has the focus; the room for it is always there."""

    def __init__(self, area: QFrame) -> None:
        super().__init__(area)
        self._area = area
        area.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        area.setLineWidth(WIDTH)
        area.installEventFilter(self)
        self._paint(focused=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the focus."""
        if watched is self._area and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._paint(focused=event.type() == QEvent.Type.FocusIn)
        return False

    def _paint(self, *, focused: bool) -> None:
        palette = QPalette()
        window = palette.color(QPalette.ColorRole.Window)
        colour = theme_of(palette).focus if focused else window
        palette = self._area.palette()
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        self._area.setPalette(palette)
