"""Word documents are read as Word prints them with all changes accepted."""

from __future__ import annotations

import io

import docx
import pytest

from gouji.core.documents import GridCell
from gouji.core.errors import LimitExceededError, SourceBrokenError

from .conftest import Opened
from .reading import cell_at, grids, paragraphs, rows, spans
from .word_files import (
    STRICT,
    cell,
    listing,
    numbered,
    package,
    paragraph,
    row,
    run,
    table,
    word_file,
)

BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
MIRRORED = "<w:bidiVisual/>"
DELETED = '<w:del w:id="1"><w:r><w:delText>9</w:delText></w:r></w:del>'
PICTURE = '<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>'


def test_a_document_of_python_docx_is_read_with_its_merged_cells(opened: Opened) -> None:
    source = docx.Document()
    source.add_heading("二、主动公开政府信息情况", level=2)
    form = source.add_table(3, 4)
    form.cell(0, 0).merge(form.cell(1, 0)).text = "信息内容"
    form.cell(0, 1).merge(form.cell(0, 3)).text = "件数"
    for column, figure in enumerate(("规章", "8", "０", "")):
        form.cell(2, column).text = figure
    file = io.BytesIO()
    source.save(file)
    document = opened("报告.docx", file.getvalue())
    grid = grids(document)[0]
    assert document.kind == "docx"
    assert '<h2 id="p0">' in document.flow
    assert (spans(grid, 0, 0), spans(grid, 0, 1)) == ((2, 1), (1, 3))
    assert rows(grid)[2] == ["规章", "8", "０", ""]
    assert grid.ruled


def test_skipped_columns_leave_places_without_cells(opened: Opened) -> None:
    body = table(
        row("a", "b", "c"),
        row("d", properties='<w:gridBefore w:val="2"/>'),
        row("e", "f", properties='<w:gridAfter w:val="1"/>'),
    )
    document = opened("a.docx", word_file(body))
    grid = grids(document)[0]
    assert cell_at(grid, 1, 2).text == "d"
    assert [row.count("<td") for row in document.flow.split("<tr>")[1:]] == [3, 3, 2]


def test_a_vertical_merge_does_not_run_on_over_another_cell(opened: Opened) -> None:
    more = "<w:vMerge/>"
    body = table(
        row(cell("a", '<w:vMerge w:val="restart"/>'), "1"),
        row(cell("", more), "2"),
        row("b", "3"),
        row(cell("c", more), "4"),
    )
    grid = grids(opened("a.docx", word_file(body)))[0]
    assert spans(grid, 0, 0) == (2, 1)
    assert rows(grid) == [["a", "1"], ["2"], ["b", "3"], ["c", "4"]]


def test_cells_without_spans_are_placed_by_their_widths(opened: Opened) -> None:
    def wide(text: str, width: int) -> str:
        return cell(text, f'<w:tcW w:w="{width}" w:type="dxa"/>')

    body = table(
        row("a", "b", "c", "d"),
        row(wide("行政许可", 2000), wide("8", 3010)),
        widths=(2000, 1000, 1000, 1000),
    )
    assert spans(grids(opened("a.docx", word_file(body)))[0], 1, 1) == (1, 3)


def test_uneven_edges_of_rows_make_no_columns(opened: Opened) -> None:
    two, three = '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'
    body = table(
        row("a", cell("b", three), "c"),
        row(cell("d", two), cell("e", two), "f"),
        row(cell("g", two), "h", "i", "j"),
        widths=(1000, 12, 988, 1000, 1000),
    )
    grid = grids(opened("a.docx", word_file(body)))[0]
    assert grid.columns == 4
    assert [spans(grid, 0, 1), spans(grid, 1, 1), spans(grid, 2, 1)] == [(1, 2), (1, 2), (1, 1)]


def test_columns_in_which_no_cell_begins_are_no_columns(opened: Opened) -> None:
    two = '<w:gridSpan w:val="2"/>'
    body = table(row(cell("a", two), cell("b", two)), row(cell("c", two), cell("d", two)))
    grid = grids(opened("a.docx", word_file(body)))[0]
    assert (grid.columns, spans(grid, 0, 1)) == (2, (1, 1))


