"""The commands of the window, in sets by what they are for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .base import CommandSet
from .batching import BatchCommands
from .comparing import ComparingCommands
from .deciding import DecidingCommands
from .files import FileCommands
from .going import GoingCommands
from .importing import ImportingCommands
from .looking import LookingCommands
from .viewing import ViewCommands

if TYPE_CHECKING:
    from ..shell.window import Window

__all__ = ["Commands"]


class Commands:
    """Every command of a window.

    Attributes:
        files, importing, batching, deciding, comparing, going, viewing, looking: The sets.
    """

    def __init__(self, window: Window) -> None:
        self._desk = window.desk
        self.files = FileCommands(window)
        self.batching = BatchCommands(window)
        self.importing = ImportingCommands(window)
        self.deciding = DecidingCommands(window)
        self.comparing = ComparingCommands(window)
        self.going = GoingCommands(window)
        self.viewing = ViewCommands(window)
        self.looking = LookingCommands(window)

    def method(self, name: str) -> Callable[[], object]:
        """Returns the method of a command by its name in ``command_table``."""
        sets: tuple[CommandSet, ...] = (
            self.files,
            self.batching,
            self.importing,
            self.deciding,
            self.comparing,
            self.going,
            self.viewing,
            self.looking,
        )
        owner = next(each for each in sets if hasattr(each, name))
        found: Callable[[], object] = getattr(owner, name)

        def run() -> object:
            """A command finds the window as it is after all that was done before."""
            self._desk.settle()
            return found()

        return run
