"""Changes cells in the parts of a workbook and copies all else as it is: styles, charts, notes.

A library that loads and saves a workbook drops what it does not know.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from ...documents.source_files.package import Package
from ...errors import SourceBrokenError
from ...figures import show
from ...supplied.supplied_values import FileSlot
from ..excel.sheet_cells import plain_text

Content = str | int | float | None

_BOOK = "xl/workbook.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def with_cells(path: Path, data: bytes, cells: Mapping[FileSlot, Content]) -> bytes:
    """Returns a workbook with other contents in some cells.

    Where formulas are in it, it is calculated anew when it is opened.

    Args:
        path: Of the file, for messages.
        data: The whole file.
        cells: What is to stand at each place; nothing for None.

    Raises:
        SourceBrokenError: A sheet is not where the workbook says.
    """
    package = Package(path, data)
    by_part: dict[str, dict[tuple[int, int], Content]] = {}
    parts = _parts(package)
    for slot, content in cells.items():
        if slot.sheet not in parts:
            raise SourceBrokenError(path, slot.sheet)
        by_part.setdefault(parts[slot.sheet], {})[slot.row, slot.column] = content
    changed = {part: _changed(package, part, own) for part, own in by_part.items()}
    if changed and _has_formulas(package):
        changed[_BOOK] = _calculated(package)
    return _copied(data, changed)


def _parts(package: Package) -> dict[str, str]:
    """Returns the part of each sheet by its name."""
    book = package.tree(_BOOK)
    found = {}
    for sheet in book.iter("{*}sheet") if book is not None else ():
        target = package.target(_BOOK, sheet.get(_RELATION, ""))
        if target is not None:
            found[sheet.get("name", "")] = target
    return found


def _changed(package: Package, part: str, cells: Mapping[tuple[int, int], Content]) -> bytes:
    root = package.tree(part)
    data = None if root is None else root.find("{*}sheetData")
    if root is None or data is None:
        raise SourceBrokenError(package.path, part)
    rows = {int(row.get("r", "0")): row for row in data.iterfind("{*}row")}
    for (number, column), content in cells.items():
        row = rows.get(number)
        if row is None:
            row = rows[number] = _inserted_row(data, number)
        _fill(_cell(row, number, column), content)
    return _serialized(root)


def _inserted_row(data: etree._Element, number: int) -> etree._Element:
    row = etree.Element(etree.QName(data, "row"), r=str(number))
    before = sum(int(each.get("r", "0")) < number for each in data.iterfind("{*}row"))
    data.insert(before, row)
    return row


def _cell(row: etree._Element, number: int, column: int) -> etree._Element:
    """Returns the cell of a row in a column; it is made where there is none."""
    before = 0
    for cell in row.iterfind("{*}c"):
        at = column_index_from_string(coordinate_from_string(cell.get("r", "A1"))[0])
        if at == column:
            return cell
        before += at < column
    made = etree.Element(etree.QName(row, "c"), r=f"{get_column_letter(column)}{number}")
    row.insert(before, made)
    return made


def _fill(cell: etree._Element, content: Content) -> None:
    """Puts a content into a cell, which keeps its style."""
    for child in list(cell):
        cell.remove(child)
    if "t" in cell.attrib:
        del cell.attrib["t"]
    if content is None:
        return
    if isinstance(content, str):
        cell.set("t", "inlineStr")
        inside = etree.SubElement(cell, etree.QName(cell, "is"))
        etree.SubElement(inside, etree.QName(cell, "t")).text = plain_text(content)
        return
    number = content if isinstance(content, int) else Decimal(repr(content))
    etree.SubElement(cell, etree.QName(cell, "v")).text = show(number)


def _has_formulas(package: Package) -> bool:
    sheets = (name for name in package.names() if name.startswith("xl/worksheets/"))
    return any(b"<f" in (package.data(name) or b"") for name in sheets)


def _calculated(package: Package) -> bytes:
    """Returns the part of the book with the wish that all is calculated when it is opened."""
    book = package.tree(_BOOK)
    assert book is not None  # its sheets were found in it
    wish = book.find("{*}calcPr")
    if wish is None:
        wish = etree.Element(etree.QName(book, "calcPr"))
        names = [etree.QName(child).localname for child in book]
        after = [at for at, name in enumerate(names) if name in _BEFORE_CALCULATION]
        book.insert(max(after, default=-1) + 1, wish)
    wish.set("fullCalcOnLoad", "1")
    return _serialized(book)


_BEFORE_CALCULATION = frozenset({
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr",
    "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences",
    "definedNames",
})  # fmt: skip
"""What stands before it in a workbook (ISO/IEC 29500-1, 18.2.27)."""


def _serialized(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _copied(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Returns a package with some parts replaced."""
    copied = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(copied, "w") as copy:
        for entry in source.infolist():
            name = entry.filename.lstrip("/").lower()
            own = next((part for at, part in changed.items() if at.lower() == name), None)
            copy.writestr(entry, source.read(entry) if own is None else own)
    return copied.getvalue()