def test_tracked_changes_are_read_as_accepted(opened: Opened) -> None:
    inserted, gone = '<w:ins w:id="2"/>', '<w:del w:id="3"/>'
    body = (
        paragraph("新收", DELETED, f'<w:ins w:id="4">{run("8")}</w:ins>', "件")
        + paragraph(f'<w:moveFrom w:id="5">{run("旧")}</w:moveFrom>', "处")
        + paragraph("前半", properties=f"<w:rPr>{gone}</w:rPr>")
        + paragraph("后半")
        + table(
            row("规章", cell(f"<w:p>{DELETED}</w:p>")),
            row("删", "1", properties=gone),
            row("增", "2", properties=inserted),
        )
    )
    document = opened("a.docx", word_file(body))
    assert paragraphs(document) == ["新收8件", "处", "前半后半"]
    assert rows(grids(document)[0]) == [["规章", ""], ["增", "2"]]


def test_hidden_text_is_not_printed(opened: Opened) -> None:
    styles = (
        '<w:style w:styleId="off"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="child"><w:basedOn w:val="off"/></w:style>'
    )
    body = paragraph(
        run("1", "<w:vanish/>"),
        run("2", '<w:vanish w:val="0"/>'),
        run("3", '<w:rStyle w:val="child"/>'),
        run("4", '<w:rStyle w:val="child"/><w:vanish w:val="false"/>'),
    ) + paragraph("5", properties='<w:pStyle w:val="off"/>')
    assert paragraphs(opened("a.docx", word_file(body, styles=styles))) == ["24"]


def test_of_fields_only_the_result_is_printed(opened: Opened) -> None:
    instruction = "<w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r>"
    nested = f"{BEGIN}{instruction}{SEPARATE}{run('7')}{END}"
    body = (
        paragraph("合计", BEGIN, run("IF "), nested, instruction, SEPARATE, "8", END, "件")
        + paragraph(f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>')
        + paragraph("残", BEGIN, "域")
        + paragraph("其后")
    )
    assert paragraphs(opened("a.docx", word_file(body))) == ["合计8件", "3", "残", "其后"]


def test_breaks_tabs_symbols_and_formulas_are_characters(opened: Opened) -> None:
    body = paragraph(
        "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>1</w:t>"
        '<w:noBreakHyphen/><w:t>2</w:t><w:sym w:font="Wingdings" w:char="F0FE"/>'
        '<w:sym w:font="Symbol" w:char="F033"/></w:r>',
        "<m:oMath><m:r><m:t>4</m:t></m:r></m:oMath>",
    )
    assert paragraphs(opened("a.docx", word_file(body))) == ["甲\t乙", "丙", "1-2☑34"]


def test_a_text_box_is_read_once_after_its_paragraph(opened: Opened) -> None:
    def box(content: str) -> str:
        return f"<w:txbxContent>{content}</w:txbxContent>"

    form = table(row("规章", "8"))
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"{box(paragraph('框') + form)}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box(paragraph('框') + form)}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = opened("a.docx", word_file(paragraph("前", both) + paragraph("后")))
    assert paragraphs(document) == ["前", "框", "后"]
    assert [rows(grid) for grid in grids(document)] == [[["规章", "8"]]]


def test_content_controls_are_seen_through(opened: Opened) -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = control(paragraph("段", control(run("8")))) + table(
        control(row("a", control(cell("1")))), row("b", cell(control(paragraph("2"))))
    )
    document = opened("a.docx", word_file(body))
    assert paragraphs(document) == ["段8"]
    assert rows(grids(document)[0]) == [["a", "1"], ["b", "2"]]


def test_marks_of_notes_are_no_part_of_a_figure(opened: Opened) -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>3</w:t></w:r>'
    body = table(
        row(
            cell(paragraph("8", '<w:r><w:footnoteReference w:id="1"/></w:r>')),
            cell(paragraph("8", own)),
            cell(paragraph("8", run("[1]", '<w:vertAlign w:val="superscript"/>'))),
            cell(paragraph("km", run("2", '<w:vertAlign w:val="superscript"/>'))),
        )
    )
    assert rows(grids(opened("a.docx", word_file(body)))[0]) == [["8", "8", "8", "km2"]]


def test_list_numbers_stand_before_labels_and_never_before_figures(opened: Opened) -> None:
    numbering = listing(("chineseCounting", "%1、"), ("decimal", "%2．")) + listing(
        ("bullet", "●"), list_id=2
    )
    body = (
        numbered("总体情况")
        + numbered("主动公开", depth=1)
        + numbered("依申请公开", depth=1)
        + numbered("主动公开政府信息情况")
        + numbered("要点", list_id=2)
        + table(
            row(cell(numbered("属于国家秘密", depth=1)), cell(numbered("8", depth=1))),
            row(cell(numbered("其他", depth=1)), cell(numbered("15122.275 万元", depth=1))),
        )
    )
    document = opened("a.docx", word_file(body, numbering=numbering))
    assert paragraphs(document) == [
        "一、总体情况",
        "1．主动公开",
        "2．依申请公开",
        "二、主动公开政府信息情况",
        "要点",
    ]
    assert rows(grids(document)[0]) == [["1．属于国家秘密", "8"], ["3．其他", "15122.275 万元"]]


def test_a_layout_table_around_the_form_is_taken_apart(opened: Opened) -> None:
    form = table(row("规章", "0", "8"), row("行政规范性文件", "1", "2"))
    body = table(row(cell(paragraph("一、总体情况") + form + paragraph("二、其他"))))
    document = opened("a.docx", word_file(body))
    assert paragraphs(document) == ["一、总体情况", "二、其他"]
    assert [grid.rows for grid in grids(document)] == [2]


def test_rows_around_a_nested_part_of_the_form_stay_tables(opened: Opened) -> None:
    middle = table(*(row(f"第{number}项办理结果", "0", "8") for number in range(9)))
    body = table(
        row("本年新收", "3", "3"),
        row(cell(middle, '<w:gridSpan w:val="3"/>')),
        row("结转下年", "1", "1"),
    )
    found = [rows(grid) for grid in grids(opened("a.docx", word_file(body)))]
    assert found[0] == [["本年新收", "3", "3"]]
    assert len(found[1]) == 9
    assert found[2] == [["结转下年", "1", "1"]]


def test_a_picture_in_place_of_a_figure_is_not_legible(opened: Opened) -> None:
    body = table(row(cell(f"<w:p>{PICTURE}</w:p>"), cell(paragraph("8", PICTURE)), ""))
    grid = grids(opened("a.docx", word_file(body)))[0]
    assert [item.legible for item in grid.cells] == [False, True, True]


def test_strict_documents_are_read_like_transitional_ones(opened: Opened) -> None:
    document = opened("a.docx", word_file(table(row("规章", "8")), namespace=STRICT))
    assert rows(grids(document)[0]) == [["规章", "8"]]


def test_a_page_embedded_by_a_web_program_is_read(opened: Opened) -> None:
    page = "<table><tr><td>规章</td><td>8</td></tr></table>".encode()
    document = opened("a.docx", word_file('<w:altChunk r:id="aFChunk"/>', chunk=page))
    assert rows(grids(document)[0]) == [["规章", "8"]]


def test_headers_are_no_part_of_the_text(opened: Opened) -> None:
    assert paragraphs(opened("a.docx", word_file(paragraph("正文")))) == ["正文"]


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": "<w:document"},
        {"word/document.xml": "<w:document xmlns:w='other'/>"},
        {"word/other.xml": "<a/>"},
    ],
)
def test_a_broken_document_is_refused(opened: Opened, parts: dict[str, str | bytes]) -> None:
    with pytest.raises(SourceBrokenError):
        opened("a.docx", package(parts))


