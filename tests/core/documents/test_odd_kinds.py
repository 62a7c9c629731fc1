"""Odd encodings are read, and odd kinds are refused with the sentence that says what they are."""

from __future__ import annotations

import io
import zlib
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import PIL.Image
import pypdfium2 as pdfium
import pytest

from gouji.core.documents import Grid
from gouji.core.documents.opening import open_document
from gouji.core.documents.pdf.pdfium_calls import PDFIUM_LOCK
from gouji.core.documents.scans.picture_page import Scan, read_scan
from gouji.core.documents.source_files.text_encoding import decoded
from gouji.core.errors import PhotoKindError, PortfolioError, ReportElsewhereError
from gouji.core.pipeline import open_reports

from ...drawing import draw
from .pdf_files import BODY
from .reading import grids, rows
from .scan_files import plain_sheet, scan_of


def test_utf_7_is_read() -> None:
    text = "政府信息公开工作年度报告\n本年新收 8\n"
    assert decoded(text.encode("utf-7")) == text
    assert decoded(b"a+b-c 1+123-4") == "a+b-c 1+123-4"


def test_lines_of_two_encodings_are_read() -> None:
    lines = ["政府信息公开工作年度报告", "本年新收政府信息公开申请数量", "（一）予以公开", "1,2"]
    data = b"\n".join(
        line.encode("utf-8" if at % 2 else "gb18030") for at, line in enumerate(lines)
    )
    assert decoded(data) == "\n".join(lines)


def test_a_photo_in_heic_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.heic"
    path.write_bytes(b"\0\0\0\x18ftypheic" + bytes(64))
    with pytest.raises(PhotoKindError, match="HEIC"):
        open_document(path)


def test_a_portfolio_says_what_to_do(tmp_path: Path) -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(200, 200)
    document.new_attachment("a.txt").set_data(b"1")
    made = io.BytesIO()
    document.save(made)
    document.close()
    data = made.getvalue().replace(b"/Type/Catalog", b"/Collection<<>>/Type/Catalog")
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert b"/Collection" in data
    with pytest.raises(PortfolioError):
        open_document(path)


def test_a_portfolio_whose_catalog_is_packed_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(packed_portfolio())
    assert b"/Collection" not in path.read_bytes()
    with pytest.raises(PortfolioError, match="附件"):
        open_document(path)


