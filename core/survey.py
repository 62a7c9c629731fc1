"""Opens a source or a review file, and says how far the review of each of its reports has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from .documents.document import Document, Region
from .documents.geometry import Box, Displayed, hull
from .documents.means import Means, PartAgain
from .errors import (
    GoujiError,
    LimitExceededError,
    NoReportError,
    OutputError,
    OwnExportError,
    PasswordNeededError,
    SourceError,
    SourceKindError,
)
from .extraction.report import Report
from .figures import Figure
from .forms import Form
from .kept_readings import KeptReading, KeptReadings
from .review import Review
from .review.progress import ReviewProgress, progress_of
from .review.review_file.review_location import SUFFIX as REVIEW
from .review.review_file.review_location import Keeping, find_review_of, is_review, named_review_of
from .review.review_file.store import ReviewFile, open_file
from .supplied.supplied_values import GivenExtraction

if TYPE_CHECKING:
    from .extraction.structure.surface import Surface
    from .pipeline import Opened, Progress

NOT_BEGUN = ReviewProgress()

SOURCES = "sources"
"""The folder of copies, in the fallback, of sources that are no longer at their place."""


@dataclass(frozen=True)
class ReportUnderReview:
    """A report with its source and its review, from when it was read to when it is worked on.

    Attributes:
        place: The file that was asked for, absolute: the source, or the review file.
        document: The source.
        report: As it is read now.
        progress: What its review leaves to decide; as read where there is none.
        review_path: Its review file, None where there is none yet.
        password: The one that opened the source.
        notice: Why the source kept in a review file cannot be read now; the document is empty
            then, and the report is the one on record.
        others: Where the tables of the other reports of the file stand.
        audited: The figures that its review has otherwise than the report.
        explained: What explanations in its review were given on, by rule id.
        review: Its review; None until it is opened or begun.
        file: The review file, open; None until then, and where none is written.
    """

    place: Path
    document: Document
    report: Report
    progress: ReviewProgress = NOT_BEGUN
    review_path: Path | None = None
    password: str | None = None
    notice: GoujiError | None = None
    others: tuple[Region, ...] = ()
    audited: Mapping[str, Figure] = field(default_factory=dict)
    explained: Mapping[str, str] = field(default_factory=dict)
    review: Review | None = None
    file: ReviewFile | None = None

    @property
    def key(self) -> tuple[Path, int]:
        """What tells it from every other report of a session."""
        return self.place, self.report.index

    def told_by(self, review: Review) -> ReportUnderReview:
        """Returns it with what its review says of it, for when that is not open."""
        figures = self.report.figures
        return replace(
            self,
            report=review.as_identified(self.report),
            progress=progress_of(review),
            audited={
                cell: figure
                for cell, figure in review.audited.items()
                if figure != figures.get(cell)
            },
            explained={rule: verdict.event.pin for rule, verdict in review.verdicts.items()},
        )


def survey(
    path: Path,
    keeping: Keeping,
    *,
    password: str | None = None,
    progress: Progress | None = None,
) -> tuple[ReportUnderReview, ...]:
    """Returns the reports of a source, or the one of a review file.

    Nothing is written but a copy of a source.

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
    opened = _read(path, keeping, password, progress)
    read = [
        ReportUnderReview(
            path.absolute(),
            opened.document,
            report,
            password=password,
            others=_places(one for one in opened.reports if one is not report),
        )
        for report in opened.reports
    ]
    found = [_look_up(each, path, keeping) for each in read]
    return (*found, *_begun_by_hand(read, path, keeping))


def survey_another(
    path: Path,
    keeping: Keeping,
    *,
    password: str | None = None,
    progress: Progress | None = None,
) -> tuple[ReportUnderReview]:
    """Returns one report more of a source, of which no table is recognised; see ``survey``.

    It begins without a table, for a person to say where they stand.
    """
    known = survey(path, keeping, password=password, progress=progress)
    (begun,) = _open_unrecognised(path, password, progress).reports
    report = replace(begun, index=len(known))
    others = _places(one.report for one in known)
    document, place = known[0].document, path.absolute()
    read = ReportUnderReview(place, document, report, password=password, others=others)
    return (_look_up(read, path, keeping),)


