"""What was open, kept so that the next start brings it back, also after a crash."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QSettings, QTimer

from ..queue import Queue, QueuePanel
from ..queue.last_lines import read_lines, write_lines
from ..queue.queue_entry import QueueEntry
from .review_context import ReviewContext

QUEUE, CURRENT = "session/queue", "session/current"
LINES = "session/lines"
"""What each line of the queue said."""

SOON = 1000
"""Milliseconds: so long after a change all lines are written, once for all changes till then."""

ARRANGED = "session/arranged"
"""What of the queue is shown, and in which order."""

IN_FULL = "session/names-in-full"
"""Set where names go on in further lines."""


class LastSession(QObject):
    """Keeps the files of the queue and the one under review in the settings."""

    def __init__(self, settings: QSettings, queue: Queue, context: ReviewContext) -> None:
        super().__init__(queue)
        self._settings = settings
        self._queue = queue
        self._context = context
        self._writing = QTimer(self, interval=SOON, singleShot=True)
        self._writing.timeout.connect(self.keep_lines)
        queue.regrouped.connect(self._keep)
        queue.changed.connect(lambda _index: self._write_soon())
        context.opened.connect(self._keep)

    def arrange(self, panel: QueuePanel) -> None:
        """Shows the queue by the filter and in the order of the last time, and keeps others."""
        kept = cast(list[str], self._settings.value(ARRANGED, []) or [])
        if len(kept) == len(panel.arrangement):
            panel.take_arrangement(*kept)
        panel.show_names_in_full(on=bool(self._settings.value(IN_FULL, "")))
        panel.arranged.connect(lambda: self._keep_arrangement(panel))

    def _keep_arrangement(self, panel: QueuePanel) -> None:
        self._settings.setValue(ARRANGED, [*panel.arrangement])
        self._settings.setValue(IN_FULL, "yes" if panel.has_names_in_full else "")

    @property
    def files(self) -> list[Path]:
        """What was open the last time, in the order of the queue."""
        kept = self._settings.value(QUEUE, [])
        names = [kept] if isinstance(kept, str) else list(cast(list[str], kept or []))
        return [Path(name) for name in dict.fromkeys([*names, *filter(None, [self._current])])]

    @property
    def _current(self) -> str:
        """What was under review the last time."""
        return str(self._settings.value(CURRENT, "") or "")

    def bring_back(self) -> None:
        """Puts what was open the last time in the queue; that under review is read first."""
        files, current = self.files, self._current
        if files:
            told = {line.path: line for line in read_lines(str(self._settings.value(LINES, "")))}
            lines = [told.get(path) or QueueEntry(path) for path in files]
            self._queue.bring_back(lines, Path(current) if current else None)

    def keep_lines(self) -> None:
        """Keeps what each line of the queue says."""
        self._writing.stop()
        self._settings.setValue(LINES, write_lines(self._queue.entries))

    def _write_soon(self) -> None:
        if not self._writing.isActive():
            self._writing.start()

    def _keep(self) -> None:
        names = dict.fromkeys(str(entry.path) for entry in self._queue.entries)
        self._settings.setValue(QUEUE, list(names))
        self._write_soon()
        under_review = self._context.under_review
        if under_review is not None:
            self._settings.setValue(CURRENT, str(under_review.place))
