"""What the window hands to a worker process beyond single calls of core."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..core.export.workbook import write_workbook
from ..core.extraction.report import Report
from ..core.review import Event, Review


def export_review(target: Path, report: Report, events: Sequence[Event]) -> Path:
    """Writes the workbook of a review and returns where it lies."""
    write_workbook(Review(report, events), target)
    return target
