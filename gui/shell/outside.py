"""Opens files and folders with the programs of the system."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_outside(path: Path) -> None:
    """Opens a file, or a folder, with what the system opens it with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute())))
