"""Which cell of the form the head of a column names: by its id, or by the labels of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from ..documents.vocabulary import HAN_CHARACTER
from ..extraction.labels import bare
from ..form_files import official_forms
from ..forms import Block, Cell, Column, Group, Row, Table
from .supplied_values import (
    CELL,
    FILE,
    ORGANIZATION,
    STATE,
    TEXT,
    VALUE,
    YEAR,
    ColumnMatch,
)

_NAMES: Mapping[str, tuple[str, ...]] = {
    FILE: (
        "file", "filename", "文件", "文件名", "文件名称", "path", "filepath", "路径", "文件路径",
        "source", "sourcefile", "sourcepath", "来源文件", "来源", "原件", "原文件", "报告文件",
        "pdf", "document", "documentname",
    ),
    ORGANIZATION: (
        "organization", "organisation", "org", "orgname", "body", "agency", "单位", "单位名称",
        "机构", "机构名称", "行政机关", "机关", "机关名称", "部门", "部门名称", "公开主体", "主体",
        "报告单位", "填报单位", "发布单位", "发布机构", "单位organization",
    ),
    YEAR: ("year", "年度", "年份", "年", "报告年度", "reportyear", "年度year"),
    CELL: ("cell", "cellid", "格", "单元格", "格号", "指标代码", "指标编号", "指标", "项目"),
}  # fmt: skip
"""Names of the columns that say what a line is of, bare and in lower case."""

VALUES_OF_LINES: Mapping[str, str] = {
    "printed": VALUE, "printedtext": TEXT, "value": VALUE, "text": TEXT, "figure": VALUE,
    "number": VALUE, "数值": VALUE, "数": VALUE, "值": VALUE, "数据": VALUE,
}  # fmt: skip
"""Names of the columns that hold the figure where each line is a cell, the first of them first.

What Gouji's own records have besides, the figures that a reviewer audited, are no reading.
"""

_ROLES = {"": VALUE, "value": VALUE, "text": TEXT, "state": STATE, "数值": VALUE, "原文": TEXT,
          "状态": STATE}  # fmt: skip

_NUMERALS = "一二三四五六七八九十"
_ENUMERATOR = re.compile(rf"^(?:[0-9]{{1,2}}|[{_NUMERALS}]{{1,2}})(?=[^0-9{_NUMERALS}])")
_MOST_OFFERS = 3
_LIKE = 70.0
"""How alike, of 100, a head must be to a label to be offered."""

FULL, PLAIN, SHORT = range(3)
"""How much of a label a wording has: with all its groups, itself alone, in short."""

_Item = tuple[str, str]
"""A row or a column: the id of its table, and its own."""


@lru_cache(maxsize=1)
def known_cells() -> Mapping[str, Cell]:
    """Returns the cells of all editions by id, the newest edition first."""
    found: dict[str, Cell] = {}
    for form in sorted(official_forms(), key=lambda form: form.edition, reverse=True):
        for cell, spec in form.cells.items():
            found.setdefault(cell, spec)
    return found


@lru_cache(maxsize=20_000)
def named_cells(head: str) -> tuple[str, ...]:
    """Returns the cells that a head names: one where it is plain, several where it may be any.

    A head is an id (dots, strokes or nothing between its parts) or labels of a row and of a column
    in either order, with or without the groups and the table that they belong to.
    """
    wanted = bare(head).lower()
    if wanted in _ids():
        return (_ids()[wanted],)
    for text in dict.fromkeys((wanted, *_without_table(wanted))):
        found = _by_labels(text)
        if found:
            return found
    return ()


def match_of(name: str) -> ColumnMatch:
    """Returns what the head of a column is taken for, with offers where that is nothing."""
    wanted = bare(name).lower()
    for target, names in _NAMES.items():
        if wanted in names:
            return ColumnMatch(name, target)
    half, _, other = name.partition(" ")
    if half and half == other:  # a head over two rows that is written in both
        once = match_of(half)
        if once.target:
            return replace(once, name=name)
    head, role = _with_role(name)
    found = named_cells(head)
    if len(found) == 1:
        return ColumnMatch(name, found[0], role)
    likely = found if HAN_CHARACTER.search(name) else ()  # one English word may be anything
    return ColumnMatch(name, offers=likely[:_MOST_OFFERS] or _alike(wanted))


def _with_role(name: str) -> tuple[str, str]:
    """Returns a head without the word at its end that says what of a cell it holds."""
    for part in (".", "/", " ", "_"):
        head, _, end = name.rpartition(part)
        role = _ROLES.get(end.strip().lower(), "") if head and end.strip() else ""
        if role and not named_cells(name):
            return head, role
    return name, VALUE


@lru_cache(maxsize=1)
def _ids() -> Mapping[str, str]:
    """Returns the ids of the cells by what is left of them without signs, where that is one's."""
    found: dict[str, str] = {}
    double: set[str] = set()
    for cell in known_cells():
        key = bare(cell).lower()
        double |= {key} if key in found else set()
        found[key] = cell
    return {key: cell for key, cell in found.items() if key not in double}


def _without_table(text: str) -> Iterator[str]:
    """Yields a head without the number or the title of its table in front."""
    for words in _tables():
        if text.startswith(words) and len(text) > len(words):
            yield text[len(words) :]


@lru_cache(maxsize=1)
def _tables() -> tuple[str, ...]:
    numerals = "零一二三四五六七八九"
    found = set()
    for form in official_forms():
        for table in form.tables:
            number = table.id.removeprefix("t")
            found |= {bare(text).lower() for text in (table.id, table.title, *table.aliases)}
            if number.isdecimal() and len(number) == 1:
                found |= {f"表{number}", f"表{numerals[int(number)]}", f"table{number}"}
    return tuple(sorted(found, key=len, reverse=True))


