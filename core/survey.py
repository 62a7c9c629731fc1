"""Opens a source or a review file, and says how far the review of each of its reports has come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from .documents.document import Document
from .errors import GoujiError, PasswordNeededError
from .extraction.report import Report
from .pipeline import Opened, Progress, open_reports
from .review import Review
from .review.places import Keeping, find_review_of, is_review
from .review.standing import Standing, standing_of
from .review.store import ReviewFile, open_file

SOURCES = "sources"
"""The folder of copies, in the fallback, of sources that are no longer at their place."""


@dataclass(frozen=True)
class Surveyed:
    """A report and how far its review has come.

    Attributes:
        report: As it is read now.
        standing: What its review leaves to decide; as read where there is none.
        review: Its review file, None where there is none yet.
    """

    report: Report
    standing: Standing
    review: Path | None = None


@dataclass(frozen=True)
class Survey:
    """What a file gave.

    Attributes:
        place: The file that was asked for: a source, or a review file.
        document: The source.
        reports: Those in it; of a review file the one that it is of.
        notice: Why the source kept in a review file cannot be read now; the document is empty
            then, and the report is the one on record.
    """

    place: Path
    document: Document
    reports: tuple[Surveyed, ...]
    notice: GoujiError | None = None


def survey(
    path: Path,
    keeping: Keeping,
    *,
    password: str | None = None,
    progress: Progress | None = None,
) -> Survey:
    """Returns what a source or a review file holds. Nothing is written but a copy of a source.

    Runs in a worker process; review files may be open elsewhere.

    Args:
        path: The file.
        keeping: Where review files are kept.
        password: Opens a protected source.
        progress: Told how much of the source is read.

    Raises:
        SourceError: The source cannot be opened, or holds no table of the form.
        ReviewFileError: The review file cannot be read.
    """
    if is_review(path):
        return _survey_review(path, keeping, password, progress)
    opened = open_reports(path, password=password, progress=progress)
    found = tuple(_look_up(report, path, keeping) for report in opened.reports)
    return Survey(path, opened.document, found)


def _look_up(report: Report, source: Path, keeping: Keeping) -> Surveyed:
    """Returns a report with the standing of its review, where it has one that can be read."""
    path = find_review_of(source, report.source.sha256, keeping, report.index)
    if path is not None:
        try:
            with _reviewed(path) as (_, review):
                return Surveyed(report, standing_of(review), path)
        except GoujiError:
            pass  # it is told when the report is taken up
    return Surveyed(report, standing_of(Review(report)), path)


def _survey_review(
    path: Path, keeping: Keeping, password: str | None, progress: Progress | None
) -> Survey:
    with _reviewed(path) as (file, review):
        standing = standing_of(review)
        source = file.source_on_disk(keeping.fallback / SOURCES)
        kept = replace(file.report, source=replace(file.report.source, path=source))
    try:
        opened = open_reports(source, password=password, progress=progress)
    except PasswordNeededError:
        raise
    except GoujiError as error:
        empty = Document(source, kept.source.sha256, kept.source.kind, ())
        return Survey(path, empty, (Surveyed(kept, standing, path),), error)
    report = _same_report(opened, kept)
    return Survey(path, opened.document, (Surveyed(report, standing, path),))


def _same_report(opened: Opened, kept: Report) -> Report:
    """Returns the report of a source that a review is of; the one on record if it is gone."""
    return next((one for one in opened.reports if one.index == kept.index), kept)


@contextmanager
def _reviewed(path: Path) -> Iterator[tuple[ReviewFile, Review]]:
    """Opens a review file to read."""
    with open_file(path, read_only=True) as file:
        yield file, file.review("")
