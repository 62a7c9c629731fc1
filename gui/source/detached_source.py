"""The source in a window of its own: on another screen, where there is one."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QDockWidget, QWidget

SHARE = 0.7
"""Of the screen: the size of the window where there is one screen alone."""


def set_apart(dock: QDockWidget, window: QWidget) -> None:
    """Puts a dock in a window of its own, or back where it was.

    The window stays one of the main window's tools, so that its keys go on working there.

    Args:
        dock: What holds the source.
        window: The main window.
    """
    if dock.isFloating():
        dock.setFloating(False)
        return
    dock.show()
    dock.setFloating(True)
    place = _place(window)
    dock.setGeometry(place)
    inside, frame = dock.geometry(), dock.frameGeometry()
    dock.setGeometry(
        place.adjusted(
            inside.left() - frame.left(),
            inside.top() - frame.top(),
            inside.right() - frame.right(),
            inside.bottom() - frame.bottom(),
        )
    )


def _place(window: QWidget) -> QRect:
    """Returns all of the largest other screen, or the left of the only one."""
    here = window.screen()
    others = [screen.availableGeometry() for screen in here.virtualSiblings() if screen != here]
    if others:
        return max(others, key=lambda rect: rect.width() * rect.height())
    room = here.availableGeometry()
    place = QRect(0, 0, int(room.width() * SHARE), int(room.height() * SHARE))
    place.moveCenter(room.center())
    return place
