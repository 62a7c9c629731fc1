"""A line for a path with a button that asks for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget


class PathLine(QWidget):
    """Takes the path of a folder that is there, or of a file that is to be written.

    Args:
        title: What the path is of; the title of the dialog that asks for it.
        suffix: Of the file, without its dot; empty for a folder.
        filters: The file dialog's words for that suffix; empty for a folder.

    Attributes:
        edited: The path is another one.
    """

    edited = Signal()

    def __init__(self, title: str, *, suffix: str = "", filters: str = "") -> None:
        super().__init__()
        self._title, self._suffix, self._filters = title, suffix, filters
        self._chosen = ""
        self.line = QLineEdit()
        self.line.setAccessibleName(title)
        self.line.textChanged.connect(lambda _text: self.edited.emit())
        button = QPushButton(self.tr("Choose…"))
        button.setAutoDefault(False)
        button.clicked.connect(self.ask)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(button)
        self.setFocusProxy(self.line)

    @property
    def path(self) -> Path | None:
        """What is typed or chosen; None for nothing."""
        text = self.line.text().strip()
        return Path(text) if text else None

    @path.setter
    def path(self, path: Path) -> None:
        self.line.setText(str(path))

    @property
    def is_chosen(self) -> bool:
        """Whether the path stands as its dialog gave it, which asks before a file is replaced."""
        return bool(self._chosen) and self.line.text() == self._chosen

    def choose(self, path: str) -> None:
        """Takes a path from the dialog."""
        self._chosen = path
        self.line.setText(path)

    def ask(self) -> None:
        """Opens the dialog that asks for the path."""
        dialog = QFileDialog(self, self._title, str(self.path or ""))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._suffix:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilters([self._filters])
            dialog.setDefaultSuffix(self._suffix)
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.choose)
        dialog.open()
