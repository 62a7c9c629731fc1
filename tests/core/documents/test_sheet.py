"""Workbooks are read as their sheets show them, with every digit that their cells hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Color, Font
from openpyxl.worksheet.worksheet import Worksheet

from gouji.core.documents.spreadsheet.number_format import shown
from gouji.core.errors import LimitExceededError, SourceBrokenError
from gouji.core.figures import State, parse_figure
from gouji.core.form_files import official_forms

from .conftest import Opened
from .reading import cell_at, grids, paragraphs, rows, spans


def workbook(fill: Callable[[Worksheet], object]) -> bytes:
    """The bytes of a workbook whose first sheet a test fills."""
    book = Workbook()
    assert book.active is not None
    fill(book.active)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """A workbook with some text of a part replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(name, content)
    return file.getvalue()


def test_the_used_area_is_a_grid_with_merged_cells_once(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.title = "依申请公开"
        sheet["C3"], sheet["D3"], sheet["D4"], sheet["E4"] = "情况", "申请人", "自然人", "总计"
        sheet.merge_cells("C3:C4")
        sheet.merge_cells("D3:E3")
        sheet["C5"], sheet["D5"] = "一、本年新收", 8

    document = opened("a.xlsx", workbook(fill))
    grid = grids(document)[0]
    assert document.kind == "xlsx"
    assert paragraphs(document) == ["依申请公开"]
    assert (grid.rows, grid.columns, grid.ruled) == (3, 3, True)
    assert rows(grid) == [["情况", "申请人"], ["自然人", "总计"], ["一、本年新收", "8", ""]]
    assert (spans(grid, 0, 0), spans(grid, 0, 1)) == ((2, 1), (1, 2))
    assert all(f'id="{cell.region.anchor}"' in document.flow for cell in grid.cells)


def test_prose_between_tables_is_paragraphs_and_headings_stay_rows(opened: Opened) -> None:
    prose = "根据《中华人民共和国政府信息公开条例》第五十条的规定，本机关编制了本报告。"
    note = "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"

    def fill(sheet: Worksheet) -> None:
        for line in ([prose], ["第二十条第（一）项"], ["规章", 0, 8], [note], [], [prose], ["无"]):
            sheet.append(line)

    document = opened("a.xlsx", workbook(fill))
    assert paragraphs(document) == ["Sheet", prose, prose, "无"]
    assert rows(grids(document)[0]) == [
        ["第二十条第（一）项", "", ""],
        ["规章", "0", "8"],
        [note, "", ""],
        ["", "", ""],
    ]


def test_numbers_keep_their_digits_and_texts_their_characters(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append([8, 8.0, 15122.275, 0.1 + 0.2, "８", "1,234", " 无 ", True, -5, 10**12])

    assert rows(grids(opened("a.xlsx", workbook(fill)))[0]) == [
        ["8", "8", "15122.275", "0.3", "８", "1,234", "无", "TRUE", "-5", "1000000000000"]
    ]


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (8, "General", "8"),
        (8, "0.00", "8.00"),
        (1234, "#,##0", "1,234"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (15122.275, "0", "15122.275"),
        (15122.275, "#,##0.0", "15,122.275"),
        (0.9575, "0%", "95.75%"),
        (0.5, "0.0%", "50.0%"),
        (8, "000", "008"),
        (8, '0"件"', "8件"),
        (251000, '#,##0"元"', "251,000元"),
        (8, "0!件", "8件"),
        (-5, "0;-0", "-5"),
        (-5, "0_);(0)", "-5"),
        (-5, "0;[Red]0", "-5"),
        (85, "+0;-0;0", "+85"),
        (0, "0;-0;;@", "0"),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "0"),
        (1234, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "1,234"),
        (12, "[DBNum3][$-804]General", "１２"),
        (12, "[DBNum1][$-804]General", "12"),
        (12, "[>10]0.0;0", "12.0"),
        (12345, "0.00E+00", "12345"),
        (12345, "#,##0,", "12.345"),
        (319669000, '0\\.0,"万元"', "31966.9万元"),
        (319669123, '0\\.0,"万元"', "31966.9123万元"),
        (5000, '0\\.0,"万元"', "0.5万元"),
        (319669000, '0!.0000"万元"', "31966.9000万元"),
        (319669000, "#,##0.00,,", "319.669"),
        (1234567, "0.0,", "1234.567"),
        (-12345, "#,##0,", "-12.345"),
        (8, "@", "8"),
        (0.5, "#.##", ".5"),
        (0.5, "# ?/?", "0.5"),
        (100.0, "¥#,##0.00", "¥100.00"),
        (8, "G/通用格式", "8"),
    ],
)
def test_a_number_prints_as_its_format_says(value: float, code: str, expected: str) -> None:
    assert shown(value, code) == expected


