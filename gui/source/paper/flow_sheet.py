"""A flow document on one long sheet: Word, web, text and spreadsheet sources."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPen

from ....core.documents.document import Document, Region
from ...shell.theme import LIGHT
from .flow_layout import WIDTH, FlowPiece, Setting, set_blocks
from .flow_text import FlowText
from .sheets import Sheets, SheetSpot, scaled
from .text_layer import TextLayer

SLICE = 0.006
"""Seconds of setting between two turns of the event loop."""

BAND = 400.0
"""Points. Pieces are kept by bands of the sheet, so that only what is seen is painted."""


def _nothing_near(_point: QPointF) -> tuple[FlowPiece, ...]:
    return ()


_HEADING = re.compile(r'<h([1-4]) id="([^"]+)"')


class FlowSheets(Sheets):
    """The one sheet of a flow document. It grows while the text is set, a slice at a time.

    Only ``Document.blocks`` are drawn; of the HTML only the levels of headings are used, so
    nothing in a document is ever interpreted.
    """

    def __init__(self, document: Document, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        levels = {anchor: int(level) for level, anchor in _HEADING.findall(document.flow)}
        self._steps: Iterator[Setting] = set_blocks(document.blocks, levels, QGuiApplication.font())
        self._size = QSizeF(WIDTH, 0)
        self._anchored: dict[str, FlowPiece] = {}
        self._bands: dict[int, list[FlowPiece]] = {}
        self._text = FlowText(self._pieces_at)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._set_slice)
        self._timer.start()
        self._set_slice()

    @property
    def is_complete(self) -> bool:
        """Is all of the text set?"""
        return not self._timer.isActive()

    @property
    def sizes(self) -> Sequence[QSizeF]:
        """The size of the sheet as far as it is set."""
        return (self._size,)

    def spot(self, region: Region) -> SheetSpot | None:
        """Returns the place of an anchor, once it is set."""
        piece = self._anchored.get(region.anchor or "")
        return None if piece is None else SheetSpot(0, piece.box)

    def part(self, region: Region, start: int, end: int) -> SheetSpot | None:
        """Returns the place of some characters of a paragraph or cell that stand in one line."""
        piece = self._anchored.get(region.anchor or "")
        box = piece.place_of(start, end) if piece is not None else None
        return None if box is None else SheetSpot(0, box)

    def prepare(self, wanted: Sequence[int], scale: float) -> None:
        """Does nothing: text is painted at once."""

    def paint(self, painter: QPainter, sheet: int, scale: float, exposed: QRectF) -> None:
        """Paints the frames and the text in the exposed part."""
        painter.fillRect(scaled(exposed, scale), LIGHT.paper)
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for piece in self._pieces_in(exposed):
            if piece.is_framed:
                painter.setPen(QPen(LIGHT.line, 0))
                painter.drawRect(piece.box)
            painter.setPen(LIGHT.ink)
            piece.text.draw(painter, piece.origin)

    def text(self, sheet: int) -> TextLayer | None:
        """Returns the text as far as it is set."""
        return self._text

    def close(self) -> None:
        """Stops setting, and lets go of the text: a timer and its slot keep a sheet for long."""
        self._timer.stop()
        self._steps = iter(())
        self._anchored, self._bands, self._text = {}, {}, FlowText(_nothing_near)

    def _pieces_in(self, exposed: QRectF) -> list[FlowPiece]:
        bands = range(int(exposed.top() // BAND), int(exposed.bottom() // BAND) + 1)
        found = {id(piece): piece for band in bands for piece in self._bands.get(band, ())}
        near = exposed.adjusted(-1, -1, 1, 1)
        return [piece for piece in found.values() if piece.box.intersects(near)]

    def _pieces_at(self, point: QPointF) -> list[FlowPiece]:
        return self._bands.get(int(point.y() // BAND), [])

    def _set_slice(self) -> None:
        end = time.perf_counter() + SLICE
        for step in self._steps:
            self._size = QSizeF(step.width, step.height)
            for piece in step.pieces:
                self._keep(piece)
            if time.perf_counter() > end:
                break
        else:
            self._timer.stop()
        self.resized.emit()
        self.redrawn.emit(0)

    def _keep(self, piece: FlowPiece) -> None:
        if piece.anchor:
            self._anchored[piece.anchor] = piece
        self._text.add(piece)
        box = piece.box
        for band in range(int(box.top() // BAND), int(box.bottom() // BAND) + 1):
            self._bands.setdefault(band, []).append(piece)
