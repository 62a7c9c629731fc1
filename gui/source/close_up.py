"""The strip of the source around the current cell, enlarged."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from gouji.core.documents.document import Document, Region

from ..jobs import Jobs


class CloseUp(QWidget):
    """Shows the row of the page in which the current cell stands, enlarged, its place outlined."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def show_document(self, document: Document, password: str | None = None) -> None:
        """Takes another document; shows nothing until a cell is set."""

    def clear(self) -> None:
        """Shows nothing."""

    def set_places(self, places: Mapping[str, Region]) -> None:
        """Sets where each cell stands, by cell id."""

    def set_current(self, cell: str | None) -> None:
        """Shows the strip around a cell."""
