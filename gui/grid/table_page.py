"""A table of the form with its margins: the grid, the sums beside it, and the bars to scroll."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollBar, QWidget
from shiboken6 import isValid

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
        bar = MirrorBar(self.view.verticalScrollBar(), self)
        layout.addWidget(bar, 1, 2)
        layout.addWidget(MirrorBar(self.view.horizontalScrollBar(), self), 3, 0)
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


class MirrorBar(QScrollBar):
    """A scroll bar that is in step with another one, shown where it can move."""

    def __init__(self, bar: QScrollBar, parent: QWidget) -> None:
        super().__init__(bar.orientation(), parent)
        self._bar = bar
        bar.rangeChanged.connect(self._fit)
        bar.valueChanged.connect(self.setValue)
        self.valueChanged.connect(bar.setValue)
        self._fit()

    def _fit(self) -> None:
        bar = self._bar
        if not isValid(bar):  # its grid is being destroyed, which moves it
            return
        self.setPageStep(bar.pageStep())
        self.setSingleStep(bar.singleStep())
        self.setRange(bar.minimum(), bar.maximum())
        self.setVisible(bar.maximum() > bar.minimum())
