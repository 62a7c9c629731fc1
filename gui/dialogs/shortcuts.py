"""All keyboard shortcuts in a list, which can be changed there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..menus.beside_menus import OTHER_KEYS
from ..menus.command_entry import CommandEntry
from ..menus.command_table import REVIEW, entries_by_id
from ..menus.keymap import KeyMap, native

translate = QCoreApplication.translate
COMMAND = Qt.ItemDataRole.UserRole
KEY, WORDS = range(2)


class ShortcutsDialog(QDialog):
    """Every key and what it does, those of the loop of a reviewer first.

    A command's key is changed with the line below the list; one that is taken is refused.
    """

    def __init__(self, keymap: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.table = QTableWidget(0, 2)
        self.key = QKeySequenceEdit()
        self.complaint = QLabel()
        self._change = QPushButton(self.tr("C&hange"))
        self._restore = QPushButton(self.tr("&As shipped"))
        self._compose()
        self._fill()
        self.table.currentCellChanged.connect(lambda *_: self._follow())
        self.key.editingFinished.connect(self.complaint.clear)
        self._change.clicked.connect(self.change)
        self._restore.clicked.connect(self._take_shipped)
        self.table.selectRow(0)

    @property
    def command(self) -> str:
        """The id of the command that is current; empty for a key that is no command's."""
        item = self.table.item(self.table.currentRow(), KEY)
        return str(item.data(COMMAND) or "") if item is not None else ""

    def change(self) -> None:
        """Gives the current command the key of the line, or says who has it."""
        command = self.command
        key = self.key.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        if self._keymap.give(command, key):
            self.complaint.setText("✔ " + self.tr("Changed."))
            self._fill()
            return
        other = self._keymap.taker(key, command)
        said = (
            self.tr("{key} is needed for moving and typing; choose another key.")
            if not other
            else self.tr("{key} already does this: {command}. Choose another key.")
        )
        words = _tip(entries_by_id()[other]) if other else ""
        self.complaint.setText("✖ " + said.format(key=native((key,)), command=words))

    def _compose(self) -> None:
        table = self.table
        table.setAccessibleName(self.tr("Keyboard shortcuts"))
        table.setHorizontalHeaderLabels([self.tr("Key"), self.tr("What it does")])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        heads = table.horizontalHeader()
        heads.setSectionResizeMode(KEY, QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        self.key.setAccessibleName(self.tr("New key"))
        self.key.setMaximumSequenceLength(1)
        self.key.setClearButtonEnabled(True)
        self.complaint.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("New key")))
        for widget in (self.key, self._change, self._restore):
            row.addWidget(widget)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        layout.addLayout(row)
        layout.addWidget(self.complaint)
        layout.addWidget(buttons)
        self.resize(640, 600)

    def _fill(self) -> None:
        """Lists every key anew; the current line stays."""
        here = self.table.currentRow()
        rows = list(self._rows())
        self.table.setRowCount(len(rows))
        for at, (command, keys, words) in enumerate(rows):
            for column, text in ((KEY, keys), (WORDS, words)):
                item = QTableWidgetItem(text)
                item.setData(COMMAND, command)
                self.table.setItem(at, column, item)
        self.table.selectRow(max(0, here))
        self._follow()

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        """Yields the id of a command (empty for no command), its keys, and what it does."""
        first = [entry for entry in REVIEW if entry is not None]
        rest = [entry for entry in entries_by_id().values() if entry not in first]
        for entry in first:
            yield entry.id, native(self._keymap.keys(entry.id)), _tip(entry)
        for keys, tip in OTHER_KEYS:
            yield "", " / ".join(keys), translate("Actions", tip)
        for entry in rest:
            yield entry.id, native(self._keymap.keys(entry.id)), _tip(entry)

    def _follow(self) -> None:
        command = self.command
        keys = self._keymap.keys(command) if command else ()
        self.key.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())
        for widget in (self.key, self._change):
            widget.setEnabled(bool(command))

    def _take_shipped(self) -> None:
        self._keymap.restore()
        self.complaint.setText("✔ " + self.tr("Every command has the key that it is shipped with."))
        self._fill()


def _tip(entry: CommandEntry) -> str:
    return translate("Actions", entry.tip)
