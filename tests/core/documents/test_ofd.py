"""OFD is read as what its pages print, and a hostile one costs no more than its error."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import PIL.Image
import pytest

from gouji.core.documents.document import Document, Paragraph
from gouji.core.documents.opening import open_document
from gouji.core.documents.preview import open_preview
from gouji.core.documents.render.render_page import draw_page
from gouji.core.documents.source_files.kinds import kind_of
from gouji.core.documents.source_files.limits import TooLargeError
from gouji.core.errors import SourceBrokenError

NAMESPACE = 'xmlns="http://www.ofdspec.org/2016"'
PARTS = {
    "OFD.xml": f"<OFD {NAMESPACE}><DocBody><DocRoot>Doc_0/Document.xml</DocRoot>"
    "<Signatures>/Doc_0/Signs/Signatures.xml</Signatures></DocBody></OFD>",
    "Doc_0/Document.xml": f"<Document {NAMESPACE}><CommonData><PageArea>"
    "<PhysicalBox>0 0 210 297</PhysicalBox></PageArea>"
    "<DocumentRes>Res.xml</DocumentRes></CommonData>"
    '<Pages><Page ID="1" BaseLoc="Page.xml"/></Pages>'
    "<Annotations>Annots.xml</Annotations></Document>",
    "Doc_0/Page.xml": "",
}


def text(said: str, y: float, attributes: str = "") -> str:
    return (
        f'<TextObject Font="3" Size="4" Boundary="20 {y} 150 6" {attributes}><TextCode X="0" '
        f'Y="4" DeltaX="g {max(len(said) - 1, 1)} 4">{said}</TextCode></TextObject>'
    )


def ofd(content: str, more: Mapping[str, str | bytes] | None = None) -> bytes:
    page = f"<Page {NAMESPACE}><Content><Layer>{content}</Layer></Content></Page>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in {**PARTS, "Doc_0/Page.xml": page, **(more or {})}.items():
            package.writestr(name, part)
    return made.getvalue()


@pytest.fixture
def opened(tmp_path: Path):
    def document(content: str, more: Mapping[str, str | bytes] | None = None) -> Document:
        path = tmp_path / "a.ofd"
        path.write_bytes(ofd(content, more))
        return open_document(path)

    return document


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_it_is_told_by_its_content() -> None:
    assert kind_of(ofd(""), ".zip") == "ofd"


def test_what_its_page_prints_is_read_where_it_stands(opened, tmp_path: Path) -> None:
    document = opened(text("一、总体情况", 30) + text("隐藏", 50, 'Visible="false"'))
    assert document.kind == "ofd"
    assert lines(document) == ["一、总体情况"]
    box = document.blocks[0].region.box
    assert box is not None
    assert box.x0 == pytest.approx(20 * 72 / 25.4, abs=2)
    assert 30 * 72 / 25.4 <= box.top <= 36 * 72 / 25.4
    drawn = draw_page(tmp_path / "a.ofd", 0, scale=1.0)
    assert (drawn.width, drawn.height) == (596, 842)
    assert min(drawn.pixels) < 100
    assert len(open_preview(tmp_path / "a.ofd").pages) == 1


def test_composite_objects_and_annotations_are_drawn_and_attachments_are_not(opened) -> None:
    more = {
        "Doc_0/Res.xml": f"<Res {NAMESPACE}><CompositeGraphicUnits><CompositeGraphicUnit "
        f'ID="7"><Content>{text("在组合对象中", 0)}</Content></CompositeGraphicUnit>'
        "</CompositeGraphicUnits></Res>",
        "Doc_0/Annots.xml": f'<Annotations {NAMESPACE}><Page PageID="1"><FileLoc>A.xml'
        "</FileLoc></Page></Annotations>",
        "Doc_0/A.xml": f'<PageAnnot {NAMESPACE}><Annot><Appearance Boundary="0 80 200 9">'
        f'{text("是批注", 0)}</Appearance></Annot><Annot Visible="false">'
        f'<Appearance Boundary="0 90 200 9">{text("看不见", 0)}</Appearance></Annot>'
        "</PageAnnot>",
        "Doc_0/Attachs/a.txt": "附件",
    }
    unit = '<CompositeObject ResourceID="7" Boundary="0 60 200 9"/>'
    assert lines(opened(unit, more)) == ["在组合对象中", "是批注"]


def test_a_picture_and_a_stamp_are_drawn(opened, tmp_path: Path) -> None:
    picture = io.BytesIO()
    PIL.Image.new("RGB", (8, 8), (200, 0, 0)).save(picture, "PNG")
    more = {
        "Doc_0/Res.xml": f'<Res {NAMESPACE} BaseLoc="Res"><MultiMedias><MultiMedia ID="5" '
        'Type="Image"><MediaFile>a.png</MediaFile></MultiMedia></MultiMedias></Res>',
        "Doc_0/Res/a.png": picture.getvalue(),
        "Doc_0/Signs/Signatures.xml": f'<Signatures {NAMESPACE}><Signature ID="1" '
        'BaseLoc="S.xml"/></Signatures>',
        "Doc_0/Signs/S.xml": f"<Signature {NAMESPACE}><SignedInfo><StampAnnot PageRef="
        '"1" Boundary="100 200 30 30"/></SignedInfo><SignedValue>V.dat</SignedValue>'
        "</Signature>",
        "Doc_0/Signs/V.dat": b"\x30\x82 asn1 " + picture.getvalue(),
    }
    image = '<ImageObject ResourceID="5" Boundary="20 20 40 40" CTM="40 0 0 40 0 0"/>'
    opened(image, more)
    drawn = draw_page(tmp_path / "a.ofd", 0, scale=1.0)
    for x, y in ((40, 40), (115, 215)):
        at = round(y / 25.4 * 72) * drawn.stride + 3 * round(x / 25.4 * 72)
        assert drawn.pixels[at] > 150 > drawn.pixels[at + 1]


@pytest.mark.parametrize(
    "content",
    [
        '<CompositeObject ResourceID="7" Boundary="0 0 1 1"/>',
        (
            '<TextObject Size="1e308" Boundary="x"><TextCode DeltaX="g 999999999 1">一</TextCode>'
            "</TextObject>"
        ),
        (
            '<PathObject Boundary="0 0 9 9"><AbbreviatedData>L 1 2 Q 1 M 1 1 B 1 2 3 4 5 6 C A 1'
            "</AbbreviatedData></PathObject>"
        ),
        '<PathObject Boundary="0 0 1e99 nan"><FillColor Value="#zz -1"/></PathObject>',
        '<ImageObject ResourceID="9" Boundary="0 0 9 9" CTM="9 0 0 9 0 0"/>',
    ],
)
def test_odd_objects_are_passed_over(content: str, opened) -> None:
    loop = '<CompositeObject ResourceID="7" Boundary="0 0 1 1"/>'
    more = {
        "Doc_0/Res.xml": f"<Res {NAMESPACE}><CompositeGraphicUnits><CompositeGraphicUnit "
        f'ID="7"><Content>{loop}</Content></CompositeGraphicUnit></CompositeGraphicUnits>'
        "</Res>",
    }
    assert lines(opened(content + text("其余照读", 100), more)) == ["其余照读"]


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"OFD.xml": "<a/>"}, SourceBrokenError),
        ({"OFD.xml": "no markup"}, SourceBrokenError),
        ({"Doc_0/Document.xml": f"<Document {NAMESPACE}/>"}, SourceBrokenError),
        ({"Doc_0/Page.xml": "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;"},
         SourceBrokenError),
        ({"Doc_0/Page.xml": "<a>" + "<b/>" * 600_000 + "</a>"}, TooLargeError),
    ],
)  # fmt: skip
def test_a_damaged_or_endless_one_is_refused(more: dict[str, str], error, opened) -> None:
    with pytest.raises(error):
        opened("", more)
