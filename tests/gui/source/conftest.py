"""Documents to look at: two printed pages and a flow, with a patch of green that can be found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from gouji.core.documents.document import Document, Grid, GridCell, Page, Paragraph, Region
from gouji.core.documents.geometry import Box, Displayed
from gouji.gui.session.jobs import Jobs
from gouji.gui.source import SourceView

WIDTH, HEIGHT = 400.0, 500.0
PATCH: Box[Displayed] = Box(120.0, 200.0, 160.0, 220.0)
"""A cell filled with green on the first page, in points, origin top left."""

BLANK: Box[Displayed] = Box(160.0, 200.0, 200.0, 220.0)
FIGURE: Box[Displayed] = Box(200.0, 300.0, 245.0, 316.0)
"""A narrow cell with a long figure on the first page."""

FAR: Box[Displayed] = Box(300.0, 460.0, 340.0, 480.0)
"""On the last page."""

PLACES = {
    "patch": Region(0, PATCH),
    "blank": Region(0, BLANK),
    "figure": Region(0, FIGURE),
    "far": Region(2, FAR),
}


@pytest.fixture
def jobs(qapp: QApplication, _warm: None) -> Iterator[Jobs]:
    started = Jobs()
    yield started
    started.stop()


@pytest.fixture
def view(jobs: Jobs, qtbot: QtBot) -> SourceView:
    """A source view that shows nothing yet."""
    made = SourceView(jobs)
    qtbot.addWidget(made)
    made.resize(700, 600)
    with qtbot.waitActive(made):
        made.show()
    made.focusProxy().clearFocus()  # its frame has the colour of the outline
    return made


@pytest.fixture
def printed(tmp_path: Path) -> Document:
    """A PDF of three pages."""
    path = tmp_path / "printed.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    for page in range(3):
        if page == 0:
            x0, top, x1, bottom = PATCH
            canvas.setFillColorRGB(0, 1, 0)
            canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(40, 40, f"page {page}")
        if page == 0:
            x0, top, x1, bottom = FIGURE
            canvas.setFont("Helvetica", 11)
            canvas.drawCentredString((x0 + x1) / 2, HEIGHT - (top + bottom) / 2 - 4, "7508264")
        canvas.showPage()
    canvas.save()
    lines = tuple(
        Paragraph(f"第{page}页 Ａbc 结果", Region(page, (40, 450, 90, 465))) for page in range(3)
    )
    pages = tuple(Page(page, WIDTH, HEIGHT) for page in range(3))
    return Document(path, "0" * 64, "pdf", lines, pages)


@pytest.fixture
def flow(tmp_path: Path) -> Document:
    """A flow with a table of merged cells far down."""
    cells = (
        cell(0, 0, "申请人", rows=2),
        cell(0, 1, "收到", columns=2),
        cell(1, 1, "自然人"),
        cell(1, 2, "法人"),
        cell(2, 0, "本年新收政府信息公开申请的数量，按件计"),
        cell(2, 1, "12"),
        cell(2, 2, ""),
    )
    paragraphs = tuple(
        Paragraph(f"第 {n} 段，说明本年的工作。", Region(anchor=f"p{n}")) for n in range(60)
    )
    table = Grid(cells, 3, 3, Region(anchor="t"))
    html = '<h1 id="p0">第 0 段</h1>'
    return Document(tmp_path / "x.docx", "0" * 64, "docx", (*paragraphs, table), flow=html)


def cell(row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> GridCell:
    region = Region(anchor=f"r{row}c{column}")
    return GridCell(row, column, text, region, row_span=rows, column_span=columns)
