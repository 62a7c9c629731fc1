"""Plain text and Markdown keep their characters; tabs and pipes make tables."""

from __future__ import annotations

import pytest

from gouji.core.documents import Grid, Paragraph

from .conftest import Opened
from .reading import cell_at, grids, paragraphs, rows


def test_each_line_is_a_paragraph_with_its_characters(opened: Opened) -> None:
    text = "\ufeff 标　题\r\n\r\n一、本年新收 ８  0 １，２３４\n\f二、“结转”\u200b 3\n"
    document = opened("a.txt", text)
    assert document.kind == "text"
    assert paragraphs(document) == ["标　题", "一、本年新收 ８  0 １，２３４", "二、“结转” 3"]
    assert not grids(document)


def test_tabbed_lines_are_cells_from_the_first_column_on(opened: Opened) -> None:
    grid = grids(opened("a.txt", "信息\t数\t\t\n\t规章\t\t8\n(七)总计\t2\t\n"))[0]
    assert (grid.rows, grid.columns, grid.ruled) == (3, 4, False)
    assert rows(grid) == [["信息", "数", "", ""], ["", "规章", "", "8"], ["(七)总计", "2", ""]]
    assert cell_at(grid, 1, 3).text == "8"
    assert all((cell.row_span, cell.column_span) == (1, 1) for cell in grid.cells)


def test_a_line_without_a_tab_ends_a_table(opened: Opened) -> None:
    document = opened("a.txt", "规章\t0\n\n许可\t1\n要求重新出具\n已获取信息\t2\n")
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Grid, Grid, Paragraph, Grid]


def test_an_indented_paragraph_is_no_table(opened: Opened) -> None:
    long = "本机关围绕中心工作，" * 8
    document = opened("a.txt", f"\t一、总体情况\n\n规章\t8\n\t{long}\n")
    assert paragraphs(document) == ["一、总体情况", long]
    assert rows(grids(document)[0]) == [["规章", "8"]]


@pytest.mark.parametrize(
    "lines",
    [
        "| 信息 | **数** |\n|:---|---:|\n| 规章 | 8 |",
        "信息 | 数\n--- | ---\n规章 | 8",
        "|信息|<b>数</b>|\n|规章|8|",
        "信息|__数__|\n-|-|\n规章|8|",
    ],
)
def test_pipe_tables_are_read_with_and_without_their_delimiter_row(
    opened: Opened, lines: str
) -> None:
    grid = grids(opened("a.md", f"前\n\n{lines}\n\n后"))[0]
    assert rows(grid) == [["信息", "数"], ["规章", "8"]]
    assert not grid.ruled


def test_dashes_of_a_pipe_table_are_marks(opened: Opened) -> None:
    grid = grids(opened("a.md", "| 信息 | 数 |\n|---|---|\n| 规章 | -- |\n| - | - |"))[0]
    assert rows(grid) == [["信息", "数"], ["规章", "--"], ["-", "-"]]


def test_cells_of_a_pipe_table_lose_their_inline_marks(opened: Opened) -> None:
    grid = grids(
        opened("a.md", "| a\\|b | 自<br>然<br>人 | &nbsp; | |\n| **8** | 1 &lt; 2 | x | y |")
    )[0]
    assert rows(grid) == [["a|b", "自\n然\n人", "", ""], ["8", "1 < 2", "x", "y"]]


def test_a_lone_pipe_makes_no_table(opened: Opened) -> None:
    assert paragraphs(opened("a.txt", "首页 | 政务公开")) == ["首页 | 政务公开"]


def test_headings_and_bold_marks_are_dropped(opened: Opened) -> None:
    document = opened("a.md", "## **一、总体情况** ##\n<b>第二十条</b>\n#不是标题\n1 * 2 * 3")
    assert paragraphs(document) == ["一、总体情况", "第二十条", "#不是标题", "1 * 2 * 3"]
    assert "<h2" in document.flow


def test_a_table_in_html_within_markdown_is_a_table(opened: Opened) -> None:
    document = opened(
        "a.md",
        "前\n<table>\n<tr><td rowspan=2>规章<td>8</tr>\n<tr><td>9</tr></table>\n后 a<b\n",
    )
    assert paragraphs(document) == ["前", "后 a<b"]
    assert rows(grids(document)[0]) == [["规章", "8"], ["9"]]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le"])
def test_text_is_legible_in_any_encoding(opened: Opened, encoding: str) -> None:
    document = opened("a.txt", "政府信息公开申请 8 件".encode(encoding))
    assert paragraphs(document) == ["政府信息公开申请 8 件"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separated_values_are_a_table(opened: Opened, separator: str) -> None:
    text = separator.join(["规章", '"1,234"', "", "8"]) + "\r\n"
    grid = grids(opened("a.csv", text.encode("gb18030")))[0]
    assert rows(grid) == [["规章", "1,234", "", "8"]]


def test_figures_below_each_other_are_a_row_and_empty_lines_among_them_blank_cells(
    opened: Opened,
) -> None:
    document = opened("a.txt", "规章\n0\n\n4\n许可\n12\n\n结转\n3\n1\n2\n")
    assert [rows(grid) for grid in grids(document)] == [
        [["0", "", "4"]], [["12", ""]], [["3", "1", "2"]],
    ]  # fmt: skip
    assert paragraphs(document) == ["规章", "许可", "结转"]


def test_empty_lines_between_all_cells_are_no_blank_cells(opened: Opened) -> None:
    document = opened("a.txt", "规章\n\n0\n\n4\n\n许可\n\n12\n\n3\n\n结转")
    assert [rows(grid) for grid in grids(document)] == [[["0", "4"]], [["12", "3"]]]


@pytest.mark.parametrize(
    "text",
    [
        "规章 |\n0 |\n|\n4 |\n许可 |\n1 |\n2 |\n3 |\n",
        "规章\n|\n0\n|\n|\n4\n|\n许可\n|\n1\n|\n2\n|\n3\n|\n",
    ],
)
def test_pipes_that_end_each_cell_or_stand_between_are_no_cells(text: str, opened: Opened) -> None:
    document = opened("a.md", text)
    assert [rows(grid) for grid in grids(document)] == [[["0", "", "4"]], [["1", "2", "3"]]]


def test_a_row_of_pipes_that_a_cell_breaks_is_one_row(opened: Opened) -> None:
    document = opened("a.md", "| 规章 | 22\n（其中修订16件） | 22 | 235 |\n| 文件 | 1 | 2 | 3 |\n")
    assert rows(grids(document)[0])[0] == ["规章", "22\n（其中修订16件）", "22", "235"]
