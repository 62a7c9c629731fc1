"""What Word prints otherwise than its text is stored is left out, or a doubt."""

from __future__ import annotations

import pytest

from gouji.core.documents.document import GridCell
from gouji.core.doubts import is_doubt

from .conftest import Opened
from .reading import cell_at, grids
from .word_files import paragraph, run, word_file

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)

BANDS_OF_TWO = (
    '<w:tblPr><w:tblStyleColBandSize w:val="2"/></w:tblPr><w:tblStylePr w:type="band1Vert">'
    "<w:rPr><w:vanish/></w:rPr></w:tblStylePr>"
)


def cell_of(
    opened: Opened, cell: str, *, styles: str = "", table: str = "", row: str = ""
) -> GridCell:
    """The second cell of a table of one row, as it is read."""
    cells = "".join(
        f"<w:tc>{content}</w:tc>" for content in (paragraph("规章"), cell, paragraph("3"))
    )
    body = (
        f"<w:tbl><w:tblPr>{table}</w:tblPr><w:tr><w:trPr>{row}</w:trPr>{cells}</w:tr>"
        f"<w:tr>{''.join(f'<w:tc>{paragraph(text)}</w:tc>' for text in '甲12')}</w:tr></w:tbl>"
    )
    (grid,) = grids(opened("a.docx", word_file(body, styles=styles)))
    return cell_at(grid, 0, 1)


def control(properties: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run('24')}</w:sdtContent></w:sdt>"


