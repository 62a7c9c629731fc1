"""Calculates workbooks anew with LibreOffice, and says what their sheets then show."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from gouji.core.export.review_workbook.addresses import FIRST_RULE_ROW, RULES
from gouji.core.export.review_workbook.workbook_parts import Book

OFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""
needs_office = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")


def recalculated(files: Sequence[Path], folder: Path) -> list[Workbook]:
    """The workbooks as LibreOffice calculates them; results that they carry are dropped before."""
    bare = folder / "bare"
    bare.mkdir()
    for file in files:
        _drop_results(file, bare / file.name)
        assert not _carries_results(bare / file.name)
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation={Path(_profile().name).as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder / "done"),
            *[str(bare / file.name) for file in files],
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return [load_workbook(folder / "done" / file.name, data_only=True) for file in files]


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """LibreOffice's own folder, which takes it a second to fill; it goes when the tests end."""
    return tempfile.TemporaryDirectory(prefix="gouji-office-")


def _drop_results(file: Path, bare: Path) -> None:
    with zipfile.ZipFile(file) as package, zipfile.ZipFile(bare, "w") as copy:
        for entry in package.infolist():
            data = package.read(entry)
            if "worksheets/" in entry.filename:
                data = re.sub(rb"</f><v>[^<]*</v>", b"</f>", data)
            copy.writestr(entry, data)


def _carries_results(path: Path) -> bool:
    with zipfile.ZipFile(path) as package:
        sheets = [package.read(name) for name in package.namelist() if "worksheets/" in name]
    return any(re.search(rb"</f><v>[^<]", sheet) for sheet in sheets)


@dataclass(frozen=True)
class Shown:
    """What a workbook shows.

    Attributes:
        results, sides: Of each rule: its word, its left and right side.
        states, outside, levels: Of each cell: its state in words, whether it is told as not
            allowed, and the level of its marks.
    """

    results: Mapping[str, object]
    sides: Mapping[str, tuple[object, object]]
    states: Mapping[str, object]
    outside: Mapping[str, bool]
    levels: Mapping[str, object]


def shown(workbook: Workbook, book: Book) -> Shown:
    """Returns what a workbook, laid out as ``book``, shows."""
    rules = workbook[RULES.zh]
    rows = {rule: rules[row] for rule, row in book.at.rule_rows.items()}
    assert min(book.at.rule_rows.values()) == FIRST_RULE_ROW
    data = {cell: workbook["数据"][row] for cell, row in book.at.data_rows.items()}
    assert all(row[0].value == rule for rule, row in rows.items())
    assert all(row[0].value == cell for cell, row in data.items())
    return Shown(
        {rule: row[5].value for rule, row in rows.items()},
        {rule: (row[2].value, row[3].value) for rule, row in rows.items()},
        {cell: row[6].value for cell, row in data.items()},
        {cell: row[11].value == "不合要求" for cell, row in data.items()},
        {
            cell: workbook[at.sheet][at.local].value
            for cell, at in ((cell, book.at.level(cell)) for cell in book.at.figures)
        },
    )
