"""Collects garbage in the window's own thread, a little at a time, and all while nobody works."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

OFTEN = 200
"""Milliseconds between two looks at how much was made."""

MANY = 8_000
"""So many objects made are looked through at once, in a few milliseconds."""


class GarbageCollection(QObject):
    """Takes the collection of garbage over from the interpreter, until it is released.

    Python collects when objects are made, in whichever thread makes them. While reports are read
    that is a thread beside the window's: both would stand still for tenths of a second among the
    words of hundreds of documents, and parts of the window would be destroyed outside the thread
    that they belong to. So what was looked through once is set aside until the user turns to
    another program.
    """

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        gc.disable()
        self.tidy_all()
        self._timer = QTimer(self, interval=OFTEN)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()
        app.applicationStateChanged.connect(self._use_pause)

    def tidy(self) -> None:
        """Collects among what was made since the last time, where that is much."""
        if gc.get_count()[0] > MANY:
            gc.collect()
            gc.freeze()

    def tidy_all(self) -> None:
        """Collects among all there is."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def release(self) -> None:
        """Leaves the collection to the interpreter again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _use_pause(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self.tidy_all()
