"""Scans are read cell by cell, with an honest doubt where the eye would doubt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from gouji.core.documents import Document
from gouji.core.documents.opening import open_document
from gouji.core.documents.scans.page_image.scale import unit_of
from gouji.core.documents.scans.picture_page import Scan, read_scan

from ...make_scans import Pixels, packed
from .conftest import Opened
from .pdf_files import BODY, XS, YS, Sheets
from .reading import grids, paragraphs, rows
from .scan_files import plain_sheet, scan_of

PLAIN = [list(row) for row in BODY]
DPI = 200


def read(page: Pixels, dpi: float = DPI) -> Document:
    """Returns a page as read; its boxes are in points."""
    content = read_scan(Scan(page, dpi / 72, 0, 72 / dpi, 72 / dpi))
    return Document(Path("a.png"), "", "image", content.blocks)


@pytest.mark.parametrize(
    "damages",
    [
        (),
        ("skew", "jpeg", "noise"),
        ("slant", "light", "blur"),
        ("dark", "watermark", "grey"),
    ],
)
def test_lone_digits_and_blanks_are_read_under_damage(damages: Sequence[str]) -> None:
    document = read(scan_of(plain_sheet(), *damages, dpi=DPI, seed=4))
    (grid,) = grids(document)
    assert rows(grid) == PLAIN
    assert paragraphs(document)[0].endswith("主动公开政府信息情况")
    assert min(cell.confidence for cell in grid.cells) > 0.9


def test_signs_marks_and_separators_are_told_from_digits() -> None:
    body = (BODY[0], ("规章", "-25", "/", "1,053"), ("规范性文件", "+7", "—", "15.5"))
    page = scan_of(plain_sheet(body), "jpeg", dpi=150, seed=2)
    (grid,) = grids(read(page, 150))
    assert rows(grid)[1:] == [list(row) for row in body[1:]]


def test_places_are_those_of_the_page_as_scanned() -> None:
    page = scan_of(plain_sheet(), "skew", dpi=DPI, seed=4)
    (grid,) = grids(read(page))
    for cell in grid.cells:
        box = cell.region.box
        assert box is not None
        x0, top, x1, bottom = (round(edge * DPI / 72) for edge in box)
        printed = page[top + 12 : bottom - 12, x0 + 12 : x1 - 12].min() < 120
        assert printed == bool(cell.text)
        assert abs(box[2] - box[0] - (XS[cell.column + 1] - XS[cell.column])) < 3
        assert abs(box[3] - box[1] - (YS[cell.row + 1] - YS[cell.row])) < 3


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_on_its_side_or_upside_down_is_read(quarters: int) -> None:
    page = np.ascontiguousarray(np.rot90(scan_of(plain_sheet(), dpi=150), quarters))
    document = read(page, 150)
    (grid,) = grids(document)
    assert rows(grid) == PLAIN
    wide, tall = page.shape[1] * 72 / 150, page.shape[0] * 72 / 150
    for cell in grid.cells:
        assert cell.region.box is not None
        x0, top, x1, bottom = cell.region.box
        assert 0 <= x0 < x1 <= wide
        assert 0 <= top < bottom <= tall
        assert (x1 - x0 > bottom - top) == (quarters == 2)


def test_ink_that_says_nothing_is_never_a_blank() -> None:
    page = scan_of(plain_sheet(), dpi=DPI)
    left, top = round(345 * DPI / 72), round(168 * DPI / 72)
    scribble = np.random.default_rng(2).integers(0, 2, (8, 14), dtype=np.uint8) * 255
    large = np.kron(scribble, np.ones((4, 4), np.uint8))
    page[top : top + 32, left - 28 : left + 28] = large[..., None]
    (grid,) = grids(read(page))
    cell = next(c for c in grid.cells if (c.row, c.column) == (2, 2))
    assert cell.text or not cell.legible
    assert not cell.text or cell.confidence < 0.9


def test_a_seal_and_specks_leave_a_blank_cell_blank() -> None:
    page = scan_of(plain_sheet(), dpi=DPI)
    tall, wide = page.shape[:2]
    ys, xs = np.mgrid[:tall, :wide]
    distance = np.hypot(xs - 950, ys - 480)
    page[(distance > 200) & (distance < 212)] = (215, 40, 45)
    page[478:480, 980:982] = 0
    (grid,) = grids(read(page))
    assert rows(grid) == PLAIN


@pytest.mark.parametrize("empty", [True, False])
def test_a_page_without_tables_gives_its_lines(empty: bool) -> None:
    sheets = Sheets()
    sheets.line(0, 0, 0, 0)
    if not empty:
        sheets.text(300, 120, "全年收到申请 8 件", size=12)
    content = read_scan(Scan(scan_of(sheets.file(), dpi=150), 150 / 72, 0, 0.48, 0.48))
    assert content.is_read
    assert [getattr(block, "text", "") for block in content.blocks] == (
        [] if empty else ["全年收到申请8件"]
    )


def pictures_file(pages: Sequence[Pixels], size: tuple[float, float]) -> Sheets:
    sheets = Sheets(size)
    for page in pages:
        sheets.canvas.drawImage(ImageReader(Image.fromarray(page)), 0, 0, *size)
        sheets.next_page()
    return sheets


def test_a_pdf_of_text_and_scans_is_read_page_by_page(opened: Opened) -> None:
    scan = scan_of(plain_sheet((BODY[0], ("规章", "6", "", "4"), BODY[2])), dpi=150)
    size = (scan.shape[1] * 0.48, scan.shape[0] * 0.48)
    sheets = Sheets(size)
    sheets.table()
    sheets.text(300, 300, "本年度主动公开政府信息情况如下" * 3)
    sheets.next_page()
    sheets.canvas.drawImage(ImageReader(Image.fromarray(scan)), 0, 0, *size)
    document = opened("a.pdf", sheets.file())
    assert document.unread_pages == ()
    native, read_off = grids(document)
    assert rows(native) == PLAIN
    assert rows(read_off)[1] == ["规章", "6", "", "4"]
    assert read_off.region.page == 1
    box = read_off.region.box
    assert box is not None
    assert np.allclose(box, (XS[0], YS[0], XS[-1], YS[-1]), atol=2)


def test_where_hidden_text_differs_the_picture_is_right(opened: Opened) -> None:
    scan = scan_of(plain_sheet(), dpi=150)
    size = (scan.shape[1] * 0.48, scan.shape[0] * 0.48)
    sheets = Sheets(size)
    sheets.canvas.drawImage(ImageReader(Image.fromarray(scan)), 0, 0, *size)
    sheets.text(345, 145, "72", mode=3)
    sheets.text(455, 145, "3", mode=3)
    (grid,) = grids(opened("a.pdf", sheets.file()))
    doubted, borne_out = grid.cells[6], grid.cells[7]
    assert (doubted.text, doubted.alternatives[0]) == ("12", "72")
    assert doubted.confidence < 0.9
    assert borne_out.text == "3"
    assert borne_out.confidence > 0.9


@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "WEBP", "TIFF"])
def test_pictures_of_every_format_open(opened: Opened, form: str) -> None:
    page = scan_of(plain_sheet(), dpi=120)[:460]
    data = packed([page, page] if form == "TIFF" else [page], 120, form)
    document = opened(f"a.{form.lower()}", data)
    assert document.kind == "image"
    assert rows(grids(document)[0]) == PLAIN
    assert len(document.pages) == (2 if form == "TIFF" else 1)
    dpi = 72 if form == "WEBP" else 120
    assert document.pages[0].width == pytest.approx(page.shape[1] * 72 / dpi, rel=0.01)


def test_the_size_of_print_is_told_from_a_sheet_of_paper() -> None:
    assert unit_of(1240, 1754, 150 / 72) == pytest.approx(150 / 72)
    assert unit_of(1240, 1754, 1.0) == pytest.approx(150 / 72, rel=0.01)
    assert unit_of(4000, 3000, 1.0) == pytest.approx(4000 / 842)
    assert unit_of(1240, 12000, 1.0) == pytest.approx(1240 / 595)


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    blank = np.full((300, 400, 3), 255, np.uint8)
    path = tmp_path / "a.tiff"
    path.write_bytes(packed([blank] * 3, 100, "TIFF"))
    told: list[tuple[int, int]] = []
    open_document(path, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


OFFLINE = """
import sys
from pathlib import Path
from gouji.core.documents import Grid
from gouji.core.documents.opening import open_document
print([cell.text for b in open_document(Path(sys.argv[1])).blocks if isinstance(b, Grid)
       for cell in b.cells])
