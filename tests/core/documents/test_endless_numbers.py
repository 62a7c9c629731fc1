"""A number of thousands of digits in an attribute or a style costs nothing but itself."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from gouji.core.documents.opening import open_document

from .reading import grids

ENDLESS = "9" * 4301


@pytest.mark.parametrize(
    "added",
    [
        f'colspan="{ENDLESS}"',
        f'rowspan="{ENDLESS}"',
        f'width="{ENDLESS}"',
        f'style="font-size: {ENDLESS}px"',
        f'style="--a: {ENDLESS}; width: var(--a)"',
        f'class="x"><style>.x {{ width: {ENDLESS}px }}</style><i',
    ],
)
def test_a_web_page_is_read(tmp_path: Path, added: str) -> None:
    page = tmp_path / "a.html"
    rows = "<tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr>"
    table = f"<table>{rows}</table><table>{rows.replace('<td>甲', f'<td {added}>甲', 1)}</table>"
    page.write_text(f"<html><body>{table}</body></html>", "utf-8")
    document = open_document(page)
    texts = [cell.text for grid in grids(document) for cell in grid.cells]
    assert texts[:4] == ["甲", "1", "乙", "2"]
    assert "甲" in texts[4:]


@pytest.mark.parametrize(
    ("pattern", "added"),
    [
        (r'w:gridSpan w:val="\d+"', f'w:gridSpan w:val="{ENDLESS}"'),
        (r'<w:gridCol w:w="\d+"', f'<w:gridCol w:w="{ENDLESS}"'),
        (r'(<w:tcW [^>]*w:w=)"\d+"', rf'\1"{ENDLESS}"'),
        (r'<w:gridCol w:w="\d+"', '<w:gridCol w:w="²"'),
    ],
)
def test_a_word_file_is_read(root: Path, tmp_path: Path, pattern: str, added: str) -> None:
    path = tmp_path / "a.docx"
    sample = root / "resources" / "samples" / "2019-edition.docx"
    with zipfile.ZipFile(sample) as source, zipfile.ZipFile(path, "w") as copy:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                text, count = re.subn(pattern, added, part.decode(), count=1)
                assert count == 1
                part = text.encode()
            copy.writestr(name, part)
    found = [cell.text for grid in grids(open_document(path)) for cell in grid.cells]
    assert sorted(found) == sorted(
        cell.text for grid in grids(open_document(sample)) for cell in grid.cells
    )
