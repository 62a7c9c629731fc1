"""Every command of the window as data: its words, keys, icon, menu, and what it calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from .icons import icon

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Entry:
    """One command.

    Attributes:
        id: The name of the method of ``Commands`` that it calls, and of its icon.
        text, tip: Source strings, in English.
        keys: Shortcuts in portable text; the first is shown.
        icon: Whether there is a picture of it, which puts it on the toolbar.
        always: Whether it can be used without an open report.
    """

    id: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: bool = False
    always: bool = False


SEPARATOR = None

FILE = (
    Entry(
        "open_file",
        QT_TRANSLATE_NOOP("Actions", "&Open…"),
        QT_TRANSLATE_NOOP("Actions", "Open a report"),
        ("Ctrl+O",),
        icon=True,
        always=True,
    ),
    SEPARATOR,
    Entry(
        "export",
        QT_TRANSLATE_NOOP("Actions", "&Export workbook…"),
        QT_TRANSLATE_NOOP("Actions", "Export the audited workbook"),
        ("Ctrl+E",),
        icon=True,
    ),
    SEPARATOR,
    Entry(
        "close",
        QT_TRANSLATE_NOOP("Actions", "&Quit"),
        QT_TRANSLATE_NOOP("Actions", "Quit Gouji"),
        ("Ctrl+Q",),
        always=True,
    ),
)
EDIT = (
    Entry(
        "undo",
        QT_TRANSLATE_NOOP("Actions", "&Undo"),
        QT_TRANSLATE_NOOP("Actions", "Take back the last step"),
        ("Ctrl+Z",),
        icon=True,
    ),
    Entry(
        "redo",
        QT_TRANSLATE_NOOP("Actions", "&Redo"),
        QT_TRANSLATE_NOOP("Actions", "Do the step again that was taken back"),
        ("Ctrl+Y", "Ctrl+Shift+Z"),
        icon=True,
    ),
    SEPARATOR,
    Entry(
        "copy",
        QT_TRANSLATE_NOOP("Actions", "&Copy"),
        QT_TRANSLATE_NOOP("Actions", "Copy the selected figures"),
        ("Ctrl+C",),
    ),
    Entry(
        "paste",
        QT_TRANSLATE_NOOP("Actions", "&Paste"),
        QT_TRANSLATE_NOOP("Actions", "Paste figures from here on"),
        ("Ctrl+V",),
    ),
    SEPARATOR,
    Entry(
        "find",
        QT_TRANSLATE_NOOP("Actions", "&Find in the source"),
        QT_TRANSLATE_NOOP("Actions", "Find a text in the source"),
        ("Ctrl+F",),
    ),
)
REVIEW = (
    Entry(
        "previous_doubt",
        QT_TRANSLATE_NOOP("Actions", "&Previous doubt"),
        QT_TRANSLATE_NOOP("Actions", "Go to the previous doubt"),
        ("Shift+F8",),
        icon=True,
    ),
    Entry(
        "next_doubt",
        QT_TRANSLATE_NOOP("Actions", "&Next doubt"),
        QT_TRANSLATE_NOOP("Actions", "Go to the next doubt"),
        ("F8",),
        icon=True,
    ),
    SEPARATOR,
    Entry(
        "correct",
        QT_TRANSLATE_NOOP("Actions", "Co&rrect the reading"),
        QT_TRANSLATE_NOOP("Actions", "Type what the page prints"),
        ("F2",),
    ),
    Entry(
        "confirm",
        QT_TRANSLATE_NOOP("Actions", "&Confirm"),
        QT_TRANSLATE_NOOP("Actions", "Confirm the cell as read and go to the next one"),
        ("Ctrl+Return", "Ctrl+Enter"),
        icon=True,
    ),
    Entry(
        "confirm_rest",
        QT_TRANSLATE_NOOP("Actions", "Confirm the rest of the &table"),
        QT_TRANSLATE_NOOP("Actions", "Confirm every cell of the table that has no doubt"),
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
    ),
    Entry(
        "adjust",
        QT_TRANSLATE_NOOP("Actions", "&Adjust…"),
        QT_TRANSLATE_NOOP(
            "Actions", "Set the audited figure, with a reason; the printed one stays"
        ),
        ("Shift+F2",),
        icon=True,
    ),
    Entry(
        "explain",
        QT_TRANSLATE_NOOP("Actions", "E&xplain…"),
        QT_TRANSLATE_NOOP("Actions", "Say why the finding stands: the report prints it so"),
        ("Ctrl+D",),
        icon=True,
    ),
    SEPARATOR,
    Entry(
        "name_reviewer",
        QT_TRANSLATE_NOOP("Actions", "Re&viewer…"),
        QT_TRANSLATE_NOOP("Actions", "The name that your decisions carry"),
        always=True,
    ),
)
VIEW = (
    Entry(
        "next_table",
        QT_TRANSLATE_NOOP("Actions", "Next &table"),
        QT_TRANSLATE_NOOP("Actions", "Show the next table"),
        ("Ctrl+Tab",),
    ),
    Entry(
        "previous_table",
        QT_TRANSLATE_NOOP("Actions", "Pre&vious table"),
        QT_TRANSLATE_NOOP("Actions", "Show the previous table"),
        ("Ctrl+Shift+Tab",),
    ),
    SEPARATOR,
    Entry(
        "zoom_in",
        QT_TRANSLATE_NOOP("Actions", "Zoom &in"),
        QT_TRANSLATE_NOOP("Actions", "Enlarge the source"),
        ("Ctrl+=", "Ctrl++"),
    ),
    Entry(
        "zoom_out",
        QT_TRANSLATE_NOOP("Actions", "Zoom &out"),
        QT_TRANSLATE_NOOP("Actions", "Reduce the source"),
        ("Ctrl+-",),
    ),
    Entry(
        "actual",
        QT_TRANSLATE_NOOP("Actions", "&Actual size"),
        QT_TRANSLATE_NOOP("Actions", "Show the source in its own size"),
        ("Ctrl+0",),
    ),
    Entry(
        "fit_width",
        QT_TRANSLATE_NOOP("Actions", "Fit &width"),
        QT_TRANSLATE_NOOP("Actions", "Fit the page to the width"),
        ("Ctrl+1",),
    ),
    Entry(
        "fit_page",
        QT_TRANSLATE_NOOP("Actions", "Fit &page"),
        QT_TRANSLATE_NOOP("Actions", "Show the whole page"),
        ("Ctrl+2",),
    ),
    SEPARATOR,
    Entry(
        "full_screen",
        QT_TRANSLATE_NOOP("Actions", "&Full screen"),
        QT_TRANSLATE_NOOP("Actions", "Use the whole screen"),
        ("F11",),
        always=True,
    ),
)
HELP = (
    Entry(
        "shortcuts",
        QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"),
        QT_TRANSLATE_NOOP("Actions", "List all keyboard shortcuts"),
        ("F1",),
        always=True,
    ),
    Entry(
        "about",
        QT_TRANSLATE_NOOP("Actions", "&About Gouji"),
        QT_TRANSLATE_NOOP("Actions", "Versions and licence"),
        always=True,
    ),
)
MENUS: tuple[tuple[str, str, tuple[Entry | None, ...]], ...] = (
    ("file", QT_TRANSLATE_NOOP("Actions", "&File"), FILE),
    ("edit", QT_TRANSLATE_NOOP("Actions", "&Edit"), EDIT),
    ("review", QT_TRANSLATE_NOOP("Actions", "&Review"), REVIEW),
    ("view", QT_TRANSLATE_NOOP("Actions", "&View"), VIEW),
    ("help", QT_TRANSLATE_NOOP("Actions", "&Help"), HELP),
)
TOOLBAR = (
    "open_file", SEPARATOR, "undo", "redo", SEPARATOR, "previous_doubt", "next_doubt", SEPARATOR,
    "confirm", "adjust", "explain", SEPARATOR, "export",
)  # fmt: skip

GRID_KEYS = (
    (
        ("←", "↑", "→", "↓"),
        QT_TRANSLATE_NOOP("Actions", "Go to the next figure; heads are passed over"),
    ),
    (
        ("Tab", "Shift+Tab"),
        QT_TRANSLATE_NOOP("Actions", "Next or previous figure in reading order"),
    ),
    (("Enter",), QT_TRANSLATE_NOOP("Actions", "Take what was typed and go down")),
    (("Esc",), QT_TRANSLATE_NOOP("Actions", "Give up what was typed")),
    (("Home", "End", "Ctrl+←↑→↓"), QT_TRANSLATE_NOOP("Actions", "Go to the edge of the table")),
    (("Delete",), QT_TRANSLATE_NOOP("Actions", "The page prints nothing here")),
)
"""Keys of the grid that are no commands, for the list of shortcuts."""


class Actions(QObject):
    """The commands as menus and toolbar of one window."""

    def __init__(self, window: QMainWindow, commands: QObject) -> None:
        super().__init__(window)
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
        self.toolbar = QToolBar(window)
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toolbar.setIconSize(QSize(18, 18))
        window.addToolBar(self.toolbar)
        for entry_id in TOOLBAR:
            if entry_id is None:
                self.toolbar.addSeparator()
            else:
                self.toolbar.addAction(self.by_id[entry_id])
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
                tip = translate("Actions", entry.tip)
                action.setStatusTip(tip)
                keys = [
                    key.toString(QKeySequence.SequenceFormat.NativeText)
                    for key in action.shortcuts()
                ]
                action.setToolTip(f"{tip} ({keys[0]})" if keys else tip)
                action.setIconText(_plain(translate("Actions", entry.text)))

    def paint_icons(self) -> None:
        """Draws the icons anew in the colours of the palette."""
        for entry_id, entry in entries_by_id().items():
            if entry.icon:
                self.by_id[entry_id].setIcon(icon(entry_id, self._window.palette()))

    def enable(self, *, opened: bool) -> None:
        """Enables the commands that need an open report, or disables them."""
        for entry_id, entry in entries_by_id().items():
            self.by_id[entry_id].setEnabled(opened or entry.always)

    def set_detail(self, entry_id: str, detail: str, *, enabled: bool) -> None:
        """Says in the menu what a command would do now: Undo: corrected 新收·自然人."""
        action = self.by_id[entry_id]
        text = translate("Actions", entries_by_id()[entry_id].text)
        action.setText(f"{text}: {detail}" if detail else text)
        action.setIconText(_plain(text))
        action.setEnabled(enabled)

    def _action(self, entry: Entry, commands: QObject) -> QAction:
        action = QAction(self._window)
        action.setObjectName(entry.id)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        if entry.icon:
            action.setIcon(icon(entry.id, self._window.palette()))
        slot = getattr(commands, entry.id)
        action.triggered.connect(lambda _checked=False: slot())
        self.by_id[entry.id] = action
        return action


def entries_by_id() -> Mapping[str, Entry]:
    """Returns every command by its id, in the order of the menus."""
    return {entry.id: entry for _, _, entries in MENUS for entry in entries if entry is not None}


def _plain(text: str) -> str:
    """Returns a menu text without its mnemonic: 打开(&O)… as 打开."""
    bare = text.split("(&")[0] if "(&" in text else text.replace("&", "")
    return bare.rstrip("…")
