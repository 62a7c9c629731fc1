"""The small dialog of the Help menu that says what this is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gouji import __date__, __version__

from .trouble import versions


class AboutDialog(QDialog):
    """Name, versions and licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Gouji"))
        lines = [
            f"Gouji 勾稽 {__version__} · {__date__}",
            self.tr("Reviews information-disclosure annual reports beside their source."),
            versions().partition(" · ")[2],
            self.tr("MIT licence. Nothing is ever sent anywhere."),
        ]
        text = QLabel("\n\n".join(lines))
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(buttons)
