"""What is said after something unexpected: that nothing is lost, and what to send."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gouji import __version__

from ..shell.outside import open_outside


class TroubleDialog(QDialog):
    """Shows what is known of an unexpected end or fault; nothing is sent anywhere.

    Args:
        known: The trace.
        folder: Where the log lies.
        ended: The program had ended by it, at an earlier time.
        parent: The window.
    """

    def __init__(self, known: str, folder: Path, *, ended: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setWindowTitle(self.tr("Something unexpected happened"))
        what = (
            self.tr("Gouji ended unexpectedly the last time.")
            if ended
            else self.tr("Something went wrong inside Gouji.")
        )
        rest = self.tr(
            " Every step that was done is in the review files. Nothing is sent anywhere; if you "
            "want to report it, send the text below."
        )
        said = QLabel(what + rest)
        said.setWordWrap(True)
        self.details = QPlainTextEdit(f"{versions()}\n\n{known.strip()}\n")
        self.details.setReadOnly(True)
        self.details.setAccessibleName(self.tr("What is known of it"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        copy = buttons.addButton(self.tr("&Copy the text"), role)
        log = buttons.addButton(self.tr("Open the &log folder"), role)
        copy.clicked.connect(self.copy)
        log.clicked.connect(lambda: open_outside(self._folder))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addWidget(self.details, 1)
        layout.addWidget(buttons)
        self.resize(640, 420)

    def copy(self) -> None:
        """Puts the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.details.toPlainText())


def versions() -> str:
    """Returns what runs here: Gouji, Python, Qt and the system, in one line."""
    return (
        f"Gouji {__version__} · Python {platform.python_version()} · Qt {qVersion()} · "
        f"{platform.platform()}"
    )
