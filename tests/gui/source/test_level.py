"""A page that was scanned askew is shown level on demand, and the places of its cells with it."""

from math import cos, radians, sin
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from gouji.core.documents.document import Document, Page, Region
from gouji.core.documents.geometry import Box, Displayed
from gouji.gui.source import SourceView

WIDTH, HEIGHT = 400.0, 500.0
DEGREES = 2.0
"""How far the page leans, clockwise."""

COLUMNS, ROWS = range(40, 361, 40), range(60, 441, 20)
CELL: Box[Displayed] = Box(280.0, 360.0, 320.0, 380.0)
"""Where a cell lies on the level page."""


@pytest.fixture
def leaning(tmp_path: Path) -> Document:
    """A page with a ruled table, turned a little."""
    path = tmp_path / "leaning.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(-DEGREES)
    canvas.translate(-WIDTH / 2, -HEIGHT / 2)
    canvas.grid(list(COLUMNS), [HEIGHT - row for row in ROWS])
    for row in ROWS[:-1]:
        for column in COLUMNS[:-1]:
            canvas.drawString(column + 8, HEIGHT - row - 15, "1280")
    canvas.save()
    return Document(path, "0" * 64, "pdf", (), (Page(0, WIDTH, HEIGHT),))


def as_scanned(box: Box[Displayed]) -> Box[Displayed]:
    """Returns the box around a cell on the page as it leans."""
    x0, top, x1, bottom = box
    middle_x, middle_y = (x0 + x1) / 2 - WIDTH / 2, (top + bottom) / 2 - HEIGHT / 2
    sine, cosine = sin(radians(DEGREES)), cos(radians(DEGREES))
    x = WIDTH / 2 + middle_x * cosine - middle_y * sine
    y = HEIGHT / 2 + middle_x * sine + middle_y * cosine
    width, height = x1 - x0, bottom - top
    across, down = width * cosine + height * sine, width * sine + height * cosine
    return Box(x - across / 2, y - down / 2, x + across / 2, y + down / 2)


def test_a_leaning_page_is_shown_level_with_its_cells_and_as_scanned_again(
    view: SourceView, leaning: Document, qtbot: QtBot
) -> None:
    view.show_document(leaning)
    view.set_places({"cell": Region(0, as_scanned(CELL))})
    view.fit_page()
    before = view.place_of("cell")
    assert before is not None
    scale = before.height() / (as_scanned(CELL)[3] - as_scanned(CELL)[1])
    view.show_level(on=True)

    def is_level() -> bool:
        place = view.place_of("cell")
        return place is not None and abs(place.height() / scale - 20) < 0.3

    qtbot.waitUntil(is_level)
    place = view.place_of("cell")
    assert place is not None
    assert place.width() / scale == pytest.approx(40, abs=0.3)
    moved = before.center() - place.center()
    assert moved.x() / scale == pytest.approx(_middle(as_scanned(CELL))[0] - 300, abs=0.5)
    assert moved.y() / scale == pytest.approx(_middle(as_scanned(CELL))[1] - 370, abs=0.5)
    view.show_level(on=False)
    assert view.place_of("cell") == before


def _middle(box: Box[Displayed]) -> tuple[float, float]:
    return box.middle