@given(
    st.integers(-(10**12), 10**12) | st.decimals(-(10**6), 10**6, places=4).map(float),
    st.sampled_from(["General", "0", "0.00", "#,##0", "#,##0.00", "0_ ", "0;-0", "0.0;[Red]0.0"]),
)
def test_no_format_changes_a_value(value: float, code: str) -> None:
    assert float(shown(value, code).replace(",", "")) == value


def test_a_count_in_a_date_format_is_the_count_with_a_doubt(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["规章", 8, date(2022, 2, 16)])
        sheet["B1"].number_format = "yyyy/m/d"

    grid = grids(opened("a.xlsx", workbook(fill)))[0]
    count, day = cell_at(grid, 0, 1), cell_at(grid, 0, 2)
    assert (count.text, count.alternatives) == ("8", ("1900-01-08",))
    assert count.confidence < 1
    assert (day.text, day.alternatives) == ("2022-02-16", ())


def test_formulas_show_their_results_and_are_illegible_without(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["总计", "=1+7", "=2+7", None])

    data = changed(workbook(fill), "xl/worksheets/sheet1.xml", "<f>1+7</f>", "<f>1+7</f><v>8</v>")
    grid = grids(opened("a.xlsx", data))[0]
    assert rows(grid) == [["总计", "8", ""]]
    assert [cell.legible for cell in grid.cells] == [True, True, False]


def test_hidden_rows_are_read_and_hidden_sheets_are_not(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["规章", 8])
        sheet.append(["行政规范性文件", 3])
        sheet.row_dimensions[2].hidden = True
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("底稿")
        other.append(["规章", 9])
        other.sheet_state = "hidden"

    document = opened("a.xlsx", workbook(fill))
    assert paragraphs(document) == ["Sheet"]
    assert [rows(grid) for grid in grids(document)] == [[["规章", "8"], ["行政规范性文件", "3"]]]


def test_far_stray_cells_cost_no_memory(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["XFD900000"] = "规章", 8, "x"

    assert rows(grids(opened("a.xlsx", workbook(fill)))[0])[0] == ["规章", "8", ""]


def test_a_merged_area_beyond_reason_is_refused(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["规章", 8])
        sheet.merge_cells("A2:B2")

    data = changed(workbook(fill), "xl/worksheets/sheet1.xml", "A2:B2", "A2:XFD1048576")
    with pytest.raises(LimitExceededError):
        opened("a.xlsx", data)


def test_a_broken_workbook_is_refused(opened: Opened) -> None:
    data = workbook(lambda sheet: sheet.append(["规章", 8]))
    with pytest.raises(SourceBrokenError):
        opened("a.xlsx", data[:-80])
    with pytest.raises(SourceBrokenError):
        opened("b.xlsx", changed(data, "xl/workbook.xml", "<sheets>", "<sheet"))


def test_a_workbook_that_expands_beyond_reason_is_refused(opened: Opened) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(100 * 2**20))
    with pytest.raises(LimitExceededError):
        opened("a.xlsx", file.getvalue())


@pytest.mark.parametrize(
    "value", ["9" * 4301, "-" + "9" * 20_000, "NaN", "INF", "-inf", "1E+400", "1E+30", "9" * 40]
)
def test_a_cell_whose_number_is_none_does_not_cost_the_others(opened: Opened, value: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["甲", "乙"])
        sheet.append(["子", 4711])

    data = changed(workbook(fill), "xl/worksheets/sheet1.xml", ">4711<", f">{value}<")
    (grid,) = grids(opened("x.xlsx", data))
    ((first, second), (third, fourth)) = rows(grid)
    assert (first, second, third) == ("甲", "乙", "子")
    domain = official_forms()[0].cells["t3.new.total"].domain
    assert parse_figure(fourth, domain).state is State.UNREADABLE


def test_a_figure_that_its_format_hides_is_a_doubtful_blank(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["规章", 8, 0, -3, "9", 7])
        for column, code in zip("BCDE", (";;;", "0;-0;;@", "0;;0", ";;;"), strict=True):
            sheet[f"{column}1"].number_format = code

    (grid,) = grids(opened("a.xlsx", workbook(fill)))
    assert rows(grid) == [["规章", "", "", "", "", "7"]]
    assert [cell.alternatives for cell in grid.cells[1:5]] == [("8",), ("0",), ("-3",), ("9",)]
    assert {cell.doubt for cell in grid.cells[1:5]} == {"struck"}


def test_a_sheet_that_shows_no_zeros_has_doubtful_blanks(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["规章", 0, 8])
        sheet.sheet_view.showZeros = False

    (grid,) = grids(opened("a.xlsx", workbook(fill)))
    assert rows(grid) == [["规章", "", "8"]]
    assert cell_at(grid, 0, 1).alternatives == ("0",)


