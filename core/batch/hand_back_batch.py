"""Gives the extraction of a batch back: what of it the pages do not bear out, and corrected."""

from __future__ import annotations

from pathlib import Path

from ..supplied.supplied_values import GivenExtraction
from .journal import Journal
from .values import HandedBatch, Options

_HANDED = (
    "SELECT handed FROM file JOIN report USING (key) WHERE handed <> '' ORDER BY number, \"index\""
)
"""What is to be said of each report that the extraction has."""


def handed_targets(output: Path, options: Options) -> tuple[Path, ...]:
    """Returns the files that are written beside the workbook of a batch with an extraction.

    Raises:
        OutputError: The corrected extraction is to be of another kind than the extraction.
    """
    if options.extraction is None:
        return ()
    from ..export.handed_back.written_back import changes_path, check_suffix

    if options.corrected is None:
        return (changes_path(output),)
    check_suffix(options.extraction.path, options.corrected)
    return options.corrected, changes_path(options.corrected)


def hand_back_stored(
    journal: Path, given: GivenExtraction, output: Path, corrected: Path | None
) -> HandedBatch:
    """Writes what was changed in an extraction, and the extraction corrected where that is wanted.

    Fit for a worker process.

    Args:
        journal: Of the batch; every file of its run is on record.
        given: The extraction.
        output: The workbook of the batch.
        corrected: Where the extraction is to lie corrected.

    Raises:
        GoujiError: A file cannot be read or written.
    """
    from ..export.handed_back.changes_book import write_changes
    from ..export.handed_back.hand_back import counts_of, hand_back_reports
    from ..export.handed_back.handed_report import handed_of
    from ..export.handed_back.written_back import changes_path
    from ..pipeline import open_extraction

    extraction = open_extraction(given)
    reports = []
    with Journal(journal, existing=True) as opened:
        for (data,) in opened.rows(_HANDED):
            with opened.decoding():
                reports.append(handed_of(data, extraction))
    changes = changes_path(output if corrected is None else corrected)
    if corrected is None:
        write_changes(changes, extraction, reports)
    else:
        hand_back_reports(extraction, reports, corrected, "zh")
    found = {report.number for report in reports}
    return HandedBatch(
        len(found), len(extraction.reports) - len(found), *counts_of(reports), changes
    )
