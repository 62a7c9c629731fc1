"""OFD of other makers: every habit of writing that the standard (GB/T 33190-2016) allows is read,
and what a page hides is never a figure.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from gouji.core.documents import Document, Grid, Paragraph
from gouji.core.documents.ofd.outlines import arc
from gouji.core.documents.opening import open_document
from gouji.core.documents.source_files.kinds import kind_of
from gouji.core.errors import OfdProtectedError, SourceBrokenError
from gouji.core.pipeline import open_reports

from ...drawing import draw

Parts = dict[str, bytes]
Habit = Callable[[Parts], Parts]

PAGE = "Doc_0/Pages/Page_{}/Content.xml"
FONT = (resources.files("gouji.resources") / "fonts/GoujiSong.ttf").read_bytes()


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Parts) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return made.getvalue()


def rewritten(parts: Parts, change: Callable[[str], str], where: str = r"\.xml$") -> Parts:
    """The parts whose names are meant, changed as text."""
    return {
        name: change(data.decode()).encode() if re.search(where, name) else data
        for name, data in parts.items()
    }


def without_prefix(parts: Parts) -> Parts:
    return rewritten(parts, lambda said: said.replace("ofd:", "").replace("xmlns:ofd", "xmlns"))


def under_another_prefix(parts: Parts) -> Parts:
    declared = "xmlns:b='urn:b' xmlns:a1="
    return rewritten(
        parts, lambda said: said.replace("ofd:", "a1:").replace("xmlns:ofd=", declared)
    )


def in_utf_16(parts: Parts) -> Parts:
    return {
        name: data.decode().replace('"UTF-8"', '"UTF-16"').encode("utf-16")
        for name, data in parts.items()
    }


def named_from_the_root(parts: Parts) -> Parts:
    return rewritten(
        parts,
        lambda said: (
            said.replace('BaseLoc="Pages/', 'BaseLoc="/Doc_0/Pages/')
            .replace("<ofd:DocRoot>", "<ofd:DocRoot>/")
            .replace("<ofd:PublicRes>", "<ofd:PublicRes>./../Doc_0/")
        ),
    )


def named_in_chinese(parts: Parts) -> Parts:
    """Folders in Chinese, whose names the package holds in GBK and without a flag."""
    return {
        name.replace("Pages/", "页面/"): data
        for name, data in rewritten(
            parts, lambda said: said.replace('"Pages/', '"页面/'), "Document.xml$"
        ).items()
    }


def with_backslashes(parts: Parts) -> Parts:
    return {name.replace("/", "\\"): data for name, data in parts.items()}


def in_lower_case(parts: Parts) -> Parts:
    return {name.lower(): data for name, data in parts.items()}


def in_its_current_version(parts: Parts) -> Parts:
    """The document lies in its second version; the first one has other figures."""
    old = rewritten(parts, lambda said: re.sub(r"(?<=>)\d+(?=<)", "77", said), "Page_")
    moved = {name.replace("Doc_0/", "Doc_0/V2/"): data for name, data in parts.items()}
    moved.pop("OFD.xml")
    versions = (
        b'<Versions><Version ID="1" Index="1" Current="false" BaseLoc="Doc_0/V1.xml"/>'
        b'<Version ID="2" Index="2" Current="true" BaseLoc="Doc_0/V2.xml"/></Versions>'
        b"</ofd:DocBody>"
    )
    root = parts["OFD.xml"].replace(b"</ofd:DocBody>", versions)
    second = b'<DocVersion ID="2"><DocRoot>V2/Document.xml</DocRoot></DocVersion>'
    return {**old, **moved, "OFD.xml": root, "Doc_0/V2.xml": second}


def behind_another_document(parts: Parts) -> Parts:
    """The report is the second of two documents."""
    other = {name.replace("Doc_0/", "Doc_1/"): data for name, data in parts.items()}
    body = re.search(rb"<ofd:DocBody>.*</ofd:DocBody>", parts["OFD.xml"])
    assert body
    first = {
        "Doc_0/Document.xml": b'<Document><Pages><Page ID="1" BaseLoc="P.xml"/></Pages></Document>',
        "Doc_0/P.xml": "<Page><Content><Layer><TextObject Size='4' Boundary='20 20 99 9'>"
        "<TextCode X='0' Y='4' DeltaX='g 9 4'>关于报送年度报告的函</TextCode></TextObject>"
        "</Layer></Content></Page>".encode(),
    }
    second = body[0].replace(b"Doc_0/", b"Doc_1/")
    return {
        **other,
        **first,
        "OFD.xml": parts["OFD.xml"].replace(b"</ofd:OFD>", second + b"</ofd:OFD>"),
    }


def on_an_area_of_its_own(parts: Parts) -> Parts:
    """Each page has an area that begins elsewhere than that of the document."""
    area = "<ofd:Area><ofd:PhysicalBox>-30 -20 260 340</ofd:PhysicalBox></ofd:Area><ofd:Content>"
    return rewritten(parts, lambda said: said.replace("<ofd:Content>", area, 1), "Page_")


def clipped_to_their_boxes(parts: Parts) -> Parts:
    clip = (
        "<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary='-1 -1 300 12'><ofd:AbbreviatedData>"
        "M 0 0 L 300 0 L 300 12 L 0 12 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip>"
        "</ofd:Clips><ofd:TextCode"
    )
    return rewritten(parts, lambda said: said.replace("<ofd:TextCode", clip), "Page_")


def in_blocks_of_layers(parts: Parts) -> Parts:
    """Text in a block of a foreground layer that stands before the body's with its rules."""

    def change(said: str) -> str:
        texts = "".join(re.findall(r"<ofd:TextObject.*?</ofd:TextObject>", said))
        rest = re.sub(r"<ofd:TextObject.*?</ofd:TextObject>", "", said)
        layer = f"<ofd:Layer Type='Foreground'><ofd:PageBlock>{texts}</ofd:PageBlock></ofd:Layer>"
        return rest.replace("<ofd:Content>", f"<ofd:Content>{layer}", 1)

    return rewritten(parts, change, "Page_")


