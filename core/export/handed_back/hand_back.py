"""Writes a corrected extraction, and beside it the workbook of what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...files.saving import save_bytes
from ...supplied.supplied_values import SuppliedExtraction
from .changes_book import write_changes
from .corrections import CORRECTED
from .handed_report import HandedReport
from .written_back import changes_path, check_own_shape, written_back


def hand_back_reports(
    extraction: SuppliedExtraction, reports: Sequence[HandedReport], output: Path, language: str
) -> tuple[int, int]:
    """Writes an extraction with what the pages print in it; other reports of it stay as they are.

    Args:
        extraction: The file.
        reports: Those of it that were held against a source.
        output: Where to; the workbook of the changes lies beside it.
        language: Of the workbook.

    Returns:
        How many cells were corrected, and how many that differ were left.

    Raises:
        SourceError: The extraction cannot be read any longer, or is another than it was.
        OutputError: A file cannot be written, or another kind is asked for.
    """
    check_own_shape(extraction, output)
    every = [each for one in reports for each in one.corrections]
    data = written_back(extraction, every)
    write_changes(changes_path(output), extraction, reports, language)
    save_bytes(output, data)
    return counts_of(reports)


def counts_of(reports: Sequence[HandedReport]) -> tuple[int, int]:
    """Returns how many cells are corrected, and how many that differ are left."""
    outcomes = [each.outcome for one in reports for each in one.corrections]
    corrected = sum(outcome in CORRECTED for outcome in outcomes)
    return corrected, len(outcomes) - corrected + sum(len(one.absent) for one in reports)
