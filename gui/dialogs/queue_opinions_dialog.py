"""Asks where the opinions of a queue are to be written, and as what."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ..session.queue_opinions import FORMATS
from .path_line import PathLine


class QueueOpinionsDialog(QDialog):
    """Takes a folder and a kind of file.

    Args:
        count: How many reports there are.
        unfinished: How many of them are not signed off.
        folder: That is proposed.
        parent: The window.

    Attributes:
        chosen: Both are given; carries the folder and the suffix.
    """

    chosen = Signal(object, str)

    def __init__(self, count: int, unfinished: int, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Opinions of the queue"))
        self.folder = PathLine(self.tr("Folder of the opinions"))
        self.folder.path = folder
        self.kind = QComboBox()
        kinds = (self.tr("Word"), self.tr("PDF"), self.tr("web page"))
        for suffix, kind in zip(FORMATS, kinds, strict=True):
            self.kind.addItem(f"{kind} (*.{suffix})", suffix)
        self.said = QLabel(self._say(count, unfinished))
        self.said.setWordWrap(True)
        self.complaint = QLabel()
        self.complaint.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Folder:"), self.folder)
        form.addRow(self.tr("&Kind:"), self.kind)
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addLayout(form)
        layout.addWidget(self.complaint)
        layout.addWidget(buttons)
        self.resize(560, self.sizeHint().height())

    def accept(self) -> None:
        """Takes both; a folder that is not there is refused with why."""
        folder = self.folder.path
        if folder is None or not folder.is_dir():
            self.complaint.setText("✖ " + self.tr("There is no such folder."))
            self.folder.setFocus()
            return
        self.chosen.emit(folder, str(self.kind.currentData()))
        super().accept()

    def _say(self, count: int, unfinished: int) -> str:
        said = self.tr("One opinion for each of the {count} reports that the queue shows.").format(
            count=count
        )
        if unfinished:
            left = self.tr("{count} of them are not signed off: theirs say what is open now.")
            said += " " + left.format(count=unfinished)
        return said
