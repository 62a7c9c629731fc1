"""Writes a corrected extraction, and beside it the workbook of what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...files.saving import save_bytes
from ...review import Review
from ...supplied.held_extraction import HeldExtraction
from .changes_book import HandedBack, write_changes
from .corrections import CORRECTED, corrections_of
from .written_back import changes_path, check_own_shape, written_back


def hand_back_reports(
    reports: Sequence[tuple[HeldExtraction, Review]], output: Path, language: str
) -> tuple[int, int]:
    """Writes an extraction with what the pages print in it; other reports of it stay as they are.

    Args:
        reports: At least one, of one extraction: held against what its review says is printed.
        output: Where to; the workbook of the changes lies beside it.
        language: Of the workbook.

    Returns:
        How many cells were corrected, and how many that differ were left.

    Raises:
        SourceError: The extraction cannot be read any longer, or is another than it was.
        OutputError: A file cannot be written, or another kind is asked for.
    """
    extraction = reports[0][0].extraction
    check_own_shape(extraction, output)
    made = [
        HandedBack(held, review, tuple(corrections_of(held, review))) for held, review in reports
    ]
    every = [each for one in made for each in one.corrections]
    data = written_back(extraction, every)
    write_changes(changes_path(output), made, language)
    save_bytes(output, data)
    corrected = sum(each.outcome in CORRECTED for each in every)
    left = len(every) - corrected + sum(len(one.held.absent) for one in made)
    return corrected, left
