"""Takes reports of the queue under review: the one chosen, the next one, the next with doubts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ...core.errors import NoReportError, PasswordNeededError
from ..session.review_context import ReviewContext
from .queue import Queue
from .queue_panel import QueuePanel


class Turning(QObject):
    """Turns from one report of the queue to another.

    Attributes:
        turned: A report is to be put under review; carries what is ``Wanted``.
        protected: A file can be read with its password only; carries the path.
        failed: A report that was wanted cannot be read; carries the path and the ``GoujiError``.
    """

    turned = Signal(object)
    protected = Signal(object)
    failed = Signal(object, object)

    def __init__(self, queue: Queue, panel: QueuePanel, context: ReviewContext) -> None:
        super().__init__(panel)
        self._queue = queue
        self._panel = panel
        self._context = context
        self._tells_failure = False
        self._is_turning = False
        panel.wanted.connect(self.show)
        queue.ready.connect(self._show_read)
        queue.advanced.connect(self._begin)
        context.opened.connect(self._arrive)

    def show(self, index: int) -> None:
        """Shows an entry, once it is read; one that lacks a password or a table is opened alone."""
        self._panel.point_at(index)
        self._tells_failure = False
        entry = self._queue.entries[index]
        if isinstance(entry.error, PasswordNeededError | NoReportError):
            self.protected.emit(entry.path)  # its tables may be marked by hand
        else:
            self._queue.want(index)

    def show_file(self, path: Path) -> None:
        """Shows the first entry of a file, read again where it could not be read."""
        for index, entry in enumerate(self._queue.entries):
            if entry.path == path:
                self.show(index)
                return

    def turn(self, by: int) -> bool:
        """Shows the next (1) or the previous (-1) report; returns whether there is one."""
        index = self._panel.neighbour(by)
        if index >= 0:
            self.show(index)
        return index >= 0

    def go_on(self) -> bool:
        """Shows the next report with something to decide; returns whether there is one."""
        index = self._panel.next_with_work()
        if index >= 0:
            self.show(index)
        return index >= 0

    @property
    def has_more(self) -> bool:
        """Whether another report has something to decide."""
        return self._panel.next_with_work() >= 0

    def _show_read(self, index: int) -> None:
        entry = self._queue.entries[index]
        if entry.error is not None:
            self._tells_failure = True
            self.failed.emit(entry.path, entry.error)
        else:
            self._is_turning = True
            self.turned.emit(entry.under_review)

    def _arrive(self) -> None:
        self._is_turning = False

    def _begin(self) -> None:
        """Shows the first report on an empty window as soon as one is read.

        One whose review is being taken up is not shown yet, and no other is shown in its stead.
        """
        if self._tells_failure or self._is_turning or self._queue.is_wanting:
            return
        if self._context.review is None:
            read = (
                at for at, one in enumerate(self._queue.entries) if one.under_review is not None
            )
            first = next(read, -1)
            if first >= 0:
                self._show_read(first)
