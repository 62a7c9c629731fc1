"""The table model of the official form: it reads the review and holds no figure of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...core.bilingual import Bilingual
from ...core.layout import FIGURE, Place
from ...core.review import Change
from ..session.review_context import ReviewContext
from .sheet import Sheet
from .shown_marks import ShownFigure, explain, say_cell, shown_of
from .sums import describe_cell

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

FIGURE_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable


class FormModel(QAbstractTableModel):
    """The body of one table, position by position, as the review context has it now.

    Attributes:
        language: "zh" or "en": the language of labels and tooltips.
    """

    def __init__(
        self, context: ReviewContext, sheet: Sheet, language: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.sheet = sheet
        self.language = language
        self._highlighted: set[str] = set()
        self._proposed: set[str] = set()
        self._painted: dict[str, ShownFigure] = {}
        context.changed.connect(self._refresh)
        context.finding_selected.connect(self._relight)
        context.previewed.connect(self._preview)
        context.earlier_shown.connect(lambda: self._repaint(self.sheet.at))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Returns the rows of the body."""
        return 0 if parent.isValid() else self.sheet.rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Returns the columns of the body."""
        return 0 if parent.isValid() else self.sheet.columns

    def place(self, index: Index) -> Place | None:
        """Returns the place that covers an index."""
        return self.sheet.place_at.get((index.row(), index.column()))

    def cell(self, index: Index) -> str:
        """Returns the cell id at an index, empty where no figure stands."""
        return self.sheet.cell(index.row(), index.column()) if index.isValid() else ""

    def shown(self, index: Index) -> ShownFigure | None:
        """Returns what is painted now at an index; None where no figure stands."""
        cell = self.cell(index)
        review = self.context.review
        if review is None or cell not in review.cells:
            return None
        shown = self._painted[cell] = shown_of(self.context, cell)
        return shown

    def index_of(self, cell: str) -> QModelIndex:
        """Returns the index of a cell; an invalid one where this table has no such cell."""
        at = self.sheet.at.get(cell)
        return self.index(*at) if at is not None else QModelIndex()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Returns that figures can be selected and edited, headers and labels not."""
        if not self.cell(index):
            return Qt.ItemFlag.ItemIsEnabled
        return FIGURE_FLAGS

    def data(self, index: Index, role: int = int(Role.DisplayRole)) -> Any:
        """Returns what an index shows in a role."""
        place = self.place(index)
        if place is None:
            return None
        if place.kind != FIGURE:
            return label_of(place, self.language) if role == Role.DisplayRole else None
        return self._figure(place.cell, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Role.DisplayRole)
    ) -> Any:
        """Returns the labels over a column or before a row, for screen readers."""
        if role != Role.AccessibleTextRole:
            return None
        across = orientation is Qt.Orientation.Horizontal
        labels = self.sheet.labels_of(section, across=across)
        return " · ".join(label_of(place, self.language) for place in labels)

    def _figure(self, cell: str, role: int) -> Any:
        review = self.context.review
        if review is None or cell not in review.cells:
            return None
        match role:
            case Role.DisplayRole:
                return review.cells[cell].audited.text
            case Role.EditRole:
                return review.cells[cell].printed.text
            case Role.ToolTipRole:
                return explain(self.context, cell, self.language)
            case Role.AccessibleTextRole:
                return say_cell(self.context, cell, self.language)
            case Role.AccessibleDescriptionRole:
                return describe_cell(self.context, cell, self.language)
        return None

    def renew(self) -> None:
        """Shows another report."""
        self._highlighted, self._proposed, self._painted = set(), set(), {}
        last = self.index(self.sheet.rows - 1, self.sheet.columns - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def _refresh(self, _change: Change) -> None:
        self._repaint(self.context.touched)

    def _relight(self, _finding: object) -> None:
        highlighted = set(self.context.signs)
        self._repaint(highlighted | self._highlighted)
        self._highlighted = highlighted

    def _preview(self) -> None:
        proposed = set(self.context.proposed)
        self._repaint(proposed | self._proposed)
        self._proposed = proposed

    def _repaint(self, cells: Iterable[str]) -> None:
        """Has those cells painted that look different from when they were painted last."""
        review = self.context.review
        for cell in cells:
            at = self.sheet.at.get(cell)
            if at is None or review is None or cell not in review.cells:
                continue
            if self._painted.get(cell) != shown_of(self.context, cell):
                index = self.index(*at)
                self.dataChanged.emit(index, index)


def label_of(place: Place, language: str) -> str:
    """Returns what the form prints in a place, in a language; Chinese where there is no other."""
    return Bilingual(place.text, place.text_en or place.text).in_language(language)
