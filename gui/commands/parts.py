"""What the commands of the window share: the review, the work beside it, ways to ask and to say."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMainWindow

from ...core.errors import GoujiError
from ..panels.message import MessageBar
from ..panels.status import StatusBar
from ..session.jobs import Jobs
from ..session.review_context import ReviewContext
from ..session.reviewer import Reviewer
from ..shell.keymap import KeyMap
from ..shell.language import Language


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

    def complain(self, error: GoujiError) -> None:
        """Says what went wrong and what to do."""
        self.message.say(error.sentence(self.language.code), failed=True)
