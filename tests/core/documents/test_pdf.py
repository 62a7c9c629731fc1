"""PDFs open, say which pages are pictures, and fail in one sentence."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from gouji.core.documents.opening import open_document
from gouji.core.documents.pdf.pdf_page import read_page
from gouji.core.documents.pdf.pdf_reader import open_pdf, read_pdf
from gouji.core.documents.render.render_pdf import render_page
from gouji.core.errors import (
    PasswordNeededError,
    PasswordWrongError,
    SourceBrokenError,
    SourceMissingError,
)

from .conftest import Opened
from .pdf_files import BODY, Sheets
from .reading import cell_at, grids, paragraphs, rows

PLAIN = [list(row) for row in BODY]


def plain_file(password: str | None = None) -> bytes:
    sheets = Sheets(password=password)
    sheets.table()
    return sheets.file()


def pages_that_are_pictures(data: bytes) -> list[int]:
    with closing(open_pdf(Path("a.pdf"), data, None)) as document:
        pages = [read_page(document[index], index, None) for index in range(len(document))]
    return [index for index, page in enumerate(pages) if not page.is_read]


def picture(*, opaque: bool = True) -> ImageReader:
    image = Image.new("RGB" if opaque else "RGBA", (300, 400), "white" if opaque else (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((50, 250, 250, 300), fill=(255, 0, 0))
    return ImageReader(image)


def test_the_document_names_its_source(opened: Opened, tmp_path: Path) -> None:
    data = plain_file()
    document = opened("a.pdf", data)
    assert document.kind == "pdf"
    assert document.path == tmp_path / "a.pdf"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert [(page.index, page.width, page.height) for page in document.pages] == [(0, 595, 842)]


def test_a_document_without_a_user_password_just_opens(opened: Opened) -> None:
    assert rows(grids(opened("a.pdf", plain_file("")))[0]) == PLAIN


def test_a_protected_document_asks_for_its_password(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(plain_file("geheim"))
    for password in (None, "", "wrong"):
        with pytest.raises(PasswordNeededError) as caught:
            open_document(path, password=password)
        assert isinstance(caught.value, PasswordWrongError) == bool(password)
    assert rows(grids(open_document(path, password="geheim"))[0]) == PLAIN


def test_a_file_without_pages_is_broken_even_after_a_protected_one(tmp_path: Path) -> None:
    with pytest.raises(PasswordNeededError):
        read_pdf(Path("a.pdf"), plain_file("geheim"), "")
    with pytest.raises(SourceBrokenError):
        read_pdf(Path("b.pdf"), Sheets().file(), "")


@pytest.mark.parametrize("data", [b"", b"no pdf at all", b"%PDF-1.7\n%%EOF\n", plain_file()[:400]])
def test_what_is_no_pdf_is_broken(data: bytes) -> None:
    with pytest.raises(SourceBrokenError):
        read_pdf(Path("a.pdf"), data, "")


def test_a_file_without_its_end_is_read_as_far_as_it_goes(opened: Opened) -> None:
    data = plain_file()
    assert rows(grids(opened("a.pdf", data[: data.rindex(b"xref") + 20]))[0]) == PLAIN


def test_progress_counts_pages() -> None:
    sheets = Sheets()
    for _ in range(3):
        sheets.table()
        sheets.next_page()
    told: list[tuple[int, int]] = []
    read_pdf(Path("a.pdf"), sheets.file(), "", progress=lambda *done: told.append(done))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_grids_are_looked_for_on_wanted_pages_only() -> None:
    sheets = Sheets()
    for number in range(2):
        sheets.table()
        sheets.text(300, 800, f"第{number}页")
        sheets.next_page()
    document = read_pdf(Path("a.pdf"), sheets.file(), "", wants_grids=lambda text: "第1页" in text)
    assert [grid.region.page for grid in grids(document)] == [1]
    assert "".join(paragraphs(document)).startswith("信息内容 本年制发件数 本年废止件数")


def test_grids_and_lines_come_page_by_page(opened: Opened) -> None:
    sheets = Sheets()
    for _ in range(2):
        sheets.table()
        sheets.text(300, 800, "页脚")
        sheets.next_page()
    pages = [block.region.page for block in opened("a.pdf", sheets.file()).blocks]
    assert pages == [0, 0, 1, 1]


def test_a_scanned_page_is_told_from_those_with_text() -> None:
    sheets = Sheets()
    sheets.table()
    sheets.text(300, 300, "本年度主动公开政府信息情况如下" * 3)
    sheets.next_page()
    sheets.canvas.drawImage(picture(), 20, 20, 550, 780)
    sheets.text(300, 830, "第2页")
    sheets.next_page()
    assert pages_that_are_pictures(sheets.file()) == [1]


@pytest.mark.parametrize("covered", [True, False])
def test_text_hidden_in_a_scan_leaves_it_a_picture(covered: bool) -> None:
    sheets = Sheets()
    if covered:
        sheets.text(300, 300, "本年度主动公开政府信息情况" * 4)
        sheets.canvas.drawImage(picture(), 0, 0, 595, 842)
    else:
        sheets.canvas.drawImage(picture(), 0, 0, 595, 842)
        for line in range(10):
            sheets.text(300, 300 + 20 * line, "本年度主动公开政府信息情况" * 2, mode=3)
    assert pages_that_are_pictures(sheets.file()) == [0]


def test_a_picture_behind_or_over_a_text_leaves_it_read(opened: Opened) -> None:
    sheets = Sheets()
    sheets.canvas.drawImage(picture(), 0, 0, 595, 842)
    sheets.table()
    sheets.text(300, 300, "本年度主动公开政府信息情况如下" * 4, size=9)
    sheets.canvas.drawImage(picture(opaque=False), 0, 0, 595, 842, mask="auto")
    document = opened("a.pdf", sheets.file())
    assert document.unread_pages == ()
    assert rows(grids(document)[0]) == PLAIN


def test_an_empty_page_is_no_picture(opened: Opened) -> None:
    sheets = Sheets()
    sheets.next_page()
    document = opened("a.pdf", sheets.file())
    assert document.unread_pages == ()
    assert document.blocks == ()


def form_file() -> bytes:
    sheets = Sheets()
    sheets.grid()
    sheets.texts([BODY[0], ("规章", "", "12", "3")])
    sheets.canvas.acroForm.textfield(
        name="t2", value="417", x=200, y=842 - 155, width=60, height=20, borderWidth=0
    )
    return sheets.file()


def test_a_field_of_a_form_prints_its_value(opened: Opened) -> None:
    assert rows(grids(opened("a.pdf", form_file()))[0])[1] == ["规章", "417", "12", "3"]


def test_a_field_without_an_appearance_prints_its_value(opened: Opened) -> None:
    data = form_file()
    assert b"/AP " in data
    grid = grids(opened("a.pdf", data.replace(b"/AP ", b"/XP ")))[0]
    assert cell_at(grid, 1, 1).text == "417"


def test_a_page_is_rendered_as_it_prints(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(form_file())
    image = render_page(path, 0, scale=2)
    assert (image.width, image.height) == (1190, 1684)
    assert len(image.pixels) == image.stride * image.height
    shown = Image.frombuffer(
        "RGB", (image.width, image.height), image.pixels, "raw", "RGB", image.stride, 1
    )
    low, _ = shown.crop((402, 2 * 138, 440, 2 * 152)).convert("L").getextrema()
    assert isinstance(low, int)
    assert low < 100


def test_a_page_is_rendered_in_the_order_red_green_blue(tmp_path: Path) -> None:
    sheets = Sheets()
    sheets.area(0, 0, 595, 842, (1, 0, 0))
    path = tmp_path / "a.pdf"
    path.write_bytes(sheets.file())
    assert render_page(path, 0, scale=0.1).pixels[:3] == b"\xff\x00\x00"


def test_rendering_says_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pytest.raises(SourceMissingError):
        render_page(path, 0, scale=1)
    path.write_bytes(b"nothing")
    with pytest.raises(SourceBrokenError):
        render_page(path, 0, scale=1)
    path.write_bytes(plain_file("geheim"))
    with pytest.raises(PasswordNeededError):
        render_page(path, 0, scale=1)
    assert render_page(path, 0, scale=1, password="geheim").width == 595
    with pytest.raises(SourceBrokenError):
        render_page(path, 1, scale=1, password="geheim")


def test_a_picture_of_a_huge_page_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    sheets = Sheets((14400, 14400))
    sheets.table()
    path.write_bytes(sheets.file())
    image = render_page(path, 0, scale=4)
    assert image.scale < 1
    assert image.width * image.height < 65_000_000


def test_the_source_is_never_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    data = form_file()
    path.write_bytes(data)
    open_document(path)
    render_page(path, 0, scale=1)
    assert path.read_bytes() == data
