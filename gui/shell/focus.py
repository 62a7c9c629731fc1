"""Where the keyboard is: a frame around what has it, and what Tab puts it on next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QWidget

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


def go_to_next(window: QWidget, *, forwards: bool) -> bool:
    """Puts the keyboard on what Tab goes to next in a window and is seen; returns whether it did.

    Qt counts a list behind another tab as visible, though nothing of it is seen.
    """
    here = QApplication.focusWidget() or window
    reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
    at = here
    while (at := _beside(at, forwards=forwards)) is not here:
        if at.window() is window and _is_stop(at) and at.focusProxy() is None:
            at.setFocus(reason)
            return True
    return False


def _beside(widget: QWidget, *, forwards: bool) -> QWidget:
    """Returns the widget after or before another in the ring that all of a window stand in."""
    found = widget.nextInFocusChain() if forwards else widget.previousInFocusChain()
    assert found is not None, "the ring has no end"
    return found


def _is_stop(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isEnabled() and not widget.visibleRegion().isEmpty()
