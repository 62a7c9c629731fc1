"""Web pages are read as they would be printed."""

from __future__ import annotations

import pytest

from gouji.core.documents.source_files.limits import TooLargeError
from gouji.core.errors import SourceBrokenError

from .conftest import Opened
from .reading import cell_at, grids, paragraphs, rows, spans

PAGE = "<html><head>{head}</head><body><p>政府信息公开年度报告，申请 8 件</p></body></html>"
TRADITIONAL = "<html><head>{head}</head><body><p>政府資訊公開年度報告，申請 8 件</p></body></html>"


@pytest.mark.parametrize(
    ("actual", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", None),
        ("utf-8", "gb2312"),
        ("utf-8", "utf-16"),
        ("utf-8-sig", "gbk"),
        ("gb18030", "gb2312"),
        ("gb18030", None),
        ("gb18030", "utf-8"),
        ("gb18030", "iso-8859-1"),
        ("gb18030", "no-such-charset"),
        ("utf-16", None),
        ("utf-16-le", None),
        ("utf-16-be", None),
    ],
)
def test_a_page_is_legible_whatever_encoding_it_claims(
    opened: Opened, actual: str, declared: str | None
) -> None:
    head = f'<meta charset="{declared}">' if declared else ""
    document = opened("报告.html", PAGE.format(head=head).encode(actual))
    assert paragraphs(document) == ["政府信息公开年度报告，申请 8 件"]


@pytest.mark.parametrize("declared", [None, "big5", "gbk"])
def test_a_big5_page_is_legible(opened: Opened, declared: str | None) -> None:
    head = f"<meta http-equiv=Content-Type content='text/html; charset={declared}'>"
    page = TRADITIONAL.format(head=head if declared else "").encode("big5")
    assert paragraphs(opened("a.htm", page)) == ["政府資訊公開年度報告，申請 8 件"]


def test_one_damaged_character_does_not_garble_the_others(opened: Opened) -> None:
    page = ("<p>政府信息公开情况</p>" * 40).encode("gb18030")
    texts = paragraphs(opened("a.html", page[:-5] + b"\xff" + page[-5:]))
    assert texts[0] == "政府信息公开情况"
    assert "\ufffd" in texts[-1]


def test_bytes_in_no_encoding_are_refused(opened: Opened) -> None:
    with pytest.raises(SourceBrokenError):
        opened("a.html", b"<p>" + bytes(range(1, 256)) * 4)


def test_merged_cells_stand_once_with_their_spans(opened: Opened) -> None:
    grid = grids(
        opened(
            "a.html",
            "<table><tr><td rowspan=2>信息</td><td colspan=2>数</td></tr>"
            "<tr><td>8</td><td>0</td></tr></table>",
        )
    )[0]
    assert rows(grid) == [["信息", "数"], ["8", "0"]]
    assert spans(grid, 0, 0) == (2, 1)
    assert spans(grid, 0, 1) == (1, 2)
    assert cell_at(grid, 1, 1).text == "8"


def test_wrong_spans_place_cells_as_browsers_do(opened: Opened) -> None:
    grid = grids(
        opened(
            "a.html",
            "<table><tr><td rowspan=99>a</td><td>b</td><td rowspan=0>c</td></tr>"
            "<tr><td colspan=9>d</td></tr><tr><td>e</td></tr></table>",
        )
    )[0]
    assert (grid.rows, grid.columns) == (3, 3)
    assert spans(grid, 0, 0) == (3, 1)
    assert spans(grid, 0, 2) == (3, 1)
    assert spans(grid, 1, 1) == (1, 1)
    assert cell_at(grid, 2, 1).text == "e"


def test_heads_come_first_and_feet_last(opened: Opened) -> None:
    grid = grids(
        opened(
            "a.html",
            "<table><caption>表三</caption><tfoot><tr><td>总计<td>8</tfoot>"
            "<tbody><tr><td>公开<td>8</tbody><thead><tr><th>情况<th>数</thead></table>",
        )
    )[0]
    assert rows(grid) == [["情况", "数"], ["公开", "8"], ["总计", "8"]]


def test_unclosed_and_loose_cells_keep_their_rows(opened: Opened) -> None:
    page = "<table><tr><td>a<td>1<tr><td>b<td>2</tr><td>c<td>3</table>"
    assert rows(grids(opened("a.html", page))[0]) == [["a", "1"], ["b", "2"], ["c", "3"]]


def test_a_layout_table_gives_its_contents_in_order(opened: Opened) -> None:
    document = opened(
        "a.html",
        "<table><tr><td><ul><li>首页<li>政务公开</ul></td><td><h1>年度报告</h1><p>一、总体情况</p>"
        "<table><tr><td>规章</td><td>8</td></tr><tr><td>许可</td><td>0</td></tr></table>"
        "<p>五、存在的主要问题</p></td></tr></table>",
    )
    assert paragraphs(document) == [
        "首页",
        "政务公开",
        "年度报告",
        "一、总体情况",
        "五、存在的主要问题",
    ]
    assert [rows(grid) for grid in grids(document)] == [[["规章", "8"], ["许可", "0"]]]


