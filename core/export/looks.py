"""How the workbook looks: fonts, fills, borders, marks, and the print set-up of a sheet."""

from __future__ import annotations

from openpyxl.cell.cell import Cell
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from .marks import Mark

FONT = "SimSun"
SIZE = 10
HEAD_FILL = PatternFill("solid", fgColor="EEF1F5")
THIN = Side(style="thin", color="444444")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def font(*, bold: bool = False, color: str = "000000", size: int = SIZE) -> Font:
    """Returns the workbook's font."""
    return Font(name=FONT, size=size, bold=bold, color=color)


def show_marks(cell: Cell, marks: tuple[Mark, ...]) -> None:
    """Gives a cell the look of its marks, the weightiest first.

    The symbols stand in the number format, so a figure stays a number.
    """
    first = marks[0]
    symbols = "".join(mark.symbol for mark in marks)
    cell.number_format = f'General" {symbols}";-General" {symbols}";0" {symbols}";@" {symbols}"'
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