def scaled_by_the_text(parts: Parts) -> Parts:
    """The size of the type lies in the matrix, its width in HScale."""

    def change(found: re.Match[str]) -> str:
        size = float(found[1])
        inner = re.sub(
            r'(X|Y|DeltaX)="([^"]*)"',
            lambda one: f'{one[1]}="{shrunk(one[2], size)}"',
            found[3],
        )
        return (
            f'<ofd:TextObject Size="1" HScale="0.98" CTM="{size} 0 0 {size} 0 0" {found[2]}>{inner}'
            "</ofd:TextObject>"
        )

    def shrunk(values: str, size: float) -> str:
        words, counts = values.split(), False
        out = []
        for word in words:
            out.append(word if word == "g" or counts else f"{float(word) / size:.6f}")
            counts = word == "g"
        return " ".join(out)

    pattern = re.compile(
        r'<ofd:TextObject ID="\d+" Font="3" Size="([\d.]+)" (Boundary="[^"]*")>(.*?)'
        r"</ofd:TextObject>"
    )
    return rewritten(parts, lambda said: pattern.sub(change, said), "Page_")


def drawn_with_parameters(parts: Parts) -> Parts:
    """Colours and widths come from parameters that rest on others, by the layer."""
    params = (
        "<ofd:DrawParams><ofd:DrawParam ID='40' LineWidth='0.2'><ofd:FillColor Value='20 20 20'/>"
        "</ofd:DrawParam><ofd:DrawParam ID='41' Relative='40'/></ofd:DrawParams></ofd:Res>"
    )
    changed = rewritten(parts, lambda said: said.replace("</ofd:Res>", params), "PublicRes")
    return rewritten(
        changed,
        lambda said: said.replace("<ofd:Layer ", "<ofd:Layer DrawParam='41' ").replace(
            ' LineWidth="0.25"', ""
        ),
        "Page_",
    )


def of_glyphs(parts: Parts) -> Parts:
    """The font comes along, and each text says its glyphs by their numbers."""
    glyphs = TTFontFile(io.BytesIO(FONT)).charToGlyph

    def change(found: re.Match[str]) -> str:
        said = found[3]
        numbers = " ".join(str(glyphs.get(ord(each), 0)) for each in said)
        return (
            f"{found[1]}<ofd:CGTransform CodePosition='0' CodeCount='{len(said)}' "
            f"GlyphCount='{len(said)}'><ofd:Glyphs>{numbers}</ofd:Glyphs></ofd:CGTransform>"
            f"{found[2]}{said}<"
        )

    changed = rewritten(
        parts,
        lambda said: re.sub(r"(<ofd:TextObject[^>]*>)(<ofd:TextCode[^>]*>)([^<&]*)<", change, said),
        "Page_",
    )
    changed = rewritten(
        changed,
        lambda said: re.sub(
            r"<ofd:Font ([^>]*)/>",
            r"<ofd:Font \1><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font>",
            said,
        ),
        "PublicRes",
    )
    return {**changed, "Doc_0/Res/f.ttf": FONT}


