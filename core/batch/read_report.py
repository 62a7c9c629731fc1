"""Reads one file of a batch in a worker process: its reports, their reviews, their findings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..batch_model import ReportState, ReportValues
from ..bilingual import EN, UNSAID, ZH, Bilingual
from ..errors import GoujiError
from ..extraction.report import Report
from ..extraction.structure.taught_layouts import TaughtLayout
from ..figures import Figure, State
from ..review import Review
from ..review.progress import ReviewProgress, progress_of
from ..review.review_file.review_location import is_review
from ..review.review_file.store import open_file
from ..supplied.held_extraction import with_extraction_doubts
from ..supplied.supplied_values import GivenExtraction
from .results import FoundResult, ReportResult, audited_data, finding_data, packed


def read_source(
    path: Path,
    sha256: str,
    reviews: tuple[tuple[int, Path], ...],
    password: str | None,
    read_twice: bool = True,
    layouts: tuple[TaughtLayout, ...] = (),
    extraction: GivenExtraction | None = None,
) -> tuple[ReportResult, ...]:
    """Returns the reports of a file, those under review with their audited figures.

    Args:
        path: A source, or a review file.
        sha256: What the file's bytes were when the batch looked at it; not of a review file.
        reviews: The review of each report of it that has one, by the report's index.
        password: Of a protected source.
        read_twice: Whether a PDF's figures are held against a second reader's.
        layouts: What a person taught of layouts; see ``open_reports``.
        extraction: What the reports are held against.

    Raises:
        GoujiError: It cannot be read, holds no report, or has changed meanwhile.
    """
    if is_review(path):
        review, reviewer = _opened(path)
        return (_result(review, path, reviewer, extraction=extraction),)
    # Only the worker needs what reads: an import that its parent is spared.
    from ..pipeline import open_reports

    opened = open_reports(path, password=password, read_twice=read_twice, layouts=layouts)
    if opened.document.sha256 != sha256:
        raise GoujiError(
            f"{path.name}：读取时文件被改动，请再运行一次。",
            f"{path.name}: changed while it was read; run again.",
        )
    files = dict(reviews)
    return tuple(
        _reviewed(report, files.get(report.index), extraction) for report in opened.reports
    )


def _reviewed(
    report: Report, path: Path | None, extraction: GivenExtraction | None
) -> ReportResult:
    if path is None:
        return _result(Review(report), extraction=extraction)
    try:
        review, reviewer = _opened(path)
    except GoujiError as error:
        fault = Bilingual(error.sentence(ZH), error.sentence(EN))
        return _result(Review(report), fault=fault, extraction=extraction)
    return _result(review, path, reviewer, extraction=extraction)


def _opened(path: Path) -> tuple[Review, str]:
    """Returns the review of a file and who acted last in it; nothing is written."""
    with open_file(path, read_only=True) as file:
        events = file.events
        review = Review(file.report, events, rereads=file.rereads)
    return review, events[-1].by if events else ""


def _result(
    review: Review,
    path: Path | None = None,
    reviewer: str = "",
    fault: Bilingual = UNSAID,
    extraction: GivenExtraction | None = None,
) -> ReportResult:
    review, handed = _held(review, extraction)
    report, findings, audited = review.report, review.findings, review.audited
    standing = progress_of(review)
    values = ReportValues(
        report,
        _state(standing),
        review.printed,
        audited,
        fault,
        standing.errors,
        standing.warnings,
        standing.doubtful,
        path,
        reviewer,
    )
    from ..export.batch.kept_rows import make_rows  # as above

    packing, data = packed(report)
    return ReportResult(
        index=report.index,
        organization=report.organization,
        year=report.year,
        kind=report.source.kind,
        sha256=report.source.sha256,
        state=values.state,
        cells=len(report.form.cells),
        requests=_requests(report, audited),
        packing=packing,
        data=data,
        audited=audited_data(report, audited),
        rows=make_rows(values),
        handed=handed,
        findings=tuple(
            FoundResult(
                each.rule, each.severity, review.is_explained(each.rule), finding_data(each)
            )
            for each in findings
        ),
    )


def _held(review: Review, extraction: GivenExtraction | None) -> tuple[Review, str]:
    """Returns a review with the doubts of an extraction, and what is to be said of that."""
    if extraction is None:
        return review, ""
    from ..export.handed_back.handed_report import handed_data, handed_report
    from ..pipeline import hold_against_extraction

    held = hold_against_extraction(extraction, review.report, review.printed)
    if held is None:
        return review, ""
    review = review.read_now(with_extraction_doubts(review.current_report, held))
    return review, handed_data(handed_report(held, review))


def _state(standing: ReviewProgress) -> str:
    if standing.is_signed_off:
        return ReportState.SIGNED_OFF
    if standing.is_begun:
        return ReportState.IN_REVIEW
    if standing.errors:
        return ReportState.ERRORS
    return ReportState.WARNINGS if standing.left else ReportState.CLEAN


def _requests(report: Report, audited: Mapping[str, Figure]) -> float | None:
    """Returns the number that a chart is drawn of: no figure of a report is kept as one."""
    figure = audited.get(report.form.requests or "")
    if figure is None or figure.state is State.UNREADABLE or not figure.text:
        return None
    return float(figure.amount)