def test_a_rule_that_colours_a_figure_like_its_ground_hides_it(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["规章", 0, 8])
        white = Font(color="FFFFFFFF")
        sheet.conditional_formatting.add("B1:C1", CellIsRule("equal", ["0"], font=white))

    (grid,) = grids(opened("a.xlsx", workbook(fill)))
    assert rows(grid) == [["规章", "", "8"]]
    assert cell_at(grid, 0, 2).confidence == 1


@pytest.mark.parametrize("theme", [0, "FFFFFFFF"])
def test_text_in_a_colour_of_the_theme_is_seen_by_that_colour(
    opened: Opened, theme: int | str
) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["规章", 247, 5])
        colour = Color(theme=theme) if isinstance(theme, int) else Color(rgb=theme)
        sheet["B1"].font = Font(color=colour)
        sheet["C1"].font = Font(color=Color(theme=1))

    (grid,) = grids(opened("a.xlsx", workbook(fill)))
    assert rows(grid) == [["规章", "", "5"]]


def test_raised_and_small_parts_are_notes(opened: Opened) -> None:
    raised = TextBlock(InlineFont(vertAlign="superscript", sz=11), "1")
    small = TextBlock(InlineFont(sz=5), "1")

    def fill(sheet: Worksheet) -> None:
        sheet.append(["规章"])
        sheet["B1"] = CellRichText(TextBlock(InlineFont(sz=11), "16"), raised)
        sheet["C1"] = CellRichText(TextBlock(InlineFont(sz=11), "16"), small)

    (grid,) = grids(opened("a.xlsx", workbook(fill)))
    sure, doubtful = cell_at(grid, 0, 1), cell_at(grid, 0, 2)
    assert (sure.text, sure.notes, sure.confidence) == ("16", ("1",), 1)
    assert (doubtful.text, doubtful.notes) == ("16", ("1",))
    assert (doubtful.doubt, doubtful.alternatives) == ("raised", ("161",))


def test_a_number_that_its_format_scales_says_so(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["行政事业性收费", 319669000])
        sheet["B1"].number_format = '0\\.0,"万元"'

    scaled = cell_at(grids(opened("a.xlsx", workbook(fill)))[0], 0, 1)
    assert (scaled.text, scaled.alternatives) == ("31966.9万元", ("319669000",))
    assert scaled.doubt == "unit"


def test_a_hidden_copy_of_a_row_or_column_is_left_out(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        for line in (["内容", "数", "数"], ["规章", 8, 1], ["规章", 7, 2], [None, 6, 3],
                     ["行政规范性文件", 3, 4], ["行政许可", 5, 5]):  # fmt: skip
            sheet.append(line)
        for row in (3, 4, 5):
            sheet.row_dimensions[row].hidden = True

    (grid,) = grids(opened("a.xlsx", workbook(fill)))
    assert rows(grid)[1:] == [
        ["规章", "8", "1"],
        ["行政规范性文件", "3", "4"],
        ["行政许可", "5", "5"],
    ]
    assert cell_at(grid, 1, 1).confidence == 1
    assert cell_at(grid, 2, 1).confidence < 0.9


def test_zeros_of_formulas_that_were_never_calculated_are_not_legible(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["总计", 3, 5, "=B1+C1", "=SUM(D1:D1)", "=SUM(A2:B2)"])
        sheet.append([0, 0])

    data = workbook(fill)
    for formula in ("B1+C1", "SUM(D1:D1)", "SUM(A2:B2)"):
        written = f"<f>{formula}</f><v></v>"
        zero = f"<f>{formula}</f><v>0</v>"
        data = changed(data, "xl/worksheets/sheet1.xml", written, zero)
    (grid,) = grids(opened("a.xlsx", data))
    legible = [cell.legible for cell in grid.cells if cell.row == 0]
    assert legible == [True, True, True, False, False, True]


def test_a_picture_that_fills_a_cell_is_no_blank(opened: Opened) -> None:
    picture = io.BytesIO()
    PIL.Image.new("RGB", (20, 12)).save(picture, "PNG")

    def fill(sheet: Worksheet) -> None:
        sheet.append(["规章", None, 3, 4])
        sheet.add_image(Image(picture), "B1")

    (grid,) = grids(opened("a.xlsx", workbook(fill)))
    assert [cell.legible for cell in grid.cells] == [True, False, True, True]


def test_a_sheet_from_right_to_left_is_read_as_it_is_seen(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append([3, 8, "规章"])
        sheet.sheet_view.rightToLeft = True

    assert rows(grids(opened("a.xlsx", workbook(fill)))[0]) == [["规章", "8", "3"]]


def test_two_figures_typed_in_a_cell_are_never_one(opened: Opened) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["行政处罚", "8563\n6707"])

    both = cell_at(grids(opened("a.xlsx", workbook(fill)))[0], 0, 1)
    assert (both.text, both.legible, both.doubt) == ("8563\n6707", False, "together")
