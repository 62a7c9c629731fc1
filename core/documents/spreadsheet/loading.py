"""Loads a workbook by openpyxl, also where a cell holds a number that no program can take."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

from ...errors import SourceBrokenError
from ..source_files.limits import CELLS, MERGED, hold, hold_markup
from ..source_files.package import Package
from ..source_files.parsing import parsed
from .mending import UNREADABLE, mended

_SHEETS = "xl/worksheets/"
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref\s*+=\s*+["']([^"'<>]++)""")
_NO_NUMBER = re.compile(
    rb"(<(?:\w+:)?v>)\s*(?:[+-]?(?:nan|inf|infinity)|[+-]?[0-9]{4000,})\s*(</)", re.IGNORECASE
)
"""The value of a cell from which ``int`` and ``float`` of Python make nothing, or an error: more
digits than an integer is read from (4,300), or none."""

_ENDLESS = rb"\g<1>1E400\g<2>"
"""In its place: a number that is beyond any, and so unreadable as a figure."""


def hold_book(package: Package) -> None:
    """Returns if openpyxl can load a workbook, which makes each cell, each merged one too.

    Raises:
        TooLargeError: It holds more of something than any report does.
        SourceBrokenError: A part cannot be unpacked.
    """
    for name in sorted(package.names()):
        if not name.endswith((".xml", ".rels")):
            continue
        part = package.data(name) or b""
        hold_markup(part, package.path)
        if name.startswith(_SHEETS):
            hold(CELLS, len(_CELL.findall(part)), package.path)
            hold(MERGED, sum(map(_size, _MERGED.findall(part))), package.path)


def _size(area: bytes) -> int:
    try:
        left, top, right, bottom = range_boundaries(area.decode("ascii", "replace"))
    except ValueError:
        return 0
    return ((right or 0) - (left or 0) + 1) * ((bottom or 0) - (top or 0) + 1)


def load_book(path: Path, data: bytes, **options: Any) -> Workbook:
    """Returns a workbook; one figure that is none does not cost the others.

    Args:
        path: Of the file, for the message.
        data: The whole file, held to its limits before.
        options: For ``openpyxl.load_workbook``.

    Raises:
        SourceBrokenError: It cannot be read.
    """
    try:
        with parsed(path):
            return _loaded(data, options)
    except SourceBrokenError:
        without = _without_endless(data)
        if without is None:
            return _load_mended(path, data, options)
    return load_book(path, without, **options)


def _load_mended(path: Path, data: bytes, options: dict[str, Any]) -> Workbook:
    """Returns a workbook without what spreadsheet programs pass over and openpyxl does not.

    Raises:
        SourceBrokenError: It cannot be read even so.
    """
    plain = mended(data)
    with parsed(path):
        return _loaded(data if plain is None else plain, options)


def _loaded(data: bytes, options: dict[str, Any]) -> Workbook:
    with warnings.catch_warnings():
        # What it cannot keep when it writes is of no matter to a reader.
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data), **options)


def _without_endless(data: bytes) -> bytes | None:
    """Returns a package without the numbers that stop its reading; None where it has none."""
    copied = io.BytesIO()
    found = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(copied, "w") as copy:
            for entry in source.infolist():
                part = source.read(entry)
                if entry.filename.lstrip("/").lower().startswith(_SHEETS):
                    part, count = _NO_NUMBER.subn(_ENDLESS, part)
                    found += count
                copy.writestr(entry.filename, part)
    except (*UNREADABLE, ValueError):
        return None
    return copied.getvalue() if found else None
