"""Which keys call which command: as shipped, or as the user has changed them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QKeySequence

from .beside_menus import SUGGESTION_KEYS
from .command_table import entries_by_id

KEYS = "keys/"
"""Before the id of a command: where its changed keys stand in the settings."""

NONE = "-"
"""What stands there for a command that was given no key."""

OF_THE_FORM = (
    "Left", "Up", "Right", "Down", "Tab", "Shift+Tab", "Return", "Enter", "Shift+Return", "Esc",
    "Home", "End", "Ctrl+Left", "Ctrl+Up", "Ctrl+Right", "Ctrl+Down", "Space", "Del", "Backspace",
    "PgUp", "PgDown", "Ctrl+A",
)  # fmt: skip
"""Keys that move and type in the form, and are no command's."""


class KeyMap(QObject):
    """The keys of the commands.

    Attributes:
        changed: The keys of a command are others now; carries its id.
    """

    changed = Signal(str)

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    def keys(self, command: str) -> tuple[str, ...]:
        """Returns the keys of a command in portable text, the one that is shown first."""
        kept = str(self._settings.value(KEYS + command, "") or "")
        if not kept:
            return entries_by_id()[command].keys
        return () if kept == NONE else (kept,)

    def is_changed(self, command: str) -> bool:
        """Returns whether a command has other keys than those that it is shipped with."""
        return self._settings.contains(KEYS + command)

    def taker(self, key: str, command: str) -> str | None:
        """Returns what has a key already, so that a command cannot have it.

        Args:
            key: In portable text.
            command: The id of the command that is to have it.

        Returns:
            The id of another command; "" where the form, the suggestions or typing need the key;
            None where it is free.
        """
        wanted = QKeySequence(key)
        reserved = [*OF_THE_FORM, *(each for _, each in SUGGESTION_KEYS)]
        if _types(key) or any(QKeySequence(each) == wanted for each in reserved):
            return ""
        for other in entries_by_id():
            if other != command and any(QKeySequence(each) == wanted for each in self.keys(other)):
                return other
        return None

    def give(self, command: str, key: str) -> bool:
        """Gives a command a key in the place of its keys, none where it is empty.

        Returns whether it was given; a key that is taken is refused.
        """
        if key and self.taker(key, command) is not None:
            return False
        self._settings.setValue(KEYS + command, key or NONE)
        self.changed.emit(command)
        return True

    def restore(self) -> None:
        """Gives every command the keys that it is shipped with."""
        for command in entries_by_id():
            if self.is_changed(command):
                self._settings.remove(KEYS + command)
                self.changed.emit(command)


def _types(key: str) -> bool:
    """Returns whether a key types a sign: then it is no command's."""
    return len(key) == 1 or (key.startswith("Shift+") and len(key) == len("Shift+") + 1)


def native(keys: Iterable[str]) -> str:
    """Returns keys as the system writes them."""
    named = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return " / ".join(dict.fromkeys(named))
