"""What style hides of a page is left out of its figures, and the cells say so."""

from __future__ import annotations

import base64
import time

import pytest
from lxml import etree

from gouji.core.documents import GridCell
from gouji.core.documents.css.cascade import page_cascade
from gouji.core.documents.css.computed_style import ComputedStyle
from gouji.core.errors import LimitExceededError

from .conftest import Opened
from .reading import cell_at, grids, paragraphs, rows


def second_cell(opened: Opened, cell: str, head: str = "", table: str = "<table>") -> GridCell:
    page = f"{head}{table}<tr><td>规章</td>{cell}<td>3</td></tr></table>"
    (grid,) = grids(opened("a.html", page))
    return cell_at(grid, 0, 1)


def look_of(page: str, tag: str = "b") -> ComputedStyle:
    root = etree.fromstring(page, etree.HTMLParser())
    return page_cascade(root).of(next(root.iter(tag)))


HIDING = [
    "display:none",
    "DISPLAY : NONE !important",
    "visibility:hidden",
    "visibility:collapse",
    "opacity:0",
    "opacity:.05",
    "filter:opacity(0%)",
    "filter:alpha(opacity=0)",
    "font-size:0",
    "font-size:.1em",
    "font:0/0 a",
    "font:italic 1px/2 serif",
    "zoom:0",
    "color:transparent",
    "color:rgb(0 0 0 / 2%)",
    "color:hsl(0 0% 100%)",
    "color:oklch(100% 0 0)",
    "-webkit-text-fill-color:transparent",
    "color:#fff;background:#fefefe",
    "color:#000;background-color:#010203",
    "background:currentcolor",
    "position:absolute;left:-9999px",
    "position:absolute;top:-200em",
    "position:fixed;inset:0 auto auto -9999px",
    "position:absolute;clip:rect(0,0,0,0)",
    "position:absolute;clip:rect(1px 1px 1px 1px)",
    "clip-path:inset(50%)",
    "clip-path:circle(0)",
    "display:inline-block;text-indent:-9999px",
    "display:inline-block;width:0;overflow:hidden",
    "display:inline-block;height:0;overflow:hidden",
    "display:inline-block;max-height:calc(1px * 0);overflow-y:clip",
    "display:inline-block;margin-left:-9999px",
    "transform:scale(0)",
    "transform:rotateY(90deg)",
    "transform:translateX(-9999px)",
    "translate:-9999px",
    "content-visibility:hidden",
    "mso-hide:all",
    "display:inline-block;inline-size:0;overflow:hidden",
    "display:inline-block;max-block-size:0;overflow-block:clip",
    "display:inline-block;text-indent:100%;white-space:nowrap;overflow:hidden;width:1em",
    "position:relative;inset:0 9999px auto auto",
    "position:relative;bottom:9999px",
    "position:absolute;inset-inline:-9999px auto",
    "margin-inline-start:-9999px",
    "rotate:x .25turn",
    "rotate:1 0 0 90deg",
    "transform:rotate3d(1,1,0,90deg)",
    "color:color-mix(in srgb, transparent, transparent)",
    "color:color-mix(in oklab, white 98%, black)",
    "color:light-dark(#fff, #000)",
]
"""Declarations by which nothing is seen of a piece of text."""


@pytest.mark.parametrize("style", HIDING)
def test_what_a_declaration_hides_is_left_out_and_doubted(opened: Opened, style: str) -> None:
    assert_says_24(second_cell(opened, f"<td>24<span style='{style}'>7</span></td>"))


@pytest.mark.parametrize(
    "style",
    [
        "display:nothing",
        "opacity:0;opacity:1",
        "display:none;display:inline",
        "display:none!important;display:none;display:inline!important",
        "visibility:hidden;visibility:visible",
        "left:-9999px",
        "rotate:90deg",
        "rotate:0 0 1 90deg",
        "text-indent:100%",
        "inline-size:0",
        "color:light-dark(#000, #fff)",
        "color:color-mix(in srgb, black, white 20%)",
        "clip:rect(0,0,0,0)",
        "overflow:hidden;width:0",
        "color:white;background:black",
        "color:#777",
        "color:var(--none, #333)",
        "font-size:0;font:16px serif",
    ],
)
def test_what_a_declaration_does_not_hide_is_read(opened: Opened, style: str) -> None:
    found = second_cell(opened, f"<td>24<span style='{style}'>7</span></td>")
    assert (found.text, found.confidence, found.doubt) == ("247", 1.0, "")