def shape(form: str) -> str:
    return (
        f"<w:r><w:drawing {DRAWING}><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:spPr>"
        f'<a:prstGeom prst="{form}"/></wps:spPr></wps:wsp></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )


def formula(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def character_style(properties: str) -> str:
    return f'<w:style w:type="character" w:styleId="S"><w:rPr>{properties}</w:rPr></w:style>'


@pytest.mark.parametrize(
    "cell",
    [
        paragraph(run("247", '<w:spacing w:val="-200"/>')),
        paragraph(run("247", '<w:w w:val="15"/>')),
        paragraph(run("24789", '<w:fitText w:val="200"/>')),
        paragraph(
            run("247", '<w:fitText w:val="250" w:id="7"/>'),
            run("891", '<w:fitText w:val="250" w:id="7"/>'),
        ),
        paragraph(run("24", '<w:eastAsianLayout w:id="1" w:combine="1"/>')),
        paragraph(run("247", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')),
        paragraph(
            run("2"),
            f'<w:r><w:rPr><w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/>'
            "</w14:solidFill></w14:textFill></w:rPr><w:t>7</w:t></w:r>",
        ),
        paragraph(
            run("2"),
            f'<w:r><w:rPr><w14:textFill {W14}><w14:solidFill><w14:schemeClr w14:val="tx1">'
            '<w14:alpha w14:val="100000"/></w14:schemeClr></w14:solidFill></w14:textFill></w:rPr>'
            "<w:t>7</w:t></w:r>",
        ),
        paragraph(
            f"<w:r><w:rPr><w14:textFill {W14}><w14:gradFill/></w14:textFill></w:rPr>"
            "<w:t>24</w:t></w:r>"
        ),
        paragraph(
            run("24"),
            f"<w:r><w:drawing {DRAWING}><wp:anchor><w14:contentPart {W14}/></wp:anchor>"
            "</w:drawing></w:r>",
        ),
        paragraph(control("<w:showingPlcHdr/>")),
        paragraph(control('<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>')),
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
            "<w:r><w:instrText>=SUM(LEFT)</w:instrText></w:r>"
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("24")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        paragraph(
            f'<mc:AlternateContent><mc:Choice Requires="w14">{run("24")}</mc:Choice>'
            f"<mc:Fallback>{run('9')}</mc:Fallback></mc:AlternateContent>"
        ),
        paragraph(formula("<m:borderBox><m:e><m:r><m:t>24</m:t></m:r></m:e></m:borderBox>")),
        paragraph(formula("<m:phant><m:e><m:r><m:t>7</m:t></m:r></m:e></m:phant>")),
        paragraph(run("24"), shape("line")),
        paragraph(run("24"), shape("straightConnector1")),
        paragraph(run("24"), shape("rect")),
        paragraph(shape("line")),
        paragraph(run("24"), '<w:r><w:pict><v:line from="0,0" to="10,0"/></w:pict></w:r>'),
        paragraph('<w:r><w:object><o:OLEObject xmlns:o="urn:o"/></w:object></w:r>'),
        paragraph("<w:r><w:dayShort/></w:r>"),
        paragraph("<w:r><w:pgNum/></w:r>"),
        paragraph("247", properties='<w:ind w:left="-600"/>'),
        paragraph("247", properties='<w:ind w:firstLine="-700"/>'),
        paragraph("247", properties='<w:jc w:val="right"/><w:ind w:right="-900"/>'),
        '<w:tcPr><w:tcMar><w:left w:w="-900" w:type="dxa"/></w:tcMar></w:tcPr>' + paragraph("247"),
        paragraph("247", properties='<w:framePr w:w="300" w:x="6000" w:hAnchor="page"/>'),
        paragraph("247", properties='<w:spacing w:line="100" w:lineRule="exact"/>'),
        '<w:tcPr><w:tcBorders><w:tl2br w:val="single"/></w:tcBorders></w:tcPr>' + paragraph("24"),
        '<w:tcPr><w:tcBorders><w:tr2bl w:val="single"/></w:tcBorders></w:tcPr>' + paragraph(""),
    ],
)
def test_what_may_be_printed_otherwise_is_a_doubt(opened: Opened, cell: str) -> None:
    found = cell_of(opened, cell)
    assert is_doubt(found.confidence) or not found.legible


@pytest.mark.parametrize(
    "cell",
    [
        paragraph(run("247", '<w:spacing w:val="-6"/>')),
        paragraph(run("247", '<w:w w:val="80"/>')),
        paragraph(control("<w:text/>")),
        paragraph("247", properties='<w:ind w:left="420" w:hanging="420"/>'),
        paragraph("247", properties='<w:spacing w:line="400" w:lineRule="exact"/>'),
        '<w:tcPr><w:tcBorders><w:tl2br w:val="nil"/></w:tcBorders></w:tcPr>' + paragraph("247"),
    ],
)
def test_what_changes_nothing_is_no_doubt(opened: Opened, cell: str) -> None:
    found = cell_of(opened, cell)
    assert found.text in ("24", "247")
    assert found.confidence == 1.0


@pytest.mark.parametrize(
    ("properties", "text"),
    [('<w:rFonts w:ascii="Webdings"/>', "247"), ("<w:vanish/>", ""), ("<w:strike/>", "")],
)
def test_a_style_of_characters_counts_as_what_it_says(
    opened: Opened, properties: str, text: str
) -> None:
    cell = paragraph(run("247", '<w:rStyle w:val="S"/>'))
    found = cell_of(opened, cell, styles=character_style(properties))
    assert (found.text, is_doubt(found.confidence)) == (text, True)


@pytest.mark.parametrize(
    ("inner", "look"),
    [
        ('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>', ""),
        ("<w:rPr><w:strike/></w:rPr>", ""),
        ('<w:tblStylePr w:type="firstRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>',
         '<w:tblLook w:val="04A0"/>'),
        ('<w:tblStylePr w:type="band1Horz"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>',
         '<w:tblLook w:val="0400"/>'),
        (BANDS_OF_TWO, '<w:tblLook w:val="0200"/>'),
    ],
)  # fmt: skip
def test_the_style_of_a_table_hides_its_figures(opened: Opened, inner: str, look: str) -> None:
    style = f'<w:style w:type="table" w:styleId="T">{inner}</w:style>'
    table = f'<w:tblStyle w:val="T"/>{look}'
    found = cell_of(opened, paragraph("24"), styles=style, table=table)
    assert found.text == ""
    assert is_doubt(found.confidence)


def test_white_text_on_the_dark_first_row_of_a_style_is_read(opened: Opened) -> None:
    style = (
        '<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"><w:rPr>'
        '<w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="1F497D"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )
    table = '<w:tblStyle w:val="T"/><w:tblLook w:firstRow="1"/>'
    found = cell_of(opened, paragraph("24"), styles=style, table=table)
    assert (found.text, found.confidence) == ("24", 1.0)


@pytest.mark.parametrize(
    ("part", "look"),
    [
        ("band2Horz", '<w:tblLook w:val="0400"/>'),
        ("band1Horz", '<w:tblLook w:val="0420"/>'),
        ("band1Horz", '<w:tblLook w:noHBand="1"/>'),
        ("band1Vert", '<w:tblLook w:val="0200"/>'),
    ],
)
def test_a_band_in_which_a_cell_does_not_lie_hides_nothing(
    opened: Opened, part: str, look: str
) -> None:
    style = (
        f'<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="{part}"><w:rPr><w:vanish/>'
        "</w:rPr></w:tblStylePr></w:style>"
    )
    table = f'<w:tblStyle w:val="T"/>{look}'
    found = cell_of(opened, paragraph("24"), styles=style, table=table)
    assert (found.text, found.confidence) == ("24", 1.0)


@pytest.mark.parametrize(
    "properties", ['<w:spacing w:line="110" w:lineRule="exact"/>', '<w:ind w:left="-900"/>']
)
def test_a_style_of_paragraphs_that_cuts_or_moves_them_is_a_doubt(
    opened: Opened, properties: str
) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="P"><w:pPr>{properties}</w:pPr></w:style>'
    cell = paragraph("247", properties='<w:pStyle w:val="P"/>')
    assert is_doubt(cell_of(opened, cell, styles=style).confidence)


def test_a_row_too_low_for_its_figures_is_a_doubt(opened: Opened) -> None:
    found = cell_of(opened, paragraph("247"), row='<w:trHeight w:val="110" w:hRule="exact"/>')
    assert is_doubt(found.confidence)
