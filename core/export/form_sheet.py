"""One sheet of the workbook: a statutory table in its official layout, with the audited figures."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..forms import Table
from ..layout import FIGURE, HEAD, HEADING, LABEL, Layout, Place, lay_out
from ..review import Review
from .looks import FRAME, HEAD_FILL, font, height_of, set_up_print, show_marks
from .marks import Marked
from .sheet_cells import cell_at, put_figure, put_note, put_text

TITLE_ROWS = 2
"""Rows above the table: its title, and the body with the year."""

WIDE = 12
"""A table of more columns is printed across."""

_NUMERALS = "零一二三四五六七八九"


def sheet_name(table: Table) -> str:
    """Returns 表二 for ``t2``, and so on; the table's id where it is not of that kind."""
    digit = table.id.removeprefix("t")
    return f"表{_NUMERALS[int(digit)]}" if digit.isascii() and digit.isdecimal() else table.id[:31]


def fill_form_sheet(
    sheet: Worksheet, table: Table, review: Review, marked: Mapping[str, Marked]
) -> None:
    """Fills an empty sheet with one table: heads, audited figures, marks, notes, print set-up."""
    layout = lay_out(table)
    _write_title(sheet, table, review, layout)
    widths = _column_widths(layout)
    for index, width in enumerate(widths):
        sheet.column_dimensions[get_column_letter(index + 1)].width = width
    for row, height in enumerate(_row_heights(layout, widths)):
        sheet.row_dimensions[row + 1 + TITLE_ROWS].height = height
    for place in layout.places:
        cell = cell_at(sheet, place.row + 1 + TITLE_ROWS, place.column + 1)
        if place.kind == FIGURE:
            _write_figure(cell, review, place.cell, marked[place.cell])
        else:
            _write_label(cell, place)
        _merge(sheet, cell, place)
    heads = TITLE_ROWS + layout.head_rows
    sheet.freeze_panes = sheet.cell(heads + 1, layout.label_columns + 1).coordinate
    set_up_print(sheet, landscape=layout.columns > WIDE, repeated_rows=heads)


def _write_title(sheet: Worksheet, table: Table, review: Review, layout: Layout) -> None:
    report = review.report
    year = f"{report.year} 年度" if report.year is not None else "年度不详"
    missing = "（原件没有这张表）" if table.id in report.missing_tables else ""
    lines = (table.title, f"{report.organization or '单位不详'}　{year}　审定数{missing}")
    for row, text in enumerate(lines, start=1):
        cell = cell_at(sheet, row, 1)
        put_text(cell, text)
        cell.font = font(size=14 if row == 1 else 10, bold=row == 1)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=layout.columns)
        sheet.row_dimensions[row].height = 26 if row == 1 else 18


def _write_label(cell: Cell, place: Place) -> None:
    put_text(cell, place.text)
    head = place.kind in (HEAD, HEADING)
    cell.font = font(bold=head)
    if head:
        cell.fill = HEAD_FILL
    cell.alignment = Alignment(
        horizontal="left" if place.kind == LABEL and place.row_span == 1 else "center",
        vertical="center",
        wrap_text=True,
    )
    cell.border = FRAME


def _write_figure(cell: Cell, review: Review, cell_id: str, marked: Marked) -> None:
    put_figure(cell, review.cells[cell_id].audited)
    cell.font = font()
    cell.alignment = Alignment(horizontal="center", vertical="center")
    cell.border = FRAME
    if marked.marks:
        show_marks(cell, marked.marks)
    if marked.note:
        put_note(cell, list(marked.note))


def _merge(sheet: Worksheet, cell: Cell, place: Place) -> None:
    if place.row_span > 1 or place.column_span > 1:
        sheet.merge_cells(
            start_row=cell.row,
            end_row=cell.row + place.row_span - 1,
            start_column=cell.column,
            end_column=cell.column + place.column_span - 1,
        )


def _column_widths(layout: Layout) -> list[float]:
    """Returns widths in characters: room for labels at the left, the rest for figures."""
    labels = [24.0] if layout.label_columns == 1 else [7.0, 10.0, 34.0][: layout.label_columns]
    labels += [12.0] * (layout.label_columns - len(labels))
    figures = layout.columns - len(labels)
    return labels + [22.0 if figures <= 4 else 9.0] * figures


def _row_heights(layout: Layout, widths: list[float]) -> list[float]:
    """Returns heights in points: Excel fits no merged cell by itself."""
    heights = [height_of("", 1)] * layout.rows
    for place in sorted(layout.places, key=lambda place: place.row_span):
        rows = range(place.row, place.row + place.row_span)
        room = sum(widths[place.column : place.column + place.column_span])
        short = height_of(place.text, room) - sum(heights[row] for row in rows)
        heights[rows[-1]] += max(0.0, short)
    return heights
