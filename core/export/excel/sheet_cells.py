"""Fills cells of a worksheet so that a figure is a number and a text is never anything else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ...figures import Figure, Number, show
from .appearance import CellAppearance, Painter

Value = str | Number | Figure | None
Cached = dict[str, dict[str, str | Number]]
"""Results of formulas, by sheet and place, for programs that show a file without calculating."""

MAX_TEXT = 32_000
"""Excel holds 32,767 characters in a cell and refuses the file above that."""

MAX_DIGITS = 15
"""Excel keeps a number as a binary double: digits beyond these would be changed."""

FIRST_YEAR = 1901
"""Excel counts days from 1900, and miscounts in that year."""

_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"}
_IMPOSSIBLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class SheetWriter:
    """Writes the cells of one sheet; rows and columns count from 1."""

    def __init__(self, sheet: Worksheet, painter: Painter, cached: Cached) -> None:
        self.sheet = sheet
        self._painter = painter
        self._cached = cached.setdefault(sheet.title, {})

    def put(self, row: int, column: int, value: Value, look: CellAppearance) -> Cell:
        """Puts a figure, a number or a text into a cell; no text is ever a formula."""
        cell = self._at(row, column, look)
        if isinstance(value, Figure):
            put_figure(cell, value)
        elif isinstance(value, str):
            put_text(cell, value)
        else:
            put_number(cell, value)
        return cell

    def put_formula(
        self, row: int, column: int, formula: str, result: str | Number, look: CellAppearance
    ) -> Cell:
        """Puts a formula of our own making, without its ``=``, and what it gives for now."""
        cell = self._at(row, column, look)
        cell.value = f"={formula}"
        self._cached[cell.coordinate] = result
        return cell

    def put_link(self, row: int, column: int, text: str, target: str, look: CellAppearance) -> Cell:
        """Puts a text that leads to a place of the workbook, such as '表三'!$D$6."""
        cell = self.put(row, column, text, look)
        if cell.value is not None:
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target.replace("$", ""))
        return cell

    def put_moment(self, row: int, column: int, at: datetime, look: CellAppearance) -> Cell:
        """Puts a date and a time of day that a sheet can sort and subtract.

        Args:
            row: From 1.
            column: From 1.
            at: Without a zone; one before 1900, which Excel has no number for, becomes text.
            look: With the format of a time.
        """
        cell = self._at(row, column, look)
        if at.year < FIRST_YEAR:
            put_text(cell, at.isoformat(sep=" ", timespec="seconds"))
        else:
            cell.value = at.replace(microsecond=0)
        return cell

    def merge(self, row: int, column: int, rows: int, columns: int, look: CellAppearance) -> None:
        """Merges an area; every place of it gets the look, or its edges would have no border.

        ``Worksheet.merge_cells`` makes a border for each place anew, at a third of all the time.
        """
        if rows == columns == 1:
            return
        covered = replace(look, locked=True)
        for at in range(row, row + rows):
            for beside in range(column, column + columns):
                if (at, beside) != (row, column):
                    self._at(at, beside, covered)
        area = CellRange(None, column, row, column + columns - 1, row + rows - 1)
        self.sheet.merged_cells.add(area)

    def _at(self, row: int, column: int, look: CellAppearance) -> Cell:
        cell = cell_at(self.sheet, row, column)
        self._painter.paint(cell, look)
        return cell


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Returns a cell that is not covered by a merged one; rows and columns count from 1."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def plain_text(text: str) -> str:
    """Returns text that XML and Excel can hold, with what they cannot made visible.

    Control characters become their pictures (␀, ␛, ␍); what Excel would take as an escape
    (``_x0041_``) is escaped itself; a text too long for a cell ends in an ellipsis.
    """
    text = text.replace("\r\n", "\n").translate(_CONTROLS)
    text = _IMPOSSIBLE.sub("\ufffd", text)
    text = _ESCAPE.sub("_x005F_", text)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"


def put_text(cell: Cell, text: str) -> None:
    """Puts text from anywhere into a cell: never a formula, an error value, a number or a link.

    The quote prefix keeps it text when somebody edits the cell in Excel.
    """
    if not text:
        return
    cell.value = plain_text(text)
    cell.data_type = "s"
    cell.quotePrefix = True


def put_number(cell: Cell, value: Number | None) -> None:
    """Puts a number into a cell, as text where Excel would change its digits."""
    if value is None:
        return
    if fits(value):
        cell.value = value
    else:
        put_text(cell, show(value))


def put_figure(cell: Cell, figure: Figure) -> None:
    """Puts a figure into a cell: a number as a number, a blank as nothing, else its text."""
    if figure.value is not None:
        put_number(cell, figure.value)
    else:
        put_text(cell, figure.text)


def value_of(figure: Figure) -> str | Number:
    """Returns what a cell holds with a figure in it: its number, or else its text."""
    return figure.text if figure.value is None else figure.value


def fits(value: Number) -> bool:
    """Returns whether Excel keeps every digit of a number."""
    if isinstance(value, int) and abs(value) < 10**MAX_DIGITS:
        return True
    return len(Decimal(value).normalize().as_tuple().digits) <= MAX_DIGITS


def put_note(cell: Cell, text: str) -> None:
    """Attaches a note, large enough to be read without resizing."""
    text = plain_text(text)
    rows = sum(1 + len(line) // 28 for line in text.split("\n"))
    cell.comment = Comment(text, "Gouji", height=30 + 18 * rows, width=400)
