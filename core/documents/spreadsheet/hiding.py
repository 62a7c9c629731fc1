"""What a sheet folds away: rows and columns that are hidden, and figures that formats hide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..flow.invisible_text import is_faint
from ..flow.runs import Seen
from ..flow.sign_fonts import is_of_signs
from ..vocabulary import HAN_PAIR
from .cell_fonts import Theme, colour_of, ground_of
from .format_doubts import adds, colour_of_format
from .number_format import hides

Place = tuple[int, int]

_LEAST_HEIGHT, _LEAST_WIDTH = 2.0, 0.3
"""Points, and characters: a row or a column of no more shows no text."""


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
        if HAN_PAIR.search(text):
            words[place[axis]] = (*words.get(place[axis], ()), re.sub(r"\s", "", text))
    seen = {words.get(line, ()) for line in lines if line not in hidden}
    if not any(seen):
        return list(lines), hidden & set(lines)
    copies = {line for line in hidden if not words.get(line) or words.get(line) in seen}
    kept = [line for line in lines if line not in copies]
    return kept, hidden & set(kept)


def format_hides(sheet: Worksheet, cell: SheetCell, theme: Theme) -> Seen:
    """Returns whether the formats of a cell let its value be seen as it is."""
    if hides(cell.value, cell.number_format):
        return Seen.HIDDEN
    if cell.value == 0 and not isinstance(cell.value, bool) and not _shows_zeros(sheet):
        return Seen.HIDDEN
    worst = Seen.PLAINLY
    ink = colour_of_format(cell.value, cell.number_format)
    if ink is not None and is_faint(ink, ground_of(cell.fill, theme)):
        worst = Seen.FAINT
    if is_of_signs(cell.font.name or "") and any(map(str.isdigit, str(cell.value))):
        worst = max(worst, Seen.DOUBTFUL)
    if _is_lost_in_run(cell, theme):
        worst = max(worst, Seen.DOUBTFUL)
    for area in sheet.conditional_formatting:
        if cell.coordinate in area:
            for rule in area.rules:
                worst = max(worst, _of_rule(rule, cell, theme))
    return worst


def is_crossed(cell: object) -> bool:
    """Has a cell a line from corner to corner?"""
    if not isinstance(cell, SheetCell) or not cell.has_style:
        return False
    border = cell.border
    drawn = border.diagonal is not None and border.diagonal.style is not None
    return drawn and bool(border.diagonalUp or border.diagonalDown)


def _is_lost_in_run(cell: SheetCell, theme: Theme) -> bool:
    """Has a text the colour of one of those that run into each other behind it?"""
    return any(_is_lost_on(stop.color, cell, theme) for stop in getattr(cell.fill, "stop", ()))


def _is_lost_on(ground: object, cell: SheetCell, theme: Theme) -> bool:
    behind = colour_of(ground, theme) if isinstance(ground, Color) else None
    ink = colour_of(cell.font.color, theme) or (0, 0, 0)
    return behind is not None and is_faint(ink, behind)


def _of_rule(rule: Rule, cell: SheetCell, theme: Theme) -> Seen:
    """Returns whether a rule of a conditional format lets a value be seen as it is."""
    shown = [each.showValue for each in (rule.iconSet, rule.dataBar) if each is not None]
    if False in shown:
        return Seen.HIDDEN
    painted = [each.color for each in (rule.colorScale, rule.dataBar) if each is not None]
    colours = [one for each in painted for one in (each if isinstance(each, list) else [each])]
    if any(_is_lost_on(colour, cell, theme) for colour in colours):
        return Seen.DOUBTFUL
    if _rule_hides(rule, cell, theme):
        return _holds(rule, cell.value)
    code = rule.dxf.numFmt.formatCode if rule.dxf is not None and rule.dxf.numFmt else None
    if code and adds(cell.value, code) and _holds(rule, cell.value):
        return Seen.DOUBTFUL
    return Seen.PLAINLY


def _shows_zeros(sheet: Worksheet) -> bool:
    views = sheet.views.sheetView
    return not views or views[0].showZeros is not False


def _rule_hides(rule: Rule, cell: SheetCell, theme: Theme) -> bool:
    look = rule.dxf
    if look is None:
        return False
    if look.numFmt is not None and hides(cell.value, look.numFmt.formatCode or ""):
        return True
    if look.font is not None and look.font.strike:
        return True
    ink = colour_of(look.font.color, theme) if look.font is not None else None
    ground = None
    if look.fill is not None:
        # Here a plain fill has the colour that elsewhere lies behind a pattern.
        ground = colour_of(getattr(look.fill, "bgColor", None), theme) or ground_of(
            look.fill, theme
        )
    if ink is None and ground is None:
        return False
    ink = ink or colour_of(cell.font.color, theme) or (0, 0, 0)
    return is_faint(ink, ground or ground_of(cell.fill, theme))


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
