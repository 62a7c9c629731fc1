"""Marks that follow the figures: hidden levels beside a table, and formats that hang on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ...figures import Figure, State, in_domain
from ...forms import Table
from ..excel.appearance import CellAppearance, with_symbols
from ..excel.formulas import cell_level
from ..excel.sheet_cells import SheetWriter, value_of
from .addresses import Address, level_offset, rectangles
from .rule_lines import ERROR_RESULTS, UNCHECKED, WARNING_RESULTS, as_held
from .workbook_marks import (
    ADJUSTED_MARK,
    ERROR_MARK,
    INVOLVED_MARK,
    MARKS,
    WARNING_MARK,
    Mark,
    standing_marks,
)
from .workbook_parts import Book

CHANGED = 10
"""Added to the level of a cell whose figure is not the printed one."""

LEVELS: tuple[tuple[str, tuple[Mark, ...]], ...] = (
    ("{0}=13", (ERROR_MARK, ADJUSTED_MARK)),
    ("{0}=3", (ERROR_MARK,)),
    ("{0}=12", (WARNING_MARK, ADJUSTED_MARK)),
    ("{0}=2", (WARNING_MARK,)),
    ("{0}>=10", (ADJUSTED_MARK,)),
    ("{0}=1", (INVOLVED_MARK,)),
)
"""What a level shows; the first that holds wins."""

_HIDDEN = CellAppearance(color="5F6368")
_FIRST_NUMBER_FORMAT = 200
"""Above the numbers that Excel and the formats of the cells have."""

_SYMBOLS = "".join(mark.symbol for mark in MARKS)
"""A number format has its number by the symbols that it shows."""


def write_levels(writer: SheetWriter, table: Table, book: Book) -> None:
    """Writes the level of each figure into hidden columns right of the table."""
    sheet, layout = writer.sheet, book.at.layouts[table.id]
    held, printed = as_held(book.audited), as_held(book.review.printed)
    columns = set()
    for cell in table.cells():
        at = book.at.level(cell.id)
        columns.add(at.column)
        level = _level(cell.id, held, book) + CHANGED * (
            value_of(held[cell.id]) != value_of(printed[cell.id])
        )
        formula = cell_level(cell.id, book.lines_of[cell.id], book.at)
        writer.put_formula(at.row, at.column, formula, level, _HIDDEN)
    for column in range(level_offset(layout), max(columns) + 1):
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    last = get_column_letter(layout.columns)
    sheet.print_area = f"A1:{last}{max(a.row for a in _figures(table, book).values())}"


def add_formats(writer: SheetWriter, table: Table, book: Book) -> None:
    """Makes the marks of a table's figures follow the levels.

    Each rectangle of figures has formats of its own: where a relative formula counts from in
    several rectangles at once, Excel and LibreOffice do not agree.
    """
    groups: dict[str, list[Address]] = {}
    for cell, at in _figures(table, book).items():
        symbols = "".join(mark.symbol for mark in standing_marks(book.review.cells[cell]))
        groups.setdefault(symbols, []).append(at)
    offset = level_offset(book.at.layouts[table.id])
    for symbols, places in groups.items():
        for top, left, bottom, right in rectangles(places):
            level = Address("", top, left + offset).local
            area = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
            for condition, marks in LEVELS:
                _add(writer.sheet, area, condition.format(level), marks, symbols)


def add_result_formats(sheet: Worksheet, area: str, first: str, language: str) -> None:
    """Makes results of rules show their weight by fill and type; ``first`` is the first place."""
    for results, mark in ((ERROR_RESULTS, ERROR_MARK), (WARNING_RESULTS, WARNING_MARK)):
        words = (each.in_language(language) for each in results)
        condition = "OR(" + ",".join(f'{first}="{word}"' for word in words) + ")"
        _add(sheet, area, condition, (mark,), "")
    grey = DifferentialStyle(font=Font(italic=True, color="5F6368"))
    condition = f'{first}="{UNCHECKED.in_language(language)}"'
    sheet.conditional_formatting.add(area, Rule("expression", dxf=grey, formula=[condition]))


def _add(sheet: Worksheet, area: str, condition: str, marks: Sequence[Mark], symbols: str) -> None:
    style = _style(tuple(marks), symbols)
    rule = Rule("expression", dxf=style, formula=[condition], stopIfTrue=True)
    sheet.conditional_formatting.add(area, rule)


@lru_cache(maxsize=64)
def _style(marks: tuple[Mark, ...], symbols: str) -> DifferentialStyle:
    first = marks[0]
    shown = "".join(mark.symbol for mark in marks) + symbols
    number = _FIRST_NUMBER_FORMAT + sum(1 << _SYMBOLS.index(symbol) for symbol in shown)
    return DifferentialStyle(
        font=Font(bold=True, color=first.color) if first.color else None,
        fill=PatternFill(bgColor=first.fill, fill_type="solid") if first.fill else None,
        border=_border(first),
        numFmt=NumberFormat(number, with_symbols(shown)) if shown else None,
    )


def _border(mark: Mark) -> Border | None:
    if not mark.line:
        return None
    side = Side(style="dashed" if mark.line == "dashed" else "thin", color=mark.color)
    return Border(left=side, right=side, top=side, bottom=side)


def _level(cell: str, held: Mapping[str, Figure], book: Book) -> int:
    """Returns what the formula of a cell's level gives, less that of a changed figure."""
    figure = held[cell]
    spec = book.review.report.form.cells[cell]
    outside = figure.state is State.UNREADABLE or (
        figure.value is not None and not in_domain(figure.value, spec.domain)
    )
    own, shared = [3 * outside], [0]
    for line in book.lines_of[cell]:
        level = book.outcomes[line.rule].level
        (own if line.is_stated(cell) else shared).append(level)
    most = max(shared)
    return max(*own, most if figure.value else min(most, 1))


def _figures(table: Table, book: Book) -> dict[str, Address]:
    return {cell.id: book.at.figures[cell.id] for cell in table.cells()}