@pytest.mark.parametrize(
    "box",
    [
        "<span style='display:inline-flex;flex-direction:row-reverse'><b>7</b><b>24</b></span>",
        "<span style='display:inline-flex'><b style='order:2'>7</b><b>24</b></span>",
    ],
)
def test_digits_that_style_sets_in_another_order_are_doubted(opened: Opened, box: str) -> None:
    assert second_cell(opened, f"<td>{box}</td>").doubt


def test_what_pops_up_is_no_part_of_a_figure(opened: Opened) -> None:
    assert_says_24(second_cell(opened, "<td>24<span popover>7</span></td>"))


SHEETS = [
    ".x{display:none}",
    "td > .x{visibility:hidden}",
    "tr td+td span.x{opacity:0}",
    "td span:first-child{display:none}",
    "table tr:nth-child(1) .x{display:none}",
    "span[class='x']{display:none}",
    "span:not(.y){display:none}",
    ":is(.x,.y){display:none}",
    "td:has(.x) .x{display:none}",
    "TD SPAN.x{display:none}",
    "td{.x{display:none}}",
    "td{& > .x{display:none}}",
    ":root{--way:none} .x{display:var(--way)}",
    "table{--way:none} .x{display:var(--other, var(--way))}",
    "@media screen{.x{display:none}}",
    "@media (min-width:600px) and (orientation:landscape){.x{display:none}}",
    "@media (400px <= width < 4000px){.x{display:none}}",
    "@media not print{.x{display:none}}",
    "@supports (display:grid){.x{display:none}}",
    "@layer a{.x{display:none}}",
    "@import url(http://elsewhere.example/a.css);.x{display:none}",
    "@import 'data:text/css,.x{display:none}';",
    "/* } */ .x{display:none}",
    ".x{color:red} .y{} .x{display:none;",
    ".sr-only{} .x{position:absolute;width:1px;height:1px;overflow:hidden}",
    ".\\78{display:none}",
    ".x{display:none!important} #i{display:inline}",
    "@layer a{.x{display:none!important}} .x{display:inline!important}",
]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_style_sheet_hides_as_browsers_understand_it(opened: Opened, sheet: str) -> None:
    cell = "<td>24<span id=i class=x>7</span></td>"
    assert_says_24(second_cell(opened, cell, f"<style>{sheet}</style>"))


@pytest.mark.parametrize(
    "sheet",
    [
        "p.x{display:none}",
        "td .x .x{display:none}",
        ".x{display:none} span.x{display:inline}",
        ".x{display:none} #i{display:inline}",
        "#i{display:inline} .x.x.x{display:none}",
        ".x{display:none} .x{display:inline}",
        "@media print and (max-width:1px){.x{display:none}}",
        "@media (max-width:600px){.x{display:none}}",
        "@media speech{.x{display:none}}",
        "@supports not (display:grid){.x{display:none}}",
        "@layer b{.x{display:none}} .x{display:inline}",
        "@layer a,b;@layer b{.x{display:inline}}@layer a{.x{display:none}}",
        "@keyframes a{from{opacity:0}}",
        ".x:hover{display:none}",
        ".x:nonsense{display:none}",
        ".x{visibility:hidden} span.x{all:unset}",
    ],
)
def test_a_style_sheet_hides_nothing_else(opened: Opened, sheet: str) -> None:
    cell = "<td>24<span id=i class=x>7</span></td>"
    found = second_cell(opened, cell, f"<style>{sheet}</style>")
    assert (found.text, found.confidence, found.doubt) == ("247", 1.0, "")


