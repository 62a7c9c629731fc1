"""The sheet 改动: each changed figure beside a picture of what the page prints there."""

from __future__ import annotations

import io
from collections.abc import Iterator

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import column_index_from_string

from ...bilingual import Bilingual
from ...review.changed_cells import changed_cells, placed_cells
from ..excel.list_sheet import Link, Listed, ListSheet
from ..excel.sheet_cells import SheetWriter
from ..export_wording import UNNAMED, label_path, place
from .notes import last_changes
from .workbook_parts import Book

CHANGES = ListSheet(
    Bilingual("改动", "Changes"),
    (
        (Bilingual("单元格", "cell"), 24),
        (Bilingual("位置", "place"), 10),
        (Bilingual("项目", "label"), 40),
        (Bilingual("识读", "extracted"), 10),
        (Bilingual("原件", "printed"), 10),
        (Bilingual("审定", "audited"), 10),
        (Bilingual("性质", "act"), 12),
        (Bilingual("理由", "reason"), 30),
        (Bilingual("审核人", "reviewer"), 12),
        (Bilingual("时间", "time"), 20),
        (Bilingual("页", "page"), 9),
        (Bilingual("原件图", "picture"), 34),
        (Bilingual("时区", "zone"), 8),
    ),
)
ACTS = (
    Bilingual("更正版面", "structure corrected"),
    Bilingual("更正识读", "reading corrected"),
    Bilingual("调整审定数", "audited figure adjusted"),
)
BETWEEN = Bilingual("，", ", ")
NO_PICTURE = Bilingual("（无图）", "(no picture)")
PICTURE = Bilingual("原件中“{}”处所印", "What the source prints for “{}”")
"""The alternative text of a picture."""

ROW_HEIGHT = 48.0
"""Points of a row with a picture."""

_PICTURE_COLUMN = column_index_from_string(CHANGES.column("picture")) - 1
_MARGIN = 3
"""Pixels of white between a picture and the lines of its cell."""

_EMU = 9525
"""English Metric Units to a pixel of 96 dpi."""

_WIDTH = 236
"""Pixels of the widest picture."""


def fill_changes_sheet(book: Book) -> None:
    """Lists every figure that is not as it was read, with its reason and its picture."""
    writer = book.sheet(CHANGES.name)
    cells = changed_cells(book.review)
    CHANGES.fill(writer, _rows(book, cells), book.language, least=ROW_HEIGHT)
    for row, cell in enumerate(cells, start=1):
        if picture := book.pictures.get(cell):
            label = book.review.report.form.cells[cell].label(book.language)
            _add_picture(writer, row, picture)
            book.shown.append(book.say(PICTURE).format(label))


def rows_of_changes(book: Book) -> dict[str, int]:
    """Returns the row of each changed cell, counted from 1."""
    return {cell: row for row, cell in enumerate(changed_cells(book.review), start=2)}


def _rows(book: Book, cells: list[str]) -> Iterator[list[Listed]]:
    changes, placed = last_changes(book.review), placed_cells(book.review)
    for cell in cells:
        state, spec = book.review.cells[cell], book.review.report.form.cells[cell]
        address, change = book.at.figures[cell], changes.get(cell)
        is_placed = cell in placed
        read = book.review.report.readings[cell] if is_placed else state.extracted
        done = (is_placed, state.printed != state.extracted.figure, state.adjusted)
        acts = [book.say(act) for act, is_done in zip(ACTS, done, strict=True) if is_done]
        yield [
            Link(cell, book.at.data(cell, "A")),
            Link(f"{address.sheet} {address.local}", address.full),
            label_path(spec, book.language),
            read.figure,
            state.printed,
            state.audited,
            book.say(BETWEEN).join(acts),
            state.reason or (change.why if change else ""),
            (change.by or book.say(UNNAMED)) if change else "",
            book.local(change.at) if change else "",
            place(state.extracted.region, book.language),
            "" if cell in book.pictures else book.say(NO_PICTURE),
            book.offset if change else "",
        ]


def _add_picture(writer: SheetWriter, row: int, picture: bytes) -> None:
    """Lays a picture into its cell, scaled to fit; ``row`` counts from 0."""
    image = Image(io.BytesIO(picture))
    height = ROW_HEIGHT * 96 / 72 - 2 * _MARGIN
    scale = min(height / image.height, _WIDTH / image.width)
    size = XDRPositiveSize2D(int(image.width * scale) * _EMU, int(image.height * scale) * _EMU)
    margin = _MARGIN * _EMU
    marker = AnchorMarker(col=_PICTURE_COLUMN, row=row, colOff=margin, rowOff=margin)
    image.anchor = OneCellAnchor(_from=marker, ext=size)
    writer.sheet.add_image(image)