def packed_portfolio() -> bytes:
    """A portfolio whose catalog lies in an object stream (ISO 32000-1, 7.5.7)."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/Collection<</View/T>>"
        b"/Names<</EmbeddedFiles<</Names[(a) 5 0 R]>>>>>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        5: b"<</Type/Filespec/F(a)/EF<</F 6 0 R>>>>",
    }
    starts = [sum(len(each) + 1 for each in list(objects.values())[:at]) for at in range(4)]
    head = b"".join(b"%d %d " % pair for pair in zip(objects, starts, strict=True))
    packed = zlib.compress(head + b" ".join(objects.values()))
    data = b"%PDF-1.7\n"
    streams = {
        4: (b"<</Type/ObjStm/N 4/First %d/Filter/FlateDecode" % len(head), packed),
        6: (b"<</Type/EmbeddedFile", b"1"),
    }
    rows = [b"\0\0\0\0"] * 8
    for at, number in enumerate(objects):
        rows[number] = b"\2\0\4" + bytes([at])
    for number, (said, content) in streams.items():
        rows[number] = b"\1" + len(data).to_bytes(2, "big") + b"\0"
        data += b"%d 0 obj\n%s/Length %d>>stream\n" % (number, said, len(content))
        data += content + b"\nendstream\nendobj\n"
    rows[7] = b"\1" + len(data).to_bytes(2, "big") + b"\0"
    table = b"".join(rows)
    said = b"7 0 obj\n<</Type/XRef/Size 8/W[1 2 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    tail = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(data)
    return data + said + table + tail


def test_a_fax_in_tiff_is_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    PIL.Image.new("1", (200, 100), 1).save(path, "TIFF", compression="group4")
    document = open_document(path)
    assert (document.kind, len(document.pages)) == ("image", 1)


def faxed(data: bytes) -> PIL.Image.Image:
    """The upper half of a page as a fax sends it coarsely: 204 dots and 98 lines to the inch."""
    page = PIL.Image.fromarray(scan_of(data, dpi=204)).convert("L")
    tall = round(page.height * 98 / 204)
    flat = page.resize((1728, tall), PIL.Image.Resampling.BOX)
    return flat.point(lambda light: 255 if light > 200 else 0).convert("1")


@pytest.mark.parametrize(
    ("packing", "told"), [("group3", True), ("group4", False)], ids=["told", "known by its width"]
)
def test_a_fax_of_oblong_dots_is_read_on_each_of_its_pages(
    packing: str, told: bool, tmp_path: Path
) -> None:
    pages = [faxed(plain_sheet()), faxed(plain_sheet(OTHER))]
    path = tmp_path / "a.tif"
    named = {"dpi": (204, 98)} if told else {}
    pages[0].save(
        path, "TIFF", save_all=True, append_images=pages[1:], compression=packing, **named
    )
    document = open_document(path)
    assert [rows(grid) for grid in grids(document)] == [
        [list(row) for row in BODY],
        [list(row) for row in OTHER],
    ]
    page = document.pages[1]
    assert page.width == pytest.approx(1728 / 204 * 72, abs=1)
    assert page.height == pytest.approx(pages[1].height / 98 * 72, abs=1)


OTHER = (BODY[0], ("规章", "12", "3", "48"), ("规范性文件", "7", "", "65"))


@pytest.mark.parametrize("rules", [1.0, 0.3], ids=["rules as light as print", "dim rules"])
def test_a_screenshot_in_dark_mode_is_read(rules: float) -> None:
    grey = cv2.cvtColor(scan_of(plain_sheet(), dpi=144), cv2.COLOR_RGB2GRAY)
    ink = np.asarray(255 - grey, np.uint8)
    drawn = [cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(size)) for size in ((1, 40), (40, 1))]
    lines = np.maximum(*drawn)
    light = 30 + 0.8 * cv2.subtract(ink, lines) + 0.8 * rules * lines
    page = np.repeat(np.clip(light, 0, 255).astype(np.uint8)[..., None], 3, axis=2)
    content = read_scan(Scan(page, 2.0, 0, 0.5, 0.5))
    (grid,) = [block for block in content.blocks if isinstance(block, Grid)]
    assert rows(grid) == [list(row) for row in BODY]


def test_a_page_whose_font_names_no_character_is_read_as_a_picture_and_doubted(
    tmp_path: Path,
) -> None:
    drawn = draw(3, "pdf, embedded font")
    assert b"/ToUnicode" in drawn.data
    path = tmp_path / "a.pdf"
    path.write_bytes(first_pages(drawn.data.replace(b"/ToUnicode", b"/ToNothing")))
    (report,) = open_reports(path).reports
    read = {cell: each for cell, each in report.readings.items() if cell.startswith("t2.")}
    assert read
    for cell, reading in read.items():
        assert reading.figure.value == drawn.truth.cells[cell][1]
        assert reading.confidence <= 0.8


def first_pages(data: bytes) -> bytes:
    """A PDF with the first of its pages alone."""
    with PDFIUM_LOCK, closing(pdfium.PdfDocument(data)) as document:
        for index in range(len(document) - 1, 0, -1):
            document[index].close()
            document.del_page(index)
        made = io.BytesIO()
        document.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    "frame",
    [
        '<iframe src="./报告_files/表.html?v=1" width=100></iframe>',
        "<frameset><frame src='%E8%A1%A8.html'></frameset>",
        "<object type=text/html data=a/b/表.html></object>",
    ],
)
def test_a_page_that_shows_its_table_in_a_frame_names_the_file(frame: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<title>年度报告</title><p>一、总体情况</p>{frame}", "utf-8")
    with pytest.raises(ReportElsewhereError, match=r"表\.html") as caught:
        open_reports(path)
    assert caught.value.kind == "NoReportError"


def test_a_page_that_frames_something_else_beside_its_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(draw(3, "web").data + b"<iframe src=map.html></iframe>")
    assert open_reports(path).reports


@pytest.mark.parametrize(
    "row",
    [
        "<tr style='visibility:collapse'><td>许可<td>5",
        "<tbody style='visibility:collapse'><tr><td>许可<td>5<tbody>",
        "<tr class=x><td>许可<td>5",
        "<tr><td style='visibility:collapse'>许可<td style='visibility:collapse'>5",
    ],
)
def test_rows_that_style_collapses_are_not_read(row: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<meta charset=utf-8><style>.x{visibility:collapse}</style>"
        f"<table><tr><td>规章<td>8{row}<tr><td>处罚<td>2</table>",
        "utf-8",
    )
    (grid,) = grids(open_document(path))
    assert [row for row in rows(grid) if any(row)] == [["规章", "8"], ["处罚", "2"]]
