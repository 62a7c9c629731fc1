"""Draws reports as workbooks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

import PIL.Image
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from openpyxl.styles import Color
from openpyxl.worksheet.worksheet import Worksheet

from gouji.core.layout import FIGURE

from .report import FormTable, Part, PlainTable


@dataclass(frozen=True)
class BookStyle:
    """How a workbook is laid out.

    Attributes:
        sheets: A sheet for each table; else everything on one.
        merged: Labels and heads are merged.
        numbers: "number", "text" or "mixed": what the cells of figures hold.
        down, across: Empty rows and columns before everything.
        hidden: Hidden rows of old figures stand among those of table 3.
        beside: "" or what stands beside some figures: "hidden" digits, or "notes".
        scaled: Amounts are stored in 元 and shown in 万元 by their format.
        drawn: Some figures are pictures, or formulas that were never calculated.
        mirrored: The sheet is shown from right to left.
    """

    sheets: bool = False
    merged: bool = True
    numbers: str = "number"
    down: int = 0
    across: int = 0
    hidden: bool = False
    beside: str = ""
    scaled: bool = False
    drawn: bool = False
    mirrored: bool = False


def draw_book(parts: Sequence[Part], style: BookStyle, random: Random) -> bytes:
    """Returns the bytes of an XLSX."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    row = 1 + style.down
    started = False
    for part in parts:
        if isinstance(part, FormTable):
            row = _form_table(sheet, part, row, style, random)
        elif isinstance(part, PlainTable):
            for texts in part.rows:
                for column, text in enumerate(texts, 1 + style.across):
                    sheet.cell(row, column, text)
                row += 1
        else:
            if style.sheets and part.text[:2] in ("二、", "三、", "四、", "五、"):
                sheet, row = book.create_sheet(), 1 + style.down
            sheet.cell(row, 1 + style.across, part.text)
            row += 1
        started = True
    assert started
    if style.mirrored:
        for each in book.worksheets:
            _mirror(each)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _form_table(
    sheet: Worksheet, part: FormTable, top: int, style: BookStyle, random: Random
) -> int:
    """Fills in a table from row ``top`` on and returns the row below it."""
    skipped = (
        {random.randrange(8, part.layout.rows)} if style.hidden and part.table.id == "t3" else set()
    )
    rows = [
        top + row + sum(1 for at in skipped if at <= row) for row in range(part.layout.rows + 1)
    ]
    for at in skipped:
        hidden = rows[at] - 1
        sheet.row_dimensions[hidden].hidden = True
        for column in range(4, part.layout.columns + 1):
            sheet.cell(hidden, column + style.across, random.randint(1, 99))
    for place in part.layout.places:
        row, column = rows[place.row], place.column + 1 + style.across
        end_row = rows[place.row + place.row_span - 1]
        if place.kind == FIGURE:
            _write(sheet.cell(row, column), part.texts[place.cell], style, random)
        else:
            sheet.cell(row, column, place.text)
        if style.merged and (place.row_span > 1 or place.column_span > 1):
            sheet.merge_cells(
                start_row=row,
                start_column=column,
                end_row=end_row,
                end_column=column + place.column_span - 1,
            )
    return rows[-1] + 1


def _write(cell: Cell, text: str, style: BookStyle, random: Random) -> None:
    """Writes a figure into a cell."""
    value = _value(text, style, random)
    cell.value = value  # type: ignore[assignment]
    amount = text.endswith("万元") and text[:-2].strip().replace(".", "").isascii()
    if style.scaled and amount:
        cell.value = Decimal(text[:-2].strip()) * 10000
        cell.number_format = '0!.0000"万元"'
    elif style.drawn and random.random() < 0.1:
        _draw(cell, random)
    elif style.beside and text[-1:].isdigit() and random.random() < 0.25:
        look = random.choice(HIDDEN if style.beside == "hidden" else NOTES)
        sign = str(random.randint(1, 9))
        cell.value = CellRichText(TextBlock(PLAIN, text), TextBlock(look, sign))


PLAIN = InlineFont(sz=11)
NOTES = (
    InlineFont(sz=11, vertAlign="superscript"), InlineFont(sz=11, vertAlign="subscript"),
    InlineFont(sz=5),
)  # fmt: skip
HIDDEN = (
    InlineFont(sz=11, color="FFFFFFFF"), InlineFont(sz=11, color=Color(theme=0)),
    InlineFont(sz=1), InlineFont(sz=11, strike=True),
)  # fmt: skip


def _draw(cell: Cell, random: Random) -> None:
    """Puts in a cell what is seen and is no text of the file."""
    if random.random() < 0.5:
        cell.value = f"={cell.coordinate}+1"
        return
    picture = io.BytesIO()
    PIL.Image.new("RGB", (20, 12)).save(picture, "PNG")
    cell.value = None
    cell.parent.add_image(Image(picture), cell.coordinate)


def _mirror(sheet: Worksheet) -> None:
    """Turns a sheet around, columns and merged areas, and shows it from right to left."""
    width = sheet.max_column
    values = [(cell.row, cell.column, cell.value) for row in sheet.iter_rows() for cell in row]
    areas = [(area.min_row, area.min_col, area.max_row, area.max_col)
             for area in sheet.merged_cells.ranges]  # fmt: skip
    for top, left, bottom, right in areas:
        sheet.unmerge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    firsts = {(top, left): right for top, left, _, right in areas}
    for row in sheet.iter_rows():
        for cell in row:
            cell.value = None
    for row, column, value in values:
        if value is not None:
            end = firsts.get((row, column), column)
            sheet.cell(row, width + 1 - end, value)
    for top, left, bottom, right in areas:
        sheet.merge_cells(
            start_row=top, start_column=width + 1 - right, end_row=bottom,
            end_column=width + 1 - left,
        )  # fmt: skip
    sheet.sheet_view.rightToLeft = True


def _value(text: str, style: BookStyle, random: Random) -> object:
    as_text = style.numbers == "text" or (style.numbers == "mixed" and random.random() < 0.5)
    if as_text or not text.isascii():
        return text or None
    try:
        return Decimal(text)
    except ArithmeticError:
        return text or None
