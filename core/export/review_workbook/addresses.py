"""Where everything stands in the workbook: cells of the form, their rows of data, rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from ...bilingual import ZH, Bilingual
from ...forms import Form, Table
from ...layout import FIGURE, FormLayout, lay_out
from ..export_wording import table_name

TITLE_ROWS = 2
"""Rows above a table: its title, and the body with the year."""

DATA = Bilingual("数据", "Data")
RULES = Bilingual("勾稽检查", "Rules")
FIRST_DATA_ROW = 2
"""Below the header."""

FIRST_RULE_ROW = 4
"""Below the title, what the sheet is for, and the header."""

STATE, BARE, UNUSABLE, OUTSIDE = "G", "O", "P", "Q"
"""Columns of the sheet of data that other formulas refer to."""

PRINTED = "D"
LEVEL = "I"
RESULT = "F"


@dataclass(frozen=True, slots=True)
class Address:
    """One place of a sheet; row and column count from 1."""

    sheet: str
    row: int
    column: int

    @property
    def local(self) -> str:
        """The place without its sheet, such as D6."""
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def full(self) -> str:
        """The place with its sheet, absolute, such as '表三'!$D$6."""
        return f"'{self.sheet}'!${get_column_letter(self.column)}${self.row}"


@dataclass(frozen=True)
class Addresses:
    """Where things stand.

    Attributes:
        layouts: By table id.
        figures: The address of each cell of the form, by its id.
        data_rows: Its row on the sheet of data.
        rule_rows: The row of each rule on the sheet of rules, by rule id.
        language: Of the names of the sheets, "zh" or "en".
    """

    layouts: Mapping[str, FormLayout]
    figures: Mapping[str, Address]
    data_rows: Mapping[str, int]
    rule_rows: Mapping[str, int]
    language: str = ZH

    def level(self, cell: str) -> Address:
        """Returns the hidden place that holds how weighty the marks of a cell are."""
        at = self.figures[cell]
        return Address(at.sheet, at.row, at.column + level_offset(self.layouts[cell.split(".")[0]]))

    def data(self, cell: str, column: str) -> str:
        """Returns a place on the sheet of data as formulas name it."""
        return f"'{DATA.in_language(self.language)}'!${column}${self.data_rows[cell]}"

    def rule(self, rule: str, column: str) -> str:
        """Returns a place on the sheet of rules as formulas name it."""
        return f"'{RULES.in_language(self.language)}'!${column}${self.rule_rows[rule]}"


def level_offset(layout: FormLayout) -> int:
    """Returns how many columns right of a figure its level stands: beyond the table, plus one."""
    return layout.columns + 1


def address(form: Form, rules: Sequence[str], language: str = ZH) -> Addresses:
    """Returns where everything stands, given the rules in the order of their sheet."""
    layouts = {table.id: lay_out(table) for table in form.tables}
    figures = {
        place.cell: Address(
            table_name(table, language), place.row + 1 + TITLE_ROWS, place.column + 1
        )
        for table in form.tables
        for place in layouts[table.id].places
        if place.kind == FIGURE
    }
    return Addresses(
        layouts,
        {cell: figures[cell] for cell in form.cells},
        _numbered(form.cells, FIRST_DATA_ROW),
        _numbered(rules, FIRST_RULE_ROW),
        language,
    )


def name_of(cell: str) -> str:
    """Returns the defined name of a cell of the form: t3_new_natural for t3.new.natural."""
    return cell.replace(".", "_")


def cells_of(table: Table) -> tuple[str, ...]:
    """Returns the ids of a table's cells."""
    return tuple(cell.id for cell in table.cells())


def _numbered(items: Iterable[str], first: int) -> dict[str, int]:
    return {item: row for row, item in enumerate(items, start=first)}


def rectangles(places: Iterable[Address]) -> list[tuple[int, int, int, int]]:
    """Returns places as areas (top, left, bottom, right): runs in a row, equal ones joined."""
    runs: list[list[int]] = []
    for row, column in sorted((at.row, at.column) for at in places):
        if runs and runs[-1][0] == row and runs[-1][3] == column - 1:
            runs[-1][3] = column
        else:
            runs.append([row, column, row, column])
    merged: list[list[int]] = []
    for run in sorted(runs, key=lambda run: (run[1], run[3], run[0])):
        if merged and merged[-1][1::2] == run[1::2] and merged[-1][2] == run[0] - 1:
            merged[-1][2] = run[0]
        else:
            merged.append(run)
    return [(top, left, bottom, right) for top, left, bottom, right in merged]
