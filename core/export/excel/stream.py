"""Writes rows into sheets of a saved workbook as they come, without holding them.

openpyxl makes the workbook with heads, widths, styles and charts; the rows of long lists are
written into its sheets while the file is copied to its place. Rows so cost no memory, and a
tenth of the time.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import IO, BinaryIO
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import get_column_letter

from ...figures import Number, show
from .part_names import as_excel_names
from .sheet_cells import fits, plain_text

Value = str | Number | None

MOST_ROWS = 1_048_576
"""Of a sheet, its head included; Excel takes no more."""

MOST_LINKS = 65_530
"""Of a sheet; Excel takes no more."""

_END = b"</sheetData>"
_EMPTY = b"<sheetData/>"
_DIMENSION = re.compile(rb'<dimension ref="[^"]*" ?/>')
"""How large openpyxl takes the sheet to be; it needs not be said, and must not be said wrong."""

_AFTER_LINKS = re.compile(rb"<(?:printOptions|pageMargins)\b")
_LINK_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class StreamStyles:
    """Which styles of the workbook text and numbers have, by their index."""

    text: int
    number: int


@dataclass(frozen=True, slots=True)
class StreamLink:
    """An area of a sheet that leads to a file: rows first to last of one column, all from 1."""

    column: int
    first: int
    last: int
    target: str


class RowWriter:
    """Makes the XML of rows: numbers as numbers, text as text, never as a formula.

    Args:
        styles: Of text and of numbers.
    """

    def __init__(self, styles: StreamStyles) -> None:
        self._styles = styles
        self._number = f'" s="{styles.number}"><v>'

    def row(
        self, number: int, values: Sequence[Value], rest: str = "", height: float | None = None
    ) -> str:
        """Returns a row.

        Args:
            number: Of the row, from 1.
            values: None leaves its cell empty.
            rest: The XML of the cells behind the values.
            height: In points; None leaves it to the program that shows it.
        """
        high = "" if height is None else f' ht="{height:g}" customHeight="1"'
        return f'<row r="{number}"{high}>{self.cells(number, values)}{rest}</row>'

    def cells(self, number: int | str, values: Sequence[Value], first: int = 1) -> str:
        """Returns the cells of a row.

        Args:
            number: Of the row, from 1, or what stands for it until it is known.
            values: None leaves its cell empty.
            first: The column of the first value, from 1.
        """
        cells = []
        ahead = self._number
        for letters, value in zip(letters_of(first, len(values)), values, strict=True):
            if type(value) is int and fits(value):
                cells.append(f'<c r="{letters}{number}{ahead}{value}</v></c>')
            elif value is not None and value != "":
                cells.append(f'<c r="{letters}{number}{self.content(value)}')
        return "".join(cells)

    def content(self, value: str | Number) -> str:
        """Returns the XML of a cell behind its place, which begins ``<c r="A1``."""
        if isinstance(value, str):
            return _text_cell(self._styles.text, value)
        if fits(value):
            return f"{self._number}{_digits(value)}</v></c>"
        return _text_cell(self._styles.text, show(value))


@dataclass(frozen=True)
class Streamed:
    """What is written into one sheet while it is copied.

    Attributes:
        rows: Yields the XML of its rows.
        links: Yields its links, once the rows are written.
    """

    rows: Callable[[], Iterable[str]]
    links: Callable[[], Iterable[StreamLink]] = field(default=tuple)


def link_target(path: Path, folder: Path) -> str:
    """Returns how a workbook in ``folder`` names a file: by its way from there where it can."""
    try:
        return quote(path.relative_to(folder).as_posix())
    except ValueError:
        return path.as_uri()


def copy_with_rows(
    saved: BinaryIO,
    target: BinaryIO,
    streamed: Mapping[int, Streamed],
) -> None:
    """Copies a saved workbook, with rows in some of its sheets.

    Args:
        saved: As openpyxl wrote it.
        target: Where to.
        streamed: By the number of the sheet, from 1; written in the order of this mapping.
    """
    by_name = {_SHEET.format(number): each for number, each in streamed.items()}
    with (
        zipfile.ZipFile(saved) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as copy,
    ):
        for entry in source.infolist():
            if entry.filename not in by_name:
                copy.writestr(*as_excel_names(entry.filename, source.read(entry)))
        for name, sheet in by_name.items():
            _write_sheet(copy, name, source.read(name), sheet)


def spooled(spool: IO[str]) -> Iterator[str]:
    """Yields what was written into a spool."""
    spool.seek(0)
    while chunk := spool.read(_CHUNK):
        yield chunk


_SHEET = "xl/worksheets/sheet{}.xml"
_LEVEL = 4
"""Of compression: a tenth larger than the usual one, in half of its time."""


def _write_sheet(copy: zipfile.ZipFile, name: str, data: bytes, sheet: Streamed) -> None:
    data = data.replace(_EMPTY, b"<sheetData>" + _END)
    head, tail = _DIMENSION.sub(b"", data).split(_END, 1)
    targets: dict[str, str] = {}
    with copy.open(name, "w", force_zip64=True) as stream:
        stream.write(head)
        for piece in sheet.rows():
            stream.write(piece.encode("utf-8"))
        found = _AFTER_LINKS.search(tail)
        place = found.start() if found else 0
        stream.write(_END + tail[:place])
        for piece in _links_xml(sheet.links(), targets):
            stream.write(piece.encode("utf-8"))
        stream.write(tail[place:])
    if targets:
        folder, _, last = name.rpartition("/")
        copy.writestr(f"{folder}/_rels/{last}.rels", _relationships(targets))


def _links_xml(links: Iterable[StreamLink], targets: dict[str, str]) -> Iterator[str]:
    """Yields the links of a sheet; adds the id of each target to ``targets``."""
    count = 0
    for link in links:
        rows = link.last - link.first + 1
        if count + rows > MOST_LINKS:
            break
        if not count:
            yield "<hyperlinks>"
        count += rows
        number = targets.setdefault(link.target, f"rId{len(targets) + 1}")
        column = get_column_letter(link.column)
        area = f"{column}{link.first}" + (f":{column}{link.last}" if rows > 1 else "")
        yield f'<hyperlink xmlns:r="{_NAMESPACE}" ref="{area}" r:id="{number}"/>'
    if count:
        yield "</hyperlinks>"


def _relationships(targets: Mapping[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="{number}" Type="{_LINK_KIND}" Target={quoteattr(target)} '
        'TargetMode="External"/>'
        for target, number in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{listed}</Relationships>'


@lru_cache(maxsize=5000)
def _text_cell(style: int, text: str) -> str:
    plain = escape(plain_text(text))
    return f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{plain}</t></is></c>'


@lru_cache(maxsize=16)
def letters_of(first: int, columns: int) -> tuple[str, ...]:
    """Returns the names of so many columns from one on."""
    return tuple(get_column_letter(column) for column in range(first, first + columns))


def _digits(value: Number) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(int(value))
