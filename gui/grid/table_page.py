"""A table of the form with its margins: the grid, the sums beside it, and the bars to scroll."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollBar, QWidget

from ..session.review_context import ReviewContext
from .grid_view import FormView
from .help_line import PlacementHelp
from .margins import ColumnSums, RowSums
from .sheet import Sheet


class TablePage(QWidget):
    """One table.

    Attributes:
        view: The grid. Its own scroll bars are hidden: they would part it from the sums.
    """

    def __init__(self, context: ReviewContext, sheet: Sheet, language: str) -> None:
        super().__init__()
        self._help = PlacementHelp(context, sheet)
        self.view = FormView(context, sheet, language, self)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.view.setHorizontalScrollBarPolicy(off)
        self.view.setVerticalScrollBarPolicy(off)
        self._rows, self._columns = RowSums(self.view), ColumnSums(self.view)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._help, 0, 0, 1, 4)
        layout.addWidget(self.view, 1, 0)
        layout.addWidget(self._rows, 1, 1)
        layout.addWidget(self._columns, 2, 0)
        bar = _mirror(self.view.verticalScrollBar(), self)
        layout.addWidget(bar, 1, 2)
        layout.addWidget(_mirror(self.view.horizontalScrollBar(), self), 3, 0)
        # What stands beside the grid is no higher than it, or Qt would centre the grid between.
        for beside in (self._rows, bar):
            beside.setMaximumHeight(self.view.maximumHeight())
            self.view.measured.connect(beside.setMaximumHeight)
        # And so that no sum stands far off: what is below the grid is no wider than it.
        self._columns.setMaximumWidth(self.view.maximumWidth())
        self.view.widened.connect(self._columns.setMaximumWidth)
        layout.setColumnStretch(0, 1000)
        layout.setColumnStretch(3, 1)
        layout.setRowStretch(1, 1000)
        layout.setRowStretch(4, 1)
        self.setFocusProxy(self.view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the figures the room of the sums where there is hardly any."""
        super().resizeEvent(event)
        self._columns.fit(self.height())
        self._rows.fit(self.width())

    def speak(self, language: str) -> None:
        """Shows the table and its sums in another language."""
        self.view.speak(language)
        self._rows.update()
        self._columns.update()


def _mirror(bar: QScrollBar, parent: QWidget) -> QScrollBar:
    """Returns a scroll bar that is in step with another one, shown where it can move."""
    shown = QScrollBar(bar.orientation(), parent)

    def fit() -> None:
        shown.setPageStep(bar.pageStep())
        shown.setSingleStep(bar.singleStep())
        shown.setRange(bar.minimum(), bar.maximum())
        shown.setVisible(bar.maximum() > bar.minimum())

    bar.rangeChanged.connect(fit)
    bar.valueChanged.connect(shown.setValue)
    shown.valueChanged.connect(bar.setValue)
    fit()
    return shown
