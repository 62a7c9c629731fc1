"""A sheet of the workbook that is a list: one head, one thing a row, filtered and repeated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl.utils import get_column_letter

from ...bilingual import ZH, Bilingual
from ...figures import Figure, Number
from .appearance import (
    HEAD_FILL,
    LINK_COLOR,
    TIME_FORMAT,
    CellAppearance,
    height_of,
    protect,
    set_up_print,
)
from .sheet_cells import SheetWriter, Value

HEAD_LOOK = CellAppearance(bold=True, fill=HEAD_FILL, border="frame", horizontal="center")
TEXT_LOOK = CellAppearance(border="frame")
FIGURE_LOOK = CellAppearance(border="frame", horizontal="center")
TIME_LOOK = CellAppearance(border="frame", horizontal="center", number_format=TIME_FORMAT)
LINK_LOOK = CellAppearance(border="frame", color=LINK_COLOR, underlined=True)


@dataclass(frozen=True, slots=True)
class Live:
    """A formula, without its ``=``, and what it gives for now."""

    formula: str
    result: str | Number


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to another place of the workbook, such as '表三'!$D$6."""

    text: str
    target: str


Listed = Value | datetime | Live | Link


@dataclass(frozen=True)
class ListSheet:
    """A kind of list.

    Attributes:
        columns: (heading, width in characters) for each; a width of 0 hides the column.
    """

    name: Bilingual
    columns: tuple[tuple[Bilingual, float], ...]

    def fill(
        self,
        writer: SheetWriter,
        rows: Iterable[Sequence[Listed]],
        language: str,
        least: float = 0.0,
    ) -> None:
        """Fills an empty sheet with the head and the rows, each at least so many points high."""
        sheet = writer.sheet
        for column, (_, width) in enumerate(self.columns, start=1):
            writer.put(1, column, self.heading(column, language), HEAD_LOOK)
            dimension = sheet.column_dimensions[get_column_letter(column)]
            dimension.width, dimension.hidden = width or 6, not width
        headings = [self.heading(column, language) for column in range(1, len(self.columns) + 1)]
        sheet.row_dimensions[1].height = self._height(headings)
        last = 1
        for last, row in enumerate(rows, start=2):
            for column, value in enumerate(row, start=1):
                _put(writer, last, column, value)
            sheet.row_dimensions[last].height = max(least, self._height(row))
        shown = sum(width > 0 for _, width in self.columns)
        area = f"A1:{get_column_letter(shown)}{last}"
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = area
        set_up_print(sheet, landscape=True, repeated_rows=1, language=language)
        sheet.print_area = area
        protect(sheet)

    def heading(self, column: int, language: str) -> str:
        """Returns what heads a column, counted from 1."""
        return heading_of(self.columns[column - 1][0], language)

    def column(self, heading: str) -> str:
        """Returns the letter of the column of an English heading."""
        names = [words.en for words, _ in self.columns]
        return get_column_letter(names.index(heading) + 1)

    def _height(self, row: Sequence[Listed]) -> float:
        return max(
            height_of(_shown(value), width)
            for value, (_, width) in zip(row, self.columns, strict=True)
            if width
        )


def heading_of(words: Bilingual, language: str) -> str:
    """Returns a heading: in a Chinese workbook with the English beside it, said once."""
    if language != ZH:
        return words.en[:1].upper() + words.en[1:]
    if words.zh.endswith(words.en.split(" ")[-1]):
        return words.zh
    return ("" if words.zh.endswith("）") else " ").join(words)


def _put(writer: SheetWriter, row: int, column: int, value: Listed) -> None:
    match value:
        case Live(formula, result):
            writer.put_formula(row, column, formula, result, FIGURE_LOOK)
        case Link(text, target):
            writer.put_link(row, column, text, target, LINK_LOOK)
        case datetime():
            writer.put_moment(row, column, value, TIME_LOOK)
        case _:
            look = TEXT_LOOK if isinstance(value, str) else FIGURE_LOOK
            writer.put(row, column, value, look)


def _shown(value: Listed) -> str:
    match value:
        case Live(_, result):
            return str(result)
        case Figure():
            return value.text
        case Link(text, _):
            return text
        case _:
            return str(value or "")
