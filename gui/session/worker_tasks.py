"""What the window hands to a worker process beyond single calls of core.

What reads and writes files is loaded by the calls, that is, in the worker: the window does not wait
for it when it starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...core.bilingual import ZH
from ...core.documents.render.drawn_page import DrawnPage
from ...core.extraction.report import Report
from ...core.figures import Figure
from ...core.finding import Finding
from ...core.review import Event, Review
from ...core.suggestion import Suggestion
from ...core.survey import refuse_kept

if TYPE_CHECKING:
    from ...core.export.readback.corrected_workbook import ReadBack
    from ...core.supplied.supplied_values import (
        ColumnMatch,
        GivenExtraction,
        SuppliedExtraction,
    )


@dataclass(frozen=True)
class ReviewToExport:
    """A review as it travels to a worker process.

    Attributes:
        source: Where the source lies.
        between: What does not fit between the report and others, found where these are open.
        origin: The hash that its events follow on in its file; empty where it has none.
        password: The one that opens it.
    """

    report: Report
    events: Sequence[Event]
    rereads: Mapping[str, Report]
    reviewer: str
    source: Path
    password: str | None = None
    origin: str = ""
    between: tuple[Finding, ...] = ()


def export_review(target: Path, reviewed: ReviewToExport, language: str = ZH) -> Path:
    """Writes a review with suggestions and pictures of its changes; returns where it lies.

    What is written for people is in ``language``, "zh" or "en".
    """
    if target.is_file():
        refuse_kept(target)
    from ...core.documents.render.render_page import draw_page
    from ...core.export.formats import write_export
    from ...core.export.review_workbook.pictures import cell_pictures
    from ...core.repair import suggest
    from ...core.review.changed_cells import changed_cells

    review = _review(reviewed)

    def draw(path: Path, page: int, scale: float) -> DrawnPage:
        return draw_page(path, page, scale=scale, password=reviewed.password)

    write_export(
        review,
        target,
        suggestions=suggest(review.report, review.audited, review.own_findings),
        pictures=lambda: cell_pictures(review, changed_cells(review), draw, source=reviewed.source),
        origin=reviewed.source,
        replace=True,  # the file dialog has asked
        language=language,
    )
    return target


def opinion_page(reviewed: ReviewToExport) -> str:
    """Returns the review opinion as HTML."""
    from ...core.export.opinion.opinion import opinion_of
    from ...core.export.opinion.word_and_web import opinion_html
    from ...core.repair import suggest

    review = _review(reviewed)
    suggestions = suggest(review.report, review.audited, review.own_findings)
    return opinion_html(opinion_of(review, suggestions))


def read_workbook(path: Path, reviewed: ReviewToExport) -> ReadBack:
    """Returns what was changed in a workbook since it was exported from a review."""
    from ...core.export.readback.corrected_workbook import read_back

    return read_back(path, _review(reviewed))


def read_extraction_as_kept(
    given: GivenExtraction, folder: Path
) -> tuple[GivenExtraction, SuppliedExtraction | None, tuple[ColumnMatch, ...]]:
    """Returns an extraction with what its columns were kept to be, what it says, and its columns.

    It says nothing where no column is known; what its columns may be is to be asked then.

    Args:
        given: The file, with what a person has just said of its columns.
        folder: Of the user's data, where that is kept.

    Raises:
        GoujiError: It cannot be read, or is no extraction.
    """
    from ...core.pipeline import open_extraction
    from ...core.supplied.column_mapping import MappingFileError, read_mapping
    from ...core.supplied.extraction_file import NoExtractionError, offered_columns
    from .held_extractions import mapping_path

    try:
        columns = offered_columns(given.path)
    except NoExtractionError:
        columns = ()  # it may be laid out as the official form
    place = mapping_path(folder, columns)
    if columns and not given.mapped and place.is_file():
        try:
            given = GivenExtraction(given.path, tuple(read_mapping(place).values()))
        except MappingFileError:
            place.unlink(missing_ok=True)  # what is offered is asked anew
    said = {column.name: column for column in given.mapped}
    columns = tuple(said.get(column.name, column) for column in columns)
    try:
        return given, open_extraction(given), columns
    except NoExtractionError:
        if not any(column.offers for column in columns):
            raise
        return given, None, columns


def keep_mapping(place: Path, columns: Sequence[ColumnMatch]) -> None:
    """Keeps what columns are.

    Raises:
        OutputError: It cannot be written.
    """
    from ...core.supplied.column_mapping import write_mapping

    place.parent.mkdir(parents=True, exist_ok=True)
    write_mapping(place, columns)


def give_extraction_back(
    target: Path, given: GivenExtraction, reviewed: ReviewToExport, language: str
) -> tuple[int, int]:
    """Writes an extraction corrected by a review; returns how many cells are, and are not.

    Raises:
        GoujiError: It cannot be read any longer, or cannot be written.
    """
    from ...core.errors import OutputError
    from ...core.export.handed_back.hand_back import hand_back_reports
    from ...core.export.handed_back.handed_report import handed_report
    from ...core.export.handed_back.written_back import changes_path
    from ...core.export.targets import check_target
    from ...core.pipeline import hold_against_extraction
    from ...core.supplied.held_extraction import with_extraction_doubts

    for place in (target, changes_path(target)):
        check_target(place, [reviewed.source, given.path], replace=place == target)
    if target.is_file():
        refuse_kept(target)
    review = _review(reviewed)
    held = hold_against_extraction(given, review.report, review.printed)
    if held is None:
        raise OutputError(
            f"{given.path.name} 里没有这份报告，没有写入。请核对文件。",
            f"{given.path.name} has no such report; nothing was written. Check the file.",
        )
    review = review.read_now(with_extraction_doubts(review.current_report, held))
    reports = [handed_report(held, review)]
    return hand_back_reports(held.extraction, reports, target, language)


def find_suggestions(
    report: Report, figures: Mapping[str, Figure], findings: Sequence[Finding]
) -> tuple[Suggestion, ...]:
    """Returns what would clear the findings, the likeliest first, group by group of rules."""
    from ...core.repair import suggest

    return suggest(report, figures, findings)


def slant_of_page(path: Path, page: int, *, password: str | None = None) -> float:
    """Returns by how many degrees clockwise the lines of a page, counted from 0, fall.

    Raises:
        SourceError: It cannot be opened, or has no such page.
    """
    from ...core.documents.render.slant import slant_of

    return slant_of(path, page, password=password)


def _review(reviewed: ReviewToExport) -> Review:
    return Review(
        reviewed.report,
        reviewed.events,
        reviewer=reviewed.reviewer,
        rereads=reviewed.rereads,
        origin=reviewed.origin,
        compare=lambda _figures: reviewed.between,
    )


def export_check(check: Path, target: Path) -> Path:
    """Writes a spot check as a workbook; returns where it lies."""
    from ...core.export.spot_check_sheet import write_check
    from ...core.sampling import open_check

    if target.is_file():
        refuse_kept(target)
    with open_check(check, read_only=True) as opened:
        write_check(opened, target)
    return target
