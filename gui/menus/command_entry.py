"""What one command of the window is, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CommandEntry:
    """One command.

    Attributes:
        id: The name of the method of a ``CommandSet`` that it calls, and of its icon.
        text, tip: Source strings, in English.
        keys: Shortcuts in portable text; the first is shown.
        icon: Whether there is a picture of it, which puts it on the toolbar.
        checked: Whether it turns something on and off, which the menu ticks.
        always: Whether it can be used without an open report.
    """

    id: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: bool = False
    checked: bool = False
    always: bool = False
