"""The command that writes the opinions of a whole queue in one go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir

from ...core.errors import GoujiError
from ..queue import Queue, QueuePanel
from ..queue.queue_names import names_of
from ..session.queue_opinions import OpinionToWrite, listed, opinions_of, write_opinion
from ..session.report_matcher import ReportMatcher
from ..session.review_store import ReviewStore
from .base import CommandSet
from .parts import CommandParts

NOTHING_SHOWN = GoujiError(
    "队列中没有显示读好的报告，没有意见可写。请先打开一个文件夹，或放宽筛选。",
    "The queue shows no report that is read, so there is no opinion to write. Open a folder, or "
    "show more of the queue.",
)


class OpiningCommands(CommandSet):
    """Writes an opinion for every report that the queue shows, one after the other."""

    def __init__(
        self,
        parts: CommandParts,
        queue: Queue,
        queue_panel: QueuePanel,
        matcher: ReportMatcher,
        store: ReviewStore,
    ) -> None:
        super().__init__(parts)
        self._queue, self._queue_panel, self._matcher = queue, queue_panel, matcher
        self._store = store
        self._left: list[OpinionToWrite] = []
        self._written: list[Path] = []
        self._problems: list[str] = []
        self._count = 0
        parts.status.cancelled.connect(self._stop)

    def export_queue(self) -> None:
        """Asks where to, and writes the opinions; the window stays in use."""
        from ..dialogs.queue_opinions_dialog import QueueOpinionsDialog

        entries = [self._queue.entries[at] for at in self._queue_panel.shown]
        read = [one for one in entries if one.under_review is not None]
        if not read:
            self._parts.complain(NOTHING_SHOWN)
            return
        unfinished = sum(not one.standing.is_signed_off for one in read)
        dialog = QueueOpinionsDialog(len(read), unfinished, self._folder(), self._parts.frame)
        dialog.chosen.connect(self.write)
        self._show(dialog)

    def write(self, folder: Path, suffix: str) -> None:
        """Writes the opinions of the reports that the queue shows into a folder.

        Args:
            folder: It is there.
            suffix: "docx", "pdf" or "html".
        """
        names = names_of(self._queue.entries)
        reports = [
            (names[at], read)
            for at in self._queue_panel.shown
            if (read := self._queue.entries[at].under_review) is not None
        ]
        between, reviewer = self._matcher.between, self._parts.reviewer.name
        keeping = self._store.keeping
        self._left = opinions_of(reports, between, reviewer, keeping, folder, suffix)
        self._written, self._problems, self._count = [], [], len(self._left)
        self._parts.status.begin(self.tr("Writing opinions"))
        self._go_on()

    def _go_on(self) -> None:
        if not self._left:
            self._tell()
            return
        self._parts.status.advance(self._count - len(self._left), self._count)
        self._parts.jobs.start(
            write_opinion, self._left.pop(0), on_done=self._done, on_failed=self._failed
        )

    def _done(self, path: Path) -> None:
        self._written.append(path)
        self._go_on()

    def _failed(self, error: GoujiError) -> None:
        self._problems.append(error.sentence(self._parts.language.code))
        self._go_on()

    def _stop(self) -> None:
        """Writes no further opinion; the one under way is finished, and what is written stays."""
        self._left = []

    def _tell(self) -> None:
        """Says how many were written, and what was wrong with the others."""
        parts = self._parts
        parts.status.finish()
        done = self.tr("{count} of {all} opinions were written.")
        said = done.format(count=len(self._written), all=self._count)
        if self._problems:
            parts.message.say(f"{said} {listed(self._problems)}", failed=True, lasts=True)
        elif self._written:
            folder = self._written[0].parent
            where = self.tr("They lie in {path}").format(path=QDir.toNativeSeparators(str(folder)))
            parts.tell_written(f"{said} {where}", self._written[0])
