"""Scrolls a view to a place, smoothly where it is seen."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QRectF, QSize
from PySide6.QtWidgets import QAbstractScrollArea

MILLISECONDS = 140
"""Long enough to be seen as a move, short enough not to be waited for."""


class Glide:
    """Moves the scroll bars of a view."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        self._view = view
        self._motion = QPropertyAnimation(view.verticalScrollBar(), b"value", view)
        self._motion.setDuration(MILLISECONDS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)

    @property
    def is_running(self) -> bool:
        """Is the view on its way?"""
        return self._motion.state() == QPropertyAnimation.State.Running

    def stop(self) -> None:
        """Stays where the view is."""
        self._motion.stop()

    def show(self, place: QRectF, *, at_once: bool) -> None:
        """Scrolls so far that a place stands in the middle; not at all where it is well in view.

        Args:
            place: In logical pixels, from the top left of all that can be scrolled to.
            at_once: Without a glide.
        """
        room = self._view.viewport().size()
        self._move_across(place, room)
        down = self._view.verticalScrollBar()
        seen_from = self._motion.endValue() if self.is_running else down.value()
        margin = min(40.0, room.height() / 6)
        if margin <= place.top() - seen_from <= room.height() - margin - place.height():
            return
        goal = round(place.center().y() - room.height() / 2)
        goal = min(max(goal, down.minimum()), down.maximum())
        self._motion.stop()
        if at_once:
            down.setValue(goal)
        else:
            self._motion.setEndValue(goal)
            self._motion.start()

    def _move_across(self, place: QRectF, room: QSize) -> None:
        across = self._view.horizontalScrollBar()
        left = place.left() - across.value()
        if left < 0 or left + place.width() > room.width():
            across.setValue(round(place.center().x() - room.width() / 2))
