"""Reads the file of an extraction, whatever program made it: JSON, separated values, a workbook.

Nothing in it is believed: sizes are held to limits, formulas count as texts or results, names are
texts, and a figure that is none is told as that.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..bilingual import Bilingual
from ..documents.source_bytes import source_data
from ..documents.source_files.kinds import kind_of
from ..documents.source_files.limits import CHARACTERS, Limit, OverLimitError, TooLargeError, hold
from ..documents.source_files.parsing import parsed
from ..documents.source_files.text_encoding import decoded
from ..errors import GoujiError
from .column_mapping import Mapped
from .column_names import match_of
from .csv_fields import fields_of, separator_of
from .json_tables import json_tables
from .json_values import JsonValue, json_lines, json_values
from .raw_table import Area, RawTable
from .sheet_values import sheet_areas
from .supplied_lines import reports_of
from .supplied_values import CELL, FILE, TABLE, ColumnMatch, SuppliedExtraction
from .table_heads import tables_in

TEXT_SIZE = Limit(64 * CHARACTERS.most // 3, CHARACTERS.zh, CHARACTERS.en)
LEAST_CELLS = 2
"""Columns that must be known for a table to be an extraction; one may be a coincidence."""


class NoExtractionError(GoujiError):
    """A file in which no figures of the form are found."""

    advice_zh = (
        "可读的有：Gouji 的 JSON、CSV，一行一份报告或一行一格的表（列名为格号或栏目名），"
        "按表式排的工作簿。"
    )
    advice_en = (
        "Read are Gouji's JSON and CSV, a table with a line a report or a line a cell (columns "
        "named by cell ids or labels), and a workbook laid out as the official form."
    )

    def __init__(self, path: Path, problem: Bilingual) -> None:
        self.path, self.problem = path, problem
        super().__init__(f"{path.name}：{problem.zh}。", f"{path.name}: {problem.en}.")

    def __reduce__(self) -> tuple[type[NoExtractionError], tuple[Path, Bilingual]]:
        return type(self), (self.path, self.problem)


NOT_RECOGNISED = Bilingual("没有认出表式中的数", "no figures of the form are recognised in it")
_NO_JSON = Bilingual("不是完整的 JSON", "it is no whole JSON")


@dataclass(frozen=True, slots=True)
class FileTables:
    """The bytes of a file as tables, with what is needed to write it again."""

    kind: str
    tables: Sequence[RawTable]
    encoding: str = ""
    separator: str = ""


def read_extraction(path: Path, mapped: Mapped | None = None) -> SuppliedExtraction:
    """Returns what the file of an extraction says. Fit for a worker process.

    Args:
        path: The file; it is read once and never written.
        mapped: What a person says that its columns are.

    Raises:
        SourceError: It cannot be read.
        NoExtractionError: It is no such file, or no figures of the form are found in it.
    """
    data = source_data(path)
    opened, table, columns = _best_table(path, data, mapped or {})
    reports = reports_of(table, columns) if _worth(columns) >= _least(columns) else ()
    if not reports:
        raise NoExtractionError(path, NOT_RECOGNISED)
    return SuppliedExtraction(
        path,
        hashlib.sha256(data).hexdigest(),
        opened.kind,
        TABLE,
        reports,
        tuple(columns.values()),
        opened.encoding,
        opened.separator,
    )


def offered_columns(path: Path) -> tuple[ColumnMatch, ...]:
    """Returns what the columns of a file are taken for, also where no figures are found by them.

    Raises:
        SourceError: It cannot be read.
        NoExtractionError: It is no table.
    """
    _, _, columns = _best_table(path, source_data(path), {})
    return tuple(columns.values())


def _best_table(
    path: Path, data: bytes, mapped: Mapped
) -> tuple[FileTables, RawTable, dict[int, ColumnMatch]]:
    """Returns the table of a file that is likeliest the one with the figures."""
    try:
        opened = _opened(path, data)
        tables = [(table, _matched(table, mapped)) for table in opened.tables]
    except OverLimitError as error:
        raise TooLargeError(path, error.limit) from error
    if not tables:
        raise NoExtractionError(path, NOT_RECOGNISED)
    return (opened, *max(tables, key=_likelihood))


def _least(columns: Mapping[int, ColumnMatch]) -> int:
    """Returns how many cells must be known: one is enough where a person says so."""
    return 1 if any(column.chosen for column in columns.values()) else LEAST_CELLS


def text_of_bytes(data: bytes) -> tuple[str, str] | None:
    """Returns a text with its encoding, by which the very bytes can be written again; else None."""
    text = decoded(data)
    if text is None:
        return None
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        for plain in (text, text.removeprefix("\ufeff")):
            try:
                if plain.encode(encoding) == data:
                    return plain, encoding
            except UnicodeEncodeError:
                continue
    return text.removeprefix("\ufeff"), "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"


def _opened(path: Path, data: bytes) -> FileTables:
    kind = kind_of(data, ".csv" if path.suffix.lower() != ".xlsx" else ".xlsx")
    if kind == "xlsx":
        return FileTables("xlsx", list(_of_areas(sheet_areas(path, data))))
    found = text_of_bytes(data) if kind in ("csv", "text") else None
    if found is None:
        raise NoExtractionError(path, NOT_RECOGNISED)
    text, encoding = found
    hold(TEXT_SIZE, len(text))
    if text.lstrip()[:1] in ("{", "["):
        return FileTables("json", list(json_tables(_json(path, text))), encoding)
    separator = separator_of(text)
    return FileTables("csv", list(_of_areas([fields_of(text, separator)])), encoding, separator)


def _json(path: Path, text: str) -> list[JsonValue]:
    with parsed(path):
        for read in (json_values, json_lines):
            try:
                return read(text)
            except ValueError:
                continue
    raise NoExtractionError(path, _NO_JSON)


def _of_areas(areas: Sequence[Area]) -> Iterator[RawTable]:
    for area in areas:
        yield from tables_in(area)


def _matched(table: RawTable, mapped: Mapping[str, ColumnMatch]) -> dict[int, ColumnMatch]:
    """Returns what each column is taken for; of two for the same the first one is it."""
    found: dict[int, ColumnMatch] = {}
    taken: set[tuple[str, str]] = set()
    for at, name in table.columns.items():
        match = mapped.get(name) or match_of(name)
        is_taken = (match.target, match.role) in taken and match.target != FILE
        if match.target and is_taken:
            match = replace(match, target="", offers=(match.target,))
        taken.add((match.target, match.role))
        found[at] = match
    return found


def _likelihood(each: tuple[RawTable, Mapping[int, ColumnMatch]]) -> tuple[int, int]:
    """Returns how likely a way to take a file as lines is the one that is meant."""
    table, columns = each
    return _worth(columns), len(table.lines)


def _worth(columns: Mapping[int, ColumnMatch]) -> int:
    """Returns how many columns are known to hold figures: of lines of cells as good as many."""
    cells = {column.target for column in columns.values() if "." in column.target}
    named = any(column.target == CELL for column in columns.values())
    return max(len(cells), LEAST_CELLS * named)


def areas_of(path: Path) -> tuple[Sequence[Area], str, str, str]:
    """Returns the sheets of a file that is written again, with its kind, encoding and separator.

    There are none of a kind that is only read.

    Raises:
        SourceError: It cannot be read.
    """
    data = source_data(path)
    kind = kind_of(data, path.suffix.lower())
    if kind == "xlsx":
        return sheet_areas(path, data), "xlsx", "", ""
    found = text_of_bytes(data) if kind == "csv" else None
    if found is None:
        return (), str(kind), "", ""
    separator = separator_of(found[0])
    return [fields_of(found[0], separator)], "csv", found[1], separator
