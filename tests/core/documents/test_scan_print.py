"""What is printed thin, small or pale is read or doubted, and never lost without a word."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gouji.core.documents.scans.certainty import calibrated, certainty
from gouji.core.doubts import NEARLY_CERTAIN

from .pdf_files import BODY, XS, YS, Sheets
from .reading import grids, rows
from .scan_files import plain_sheet, scan_of
from .test_scans import PLAIN, read

THIN = (0.62, 0.62, 0.62)
"""What hairlines of small print come to where they are thinner than a pixel."""


def test_hairlines_between_dark_rules_are_made_dark_and_read() -> None:
    sheets = Sheets()
    sheets.grid(width=1)
    sheets.texts(size=8, colour=THIN)
    (grid,) = grids(read(scan_of(sheets.file(), dpi=110), 110))
    assert rows(grid)[1:] == PLAIN[1:]


@pytest.mark.parametrize("shade", [0.8, 0.86])
def test_a_cell_with_pale_print_is_no_sure_blank(shade: float) -> None:
    sheets = Sheets()
    sheets.table()
    sheets.text((XS[2] + XS[3]) / 2, (YS[2] + YS[3]) / 2, "7", size=10, colour=(shade,) * 3)
    (grid,) = grids(read(scan_of(sheets.file(), dpi=150), 150))
    (cell,) = (cell for cell in grid.cells if (cell.row, cell.column) == (2, 2))
    assert cell.confidence < 0.9
    assert cell.text in ("", "7")


@pytest.mark.parametrize(
    ("dpi", "shade", "long", "thick"), [(150, 0.7, 3.0, 0.5), (100, 0.65, 2.0, 1.6)]
)
def test_a_sign_too_pale_to_be_print_leaves_its_figure_in_doubt(
    dpi: int, shade: float, long: float, thick: float
) -> None:
    sheets = Sheets()
    sheets.grid()
    sheets.texts((BODY[0], ("规章", "3", "12", "3"), BODY[2]))
    x, y = (XS[1] + XS[2]) / 2 - 6, (YS[1] + YS[2]) / 2
    sheets.canvas.setStrokeColorRGB(shade, shade, shade)
    sheets.line(x - long, y, x, y, thick)
    (grid,) = grids(read(scan_of(sheets.file(), dpi=dpi), dpi))
    (cell,) = (cell for cell in grid.cells if (cell.row, cell.column) == (1, 1))
    assert cell.text == "-3" or cell.confidence < 0.9


@pytest.mark.parametrize("dpi", [90, 150])
def test_commas_and_points_are_told_by_their_shapes(dpi: int) -> None:
    body = (
        BODY[0],
        ("规章", "12,345", "319.66", "1,053"),
        ("文件", "1,234.50", "24,074.01", "9.5"),
    )
    (grid,) = grids(read(scan_of(plain_sheet(body), "jpeg", dpi=dpi, seed=1), dpi))
    for cell in grid.cells:
        if cell.row and cell.column:
            printed = body[cell.row][cell.column]
            assert cell.text == printed or (cell.confidence < 0.9 and printed in cell.alternatives)


def test_a_streak_through_digits_is_no_rule_and_leaves_no_sure_cell() -> None:
    page = scan_of(plain_sheet(), dpi=150)
    middle = round((XS[1] + XS[2]) / 2 * 150 / 72)
    page[:, middle : middle + 2] = 40
    (grid,) = grids(read(page, 150))
    assert grid.columns == 4
    for cell in grid.cells:
        assert (cell.confidence < 0.9) == (cell.column == 1), cell
        assert cell.text == PLAIN[cell.row][cell.column] or cell.confidence < 0.9


@pytest.mark.parametrize("colour", [(0, 0, 0), (0.8, 0.1, 0.1)])
def test_a_stroke_of_the_pen_down_through_a_figure_leaves_no_sure_cell(
    colour: tuple[float, float, float],
) -> None:
    sheets = Sheets()
    sheets.table()
    x = (XS[2] + XS[3]) / 2
    sheets.canvas.setStrokeColorRGB(*colour)
    sheets.line(x - 2.5, YS[1] + 3, x - 3, YS[2] - 3, 0.8)
    (grid,) = grids(read(scan_of(sheets.file(), dpi=150), 150))
    across = [cell for cell in grid.cells if cell.row == 1 and cell.region.box
              and cell.region.box.x0 - 1 <= x <= cell.region.box.x1 + 1]  # fmt: skip
    assert across
    assert all(cell.confidence < 0.9 for cell in across)


def test_figures_of_which_no_rule_is_seen_between_them_are_not_sure() -> None:
    sheets = Sheets()
    sheets.grid(ys=(YS[0], YS[1], YS[3]))
    sheets.texts()
    (grid,) = grids(read(scan_of(sheets.file(), dpi=150), 150))
    joined = [cell for cell in grid.cells if "\n" in cell.text and cell.column]
    assert joined
    assert all(cell.confidence < 0.9 for cell in joined)


def test_figures_over_a_rule_are_not_sure() -> None:
    sheets = Sheets()
    sheets.grid()
    sheets.texts((BODY[0], ("规章", "0", "", "3"), BODY[2]))
    sheets.text(XS[2] + 2, (YS[1] + YS[2]) / 2, "285")
    (grid,) = grids(read(scan_of(sheets.file(), dpi=150), 150))
    across = [cell for cell in grid.cells if cell.row == 1 and cell.column in (1, 2)]
    assert all(cell.confidence < 0.9 for cell in across)


def test_a_figure_is_never_surer_for_a_lower_score_or_coarser_print() -> None:
    scores = [at / 500 for at in range(501)]
    bands = [[calibrated(score, fine) for score in scores] for fine in certainty().bands]
    for band in bands:
        assert band == sorted(band)
    for coarser, finer in pairwise(bands):
        assert all(one <= other for one, other in zip(coarser, finer, strict=True))
    assert calibrated(1.0, certainty().bands[-1]) > NEARLY_CERTAIN > calibrated(1.0, 0.0)
