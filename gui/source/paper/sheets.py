"""What the source view draws on: sheets of paper, each with a size, and places on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal
from PySide6.QtGui import QPainter

from ....core.documents.document import Region
from .text_layer import TextLayer


@dataclass(frozen=True, slots=True)
class SheetSpot:
    """A place on a sheet: its index from 0 and a box in points, origin top left of the sheet."""

    sheet: int
    box: QRectF


class Sheets(QObject):
    """The sheets of one document. A sheet's coordinates are points, origin top left.

    Signals:
        resized(): Sheets came, or changed their size; places may have been found.
        redrawn(int): A sheet looks better than when it was last painted.
        text_read(int): The text of a sheet is known now.
    """

    resized = Signal()
    redrawn = Signal(int)
    text_read = Signal(int)

    @property
    def sizes(self) -> Sequence[QSizeF]:
        """The size of each sheet in points."""
        raise NotImplementedError

    def spot(self, region: Region) -> SheetSpot | None:
        """Returns where a region lies, or None where that is not known (yet)."""
        raise NotImplementedError

    def part(self, region: Region, start: int, end: int) -> SheetSpot | None:
        """Returns where some characters of the text of a region lie; None where not known."""
        del region, start, end
        return None

    def prepare(self, wanted: Sequence[int], scale: float) -> None:
        """Makes ready to paint these sheets, the most wanted first, and no other.

        Args:
            wanted: Indexes of sheets.
            scale: Device pixels a point.
        """
        raise NotImplementedError

    def paint(self, painter: QPainter, sheet: int, scale: float, exposed: QRectF) -> None:
        """Paints a sheet at once, as well as is possible now.

        Args:
            painter: In logical pixels, its origin at the top left of the sheet.
            sheet: Index of the sheet.
            scale: Logical pixels a point.
            exposed: The part that is seen, in points.
        """
        raise NotImplementedError

    def as_it_is(self, sheet: int, point: QPointF) -> QPointF:
        """Returns the point of a sheet, were it not turned, at a point of it as it is shown."""
        del sheet
        return point

    def text(self, sheet: int) -> TextLayer | None:
        """Returns the text of a sheet; None where it has none, or where it is not known yet."""
        return None

    def slant(self, sheet: int) -> float:
        """Returns by how many degrees clockwise a sheet leans and is to be shown level."""
        return 0.0

    def level(self, *, on: bool) -> None:
        """Finds out how far each sheet leans, to be shown level, or forgets it."""

    def close(self) -> None:
        """Gives up all work under way."""


class NoSheets(Sheets):
    """The sheets of no document."""

    @property
    def sizes(self) -> Sequence[QSizeF]:
        """None."""
        return ()

    def spot(self, region: Region) -> SheetSpot | None:
        """Returns None."""
        return None

    def prepare(self, wanted: Sequence[int], scale: float) -> None:
        """Does nothing."""

    def paint(self, painter: QPainter, sheet: int, scale: float, exposed: QRectF) -> None:
        """Does nothing."""


def scaled(box: QRectF, factor: float) -> QRectF:
    """Returns a place in points at a scale, or one at a scale in points."""
    return QRectF(box.topLeft() * factor, box.size() * factor)
