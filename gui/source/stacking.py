"""Where each sheet lies when they are stacked: one column, centred, with gaps."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF

from .paper.sheets import SheetSpot

GAP = 14
"""Logical pixels around every sheet."""


class Stack:
    """The sheets of a document at one scale, in logical pixels from the top left of the stack.

    Sheets begin at whole pixels, so that pictures of pages are shown pixel by pixel.
    """

    def __init__(self, sizes: Sequence[QSizeF], scale: float, view_width: int) -> None:
        self.scale = scale
        widest = max((math.ceil(size.width() * scale) for size in sizes), default=0)
        width = max(view_width, widest + 2 * GAP)
        self._rects: list[QRect] = []
        self._tops: list[int] = []
        top = GAP
        for size in sizes:
            across, down = math.ceil(size.width() * scale), math.ceil(size.height() * scale)
            self._rects.append(QRect((width - across) // 2, top, across, down))
            self._tops.append(top)
            top += down + GAP
        self.size = QSize(width, top if sizes else 0)

    def rect(self, sheet: int) -> QRect:
        """Returns where a sheet lies."""
        return self._rects[sheet]

    def shown(self, top: int, bottom: int) -> range:
        """Returns the indexes of the sheets that lie between two heights, at least in part."""
        first = max(0, bisect_right(self._tops, top) - 1)
        if first < len(self._rects) and self._rects[first].bottom() < top:
            first += 1
        return range(first, max(first, bisect_right(self._tops, bottom)))

    def place(self, spot: SheetSpot) -> QRectF:
        """Returns where a spot of a sheet lies."""
        origin = QPointF(self._rects[spot.sheet].topLeft())
        return QRectF(origin + spot.box.topLeft() * self.scale, spot.box.size() * self.scale)

    def point(self, position: QPointF) -> tuple[int, QPointF] | None:
        """Returns the sheet at a height, or the nearest one above, and the point on it in points.

        The point may lie beside the sheet. None where there is no sheet.
        """
        if not self._rects:
            return None
        sheet = max(0, bisect_right(self._tops, int(position.y())) - 1)
        return sheet, (position - QPointF(self._rects[sheet].topLeft())) / self.scale

    def position(self, sheet: int, point: QPointF) -> QPointF:
        """Returns where a point of a sheet lies."""
        return QPointF(self._rects[sheet].topLeft()) + point * self.scale
