"""What an empty window says: the three jobs, what to do first, and samples to try it on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, SignalInstance
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
from ..shell.translatable import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

WIDTH = 330
"""Logical pixels that a row of buttons takes up at least."""

OFFERS = {
    "open": (
        QT_TRANSLATE_NOOP("Welcome", "&Open…"),
        QT_TRANSLATE_NOOP("Welcome", "Open a report"),
    ),
    "folder": (
        QT_TRANSLATE_NOOP("Welcome", "Open a &folder…"),
        QT_TRANSLATE_NOOP("Welcome", "Open a folder"),
    ),
    "batch": (
        QT_TRANSLATE_NOOP("Welcome", "Folder into one &workbook…"),
        QT_TRANSLATE_NOOP("Welcome", "Read every report of a folder into one workbook"),
    ),
    "spot_check": (
        QT_TRANSLATE_NOOP("Welcome", "&Go on with a spot check…"),
        QT_TRANSLATE_NOOP("Welcome", "Go on with a spot check"),
    ),
    "introduction": (
        QT_TRANSLATE_NOOP("Welcome", "&Three jobs in one minute"),
        QT_TRANSLATE_NOOP("Welcome", "How to correct, export and spot-check"),
    ),
}
"""The buttons beside those of the samples: their words, and their names for screen readers."""


class Welcome(QScrollArea):
    """Stands where the form will be until a report is open.

    Attributes:
        wanted: The user asks for a file.
        folder_wanted: The user asks for a folder.
        batch_wanted: The user wants a folder read into one workbook.
        spot_check_wanted: The user wants to go on with a spot check.
        introduction_wanted: The user wants to be led through the jobs.
        sample_wanted: The user asks for a sample; carries the name of its file.
    """

    wanted = Signal()
    folder_wanted = Signal()
    batch_wanted = Signal()
    spot_check_wanted = Signal()
    introduction_wanted = Signal()
    sample_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._jobs, self._try = QLabel(), QLabel(), QLabel()
        self._offers = {name: QPushButton() for name in OFFERS}
        self._samples = {name: QPushButton() for name in SAMPLES}
        for name, wanted in self._wishes.items():
            self._offers[name].clicked.connect(wanted)
        for name, button in self._samples.items():
            button.clicked.connect(lambda _checked=False, name=name: self.sample_wanted.emit(name))
        self._compose()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    @property
    def _wishes(self) -> dict[str, SignalInstance]:
        """What each offer asks for."""
        return {
            "open": self.wanted,
            "folder": self.folder_wanted,
            "batch": self.batch_wanted,
            "spot_check": self.spot_check_wanted,
            "introduction": self.introduction_wanted,
        }

    def _compose(self) -> None:
        """Lays the parts out in few rows; on a very small window they are scrolled."""
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.addStretch(1)
        for label, names in (
            (self._text, ("open", "folder")),
            (self._jobs, ("batch", "spot_check", "introduction")),
        ):
            _add_row(layout, label, [self._offers[name] for name in names])
        _add_row(layout, self._try, list(self._samples.values()))
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
        self._jobs.setText(self.tr("Many reports at once, and how to begin:"))
        self._try.setText(self.tr("Or try a sample:"))
        for name, (words, spoken) in OFFERS.items():
            self._offers[name].setText(translate("Welcome", words))
            self._offers[name].setAccessibleName(translate("Welcome", spoken))
        for name, button in self._samples.items():
            button.setText(translate("Welcome", SAMPLES[name]))


def _add_row(layout: QVBoxLayout, label: QLabel, buttons: list[QPushButton]) -> None:
    """Adds a sentence and, below it, buttons side by side."""
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
