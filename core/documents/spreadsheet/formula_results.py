"""The formulas of a workbook whose stored results are none: missing, or never calculated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

Place = tuple[int, int]
Pending = Mapping[str, frozenset[Place]]
"""Places, row and column from 1, by the title of their sheet."""

_MOST_CELLS = 200_000
"""Cells that are looked at for all formulas."""


def pending_formulas(formulas: Workbook, results: Workbook) -> Pending:
    """Returns where formulas stand that have no result.

    Programs that write workbooks without calculating store 0 for every formula. Where no formula
    has another result, those that refer to something else than zeros were never calculated.

    Args:
        formulas: The workbook as it was loaded with its formulas.
        results: The same with their stored results.
    """
    found = {
        (sheet.title, place): formula
        for sheet in formulas.worksheets
        for place, cell in sheet._cells.items()
        if isinstance(cell, SheetCell) and cell.data_type == "f"
        and (formula := _formula(cell)) is not None
    }  # fmt: skip
    values = {key: _value(results, *key) for key in found}
    missing = {key for key, value in values.items() if value is None}
    if all(value in (None, 0) for value in values.values()):
        missing |= _never_calculated(found, results)
    return {
        title: frozenset(place for at, place in missing if at == title)
        for title in {title for title, _ in missing}
    }


def _formula(cell: SheetCell) -> str | None:
    value = cell.value
    text = value.text if isinstance(value, ArrayFormula) else value
    return text if isinstance(text, str) else ""


def _value(book: Workbook, title: str, place: Place) -> object:
    cell = _sheet(book, title)._cells.get(place)
    return cell.value if isinstance(cell, SheetCell) else None


def _sheet(book: Workbook, title: str) -> Worksheet:
    return next(sheet for sheet in book.worksheets if sheet.title == title)


def _never_calculated(
    formulas: Mapping[tuple[str, Place], str], results: Workbook
) -> set[tuple[str, Place]]:
    """Returns the formulas that refer to a number other than zero, or to such a formula."""
    left = _MOST_CELLS
    found: set[tuple[str, Place]] = set()
    referring: dict[tuple[str, Place], list[tuple[str, Place]]] = {}
    sheets = {sheet.title: sheet for sheet in results.worksheets}
    for (title, place), formula in formulas.items():
        for at in _references(formula, title):
            left -= 1
            if left < 0:
                return set(formulas)
            sheet = sheets.get(at[0])
            cell = None if sheet is None else sheet._cells.get(at[1])
            value = cell.value if isinstance(cell, SheetCell) else None
            if isinstance(value, int | float) and value != 0:
                found.add((title, place))
            elif at in formulas:
                referring.setdefault(at, []).append((title, place))
    pending = list(found)
    while pending:
        for key in referring.get(pending.pop(), ()):
            if key not in found:
                found.add(key)
                pending.append(key)
    return found


def _references(formula: str, title: str) -> Iterator[tuple[str, Place]]:
    """Yields the places that a formula refers to."""
    for token in Tokenizer(formula).items:
        if token.type != Token.OPERAND or token.subtype != Token.RANGE:
            continue
        sheet, _, area = token.value.rpartition("!")
        try:
            left, top, right, bottom = range_boundaries(area.replace("$", ""))
        except ValueError:
            continue
        if None in (left, top, right, bottom):
            continue
        for row in range(top or 1, (bottom or 0) + 1):
            for column in range(left or 1, (right or 0) + 1):
                yield sheet.strip("'") or title, (row, column)
