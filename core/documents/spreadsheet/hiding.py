"""What a sheet folds away: rows and columns that are hidden, and figures that formats hide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..invisible_text import is_faint
from ..runs import Seen
from .fonts import Theme, colour_of, ground_of
from .number_format import hides

Place = tuple[int, int]

_LEAST_HEIGHT, _LEAST_WIDTH = 2.0, 0.3
"""Points, and characters: a row or a column of no more shows no text."""

_WORDS = re.compile(r"[\u3400-\u9fff]{2}")


def hidden_rows(sheet: Worksheet) -> set[int]:
    """Returns the rows that are hidden, or of no height."""
    return {
        row
        for row, dimension in sheet.row_dimensions.items()
        if dimension.hidden
        or (dimension.height is not None and float(dimension.height) <= _LEAST_HEIGHT)
    }


def hidden_columns(sheet: Worksheet, columns: Iterable[int]) -> set[int]:
    """Returns those of some columns that are hidden, or of no width."""
    hidden: set[int] = set()
    for letter, dimension in sheet.column_dimensions.items():
        narrow = dimension.customWidth and float(dimension.width) <= _LEAST_WIDTH
        if dimension.hidden or narrow:
            first = dimension.min or 0
            last = dimension.max or 0
            hidden.update(
                column
                for column in columns
                if first <= column <= last or get_column_letter(column) == letter
            )
    return hidden


def without_copies(
    lines: Sequence[int], hidden: set[int], filled: Mapping[Place, SheetCell], axis: int
) -> tuple[list[int], set[int]]:
    """Returns the rows, or columns, that count, and those of them that are hidden.

    A hidden one without words of its own, or with the words of one that is seen, is an older
    version or a working copy. One with words that stand nowhere else is a part of the form that
    was folded away.

    Args:
        lines: Indexes of rows or columns.
        hidden: Those that are hidden.
        filled: The filled cells by their places.
        axis: 0 for rows, 1 for columns.
    """
    words: dict[int, tuple[str, ...]] = {}
    for place, cell in filled.items():
        text = str(cell.value)
        if _WORDS.search(text):
            words[place[axis]] = (*words.get(place[axis], ()), re.sub(r"\s", "", text))
    seen = {words.get(line, ()) for line in lines if line not in hidden}
    if not any(seen):
        return list(lines), hidden & set(lines)
    copies = {line for line in hidden if not words.get(line) or words.get(line) in seen}
    kept = [line for line in lines if line not in copies]
    return kept, hidden & set(kept)


def format_hides(sheet: Worksheet, cell: SheetCell, theme: Theme) -> Seen:
    """Returns whether the formats of a cell let its value be seen."""
    if hides(cell.value, cell.number_format):
        return Seen.HIDDEN
    if cell.value == 0 and not isinstance(cell.value, bool) and not _shows_zeros(sheet):
        return Seen.HIDDEN
    worst = Seen.PLAINLY
    for area in sheet.conditional_formatting:
        if cell.coordinate in area:
            for rule in area.rules:
                if _rule_hides(rule, cell, theme):
                    worst = max(worst, _holds(rule, cell.value))
    return worst


def _shows_zeros(sheet: Worksheet) -> bool:
    views = sheet.views.sheetView
    return not views or views[0].showZeros is not False


def _rule_hides(rule: Rule, cell: SheetCell, theme: Theme) -> bool:
    look = rule.dxf
    if look is None:
        return False
    if look.numFmt is not None and hides(cell.value, look.numFmt.formatCode or ""):
        return True
    ink = colour_of(look.font.color, theme) if look.font is not None else None
    ground = ground_of(look.fill, theme) if look.fill is not None else ground_of(cell.fill, theme)
    return ink is not None and is_faint(ink, ground)


_COMPARED = {
    "equal": lambda a, b: a == b,
    "notEqual": lambda a, b: a != b,
    "lessThan": lambda a, b: a < b,
    "lessThanOrEqual": lambda a, b: a <= b,
    "greaterThan": lambda a, b: a > b,
    "greaterThanOrEqual": lambda a, b: a >= b,
}


def _holds(rule: Rule, value: object) -> Seen:
    """Returns that a value is hidden if a rule holds for it, doubtful if that cannot be told."""
    compared = _COMPARED.get(rule.operator or "")
    try:
        limit = float(rule.formula[0])
    except (IndexError, TypeError, ValueError):
        return Seen.DOUBTFUL
    if rule.type != "cellIs" or compared is None or not isinstance(value, int | float):
        return Seen.DOUBTFUL
    return Seen.HIDDEN if compared(value, limit) else Seen.PLAINLY
