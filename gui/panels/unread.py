"""What stands in place of the form where the report that is wanted cannot be read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ...core.errors import GoujiError
from ..shell.focus import FocusFrame


class Unread(QWidget):
    """Says which file cannot be read and why; nothing else is on the desk meanwhile.

    Attributes:
        wanted: The file is to be read again; carries its path.
    """

    wanted = Signal(object)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._path, self._error = Path(), GoujiError("", "")
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setMargin(24)
        self._label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        FocusFrame(self._label)
        self._label.setForegroundRole(QPalette.ColorRole.Text)  # the frame colours the other one
        layout = QVBoxLayout(self)
        layout.addWidget(self._label)
        self.setFocusProxy(self._label)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty where it is hidden."""
        return "" if self.isHidden() else self._label.text()

    def tell(self, path: Path, error: GoujiError) -> None:
        """Says that a file cannot be read, and takes the keyboard."""
        self._path, self._error = path, error
        self._say()
        self.show()
        self.setFocus()

    def speak(self, language: str) -> None:
        """Says it in another language."""
        self._language = language
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter reads the file again."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit(self._path)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _say(self) -> None:
        lines = (
            "⊘ " + self.tr("{name} is not open").format(name=self._path.name),
            self._error.sentence(self._language),
            self.tr("Enter reads it again · Ctrl+PgDn and Ctrl+PgUp go to other reports"),
        )
        self._label.setText("\n\n".join(lines))
        self._label.setAccessibleName(lines[0])
