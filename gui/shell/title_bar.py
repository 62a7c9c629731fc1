"""The title bar of a dock, its buttons drawn in the colours of the text, in dark mode too."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QToolButton, QWidget

from .icons import icon

SIDE = 14
"""Logical pixels: the sides of a button's picture."""


class TitleBar(QWidget):
    """Names a dock; floats it and closes it. A double click floats it, a drag moves it."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._dock = dock
        self._name = QLabel()
        self._float, self._close = QToolButton(), QToolButton()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(5, 2, 3, 2)
        layout.setSpacing(1)
        layout.addWidget(self._name, 1)
        for button in (self._float, self._close):
            button.setAutoRaise(True)
            button.setIconSize(QSize(SIDE, SIDE))
            layout.addWidget(button)
        self._float.clicked.connect(lambda: dock.setFloating(not dock.isFloating()))
        self._close.clicked.connect(dock.close)
        dock.windowTitleChanged.connect(self._name.setText)
        self._name.setText(dock.windowTitle())
        self._dress()

    def minimumSizeHint(self) -> QSize:
        """Returns room for the buttons; a long name is cut."""
        return QSize(3 * SIDE, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follows palette and language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self._dress()

    def _dress(self) -> None:
        for button, picture, name in (
            (self._float, "float", self.tr("In a window of its own, or back")),
            (self._close, "close", self.tr("Hide; the View menu shows it again")),
        ):
            button.setIcon(icon(picture, self.palette()))
            button.setToolTip(name)
            button.setAccessibleName(name)