"""


def test_scans_are_read_without_any_network(tmp_path: Path, cut_off: Callable[..., str]) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(packed([scan_of(plain_sheet(), dpi=120)[:460]], 120, "PNG"))
    said = cut_off([sys.executable, "-c", OFFLINE, str(path)])
    assert said.strip() == str([text for row in BODY for text in row])


@pytest.fixture
def cut_off() -> Callable[..., str]:
    """Runs a command in a network of its own that has nothing in it, where the system lets us;
    elsewhere with proxies that lead nowhere.
    """
    alone = ["unshare", "--net", "--map-root-user"]
    fits = (
        shutil.which("unshare")
        and not subprocess.run([*alone, "true"], check=False, capture_output=True).returncode
    )
    nowhere = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}

    def run(command: Sequence[str]) -> str:
        done = subprocess.run(
            [*alone, *command] if fits else list(command),
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, **nowhere, "PYTHONIOENCODING": "utf-8"},
        )
        assert done.stderr == ""
        return done.stdout

    return run


def test_the_columns_of_a_page_scanned_askew_stay_below_each_other() -> None:
    (grid,) = grids(read(scan_of(plain_sheet(), "skew", dpi=DPI, seed=4)))
    by_column = {cell.column: cell.across for cell in grid.cells if cell.row == 0}
    assert all(cell.across == by_column[cell.column] for cell in grid.cells)
    for column, across in by_column.items():
        assert across is not None
        assert abs(across[1] - across[0] - (XS[column + 1] - XS[column])) < 2
