"""The line to find a text in the source with."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from ..source import SourceView


class SearchLine(QFrame):
    """Finds as one types; Enter goes on, Shift+Enter back, Esc closes the line.

    Attributes:
        closed: The search was ended with Esc.
    """

    closed = Signal()

    def __init__(self, source: SourceView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._field = QLineEdit()
        self._field.setClearButtonEnabled(True)
        self._count = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 3, 6, 3)
        layout.addWidget(self._field, 1)
        layout.addWidget(self._count)
        self._field.textEdited.connect(lambda _text: self._find())
        source.found.connect(self._show_count)
        self._name()
        self.hide()

    def open(self) -> None:
        """Shows the line and puts the cursor in it."""
        self.show()
        self._field.setFocus()
        self._field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handles Enter and Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._find(backward=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._source.find("")
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _find(self, *, backward: bool = False) -> None:
        text = self._field.text()
        if not text:
            self._count.clear()
        elif not self._source.find(text, backward=backward):
            self._count.setText(self.tr("not found"))

    def _show_count(self, at: int, of: int) -> None:
        self._count.setText(f"{at}/{of}" if of else self.tr("not found"))

    def _name(self) -> None:
        self._field.setAccessibleName(self.tr("Find in the source"))
        self._field.setPlaceholderText(self.tr("Find in the source"))