def test_a_table_within_a_cell_of_the_form_stands_for_itself(opened: Opened) -> None:
    document = opened(
        "a.html",
        "<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td>"
        "<td><table><tr><td>8</td></tr></table></td></tr><tr><td>行政处罚"
        "<table><tr><td>甲</td><td>1</td></tr></table></td><td>3</td></tr></table>",
    )
    outer, inner = grids(document)
    assert rows(outer) == [["信息内容", "本年处理决定数量"], ["行政许可", "8"], ["行政处罚", "3"]]
    assert rows(inner) == [["甲", "1"]]


def test_markup_pasted_from_word_is_read_as_it_shows(opened: Opened) -> None:
    document = opened(
        "a.html",
        "<body><p class=MsoNormal><![if !supportLists]><span>1.</span><![endif]>属于国家秘密"
        "<o:p></o:p></p><!--[if gte vml 1]><v:shape>形</v:shape><![endif]-->"
        "<!--[if !mso]><!--><p>其他</p><!--<![endif]--></body>",
    )
    assert paragraphs(document) == ["1.属于国家秘密", "其他"]


def test_what_is_not_shown_is_not_read(opened: Opened) -> None:
    document = opened(
        "a.html",
        "<style>.off{display:none}@media print{.on{display:none}}</style><p class=off>一</p>"
        "<p class=on>二</p><p style='display : none'>三</p><p hidden>四</p>"
        "<div aria-hidden=true>五</div><template>六</template><noscript>七</noscript>"
        "<script>document.write('八')</script><p style='visibility:hidden'>九</p>"
        "<table><tr aria-hidden=true><td>规章<td>8</tr><tr style='display:none'><td>x<td>9</tr>"
        "<tr><td>许可<td style='visibility:hidden'>7</tr></table>",
    )
    assert paragraphs(document) == ["二"]
    assert rows(grids(document)[0]) == [["规章", "8"], ["许可", ""]]


def test_values_of_form_fields_are_read(opened: Opened) -> None:
    grid = grids(
        opened(
            "a.html",
            "<table><tr><td><input value=8><td><input type=hidden value=9>"
            "<td><textarea>3</textarea><td><select><option>1<option selected>2</select></table>",
        )
    )[0]
    assert rows(grid) == [["8", "", "3", "2"]]


def test_a_note_mark_is_no_digit_of_a_figure(opened: Opened) -> None:
    grid = grids(opened("a.html", "<table><tr><td>8<sup>1</sup><td>km<sup>2</sup></table>"))[0]
    assert rows(grid) == [["8", "km2"]]


def test_a_picture_in_place_of_a_figure_is_not_legible(opened: Opened) -> None:
    page = "<table><tr><td><img src=8.png><td><img src=spacer.gif><td><img width=1></table>"
    assert [cell.legible for cell in grids(opened("a.html", page))[0].cells] == [False, True, True]


def test_white_space_collapses_and_chinese_lines_close_up(opened: Opened) -> None:
    document = opened(
        "a.html",
        "<p>　　政府信息\n    公开 <b>8</b>&nbsp;件<br>申请\n8\n件</p>"
        "<table><tr><td>&nbsp;<td>自<br>然<br>人</table>",
    )
    assert paragraphs(document) == ["政府信息公开 8 件", "申请 8 件"]
    assert rows(grids(document)[0]) == [["", "自\n然\n人"]]


def test_tabbed_text_in_a_pre_is_a_table(opened: Opened) -> None:
    document = opened("a.html", "<pre>规章\t0\t8\n许可\t\t3</pre>")
    assert rows(grids(document)[0]) == [["规章", "0", "8"], ["许可", "", "3"]]


def test_a_web_archive_is_read_with_the_charset_of_its_part(opened: Opened) -> None:
    archive = (
        b'From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n'
        b'\r\n--b\r\nContent-Type: text/html; charset="gb2312"\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<p>=D5=FE=B8=AE=D0=C5=CF=A2</p>\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    document = opened("报告.mht", archive)
    assert document.kind == "html"
    assert paragraphs(document) == ["政府信息"]


def test_a_page_nested_beyond_reason_is_refused_not_cut(opened: Opened) -> None:
    with pytest.raises(TooLargeError):
        opened("a.html", "<div>" * 4000 + "规章")
    assert paragraphs(opened("b.html", "<font>" * 1500 + "规章")) == ["规章"]


@pytest.mark.parametrize(
    "page",
    [
        (
            "<div style='display:table'><div style='display:table-row'>"
            "<div style='display: table-cell'>规章</div>"
            "<div style='display: table-cell'>3</div></div>"
            "<div style='display:table-row'><div style='display:table-cell'>规范性文件</div>"
            "<div style='display:table-cell'></div></div></div>"
        ),
        (
            "<style>.t{display:table} .r{display:table-row} .c{display:table-cell}</style>"
            "<div class='t w'><p class=r><span class=c>规章</span><span class=c>3</span></p>"
            "<p class=r><span class=c>规范性文件</span><span class=c></span></p></div>"
        ),
    ],
    ids=["by attributes", "by a style sheet"],
)
def test_a_table_that_style_alone_makes_is_one(opened: Opened, page: str) -> None:
    (grid,) = grids(opened("a.html", page))
    assert rows(grid) == [["规章", "3"], ["规范性文件", ""]]


def test_a_frame_that_is_displayed_as_a_table_without_cells_stays_prose(opened: Opened) -> None:
    page = "<div style='display:table'><p>一、总体情况</p><p>全年收到申请3件。</p></div>"
    assert paragraphs(opened("a.html", page)) == ["一、总体情况", "全年收到申请3件。"]