def test_a_rule_of_one_element_leaves_others_alone(opened: Opened) -> None:
    page = (
        "<style>p.note{display:none}.wrap span{display:none}</style><p class=note>注</p>"
        "<table><tr><td class=note>规章</td><td class=wrap>24<span>7</span></td><td>3</td></table>"
    )
    (grid,) = grids(opened("a.html", page))
    assert rows(grid) == [["规章", "24", "3"]]


def test_what_is_hidden_for_one_medium_alone_is_doubted(opened: Opened) -> None:
    sheet = "<style>@media print{.x{display:none}}</style>"
    found = second_cell(opened, "<td>24<span class=x>7</span></td>", sheet)
    assert (found.text, found.alternatives) == ("247", ("24",))
    assert found.confidence < 0.5


def test_a_page_that_is_not_to_be_printed_is_read_as_it_is_seen(opened: Opened) -> None:
    found = second_cell(opened, "<td>247</td>", "<style media=print>body{display:none}</style>")
    assert (found.text, found.confidence) == ("247", 1.0)


def test_inheritance_reaches_the_text_and_stops_where_it_is_overridden() -> None:
    page = "<div style='visibility:hidden;color:red'><p>{}<b>7</b>"
    assert look_of(page).hidden
    assert not look_of(page.replace("<b>", "<b style='visibility:visible'>")).hidden
    assert look_of("<p style='opacity:0'><b style='opacity:1'>7").hidden
    assert (
        look_of("<p style='color:#fff'><i style='color:#000'><b style='color:inherit'>7").faint
        is False
    )
    assert look_of("<p style='color:#fff'><b style='color:initial'>7").faint is False
    assert look_of("<p style='font-size:40px'><b style='font-size:5%'>7").hidden


@pytest.mark.parametrize(
    ("table", "cell"),
    [
        ("<table bgcolor=black>", "<td style='color:black'>24</td>"),
        ("<table style='background:navy'>", "<td><font color=#000080>24</font></td>"),
        ("<table><tbody style='background:#c00'>", "<td style='color:#c00'>24</td>"),
        ("<table><tr bgcolor='#ffff00'>", "<td style='color:yellow'>24</td>"),
    ],
)
def test_text_in_the_colour_of_its_cell_row_or_table_is_not_seen(
    opened: Opened, table: str, cell: str
) -> None:
    (grid,) = grids(opened("a.html", f"{table}<td>规章</td>{cell}<td>3</td></table>"))
    found = cell_at(grid, grid.rows - 1, 1)
    assert (found.text, found.doubt, found.alternatives) == ("", "struck", ("24",))


def test_a_sheet_that_comes_along_is_read_and_none_is_fetched(opened: Opened) -> None:
    sheet = base64.b64encode(b".x{display:none}").decode()
    link = f"<link rel=stylesheet href='data:text/css;base64,{sheet}'>"
    assert_says_24(second_cell(opened, "<td>24<i class=x>7</i></td>", link))
    archive = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        "<link rel=stylesheet href='http://a.example/s.css'><table><tr><td>规章</td>"
        "<td>24<i class=x>7</i></td><td>3</td></tr></table>\r\n--b\r\nContent-Type: text/css\r\n"
        "Content-Location: http://a.example/s.css\r\n\r\n.x{display:none}\r\n--b--\r\n"
    )
    (grid,) = grids(opened("a.mht", archive.encode()))
    assert_says_24(cell_at(grid, 0, 1))


def test_time_grows_with_the_page_and_not_with_its_square() -> None:
    sheet = (
        "<style>td~td{color:red}tr:nth-of-type(3){color:red}.a .b .c{display:none}"
        "td:has(b){color:red}</style>"
    )

    def seconds(count: int) -> float:
        cells = "".join(f"<tr><td style='color:#{n:06x}'>1<td class=c>2" for n in range(count))
        root = etree.fromstring(f"{sheet}<table>{cells}</table>", etree.HTMLParser())
        start = time.process_time()
        page_cascade(root)
        return time.process_time() - start

    small = seconds(500)
    assert seconds(2000) < 4 * 3 * small + 0.2


