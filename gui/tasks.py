"""What the window hands to a worker process beyond single calls of core."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..core.export.changes_sheet import changed_cells
from ..core.export.formats import write_export
from ..core.export.pictures import cell_pictures
from ..core.extraction.report import Report
from ..core.repair import suggest
from ..core.review import Event, Review


def export_review(target: Path, report: Report, events: Sequence[Event], reviewer: str) -> Path:
    """Writes a review with suggestions and pictures of its changes; returns where it lies."""
    review = Review(report, events, reviewer=reviewer)
    write_export(
        review,
        target,
        suggestions=suggest(report, review.audited, review.findings),
        pictures=lambda: cell_pictures(review, changed_cells(review)),
        replace=True,  # the file dialog has asked
    )
    return target
