"""What a page with text shows only as a picture is read, and doubted."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from gouji.core.documents import Document, Grid
from gouji.core.documents.opening import open_document, with_pictures
from gouji.core.doubts import is_doubt

from ...make_scans import scanned
from .pdf_files import BODY, XS, YS, Sheets
from .reading import cell_at, grids, paragraphs, rows
from .scan_files import plain_sheet

PROSE = "本单位认真贯彻落实政府信息公开条例，主动公开各类政府信息，内容真实，程序规范。"


def opened(sheets: Sheets, folder: Path) -> Document:
    path = folder / "report.pdf"
    path.write_bytes(sheets.file())
    return open_document(path)


def prose(sheets: Sheets) -> None:
    for line in range(12):
        sheets.text(60, 500 + 20 * line, PROSE, centred=False)


def pictured_table(sheets: Sheets) -> None:
    """Sets the plain table of the form as a picture, in its place on the page."""
    page = Image.fromarray(scanned(plain_sheet(), 200, (), 0)[0])
    part = page.crop(tuple(round(edge * 200 / 72) for edge in (50, 90, 520, 200)))
    packed = io.BytesIO()
    part.save(packed, "PNG")
    packed.seek(0)
    sheets.canvas.drawImage(ImageReader(packed), 50, sheets.height - 200, 470, 110)


def test_a_picture_of_a_table_amid_text_is_read_in_its_place_and_doubted(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.text(300, 60, "二、主动公开政府信息情况", size=14)
    pictured_table(sheets)
    prose(sheets)
    document = opened(sheets, tmp_path)
    assert grids(document) == []
    read = with_pictures(document)
    (grid,) = grids(read)
    assert rows(grid) == [list(row) for row in BODY]
    assert all(is_doubt(cell.confidence) and cell.doubt == "picture" for cell in grid.cells)
    assert paragraphs(read) == paragraphs(document)
    assert isinstance(read.blocks[1], Grid)
    box = cell_at(grid, 1, 2).region.box
    assert box is not None
    assert box.middle == pytest.approx(((XS[2] + XS[3]) / 2, (YS[1] + YS[2]) / 2), abs=2)


def test_a_picture_that_shows_no_table_adds_nothing(tmp_path: Path) -> None:
    sheets = Sheets()
    prose(sheets)
    photo = io.BytesIO()
    Image.effect_noise((400, 200), 80).convert("RGB").save(photo, "PNG")
    photo.seek(0)
    sheets.canvas.drawImage(ImageReader(photo), 100, 500, 300, 150)
    document = opened(sheets, tmp_path)
    assert with_pictures(document) == document


@pytest.mark.parametrize(
    ("strokes", "read"),
    [
        ([(-2.4, -4, 2.4, -4), (2.4, -4, -0.6, 4)], "7"),
        ([(-2.4, -4, 2.4, -4), (2.4, -4, 2.4, 4), (2.4, 4, -2.4, 4), (-2.4, 4, -2.4, -4)], "0"),
        ([(-2, -2, 2, 2), (-2, 2, 2, -2)], ""),
    ],
)
def test_a_figure_that_is_drawn_in_its_cell_is_read_and_doubted(
    strokes: list[tuple[float, float, float, float]], read: str, tmp_path: Path
) -> None:
    sheets = Sheets()
    sheets.table()
    x, y = (XS[2] + XS[3]) / 2, (YS[2] + YS[3]) / 2
    pen = sheets.canvas.beginPath()
    for x0, top, x1, bottom in strokes:
        pen.moveTo(x + x0, sheets.height - y - top)
        pen.curveTo(
            *(x + x0, sheets.height - y - top),
            *(x + x1, sheets.height - y - bottom),
            *(x + x1, sheets.height - y - bottom),
        )
    sheets.canvas.setLineWidth(0.9)
    sheets.canvas.drawPath(pen)
    prose(sheets)
    document = opened(sheets, tmp_path)
    before = cell_at(grids(document)[0], 2, 2)
    assert (before.text, before.legible) == ("", False)
    cell = cell_at(grids(with_pictures(document))[0], 2, 2)
    assert cell.text == read
    assert cell.legible == bool(read)
    assert not read or is_doubt(cell.confidence)
