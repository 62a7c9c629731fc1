"""Sheets turned, whatever they are: by quarters, and by the little that a scan leans."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QTransform

from ....core.documents.document import Region
from .sheets import Sheets, SheetSpot
from .text_layer import At, TextLayer

LEAST = 4.0
"""Points; no place is shown smaller."""


class TurnedSheets(Sheets):
    """The sheets of a document, all turned by the same quarters, and each level where wanted.

    Args:
        sheets: As they are; they become part of this.

    Attributes:
        quarters: How far they are turned, clockwise, 0 to 3.
    """

    def __init__(self, sheets: Sheets) -> None:
        super().__init__()
        sheets.setParent(self)
        self._sheets = sheets
        self.quarters = 0
        sheets.resized.connect(self.resized)
        sheets.redrawn.connect(self.redrawn)
        sheets.text_read.connect(self.text_read)

    def turn(self, quarters: int) -> None:
        """Turns all sheets further, clockwise."""
        self.quarters = (self.quarters + quarters) % 4
        self.resized.emit()

    @property
    def sizes(self) -> Sequence[QSizeF]:
        """The size of each sheet as turned."""
        if self.quarters % 2 == 0:
            return self._sheets.sizes
        return [size.transposed() for size in self._sheets.sizes]

    def spot(self, region: Region) -> SheetSpot | None:
        """Returns where a region lies on the turned sheet."""
        spot = self._sheets.spot(region)
        if spot is None:
            return None
        return self._as_turned(spot)

    def part(self, region: Region, start: int, end: int) -> SheetSpot | None:
        """Returns where a part of the text of a region lies on the turned sheet."""
        spot = self._sheets.part(region, start, end)
        return None if spot is None else self._as_turned(spot)

    def _as_turned(self, spot: SheetSpot) -> SheetSpot:
        box, slant = spot.box, self._sheets.slant(spot.sheet)
        if slant:
            box = _levelled(box, slant, self._sheets.sizes[spot.sheet])
        return SheetSpot(spot.sheet, self._quarters(spot.sheet).mapRect(box))

    def level(self, *, on: bool) -> None:
        """Shows the sheets level, or as they are."""
        self._sheets.level(on=on)

    def prepare(self, wanted: Sequence[int], scale: float) -> None:
        """Makes ready to paint these sheets."""
        self._sheets.prepare(wanted, scale)

    def paint(self, painter: QPainter, sheet: int, scale: float, exposed: QRectF) -> None:
        """Paints a sheet, turned."""
        turning = self._map(sheet)
        if not turning.isIdentity():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            exposed = turning.inverted()[0].mapRect(exposed)
            # The shift is scaled as well; a turn is the same at every scale.
            painter.setTransform(
                QTransform(
                    turning.m11(), turning.m12(), turning.m21(), turning.m22(),
                    round(turning.dx() * scale), round(turning.dy() * scale),
                ),
                True,  # noqa: FBT003 - Qt's own signature
            )  # fmt: skip
        self._sheets.paint(painter, sheet, scale, exposed)

    def as_it_is(self, sheet: int, point: QPointF) -> QPointF:
        """Returns the point of the sheet under the turned one."""
        return self._sheets.as_it_is(sheet, self._map(sheet).inverted()[0].map(point))

    def text(self, sheet: int) -> TextLayer | None:
        """Returns the text of a sheet, as turned."""
        layer = self._sheets.text(sheet)
        turning = self._map(sheet)
        if layer is None or turning.isIdentity():
            return layer
        return _TurnedText(layer, turning)

    def close(self) -> None:
        """Gives up all work under way."""
        self._sheets.close()

    def _map(self, sheet: int) -> QTransform:
        """Returns the map from a sheet as it is to the sheet as turned, in points."""
        slant = self._sheets.slant(sheet)
        if not slant:
            return self._quarters(sheet)
        return _around_middle(self._sheets.sizes[sheet], -slant) * self._quarters(sheet)

    def _quarters(self, sheet: int) -> QTransform:
        size = self._sheets.sizes[sheet]
        width, height = size.width(), size.height()
        shift = {0: (0.0, 0.0), 1: (height, 0.0), 2: (width, height), 3: (0.0, width)}
        turning = QTransform()
        turning.translate(*shift[self.quarters])
        return turning.rotate(90 * self.quarters)


def _around_middle(size: QSizeF, degrees: float) -> QTransform:
    """Returns a turn around the middle of a sheet, clockwise."""
    turning = QTransform()
    turning.translate(size.width() / 2, size.height() / 2)
    turning.rotate(degrees)
    return turning.translate(-size.width() / 2, -size.height() / 2)


def _levelled(box: QRectF, slant: float, size: QSizeF) -> QRectF:
    """Returns the place of a cell on the level sheet.

    The box on the sheet as it leans is drawn around the leaning cell: of a cell w wide and h high,
    w cos + h sin wide and w sin + h cos high.
    """
    sine, cosine = abs(sin(radians(slant))), cos(radians(slant))
    spread = cosine * cosine - sine * sine
    width = (box.width() * cosine - box.height() * sine) / spread
    height = (box.height() * cosine - box.width() * sine) / spread
    level = QRectF(0, 0, max(width, LEAST), max(height, LEAST))
    level.moveCenter(_around_middle(size, -slant).map(box.center()))
    return level


class _TurnedText(TextLayer):
    """The text of a turned sheet: points come in and places go out turned."""

    def __init__(self, layer: TextLayer, turning: QTransform) -> None:
        super().__init__()
        self._layer = layer
        self._turning = turning

    @property
    def last(self) -> At | None:
        return self._layer.last

    def at(self, point: QPointF, *, exactly: bool = False) -> At | None:
        back, _ = self._turning.inverted()
        return self._layer.at(back.map(point), exactly=exactly)

    def find(self, words: str, within: QRectF) -> tuple[At, At] | None:
        back, _ = self._turning.inverted()
        return self._layer.find(words, back.mapRect(within))

    def between(self, start: At, end: At) -> tuple[list[QRectF], str]:
        frames, text = self._layer.between(start, end)
        return [self._turning.mapRect(frame) for frame in frames], text
