"""Every command by its name: type a part of it, in Chinese or English, and press Enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QBrush, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..menus.command_entry import CommandEntry
from ..shell.plain_names import plain
from ..shell.theme import theme_of

COMMAND = Qt.ItemDataRole.UserRole
ON_THE_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
"""Keys that move in the list while the keyboard is in the line."""


class CommandPalette(QDialog):
    """A line to type in, and the commands whose names hold what is typed.

    Args:
        entries: The commands by id.
        actions: What calls them, and says what they are called now and whether they can act.
        chinese: Returns the Chinese of a text of the command table.
        parent: The window.
    """

    def __init__(
        self,
        entries: Mapping[str, CommandEntry],
        actions: Mapping[str, QAction],
        chinese: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._names = {
            command: " ".join(
                (plain(entry.text), entry.tip, plain(chinese(entry.text)), chinese(entry.tip))
            ).casefold()
            for command, entry in entries.items()
            if command in actions
        }
        self.setWindowTitle(self.tr("Commands"))
        self.line, self.list = QLineEdit(), QListWidget()
        self.line.setPlaceholderText(self.tr("A part of the name, in Chinese or English"))
        self.line.setAccessibleName(self.tr("Name of a command"))
        self.list.setAccessibleName(self.tr("Commands"))
        self._why = QLabel()
        self._why.setWordWrap(True)
        layout = QVBoxLayout(self)
        for widget in (self.line, self.list, self._why):
            layout.addWidget(widget)
        self.resize(520, 420)
        self.line.textChanged.connect(self._fill)
        self.line.installEventFilter(self)
        self.list.itemActivated.connect(self._run)
        self.list.currentItemChanged.connect(self._explain)
        self._fill("")

    @property
    def shown(self) -> list[str]:
        """The ids of the commands that are listed."""
        return [self.list.item(row).data(COMMAND) for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Moves in the list, and takes the current command, while the keyboard is in the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ON_THE_LIST:
                self.list.event(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        words = text.casefold().split()
        self.list.clear()
        for command, name in self._names.items():
            if all(word in name for word in words):
                self.list.addItem(self._item(command))
        self.list.setCurrentRow(0)

    def _item(self, command: str) -> QListWidgetItem:
        action = self._actions[command]
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        item = QListWidgetItem(plain(action.text()) + (f"    {keys}" if keys else ""))
        item.setData(COMMAND, command)
        item.setToolTip(action.statusTip())
        if not action.isEnabled():
            item.setForeground(QBrush(theme_of(self.palette()).faint))
        return item

    def _explain(self, item: QListWidgetItem | None) -> None:
        """Says what the current command does, or why it cannot act."""
        action = self._actions[item.data(COMMAND)] if item is not None else None
        if action is None:
            self._why.setText(self.tr("No command has such a name."))
        elif action.isEnabled():
            self._why.setText(action.statusTip())
        else:
            self._why.setText(action.whatsThis() or self.tr("It needs an open report."))

    def _run(self, item: QListWidgetItem | None) -> None:
        """Closes, and then calls a command that can act."""
        action = self._actions[item.data(COMMAND)] if item is not None else None
        if action is not None and action.isEnabled():
            self.accept()
            action.trigger()