def with_round_corners(parts: Parts) -> Parts:
    """Each rule ends in an arc, as a frame with round corners does."""
    return rewritten(
        parts,
        lambda said: re.sub(
            r"M 0 0 L ([\d.]+) 0.000<", r"M 0 0 L \1 0 M 0 0 A 0.3 0.3 0 0 1 0.3 0.3<", said
        ),
        "Page_",
    )


def with_hidden_figures(parts: Parts) -> Parts:
    """Other figures lie over each cell, and nobody sees them."""

    def change(said: str) -> str:
        objects = re.findall(r"<ofd:TextObject.*?</ofd:TextObject>", said)
        others = [re.sub(r">[^<]*</ofd:TextCode>", ">98</ofd:TextCode>", one) for one in objects]
        ways = (
            lambda one: one.replace("<ofd:TextObject ", "<ofd:TextObject Visible='false' "),
            lambda one: re.sub(r' Size="[^"]*"', ' Size="0"', one),
            lambda one: re.sub(r'Boundary="(\S+ \S+) [^"]*"', r'Boundary="\1 0 0"', one),
            lambda one: one.replace("<ofd:TextObject ", "<ofd:TextObject Alpha='0' "),
            lambda one: one.replace(
                "<ofd:TextCode",
                "<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary='90 90 1 1'>"
                "<ofd:AbbreviatedData>M 0 0 L 1 0 L 1 1 C</ofd:AbbreviatedData></ofd:Path>"
                "</ofd:Area></ofd:Clip></ofd:Clips><ofd:TextCode",
            ),
            lambda one: one.replace("<ofd:TextObject ", "<ofd:TextObject Fill='false' "),
        )
        hidden = "".join(way(one) for way in ways for one in others[:60])
        layer = "".join(others)
        return said.replace(
            "</ofd:Layer>", f"{hidden}</ofd:Layer><ofd:Layer Visible='false'>{layer}</ofd:Layer>"
        )

    return rewritten(parts, change, "Page_")


HABITS: tuple[Habit, ...] = (
    without_prefix, under_another_prefix, in_utf_16, named_from_the_root, named_in_chinese,
    with_backslashes, in_lower_case, in_its_current_version, behind_another_document,
    on_an_area_of_its_own, clipped_to_their_boxes, in_blocks_of_layers, scaled_by_the_text,
    drawn_with_parameters, of_glyphs, with_round_corners, with_hidden_figures,
)  # fmt: skip


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.__name__)
def test_a_report_is_read_whole_in_every_habit(habit: Habit, tmp_path: Path) -> None:
    drawn = draw(5, "ofd")
    data = packed(habit(parts_of(drawn.data)))
    if habit is named_in_chinese:
        data = in_gbk(data)
    assert kind_of(data, ".ofd") == "ofd"
    path = tmp_path / "a.ofd"
    path.write_bytes(data)
    (report,) = open_reports(path).reports
    truth = {cell: text for cell, (text, _) in drawn.truth.cells.items()}
    read = {cell: report.readings[cell].figure.text for cell in truth}
    assert read == truth
    if habit is not with_hidden_figures:  # what lies unseen over a cell is a doubt of it
        assert min(report.readings[cell].confidence for cell in truth) > 0.9


