"""Pages are cleaned and set upright, so that what is no print does not pass for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from gouji.core.documents.render.slant import slant_of
from gouji.core.documents.scans.orientation import ways_up
from gouji.core.documents.scans.page_image.cleaning import cleaned
from gouji.core.documents.scans.page_image.foreground import find_ink

from ...make_scans import Pixels
from .conftest import Opened
from .pdf_files import BODY, XS, YS, Sheets
from .reading import grids, rows
from .scan_files import plain_sheet, scan_of
from .test_scans import DPI, PLAIN, read


def test_pages_are_cleaned_in_one_thread_since_several_workers_read_at_once() -> None:
    assert cv2.getNumThreads() == 1


@pytest.mark.parametrize("shade", [(0.25, 0.4, 0.7), (0.68, 0.76, 0.88)])
def test_light_print_in_shaded_heads_is_read(shade: tuple[float, float, float]) -> None:
    sheets = Sheets()
    sheets.area(XS[0], YS[0], XS[-1], YS[1], shade)
    sheets.grid()
    sheets.texts(BODY[:1], colour=(1, 1, 1))
    sheets.texts(BODY[1:], ys=YS[1:])
    (grid,) = grids(read(scan_of(sheets.file(), dpi=DPI)))
    assert rows(grid) == PLAIN


def test_a_label_of_two_lines_is_read_below_a_seal_copied_in_grey() -> None:
    sheets = Sheets()
    sheets.grid()
    sheets.texts([("", *BODY[0][1:]), *BODY[1:]])
    sheets.text(120, 108, "申请人逾期未按收费")
    sheets.text(120, 122, "通知要求缴纳的费用")
    page = scan_of(sheets.file(), "blur", dpi=DPI)
    tall, wide = page.shape[:2]
    ys, xs = np.mgrid[:tall, :wide]
    distance = np.hypot(xs - 520, ys - 330)
    seal = ((distance > 150) & (distance < 160)) | (distance < 30)
    page[seal] = np.minimum(page[seal], 165)
    (grid,) = grids(read(page))
    assert rows(grid)[0][0] == "申请人逾期未按收费\n通知要求缴纳的费用"
    assert rows(grid)[1:] == PLAIN[1:]


def test_a_running_title_right_above_a_table_is_no_part_of_it() -> None:
    sheets = Sheets()
    for x in XS:
        sheets.line(x, YS[1] + 2, x, YS[-1])
    for y in YS[2:]:
        sheets.line(XS[0], y, XS[-1], y)
    sheets.texts(BODY[1:], ys=YS[1:])
    sheets.text(300, YS[1] - 5, "政府信息公开工作年度报告政府信息公开工作年度报告")
    (grid,) = grids(read(scan_of(sheets.file(), "fax", dpi=150), 150))
    assert rows(grid) == PLAIN[1:]


def test_figures_that_a_missing_piece_of_a_line_joins_are_parted_and_doubted() -> None:
    sheets = Sheets()
    for y in YS:
        sheets.line(XS[0], y, XS[-1], y)
    for x in (XS[0], XS[1], XS[3], XS[4]):
        sheets.line(x, YS[0], x, YS[-1])
    sheets.line(XS[2], YS[0], XS[2], YS[1])
    sheets.line(XS[2], YS[2], XS[2], YS[3])
    sheets.texts()
    (grid,) = grids(read(scan_of(sheets.file(), dpi=150), 150))
    assert rows(grid) == PLAIN
    doubts = {cell.text for cell in grid.cells if cell.confidence < 0.9}
    assert doubts == {"0", "12"}


def test_a_table_without_any_line_is_read_in_columns_and_doubted() -> None:
    body = [*BODY, ("行政许可", "7", "", "1053"), ("行政处罚", "6", "8", "9")]
    sheets = Sheets()
    sheets.texts(body, ys=[100.0 + 20 * row for row in range(len(body) + 1)])
    (grid,) = grids(read(scan_of(sheets.file(), "skew", dpi=150, seed=3), 150))
    assert rows(grid) == [list(row) for row in body]
    assert not grid.ruled
    assert max(cell.confidence for cell in grid.cells) < 0.9


def test_a_photograph_of_a_sheet_on_a_desk_is_read() -> None:
    (grid,) = grids(read(scan_of(plain_sheet(), "photo", dpi=DPI, seed=2)))
    assert rows(grid) == PLAIN


@pytest.mark.parametrize("quarters", [0, 1])
def test_whether_a_page_lies_on_its_side_is_told_before_it_is_read(quarters: int) -> None:
    page = cleaned(scan_of(plain_sheet(), dpi=150), 150 / 72)
    on_its_side = np.ascontiguousarray(np.rot90(page, quarters))
    assert ways_up(on_its_side, 150 / 72) == ((1, 3) if quarters else (0, 2))


def test_how_far_a_page_is_askew_is_told_so_that_it_can_be_shown_level(tmp_path: Path) -> None:
    slants = []
    for angle in (0.0, 1.5, -1.0):
        page = Image.fromarray(scan_of(plain_sheet(), dpi=150))
        path = tmp_path / f"{angle}.png"
        page.rotate(-angle, Image.Resampling.BICUBIC, fillcolor="white").save(path, dpi=(150, 150))
        slants.append(slant_of(path, 0))
    assert slants == pytest.approx([0.0, 1.5, -1.0], abs=0.1)


@pytest.mark.parametrize(
    "place", [(slice(24, 26), slice(49, 51)), (slice(18, 20), slice(32, 37))], ids=["dot", "minus"]
)
def test_a_dot_or_a_sign_too_pale_for_print_stays_and_is_doubted(
    place: tuple[slice, slice],
) -> None:
    cell = np.full((40, 120), 255, np.uint8)
    cell[10:26, 40:48] = cell[10:26, 53:61] = 20
    cell[place] = 160
    ink = find_ink(cell, np.zeros_like(cell), 2.0)
    assert ink.picture[place].max() == 160
    assert ink.is_faint


def over(page: Pixels, sheets: Sheets) -> None:
    """Lays a picture over what the page holds so far."""
    size = (sheets.width, sheets.height)
    sheets.canvas.drawImage(ImageReader(Image.fromarray(page)), 0, 0, *size)


def test_text_below_a_scan_is_an_alternative_and_no_print(opened: Opened) -> None:
    page = scan_of(plain_sheet(), dpi=150)
    sheets = Sheets((page.shape[1] * 0.48, page.shape[0] * 0.48))
    sheets.texts([BODY[0], ("规章", "8", "72", "3"), ("规范性文件", "11", "5", "100")])
    over(page, sheets)
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid) == PLAIN
    by_text = {cell.text: cell for cell in grid.cells}
    for printed, below in (("12", "72"), ("0", "8"), ("", "5")):
        assert by_text[printed].alternatives[0] == below
        assert by_text[printed].confidence < 0.9


def test_hidden_text_that_lies_beside_its_print_makes_no_doubts(opened: Opened) -> None:
    page = scan_of(plain_sheet(), dpi=150)
    sheets = Sheets((page.shape[1] * 0.48, page.shape[0] * 0.48))
    sheets.texts([*BODY[1:], BODY[0]])
    over(page, sheets)
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid) == PLAIN
    assert min(cell.confidence for cell in grid.cells) > 0.9
    assert grid.cells[1].alternatives[0] == "0"


PEAK = """
import resource, sys
from pathlib import Path
from gouji.core.documents.opening import open_document
document = open_document(Path(sys.argv[1]))
page = document.pages[0]
print(round(page.width), round(page.height), len(document.blocks))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="kilobytes are what Linux gives")
def test_a_page_of_a3_at_600_dpi_takes_less_than_one_and_a_half_gigabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    small = Image.fromarray(scan_of(plain_sheet(), dpi=75))
    page = Image.new("RGB", (7016, 9921), "white")
    page.paste(small.resize((small.width * 8, small.height * 8), Image.Resampling.NEAREST))
    page.save(path, dpi=(600, 600))
    said = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], check=True, capture_output=True, text=True
    )
    wide, tall, blocks, peak = (int(word) for word in said.stdout.split())
    assert (wide, tall, blocks) == (842, 1191, 2)
    assert peak < 1.5 * 1024 * 1024
