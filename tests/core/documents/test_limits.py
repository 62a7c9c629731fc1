"""What asks for more than any report holds is refused at once, with the limit in the sentence."""

from __future__ import annotations

import io
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from drawn import drawn

from gouji.core.documents.opening import open_document
from gouji.core.documents.source_files import limits
from gouji.core.documents.source_files.limits import (
    ATTRIBUTES,
    CELLS,
    CHARACTERS,
    DEPTH,
    ELEMENTS,
    MERGED,
    PARTS,
    PIXELS,
    PLACES,
    SIDE,
    STYLES,
    Limit,
    TooLargeError,
    hold_markup,
)

WORD, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"
ATTRIBUTES_IN_ONE = " ".join(f"a{number}='1'" for number in range(ATTRIBUTES.most + 1))


def page(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


def changed(layout: str, name: str, before: bytes, after: bytes) -> bytes:
    """Returns a drawn Office file with something else in one of its parts."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(drawn(layout))) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy,
    ):
        for part in source.namelist():
            data = source.read(part)
            assert part != name or before in data
            copy.writestr(part, data.replace(before, after, 1) if part == name else data)
    return stream.getvalue()


def word(inserted: bytes) -> bytes:
    return changed("word", WORD, b"<w:body>", b"<w:body>" + inserted)


def workbook(inserted: bytes) -> bytes:
    return changed("workbook", SHEET, b"</sheetData>", inserted + b"</sheetData>")


def merged(area: bytes) -> bytes:
    inserted = b"</sheetData><mergeCells><mergeCell ref='" + area + b"'/></mergeCells>"
    return changed("workbook", SHEET, b"</sheetData>", inserted)


def many_parts() -> bytes:
    stream = io.BytesIO(drawn("word"))
    with zipfile.ZipFile(stream, "a") as package:
        for number in range(PARTS.most):
            package.writestr(f"x/{number}", b"")
    return stream.getvalue()


def picture(wide: int, tall: int) -> bytes:
    """Returns the head of a PNG of a size; nothing of its pixels is wanted."""
    from PIL import Image

    stream = io.BytesIO()
    Image.new("1", (8, 8), 1).save(stream, "PNG")
    data = bytearray(stream.getvalue())
    data[16:24] = wide.to_bytes(4, "big") + tall.to_bytes(4, "big")
    import zlib

    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


CASES: dict[str, tuple[str, Callable[[], bytes], Limit]] = {
    "text": ("a.txt", lambda: ("信" * (CHARACTERS.most + 1)).encode(), CHARACTERS),
    "text of a page": ("a.html", lambda: page("<p>" + "信" * (CHARACTERS.most + 1)), CHARACTERS),
    "tabbed cells": ("a.txt", lambda: b"1\t" * (CELLS.most + 1), CELLS),
    "piped cells": ("a.md", lambda: b"|" * (CELLS.most + 1), CELLS),
    "values": ("a.csv", lambda: "总计,".encode() * (CELLS.most + 1), CELLS),
    "cells of a workbook": ("a.xlsx", lambda: workbook(b"<c/>" * (CELLS.most + 1)), CELLS),
    "merged cells": ("a.xlsx", lambda: merged(b"A1:XFD1000"), MERGED),
    "spans": ("a.html", lambda: page("<table>" + "<tr><td colspan=1000>1" * 501), PLACES),
    "elements of a page": ("a.html", lambda: page("<b>" * (ELEMENTS.most + 1)), ELEMENTS),
    "elements of a document": ("a.docx", lambda: word(b"<w:p/>" * (ELEMENTS.most + 1)), ELEMENTS),
    "attributes of a page": ("a.html", lambda: page(f"<p {ATTRIBUTES_IN_ONE}>1"), ATTRIBUTES),
    "attributes of a document": (
        "a.docx", lambda: word(f"<w:p {ATTRIBUTES_IN_ONE}/>".encode()), ATTRIBUTES
    ),
    "attributes of a workbook": (
        "a.xlsx", lambda: workbook(f"<row {ATTRIBUTES_IN_ONE}/>".encode()), ATTRIBUTES
    ),
    "levels of a page": ("a.html", lambda: page("<div>" * 4000 + "1"), DEPTH),
    "levels of a document": (
        "a.docx", lambda: word(b"<w:sdt>" * 4000 + b"</w:sdt>" * 4000), DEPTH
    ),
    "styles": (
        "a.html",
        lambda: page(
            "<style>" + "".join(f"p:not(.a{n}) > b{{color:red}}" for n in range(3000)) + "</style>"
            + "<p><b>1</b></p>" * 3000
        ),
        STYLES,
    ),
    "parts": ("a.docx", many_parts, PARTS),
    "pixels": ("a.png", lambda: picture(12_800, 12_800), PIXELS),
    "pixels of a side": ("a.png", lambda: picture(40_000, 100), SIDE),
}  # fmt: skip


@pytest.mark.parametrize(("name", "made", "limit"), CASES.values(), ids=CASES)
def test_more_than_a_report_holds_is_refused_with_the_limit(
    name: str, made: Callable[[], bytes], limit: Limit, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(made())
    with pytest.raises(TooLargeError) as caught:
        open_document(tmp_path / name)
    error = pickle.loads(pickle.dumps(caught.value))
    for language, unit in (("zh", limit.zh), ("en", limit.en)):
        sentence = error.sentence(language)
        assert name in sentence
        assert f"{limit.most:,}" in sentence
        assert unit in sentence


@pytest.mark.parametrize(
    "markup",
    [
        "<script>" + "if (a<b && c) x = 'don';\n" * 2000 + "</script>",
        "<!-- <p " + "word " * 3000 + " -->",
        "<p title='" + "word " * 3000 + "'>",
        "<p>" + "a < b " * 3000 + "</p>",
        "<img src='data:image/png;base64," + "iVBOR=" * 50_000 + "'>",
    ],
    ids=["script", "comment", "quoted", "text", "picture"],
)
def test_words_that_are_no_attributes_are_not_counted_as_such(markup: str) -> None:
    hold_markup(markup.encode())


def test_attributes_behind_a_quoted_sign_are_counted() -> None:
    hold_markup(b"<p a='>'>")
    with pytest.raises(Exception, match="attributes"):
        hold_markup(f"<p a='>' {ATTRIBUTES_IN_ONE}>".encode())


def test_the_manual_of_security_names_every_limit(root: Path) -> None:
    text = (root / "docs" / "security.md").read_text("utf-8")
    every = [value for value in vars(limits).values() if isinstance(value, Limit)]
    assert len(every) > 12
    assert not [limit for limit in every if f"{limit.most:,}" not in text]
