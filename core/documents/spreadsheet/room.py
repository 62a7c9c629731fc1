"""Whether a sheet's cell has room for what it shows: numbers without give way to ####."""

from __future__ import annotations

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_USUAL_WIDTH = 9.14
"""Characters: of a column for which neither it nor its sheet names a width."""

_USUAL_SIZE = 11.0
"""Points: what Excel takes where a workbook names no size."""

_LEAST_HEIGHT = 0.6
"""Font sizes: a lower row cuts its digits."""

_INDENT = 1.3
"""Characters to a step of an indent."""

_WIDE = frozenset("0123456789+%¥$０１２３４５６７８９")


def has_room(sheet: Worksheet, cell: SheetCell, text: str, columns: int) -> bool:
    """Returns whether a figure is shown whole, and once.

    Args:
        sheet: That the cell is in.
        cell: Of the figure.
        text: The figure as its format shows it.
        columns: How many columns the cell takes.
    """
    alignment = cell.alignment
    if alignment.horizontal == "fill":
        return False
    size = float(cell.font.sz or _USUAL_SIZE)
    height = sheet.row_dimensions[cell.row].height if cell.row in sheet.row_dimensions else None
    if height is not None and float(height) < _LEAST_HEIGHT * size:
        return False
    is_text = isinstance(cell.value, str)
    if alignment.shrink_to_fit or (is_text and alignment.wrap_text):
        return True
    if alignment.text_rotation:
        return True
    widths = [_width(sheet, cell.column + at) for at in range(columns)]
    longest = max(map(_length, text.split("\n")), default=0.0)
    return longest * size / _size_of(sheet) + _INDENT * float(alignment.indent or 0) <= sum(widths)


def _length(text: str) -> float:
    """Returns the length of a text in digits, no more than it takes."""
    return sum(1.0 if character in _WIDE else 0.4 for character in text)


def _size_of(sheet: Worksheet) -> float:
    """Returns the font size by which the workbook counts its columns."""
    fonts = getattr(sheet.parent, "_fonts", ())
    return float(fonts[0].sz or _USUAL_SIZE) if fonts else _USUAL_SIZE


def _width(sheet: Worksheet, column: int) -> float:
    named = sheet.column_dimensions
    letter = get_column_letter(column)
    for dimension in (named[letter],) if letter in named else named.values():
        first, last = dimension.min or 0, dimension.max or 0
        if dimension.customWidth and (letter in named or first <= column <= last):
            return float(dimension.width)
    usual = sheet.sheet_format.defaultColWidth
    return float(usual) if usual else _USUAL_WIDTH
