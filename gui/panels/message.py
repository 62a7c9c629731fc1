"""A bar over the heads of the form that says one sentence and does not stop the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from ..shell.theme import theme_of


class MessageBar(QFrame):
    """Says a sentence until it is closed or another one takes its place.

    It lies over the upper edge of what is below it and takes no room of it: no figure moves under
    the hands when something is said.
    """

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
        self._offered: list[QToolButton] = []
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

    def say(
        self,
        sentence: str,
        *,
        failed: bool = False,
        lasts: bool = False,
        offers: Mapping[str, Callable[[], object]] | None = None,
    ) -> None:
        """Shows a sentence.

        Args:
            sentence: What to say.
            failed: It is an error.
            lasts: It stays true whatever is done next, so it stays until it is closed.
            offers: What can be done next, by the words of its button.
        """
        self._offer(offers or {})
        self._failed, self._lasts = failed, lasts
        self._label.setText(("✖ " if failed else "✔ ") + sentence)
        self._colour()
        self._place()
        self.show()
        self.raise_()

    def _offer(self, offers: Mapping[str, Callable[[], object]]) -> None:
        """Puts a button beside the sentence for each thing that can be done next."""
        for button in self._offered:
            button.hide()
            button.deleteLater()
        self._offered = []
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        for words, act in offers.items():
            button = QToolButton()
            button.setText(words)
            self._offered.append(button)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(act)
            row.insertWidget(row.count() - 1, button)
        self.setFocusProxy(next(iter(self._offered), self._close))

    def float_over(self, below: QWidget) -> None:
        """Lies over the upper edge of a widget from now on."""
        self.setParent(below)
        below.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps to the width of what is below."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._place()
        return super().eventFilter(watched, event)

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

    def _place(self) -> None:
        """Takes the width of what is below, and the height that the sentence needs in it."""
        below, row = self.parentWidget(), self.layout()
        if below is not None and row is not None:
            row.activate()
            self.setGeometry(0, 0, below.width(), row.heightForWidth(below.width()))

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Message"))
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.setToolTip(self.tr("Close the message (Esc)"))

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
