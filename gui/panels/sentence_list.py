"""A list of sentences on the report under review, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from ..session.review_context import ReviewContext


class SentenceList(QWidget):
    """What the lists of doubts and of events share; they fill it with lines of their own."""

    def __init__(
        self, context: ReviewContext, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._language = language
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setAlternatingRowColors(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._list)

    @property
    def sentences(self) -> list[str]:
        """The lines as they are shown."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def speak(self, language: str) -> None:
        """Shows the sentences in another language."""
        self._language = language
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Names the list anew in another language, and colours it anew for another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
        if event.type() == QEvent.Type.PaletteChange:
            self._recolour()

    def _name(self) -> None:
        """Names the list and what belongs to it, in the language of the window."""
        raise NotImplementedError

    def _fill(self) -> None:
        """Writes the lines anew."""
        raise NotImplementedError

    def _recolour(self) -> None:
        """Colours the lines for another palette, where their colours are set."""
