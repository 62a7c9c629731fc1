"""Draws reports as workbooks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from openpyxl import Workbook
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
    """

    sheets: bool = False
    merged: bool = True
    numbers: str = "number"
    down: int = 0
    across: int = 0
    hidden: bool = False


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
            sheet.cell(row, column, _value(part.texts[place.cell], style, random))
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


def _value(text: str, style: BookStyle, random: Random) -> object:
    as_text = style.numbers == "text" or (style.numbers == "mixed" and random.random() < 0.5)
    if as_text or not text.isascii():
        return text or None
    try:
        return Decimal(text)
    except ArithmeticError:
        return text or None
