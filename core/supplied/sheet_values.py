"""The values of a workbook by sheet, with the place of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell

from ..documents.source_files.limits import hold
from ..documents.source_files.package import Package
from ..documents.source_files.parsing import parsed
from ..documents.spreadsheet.loading import hold_book, load_book
from ..documents.spreadsheet.number_format import exact
from ..figures import show
from .csv_fields import VALUES
from .raw_table import Area, RawValue
from .supplied_values import FileSlot

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
NO_RESULT = "=?"
"""Stands for a formula that was never calculated: no figure, and not nothing."""


def sheet_areas(path: Path, data: bytes) -> list[Area]:
    """Returns the rows of each sheet, from its first column on; empty rows have no values.

    Formulas count as what was calculated last.

    Raises:
        SourceError: The workbook cannot be read, or would expand beyond reason.
    """
    package = Package(path, data)
    hold_book(package)
    values = load_book(path, data, data_only=True)
    sheets = (name for name in package.names() if name.startswith("xl/worksheets/"))
    has_formulas = any(_FORMULA.search(package.data(name) or b"") for name in sheets)
    formulas = load_book(path, data) if has_formulas else None
    with parsed(path):
        return [_area(name, values, formulas) for name in _names(values)]


def _names(book: Workbook) -> list[str]:
    return [sheet.title for sheet in book.worksheets]


def _area(name: str, values: Workbook, formulas: Workbook | None) -> Area:
    found: dict[int, dict[int, RawValue]] = {}
    with_formulas = set() if formulas is None else set(_formulas(formulas, name))
    cells = values[name]._cells
    for (row, column), cell in cells.items():
        if not isinstance(cell, SheetCell):
            continue
        is_formula = (row, column) in with_formulas
        text = NO_RESULT if is_formula and cell.value is None else _text(cell.value)
        slot = FileSlot(row, column, name, is_formula=is_formula)
        found.setdefault(row, {})[column] = RawValue(text, slot)
    widest = max((max(row) for row in found.values()), default=0)
    hold(VALUES, widest * len(found))
    return [
        [found[row].get(at) or RawValue("", FileSlot(row, at, name)) for at in range(1, widest + 1)]
        for row in sorted(found)
    ]


def _formulas(book: Workbook, name: str) -> Iterator[tuple[int, int]]:
    for place, cell in book[name]._cells.items():
        if isinstance(cell, SheetCell) and cell.data_type == "f":
            yield place


def _text(value: object) -> str:
    """Returns a value as a text with all its digits; a truth value or a date is no figure."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = exact(value)
        return show(number) if number.is_finite() else str(value)
    return str(value).strip()
