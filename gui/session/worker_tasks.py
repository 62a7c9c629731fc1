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
