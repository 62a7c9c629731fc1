"""Batches on the command line: progress on the error stream, one line at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from ..batch import READING, Options, Progress, Summary, run_batch
from ..batch.values import HandedBatch
from ..bilingual import UNSAID, Bilingual
from ..worker import Limits
from .given_extractions import given_extraction, read_given
from .given_files import files_meant, layouts_of
from .matching import check_names, choices_of
from .option import Request
from .terminal import say, say_error
from .terminal_wording import count_of

CLEAN, ERRORS_FOUND, UNREADABLE = 0, 1, 2

SECONDS_BETWEEN_LINES = 10.0
"""Where the error stream is no terminal; on one the line is written anew at once."""

SECONDS_BETWEEN_CHANGES = 0.1
"""On a terminal, where the line is written over."""


def batch(request: Request, language: str) -> int:
    """Reads every report below a folder and writes the workbook.

    Raises:
        GoujiError: It could not be done.
    """
    values = request.values
    standard = Limits()
    given = given_extraction(values)
    if given is not None:
        read_given(given, values, language)
    options = Options(
        workers=values.get("workers", 0),
        limits=Limits(
            float(values.get("seconds", standard.seconds)),
            values.get("megabytes", standard.megabytes),
        ),
        password=values.get("password"),
        read_twice=not values.get("one-reader", False),
        fresh=values.get("fresh", False),
        replace=values.get("force", False),
        cluster=values.get("dask", ""),
        layouts=layouts_of(values),
        extraction=given_extraction(values),
        corrected=values.get("corrected"),
    )
    folder: Path = request.paths[0]
    check_names(files_meant([folder]), values)
    meter = Meter(sys.stderr, language)
    try:
        summary = run_batch(
            folder,
            values["output"],
            options,
            choose=lambda keys: choices_of(keys, values),
            on_progress=meter.show,
        )
    except KeyboardInterrupt:
        meter.end()
        say_error(f"gouji: {_RESUME.in_language(language)}")
        raise
    finally:
        meter.end()
    say(summary_line(summary, language))
    if summary.handed is not None:
        say(handed_line(summary.handed, language))
    if summary.failed:
        return UNREADABLE
    return ERRORS_FOUND if summary.with_errors else CLEAN


class Meter:
    """Shows progress: one line that changes on a terminal, a line now and then elsewhere.

    Args:
        stream: Where to; None shows nothing.
        language: "zh" or "en".
        clock: Gives the time in seconds.
    """

    def __init__(
        self,
        stream: TextIO | None,
        language: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._language = language
        self._clock = clock
        self._changes = stream is not None and stream.isatty()
        self._next = 0.0
        self._shown = 0

    def show(self, progress: Progress) -> None:
        """Shows how far a batch has come, unless it was shown a moment ago."""
        now = self._clock()
        if self._stream is None or (now < self._next and progress.done < progress.total):
            return
        self._next = now + (SECONDS_BETWEEN_CHANGES if self._changes else SECONDS_BETWEEN_LINES)
        line = progress_line(progress, self._language)
        if self._changes:
            self._stream.write(f"\r\x1b[K{line}")
            self._shown = len(line)
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def end(self) -> None:
        """Leaves the line."""
        if self._shown and self._stream is not None:
            self._stream.write("\n")
            self._stream.flush()
        self._shown = 0


def progress_line(progress: Progress, language: str) -> str:
    """Returns how far a batch has come in "zh" or "en"."""
    reading = progress.phase == READING
    head = Bilingual(
        "读取" if reading else "写入", "Reading" if reading else "Writing"
    ).in_language(language)
    parts = [f"{head} {progress.done}/{progress.total}"]
    if progress.kept:
        parts.append(
            Bilingual(f"{progress.kept} 个先前已读", f"{progress.kept} read before").in_language(
                language
            )
        )
    if progress.failed:
        parts.append(
            Bilingual(f"{progress.failed} 个未能读取", f"{progress.failed} failed").in_language(
                language
            )
        )
    if progress.seconds_left is not None and progress.done < progress.total:
        left = _clock_time(progress.seconds_left)
        parts.append(Bilingual(f"约剩 {left}", f"about {left} left").in_language(language))
    return Bilingual("，", ", ").in_language(language).join(parts)


def summary_line(summary: Summary, language: str) -> str:
    """Returns what a batch gave in "zh" or "en"; the files add up."""
    places = exports = UNSAID
    inside = summary.files - summary.no_reports - summary.exports - summary.failed
    if summary.reports != inside:
        places = Bilingual(f"（在 {inside} 个文件里）", f" in {count_of(inside, 'file')}")
    if summary.exports:
        exports = Bilingual(
            f"Gouji 导出的文件（略过）{summary.exports}，",
            f"{count_of(summary.exports, 'export')} of Gouji's left out, ",
        )
    return Bilingual(
        f"已写入 {summary.output}：文件 {summary.files}，报告 {summary.reports}{places.zh}，"
        f"有错误的报告 {summary.with_errors}，不是报告的文件 {summary.no_reports}，{exports.zh}"
        f"未能读取 {summary.failed}，先前已读 {summary.kept}",
        f"Wrote {summary.output}: {summary.files} files, {summary.reports} reports{places.en}, "
        f"{summary.with_errors} with errors, {summary.no_reports} files without a report, "
        f"{exports.en}{summary.failed} not read, {summary.kept} read before",
    ).in_language(language)


def handed_line(handed: HandedBatch, language: str) -> str:
    """Returns what came of the extraction in "zh" or "en"."""
    unmatched = handed.unmatched
    return Bilingual(
        f"对照的抽取：认出 {handed.reports} 份，没有认出 {unmatched} 份；"
        f"按页面更正 {handed.corrected} 格，未更正 {handed.left} 格，见 {handed.changes}",
        f"extraction: {count_of(handed.reports, 'report')} found, {unmatched} not; "
        f"{count_of(handed.corrected, 'cell')} corrected by the page, {handed.left} left, told in "
        f"{handed.changes}",
    ).in_language(language)


_RESUME = Bilingual(
    "读好的文件已保存，再运行同一条命令会接着做。",
    "What was read is kept; the same command goes on from there.",
)


def _clock_time(seconds: float) -> str:
    whole = max(1, round(seconds))
    hours, minutes = divmod(whole // 60, 60)
    if hours:
        return f"{hours}:{minutes:02d}:{whole % 60:02d}"
    return f"{minutes}:{whole % 60:02d}"
