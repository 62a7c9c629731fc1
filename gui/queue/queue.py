"""Reads files one after another in a worker and keeps what became of each."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ...core.documents.source_files.folder import PLAIN_TEXTS, SLOW, FilesMeant, files_meant
from ...core.errors import GoujiError, NoReportError, OwnExportError
from ...core.survey import ReportUnderReview, survey
from ..session.jobs import Job, Jobs
from ..session.review_store import ReviewStore
from .queue_entry import QueueEntry, entry_of

QUEUEING = "queueing"
"""The lane of the worker that reads the queue; a file opened by hand never waits for it."""

WORKERS = max(1, min(4, (os.cpu_count() or 1) - 1))
"""How many files are read at a time: one core is left to the window."""

LATEST = 20
"""The remaining time is told by so many of the files read last."""


class Queue(QObject):
    """The reports to get through.

    Attributes:
        entries: One a file until it is read, then one a report.
        paused: No further file is begun.
        changed: An entry differs from before; carries its index.
        regrouped: Entries came, or one became several.
        advanced: A file is read, or reading was begun, paused or stopped.
        added: Files were put in; carries the paths that were named, how many files are new, how
            many were listed already, and how many in the folders are of no kind of a report.
        ready: An entry that was wanted is read; carries its index.
        failed: Nothing can be added; carries the ``GoujiError``.
    """

    changed = Signal(int)
    regrouped = Signal()
    advanced = Signal()
    added = Signal(object, int, int, int)
    ready = Signal(int)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, store: ReviewStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._store = store
        self._running: dict[Path, tuple[Job, float]] = {}
        self._wanted: Path | None = None
        self._took: dict[bool, list[float]] = {False: [], True: []}
        self._named: set[Path] = set()
        self.entries: list[QueueEntry] = []
        self.paused = False

    def add(self, paths: Sequence[Path]) -> None:
        """Puts files at the end, and for a folder the files below it; begins to read.

        What Gouji has exported into a folder is taken off again, for it is no report.

        Args:
            paths: Files and folders.
        """
        named = tuple(paths)
        self._named.update(path.absolute() for path in named)
        self._jobs.start(
            files_meant, named, lane=QUEUEING, first=True,
            on_done=partial(self._append, named), on_failed=self.failed.emit,
        )  # fmt: skip

    def bring_back(self, lines: Sequence[QueueEntry], first: Path | None) -> None:
        """Lists again what was listed in an earlier session, at once, and begins to read it.

        Args:
            lines: As they stood then.
            first: The file to read, and to show, before all others.
        """
        known = {entry.path for entry in self.entries}
        self._wanted = first or self._wanted
        self.entries += [line for line in lines if line.path not in known]
        self.regrouped.emit()
        self._read_next()

    def remove(self, indexes: Collection[int]) -> None:
        """Takes entries off the list; their files and reviews stay as they are."""
        for path in {self.entries[index].path for index in indexes}:
            self._cancel(path)
        self.entries = [one for at, one in enumerate(self.entries) if at not in indexes]
        self.regrouped.emit()
        self._read_next()

    def note(self, under_review: ReportUnderReview) -> None:
        """Lists a report that was put under review, or takes what was learnt of a listed one."""
        self._wanted = None
        read = entry_of(_counted(under_review))
        for index, entry in enumerate(self.entries):
            same = entry.key == read.key
            if same or (
                entry.path == read.path and entry.under_review is None and not entry.reading
            ):
                self._set(index, read)
                return
        if not any(entry.path == read.path and entry.reading for entry in self.entries):
            self.entries.append(read)
            self.regrouped.emit()

    def recount(self, under_review: ReportUnderReview | None) -> None:
        """Counts again what the review under review leaves to decide."""
        index = self.index_of(under_review)
        if under_review is not None and index >= 0:
            self._set(index, entry_of(_counted(under_review)))

    def note_standing(self, told: ReportUnderReview) -> None:
        """Takes how a listed report stands that is not under review now."""
        index = self.index_of(told)
        if index >= 0:
            between = self.entries[index].standing.between
            counted = replace(told, progress=replace(told.progress, between=between))
            self._set(index, entry_of(counted))

    def hold(self, between: Mapping[tuple[Path, int], int]) -> None:
        """Takes how many findings between reports each of them leaves to decide, by its key."""
        for index, entry in enumerate(self.entries):
            read = entry.under_review
            if read is not None and read.progress.between != between.get(read.key, 0):
                progress = replace(read.progress, between=between.get(read.key, 0))
                self._set(index, replace(entry, under_review=replace(read, progress=progress)))

    def index_of(self, under_review: ReportUnderReview | None) -> int:
        """Returns where a report stands; -1 where it does not."""
        if under_review is None:
            return -1
        key = under_review.key
        return next((at for at, one in enumerate(self.entries) if one.key == key), -1)

    def want(self, index: int) -> None:
        """Reads an entry before all others; ``ready`` tells when it is done."""
        entry = self.entries[index]
        if entry.under_review is not None:
            self.ready.emit(index)
            return
        self._wanted = entry.path
        if not entry.reading:
            self._set(index, replace(entry, error=None))
        self._read_next()

    def pause(self, *, paused: bool) -> None:
        """Begins no further file, or goes on; the one under way is read to its end."""
        self.paused = paused
        self._read_next()
        self.advanced.emit()

    def stop(self) -> None:
        """Stops reading at once; what is not read can be read later."""
        for path in tuple(self._running):
            self._cancel(path)
        for index, entry in enumerate(self.entries):
            if entry.reading:
                self._set(index, replace(entry, reading=False))
        self._wanted = None
        self.pause(paused=True)

    @property
    def waiting(self) -> int:
        """How many files are not read yet, the one under way included."""
        return sum(1 for one in self.entries if one.is_open)

    @property
    def soon(self) -> int:
        """How many files will be read within moments: quick ones, unless reading is paused."""
        return 0 if self.paused else sum(one.is_open and one.cost < SLOW for one in self.entries)

    @property
    def is_wanting(self) -> bool:
        """Whether a file is to be shown as soon as it is read."""
        return self._wanted is not None

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return bool(self._running)

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take; None while no file of a kind that waits is read.

        Quick files tell nothing of slow ones, which are read after them.
        """
        seconds = 0.0
        for is_slow, took in self._took.items():
            left = sum(one.is_open and (one.cost >= SLOW) == is_slow for one in self.entries)
            if left and not took:
                return None
            seconds += sum(took[-LATEST:]) / len(took[-LATEST:]) * left if left else 0.0
        return seconds / WORKERS if self.waiting else None

    def _append(self, named: tuple[Path, ...], meant: FilesMeant) -> None:
        known = {entry.path for entry in self.entries}
        new = [
            QueueEntry(path, cost=cost) for path, cost in meant.costs.items() if path not in known
        ]
        self.entries += new
        self.regrouped.emit()
        self.added.emit(named, len(new), len(meant.costs) - len(new), meant.others)
        self._read_next()

    def _cancel(self, path: Path) -> None:
        """Ends the reading of a file, where one is at it."""
        if path in self._running:
            self._running.pop(path)[0].cancel()

    def _read_next(self) -> None:
        """Begins files until every worker has one."""
        while len(self._running) < WORKERS and (index := self._next()) is not None:
            path = self.entries[index].path
            self._set(index, replace(self.entries[index], reading=True))
            job = self._jobs.start(
                survey,
                path,
                self._store.keeping,
                lane=QUEUEING,
                on_done=partial(self._take, path=path),
                on_failed=partial(self._fail, path=path),
                on_progress=partial(self._progress, path=path),
            )
            self._running[path] = (job, time.monotonic())
        self.advanced.emit()

    def _next(self) -> int | None:
        """Returns the file to read next: the one that is wanted, then quick ones, then scans."""
        open_ones = [
            index for index, one in enumerate(self.entries) if one.is_open and not one.reading
        ]
        wanted = [index for index in open_ones if self.entries[index].path == self._wanted]
        if wanted or self.paused:
            return wanted[0] if wanted else None
        return min(open_ones, key=lambda index: self.entries[index].cost, default=None)

    def _take(self, found: Sequence[ReportUnderReview], path: Path | None = None) -> None:
        index = self._ended(path)
        if index is None:
            return
        read = [entry_of(each) for each in found]
        if len(read) == 1:
            self._set(index, read[0])
        else:
            self.entries[index : index + 1] = read
            self.regrouped.emit()
        self._tell(index)

    def _fail(self, error: GoujiError, path: Path | None = None) -> None:
        index = self._ended(path)
        if index is None:
            return
        was_found = path is not None and path not in {*self._named, self._wanted}
        if isinstance(error, OwnExportError) and was_found:
            self.remove({index})
            return
        is_text = path is not None and path.suffix.lower() in PLAIN_TEXTS
        skipped = was_found and is_text and isinstance(error, NoReportError)
        failed = replace(self.entries[index], reading=False, error=error, is_skipped=skipped)
        self._set(index, failed)
        self._tell(index)

    def _progress(self, done: int, of: int, path: Path | None = None) -> None:
        index = self._being_read(path)
        if index is not None and of:
            self._set(index, replace(self.entries[index], read=done * 100 // of))

    def _ended(self, path: Path | None) -> int | None:
        """Ends the job of a file and returns the entry that it was for."""
        index = self._being_read(path)
        running = self._running.pop(path, None) if path is not None else None
        if index is not None and running is not None:
            is_slow = self.entries[index].cost >= SLOW
            self._took[is_slow].append(time.monotonic() - running[1])
        return index

    def _being_read(self, path: Path | None) -> int | None:
        """Returns the entry of a file that is being read; the first of any where none is named."""
        named = (at for at, one in enumerate(self.entries) if one.reading)
        return next((at for at in named if path in (None, self.entries[at].path)), None)

    def _tell(self, index: int) -> None:
        if self.entries[index].path == self._wanted:
            self._wanted = None
            self.ready.emit(index)
        self._read_next()

    def _set(self, index: int, entry: QueueEntry) -> None:
        self.entries[index] = entry
        self.changed.emit(index)


def _counted(under_review: ReportUnderReview) -> ReportUnderReview:
    """Returns a report as the queue keeps it: with how it stands now, without its open file."""
    review = under_review.review
    told = under_review.told_by(review) if review is not None else under_review
    return replace(told, review=None, file=None)
