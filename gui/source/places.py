"""The places of cells on the sheets, found by cell, by sheet and by a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF

from ...core.documents.document import Region
from .paper.sheets import Sheets, SheetSpot


class Places:
    """Where cells stand: regions as read, and spots as far as the sheets know them.

    Args:
        regions: By cell.
        parts: Which characters of the text of its region a cell is, where it is not all of it.
    """

    def __init__(
        self,
        regions: Mapping[str, Region] | None = None,
        parts: Mapping[str, tuple[int, int]] | None = None,
    ) -> None:
        self._regions = dict(regions or {})
        self._parts = dict(parts or {})
        self._sheets: Sheets | None = None
        self._spots: dict[str, SheetSpot | None] = {}
        self._by_sheet: dict[int, list[tuple[str, SheetSpot]]] | None = None
        self._row_heights: dict[int, float] = {}

    def find(self, sheets: Sheets) -> None:
        """Looks the spots up anew on some sheets, each when it is asked for."""
        self._sheets = sheets
        self._spots, self._by_sheet, self._row_heights = {}, None, {}

    def region(self, cell: str | None) -> Region | None:
        """Returns the region of a cell, or None."""
        return None if cell is None else self._regions.get(cell)

    def spot(self, cell: str | None) -> SheetSpot | None:
        """Returns the spot of a cell, or None."""
        region = self.region(cell)
        if cell is None or region is None or self._sheets is None:
            return None
        if cell not in self._spots:
            part = self._parts.get(cell)
            spot = self._sheets.part(region, *part) if part is not None else None
            self._spots[cell] = spot or self._sheets.spot(region)
        return self._spots[cell]

    def on(self, sheet: int) -> Sequence[tuple[str, SheetSpot]]:
        """Returns the cells of a sheet with their spots."""
        if self._by_sheet is None:
            self._by_sheet = {}
            for cell in self._regions:
                spot = self.spot(cell)
                if spot is not None:
                    self._by_sheet.setdefault(spot.sheet, []).append((cell, spot))
        return self._by_sheet.get(sheet, ())

    def row_height(self, sheet: int) -> float:
        """Returns how high a low row of a sheet is, in points.

        One row in ten may be lower: places that were read wrongly are.
        """
        if sheet not in self._row_heights:
            heights = sorted(spot.box.height() for _, spot in self.on(sheet))
            self._row_heights[sheet] = heights[len(heights) // 10] if heights else 0.0
        return self._row_heights[sheet]

    def nearest(self, sheet: int, point: QPointF, tolerance: float) -> str | None:
        """Returns the cell at a point of a sheet, or the nearest one within so many points.

        Of several places around a point the smallest is meant.
        """
        best: tuple[float, float, str] | None = None
        for cell, spot in self.on(sheet):
            away = _distance(spot.box, point)
            found = (away, spot.box.width() * spot.box.height(), cell)
            if away <= tolerance and (best is None or found < best):
                best = found
        return best[2] if best else None


def _distance(box: QRectF, point: QPointF) -> float:
    across = max(box.left() - point.x(), 0.0, point.x() - box.right())
    down = max(box.top() - point.y(), 0.0, point.y() - box.bottom())
    return float((across * across + down * down) ** 0.5)
