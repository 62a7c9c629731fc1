"""The source of a report with the places of its cells, whatever kind of document it is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gouji.core.documents.document import Document, Region

from ..jobs import Jobs


class SourceView(QWidget):
    """Shows a document: pages as printed, or its text as a flow.

    Signals:
        cell_clicked(str): A place was clicked that shows this cell.
        zoomed(float): The zoom has changed; 1.0 is the printed size.
        found(int, int): A search stands at hit n (from 1) of so many; (0, 0) where there is none.
    """

    cell_clicked = Signal(str)
    zoomed = Signal(float)
    found = Signal(int, int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def show_document(self, document: Document, password: str | None = None) -> None:
        """Shows another document from its start, without places and marks."""

    def clear(self) -> None:
        """Shows nothing."""

    def set_places(self, places: Mapping[str, Region]) -> None:
        """Sets where each cell stands, by cell id."""

    def set_marks(self, marks: Mapping[str, str]) -> None:
        """Sets the mark of cells: a name of ``marks.STYLES``, such as "error"."""

    def set_current(self, cell: str | None) -> None:
        """Outlines the place of a cell and brings it into view; None takes the outline away."""

    def set_equation(self, signs: Mapping[str, str]) -> None:
        """Lights the cells of an equation, each with its sign: "+", "−" or "="."""

    def zoom_in(self) -> None:
        """Zooms in by a step around the middle of the view."""

    def zoom_out(self) -> None:
        """Zooms out by a step around the middle of the view."""

    def zoom_actual(self) -> None:
        """Shows the printed size."""

    def fit_width(self) -> None:
        """Zooms so that a page is as wide as the view, and keeps it so."""

    def fit_page(self) -> None:
        """Zooms so that a page fits into the view, and keeps it so."""

    def find(self, text: str, *, backward: bool = False) -> bool:
        """Goes to the next place where a text is printed, around the end; False if there is none."""
        return False