def test_a_cut_document_is_refused(opened: Opened) -> None:
    with pytest.raises(SourceBrokenError):
        opened("a.docx", word_file(paragraph("正文"))[:-60])


def test_a_part_that_expands_beyond_reason_is_refused(opened: Opened) -> None:
    with pytest.raises(LimitExceededError):
        opened("a.docx", package({"word/document.xml": bytes(100 * 2**20)}))


def test_entities_of_a_document_are_not_expanded(opened: Opened) -> None:
    bomb = (
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">'
        '<!ENTITY f SYSTEM "/etc/passwd">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        "<w:p><w:r><w:t>文&b;&f;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert paragraphs(opened("a.docx", package({"word/document.xml": bomb}))) == ["文"]


def second(opened: Opened, inner: str, **parts: str) -> GridCell:
    """The cell of a row between a label and a figure."""
    body = table(row("规章", cell(f"<w:p>{inner}</w:p>"), "3"))
    return cell_at(grids(opened("a.docx", word_file(body, **parts)))[0], 0, 1)


POWER = (
    "<m:oMath><m:sSup><m:e><m:r><m:t>16</m:t></m:r></m:e>"
    "<m:sup><m:r><m:t>1</m:t></m:r></m:sup></m:sSup></m:oMath>"
)
RAISED_STYLE = '<w:style w:styleId="up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'


@pytest.mark.parametrize(
    "inner",
    [
        run("16") + run("1", '<w:vertAlign w:val="superscript"/>'),
        run("16") + run("1", '<w:vertAlign w:val="subscript"/>'),
        run("16") + run("1", '<w:rStyle w:val="up"/>'),
        run("1", '<w:rStyle w:val="up"/>') + run("16"),
        POWER,
        run("16") + '<w:r><w:footnoteReference w:id="1"/></w:r>',
    ],
)
def test_a_raised_sign_is_a_note(opened: Opened, inner: str) -> None:
    found = second(opened, inner, styles=RAISED_STYLE)
    assert (found.text, found.notes, found.confidence) == ("16", ("1",), 1)


@pytest.mark.parametrize(
    "look",
    [
        "<w:vanish/>",
        '<w:color w:val="auto" w:themeColor="background1"/>',
        '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="101010"/>',
        '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>',
        '<w:sz w:val="2"/>',
        '<w:w w:val="1"/>',
        '<w:rStyle w:val="off"/>',
    ],
)
def test_what_is_not_seen_of_a_figure_is_left_out_and_doubted(opened: Opened, look: str) -> None:
    style = '<w:style w:styleId="off"><w:rPr><w:color w:val="FEFEFE"/></w:rPr></w:style>'
    found = second(opened, run("24") + run("7", look), styles=style)
    assert (found.text, found.alternatives, found.doubt) == ("24", ("247",), "struck")


def test_a_row_of_no_height_shows_nothing(opened: Opened) -> None:
    flat = '<w:trHeight w:val="20" w:hRule="exact"/>'
    body = table(row("规章", "8"), row("规范", "7", properties=flat))
    grid = grids(opened("a.docx", word_file(body)))[0]
    assert cell_at(grid, 1, 1).alternatives == ("7",)


LIST = (
    "<w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/>"
    "<w:listEntry w:val='3'/><w:listEntry w:val='8'/></w:ddList></w:ffData></w:fldChar>"
)


def test_a_list_to_choose_from_shows_its_entry(opened: Opened) -> None:
    inner = f"<w:r>{LIST}</w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>{END}"
    assert second(opened, inner).text == "8"


@pytest.mark.parametrize(
    "inner",
    [
        BEGIN + "<w:r><w:instrText>=SUM(LEFT)</w:instrText></w:r>" + END,
        BEGIN + "<w:r><w:instrText>=SUM(LEFT)</w:instrText></w:r>" + SEPARATE + END,
        '<w:fldSimple w:instr="=1+1"/>',
        "<w:r><w:instrText/></w:r>" + BEGIN + "<w:r><w:instrText>EQ 8</w:instrText></w:r>" + END,
        "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>",
        "<w:r><w:pict><v:oval/></w:pict></w:r>",
    ],
)
def test_ink_without_text_is_never_a_blank(opened: Opened, inner: str) -> None:
    assert not second(opened, inner).legible


def test_word_art_and_automatic_numbers_are_read_with_a_doubt(opened: Opened) -> None:
    art = second(opened, "<w:r><w:pict><v:shape><v:textpath string='8'/></v:shape></w:pict></w:r>")
    assert (art.text, art.doubt) == ("8", "drawn")
    body = table(row("规章", cell(numbered("", depth=0)), cell(numbered("5"))))
    document = opened("a.docx", word_file(body, numbering=listing(("decimal", "%1"))))
    alone, before = grids(document)[0].cells[1:]
    assert (alone.text, alone.doubt) == ("1", "drawn")
    assert (before.text, before.doubt, before.alternatives) == ("5", "drawn", ("25",))


def test_a_table_from_right_to_left_and_digits_in_reverse_are_read_as_seen(opened: Opened) -> None:
    turned = table(row("3", "8", "规章")).replace("<w:tblPr/>", f"<w:tblPr>{MIRRORED}</w:tblPr>")
    assert rows(grids(opened("a.docx", word_file(turned)))[0]) == [["规章", "8", "3"]]
    found = second(opened, f'<w:bdo w:val="rtl">{run("61")}</w:bdo>')
    assert (found.text, found.doubt, found.alternatives) == ("16", "reversed", ("61",))


def test_two_paragraphs_of_figures_in_a_cell_are_never_one(opened: Opened) -> None:
    body = table(row("行政处罚", cell(paragraph("8563") + paragraph("6707"))))
    both = cell_at(grids(opened("a.docx", word_file(body)))[0], 0, 1)
    assert (both.legible, both.doubt) == (False, "together")
