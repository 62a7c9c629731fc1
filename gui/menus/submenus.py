"""Two menus within menus: the files opened last, and the language of the window."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QSettings, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ..shell.language import LANGUAGES, Language

MOST = 8
"""No more files are remembered."""


class RecentMenu(QMenu):
    """The files opened last, kept in the settings.

    Attributes:
        wanted: One is to be opened again; carries its path.
    """

    wanted = Signal(object)

    def __init__(self, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._list()
        self._name()

    def note(self, path: Path) -> None:
        """Puts a file or a folder in front; of a file in a folder that is kept, the folder."""
        kept, wanted = self._files(), path.absolute()
        above = (each for each in kept if wanted.is_relative_to(each))
        name = next(above, str(wanted))
        others = (each for each in kept if each != name and not Path(each).is_relative_to(name))
        self._settings.setValue("recent", [name, *others][:MOST])
        self._list()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _name(self) -> None:
        self.setTitle(self.tr("Open &recent"))

    def _files(self) -> list[str]:
        kept = self._settings.value("recent", [])
        return [kept] if isinstance(kept, str) else list(cast(list[str], kept or []))

    def _list(self) -> None:
        self.clear()
        self.setToolTipsVisible(True)
        names = Counter(Path(name).name for name in self._files())
        for name in self._files():
            path = Path(name)
            folder = "" if names[path.name] == 1 else f" – {path.parent}"
            action = self.addAction(f"{path.name}{folder}".replace("&", "&&"))
            action.setToolTip(name)
            action.triggered.connect(lambda _checked=False, name=name: self.wanted.emit(Path(name)))
        self.setEnabled(not self.isEmpty())


class LanguageMenu(QMenu):
    """The languages of the window, each in its own words."""

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        group = QActionGroup(self)
        for code, name in LANGUAGES.items():
            action = QAction(name, self, checkable=True)
            action.setObjectName(f"language_{code}")
            action.setChecked(code == language.code)
            action.triggered.connect(lambda _checked=False, code=code: language.choose(code))
            group.addAction(action)
            self.addAction(action)
        self._name()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _name(self) -> None:
        self.setTitle(self.tr("&Language"))
