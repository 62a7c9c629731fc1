"""The line over a table of which much is in doubt: that its placement may be the reason."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ..session.review_context import ReviewContext
from ..shell.theme import theme_of
from .sheet import Sheet

SHARE = 5
"""Of its cells more than one in so many are in doubt."""


class PlacementHelp(QLabel):
    """One line with the key that shows the placement; hidden where little is in doubt."""

    def __init__(self, context: ReviewContext, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._sheet = context, sheet
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(8, 3, 8, 3)
        context.opened.connect(self._count)
        context.settled.connect(self._count)
        self._count()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language and the palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._count()

    def _count(self) -> None:
        review = self._context.review
        cells = [cell for cell in self._sheet.figures if review and cell in review.cells]
        doubted = sum(review.cells[cell].doubtful for cell in cells) if review else 0
        self.setVisible(doubted * SHARE > len(cells))
        said = self.tr("{count} of {all} cells are in doubt; F4 shows how the table is placed.")
        text = said.format(count=doubted, all=len(cells))
        if text != self.text():
            self.setText(text)
        ink = theme_of(self.palette()).doubt.name()
        sheet = f"color: {ink};"
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)
