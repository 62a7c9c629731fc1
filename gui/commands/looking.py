"""Commands on the view of the source, and on where the keyboard is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from ..shell.docks import Docks
from ..source import SourceView
from ..source.detached_source import Apart
from .base import CommandSet
from .parts import CommandParts


class LookingCommands(CommandSet):
    """What the View menu does with the source.

    Args:
        parts: What the keyboard goes round, in this order.
    """

    def __init__(
        self,
        parts: CommandParts,
        source: SourceView,
        docks: Docks,
        stops: Sequence[QWidget],
    ) -> None:
        super().__init__(parts)
        self._source = source
        self._docks = docks
        self._stops = stops
        self._came_from = stops[0]
        self._apart = Apart(docks["source"], parts.frame)

    def thumbnails(self) -> None:
        """Shows the strip of small pages, or hides it; the keyboard goes back where it was."""
        source = self._source
        shown = not source.has_thumbnails
        if shown:
            self._came_from = next((part for part in self._stops if _holds(part)), self._stops[0])
        self._docks["source"].show()
        was_there = _holds(source)
        source.show_thumbnails(shown=shown)
        self._say_pageless()
        if not shown and was_there and not self._came_from.visibleRegion().isEmpty():
            _enter(self._came_from)

    def outlines(self) -> None:
        """Outlines the places of all cells in the source, or no longer."""
        source = self._source
        source.show_outlines(shown=not source.has_outlines)

    def rotate(self) -> None:
        """Turns the pages clockwise."""
        self._say_pageless()
        self._source.rotate()

    def rotate_back(self) -> None:
        """Turns the pages counter-clockwise."""
        self._say_pageless()
        self._source.rotate(clockwise=False)

    def level(self) -> None:
        """Shows pages that were scanned askew level, or as scanned."""
        source = self._source
        source.show_level(on=not source.is_level)
        self._say_pageless()

    def set_apart(self) -> None:
        """Puts the source in a window of its own, or back."""
        dock, focused = self._docks["source"], QApplication.focusWidget()
        self._docks.note()
        if not dock.isFloating():
            self._docks.give_frame("source")
        self._apart.toggle()
        self._docks.fit_at_once()
        if focused is not None and not _holds(self._source):
            focused.window().activateWindow()
            focused.setFocus()
        # The pages take their new size first, which keeps only their top.
        QTimer.singleShot(0, self._source, self._source.reveal)

    def put_back(self) -> None:
        """Puts the source back where the main window has made room for it, as before closing."""
        if self._docks["source"].isFloating():
            self._docks.note()
            self._apart.toggle()

    def next_part(self) -> None:
        """Puts the keyboard on the next part of the window."""
        self._step(1)

    def previous_part(self) -> None:
        """Puts the keyboard on the previous part of the window."""
        self._step(-1)

    def _say_pageless(self) -> None:
        """Says of a text that what was asked is for pages: seen with one that has."""
        under_review = self._context.under_review
        if under_review is not None and not under_review.document.pages:
            self._parts.message.say(self.tr("This source is text and has no pages."))

    def _step(self, by: int) -> None:
        stops = [part for part in self._stops if not part.visibleRegion().isEmpty()]
        here = next((at for at, part in enumerate(stops) if _holds(part)), 0)
        _enter(stops[(here + by) % len(stops)])


def _holds(part: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is part or part.isAncestorOf(focused))


def _enter(part: QWidget) -> None:
    """Puts the keyboard on a part, or else on the first list or grid in it."""
    inner = [each for each in part.findChildren(QAbstractItemView) if each.isVisible()]
    target = part if part.focusProxy() is not None or not inner else inner[0]
    target.window().activateWindow()
    target.setFocus(Qt.FocusReason.TabFocusReason)
