"""Two small dialogs of the Help menu: all shortcuts, and what this is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gouji import __version__

from ..shell.beside_menus import OTHER_KEYS
from ..shell.command_entry import CommandEntry
from ..shell.command_table import REVIEW, entries_by_id
from .trouble import versions

translate = QCoreApplication.translate


class Shortcuts(QDialog):
    """Every key and what it does, those of the loop of a reviewer first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        rest = [entry for entry in entries_by_id().values() if entry not in REVIEW]
        rows = _rows(filter(None, REVIEW))
        rows += [(" / ".join(keys), translate("Actions", tip)) for keys, tip in OTHER_KEYS]
        rows += _rows(rest)
        table = QTableWidget(len(rows), 2)
        table.setAccessibleName(self.tr("Keyboard shortcuts"))
        table.setHorizontalHeaderLabels([self.tr("Key"), self.tr("What it does")])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.setItem(row, column, QTableWidgetItem(text))
        heads = table.horizontalHeader()
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        _close_button(self, table)
        self.resize(620, 560)


def _rows(entries: Iterable[CommandEntry]) -> list[tuple[str, str]]:
    """Returns the keys of commands, where they have any, and what they do."""
    return [
        (" / ".join(dict.fromkeys(map(_native, entry.keys))), translate("Actions", entry.tip))
        for entry in entries
        if entry.keys
    ]


class About(QDialog):
    """Name, versions and licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Gouji"))
        lines = [
            f"Gouji 勾稽 {__version__}",
            self.tr("Reviews information-disclosure annual reports beside their source."),
            versions().partition(" · ")[2],
            self.tr("MIT licence. Nothing is ever sent anywhere."),
        ]
        text = QLabel("\n\n".join(lines))
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        _close_button(self, text)


def _close_button(dialog: QDialog, content: QWidget) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(content)
    layout.addWidget(buttons)


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
