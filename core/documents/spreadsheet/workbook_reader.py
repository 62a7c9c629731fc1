"""Reads workbooks (XLSX): each sheet's used area as the sheet shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from ...doubts import CERTAIN, LIKELIER
from ..document import Document
from ..flow.anchors import flow_document
from ..flow.drafts import Draft, DraftCell, DraftLine, DraftTable, Turner, line
from ..flow.runs import OBJECT, Run, Runs, Seen, Style, stripped, text_of, tidied
from ..flow.said import is_bare_figure
from ..flow.sign_fonts import is_of_signs
from ..plain_text.prose import without_prose
from ..source_files.limits import CELLS, hold
from ..source_files.package import Package
from .cell_fonts import Theme, book_theme, style_of
from .drawings import drawn_places
from .format_doubts import adds, rounded
from .formula_results import Pending, pending_formulas
from .hiding import format_hides, hidden_columns, hidden_rows, is_crossed, without_copies
from .loading import hold_book, load_book
from .mending import in_transitional_form, is_strict
from .number_format import exact, plain, scales, serial, shown
from .room import has_room

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Place = tuple[int, int]
Spans = dict[Place, Place]


def read_sheets(path: Path, data: bytes, sha256: str, *, kind: str = "xlsx") -> Document:
    """Returns the document of a workbook: its visible sheets, all of them if none is visible.

    A sheet gives its name as a heading and its used area as tables, prose between them as
    paragraphs. A hidden row or column whose words stand nowhere else is read, in doubt: it is a
    part of the form that was folded away; others are older versions and are left out. Cells show
    the cached results of formulas; a formula without one, or with one that was never calculated,
    is not legible. Numbers follow their formats but keep all their digits.

    Raises:
        SourceBrokenError: The workbook is damaged.
        OverLimitError: It holds more of something than any report does.
    """
    package = Package(path, data)
    hold_book(package)
    if is_strict(package):
        data = in_transitional_form(data)
        package = Package(path, data)
    book = _book(path, data, values=True)
    pending = _pending(path, data, package, book)
    drawn = drawn_places(package)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    theme = book_theme(book.loaded_theme)
    drafts: list[Draft] = []
    turner = Turner()
    for sheet in visible or book.worksheets:
        places = [each.get(sheet.title, frozenset()) for each in (pending, drawn)]
        table = _table(path, sheet, _Ink(places[0], places[1], theme), turner)
        if table.cells:
            drafts.append(line(sheet.title, 2))
            drafts += without_prose(table)
    return flow_document(path, sha256, kind, drafts)


def _sheet_parts(package: Package) -> list[str]:
    return [name for name in package.names() if name.startswith("xl/worksheets/")]


def _book(path: Path, data: bytes, *, values: bool) -> Workbook:
    return load_book(path, data, data_only=values, rich_text=True)


def _pending(path: Path, data: bytes, package: Package, book: Workbook) -> Pending:
    """Returns where formulas have no result; the formulas are read only if there are any."""
    if not any(_FORMULA.search(package.data(name) or b"") for name in _sheet_parts(package)):
        return {}
    return pending_formulas(_book(path, data, values=False), book)


@dataclass(frozen=True, slots=True)
class _Ink:
    """What is known of a sheet beside the values of its cells.

    Attributes:
        pending: Where formulas stand that have no result.
        drawn: Where pictures and shapes lie.
        theme: The colours of the workbook.
        folded: Rows and columns that are hidden and count nevertheless.
    """

    pending: frozenset[Place]
    drawn: frozenset[Place]
    theme: Theme
    folded: tuple[set[int], set[int]] = (set(), set())


def _table(path: Path, sheet: Worksheet, ink: _Ink, turner: Turner) -> DraftTable:
    """Returns the used area of a sheet: every place from its first to its last filled cell."""
    filled = {
        place: cell
        for place, cell in sheet._cells.items()
        if isinstance(cell, SheetCell)
        and (cell.value not in (None, "") or place in ink.pending or place in ink.drawn)
    }
    spans = _spans(sheet)
    rows = _used(row for row, _ in filled)
    columns = _used(column for _, column in filled)
    rows = _stretched(rows, ((r, h) for (r, c), (h, _) in spans.items() if (r, c) in filled))
    columns = _stretched(columns, ((c, w) for (r, c), (_, w) in spans.items() if (r, c) in filled))
    if len(rows) * len(columns) > CELLS.most:
        rows, columns = _only(rows, filled, 0), _only(columns, filled, 1)
    hold(CELLS, len(rows) * len(columns))
    rows, folded_rows = without_copies(rows, hidden_rows(sheet), filled, 0)
    columns, folded = without_copies(columns, hidden_columns(sheet, columns), filled, 1)
    ink = replace(ink, folded=(folded_rows, folded), drawn=_with_merged(ink.drawn, spans))
    cells = tuple(_cells(sheet, filled, spans, rows, columns, ink))
    table = DraftTable(cells, len(rows), len(columns))
    return turner.turned(table) if sheet.sheet_view.rightToLeft else table


def _with_merged(places: frozenset[Place], spans: Spans) -> frozenset[Place]:
    """Returns places with the top left one of each merged area in which one of them lies."""
    return places | {
        (top, left)
        for (top, left), (tall, wide) in spans.items()
        if any(top <= row < top + tall and left <= column < left + wide for row, column in places)
    }


def _spans(sheet: Worksheet) -> Spans:
    """Returns the height and width of each merged area by its top left place."""
    return {
        (area.min_row, area.min_col): (
            area.max_row - area.min_row + 1,
            area.max_col - area.min_col + 1,
        )
        for area in sheet.merged_cells.ranges
    }


def _used(indexes: Iterator[int]) -> list[int]:
    found = sorted(set(indexes))
    return list(range(found[0], found[-1] + 1)) if found else []


def _stretched(indexes: list[int], spans: Iterator[Place]) -> list[int]:
    """Returns indexes with those that merged areas beginning among them reach, if they are few."""
    end = max((start + size - 1 for start, size in spans if size <= 100), default=0)
    return indexes + list(range(indexes[-1] + 1, end + 1)) if indexes else []


def _only(indexes: list[int], filled: dict[Place, SheetCell], axis: int) -> list[int]:
    used = {place[axis] for place in filled}
    return [index for index in indexes if index in used]


def _cells(
    sheet: Worksheet,
    filled: dict[Place, SheetCell],
    spans: Spans,
    rows: list[int],
    columns: list[int],
    ink: _Ink,
) -> Iterator[DraftCell]:
    for down, row in enumerate(rows):
        for across, column in enumerate(columns):
            if (row, column) not in filled and isinstance(
                sheet._cells.get((row, column)), MergedCell
            ):
                continue
            height, width = spans.get((row, column), (1, 1))
            tall = sum(row <= other < row + height for other in rows[down : down + height])
            wide = sum(column <= other < column + width for other in columns[across:][:width])
            found = _cell(sheet, filled.get((row, column)), (row, column), width, ink)
            yield replace(found, row=down, column=across, row_span=tall, column_span=wide)


def _cell(
    sheet: Worksheet, source: SheetCell | None, place: Place, columns: int, ink: _Ink
) -> DraftCell:
    """Returns a cell that has no place in its table yet."""
    if source is None:
        drawn = place in ink.drawn or is_crossed(sheet._cells.get(place))
        return DraftCell(0, 0, (DraftLine((Run(OBJECT),)),) if drawn else ())
    runs, alternatives = _runs(sheet, source, ink.theme)
    doubt = "date" if alternatives else ""
    if is_bare_figure(text_of(runs)) and not has_room(sheet, source, text_of(runs), columns):
        runs = tuple(_doubtful(run) for run in runs)
    if place in ink.pending:
        runs, alternatives = (Run(OBJECT),), ()
    elif place in ink.drawn or (is_crossed(source) and not _WORDS.search(text_of(runs))):
        runs = (*runs, Run(OBJECT))
    if isinstance(source.value, int | float) and scales(source.number_format):
        alternatives, doubt = (plain(exact(source.value)),), "unit"
    elif (other := rounded(source.value, source.number_format)) is not None:
        alternatives, doubt = (other,), "rounded"
    sure = LIKELIER if alternatives else CERTAIN
    if place[0] in ink.folded[0] or place[1] in ink.folded[1]:
        sure, doubt = min(sure, _FOLDED), doubt or "struck"
    content = (DraftLine(stripped(tidied(runs))),)
    return DraftCell(0, 0, content, confidence=sure, alternatives=alternatives, doubt=doubt)


_WORDS = re.compile(r"[\u3400-\u9fff]{2}")

_FOLDED = 0.6
"""How sure a cell is of a row or column that is folded away."""


def _runs(sheet: Worksheet, cell: SheetCell, theme: Theme) -> tuple[Runs, tuple[str, ...]]:
    """Returns what a cell shows; with a doubtful date the other way to read it."""
    value = cell.value
    style = style_of(cell, cell.font, theme)
    style = replace(style, seen=max(style.seen, format_hides(sheet, cell, theme)))
    if value is None:
        return (), ()
    if adds(value, cell.number_format):
        style = replace(style, made=True)
    if isinstance(value, bool):
        return (Run(str(value).upper(), style),), ()
    if isinstance(value, int | float):
        return (Run(shown(value, cell.number_format), style),), ()
    if isinstance(value, datetime | date | time | timedelta):
        text, others = _moment(value)
        return (Run(text, style),), others
    parts = value if isinstance(value, CellRichText) else [value]
    return tuple(_part(cell, part, style, theme) for part in parts), ()


def _part(cell: SheetCell, part: object, style: Style, theme: Theme) -> Run:
    """Returns a text of a cell, or one of those that differ in their fonts."""
    text = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), str(part))
    text = text.replace("\r\n", "\n")
    if not isinstance(part, TextBlock):
        return Run(text, style)
    own = style_of(cell, part.font, theme)
    kept = style.seen if style.seen is Seen.HIDDEN else own.seen
    own = replace(own, seen=max(own.seen, kept), made=style.made)
    if is_of_signs(part.font.rFont or "") and any(map(str.isdigit, text)):
        own = replace(own, seen=max(own.seen, Seen.DOUBTFUL))
    if part.font.sz is None:
        own = replace(own, size=style.size)
    return Run(text, own)


def _doubtful(run: Run) -> Run:
    return Run(run.text, replace(run.style, seen=max(run.style.seen, Seen.DOUBTFUL)))


def _moment(value: datetime | date | time | timedelta) -> tuple[str, tuple[str, ...]]:
    printed = f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
    count = serial(value)
    return (printed, ()) if count is None else (str(count), (printed,))
