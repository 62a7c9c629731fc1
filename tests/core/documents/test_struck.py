"""Text that is crossed out is left out of a figure, and the cell says so."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from gouji.core.documents import GridCell

from .conftest import Opened
from .pdf_files import BODY, XS, YS, Sheets
from .reading import cell_at, grids, paragraphs
from .word_files import cell, paragraph, row, run, table, word_file

CROSSED = "<style>.x { text-decoration: line-through }</style>"
MIDDLE = 235.0, 145.0
"""Of the cell at row 1, column 1 of the plain table, in points."""


def drawn(line: tuple[float, float, float], text: str = "12 15", size: float = 10) -> bytes:
    """A table of which the cell prints a text, and a line: how far above the middle of the text it
    lies, and where it begins and ends.
    """
    sheets = Sheets()
    sheets.grid()
    sheets.texts([BODY[0], ("规章", "", "", ""), ("规范", "", "", "7")])
    sheets.text(*MIDDLE, text, size=size)
    up, start, end = line
    sheets.line(MIDDLE[0] + start, MIDDLE[1] - up, MIDDLE[0] + end, MIDDLE[1] - up)
    return sheets.file()


def cell_of(opened: Opened, data: bytes) -> GridCell:
    (grid,) = grids(opened("a.pdf", data))
    return cell_at(grid, 1, 1)


def test_a_pdf_says_what_is_left_of_a_figure_that_was_corrected(opened: Opened) -> None:
    corrected = cell_of(opened, drawn((-0.7, -13, -2)))
    assert corrected.text == "15"
    assert corrected.confidence < 0.5
    assert corrected.doubt == "struck"
    assert corrected.alternatives == ("12 15",)


def test_a_figure_that_is_crossed_out_whole_leaves_a_doubtful_blank(opened: Opened) -> None:
    crossed = cell_of(opened, drawn((-0.7, -14, 14)))
    assert (crossed.text, crossed.doubt, crossed.alternatives) == ("", "struck", ("12 15",))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param((-5, -14, 14), id="a line below a figure"),
        pytest.param((7, -14, 14), id="a line above it"),
        pytest.param((-0.7, 20, 40), id="a dash beside it"),
    ],
)
def test_other_lines_cross_nothing_out(opened: Opened, line: tuple[float, float, float]) -> None:
    whole = cell_of(opened, drawn(line))
    assert (whole.text, whole.confidence, whole.doubt) == ("12 15", 1.0, "")


def test_a_line_through_a_figure_is_no_rule_of_its_table(opened: Opened) -> None:
    (grid,) = grids(opened("a.pdf", drawn((-0.7, -14, 14))))
    assert (grid.rows, grid.columns) == (len(YS) - 1, len(XS) - 1)


def test_prose_that_is_crossed_out_is_not_said(opened: Opened) -> None:
    sheets = Sheets()
    sheets.text(60, 100, "收到申请99件", centred=False)
    sheets.text(125, 100, "收到申请12件，均已答复。", centred=False)
    sheets.line(60, 100.7, 118, 100.7)
    assert paragraphs(opened("a.pdf", sheets.file())) == ["收到申请12件，均已答复。"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<table><tr><td>规章<td><s>12</s> 15<td>3</table>"),
        ("a.html", "<table><tr><td>章<td><b style='text-decoration:line-through'>12</b> 15"),
        ("a.html", "<table><tr><td>规章<td><del>12</del> 15<td>3</table>"),
        ("a.html", f"{CROSSED}<table><tr><td>规章<td><i class='y x'>12</i> 15<td>3</table>"),
        ("a.md", "| 内容 | 数 | 数 |\n|---|---|---|\n| 规章 | ~~12~~ 15 | 3 |\n"),
        ("a.md", "| 内容 | 数 | 数 |\n|---|---|---|\n| 规章 | <s>12</s> 15 | 3 |\n"),
    ],
)  # fmt: skip
def test_markup_says_what_is_left_as_well(opened: Opened, name: str, content: str) -> None:
    (grid,) = grids(opened(name, content))
    assert_says_15(cell_at(grid, grid.rows - 1, 1))


def test_word_says_what_is_left(opened: Opened) -> None:
    corrected = f"<w:p>{run('12', '<w:strike/>')}{run(' 15')}</w:p>"
    body = table(row(cell(paragraph("规章")), cell(corrected), cell(paragraph("3"))))
    (grid,) = grids(opened("a.docx", word_file(body)))
    assert_says_15(cell_at(grid, 0, 1))


def test_a_style_of_word_crosses_out_as_well(opened: Opened) -> None:
    style = '<w:style w:type="character" w:styleId="S"><w:rPr><w:dstrike/></w:rPr></w:style>'
    kept = run(" 15", '<w:rStyle w:val="S"/><w:strike w:val="0"/>')
    gone = run("12", '<w:rStyle w:val="S"/>')
    corrected = f"<w:p>{gone}{kept}</w:p>"
    body = table(row(cell(paragraph("规章")), cell(corrected), cell(paragraph("3"))))
    (grid,) = grids(opened("a.docx", word_file(body, styles=style)))
    assert_says_15(cell_at(grid, 0, 1))


def test_a_sheet_leaves_a_crossed_out_figure_as_a_doubtful_blank(opened: Opened) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["规章", 12, 3])
    book.active["B1"].font = Font(strike=True)
    file = io.BytesIO()
    book.save(file)
    (grid,) = grids(opened("a.xlsx", file.getvalue()))
    crossed = cell_at(grid, 0, 1)
    assert (crossed.text, crossed.doubt, crossed.alternatives) == ("", "struck", ("12",))


def assert_says_15(found: GridCell) -> None:
    assert (found.text, found.doubt, found.alternatives) == ("15", "struck", ("12 15",))
    assert found.confidence < 0.5


def test_what_a_page_crosses_out_is_kept_for_the_eye(opened: Opened) -> None:
    page = "<table><tr><td>甲</td><td><s>12</s>116</td><td>7</td></tr></table>"
    ((_, struck, plain),) = (grid.cells for grid in grids(opened("a.html", page.encode())))
    parts = [(run.text, run.style.crossed) for run in struck.marked]
    assert parts == [("12", True), ("116", False)]
    assert plain.marked == ()
