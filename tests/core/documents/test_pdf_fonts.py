"""A PDF that names a font and does not carry it is the same on every machine."""

from __future__ import annotations

import hashlib
import inspect
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from gouji.core.documents.opening import open_document
from gouji.core.documents.render.render_pdf import render_page

from ...drawing.draw import draw
from .conftest import Opened
from .pdf_files import BODY, Sheets, code_map, with_font
from .reading import cell_at, grids, paragraphs, rows

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts")
"""Where pdfium itself looks for fonts on Linux."""

DIGITS = {f"{0x51 + digit:04x}": str(digit) for digit in range(10)}
"""Numbers of glyphs as a program that makes PDF may give them, and the digits that they are."""


def seen_of(path: Path) -> list[str]:
    """Returns all that is read of a PDF, places included, and what its pages look like."""
    document = open_document(path)
    pages = [render_page(path, page.index, scale=1.5) for page in document.pages]
    return [repr(document.blocks), *(hashlib.sha256(page.pixels).hexdigest() for page in pages)]


def seen_without_fonts(paths: Sequence[Path], empty: Path) -> list[list[str]]:
    """Returns what a process sees of PDFs on whose machine no font is installed."""
    alone = ["unshare", "--mount", "--map-root-user"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("a process of its own view of the folders cannot be started here")
    hidden = [folder for folder in FONT_FOLDERS if Path(folder).is_dir()]
    hide = " && ".join(f"mount --bind {empty} {folder}" for folder in hidden) or "true"
    code = "\n".join(
        (
            "import hashlib, json, sys",
            "from pathlib import Path",
            "from gouji.core.documents.opening import open_document",
            "from gouji.core.documents.render.render_pdf import render_page",
            inspect.getsource(seen_of),
            "print(json.dumps([seen_of(Path(name)) for name in sys.argv[1:]]))",
        )
    )
    run = [*alone, "sh", "-c", f'{hide} && exec "$0" "$@"', sys.executable, "-c", code, *paths]
    done = subprocess.run(run, capture_output=True, check=True, text=True, timeout=120)
    seen: list[list[str]] = json.loads(done.stdout)
    return seen


def composite(
    name: bytes, encoding: bytes, ordering: bytes, names: dict[str, str] | None = None
) -> dict[int, bytes]:
    """Returns a font of many characters that is named only, and what it consists of."""
    given = {} if names is None else {92: code_map(names)}
    more = b" /ToUnicode 92 0 R" if given else b""
    return {
        89: b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /%s"
        b" /DescendantFonts [90 0 R]%s >>" % (name, encoding, more),
        90: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (%s) /Supplement 0 >> /DW 500 /FontDescriptor 91 0 R >>"
        % (name, ordering),
        91: b"<< /Type /FontDescriptor /FontName /%s /Flags 6 /FontBBox [0 -200 1000 900]"
        b" /ItalicAngle 0 /Ascent 859 /Descent -140 /CapHeight 700 /StemV 80 >>" % name,
        **given,
    }


def simple(name: bytes) -> dict[int, bytes]:
    """Returns a font of one byte a character that is named only."""
    return {
        89: b"<< /Type /Font /Subtype /TrueType /BaseFont /%s /Encoding /WinAnsiEncoding"
        b" /FirstChar 32 /LastChar 126 /Widths [%s] /FontDescriptor 91 0 R >>"
        % (name, b"500 " * 95),
        91: composite(name, b"", b"")[91],
    }


def hexed(text: str, encoding: str = "utf-16-be") -> bytes:
    return f"<{text.encode(encoding).hex()}>".encode()


NAMED = {
    "by the character": (composite(b"SimSun", b"UniGB-UCS2-H", b"GB1"), hexed("1,053本")),
    "bold": (composite(b"SimHei,Bold", b"UniGB-UTF16-H", b"GB1"), hexed("1,053本")),
    "by GBK": (composite(b"FangSong", b"GBK-EUC-H", b"GB1"), hexed("1,053本", "gbk")),
    "by the collection": (composite(b"SimSun", b"Identity-H", b"GB1"), b"<0012000d001100160014>"),
    "by glyphs with names": (
        composite(b"MicrosoftYaHei", b"Identity-H", b"Identity", {**DIGITS, "0100": "本"}),
        b"<00520051005600540100>",
    ),
    "traditional": (composite(b"MSung-Light", b"UniCNS-UCS2-H", b"CNS1"), hexed("1,053件")),
    "of one byte": (simple(b"SimSun"), hexed("1,053", "ascii")),
    "Latin": (simple(b"Calibri"), hexed("1,053", "ascii")),
    "of every reader": (simple(b"ArialMT"), hexed("1,053", "ascii")),
}
"""Fonts that are named only, and a figure set in each."""

SAID = {"by glyphs with names": "1053本", "traditional": "1,053件"}


def table(codes: bytes = b"", font: dict[int, bytes] | None = None) -> bytes:
    """Returns the plain table; the cell at row 1, column 1 holds a text in a font of its own."""
    sheets = Sheets()
    sheets.grid()
    sheets.texts([BODY[0], ("规章", "", "", ""), ("规范", "", "", "7")])
    return with_font(sheets, codes, font) if font else sheets.file()


@pytest.mark.parametrize("kind", NAMED)
def test_a_figure_in_a_font_that_is_only_named_is_read(opened: Opened, kind: str) -> None:
    font, codes = NAMED[kind]

    cell = cell_at(grids(opened("a.pdf", table(codes, font)))[0], 1, 1)

    said = "1,053本" if kind in ("by the character", "bold", "by GBK") else "1,053"
    assert (cell.text, cell.legible, cell.confidence) == (SAID.get(kind, said), True, 1.0)


def test_reports_look_and_read_the_same_where_no_font_is_installed(tmp_path: Path) -> None:
    files = {f"{kind}.pdf": table(codes, font) for kind, (font, codes) in NAMED.items()}
    files |= {f"{layout}.pdf": draw(3, layout).data for layout in ("pdf, lines", "pdf, no lines")}
    empty = tmp_path / "empty"
    empty.mkdir()
    paths = [tmp_path / name for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)

    assert seen_without_fonts(paths, empty) == [seen_of(path) for path in paths]


def test_the_corpus_looks_and_reads_the_same_where_no_font_is_installed(
    corpus: Path, tmp_path: Path
) -> None:
    paths = sorted(corpus.glob("F03-*.pdf"))

    assert len(paths) > 2
    assert seen_without_fonts(paths, tmp_path) == [seen_of(path) for path in paths]


@pytest.mark.parametrize("text", ["鬱", "體", "가", "𠮷", "𝟏", "☎"])
def test_a_character_that_the_carried_font_lacks_is_not_lost(opened: Opened, text: str) -> None:
    font = composite(b"SimSun", b"Identity-H", b"Identity", {"0051": text})

    document = opened("a.pdf", table(b"<0051>", font))

    cell = cell_at(grids(document)[0], 1, 1)
    # pdfium does not say what characters beyond the first plane of Unicode are.
    assert cell.text == text if ord(text) < 0x10000 else not cell.legible
    page = render_page(document.path, 0, scale=2)
    place = [page.pixels[row * page.stride :][420 * 3 : 450 * 3] for row in range(280, 300)]
    assert min(map(min, place)) < 128


@pytest.mark.parametrize("code", [b"<0052>", b"<0003>", b"<f001f002>"])
@pytest.mark.parametrize("name", [b"SimSun", b"ArialMT"])
def test_a_glyph_of_another_machines_font_makes_its_cell_illegible(
    opened: Opened, name: bytes, code: bytes
) -> None:
    font = composite(name, b"Identity-H", b"Identity")

    cell = cell_at(grids(opened("a.pdf", table(code, font)))[0], 1, 1)

    assert not cell.legible


def test_a_page_of_such_glyphs_is_not_read_from_what_stands_in_for_them(opened: Opened) -> None:
    sheets = Sheets()
    sheets.grid()
    font = composite(b"SimSun", b"Identity-H", b"Identity")

    document = opened("a.pdf", with_font(sheets, b"<" + b"00520053" * 12 + b">", font))

    assert document.unread_pages == (0,)
    assert not any(char.isalnum() for line in paragraphs(document) for char in line)
    assert not any(char.isalnum() for g in grids(document) for r in rows(g) for char in "".join(r))
