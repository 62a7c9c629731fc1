"""The shapes of a figure's print bear it out, or take its certainty away."""

from __future__ import annotations

from importlib.resources import as_file, files

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from gouji.core.documents.scans.page_image.cleaning import clean_page
from gouji.core.documents.scans.page_image.foreground import Foreground, find_ink
from gouji.core.documents.scans.print_weight import odd_weights
from gouji.core.documents.scans.proof import is_borne_out

from .pdf_files import XS, YS, Sheets
from .reading import grids
from .scan_files import plain_sheet, scan_of
from .test_scans import read

UNIT = 150 / 72
OVER = 4


class Cell:
    """The picture of a cell, drawn large and made small as a scanner does."""

    def __init__(self, bold: bool = False) -> None:
        self.page = Image.new("L", (110 * OVER, 34 * OVER), 255)
        self.pen = ImageDraw.Draw(self.page)
        self.bold = bold

    def text(self, text: str, x: float = 20, y: float = 24, size: float = 10.0) -> float:
        """Writes a text at its base line; returns where it ends, in pixels."""
        with as_file(files("gouji.resources") / "fonts" / "GoujiSong.ttf") as path:
            font = ImageFont.truetype(path, size * UNIT * OVER)
        place = (x * OVER, y * OVER)
        self.pen.text(place, text, 0, font, "ls", stroke_width=2 if self.bold else 0)
        return self.pen.textbbox(place, text, font, "ls")[2] / OVER

    def line(self, *ends: float) -> None:
        self.pen.line([end * OVER for end in ends], 0, 5)

    def ink(self) -> Foreground:
        size = (self.page.width // OVER, self.page.height // OVER)
        small = cv2.resize(np.asarray(self.page), size, interpolation=cv2.INTER_AREA)
        return find_ink(np.asarray(small, np.uint8), None, UNIT)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "text", ["0", "1", "4", "7", "24", "77", "111", "1404", "1234567", "12,345", "319.66", "-25"]
)
def test_the_print_of_a_figure_bears_it_out(text: str, bold: bool) -> None:
    cell = Cell(bold)
    cell.text(text)
    assert is_borne_out(cell.ink(), text)


@pytest.mark.parametrize("y", [18.0, 27.0], ids=["raised", "lowered"])
@pytest.mark.parametrize("figure", ["3", "24", "114"])
def test_a_smaller_digit_off_the_line_does_not(figure: str, y: float) -> None:
    cell = Cell()
    end = cell.text(figure)
    cell.text("8", end + 0.5, y, 6.0)
    assert not is_borne_out(cell.ink(), figure + "8")


def test_a_smaller_digit_before_a_figure_does_not() -> None:
    cell = Cell()
    end = cell.text("1", 20, 17, 6.0)
    cell.text("92", end + 0.5)
    assert not is_borne_out(cell.ink(), "192")


def test_the_print_of_a_point_that_was_passed_over_does_not() -> None:
    cell = Cell()
    cell.text("136859", 20)
    assert is_borne_out(cell.ink(), "136859")
    cell = Cell()
    end = cell.text("1368", 20)
    cell.text("59", end + 6)
    assert not is_borne_out(cell.ink(), "136859")


@pytest.mark.parametrize("figure", ["7", "45", "810"])
@pytest.mark.parametrize("slope", [0.0, 1.5, -16.0], ids=["level", "askew", "slash"])
def test_a_line_through_a_figure_does_not(figure: str, slope: float) -> None:
    cell = Cell()
    end = cell.text(figure)
    cell.line(17, 17 - slope / 2, end + 3, 17 + slope / 2)
    assert not is_borne_out(cell.ink(), figure)


def test_more_digits_than_were_read_do_not() -> None:
    cell = Cell()
    cell.text("247")
    assert not is_borne_out(cell.ink(), "24")


def test_a_figure_of_a_scan_with_a_raised_digit_is_no_sure_one() -> None:
    sheets = Sheets()
    sheets.table()
    x, y = (XS[2] + XS[3]) / 2, (YS[2] + YS[3]) / 2
    sheets.text(x, y, "16", size=10)
    sheets.text(x + 8, y - 3, "1", size=6)
    (grid,) = grids(read(scan_of(sheets.file(), dpi=150), 150))
    (cell,) = (cell for cell in grid.cells if (cell.row, cell.column) == (2, 2))
    assert cell.text == "16" or cell.confidence < 0.9


def test_a_blank_from_which_the_ink_of_a_seal_was_taken_is_no_sure_one() -> None:
    page = scan_of(plain_sheet(), dpi=150).copy()
    x, y = (round(150 / 72 * at) for at in ((XS[2] + XS[3]) / 2, (YS[1] + YS[2]) / 2))
    cv2.circle(page, (x, y), 90, (215, 45, 50), 7)
    cv2.putText(page, "5", (x - 8, y + 10), 0, 0.7, (215, 45, 50), 2)
    assert clean_page(page, 150 / 72).taken is not None
    (grid,) = grids(read(page, 150))
    sure = [cell for cell in grid.cells if not cell.text and cell.confidence >= 0.9]
    assert (1, 2) not in [(cell.row, cell.column) for cell in sure]


FIGURES = [
    *("0", "12", "7", "305", "0", "41", "9", "86", "27", "0", "530", "64", "18", "93", "2", "0"),
    *("71", "48", "6", "205", "39", "0", "17", "84", "5", "60", "3", "129", "0", "76", "48", "51"),
]
COLUMNS = 4


def weighed(*, struck: int | None = None, row: int | None = None) -> set[int]:
    """What is odd of a table of figures of which one is struck through, and a row is bold."""
    prints = []
    for at, figure in enumerate(FIGURES):
        cell = Cell(bold=at // COLUMNS == row)
        end = cell.text(figure)
        if at == struck:
            cell.line(19, 20, end, 12)
            cell.line(end, 22, 19, 13)
        prints.append(cell.ink())
    return odd_weights(prints, FIGURES, [divmod(at, COLUMNS) for at in range(len(FIGURES))])


def test_figures_of_one_table_weigh_what_their_digits_weigh() -> None:
    assert weighed() == set()
    assert weighed(row=5) == set()


@pytest.mark.parametrize("struck", [1, 3, 8, 20])
def test_strokes_of_a_pen_over_a_figure_add_to_its_weight(struck: int) -> None:
    assert weighed(struck=struck) == {struck}


def test_too_few_figures_tell_no_weight() -> None:
    cell = Cell()
    cell.text("305")
    assert odd_weights([cell.ink()] * 11, ["305"] * 11, [(0, at) for at in range(11)]) == set()
