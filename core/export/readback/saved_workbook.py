"""What stands in a saved workbook, as plain values: cells, notes, names, merged areas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_STORED

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from ...documents.source_files.package import Package
from ...documents.source_files.parsing import parsed
from ...documents.spreadsheet.loading import hold_book, load_book
from ...errors import SourceMissingError, SourceNoFileError
from ...figures import show
from ...files.regular_files import NotRegularError, open_regular
from ..excel.saved import saved

NUMBER, TEXT, FORMULA, OTHER = "number", "text", "formula", "other"

_TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[+-]\d\d:\d\d")
_LOOSE = re.compile(r"[\s$']")
_ONE_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_THREAD = re.compile(
    r"^\[(?:Threaded comment|线程批注|线索批注)\].*?\n(?:Comment|注释|批注)[:：]\s*", re.S
)


@dataclass(frozen=True, slots=True)
class Content:
    """What one cell holds: its kind and its text; the same content is equal, however saved."""

    kind: str
    text: str


@dataclass(frozen=True)
class SheetContents:
    """One sheet: by place what it holds and what is noted, and its merged areas."""

    cells: Mapping[str, Content]
    notes: Mapping[str, str]
    merged: frozenset[str]


@dataclass(frozen=True)
class WorkbookContents:
    """A workbook.

    Attributes:
        names: The place of each defined name that has one: (sheet, place).
        saved_by: Who saved it last, as the program that did so says.
    """

    sheets: Mapping[str, SheetContents]
    names: Mapping[str, tuple[str, str]]
    saved_by: str

    def named(self, name: str) -> Content | None:
        """Returns what the cell of a defined name holds."""
        sheet, place = self.names.get(name, ("", ""))
        return self.sheets[sheet].cells.get(place) if sheet in self.sheets else None


def contents_of_file(path: Path) -> WorkbookContents:
    """Returns the contents of a workbook. Fit for the worker process.

    Raises:
        SourceError: It cannot be read, or would expand beyond reason.
    """
    try:
        with open_regular(path) as stream:
            data = stream.read()
    except NotRegularError as error:
        raise SourceNoFileError(path) from error
    except (OSError, ValueError) as error:
        raise SourceMissingError(path) from error
    hold_book(Package(path, data))
    workbook = load_book(path, data)
    with parsed(path):  # openpyxl makes sense of much only when it is asked for
        return contents_of(workbook)


def contents_of_saved(workbook: Workbook) -> WorkbookContents:
    """Returns the contents that a workbook in memory has once it is saved."""
    return contents_of(load_workbook(saved(workbook, ZIP_STORED)))


def contents_of(workbook: Workbook) -> WorkbookContents:
    """Returns the contents of a workbook that was loaded."""
    places = {name: _place(defined) for name, defined in workbook.defined_names.items()}
    names = {name: place for name, place in places.items() if place is not None}
    return WorkbookContents(
        {sheet.title: _sheet(sheet) for sheet in workbook.worksheets},
        names,
        workbook.properties.lastModifiedBy or "",
    )


def _place(defined: DefinedName) -> tuple[str, str] | None:
    """Returns the sheet and the cell that a name stands for; None where that is no single cell,
    which would be read as an empty one.
    """
    try:
        (found,) = defined.destinations
    except (TokenizerError, AttributeError, ValueError):
        return None
    sheet, place = found[0], found[1].replace("$", "")
    return (sheet, place) if _ONE_CELL.fullmatch(place) else None


def plain_note(text: str) -> str:
    """Returns a note without the preamble of threaded comments, its times in UTC."""
    return _in_utc(_THREAD.sub("", text)).strip()


def _sheet(sheet: Worksheet) -> SheetContents:
    cells, notes = {}, {}
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell, Cell):
                continue
            if cell.value is not None and cell.value != "":
                cells[cell.coordinate] = _content(cell)
            if cell.comment is not None:
                notes[cell.coordinate] = plain_note(cell.comment.text)
    merged = frozenset(str(area) for area in sheet.merged_cells.ranges)
    return SheetContents(cells, notes, merged)


def _content(cell: Cell) -> Content:
    value = cell.value
    if cell.data_type == "f":
        return Content(FORMULA, _LOOSE.sub("", str(getattr(value, "text", value))))
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return Content(NUMBER, show(Decimal(str(value))))
    if cell.data_type == "s" and isinstance(value, str):
        return Content(TEXT, _in_utc(value))
    return Content(OTHER, str(value))


def _in_utc(text: str) -> str:
    """Machines tell the same time in zones of their own."""
    return _TIME.sub(lambda found: _utc(found[0]), text.replace("\r\n", "\n"))


def _utc(text: str) -> str:
    try:
        return datetime.fromisoformat(text).astimezone(UTC).isoformat(sep=" ")
    except (ValueError, OverflowError):
        return text
