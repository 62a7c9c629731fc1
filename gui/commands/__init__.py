"""The commands of the window, in sets by what they are for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from .answering_alike import AlikeCommands
from .base import CommandSet
from .batching import BatchCommands
from .comparing import ComparingCommands
from .deciding import DecidingCommands
from .extracting import ExtractingCommands
from .files import FileCommands
from .going import GoingCommands
from .importing import ImportingCommands
from .introducing import IntroducingCommands
from .looking import LookingCommands
from .opining import OpiningCommands
from .parts import CommandParts
from .placing import PlacingCommands
from .signing import SigningCommands
from .viewing import ViewCommands

__all__ = [
    "AlikeCommands",
    "BatchCommands",
    "CommandParts",
    "Commands",
    "ComparingCommands",
    "DecidingCommands",
    "ExtractingCommands",
    "FileCommands",
    "GoingCommands",
    "ImportingCommands",
    "IntroducingCommands",
    "LookingCommands",
    "OpiningCommands",
    "PlacingCommands",
    "SigningCommands",
    "ViewCommands",
]


@dataclass(frozen=True)
class Commands:
    """Every command of a window, by its set."""

    files: FileCommands
    batching: BatchCommands
    importing: ImportingCommands
    extracting: ExtractingCommands
    introducing: IntroducingCommands
    deciding: DecidingCommands
    comparing: ComparingCommands
    going: GoingCommands
    viewing: ViewCommands
    looking: LookingCommands
    opining: OpiningCommands
    placing: PlacingCommands
    signing: SigningCommands
    alike: AlikeCommands

    def method(self, name: str) -> Callable[[], object]:
        """Returns the method of a command by its name in ``command_table``."""
        sets: list[CommandSet] = [getattr(self, each.name) for each in fields(self)]
        return next(each for each in sets if hasattr(each, name)).command(name)
