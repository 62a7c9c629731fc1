"""A bar above the form that says one sentence and does not stop the work."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from ..shell.theme import theme_of


class MessageBar(QFrame):
    """Says a sentence until it is closed or another one takes its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._failed = False
        self._lasts = False
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton()
        self._close.setText("✕")
        self._close.setAutoRaise(True)
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 4, 4)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._name()
        self.hide()

    @property
    def text(self) -> str:
        """What is said now, empty where the bar is hidden."""
        return "" if self.isHidden() else self._label.text()

    def say(self, sentence: str, *, failed: bool = False, lasts: bool = False) -> None:
        """Shows a sentence.

        Args:
            sentence: What to say.
            failed: It is an error.
            lasts: It stays true whatever is done next, so it stays until it is closed.
        """
        self._failed, self._lasts = failed, lasts
        self._label.setText(("✖ " if failed else "✔ ") + sentence)
        self._colour()
        self.show()

    def let_go(self) -> None:
        """Hides what was true of the step before."""
        if not self._lasts:
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the bar."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language and the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
        elif event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Message"))
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message"))

    def _colour(self) -> None:
        theme = theme_of(self.palette())
        ground = theme.error_ground if self._failed else theme.equation_ground
        ink = theme.error if self._failed else theme.equation
        wanted = (
            f"#messageBar {{ background: {ground.name()}; border-bottom: 1px solid {ink.name()}; }}"
            f"#messageBar QLabel {{ color: {ink.name()}; }}"
        )
        if self.styleSheet() != wanted:
            self.setStyleSheet(wanted)
