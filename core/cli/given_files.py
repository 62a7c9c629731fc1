"""Finds the files that a command means, and reads them in a worker process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeGuard

from ..documents.source_files.folder import files_of, reports_in, stands_for_many
from ..doubts import is_doubt
from ..errors import (
    GoujiError,
    NoReportError,
    NothingToReadError,
    OwnExportError,
    SourceError,
)
from ..extraction.report import Report
from ..extraction.structure.taught_file import read_taught
from ..extraction.structure.taught_layouts import TaughtLayout
from ..figures import Figure
from ..finding import ERROR, Finding
from ..review import Review
from ..review.review_file.review_location import is_review
from ..series import Member
from ..suggestion import Suggestion
from ..supplied.held_extraction import HeldExtraction, with_extraction_doubts
from ..supplied.supplied_values import GivenExtraction
from ..worker import Limits, Worker

LIMITS = Limits()


@dataclass(frozen=True)
class Reviewed:
    """The review that a report was read with.

    Attributes:
        head: The hash of its last event.
        path: The review file.
        fits: Whether the record is the one that its hashes were made of.
    """

    review: Review
    head: str
    path: Path
    fits: bool


@dataclass(frozen=True)
class Checked:
    """A report with what is wrong with its printed figures, and what would mend it.

    Attributes:
        reviewed: Set where it was read from a review file; findings and suggestions are then
            over the audited figures.
        held: What an extraction has otherwise, where the report is held against one that has it.
    """

    report: Report
    findings: tuple[Finding, ...]
    suggestions: tuple[Suggestion, ...]
    reviewed: Reviewed | None = None
    held: HeldExtraction | None = None

    @property
    def member(self) -> Member:
        """The report as it is held against others: as audited where it was reviewed."""
        if self.reviewed is None:
            return Member(self.report, self.report.figures)
        return Member(self.report, self.reviewed.review.audited)

    @property
    def has_errors(self) -> bool:
        """Whether a finding is an error that no reviewer has explained."""
        return any(
            finding.severity == ERROR and not self.is_explained(finding)
            for finding in self.findings
        )

    @property
    def is_otherwise_extracted(self) -> bool:
        """Whether an extraction has something that the page does not bear out."""
        held = self.held
        return held is not None and bool(
            held.differences or held.absent or held.organization or held.year
        )

    @property
    def doubtful(self) -> frozenset[str]:
        """The cells whose readings are in doubt and that no reviewer has settled."""
        if self.reviewed is not None:
            cells = self.reviewed.review.cells
            return frozenset(cell for cell, state in cells.items() if state.doubtful)
        readings = self.report.readings
        return frozenset(cell for cell, one in readings.items() if is_doubt(one.confidence))

    def is_explained(self, finding: Finding) -> bool:
        """Returns whether an explanation in force answers a finding."""
        return self.reviewed is not None and self.reviewed.review.is_explained(finding.rule)


@dataclass(frozen=True)
class FileRead:
    """What a worker hands back of one file.

    Attributes:
        unread_pages: Indexes from 0 of pages that are pictures and could not be read.
    """

    reports: tuple[Checked, ...]
    unread_pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Skipped:
    """A file in a folder that is no report: it is told, and counts for nothing."""

    error: SourceError


@dataclass(frozen=True, slots=True)
class Manner:
    """How sources are read.

    Attributes:
        password: Of protected ones.
        read_twice: Whether a PDF's figures are held against a second reader's.
        layouts: What a person taught of layouts; see ``open_reports``.
        extraction: What the reports are held against.
    """

    password: str | None = None
    read_twice: bool = True
    layouts: tuple[TaughtLayout, ...] = ()
    extraction: GivenExtraction | None = None


def manner_of(values: Mapping[str, Any], extraction: GivenExtraction | None = None) -> Manner:
    """Returns how the options of a command say that sources are read.

    Raises:
        PlacementsFileError: The layouts cannot be read.
    """
    is_read_twice = not values.get("one-reader", False)
    return Manner(values.get("password"), is_read_twice, layouts_of(values), extraction)


def layouts_of(values: Mapping[str, Any]) -> tuple[TaughtLayout, ...]:
    """Returns the layouts that ``--placements`` names.

    Raises:
        PlacementsFileError: They cannot be read.
    """
    return read_taught(values["placements"]) if "placements" in values else ()


def read_file(path: Path, manner: Manner) -> FileRead:
    """Returns the reports of a file, checked. Runs in the worker process.

    Args:
        path: A source, or a review file.
        manner: How.

    Raises:
        SourceError: The file cannot be read, or holds no report.
    """
    if is_review(path):
        return _read_review(path, manner.extraction)
    # Only the worker needs what reads and searches: imports that its parent is spared.
    from ..pipeline import open_reports

    opened = open_reports(
        path, password=manner.password, read_twice=manner.read_twice, layouts=manner.layouts
    )
    checked = tuple(_checked(report, manner.extraction) for report in opened.reports)
    return FileRead(checked, opened.document.unread_pages)


def read_extraction_alone(given: GivenExtraction) -> FileRead:
    """Returns the reports of an extraction, checked by themselves. Runs in the worker process.

    Raises:
        GoujiError: It cannot be read, or holds no figures of the form.
    """
    from ..pipeline import open_extraction_alone

    return FileRead(tuple(_checked(one, None) for one in open_extraction_alone(given).reports))


def _read_review(path: Path, extraction: GivenExtraction | None) -> FileRead:
    """Returns the report of a review file, checked over its audited figures.

    The file is not touched and may be open elsewhere.

    Raises:
        ReviewFileError: It cannot be read, or its events do not fit its readings.
    """
    from ..repair import suggest
    from ..review.review_file.store import open_file

    with open_file(path, read_only=True) as file:
        reviewed = Reviewed(file.detached_review(), file.head, path, file.fits)
    review = reviewed.review
    held = _held(extraction, review.report, review.printed)
    if held is not None:
        review = review.read_now(with_extraction_doubts(review.current_report, held))
        reviewed = replace(reviewed, review=review)
    suggestions = suggest(review.report, review.audited, review.findings)
    return FileRead((Checked(review.report, review.findings, suggestions, reviewed, held),))


def _checked(report: Report, extraction: GivenExtraction | None) -> Checked:
    from .. import rules
    from ..repair import suggest

    held = _held(extraction, report, report.figures)
    if held is not None:
        report = with_extraction_doubts(report, held)
    findings = rules.check(report, report.figures)
    return Checked(report, findings, suggest(report, report.figures, findings), held=held)


def _held(
    extraction: GivenExtraction | None, report: Report, printed: Mapping[str, Figure]
) -> HeldExtraction | None:
    from ..pipeline import hold_against_extraction

    return None if extraction is None else hold_against_extraction(extraction, report, printed)


def read_limited(worker: Worker, path: Path, manner: Manner) -> FileRead:
    """Returns the reports of a file, read by the worker within the limits.

    Args:
        worker: Reads it.
        path: A source, or a review file.
        manner: How.

    Raises:
        GoujiError: The file cannot be read, or took too much.
    """
    return worker.run(read_file, path, manner, limits=LIMITS)


def outcomes(paths: Sequence[Path], manner: Manner) -> Iterator[FileRead | GoujiError | Skipped]:
    """Yields what each file gave, or the error that it cost; folders stand for the files below.

    A file that lies in a folder and is no report at all is skipped. Where no path is given, the
    extraction that reports would be held against is read by itself.
    """
    seen: set[Path] = set()
    with Worker() as worker:
        if manner.extraction is not None:
            if not paths:
                yield worker.run(read_extraction_alone, manner.extraction, limits=LIMITS)
            seen.add(manner.extraction.path.absolute())
        for path in paths:
            folder = stands_for_many(path)
            try:
                files = _below(worker, path) if folder else [path]
            except GoujiError as error:
                yield error
                continue
            for file in files:
                if (place := file.absolute()) in seen:
                    continue
                seen.add(place)
                try:
                    yield read_limited(worker, file, manner)
                except GoujiError as error:
                    yield Skipped(error) if folder and _is_no_report(error) else error


def files_meant(paths: Iterable[Path]) -> list[Path]:
    """Returns the files that paths stand for, unread; a folder that cannot be read for none."""
    files: list[Path] = []
    for path in paths:
        if stands_for_many(path):
            with suppress(GoujiError), Worker() as worker:
                files += _below(worker, path)
        else:
            files.append(path)
    return files


def _is_no_report(error: GoujiError) -> TypeGuard[SourceError]:
    return isinstance(error, NoReportError | OwnExportError)


def _below(worker: Worker, folder: Path) -> list[Path]:
    """Returns the files of a report's kind below a folder, or in an archive.

    Raises:
        SourceError: There is none, or a folder may not be read.
    """
    found = list(files_of([folder], partial(worker.run, reports_in, limits=LIMITS)))
    if not found:
        raise NothingToReadError(folder)
    return found
