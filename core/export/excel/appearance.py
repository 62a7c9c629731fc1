"""How the workbook looks: fonts, fills, borders, heights, and the print set-up of a sheet."""

from __future__ import annotations

import math
import re
import unicodedata
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ...bilingual import ZH, Bilingual

FONT = "SimSun"
SIZE = 10
"""Points."""

LINE_HEIGHT = 14.0
"""Points, of a line of text in that size."""

MAX_HEIGHT = 409.0
"""Points; Excel has no higher row."""

AIR = 1.05
"""Type that is a little wider than counted still has its lines."""

PAGE_OF = Bilingual("&A　第 &P 页，共 &N 页", "&A　page &P of &N")
"""The footer of a printed page, in Excel's codes."""

MOST_HEADER = 100
"""Characters of the header; Excel refuses a file with more than 255, codes and all."""

INK = "000000"
LINK_COLOR = "0B57D0"
TIME_FORMAT = "yyyy-mm-dd hh:mm:ss"
HEAD_FILL = "EEF1F5"
THIN = Side(style="thin", color="444444")
DOTS = Side(style="dotted", color="5F6368")
_BORDERS = {
    "": Border(),
    "frame": Border(left=THIN, right=THIN, top=THIN, bottom=THIN),
    "bottom": Border(bottom=THIN),
    "dotted": Border(left=DOTS, right=DOTS, top=DOTS, bottom=DOTS),
}


@dataclass(frozen=True, slots=True)
class CellAppearance:
    """How a cell looks, and whether sheet protection keeps it from being changed.

    Attributes:
        color, fill: RGB; no fill where empty.
        border: "" for none, "frame", "bottom" or "dotted".
        horizontal: Of the text in its cell; empty for numbers right and text left.
    """

    bold: bool = False
    underlined: bool = False
    size: int = SIZE
    color: str = INK
    fill: str = ""
    border: str = ""
    horizontal: str = ""
    vertical: str = "center"
    number_format: str = "General"
    locked: bool = True


class Painter:
    """Gives cells of one workbook their looks; a look is made once and shared after that."""

    def __init__(self) -> None:
        self._styles: dict[CellAppearance, StyleArray] = {}

    def paint(self, cell: Cell, look: CellAppearance) -> None:
        """Gives a cell a look, and takes every other one from it."""
        style = self._styles.get(look)
        if style is not None:
            cell._style = style.__copy__()  # type: ignore[attr-defined]
            return
        cell.font = _font(look.bold, look.underlined, look.size, look.color)
        cell.fill = PatternFill("solid", fgColor=look.fill) if look.fill else PatternFill()
        cell.border = _BORDERS[look.border]
        cell.alignment = Alignment(look.horizontal or None, look.vertical, wrap_text=True)
        cell.number_format = look.number_format
        cell.protection = Protection(locked=look.locked)
        self._styles[look] = copy(cell._style)  # type: ignore[attr-defined]


_UNBROKEN = re.compile(r"[!-~]+|[^!-~]")
"""A word of ASCII stays on one line; between other characters there may be a break."""


@lru_cache(maxsize=64)
def _font(bold: bool, underlined: bool, size: int, color: str) -> Font:
    underline: Literal["single"] | None = "single" if underlined else None
    return Font(name=FONT, size=size, bold=bold, underline=underline, color=color)


@lru_cache(maxsize=5000)
def height_of(text: str, width: float) -> float:
    """Returns the points that a text needs in a column that is so many characters wide.

    Excel fits no merged cell by itself, and a row not at all before it is touched.
    """
    lines = sum(_lines(line, width - 1 or 1) for line in text.split("\n"))
    return min(lines * LINE_HEIGHT + 4, MAX_HEIGHT)


def _lines(text: str, room: float) -> int:
    """Returns the lines of a text that is broken between words and between Chinese characters."""
    lines, used = 1, 0.0
    for piece in _UNBROKEN.findall(text):
        wide = AIR * sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in piece)
        if used and used + wide > room:
            lines, used = lines + 1, 0.0
        beyond = max(0, math.ceil((used + wide) / room) - 1)
        lines, used = lines + beyond, used + wide - beyond * room
    return lines


def with_symbols(symbols: str) -> str:
    """Returns the number format that shows symbols behind a figure, which stays a number."""
    if not symbols:
        return "General"
    return f'General" {symbols}";-General" {symbols}";0" {symbols}";@" {symbols}"'


def set_up_print(
    sheet: Worksheet,
    *,
    landscape: bool,
    repeated_rows: int = 0,
    one_page: bool = False,
    language: str = ZH,
) -> None:
    """Sets a sheet to A4, as wide as the paper, its first rows repeated on every page."""
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, int(one_page)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.75
    sheet.print_options.horizontalCentered = True
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        center=_HeaderFooterPart(text=PAGE_OF.in_language(language))
    )
    if repeated_rows:
        sheet.print_title_rows = f"1:{repeated_rows}"


def put_header(sheet: Worksheet, title: str) -> None:
    """Heads every printed page of a sheet with a title, in which no code of Excel's is obeyed."""
    text = title[:MOST_HEADER].replace("&", "&&")
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(right=_HeaderFooterPart(text=text))


def protect(sheet: Worksheet) -> None:
    """Protects a sheet without a password; filters, sorting and sizes stay free."""
    protection = sheet.protection
    protection.sheet = True
    protection.autoFilter = protection.sort = False
    protection.formatColumns = protection.formatRows = False
