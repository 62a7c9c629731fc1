"""The sheet 改动: each changed figure beside a picture of what the page prints there."""

from __future__ import annotations

import io
from collections.abc import Iterator

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D

from ...review.changed_cells import changed_cells, placed_cells
from ..excel.list_sheet import ListSheet
from ..excel.sheet_cells import SheetWriter, Value
from ..export_wording import label_path, moment, place
from .notes import last_changes
from .workbook_parts import Book

CHANGES = ListSheet(
    "改动",
    (
        ("单元格 cell", 24),
        ("位置 place", 10),
        ("项目 label", 40),
        ("识读 extracted", 10),
        ("原件 printed", 10),
        ("审定 audited", 10),
        ("性质 act", 12),
        ("理由 reason", 30),
        ("审核人 reviewer", 12),
        ("时间 time", 20),
        ("页 page", 9),
        ("原件图 picture", 34),
    ),
)
ROW_HEIGHT = 48.0
"""Points of a row with a picture."""

_PICTURE_COLUMN = len(CHANGES.columns) - 1
_MARGIN = 3
_EMU = 9525
"""English Metric Units to a pixel of 96 dpi."""

_WIDTH = 236
"""Pixels of the widest picture."""


def fill_changes_sheet(book: Book) -> None:
    """Lists every figure that is not as it was read, with its reason and its picture."""
    writer = book.sheet(CHANGES.name)
    cells = changed_cells(book.review)
    CHANGES.fill(writer, _rows(book, cells), least=ROW_HEIGHT)
    for row, cell in enumerate(cells, start=1):
        if picture := book.pictures.get(cell):
            _add_picture(writer, row, picture)


def _rows(book: Book, cells: list[str]) -> Iterator[list[Value]]:
    changes, placed = last_changes(book.review), placed_cells(book.review)
    for cell in cells:
        state, spec = book.review.cells[cell], book.review.report.form.cells[cell]
        address, change = book.at.figures[cell], changes.get(cell)
        is_placed = cell in placed
        read = book.review.report.readings[cell] if is_placed else state.extracted
        acts = ["更正版面"] * is_placed
        acts += ["更正识读"] * (state.printed != state.extracted.figure)
        acts += ["调整审定数"] * state.adjusted
        yield [
            cell,
            f"{address.sheet} {address.local}",
            label_path(spec),
            read.figure,
            state.printed,
            state.audited,
            "，".join(acts),
            state.reason or (change.why if change else ""),
            (change.by or "未署名") if change else "",
            moment(change.at) if change else "",
            place(state.extracted.region),
            "" if cell in book.pictures else "（无图）",
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