def test_a_style_sheet_that_asks_for_endless_work_is_refused(opened: Opened) -> None:
    page = f"<style>p ~ td{{color:red}}</style><table><tr>{'<td>1</td>' * 8000}</tr></table>"
    with pytest.raises(LimitExceededError):
        opened("a.html", page)


def test_nothing_of_a_style_sheet_breaks_the_page(opened: Opened) -> None:
    sheets = [
        "}}}{{", "@media", "a{b:c", "@import", ".x{color:rgb(;}", "@layer;", "*|*{}",
        ".x{--a:var(--a)} .x{color:var(--a)}", "td::before{content:attr(", ":nth-child({}", "é{}",
        "@layer a.b{", "p{width:calc(1px/0);font:calc(1em*1e999) a;grid-area:9e9/1}",
    ]  # fmt: skip
    for sheet in sheets:
        page = f"<style>{sheet}</style><p>规章</p>"
        assert paragraphs(opened("a.html", page)) == ["规章"]


CELLS = ("规章", "1", "2"), ("规范性文件", "3", "4")
BOXES = "".join(f"<b>{text}</b>" for row in CELLS for text in row)
ROWS = "".join(f"<div class=r>{''.join(f'<b>{text}</b>' for text in row)}</div>" for row in CELLS)
BACK = "".join(
    f"<div class=r>{''.join(f'<b>{text}</b>' for text in row[::-1])}</div>" for row in CELLS
)
PLACED = "".join(
    f"<b style='grid-area:{down}/{across}'>{text}</b>"
    for down, row in enumerate(CELLS, 1)
    for across, text in reversed(list(enumerate(row, 1)))
)


@pytest.mark.parametrize(
    "page",
    [
        f"<div style='display:grid;grid-template-columns:2fr 1fr 1fr'>{BOXES}</div>",
        f"<div style='display:grid;grid-template:auto/repeat(3,1fr)'>{BOXES}</div>",
        f"<div style='display:grid'>{PLACED}</div>",
        f"<style>.r{{display:flex}}</style><div>{ROWS}</div>",
        f"<style>.r{{display:flex;flex-direction:row-reverse}}</style>{BACK}",
        f"<style>.r > b{{float:left}}</style>{ROWS}",
        f"<style>.r > b{{float:right}}</style>{BACK}",
        f"<style>.r > b{{display:inline-block}}</style>{ROWS}",
    ],
    ids=["auto", "repeat", "placed", "flex", "reversed", "left", "right", "inline"],
)
def test_a_grid_or_rows_of_boxes_are_a_table(opened: Opened, page: str) -> None:
    (grid,) = grids(opened("a.html", page))
    assert rows(grid) == [["规章", "1", "2"], ["规范性文件", "3", "4"]]


def test_a_table_set_from_right_to_left_is_read_as_it_is_seen(opened: Opened) -> None:
    page = "<table dir=rtl><tr><td colspan=2>总计<td>规章<tr><td>3<td>8<td>许可</table>"
    (grid,) = grids(opened("a.html", page))
    assert rows(grid) == [["规章", "总计"], ["许可", "8", "3"]]


@pytest.mark.parametrize(
    "cell",
    [
        "<td id=n></td>",
        "<td><span id=n></span></td>",
        "<td><script>document.write(12)</script></td>",
        "<td v-text=total></td>",
        "<td style='background:url(12.png)'></td>",
        "<td><svg><text>12</text></svg></td>",
        "<td><canvas></canvas></td>",
        "<td><ol start=12><li></ol></td>",
        "<td>12<br>34</td>",
        "<td>12<p>34</p></td>",
        "<td style='white-space:pre-line'>12\n34</td>",
        "<td><span style='float:right'>34</span>12</td>",
    ],
)
def test_what_is_seen_and_is_no_one_figure_is_not_legible(opened: Opened, cell: str) -> None:
    script = "<script>document.getElementById('n').textContent = 12</script>"
    assert not second_cell(opened, cell, script).legible


