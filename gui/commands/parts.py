"""What the commands of the window share: the review, the work beside it, ways to ask and to say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QMainWindow

from ...core.errors import GoujiError
from ..menus.keymap import KeyMap
from ..panels.message import MessageBar
from ..panels.status import StatusBar
from ..session.jobs import Jobs
from ..session.review_context import ReviewContext
from ..session.reviewer import Reviewer
from ..shell.language import Language
from ..shell.outside import open_outside

translate = QCoreApplication.translate


@dataclass(frozen=True)
class CommandParts:
    """What any command may need; the parts that only some use are given to these alone.

    Attributes:
        frame: The window that dialogs belong to.
        context: The report under review.
        jobs: Work off the GUI thread.
        settings: What is kept for the next start.
        language: What the window speaks.
        reviewer: Who reviews.
        message: Where a sentence is said that stays.
        keymap: The keys of the commands.
        status: Where progress is shown, and what is said for a moment.
    """

    frame: QMainWindow
    context: ReviewContext
    jobs: Jobs
    settings: QSettings
    language: Language
    reviewer: Reviewer
    message: MessageBar
    status: StatusBar
    keymap: KeyMap

    def tell_written(self, sentence: str, path: Path) -> None:
        """Says that a file is written, and offers to open it or its folder."""
        opened = translate("CommandParts", "Open the file")
        folder = translate("CommandParts", "Open its folder")
        offers = {opened: lambda: open_outside(path), folder: lambda: open_outside(path.parent)}
        self.message.say(sentence, offers=offers)

    def complain(self, error: GoujiError) -> None:
        """Says what went wrong and what to do."""
        self.message.say(error.sentence(self.language.code), failed=True)
