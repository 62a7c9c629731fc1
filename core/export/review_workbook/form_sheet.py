"""One sheet of the workbook: a statutory table in its official layout, with the audited figures."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ...bilingual import ZH, Bilingual
from ...forms import Table
from ...layout import FIGURE, HEAD, HEADING, LABEL, FormLayout, Place
from ..excel.appearance import (
    HEAD_FILL,
    CellAppearance,
    height_of,
    protect,
    set_up_print,
    with_symbols,
)
from ..excel.sheet_cells import SheetWriter, put_note
from ..export_wording import report_title, table_name
from .addresses import TITLE_ROWS, Address, rectangles
from .live_marks import add_formats, write_levels
from .notes import notes_of
from .workbook_marks import DOUBT_MARK, standing_marks
from .workbook_parts import Book

AUDITED = Bilingual("审定数", "audited figures")
NOT_THERE = Bilingual("（原件没有这张表）", " (the source lacks this table)")
ASKED = Bilingual("应为{}{}。", "Wanted: {1}{0}.")
"""What Excel says of a figure that may not stand in its cell: the least one, the kind."""

WHOLE, ANY = Bilingual("整数", "a whole number"), Bilingual("数", "a number")
REFUSED = Bilingual("数值不合要求", "Not a figure of this cell")
WIDE = 12
"""A table of more columns is printed across."""

TITLE = CellAppearance(bold=True, size=14, horizontal="center")
SUBTITLE = CellAppearance(horizontal="center")
HEAD_LOOK = CellAppearance(bold=True, fill=HEAD_FILL, border="frame", horizontal="center")
LABEL_LOOK = CellAppearance(border="frame", horizontal="left")
GROUP_LOOK = CellAppearance(border="frame", horizontal="center")


def fill_form_sheets(book: Book) -> None:
    """Adds a sheet for each table of the form: heads, audited figures, notes, marks."""
    notes = notes_of(book.review, book.language)
    for table in book.review.report.form.tables:
        writer = book.sheet(table_name(table, book.language))
        _fill(writer, table, book, notes)
        write_levels(writer, table, book)
        add_formats(writer, table, book)
        _ask_for_figures(writer.sheet, table, book)
        protect(writer.sheet)


def _fill(writer: SheetWriter, table: Table, book: Book, notes: dict[str, str]) -> None:
    sheet, layout = writer.sheet, book.at.layouts[table.id]
    _write_title(writer, table, book, layout)
    widths = column_widths(layout, book.language)
    for index, width in enumerate(widths):
        sheet.column_dimensions[get_column_letter(index + 1)].width = width
    for row, height in enumerate(row_heights(layout, widths, book.language)):
        sheet.row_dimensions[row + 1 + TITLE_ROWS].height = height
    for place in layout.places:
        row, column = place.row + 1 + TITLE_ROWS, place.column + 1
        if place.kind == FIGURE:
            look = _figure_look(book, place.cell)
            cell = writer.put(row, column, book.audited[place.cell], look)
            if note := notes.get(place.cell):
                put_note(cell, note)
        else:
            look = label_look(place)
            writer.put(row, column, text_of_place(place, book.language), look)
        writer.merge(row, column, place.row_span, place.column_span, look)
    heads = TITLE_ROWS + layout.head_rows
    sheet.freeze_panes = sheet.cell(heads + 1, layout.label_columns + 1).coordinate
    across = layout.columns > WIDE
    set_up_print(sheet, landscape=across, repeated_rows=heads, language=book.language)


def _write_title(writer: SheetWriter, table: Table, book: Book, layout: FormLayout) -> None:
    report = book.review.report
    title = Bilingual(table.title, table.title_en)
    missing = book.say(NOT_THERE) if table.id in report.missing_tables else ""
    below = f"{report_title(report, book.language)}　{book.say(AUDITED)}{missing}"
    lines = (book.say(title), below)
    for row, text in enumerate(lines, start=1):
        look = TITLE if row == 1 else SUBTITLE
        writer.put(row, 1, text, look)
        writer.merge(row, 1, 1, layout.columns, look)
        writer.sheet.row_dimensions[row].height = 26 if row == 1 else 18


def label_look(place: Place) -> CellAppearance:
    """Returns how a label or a head of the form looks."""
    if place.kind in (HEAD, HEADING):
        return HEAD_LOOK
    return LABEL_LOOK if place.kind == LABEL and place.row_span == 1 else GROUP_LOOK


def _figure_look(book: Book, cell: str) -> CellAppearance:
    marks = standing_marks(book.review.cells[cell])
    return CellAppearance(
        border="dotted" if DOUBT_MARK in marks else "frame",
        horizontal="center",
        number_format=with_symbols("".join(mark.symbol for mark in marks)),
        locked=book.review.signed_off,
    )


def _ask_for_figures(sheet: Worksheet, table: Table, book: Book) -> None:
    """Warns where a number is typed that may not stand in its cell; marks and blanks may."""
    wanted: dict[tuple[bool, int | None], list[Address]] = {}
    for cell in table.cells():
        key = (cell.domain.whole, cell.domain.minimum)
        wanted.setdefault(key, []).append(book.at.figures[cell.id])
    for (whole, minimum), places in wanted.items():
        if not whole and minimum is None:
            continue
        for top, left, bottom, right in rectangles(places):
            first = f"{get_column_letter(left)}{top}"
            area = f"{first}:{get_column_letter(right)}{bottom}"
            validation = _validation(area, first, whole, minimum, book.language)
            sheet.add_data_validation(validation)


def _validation(
    area: str, first: str, whole: bool, minimum: int | None, language: str
) -> DataValidation:
    conditions = [f"{first}=INT({first})"] * whole
    conditions += [] if minimum is None else [f"{first}>={minimum}"]
    least = Bilingual(f"不小于 {minimum} 的", f" of at least {minimum}").in_language(language)
    kind = (WHOLE if whole else ANY).in_language(language)
    asked = ASKED.in_language(language).format("" if minimum is None else least, kind)
    return DataValidation(
        type="custom",
        formula1=f"IF(ISNUMBER({first}),AND({','.join(conditions)}),TRUE)",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle=REFUSED.in_language(language),
        error=asked,
        sqref=area,
    )


def text_of_place(place: Place, language: str) -> str:
    """Returns what the form prints at a place, in "zh" or "en"."""
    return Bilingual(place.text, place.text_en).in_language(language)


def column_widths(layout: FormLayout, language: str) -> list[float]:
    """Returns widths in characters: room for labels at the left, the rest for figures.

    English heads have longer words.
    """
    narrow = 9.5 if language == ZH else 13.0
    labels = [24.0] if layout.label_columns == 1 else [11.0, 16.0, 36.0][: layout.label_columns]
    labels += [12.0] * (layout.label_columns - len(labels))
    figures = layout.columns - len(labels)
    return labels + [22.0 if figures <= 4 else narrow] * figures


def row_heights(layout: FormLayout, widths: list[float], language: str) -> list[float]:
    """Returns the heights of the rows in points: Excel fits no merged cell by itself."""
    heights = [height_of("", 1)] * layout.rows
    for place in sorted(layout.places, key=lambda place: place.row_span):
        rows = range(place.row, place.row + place.row_span)
        room = sum(widths[place.column : place.column + place.column_span])
        short = height_of(text_of_place(place, language), room) - sum(heights[row] for row in rows)
        heights[rows[-1]] += max(0.0, short)
    return heights
