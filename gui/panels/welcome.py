"""What an empty window says: what to do first, and samples to try it on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..session.sample_reports import SAMPLES

translate = QCoreApplication.translate

WIDTH = 330
"""Logical pixels that a row of buttons takes up at least."""


class Welcome(QScrollArea):
    """Stands where the form will be until a report is open.

    Attributes:
        wanted: The user asks for a file.
        folder_wanted: The user asks for a folder.
        sample_wanted: The user asks for a sample; carries the name of its file.
    """

    wanted = Signal()
    folder_wanted = Signal()
    sample_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._try = QLabel(), QLabel()
        self._open, self._folder = QPushButton(), QPushButton()
        self._samples = {name: QPushButton() for name in SAMPLES}
        self._open.clicked.connect(self.wanted)
        self._folder.clicked.connect(self.folder_wanted)
        for name, button in self._samples.items():
            button.clicked.connect(lambda _checked=False, name=name: self.sample_wanted.emit(name))
        self._compose()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _compose(self) -> None:
        """Lays the parts out in few rows; on a very small window they are scrolled."""
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.addStretch(1)
        for label, buttons in (
            (self._text, [self._open, self._folder]),
            (self._try, list(self._samples.values())),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addSpacing(14)
            layout.addWidget(label)
            row = QHBoxLayout()
            row.addStretch(1)
            for button in buttons:
                button.setMinimumWidth(WIDTH // len(buttons))
                row.addWidget(button)
            row.addStretch(1)
            layout.addLayout(row)
        layout.addStretch(2)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def _retranslate(self) -> None:
        heading = self.tr("Drop annual reports or a folder here")
        keys = self.tr(
            "F8 goes to the next doubt, Alt+1 takes the first suggestion, typing corrects a "
            "figure, F1 lists every key."
        )
        self._text.setText(f"<h3>{heading}</h3><p>{keys}</p>")
        self._open.setText(self.tr("&Open…"))
        self._open.setAccessibleName(self.tr("Open a report"))
        self._folder.setText(self.tr("Open a &folder…"))
        self._folder.setAccessibleName(self.tr("Open a folder"))
        self._try.setText(self.tr("Or try a sample:"))
        for name, button in self._samples.items():
            button.setText(translate("Welcome", SAMPLES[name]))
