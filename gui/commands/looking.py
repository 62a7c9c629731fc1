"""Commands on the view of the source, and on where the keyboard is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from ..shell.docks import Docks
from ..source import SourceView
from ..source.detached_source import set_apart
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

    def thumbnails(self) -> None:
        """Shows the strip of small pages, or hides it."""
        source = self._source
        self._docks["source"].show()
        source.show_thumbnails(shown=not source.has_thumbnails)

    def outlines(self) -> None:
        """Outlines the places of all cells in the source, or no longer."""
        source = self._source
        source.show_outlines(shown=not source.has_outlines)

    def rotate(self) -> None:
        """Turns the pages clockwise."""
        self._source.rotate()

    def rotate_back(self) -> None:
        """Turns the pages counter-clockwise."""
        self._source.rotate(clockwise=False)

    def level(self) -> None:
        """Shows pages that were scanned askew level, or as scanned."""
        source = self._source
        source.show_level(on=not source.is_level)

    def set_apart(self) -> None:
        """Puts the source in a window of its own, or back."""
        dock = self._docks["source"]
        if not dock.isFloating():
            self._docks.give_frame("source")
        set_apart(dock, self._parts.frame)

    def next_part(self) -> None:
        """Puts the keyboard on the next part of the window."""
        self._step(1)

    def previous_part(self) -> None:
        """Puts the keyboard on the previous part of the window."""
        self._step(-1)

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