def in_gbk(data: bytes) -> bytes:
    """The same package with its names in GBK and without the flag that they are UTF-8."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w") as other:
        stand_ins = {}
        for name in package.namelist():
            written = name.encode("gb18030")
            stand_in = b"".join(b"%c" % (byte if byte < 128 else 0x7E) for byte in written)
            plain = stand_in.decode()
            stand_ins[stand_in] = written
            other.writestr(zipfile.ZipInfo(plain), package.read(name))
    raw = made.getvalue()
    for stand_in, written in stand_ins.items():
        raw = raw.replace(stand_in, written)
    return raw


@pytest.mark.parametrize("name", ["Encryptions.xml", "Doc_0/DecryptSeed.dat"])
def test_an_encrypted_one_says_so(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.ofd"
    path.write_bytes(packed({**parts_of(draw(5, "ofd").data), name: b"1"}))
    with pytest.raises(OfdProtectedError, match="加密"):
        open_document(path)


def test_a_page_that_is_missing_is_no_blank_page(tmp_path: Path) -> None:
    parts = parts_of(draw(5, "ofd").data)
    del parts[PAGE.format(0)]
    path = tmp_path / "a.ofd"
    path.write_bytes(packed(parts))
    with pytest.raises(SourceBrokenError):
        open_document(path)


def paged(tmp_path: Path, content: str, resources: str = "") -> Document:
    path = tmp_path / "a.ofd"
    path.write_bytes(
        packed(
            {
                "OFD.xml": b"<OFD><DocBody><DocRoot>D/D.xml</DocRoot></DocBody></OFD>",
                "D/D.xml": b"<Document><CommonData><PublicRes>R.xml</PublicRes></CommonData><Pages>"
                b"<Page ID='1' BaseLoc='P.xml'/></Pages></Document>",
                "D/R.xml": f"<Res>{resources}</Res>".encode(),
                "D/P.xml": f"<Page><Content><Layer>{content}</Layer></Content></Page>".encode(),
                "D/f.ttf": FONT,
            }
        )
    )
    return open_document(path)


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_codes_without_steps_move_on_by_the_widths_of_their_font(tmp_path: Path) -> None:
    content = (
        "<TextObject Size='4' Boundary='20 20 90 9'><TextCode X='0' Y='4'>收到申请</TextCode>"
        "<TextCode X='20'>12件</TextCode></TextObject>"
    )
    document = paged(tmp_path, content)
    assert "".join(lines(document)).replace(" ", "") == "收到申请12件"


def test_a_glyph_that_is_not_what_its_text_says_is_no_sure_figure(tmp_path: Path) -> None:
    """The text says 3 twice; once the glyph of 8 is drawn for it."""
    glyphs = TTFontFile(io.BytesIO(FONT)).charToGlyph

    def figure(x: int, drawn: str) -> str:
        return (
            f"<TextObject Font='3' Size='4' Boundary='{x} 22 9 6'><CGTransform CodePosition='0' "
            f"CodeCount='1' GlyphCount='1'><Glyphs>{glyphs[ord(drawn)]}</Glyphs></CGTransform>"
            "<TextCode X='0' Y='4'>3</TextCode></TextObject>"
        )

    def rule(x: int, y: int, across: int, down: int) -> str:
        return (
            f"<PathObject Boundary='{x} {y} {across} {down}'><AbbreviatedData>M 0 0 L {across} "
            f"{down}</AbbreviatedData></PathObject>"
        )

    rules = "".join(
        [rule(20, y, 120, 0) for y in (20, 30, 40)] + [rule(x, 20, 0, 20) for x in (20, 80, 140)]
    )
    document = paged(
        tmp_path,
        rules + figure(30, "3") + figure(90, "8"),
        "<Fonts><Font ID='3' FontName='a'><FontFile>f.ttf</FontFile></Font></Fonts>",
    )
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    found = {(cell.row, cell.column): cell for cell in grid.cells}
    assert found[0, 0].text == "3"
    assert found[0, 0].legible
    assert not found[0, 1].legible


@pytest.mark.parametrize(
    ("radii", "end", "large", "clockwise", "middle"),
    [
        ((1, 1), (1, 1), False, True, (0.7071, 0.2929)),
        ((1, 1), (1, 1), False, False, (0.2929, 0.7071)),
        ((1, 1), (1, 1), True, True, (1.7071, -0.7071)),
        ((2, 1), (4, 0), False, True, (2.0, -1.0)),
        ((0.1, 0.1), (2, 0), False, False, (1.0, 1.0)),  # too small a circle grows until it reaches
    ],
)
def test_an_arc_runs_through_its_middle(radii, end, large, clockwise, middle) -> None:
    curves = list(arc((0, 0), radii, 0.0, end, large, clockwise))
    points, start = [], (0.0, 0.0)
    for first, second, last in curves:
        for step in range(101):
            t = step / 100
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            four = (start, first, second, last)
            points.append(
                tuple(sum(w * p[at] for w, p in zip(weights, four, strict=True)) for at in (0, 1))
            )
        start = last
    assert start == pytest.approx(end)
    assert min(abs(x - middle[0]) + abs(y - middle[1]) for x, y in points) < 0.05
