"""Parts cells that are one only because a piece of a wall between them is missing."""

from __future__ import annotations

from itertools import pairwise, product

import cv2
import numpy as np

from ...geometry import Box, Level
from ...grids.lattice import Lattice, LatticeCell
from .foreground import Foreground

_INK = 185
"""Brightness, of 255: what is darker in a cell is print."""

_JOINED = 4.0
"""Greatest gap, in points, between characters of one figure."""

_CROSSING = 1.0
"""Points that print may reach over where a wall would be."""


def parts_of(
    lattice: Lattice, cell: LatticeCell, foreground: Foreground, unit: float
) -> list[LatticeCell]:
    """Returns the cells that a merged cell falls into by the walls beside it; none where its print
    crosses them or lies in one of them alone.

    Args:
        lattice: The table.
        cell: One of its cells.
        foreground: The print of the cell.
        unit: Pixels to a point.
    """
    if cell.row_span == cell.column_span == 1 or not foreground.lines:
        return []
    columns, rows = _walls_beside(lattice, cell)
    across = _spans(cell.column, cell.column_span, columns)
    down = _spans(cell.row, cell.row_span, rows)
    if len(across) == len(down) == 1:
        return []
    parts = [
        LatticeCell(row, column, row_span, column_span)
        for (row, row_span), (column, column_span) in product(down, across)
    ]
    x0, top, *_ = lattice.cell_box(cell)
    homes: set[LatticeCell] = set()
    for box in _figures(foreground, unit):
        place = box.moved(x0, top)
        home = next((p for p in parts if lattice.cell_box(p).holds(place, _CROSSING)), None)
        if home is None:
            return []
        homes.add(home)
    return parts if len(homes) > 1 else []


def _spans(start: int, span: int, walls: set[int]) -> list[tuple[int, int]]:
    """Returns where each part between walls starts, and how many places it spans."""
    inner = sorted(wall for wall in walls if start < wall < start + span)
    return [(a, b - a) for a, b in pairwise((start, *inner, start + span))]


def _walls_beside(lattice: Lattice, cell: LatticeCell) -> tuple[set[int], set[int]]:
    """Returns the lines on which a wall ends at a cell from above or below, and from beside."""
    above, below = cell.row, cell.row + cell.row_span
    left, right = cell.column, cell.column + cell.column_span
    columns: set[int] = set()
    rows: set[int] = set()
    for other in lattice.cells:
        if above == other.row + other.row_span or below == other.row:
            columns |= {other.column, other.column + other.column_span}
        if left == other.column + other.column_span or right == other.column:
            rows |= {other.row, other.row + other.row_span}
    return columns, rows


def _figures(foreground: Foreground, unit: float) -> list[Box[Level]]:
    """Returns the boxes of what is printed close together, in points from the cell's corner."""
    gap = max(1, round(_JOINED * unit)) | 1
    mask = np.asarray(foreground.picture < _INK, np.uint8)
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    return [
        Box(x / unit, y / unit, (x + wide) / unit, (y + tall) / unit)
        for x, y, wide, tall, _ in stats[1:].tolist()
    ]
