"""How the workbook looks: fonts, fills, borders, marks, and the print set-up of a sheet."""

from __future__ import annotations

import math
import unicodedata

from openpyxl.cell.cell import Cell
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from .marks import Mark

FONT = "SimSun"
SIZE = 10
LINE_HEIGHT = 15.0
MAX_HEIGHT = 409.0
"""Points; Excel has no higher row."""

AIR = 1.08
"""Type that is a little wider than counted still has its lines."""

HEAD_FILL = PatternFill("solid", fgColor="EEF1F5")
THIN = Side(style="thin", color="444444")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def font(*, bold: bool = False, color: str = "000000", size: int = SIZE) -> Font:
    """Returns the workbook's font."""
    return Font(name=FONT, size=size, bold=bold, color=color)


def height_of(text: str, width: float) -> float:
    """Returns the points that a text needs in a column that is so many characters wide.

    Excel fits no merged cell by itself, and a row not at all before it is touched.
    """
    lines = 0
    for line in text.split("\n"):
        wide = sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line)
        lines += max(1, math.ceil(wide * AIR / (width - 1 or 1)))
    return min(lines * LINE_HEIGHT + 2, MAX_HEIGHT)


def show_marks(cell: Cell, marks: tuple[Mark, ...]) -> None:
    """Gives a cell the look of its marks, the weightiest first.

    The symbols stand in the number format, so a figure stays a number.
    """
    first = marks[0]
    if symbols := "".join(mark.symbol for mark in marks):
        shown = f'General" {symbols}"'
        cell.number_format = f'{shown};-{shown};0" {symbols}";@" {symbols}"'
        cell.font = font(bold=True, color=first.color)
    if first.fill:
        cell.fill = PatternFill("solid", fgColor=first.fill)
    if first.line:
        side = Side(style=first.line, color=first.color)
        cell.border = Border(left=side, right=side, top=side, bottom=side)


def set_up_print(sheet: Worksheet, *, landscape: bool, repeated_rows: int = 0) -> None:
    """Sets a sheet to A4, as wide as the paper, its first rows repeated on every page."""
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.print_options.horizontalCentered = True
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        center=_HeaderFooterPart(text="第 &P 页，共 &N 页")
    )
    if repeated_rows:
        sheet.print_title_rows = f"1:{repeated_rows}"
