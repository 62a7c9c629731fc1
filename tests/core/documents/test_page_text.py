"""The text of a page for marking and copying lies where it is printed."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from gouji.core.documents.document import Document, Grid, GridCell, Page, Paragraph, Region
from gouji.core.documents.render.page_text import read_text, recognized_text
from gouji.core.errors import SourceBrokenError

HEIGHT = 300.0


def pdf(path: Path, rotation: int = 0) -> Path:
    canvas = Canvas(str(path), pagesize=(200, HEIGHT))
    canvas.setPageRotation(rotation)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(20, HEIGHT - 30, "granted")
    canvas.drawString(120, HEIGHT - 30, "12")
    canvas.drawString(20, HEIGHT - 60, "in all 8")
    canvas.showPage()
    canvas.save()
    return path


def test_lines_are_read_from_top_to_bottom_with_a_tab_between_columns(tmp_path: Path) -> None:
    lines = read_text(pdf(tmp_path / "a.pdf"), 0)
    assert ["".join(line.glyphs) for line in lines] == ["granted\t12", "in all 8"]
    x0, top, x1, bottom = lines[0].boxes[-2]
    assert 119 < x0 < x1 < 128
    assert 20 < top < bottom < 34


def test_places_are_those_of_the_page_as_displayed(tmp_path: Path) -> None:
    lines = read_text(pdf(tmp_path / "a.pdf", rotation=180), 0)
    assert "".join(lines[0].glyphs) == "granted\t12"
    first, last = lines[0].boxes[0], lines[0].boxes[-1]
    assert 170 < first[0] < first[2] < 181
    assert last[2] < first[0]
    assert HEIGHT - 35 < first[1] < first[3] < HEIGHT - 20


def test_a_page_that_is_not_there_is_said_to_be_broken(tmp_path: Path) -> None:
    with pytest.raises(SourceBrokenError):
        read_text(pdf(tmp_path / "a.pdf"), 7)


def test_of_a_picture_what_was_recognized_is_marked_cell_by_cell(tmp_path: Path) -> None:
    cells = (
        GridCell(0, 0, "予以公开", Region(1, (10, 10, 50, 20))),
        GridCell(0, 1, "8", Region(1, (50, 10, 90, 20))),
        GridCell(1, 0, "", Region(1, (10, 20, 50, 30))),
        GridCell(1, 1, "3", Region(1, (50, 20, 90, 30))),
    )
    grid = Grid(cells, 2, 2, Region(1, (10, 10, 90, 30)))
    heading = Paragraph("表三", Region(1, (10, 0, 40, 8)))
    pages = (Page(0, 100, 100), Page(1, 100, 100))
    document = Document(tmp_path / "a.png", "0" * 64, "image", (heading, grid), pages)
    lines = recognized_text(document, 1)
    assert (
        "".join(g + line.after for line in lines for g in line.glyphs) == "表三\n予以公开\t8\n3\n"
    )
    assert recognized_text(document, 0) == ()