SHEET = "<style>.g::before{content:'12'} td.first::first-letter{font-size:0}</style>"


@pytest.mark.parametrize(
    ("cell", "text", "doubt"),
    [
        ("<td><i style='--n:\"12\"' class=g></i></td>", "12", "drawn"),
        ("<td class=g>5</td>", "125", "drawn"),
        ("<td><input placeholder=12></td>", "12", "drawn"),
        ("<td><button>12</button></td>", "12", "drawn"),
        ("<td>12<img src=3.png></td>", "12", "drawn"),
        ("<td><ol><li>12</ol></td>", "12", "drawn"),
        ("<td>12<script>x()</script></td>", "12", "drawn"),
        ("<td><math><mfrac><mn>1</mn><mn>2</mn></mfrac></math></td>", "12", "drawn"),
        ("<td><bdo dir=rtl>21</bdo></td>", "12", "reversed"),
        ("<td style='direction:rtl;unicode-bidi:bidi-override'>21</td>", "12", "reversed"),
        ("<td>12<details><summary></summary>3</details></td>", "12", "struck"),
        ("<td style='mask:linear-gradient(transparent, red)'>12</td>", "12", "struck"),
        ("<td style='-webkit-text-security:disc'>12</td>", "12", "struck"),
        ("<td class=first>12</td>", "12", "struck"),
        ("<td>24<small>7</small></td>", "24", "raised"),
        ("<td style='overflow:hidden;white-space:nowrap;width:9px'>1234</td>", "1234", "struck"),
    ],
)
def test_what_may_be_more_than_its_text_is_doubted(
    opened: Opened, cell: str, text: str, doubt: str
) -> None:
    found = second_cell(opened, cell, SHEET)
    assert (found.text, found.doubt) == (text, doubt)
    assert found.confidence < 0.9


@pytest.mark.parametrize(
    "cell",
    [
        "<td>16<sup>1</sup></td>",
        "<td><sup>1</sup>16</td>",
        "<td>16<sub>1</sub></td>",
        "<td>16<span style='vertical-align:super'>1</span></td>",
        "<td>16<span style='vertical-align:3pt'>1</span></td>",
        "<td>16<b class=n>1</b></td>",
        "<td>16<ruby><rt>1</rt></ruby></td>",
        "<td><math><msup><mn>16</mn><mn>1</mn></msup></math></td>",
    ],
)
def test_what_style_raises_beside_a_figure_is_a_note(opened: Opened, cell: str) -> None:
    found = second_cell(opened, cell, "<style>td > .n{font-variant-position:super}</style>")
    assert (found.text, found.notes, found.confidence) == ("16", ("1",), 1)


def test_a_table_within_a_closed_fold_is_read_in_doubt(opened: Opened) -> None:
    page = (
        "<details><summary>表</summary><table><tr><td>规章<td>8<tr><td>许可<td>5</table></details>"
    )
    (grid,) = grids(opened("a.html", page))
    assert rows(grid) == [["规章", "8"], ["许可", "5"]]
    assert {cell.confidence < 0.9 for cell in grid.cells} == {True}


def test_a_column_that_style_collapses_is_not_seen(opened: Opened) -> None:
    page = (
        "<table><col><col style='visibility:collapse'><col>"
        "<tr><td>规章<td>8<td>3<tr><td>许可<td>5<td>2</table>"
    )
    (grid,) = grids(opened("a.html", page))
    assert rows(grid) == [["规章", "", "3"], ["许可", "", "2"]]


def test_a_hidden_table_is_not_there(opened: Opened) -> None:
    page = "<div style='visibility:hidden'><table><tr><td>规章<td>8</table></div><p>正文</p>"
    document = opened("a.html", page)
    assert (paragraphs(document), grids(document)) == (["正文"], [])


def assert_says_24(found: GridCell) -> None:
    assert (found.text, found.doubt, found.alternatives) == ("24", "struck", ("247",))
    assert found.confidence < 0.5