def _by_labels(text: str) -> tuple[str, ...]:
    """Returns the cells whose labels make up a text, of the fullest wording that gives any."""
    rows, columns = _wordings()
    found: dict[int, dict[str, None]] = {}
    for at in range(len(text) + 1):
        for row_words, column_words in ((text[:at], text[at:]), (text[at:], text[:at])):
            for row, row_rank in rows.get(row_words, ()):
                for column, column_rank in _columns_of(row, column_words, columns):
                    cell = f"{row[0]}.{row[1]}.{column[1]}"
                    if cell in known_cells():
                        found.setdefault(max(row_rank, column_rank), {})[cell] = None
    return tuple(found[min(found)]) if found else ()


def _columns_of(
    row: _Item, words: str, columns: Mapping[str, tuple[tuple[_Item, int], ...]]
) -> Iterator[tuple[_Item, int]]:
    """Yields the columns of a row's table that words name; the only one needs no words."""
    if words:
        yield from (each for each in columns.get(words, ()) if each[0][0] == row[0])
        return
    columns_of_row = _columns_by_row().get(row, {})
    for column, is_only in reversed(list(columns_of_row.items())):  # the total first
        yield (row[0], column), PLAIN if is_only else SHORT


@lru_cache(maxsize=1)
def _columns_by_row() -> Mapping[_Item, Mapping[str, bool]]:
    """Returns the columns of each row, and whether an edition has the row with that one alone."""
    found: dict[_Item, dict[str, bool]] = {}
    for form in official_forms():
        for cell in form.cells.values():
            columns = found.setdefault((cell.table.id, cell.row.id), {})
            is_only = len(cell.block.columns) == 1
            columns[cell.column.id] = columns.get(cell.column.id, False) or is_only
    return found


Wordings = Mapping[str, tuple[tuple[_Item, int], ...]]


@lru_cache(maxsize=1)
def _wordings() -> tuple[Wordings, Wordings]:
    """Returns the rows and the columns that each wording may stand for."""
    rows: dict[str, dict[_Item, int]] = {}
    columns: dict[str, dict[_Item, int]] = {}
    for form in official_forms():
        for table in form.tables:
            for block in table.blocks:
                for row in block.rows:
                    _add(rows, (table.id, row.id), _row_words(block, row))
                for column in block.columns:
                    _add(columns, (table.id, column.id), _column_words(block, column))
    return _frozen(rows), _frozen(columns)


def _frozen(found: Mapping[str, Mapping[_Item, int]]) -> Wordings:
    return {words: tuple(items.items()) for words, items in found.items()}


def _add(found: dict[str, dict[_Item, int]], item: _Item, words: Iterable[tuple[str, int]]) -> None:
    for text, rank in words:
        key = bare(text).lower()
        if key:
            ranks = found.setdefault(key, {})
            ranks[item] = min(rank, ranks.get(item, SHORT))


def _row_words(block: Block, row: Row) -> Iterator[tuple[str, int]]:
    yield from _words(block.row_path(row), row, (row.short, row.short_en, row.id))


def _column_words(block: Block, column: Column) -> Iterator[tuple[str, int]]:
    yield from _words(block.column_path(column), column, (column.id,))
    yield column.label.split("（单位")[0], PLAIN


def _words(
    path: tuple[Group, ...], item: Row | Column, short: tuple[str, ...]
) -> Iterator[tuple[str, int]]:
    """Yields the wordings of a row or a column, each with how much of the label it has."""
    own = [item.label, *item.aliases, item.label_en]
    own += [_ENUMERATOR.sub("", bare(text)) for text in (item.label, *item.aliases)]
    for text in own:
        yield text, PLAIN if path else FULL
    for text in short:
        yield text, SHORT
    groups = [[group.label, *group.aliases] for group in path]
    for start in range(len(groups)):
        for over in _joined(groups[start:]):
            for text in own:
                yield over + bare(text), FULL


def _joined(groups: list[list[str]]) -> list[str]:
    """Returns each way to write groups behind each other, with and without their numbers."""
    found = [""]
    for labels in groups:
        texts = {bare(label) for label in labels}
        texts |= {_ENUMERATOR.sub("", text) for text in texts}
        found = [before + text for before in found for text in sorted(texts)]
    return found


def _alike(text: str) -> tuple[str, ...]:
    """Returns the cells whose labels are like a text, likeliest first; none for a short one."""
    if len(text) < 3:
        return ()
    found = process.extract(
        text, _plain_labels(), scorer=fuzz.ratio, limit=_MOST_OFFERS, score_cutoff=_LIKE
    )
    return tuple(cell for _, _, cell in found)


@lru_cache(maxsize=1)
def _plain_labels() -> Mapping[str, str]:
    return {cell: bare(_plain_label(spec)).lower() for cell, spec in known_cells().items()}


def _plain_label(cell: Cell) -> str:
    groups = "".join(group.label for group in cell.block.row_path(cell.row)[1:])
    return f"{groups}{cell.row.label}{cell.column.label}"


def table_of(cell: str) -> Table:
    """Returns the table that a cell of any edition stands in."""
    return known_cells()[cell].table


def label_of(cell: str, language: str) -> str:
    """Returns the label of a cell of any edition, in "zh" or "en"."""
    return known_cells()[cell].label(language)
