"""The command that shows the three jobs in one minute."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt

from .base import CommandSet
from .parts import CommandParts

INTRODUCED = "introduced"
"""Set in the settings once the jobs were shown."""

MARGIN = 24
"""Logical pixels: so far from the lower left corner of the window, over the end of the source."""


class IntroducingCommands(CommandSet):
    """Shows what there is to do.

    Args:
        trials: What the jobs are tried with; see ``Introduction``.
    """

    def __init__(self, parts: CommandParts, trials: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(parts)
        self._trials = trials

    def introduction(self) -> None:
        """Shows the three jobs, in the corner, so that they can be tried meanwhile."""
        from ..dialogs.introduction import Introduction

        if isinstance(self.dialog, Introduction):
            self.dialog.activateWindow()
            return
        frame = self._parts.frame
        dialog = Introduction(self._parts.keymap, self._trials, frame)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        corner = QPoint(MARGIN, frame.height() - dialog.sizeHint().height() - 2 * MARGIN)
        dialog.move(frame.mapToGlobal(corner))
        dialog.show()
        self._parts.settings.setValue(INTRODUCED, "yes")

    def introduce(self) -> None:
        """Shows them at the first start, and at no other."""
        if not self._parts.settings.contains(INTRODUCED):
            self.introduction()