def _begun_by_hand(
    read: Sequence[ReportUnderReview], path: Path, keeping: Keeping
) -> Iterator[ReportUnderReview]:
    """Yields the reports of a source that nothing recognises and a person has begun."""
    first, others = read[0], _places(one.report for one in read)
    sha256 = first.report.source.sha256
    for index in count(len(read)):
        review_path = named_review_of(path, sha256, keeping, index)
        if review_path is None:
            return
        try:
            with _reviewed(review_path) as (file, review):
                report = replace(file.report, source=first.report.source)
                begun = replace(first, report=report, review_path=review_path, others=others)
                yield begun.told_by(review)
        except GoujiError:
            return  # it is told when the review file is opened


def _places(reports: Iterable[Report]) -> tuple[Region, ...]:
    """Returns where the tables of reports stand: a part of each page, or their cells."""
    found: list[Region] = []
    for report in reports:
        regions = [one.region for one in report.readings.values() if one.region is not None]
        boxes: dict[int, list[Box[Displayed]]] = {}
        for region in regions:
            if region.page is None or region.box is None:
                found.append(region)
            else:
                boxes.setdefault(region.page, []).append(region.box)
        found += [Region(page, hull(own)) for page, own in boxes.items()]
    return tuple(found)


def survey_unrecognised(
    path: Path,
    keeping: Keeping,
    *,
    password: str | None = None,
    progress: Progress | None = None,
) -> tuple[ReportUnderReview, ...]:
    """Returns the one report of a source in which no table is recognised; see ``survey``.

    It begins without a table, for a person to say where they stand.
    """
    opened = _open_unrecognised(path, password, progress)
    (report,) = opened.reports
    read = ReportUnderReview(path.absolute(), opened.document, report, password=password)
    return (_look_up(read, path, keeping),)


def survey_extraction(
    path: Path,
    keeping: Keeping,
    *,
    password: str | None = None,
    progress: Progress | None = None,
) -> tuple[ReportUnderReview, ...]:
    """Returns the reports of an extraction that is opened by itself; see ``survey``.

    Raises:
        SourceError: It cannot be read.
        NoExtractionError: No figures of the form are found in it.
    """
    opened = _extraction_alone(path)
    return tuple(
        _look_up(
            ReportUnderReview(path.absolute(), opened.document, report, password=password),
            path,
            keeping,
        )
        for report in opened.reports
    )


def _extraction_alone(path: Path) -> Opened:
    """Returns an extraction as a source of its own; see ``_open``."""
    from .pipeline import open_extraction_alone

    return open_extraction_alone(GivenExtraction(path))


def _look_up(read: ReportUnderReview, source: Path, keeping: Keeping) -> ReportUnderReview:
    """Returns a report with the progress of its review, where it has one that can be read."""
    report = read.report
    path = find_review_of(source, report.source.sha256, keeping, report.index)
    if path is not None:
        try:
            with _reviewed(path) as (_, review):
                return replace(read, review_path=path).told_by(review.read_now(report))
        except GoujiError:
            pass  # it is told when the report is taken up
    return replace(read, progress=progress_of(Review(report)), review_path=path)


def _survey_review(
    path: Path, keeping: Keeping, password: str | None, progress: Progress | None
) -> tuple[ReportUnderReview]:
    with _reviewed(path) as (file, review):
        source = file.source_on_disk(keeping.fallback / SOURCES)
        kept = replace(file.report, source=replace(file.report.source, path=source))
    try:
        opened = _opened_again(source, keeping, password, progress)
    except PasswordNeededError:
        raise
    except GoujiError as error:
        empty = Document(source, kept.source.sha256, kept.source.kind, ())
        read = ReportUnderReview(path.absolute(), empty, kept, notice=error)
    else:
        read = ReportUnderReview(path.absolute(), opened.document, _same_report(opened, kept))
        review = review.read_now(read.report)
    return (replace(read, review_path=path, password=password).told_by(review),)


