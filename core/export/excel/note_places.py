"""Lays the notes of a sheet beside their cells; openpyxl lays all of them at its top."""

from __future__ import annotations

import re
from collections.abc import Callable

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

DEFAULT_HEIGHT, DEFAULT_WIDTH = 15.0, 8.43
"""Points of a row, characters of a column that have no size of their own."""

_GAP = 12
"""Pixels between a cell and its note."""

_SHAPE = re.compile(
    rb"width:(?P<width>[0-9]+)px;height:(?P<height>[0-9]+)px;"
    rb"(?P<before>(?:(?!height:).)*?)"
    rb"(?P<after><(?P<prefix>\w+):AutoFill>(?:(?!height:).)*?:Row>(?P<row>[0-9]+)</[^>]*>"
    rb"<[^>]*:Column>(?P<column>[0-9]+)</)",
    re.S,
)


def place_notes(drawing: bytes, sheet: Worksheet) -> bytes:
    """Returns the drawing of a sheet's notes (VML), each to the right of its cell.

    A place is told by rows and columns, which no program's type moves.
    """

    def width(column: int) -> float:
        dimension = sheet.column_dimensions[get_column_letter(column + 1)]
        return 0.0 if dimension.hidden else (dimension.width or DEFAULT_WIDTH) * 7 + 5

    def height(row: int) -> float:
        return (sheet.row_dimensions[row + 1].height or DEFAULT_HEIGHT) * 4 / 3

    def placed(shape: re.Match[bytes]) -> bytes:
        left, top = int(shape["column"]) + 1, int(shape["row"])
        right = _reached(left, int(shape["width"]), width)
        bottom = _reached(top, int(shape["height"]), height)
        return b"width:%bpx;height:%bpx;%b<%b:Anchor>%d, %d, %d, 2, %d, 0, %d, 0</%b:Anchor>%b" % (
            shape["width"],
            shape["height"],
            shape["before"],
            shape["prefix"],
            left,
            _GAP,
            top,
            right,
            bottom,
            shape["prefix"],
            shape["after"],
        )

    return _SHAPE.sub(placed, drawing)


def _reached(first: int, pixels: int, size: Callable[[int], float]) -> int:
    """Returns the row or column, from 0, before which so many pixels are filled."""
    left = float(pixels)
    while left > 0:
        left -= size(first)
        first += 1
    return first
