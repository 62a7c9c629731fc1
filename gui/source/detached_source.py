"""The source in a window of its own: on another screen, or beside the main window on one alone."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtWidgets import QDockWidget, QWidget

SHARE = 0.55
"""Of the width of the only screen: what the source gets, for a page to be legible."""


class Apart(QObject):
    """Puts a dock in a window of its own, so that nothing of the main window is covered.

    On one screen alone the main window makes room for it, and takes the room back afterwards. The
    window stays one of the main window's tools, so that its keys go on working there.
    """

    def __init__(self, dock: QDockWidget, window: QWidget) -> None:
        super().__init__(window)
        self._dock, self._window = dock, window
        self._place: QRect | None = None
        self._before: tuple[QRect, Qt.WindowState] | None = None
        dock.topLevelChanged.connect(lambda on: None if on else self._give_back())

    def toggle(self) -> None:
        """Puts it apart, where it was the last time, or back into the main window."""
        dock = self._dock
        if dock.isFloating():
            self._place = dock.geometry()
            dock.setFloating(False)
            return
        other = self._other_screen()
        window = self._window
        before = None if other is not None else (window.geometry(), window.windowState())
        dock.show()
        dock.setFloating(True)
        self._before = before
        if before is not None:
            self._share_screen()
        elif self._place is not None and self._is_seen(self._place):
            dock.setGeometry(self._place)
        elif other is not None:
            self._fill(other)

    def _share_screen(self) -> None:
        """Puts the source at the left of the only screen, and the main window at the right."""
        room, window = self._window.screen().availableGeometry(), self._window
        left = QRect(room)
        left.setWidth(int(room.width() * SHARE))
        right = QRect(room)
        right.setLeft(left.right() + 1)
        if window.isMaximized() or window.isFullScreen():
            window.showNormal()
        frame, inside = window.frameGeometry(), window.geometry()
        window.setGeometry(
            right.adjusted(
                inside.left() - frame.left(), inside.top() - frame.top(),
                inside.right() - frame.right(), inside.bottom() - frame.bottom(),
            )
        )  # fmt: skip
        left.setRight(min(left.right(), window.frameGeometry().left() - 1))
        self._fill(left)

    def _fill(self, place: QRect) -> None:
        """Gives the window of the source a place, its frame included."""
        dock = self._dock
        dock.setGeometry(place)
        inside, frame = dock.geometry(), dock.frameGeometry()
        dock.setGeometry(
            place.adjusted(
                inside.left() - frame.left(), inside.top() - frame.top(),
                inside.right() - frame.right(), inside.bottom() - frame.bottom(),
            )
        )  # fmt: skip

    def _give_back(self) -> None:
        """Lets the main window have the place again that it had before it made room."""
        before, self._before = self._before, None
        if before is not None:
            place, state = before
            self._window.setGeometry(place)
            self._window.setWindowState(state)

    def _other_screen(self) -> QRect | None:
        """Returns all of the largest other screen; None where there is one screen alone."""
        here = self._window.screen()
        others = [each.availableGeometry() for each in here.virtualSiblings() if each != here]
        return max(others, key=lambda rect: rect.width() * rect.height(), default=None)

    def _is_seen(self, place: QRect) -> bool:
        """Returns whether a place lies on a screen that is there, and not over the main window."""
        screens = (each.availableGeometry() for each in self._window.screen().virtualSiblings())
        on_screen = any(screen.contains(place.center()) for screen in screens)
        return on_screen and not place.intersects(self._window.frameGeometry())
