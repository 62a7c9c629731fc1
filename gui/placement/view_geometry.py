"""Where the lines of a placement lie in the view of the source, and what a point of it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from ...core.documents.geometry import Box, Level
from ...core.extraction.structure.constraints import COLUMN
from ...core.extraction.structure.placement import PlacedLine, PlacedTable
from ...core.extraction.structure.placement import Spot as SheetSpot
from ..source.canvas import Canvas

if TYPE_CHECKING:
    from ...core.extraction.structure.surface import Surface


@dataclass(frozen=True)
class ShownLine:
    """A column or row in the view.

    Attributes:
        place: In logical pixels of the viewport.
    """

    line: PlacedLine
    place: QRectF


@dataclass(frozen=True)
class ShownEdge:
    """A boundary between two columns, or rows, or at the end of one.

    Attributes:
        at: In points of its sheet.
        place: The line in the viewport, as a box without width, or without height.
    """

    axis: str
    sheet: int
    at: float
    place: QRectF


class PlacementGeometry:
    """Turns places of a surface into places of the view, and back."""

    def __init__(self, surface: Surface, canvas: Canvas) -> None:
        self._surface, self._canvas = surface, canvas

    def place(self, sheet: int, box: Box[Level]) -> QRectF | None:
        """Returns where a part of a sheet lies in the viewport; None where it is not shown."""
        found: QRectF | None = None
        for region in self._surface.regions(sheet, box):
            place = self._canvas.place_of_region(region)
            if place is not None:
                found = place if found is None else found.united(place)
        return found

    def lines(self, placed: PlacedTable) -> list[ShownLine]:
        """Returns the columns and rows of a table that have a place in the view."""
        shown = ((line, self.place(line.sheet, line.box)) for line in placed.lines)
        return [ShownLine(line, place) for line, place in shown if place is not None]

    def edges(self, shown: list[ShownLine]) -> list[ShownEdge]:
        """Returns the boundaries of lines, each once."""
        found: dict[tuple[str, int, float], ShownEdge] = {}
        for one in shown:
            line, place = one.line, one.place
            start, end = line.span
            if line.axis == COLUMN:
                ends = [(start, place.left()), (end, place.right())]
                boxes = [QRectF(x, place.top(), 0, place.height()) for _, x in ends]
            else:
                ends = [(start, place.top()), (end, place.bottom())]
                boxes = [QRectF(place.left(), y, place.width(), 0) for _, y in ends]
            for (at, _), box in zip(ends, boxes, strict=True):
                key = (line.axis, line.sheet, round(at, 1))
                known = found.get(key)
                place_ = box if known is None else known.place.united(box)
                found[key] = ShownEdge(line.axis, line.sheet, at, place_)
        return list(found.values())

    def spot(self, position: QPointF, prefer: int = -1) -> SheetSpot | None:
        """Returns the point of a sheet at a point of the viewport, of one sheet if it may be."""
        at = self._canvas.point_as_it_is(position)
        if at is None:
            return None
        if self._surface.is_paged:
            return self._surface.spot(at[0], at[1].x(), at[1].y(), prefer)
        best: tuple[float, SheetSpot] | None = None
        for sheet, pieces in enumerate(self._surface.pieces):
            for piece in pieces:
                place = self._canvas.place_of_region(piece.region)
                if place is None or place.isEmpty():
                    continue
                away = _distance(place, position)
                if best is not None and away >= best[0]:
                    continue
                across = (position.x() - place.left()) / place.width()
                down = (position.y() - place.top()) / place.height()
                box = piece.box
                spot = SheetSpot(
                    sheet,
                    box.x0 + min(max(across, 0.0), 1.0) * box.width,
                    box.top + min(max(down, 0.0), 1.0) * box.height,
                )
                best = (away, spot)
        return best[1] if best is not None else None

    def page_area(self, place: QRectF) -> tuple[int, tuple[float, float, float, float]] | None:
        """Returns the page that a part of the viewport lies on, and the part of it as displayed."""
        one = self._canvas.point_as_it_is(place.topLeft())
        other = self._canvas.point_as_it_is(place.bottomRight())
        if not self._surface.is_paged or one is None or other is None or one[0] != other[0]:
            return None
        xs, ys = sorted((one[1].x(), other[1].x())), sorted((one[1].y(), other[1].y()))
        return one[0], (xs[0], ys[0], xs[1], ys[1])

    def area(self, place: QRectF) -> tuple[int, tuple[float, float, float, float]] | None:
        """Returns the sheet that a part of the viewport lies on, and the part of it."""
        one, other = self.spot(place.topLeft()), self.spot(place.bottomRight())
        if one is None or other is None or one.sheet != other.sheet:
            middle = self.spot(place.center())
            if middle is None or one is None or other is None:
                return None
            one = one if one.sheet == middle.sheet else middle
            other = other if other.sheet == middle.sheet else middle
        xs, ys = sorted((one.x, other.x)), sorted((one.y, other.y))
        return one.sheet, (xs[0], ys[0], xs[1], ys[1])


def _distance(place: QRectF, point: QPointF) -> float:
    across = max(place.left() - point.x(), 0.0, point.x() - place.right())
    down = max(place.top() - point.y(), 0.0, point.y() - place.bottom())
    return float((across * across + down * down) ** 0.5)
