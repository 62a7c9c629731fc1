"""Links the form with the source: what is current and marked in the one is so in the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject

from ...core.documents.document import Region
from ...core.extraction.alignment.figure_parts import figure_parts
from ...core.extraction.report import Claim
from ...core.finding import Finding
from ...core.review import Change, Review
from ..grid.form_panel import FormPanel
from ..source import CloseUp, SourceView
from .cell_marks import PLAIN, CellMarks
from .review_context import ReviewContext


class SourceLink(QObject):
    """Keeps source and close-up in step with the form, and takes clicks on the page to it."""

    def __init__(
        self, context: ReviewContext, source: SourceView, close_up: CloseUp, form: FormPanel
    ) -> None:
        super().__init__(source)
        self._context = context
        self._source = source
        self._close_up = close_up
        self._form = form
        self._marks: dict[str, CellMarks] = {}
        self._places: Mapping[str, Region] = {}
        self._parts: Mapping[str, tuple[int, int]] = {}
        context.opened.connect(self._show)
        context.changed.connect(self._follow)
        context.cell_selected.connect(self._point)
        context.finding_selected.connect(self._highlight)
        context.claim_selected.connect(self._quote)
        context.identity_selected.connect(self._show_identity)
        context.previewed.connect(self._preview)
        source.cell_clicked.connect(self._take)
        source.turned.connect(close_up.turn)
        source.levelled.connect(close_up.level)

    def _show(self) -> None:
        review, under_review = self._context.review, self._context.under_review
        if review is None or under_review is None:
            self._source.clear()
            self._close_up.clear()
            return
        places = self._places = _places(review)
        document, password = under_review.document, under_review.password
        self._source.show_document(document, password)
        self._parts = figure_parts(review.report.readings, document.blocks)
        self._source.set_places(places, self._parts)
        self._close_up.show_document(document, password)
        self._close_up.set_places(places, self._parts)
        self._marks = {}
        self._mark(review.cells)

    def _follow(self, _change: Change) -> None:
        """Shows the marks of what was changed, and where cells stand that were placed anew."""
        review = self._context.review
        places = _places(review) if review is not None else {}
        if places != self._places:
            self._places = places
            self._source.set_places(places, self._parts)
            self._close_up.set_places(places, self._parts)
        self._mark(self._context.touched)

    def _take(self, cell: str) -> None:
        """Takes a click on the page: the cell is current, and what is typed goes to it."""
        self._context.select_cell(cell)
        self._form.window().activateWindow()
        self._form.take_focus()

    def _mark(self, cells: Iterable[str]) -> None:
        """Shows the marks of cells as they are now; those of others stay."""
        for cell in cells:
            self._marks[cell] = self._context.marks(cell)
        self._source.set_marks(
            {cell: marks for cell, marks in self._marks.items() if marks != PLAIN}
        )

    def _point(self, cell: str) -> None:
        self._source.set_current(cell or None)
        self._close_up.set_current(cell or None)

    def _highlight(self, _finding: Finding | None) -> None:
        self._source.set_equation(self._context.signs)

    def _quote(self, claim: Claim | None) -> None:
        region, words = (claim.region, claim.quote) if claim is not None else (None, "")
        self._source.show_quote(region, words)
        # The strip keeps to the cell that a claim speaks of, for its words are in the list.
        self._close_up.quote(None if claim is not None and claim.cell else region, words)

    def _show_identity(self, subject: str) -> None:
        """Lights the words that name body or year, in the source and in the strip."""
        review = self._context.review
        read = review.identity[subject].extracted if review and subject else None
        region, words = (read.region, read.text) if read is not None else (None, "")
        self._source.show_quote(region, words)
        self._close_up.quote(region, words)

    def _preview(self) -> None:
        self._source.set_proposed(self._context.proposed)


def _places(review: Review) -> dict[str, Region]:
    """Returns where each cell was read, but for those that are printed nowhere."""
    return {
        cell: state.extracted.region
        for cell, state in review.cells.items()
        if state.extracted.region is not None
    }
