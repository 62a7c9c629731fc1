"""A narrow strip at the edge of the source: the whole of it in little, with what is marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from ..session.cell_marks import CellMarks
from ..shell.theme import Theme, theme_of
from .canvas import Canvas

WIDTH, HIGH, NEAR = 11, 3, 6
"""Logical pixels: of the strip, which the gap beside a sheet has room for; of the trace of a mark;
beside which it is still meant."""

SHARES: Mapping[str, float] = {"error": 1.0, "warning": 0.62, "doubt": 0.3}
"""How much of the width a trace takes up, so that no colour is needed to tell them apart; the worst
in front."""


class Trace(NamedTuple):
    """A marked cell on the strip: its kind, and how far down it stands, 0 to 1."""

    kind: str
    at: float
    cell: str


class HeatStrip(QWidget):
    """Shows where in the whole source something is left to decide, and goes there at a click.

    It takes no keyboard: F8 goes the same way.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._marks: Mapping[str, CellMarks] = {}
        self._traces: list[Trace] | None = None
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._renew)
        self.hide()
        canvas.viewport().installEventFilter(self)
        canvas.restacked.connect(self._later.start)
        canvas.verticalScrollBar().valueChanged.connect(self.update)
        canvas.verticalScrollBar().rangeChanged.connect(self._later.start)
        self._name()

    def set_marks(self, marks: Mapping[str, CellMarks]) -> None:
        """Shows the marks of cells."""
        self._marks = marks
        self._renew()

    @property
    def traces(self) -> list[Trace]:
        """What is left to decide, from the least to the worst, which is painted over the others."""
        if self._traces is None:
            found = []
            for cell, marks in self._marks.items():
                kind, at = _kind(marks), self._canvas.share_of(cell)
                if kind and at is not None:
                    found.append(Trace(kind, at, cell))
            order = list(SHARES)[::-1]
            self._traces = sorted(found, key=lambda one: (order.index(one.kind), one.at))
        return self._traces

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the traces, and a frame around the part that is seen."""
        painter, theme = QPainter(self), theme_of(self.palette())
        ground = QColor(theme.head)
        ground.setAlpha(150)
        painter.fillRect(self.rect(), ground)
        for one in self.traces:
            width = max(3.0, (self.width() - 2) * SHARES[one.kind])
            spot = QRectF(1, self._down(one.at) - HIGH / 2, width, HIGH)
            painter.fillRect(spot, _colour(one.kind, theme))
        top, bottom = self._canvas.seen_shares()
        if bottom - top < 1:
            painter.setPen(QPen(theme.faint, 1))
            painter.drawRect(
                QRectF(0.5, self._down(top), self.width() - 1, self._down(bottom) - self._down(top))
            )
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps to the right edge of what is seen, however large that is."""
        if event.type() == QEvent.Type.Resize:
            room = self._canvas.viewport().geometry()
            self.setGeometry(room.right() - WIDTH + 1, room.top(), WIDTH, room.height())
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes to the trace under the pointer, as a click on its cell would; else to that place."""
        down = event.position().y()
        nearest = min(self.traces, key=lambda one: abs(self._down(one.at) - down), default=None)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if nearest is not None and abs(self._down(nearest.at) - down) <= NEAR:
            self._canvas.cell_clicked.emit(nearest.cell)
        else:
            self._canvas.show_share(down / max(1, self.height()))

    def event(self, event: QEvent) -> bool:
        """Says how much is left where the pointer rests, and follows the language."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.said, self)
            return True
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
        return super().event(event)

    @property
    def said(self) -> str:
        """What the strip shows, in words."""
        kinds = [one.kind for one in self.traces]
        return self.tr(
            "Cells with errors {errors}, warnings {warnings}, uncertain {doubts}"
        ).format(
            errors=kinds.count("error"),
            warnings=kinds.count("warning"),
            doubts=kinds.count("doubt"),
        )

    def _down(self, share: float) -> float:
        return share * (self.height() - 1)

    def _renew(self) -> None:
        self._traces = None
        self.setVisible(bool(self.traces))
        self.setAccessibleDescription(self.said)
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Where in the source something is left to decide"))


def _kind(marks: CellMarks) -> str:
    if marks.severity in SHARES:
        return marks.severity
    return "doubt" if marks.doubtful or marks.unreadable else ""


def _colour(kind: str, theme: Theme) -> QColor:
    return {"error": theme.error, "warning": theme.warning}.get(kind, theme.doubt)
