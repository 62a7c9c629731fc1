"""The strip of the source around the current cell, enlarged."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...core.documents.document import Document, Region
from ..session.jobs import Jobs
from .marking import paint_current
from .paper.sheets import NoSheets, Sheets, SheetSpot, scaled
from .paper.turned import TurnedSheets
from .places import Places
from .quoting import spots_of_words
from .source_view import sheets_of
from .zooming import POINTS_PER_INCH

ZOOMS = (3.0, 2.5, 2.0, 1.5, 1.0)
SHARE = 0.5
"""The largest zoom is taken at which the cell fills no more than this share of the strip's height
and fits into its width: a row of a text goes over the whole width of its sheet."""

ACROSS = 0.7
"""Where in the strip the cell stands, so that more is seen of the row's label at its left."""

MARGIN = 8
"""Logical pixels kept at the right of what would reach out of the strip there."""

ROOM = 80_000_000
"""Bytes of drawn pages that are kept."""


class CloseUp(QWidget):
    """Shows the row of the page in which the current cell stands, enlarged, its place outlined."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = "zh"
        self._jobs = jobs
        self._sheets: Sheets = NoSheets(self)
        self._turned: TurnedSheets | None = None
        self._places = Places()
        self._current: str | None = None
        self._quoted: tuple[Region, str] | None = None
        self.setBackgroundRole(QPalette.ColorRole.Mid)
        self.setAutoFillBackground(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(56)
        self._name()

    def sizeHint(self) -> QSize:
        """Three rows of a table at twice their size."""
        return QSize(400, 120)

    def show_document(self, document: Document, password: str | None = None) -> None:
        """Takes another document; shows nothing until a cell is set."""
        self._turned = TurnedSheets(
            sheets_of(document, password, self._jobs, self.language, room=ROOM)
        )
        self._show(self._turned)

    def turn(self, quarters: int) -> None:
        """Turns the pages by quarters, clockwise."""
        if self._turned is not None:
            self._turned.turn(quarters)

    def level(self, on: bool) -> None:
        """Shows the pages level, or as scanned."""
        if self._turned is not None:
            self._turned.level(on=on)

    def clear(self) -> None:
        """Shows nothing."""
        self._turned = None
        self._show(NoSheets())

    def set_places(
        self, places: Mapping[str, Region], parts: Mapping[str, tuple[int, int]] | None = None
    ) -> None:
        """Sets where each cell stands, by cell id; see ``Places``."""
        self._places = Places(places, parts)
        self._find()

    def set_current(self, cell: str | None) -> None:
        """Shows the strip around a cell."""
        self._current = cell
        self._prepare()
        self.update()

    def quote(self, region: Region | None, words: str = "") -> None:
        """Shows the strip around some words of the narrative; None ends it."""
        quoted = None if region is None else (region, words)
        if quoted != self._quoted:
            self._quoted = quoted
            self._prepare()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the part of the sheet around the cell."""
        spot = self._spot()
        painter = QPainter(self)
        if spot is None:
            self._paint_absence(painter)
            return
        scale = self._scale(spot)
        size = self._sheets.sizes[spot.sheet]
        origin = self._origin(spot, scale)
        sheet = QRectF(QPointF(), size * scale)
        seen = QRectF(self.rect()).translated(origin) & sheet
        painter.translate(-origin.toPoint())
        painter.save()
        painter.setClipRect(sheet)
        exposed = QRectF(seen.topLeft() / scale, seen.size() / scale)
        self._sheets.paint(painter, spot.sheet, scale, exposed)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for each in self._quoted_spots() or [spot]:
            paint_current(painter, scaled(each.box, scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draws at the scale that fits."""
        super().resizeEvent(event)
        self._prepare()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language and the density of the screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
        self._prepare()

    def _show(self, sheets: Sheets) -> None:
        self._sheets.close()
        self._sheets.deleteLater()
        sheets.setParent(self)
        self._sheets = sheets
        self._places, self._current, self._quoted = Places(), None, None
        sheets.resized.connect(self._find)
        sheets.redrawn.connect(self.update)
        sheets.text_read.connect(self._find)
        self.update()

    def _find(self) -> None:
        self._places.find(self._sheets)
        self._prepare()
        self.update()

    def _spot(self) -> SheetSpot | None:
        quoted = self._quoted_spots()
        return quoted[0] if quoted else self._places.spot(self._current)

    def _quoted_spots(self) -> list[SheetSpot]:
        """Returns where the words are that are pointed at, line by line."""
        return [] if self._quoted is None else spots_of_words(self._sheets, *self._quoted)

    def _prepare(self) -> None:
        spot = self._spot()
        if spot is not None:
            self._sheets.prepare([spot.sheet], self._scale(spot) * self.devicePixelRatioF())

    def _scale(self, spot: SheetSpot) -> float:
        """Returns logical pixels a point: one of a few, so that a page is seldom drawn anew."""
        natural = self.logicalDpiX() / POINTS_PER_INCH
        room = QSizeF(self.width(), self.height() * SHARE) / natural
        box = spot.box.size()
        fitting = (
            zoom
            for zoom in ZOOMS
            if box.height() * zoom <= room.height() and box.width() * zoom <= room.width()
        )
        return natural * next(fitting, ZOOMS[-1])

    def _origin(self, spot: SheetSpot, scale: float) -> QPointF:
        """Returns what of the sheet is at the top left of the strip, in logical pixels."""
        box = scaled(spot.box, scale)
        width = self._sheets.sizes[spot.sheet].width() * scale
        if width <= self.width():
            left = (width - self.width()) / 2
        else:
            # Of what is wider than the strip the beginning is shown, where its words are.
            reached = box.right() + MARGIN - self.width()
            wanted = min(max(box.center().x() - self.width() * ACROSS, reached), box.left())
            left = min(max(0.0, wanted), width - self.width())
        return QPointF(left, box.center().y() - self.height() / 2)

    def _paint_absence(self, painter: QPainter) -> None:
        if self._current is None or not self._sheets.sizes:
            return
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(
            self.rect(),
            int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap),
            self.tr("The source prints no such cell"),
        )

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Close-up of the current cell"))
