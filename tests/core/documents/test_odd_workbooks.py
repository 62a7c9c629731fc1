"""Workbooks that spreadsheet programs open and openpyxl alone refuses are read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.core.documents.opening import open_document

from ...drawing import draw
from .reading import grids, rows

Change = Callable[[str, str], str]


def changed(data: bytes, change: Change) -> bytes:
    """Returns a workbook in which the text of each part was changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, change(name, source.read(name).decode("utf-8")))
    return made.getvalue()


def strict(name: str, part: str) -> str:
    usual = "http://schemas.openxmlformats.org"
    for old, new in (
        (f"{usual}/spreadsheetml/2006/main", "spreadsheetml/main"),
        (f"{usual}/officeDocument/2006/relationships", "officeDocument/relationships"),
    ):
        part = part.replace(old, f"http://purl.oclc.org/ooxml/{new}")
    return part


def replaced(of: str, old: str, new: str) -> Change:
    def change(name: str, part: str) -> str:
        return part.replace(old, new) if name == of else part

    return change


ODD: dict[str, Change] = {
    "strict": strict,
    "empty fill": replaced("xl/styles.xml", '<fill><patternFill /></fill>', "<fill/>"),
    "font family": replaced("xl/styles.xml", '<family val="2" />', '<family val="49" />'),
    "index of a style": replaced("xl/worksheets/sheet1.xml", '<c r="A1"', '<c s="999" r="A1"'),
    "date of creation": replaced("docProps/core.xml", "Z</dcterms:created>", "x</dcterms:created>"),
    "pane": replaced(
        "xl/worksheets/sheet1.xml", "<sheetView workbookViewId=\"0\">",
        '<sheetView workbookViewId="0"><pane state="odd"/>',
    ),
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_workbook_says_what_it_says_otherwise(odd: str, tmp_path: Path) -> None:
    data = draw(3, "workbook").data
    plain = open_document(_put(tmp_path / "plain.xlsx", data))
    other = changed(data, ODD[odd])
    assert other != data
    found = open_document(_put(tmp_path / "odd.xlsx", other))
    assert [rows(grid) for grid in grids(found)] == [rows(grid) for grid in grids(plain)]


def test_cells_without_references_stand_one_after_the_other(tmp_path: Path) -> None:
    import re

    data = draw(3, "workbook, unmerged").data
    plain = open_document(_put(tmp_path / "plain.xlsx", data))

    def bare(name: str, part: str) -> str:
        return re.sub(r'(<c) r="[A-Z]+\d+"', r"\1", part) if "worksheets" in name else part

    found = open_document(_put(tmp_path / "odd.xlsx", changed(data, bare)))
    assert sum(len(grid.cells) for grid in grids(found)) > 0
    assert len(grids(found)) == len(grids(plain))


def _put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
