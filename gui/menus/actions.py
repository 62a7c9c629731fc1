"""The commands of ``command_table`` as menus and a toolbar."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from ..commands import Commands
from ..shell.icons import icon
from ..shell.plain_names import plain
from .beside_menus import SUGGESTION_KEYS, TOOLBAR
from .command_entry import CommandEntry
from .command_table import MENUS, REOPEN, entries_by_id
from .keymap import KeyMap

translate = QCoreApplication.translate


class Actions(QObject):
    """The commands as menus and toolbar of one window."""

    def __init__(
        self, window: QMainWindow, commands: Commands, toolbar: QToolBar, keymap: KeyMap
    ) -> None:
        super().__init__(window)
        self._keymap = keymap
        keymap.changed.connect(self._rekey)
        self._window = window
        self.menus: dict[str, QMenu] = {}
        self.by_id: dict[str, QAction] = {}
        for name, _, entries in MENUS:
            menu = window.menuBar().addMenu("")
            self.menus[name] = menu
            for entry in entries:
                if entry is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self._action(entry, commands))
        self.toolbar = toolbar
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toolbar.setIconSize(QSize(18, 18))
        window.addToolBar(self.toolbar)
        for entry_id in TOOLBAR:
            if entry_id is None:
                self.toolbar.addSeparator()
            else:
                self.toolbar.addAction(self.by_id[entry_id])
        self._add_suggestion_keys(commands)
        self.retranslate()
        self.enable(opened=False)

    def retranslate(self) -> None:
        """Puts every command in words of the current language."""
        self.toolbar.setWindowTitle(translate("Actions", "Toolbar"))
        for name, title, entries in MENUS:
            self.menus[name].setTitle(translate("Actions", title))
            for entry in entries:
                if entry is None:
                    continue
                action = self.by_id[entry.id]
                action.setText(translate("Actions", entry.text))
                action.setStatusTip(translate("Actions", entry.tip))
                action.setIconText(plain(translate("Actions", entry.text)).rstrip("…"))
                self._tell(action)

    def paint_icons(self) -> None:
        """Draws the icons anew in the colours of the palette."""
        for entry_id, entry in entries_by_id().items():
            if entry.icon:
                self.by_id[entry_id].setIcon(icon(entry_id, self._window.palette()))

    def enable(self, *, opened: bool) -> None:
        """Enables the commands that need an open report, or disables them."""
        for entry_id, entry in entries_by_id().items():
            why = translate("Actions", "It needs an open report.")
            self.allow(entry_id, on=opened or entry.always, why=why)

    def allow(self, entry_id: str, *, on: bool, why: str) -> None:
        """Lets a command act, or says at it why it cannot."""
        action = self.by_id[entry_id]
        action.setWhatsThis("" if on else why)
        action.setEnabled(on)
        self._tell(action)

    def _tell(self, action: QAction) -> None:
        """Says at a command what it does, with its key, or why it cannot act."""
        keys = action.shortcuts()
        tip = action.statusTip()
        if keys:
            tip += f" ({keys[0].toString(QKeySequence.SequenceFormat.NativeText)})"
        action.setToolTip("\n".join(filter(None, (tip, action.whatsThis()))))

    def _rekey(self, entry_id: str) -> None:
        """Gives a command the keys that the user has chosen."""
        action = self.by_id[entry_id]
        action.setShortcuts([QKeySequence(key) for key in self._keymap.keys(entry_id)])
        self._tell(action)

    def set_detail(self, entry_id: str, detail: str) -> None:
        """Says in the menu what a command would do now: Undo: corrected 新收·自然人."""
        action = self.by_id[entry_id]
        text = translate("Actions", entries_by_id()[entry_id].text)
        action.setText(f"{text}: {detail}" if detail else text)
        action.setIconText(plain(text).rstrip("…"))

    def set_signed(self, *, signed: bool) -> None:
        """Says whether the review would be signed off now, or reopened."""
        action = self.by_id["sign_off"]
        text = translate("Actions", REOPEN if signed else entries_by_id()["sign_off"].text)
        action.setText(text)
        action.setIconText(plain(text).rstrip("…"))

    def _add_suggestion_keys(self, commands: Commands) -> None:
        """Gives the window the keys of the second to ninth suggestion, which are in no menu."""
        for number, key in SUGGESTION_KEYS:
            action = QAction(self._window)
            action.setObjectName(f"adopt_{number}")
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda _checked=False, at=number: commands.deciding.adopt(at))
            self._window.addAction(action)

    def _action(self, entry: CommandEntry, commands: Commands) -> QAction:
        action = QAction(self._window)
        action.setObjectName(entry.id)
        action.setShortcuts([QKeySequence(key) for key in self._keymap.keys(entry.id)])
        action.setCheckable(entry.checked)
        if entry.icon:
            action.setIcon(icon(entry.id, self._window.palette()))
        slot = commands.method(entry.id)
        action.triggered.connect(lambda _checked=False: slot())
        self.by_id[entry.id] = action
        return action