def _read(
    path: Path, keeping: Keeping, password: str | None, progress: Progress | None
) -> KeptReading:
    """Returns what a source holds: as it was read before, or as it is read now, and then kept.

    What a password opens is never kept: it would lie on the disk unprotected.
    """
    kept = KeptReadings(keeping.readings) if keeping.readings and password is None else None
    with suppress(OSError, SourceError):  # the road below says what is wrong with the file
        if kept is not None and (found := kept.find(path)) is not None:
            return found
    opened = _open(path, password, progress)
    read = KeptReading(opened.document, opened.reports)
    if kept is not None:
        kept.keep(path, read)
    return read


def _open(path: Path, password: str | None = None, progress: Progress | None = None) -> Opened:
    """Returns what a source holds. The readers are loaded by the call, that is, in the worker."""
    from .pipeline import open_reports

    return open_reports(path, password=password, progress=progress)


def load_readers() -> None:
    """Loads what reads sources, which is half of the time of the first one; see ``_open``."""
    from . import pipeline  # noqa: F401


def surface_of_source(path: Path, form: Form, *, password: str | None = None) -> Surface:
    """Returns what a source shows of its tables, to place them by hand; see ``_open``.

    Raises:
        SourceError: The source cannot be opened.
    """
    from .pipeline import open_surface

    return open_surface(path, form, password=password)


def part_again(
    path: Path,
    page: int,
    box: Box[Displayed],
    means: Means,
    *,
    password: str | None = None,
) -> PartAgain:
    """Returns a part of a page as it is read by other means; see ``_open``.

    Raises:
        SourceError: The source cannot be opened.
        StructureRefusedError: The means say nothing of it.
    """
    from .documents.another_look import look_again

    return look_again(path, page, box, means, password)


def _opened_again(
    source: Path, keeping: Keeping, password: str | None, progress: Progress | None
) -> KeptReading:
    """Returns the reports of a source under review; one whose tables nothing recognises, too."""
    try:
        return _read(source, keeping, password, progress)
    except (NoReportError, OwnExportError, SourceKindError) as error:
        opened = _other_road(source, password, progress, error)
        return KeptReading(opened.document, opened.reports)


def _other_road(
    source: Path, password: str | None, progress: Progress | None, error: GoujiError
) -> Opened:
    """Returns a source that is read as an extraction, or one whose tables nothing recognises."""
    try:
        return _extraction_alone(source)
    except GoujiError:
        if not isinstance(error, NoReportError):
            raise error from None
    return _open_unrecognised(source, password, progress)


def _open_unrecognised(path: Path, password: str | None, progress: Progress | None) -> Opened:
    """Returns a source with a report that has no table yet; see ``_open``."""
    from .pipeline import open_unrecognised

    return open_unrecognised(path, password=password, progress=progress)


def _same_report(opened: KeptReading, kept: Report) -> Report:
    """Returns the report of a source that a review is of; the one on record if it is gone."""
    return next((one for one in opened.reports if one.index == kept.index), kept)


@contextmanager
def _reviewed(path: Path) -> Iterator[tuple[ReviewFile, Review]]:
    """Opens a review file to read."""
    with open_file(path, read_only=True) as file:
        yield file, file.review("")


def refuse_kept(path: Path) -> None:
    """Returns if a file may be replaced by an export, the user having been asked.

    What is protected, or takes longer to read than is allowed, may be a report. Runs in a worker
    process.

    Raises:
        OutputError: It is a source, or holds what was done on one.
    """
    if _is_kept(path):
        raise OutputError(
            f"{path} 是报告或 Gouji 的工作文件，没有覆盖。请换一个文件名。",
            f"{path} is a report or holds work of Gouji's; it was not replaced. "
            "Choose another name.",
        )


def _is_kept(path: Path) -> bool:
    if is_review(path) or path.suffix.lower().startswith(REVIEW):
        return True
    try:
        _open(path)
    except (PasswordNeededError, LimitExceededError):
        return True
    except SourceError:
        return False
    return True
