"""The extraction that the reports of a session are held against, one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ...core.supplied.held_extraction import (
    HeldExtraction,
    hold_extraction,
    with_extraction_doubts,
)
from ...core.supplied.supplied_matching import find_supplied
from ...core.supplied.supplied_values import ColumnMatch, GivenExtraction, SuppliedExtraction
from .review_context import ReviewContext

MAPPINGS = "extractions"
"""The folder, in the user's data, of what columns of extractions are."""


class ExtractionsHeld(QObject):
    """Holds each report that comes under review against the extraction, if that has it.

    Attributes:
        told: A report was held against it; carries the ``HeldExtraction``, None where the
            extraction has no such report.
        given: The file, and what its columns are; None for none.
        extraction: What it says.
        held: The report under review as it was held; None where the extraction has none.
    """

    told = Signal(object)

    def __init__(self, context: ReviewContext) -> None:
        super().__init__(context)
        self._context = context
        self.given: GivenExtraction | None = None
        self.extraction: SuppliedExtraction | None = None
        self.held: HeldExtraction | None = None
        context.opened.connect(self._hold)

    def take(self, given: GivenExtraction, extraction: SuppliedExtraction) -> None:
        """Holds the report under review, and those that follow, against an extraction."""
        self.given, self.extraction = given, extraction
        self._hold()

    def take_none(self) -> None:
        """Holds no report against an extraction any more."""
        self.given = self.extraction = self.held = None

    def _hold(self) -> None:
        self.held = None
        review, extraction = self._context.review, self.extraction
        if review is None or extraction is None:
            return
        supplied = find_supplied(extraction.reports, review.report)
        if supplied is not None:
            self.held = hold_extraction(extraction, supplied, review.report, review.printed)
            self._context.take_doubts(with_extraction_doubts(review.current_report, self.held))
        self.told.emit(self.held)


def mapping_path(folder: Path, columns: Sequence[ColumnMatch]) -> Path:
    """Returns where it is kept what columns of these names are.

    Args:
        folder: Of the user's data.
        columns: Of an extraction, in their order.
    """
    names = "\n".join(column.name for column in columns)
    return folder / MAPPINGS / f"{hashlib.sha256(names.encode()).hexdigest()[:32]}.csv"
