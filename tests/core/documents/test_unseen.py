"""A figure in the colour of the paper is left out of its cell, and the cell says so."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from gouji.core.documents import GridCell

from .conftest import Opened
from .reading import cell_at, grids
from .word_files import cell, paragraph, row, run, table, word_file

WHITE = "<w:color w:val='FFFFFF'/>"
BLUE = "<w:shd w:val='clear' w:fill='336699'/>"


def in_html(opened: Opened, second: str, around: str = "<table>") -> GridCell:
    (grid,) = grids(opened("a.html", f"{around}<tr><td>规章</td>{second}<td>3</td></tr></table>"))
    return cell_at(grid, 0, 1)


def in_word(opened: Opened, runs: str) -> GridCell:
    held = cell(f"<w:p>{runs}</w:p>")
    body = table(row(cell(paragraph("规章")), held, cell(paragraph("3"))))
    (grid,) = grids(opened("a.docx", word_file(body)))
    return cell_at(grid, 0, 1)


def in_sheet(opened: Opened, value: object, font: Font, fill: PatternFill) -> GridCell:
    book = Workbook()
    assert book.active is not None
    book.active.append(["规章", value, 3])
    book.active["B1"].font, book.active["B1"].fill = font, fill
    file = io.BytesIO()
    book.save(file)
    (grid,) = grids(opened("a.xlsx", file.getvalue()))
    return cell_at(grid, 0, 1)


@pytest.mark.parametrize(
    "second",
    [
        "<td>24<span style='color:white'>7</span>",
        "<td>24<span style='color: #FFF !important'>7</span>",
        "<td>24<span style='font-size:9pt;color:rgb(254, 255, 255)'><b>7</b></span>",
        "<td>24<font color='#ffffff'>7</font>",
        "<td style='color:#fff'><i style='color:#000'>24</i>7",
        "<td>24<span style='font-size:1px'>7</span>",
        "<td>24<span style='font-size: 0'>7</span>",
        "<td style='background:#fff'>24<span style='color:white'>7</span>",
    ],
)
def test_a_page_leaves_out_white_digits(opened: Opened, second: str) -> None:
    assert_says_24(in_html(opened, second))


@pytest.mark.parametrize(
    ("second", "around"),
    [
        ("<td style='color:white;background-color:#369'>247", "<table>"),
        ("<td>24<span style='color:white;background:navy'>7</span>", "<table>"),
        ("<td style='color:white'>247", "<table bgcolor='#003366'>"),
        ("<td style='background-color:white'>247", "<table>"),
        ("<td><font color='#c00000'>247</font>", "<table>"),
        ("<td style='font-size:0'><span style='font-size:14px'>247</span>", "<table>"),
        ("<td style='font-size:1.2em'>247", "<table>"),
    ],
)
def test_a_page_says_what_stands_on_colour(opened: Opened, second: str, around: str) -> None:
    assert_says_all(in_html(opened, second, around))


@pytest.mark.parametrize("look", [WHITE, "<w:sz w:val='2'/>"])
def test_word_leaves_out_white_and_tiny_digits(opened: Opened, look: str) -> None:
    assert_says_24(in_word(opened, run("24") + run("7", look)))


@pytest.mark.parametrize(
    "look", [WHITE + BLUE, "<w:color w:val='auto'/>", "<w:color w:val='C00000'/>"]
)
def test_word_says_what_is_seen(opened: Opened, look: str) -> None:
    assert_says_all(in_word(opened, run("24") + run("7", look)))


def test_a_sheet_leaves_a_white_figure_as_a_doubtful_blank(opened: Opened) -> None:
    unseen = in_sheet(opened, 247, Font(color="FFFFFFFF"), PatternFill())
    assert (unseen.text, unseen.doubt, unseen.alternatives) == ("", "struck", ("247",))


def test_a_sheet_says_a_white_figure_on_colour(opened: Opened) -> None:
    blue = PatternFill("solid", fgColor="FF336699")
    assert_says_all(in_sheet(opened, 247, Font(color="FFFFFFFF"), blue))


@pytest.mark.parametrize("font", [InlineFont(color="FFFFFFFF"), InlineFont(strike=True)])
def test_a_part_of_a_sheets_cell_is_left_out_as_well(opened: Opened, font: InlineFont) -> None:
    text = CellRichText("24", TextBlock(font, "7"))
    assert_says_24(in_sheet(opened, text, Font(), PatternFill()))


def assert_says_24(found: GridCell) -> None:
    assert (found.text, found.doubt, found.alternatives) == ("24", "struck", ("247",))
    assert found.confidence < 0.5


def assert_says_all(found: GridCell) -> None:
    assert (found.text, found.confidence, found.doubt) == ("247", 1.0, "")


SHEET = (
    "<style>.w {color: #fff} .d {background-color: #036; color: white} .t{font-size:1px}</style>"
)


def test_a_page_leaves_out_digits_that_its_style_sheet_hides(opened: Opened) -> None:
    for name in ("w", "t"):
        second = f"<td>24<span class={name}>7</span>"
        assert_says_24(in_html(opened, second, f"{SHEET}<table>"))


def test_white_digits_in_a_cell_that_a_style_sheet_darkens_are_seen(opened: Opened) -> None:
    seen = in_html(opened, "<td class='d'>247", f"{SHEET}<table>")
    assert (seen.text, seen.confidence) == ("247", 1.0)
