"""Runs a batch: every report below a folder, read in worker processes, then one workbook."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from ... import __version__
from ..documents.source_bytes import hash_of
from ..errors import GoujiError, OutputError, SourceMissingError, StoppedError
from ..export.targets import check_target
from ..extraction.structure.taught_layouts import TaughtLayout, to_text
from ..files.provenance import is_own
from ..form_files import official_forms
from ..review.review_file.review_location import can_write
from ..review.rule_set import rule_set_hash
from ..sampling import SUFFIX as CHECK_SUFFIX
from ..sampling import open_check
from ..series import Choice, Key
from ..supplied.supplied_values import GivenExtraction
from ..worker import Limits, Pool, PoolAnswer, Worker
from .batch_files import Reviews, SourceFile, list_files, looked_at
from .hand_back_batch import hand_back_stored, handed_targets
from .journal import (
    ALWAYS,
    NEVER,
    READ,
    Journal,
    journal_path,
    path_of,
    prepare_journal,
    stored_path,
)
from .read_report import read_source
from .results import ReportResult, choices_data
from .stored_batch import CHOICES, READ_TWICE, StoredBatch
from .values import READING, WRITING, Options, Progress, Summary, cores

NO_REPORT, OWN_EXPORT = "NoReportError", "OwnExportError"
LASTING = frozenset(
    {NO_REPORT, OWN_EXPORT, "SourceBrokenError", "SourceEmptyError", "SourceKindError"}
)
"""Errors that the same bytes give again. The others are tried again by the next run."""

OF_TERMS = frozenset({"LimitExceededError"})
"""Errors that the same bytes give again under the same limits."""

ReadCall = tuple[
    Path,
    str,
    tuple[tuple[int, Path], ...],
    str | None,
    bool,
    tuple[TaughtLayout, ...],
    GivenExtraction | None,
]
"""The arguments of ``read_source``."""

Choose = Callable[[Sequence[Key]], Iterable[Choice]]
"""Returns what is held against what, of the reports that were read."""

FEWEST_READ = 4
"""Files until the remaining time is told: the first ones wait for processes to start."""

WORKBOOK, LIST, PARQUET = ".xlsx", ".csv", ".parquet"
"""What a batch is written as, by the end of the name."""

LOOKING_LIMITS = Limits(seconds=120.0, megabytes=1024)
"""For a journal that is there: one of a hundred thousand reports takes some ten seconds."""

WRITING_LIMITS = Limits(seconds=3600.0)


class Readers(Protocol):
    """What calls a function in other processes, as ``Pool`` does."""

    def answers(
        self,
        function: Callable[..., tuple[ReportResult, ...]],
        calls: Iterator[ReadCall],
        *,
        limits: Limits | None,
        stopped: threading.Event | None,
    ) -> Iterator[PoolAnswer[tuple[ReportResult, ...]]]:
        """Yields an answer for each call."""


def run_batch(
    folder: Path,
    output: Path,
    options: Options | None = None,
    *,
    choose: Choose | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stopped: threading.Event | None = None,
) -> Summary:
    """Reads every report below a folder and writes the workbook. Blocks.

    What was read by a run before, also one that was interrupted, is on record in a journal
    beside the workbook and is not read again, as long as the bytes of the file, its review and
    the version of Gouji are the same.

    Args:
        folder: What is read.
        output: The workbook.
        options: How.
        choose: Says, once all is read, what reports are held against in the place of names and
            years.
        on_progress: Called in this thread.
        stopped: Set by another thread to end within a second; what is read stays on record.

    Raises:
        GoujiError: There is nothing to read, or the workbook cannot be written.
        StoppedError: ``stopped`` was set.
    """
    options = options or Options()
    stop = stopped or threading.Event()
    _check_output(output)
    with Worker() as worker:  # one reads, then writes: a new one takes half a second to start
        listed = list_files(folder, worker)
        given = options.extraction
        files = _files_to_read(listed.files, output, given)
        _check_targets(files, output, options, worker)
        path = journal_path(output)
        worker.run(prepare_journal, path, fresh=options.fresh, limits=LOOKING_LIMITS)
        with Journal(path, existing=True) as journal:
            run = _BatchRun(journal, options, on_progress or _silent, stop)
            run.read(files, listed.reviews, _readers(options, worker))
            if stop.is_set():
                raise StoppedError
            journal.tidy()
            journal.set_fact(CHOICES, choices_data(choose(run.keys()) if choose else ()))
            journal.set_fact("folder", stored_path(folder.absolute()))
            journal.set_fact(READ_TWICE, str(options.read_twice))
            summary = run.summary(output)
        _write(worker, path, output, on_progress or _silent, stop)
        if given is not None:
            corrected = options.corrected
            handed = worker.run(
                hand_back_stored, path, given, output, corrected, limits=WRITING_LIMITS
            )
            summary = replace(summary, handed=handed)
    return summary


def write_stored(
    journal: Path, output: Path, *, progress: Callable[[int, int], None] | None = None
) -> None:
    """Writes the workbook of a journal, with the spot check beside it, or its list.

    Fit for a worker process.

    Raises:
        OutputError: It cannot be written.
    """
    # Readers and the window are spared what writes.
    from ..export.batch.batch_workbook import write_batch
    from ..export.batch.flat_list import write_list
    from ..export.batch.parquet_list import write_parquet

    check = output.with_suffix(CHECK_SUFFIX)
    with ExitStack() as files:
        opened = files.enter_context(Journal(journal, existing=True))
        drawn = files.enter_context(open_check(check, read_only=True)) if check.is_file() else None
        batch = StoredBatch(opened, Path(opened.fact("folder")), drawn)
        writers = {LIST: write_list, PARQUET: write_parquet}
        write = writers.get(output.suffix.lower(), write_batch)
        write(batch, output, progress=progress)


class _BatchRun:
    """The reading of one batch."""

    def __init__(
        self,
        journal: Journal,
        options: Options,
        on_progress: Callable[[Progress], None],
        stop: threading.Event,
    ) -> None:
        self._journal = journal
        self._options = options
        self._on_progress = on_progress
        self._stop = stop
        self._version = _version(options)
        self._terms = _terms(options)
        self._begun = time.monotonic()
        self._total = self._done = self._kept = self._read = self._failed = 0
        self._keys: dict[Path, str] = {}

    def read(self, files: tuple[Path, ...], reviews: Reviews, readers: Readers) -> None:
        """Reads the files that are not on record."""
        self._journal.begin(files)
        self._total = len(files)
        self._tell()
        answers = readers.answers(
            read_source,
            self._calls(files, reviews),
            limits=self._options.limits,
            stopped=self._stop,
        )
        for answer in answers:
            self._take(answer)

    def keys(self) -> list[Key]:
        """Returns the reports that were read."""
        rows = self._journal.rows(
            'SELECT path, "index" FROM file JOIN report USING (key) ORDER BY number, "index"'
        )
        return [(path_of(path), index) for path, index in rows]

    def summary(self, output: Path) -> Summary:
        """Returns what came of the files."""
        one = self._one
        return Summary(
            output,
            files=self._total,
            kept=self._kept,
            failed=self._failed,
            no_reports=one("FROM file JOIN result USING (key) WHERE kind = 'NoReportError'"),
            exports=one("FROM file JOIN result USING (key) WHERE kind = 'OwnExportError'"),
            reports=one("FROM file JOIN report USING (key)"),
            with_errors=one(
                "FROM file JOIN report USING (key) WHERE id IN (SELECT report FROM finding "
                "WHERE severity = 'error' AND NOT explained)"
            ),
        )

    def _calls(self, files: tuple[Path, ...], reviews: Reviews) -> Iterator[ReadCall]:
        """Yields the calls for the files that must be read; takes the others from the journal."""
        options = self._options
        how = options.read_twice, options.layouts, options.extraction
        unused = dict.fromkeys(reviews.values())
        for path in files:
            found = self._look(path, reviews)
            if found is None:
                continue
            for _, review in found.reviews:
                unused.pop(review, None)
            if not self._is_kept(found):
                yield (path, found.sha256, found.reviews, options.password, *how)
        # A review holds its source: one whose source lies elsewhere is a report of its own.
        for path in unused:
            self._journal.add_file(path)
            self._total += 1
            found = self._look(path, {})
            if found is not None and not self._is_kept(found):
                yield (path, found.sha256, (), None, *how)

    def _look(self, path: Path, reviews: Reviews) -> SourceFile | None:
        try:
            found = looked_at(path, reviews)
        except GoujiError as error:
            key = hashlib.sha256(os.fsencode(f"{path}\n{self._version}")).hexdigest()
            self._journal.record_error(path, key, error, NEVER)
            self._count(error.kind)
            return None
        self._keys[path] = hashlib.sha256(f"{found.state}{self._version}".encode()).hexdigest()
        return found

    def _is_kept(self, found: SourceFile) -> bool:
        """Returns whether the result of a file is on record, and counts it then."""
        key = self._keys[found.path]
        kept = self._journal.kept(key)
        if kept is None:
            return False
        if kept.kind != READ and kept.terms not in (ALWAYS, self._terms):
            return False
        self._journal.point(found.path, key)
        self._keys.pop(found.path)
        self._kept += 1
        self._count(kept.kind)
        return True

    def _take(self, answer: PoolAnswer[tuple[ReportResult, ...]]) -> None:
        path: Path = answer.arguments[0]
        key = self._keys.pop(path)
        self._read += 1
        if answer.error is None:
            self._journal.record(path, key, answer.result or ())
            self._count(READ)
        else:
            self._journal.record_error(path, key, answer.error, self._terms_of(answer.error))
            self._count(answer.error.kind)

    def _terms_of(self, error: GoujiError) -> str:
        """Returns under which terms a file gives the same error again.

        What a parser says with less memory than is usual may be the want of it. A process that
        was ended from outside says nothing of its file.
        """
        kind = error.kind
        if kind in LASTING:
            enough = self._options.limits.megabytes >= Limits().megabytes
            return ALWAYS if enough else self._terms
        if kind in OF_TERMS and not getattr(error, "detail", ""):
            return self._terms
        return NEVER

    def _count(self, kind: str) -> None:
        self._done += 1
        self._failed += kind not in (READ, NO_REPORT, OWN_EXPORT)
        self._tell()

    def _tell(self) -> None:
        left = None
        if self._read >= FEWEST_READ or self._done == self._total:
            each = (time.monotonic() - self._begun) / max(1, self._read)
            left = each * (self._total - self._done)
        self._on_progress(
            Progress(READING, self._done, self._total, self._kept, self._failed, left)
        )

    def _one(self, rest: str) -> int:
        return int(next(self._journal.rows(f"SELECT COUNT(*) {rest}"))[0])


def _write(
    worker: Worker,
    journal: Path,
    output: Path,
    on_progress: Callable[[Progress], None],
    stop: threading.Event,
) -> None:
    """Writes the workbook in a worker process, so that whoever waits stays at hand."""
    begun = time.monotonic()

    def tell(done: int, total: int) -> None:
        left = (time.monotonic() - begun) / done * (total - done) if done else None
        on_progress(Progress(WRITING, done, total, seconds_left=left))

    worker.run(write_stored, journal, output, limits=WRITING_LIMITS, progress=tell, stopped=stop)


def _readers(options: Options, worker: Worker) -> Readers:
    if options.cluster:
        from .cluster import Cluster

        return Cluster(options.cluster)
    return Pool(options.workers or cores(), lent=worker)


def _files_to_read(
    listed: Sequence[Path], output: Path, given: GivenExtraction | None
) -> tuple[Path, ...]:
    """Returns the files but for an earlier workbook of ours and the extraction beside them."""
    others = set() if given is None else {given.path.resolve()}
    if output.exists() and is_own(output):
        others.add(output.resolve())
    return tuple(path for path in listed if path.resolve() not in others)


def _check_targets(files: Sequence[Path], output: Path, options: Options, worker: Worker) -> None:
    """Refuses to write over what is read, or over what somebody keeps.

    Raises:
        OutputError: One of the files to write may not be written there.
    """
    from ..survey import refuse_kept  # what it reads with is loaded where it is needed

    given = options.extraction
    sources = files if given is None else (*files, given.path)
    for target in (output, *handed_targets(output, options)):
        check_target(target, sources, replace=options.replace)
        if options.replace and target.is_file():
            worker.run(refuse_kept, target, limits=LOOKING_LIMITS)


def _check_output(output: Path) -> None:
    """Refuses before hours of reading what would be refused after them.

    Raises:
        OutputError: The name or the folder is none that can be written.
    """
    suffix = output.suffix.lower()
    if suffix not in (WORKBOOK, LIST, PARQUET):
        raise OutputError(
            f"批量处理写入 .xlsx 工作簿，或 .csv、.parquet 表，不是“{output.name}”。"
            "请换用其中一种扩展名。",
            f"A batch writes an .xlsx workbook, or a .csv or .parquet list, not “{output.name}”. "
            "Give the name one of these ends.",
        )
    if suffix == PARQUET:
        from ..export.batch.parquet_list import check_parquet

        check_parquet()
    if output.is_dir() or not can_write(output.parent):
        raise OutputError(
            f"{output} 不能写入。请检查文件夹和权限，或换一个位置。",
            f"{output} cannot be written. Check the folder and its permissions, "
            "or choose another place.",
        )


def _version(options: Options) -> str:
    """Returns what decides, besides a file, what is read of it."""
    readers = [] if options.read_twice else ["one reader"]
    rules = (rule_set_hash(form) for form in official_forms())
    layouts = [to_text(options.layouts)] if options.layouts else []
    return "\n".join([__version__, *rules, *readers, *layouts, *_of_extraction(options)])


def _of_extraction(options: Options) -> list[str]:
    """Returns what tells one extraction, and what its columns are, from another.

    Raises:
        SourceMissingError: It cannot be read.
    """
    given = options.extraction
    if given is None:
        return []
    try:
        return [f"extraction {hash_of(given.path)} {given.mapped}"]
    except OSError as error:
        raise SourceMissingError(given.path) from error


def _terms(options: Options) -> str:
    """Returns the limits as they are kept."""
    return f"{options.limits.seconds:g} s, {options.limits.megabytes} MB"


def _silent(_progress: Progress) -> None:
    """Tells nobody."""
