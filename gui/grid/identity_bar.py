"""Beside the tabs of the form: whose report it is and of which year, with their doubts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton

from ...core.review import ORGANIZATION
from ..session.review_context import ReviewContext
from .shown_marks import say_identity

ROOM = 220
"""Logical pixels of the widest name; more of it is in the tooltip and in the title."""


class IdentityButton(QToolButton):
    """Says body and year; a click shows where they were read, a doubtful one first."""

    def __init__(self, context: ReviewContext, language: str) -> None:
        super().__init__()
        self._context = context
        self._language = language
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._go)
        context.opened.connect(self.refresh)
        context.settled.connect(self.refresh)
        context.identity_selected.connect(self.refresh)

    def speak(self, language: str) -> None:
        """Says it in another language."""
        self._language = language
        self.refresh()

    def refresh(self, _what: object = None) -> None:
        """Says body and year as they are now."""
        review = self._context.review
        identity = review.identity if review is not None else {}
        nothing = self.tr("(not found)")
        said = ("? " * state.doubtful + (state.text or nothing) for state in identity.values())
        self.setText(" ".join(said))
        lines = [say_identity(self._context, subject, self._language) for subject in identity]
        self.setToolTip("\n".join([*lines, self.tr("Ctrl+B corrects body and year")]))
        self.setAccessibleName(self.text())
        self.setCheckable(bool(self._context.identity))
        self.setChecked(bool(self._context.identity))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as its text, up to a limit."""
        return super().sizeHint().boundedTo(QSize(ROOM, 10_000))

    def minimumSizeHint(self) -> QSize:
        """No wider than a few characters: the tabs need the room."""
        return super().minimumSizeHint().boundedTo(QSize(60, 10_000))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the text with its middle left out where there is no room for all of it."""
        from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter

        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        room = self.width() - 12
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

    def _go(self) -> None:
        review = self._context.review
        if review is not None:
            doubtful = (subject for subject, one in review.identity.items() if one.doubtful)
            self._context.select_identity(next(doubtful, ORGANIZATION))
