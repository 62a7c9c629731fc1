"""What a sheet shows otherwise than it stores is left out, or a doubt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import (
    CellIsRule,
    ColorScaleRule,
    DataBarRule,
    IconSetRule,
    Rule,
)
from openpyxl.styles import Alignment, Border, Font, GradientFill, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from gouji.core.documents.document import Grid, GridCell
from gouji.core.documents.opening import open_document
from gouji.core.doubts import is_doubt

Setting = Callable[[Worksheet, Cell], object]

BLACK, WHITE = "FF000000", "FFFFFFFF"


def read(folder: Path, setting: Setting) -> GridCell:
    """The second cell of a table, as it is read."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["规章", None, 3], ["行政许可", 8, 9], ["行政处罚", 5, 6]):
        sheet.append(row)
    setting(sheet, sheet["B1"])
    book.save(folder / "a.xlsx")
    (grid,) = (
        block for block in open_document(folder / "a.xlsx").blocks if isinstance(block, Grid)
    )
    return next(cell for cell in grid.cells if (cell.row, cell.column) == (0, 1))


def shown(value: object, code: str = "General", **looks: object) -> Setting:
    def put(_: Worksheet, cell: Cell) -> None:
        cell.value = value  # type: ignore[assignment]
        cell.number_format = code
        for name, look in looks.items():
            setattr(cell, name, look)

    return put


def wide(width: float, setting: Setting) -> Setting:
    def put(sheet: Worksheet, cell: Cell) -> None:
        setting(sheet, cell)
        sheet.column_dimensions["B"].width = width

    return put


def low(height: float, setting: Setting) -> Setting:
    def put(sheet: Worksheet, cell: Cell) -> None:
        setting(sheet, cell)
        sheet.row_dimensions[1].height = height

    return put


def ruled(rule: Rule, value: int = 24) -> Setting:
    def put(sheet: Worksheet, cell: Cell) -> None:
        cell.value = value
        sheet.conditional_formatting.add("B1:B2", rule)

    return put


def rich(sheet: Worksheet, cell: Cell) -> None:
    cell.value = CellRichText("2", TextBlock(InlineFont(rFont="Wingdings"), "4"))


NARROW = Alignment(shrink_to_fit=True)
SEVEN = DifferentialStyle(numFmt=NumberFormat(numFmtId=170, formatCode='"7"'))


@pytest.mark.parametrize(
    "setting",
    [
        wide(3, shown(1234567)),
        wide(4, shown(31966.9, "#,##0.00")),
        wide(3, shown("1234567")),
        wide(12, shown(12, alignment=Alignment(horizontal="fill"))),
        wide(6, shown(24, alignment=Alignment(horizontal="right", indent=15))),
        low(5, shown(24)),
        shown(24, font=Font(name="Wingdings")),
        shown("24", font=Font(name="Webdings")),
        rich,
        shown(24, "0*0"),
        shown(24, "*90"),
        shown(24, '"9"0'),
        shown(24, '0"0"'),
        shown(24, '[>20]"7";0'),
        shown(24, 'General"7"'),
        shown("24", '@"7"'),
        shown(24, "-0"),
        shown(24, '[<5]0;"—"'),
        shown(24.6, "0"),
        shown(24.567, "0.0"),
        shown(-24, "0;0"),
        shown(24, "[White]0"),
        shown(24, "[Color2]0"),
        shown(24, fill=GradientFill(stop=(BLACK, BLACK))),
        shown(24, border=Border(diagonal=Side("thin"), diagonalUp=True)),
        shown(None, border=Border(diagonal=Side("thin"), diagonalDown=True)),
        ruled(CellIsRule("greaterThan", ["5"], font=Font(strike=True))),
        ruled(CellIsRule("greaterThan", ["5"], fill=PatternFill("solid", bgColor=BLACK))),
        ruled(Rule("cellIs", operator="greaterThan", formula=["5"], dxf=SEVEN)),
        ruled(IconSetRule("3Arrows", "percent", [0, 33, 67], showValue=False)),
        ruled(DataBarRule("min", 0, "max", 100, BLACK, showValue=False)),
        ruled(DataBarRule("min", 0, "max", 100, BLACK)),
        ruled(ColorScaleRule("min", None, BLACK, end_type="max", end_color=BLACK)),
    ],
)
def test_what_may_be_shown_otherwise_is_a_doubt(tmp_path: Path, setting: Setting) -> None:
    found = read(tmp_path, setting)
    assert is_doubt(found.confidence) or not found.legible


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        (wide(9, shown(1234567)), "1234567"),
        (wide(3, shown(1234567, alignment=NARROW)), "1234567"),
        (wide(3, shown("1234567", alignment=Alignment(wrap_text=True))), "1234567"),
        (low(15, shown(24)), "24"),
        (shown(24, "[>20]0;0.0"), "24"),
        (shown(-24, "0;(0)"), "-24"),
        (shown(24, "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ "), "24"),
        (shown(0, "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ "), "0"),
        (shown(0.1 + 0.2, "0.0"), "0.3"),
        (shown(24, '0"件"'), "24件"),
        (shown(24, font=Font(color=WHITE), fill=PatternFill("solid", fgColor=BLACK)), "24"),
        (shown(24, "[Red]0"), "24"),
        (ruled(CellIsRule("greaterThan", ["50"], font=Font(strike=True))), "24"),
        (ruled(ColorScaleRule("min", None, "FFFFAAAA", end_type="max", end_color=WHITE)), "24"),
    ],
)  # fmt: skip
def test_what_is_shown_as_it_is_stored_is_no_doubt(
    tmp_path: Path, setting: Setting, text: str
) -> None:
    found = read(tmp_path, setting)
    assert (found.text, found.confidence) == (text, 1.0)


def test_a_rounded_figure_has_what_is_shown_as_its_alternative(tmp_path: Path) -> None:
    found = read(tmp_path, shown(31966.949, "#,##0.0"))
    assert (found.text, found.alternatives, found.doubt) == ("31,966.949", ("31966.9",), "rounded")


def test_a_line_from_corner_to_corner_beside_words_says_nothing(tmp_path: Path) -> None:
    crossed = Border(diagonal=Side("thin"), diagonalDown=True)
    found = read(tmp_path, shown("申请人情况", border=crossed))
    assert (found.text, found.confidence) == ("申请人情况", 1.0)
