"""Odd encodings are read, and odd kinds are refused with the sentence that says what they are."""

from __future__ import annotations

import io
from pathlib import Path

import PIL.Image
import pypdfium2 as pdfium
import pytest

from gouji.core.documents.opening import open_document
from gouji.core.documents.source_files.text_encoding import decoded
from gouji.core.errors import PhotoKindError, PortfolioError


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


def test_a_fax_in_tiff_is_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    PIL.Image.new("1", (200, 100), 1).save(path, "TIFF", compression="group4")
    document = open_document(path)
    assert (document.kind, len(document.pages)) == ("image", 1)
