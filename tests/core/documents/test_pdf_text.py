"""Text of PDFs is read as the page shows it, whatever order and pieces it was written in."""

from __future__ import annotations

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

from .conftest import Opened
from .pdf_files import BODY, HEAD, SONG, XS, Sheets, code_map, stream_of, with_font
from .reading import cell_at, grids, paragraphs, rows

PLAIN = [list(row) for row in BODY]
WHITE = (1, 1, 1)


def cell_text(opened: Opened, sheets: Sheets, row: int = 1, column: int = 1) -> str:
    return cell_at(grids(opened("a.pdf", sheets.file()))[0], row, column).text


def with_cell(text: str = "") -> Sheets:
    """A table of which the cell at row 1, column 1 holds a text; its middle is (235, 145)."""
    sheets = Sheets()
    sheets.grid()
    sheets.texts([BODY[0], ("规章", text, "", ""), ("规范", "", "", "7")])
    return sheets


@pytest.mark.parametrize(
    "text",
    [
        "0", "11", "1 234", "1,234", "２", "+85", "－2", "＋4", "8件", "15122.275 万元",
        "251000元", "/", "-", "—", "－", "无", "０．５", "-3", "12%",
    ],
)  # fmt: skip
def test_figures_keep_their_characters(opened: Opened, text: str) -> None:
    assert cell_text(opened, with_cell(text)) == text


def test_marks_at_the_ends_of_lines_stay_marks(opened: Opened) -> None:
    sheets = Sheets()
    sheets.grid()
    sheets.texts([BODY[0], ("abc", "abc-", "-", "-"), ("x", "-", "-", "-")])
    assert rows(grids(opened("a.pdf", sheets.file()))[0])[1:] == [
        ["abc", "abc-", "-", "-"],
        ["x", "-", "-", "-"],
    ]


def test_digits_set_one_by_one_in_any_order_make_one_figure(opened: Opened) -> None:
    sheets = with_cell()
    for place, digit in ((245, "3"), (230, "1"), (240, "4"), (235, "2")):
        sheets.text(place, 145, digit)
    assert cell_text(opened, sheets) == "1243"


def test_letter_spaced_digits_make_one_figure(opened: Opened) -> None:
    sheets = with_cell()
    sheets.text(235, 145, "12345", spacing=4)
    assert cell_text(opened, sheets) == "12345"


def test_a_figure_set_over_another_column_is_not_joined_to_it(opened: Opened) -> None:
    sheets = with_cell()
    sheets.text(200, 145, "1")
    sheets.text(270, 145, "2")
    assert cell_text(opened, sheets) == "1 2"


def test_characters_printed_twice_count_once(opened: Opened) -> None:
    sheets = with_cell("11")
    sheets.text(235.3, 145, "11")
    sheets.text(235.3, 145.3, "11")
    assert cell_text(opened, sheets) == "11"


def test_a_table_printed_twice_counts_once(opened: Opened) -> None:
    sheets = Sheets()
    sheets.table()
    sheets.canvas.translate(0.4, -0.2)
    for left, right, row in zip(XS, XS[1:], zip(*BODY, strict=True), strict=False):
        for top, text in zip((115, 145, 175), row, strict=True):
            for step, character in enumerate(text):
                at = (left + right) / 2 + (step - (len(text) - 1) / 2) * width_of(text)
                sheets.text(at, top, character)
    assert rows(grids(opened("a.pdf", sheets.file()))[0]) == PLAIN


def width_of(text: str) -> float:
    """Of a character of a text, as the tables of these tests are set."""
    return pdfmetrics.stringWidth(text, SONG, 10) / max(len(text), 1)


def test_digits_that_stand_close_are_two(opened: Opened) -> None:
    sheets = with_cell()
    sheets.text(233, 145, "1")
    sheets.text(236.6, 145, "1")
    assert cell_text(opened, sheets) == "11"


def test_a_superscript_is_a_note_and_no_digit(opened: Opened) -> None:
    sheets = with_cell()
    sheets.text(235, 145, "8")
    sheets.text(240, 142, "2", size=6)
    sheets.text(235, 156, "件", size=8)
    cell = cell_at(grids(opened("a.pdf", sheets.file()))[0], 1, 1)
    assert (cell.text, cell.notes, cell.doubt) == ("8\n件", ("2",), "")


@pytest.mark.parametrize(("middle", "size"), [(145, 8), (142, 10)])
def test_a_digit_that_is_only_smaller_or_only_raised_is_a_doubt(
    opened: Opened, middle: float, size: float
) -> None:
    sheets = with_cell()
    sheets.text(235, 145, "8")
    sheets.text(240, middle, "2", size=size)
    cell = cell_at(grids(opened("a.pdf", sheets.file()))[0], 1, 1)
    assert (cell.text, cell.notes, cell.doubt) == ("8", ("2",), "raised")
    assert cell.alternatives == ("82",)
    assert cell.confidence < 0.5


def test_a_figure_in_small_print_beside_a_larger_one_is_no_note(opened: Opened) -> None:
    sheets = Sheets()
    sheets.grid(xs=(60.0, 180.0, 186.0, 400.0, 510.0))
    sheets.texts(xs=(60.0, 180.0, 186.0, 400.0, 510.0), rows=[HEAD, ("规章", "", "", "3")])
    sheets.text(183, 145, "7", size=6)
    sheets.text(189, 145, "12")
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid)[1] == ["规章", "7", "12", "3"]


def test_lines_of_a_cell_are_joined_by_line_breaks(opened: Opened) -> None:
    sheets = with_cell()
    sheets.text(235, 151, "公开件数")
    sheets.text(235, 139, "本年新")
    assert cell_text(opened, sheets) == "本年新\n公开件数"


def test_a_head_of_one_character_a_line_reads_downwards(opened: Opened) -> None:
    sheets = with_cell()
    for place, character in zip((136, 145, 154), "自然人", strict=True):
        sheets.text(235, place, character, size=8)
    assert cell_text(opened, sheets) == "自\n然\n人"


def test_vertical_writing_reads_downwards_and_from_the_right(opened: Opened) -> None:
    sheets = Sheets()
    sheets.grid(ys=(100, 200, 230))
    vertical = UnicodeCIDFont("STSong-Light", isVertical=True)
    pdfmetrics.registerFont(vertical)
    for x, text in ((245, "法律服务"), (230, "机构")):
        pen = sheets.canvas.beginText(x, 842 - 110)
        pen.setFont(vertical.fontName, 10)
        pen.textOut(text)
        sheets.canvas.drawText(pen)
    assert cell_text(opened, sheets, 0).replace("\n", "") == "法律服务机构"


@pytest.mark.parametrize("angle", [90, -90])
def test_text_turned_sideways_in_a_cell_is_read(opened: Opened, angle: int) -> None:
    sheets = Sheets()
    sheets.grid(ys=(100, 200, 230))
    sheets.texts([("规章", "", "1", "2"), ("规范", "3", "4", "5")], ys=(100, 200, 230))
    sheets.text(230, 150, "商业企业", angle=angle)
    sheets.text(230 + angle / 6, 150, "其他", angle=angle)
    assert cell_text(opened, sheets, 0) == "商业企业\n其他"


def test_a_table_set_sideways_is_read_as_if_turned(opened: Opened) -> None:
    sheets = Sheets((842, 595))
    sheets.canvas.translate(842, 0)
    sheets.canvas.rotate(90)
    sheets.height = 842
    sheets.table()
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid) == PLAIN
    assert cell_at(grid, 0, 0).region.box == pytest.approx((100, 415, 130, 535), abs=0.6)


def test_a_figure_that_reaches_over_its_rule_stays_whole(opened: Opened) -> None:
    sheets = with_cell()
    sheets.text(284, 145, "1234567")
    assert cell_text(opened, sheets) == "1234567"


def test_digits_set_one_by_one_over_a_rule_stay_one_figure(opened: Opened) -> None:
    sheets = with_cell()
    for step, digit in enumerate("123456"):
        sheets.text(272 + 5 * step, 145, digit)
    assert cell_text(opened, sheets) == "123456"


def test_figures_on_either_side_of_a_rule_stay_apart(opened: Opened) -> None:
    sheets = with_cell()
    sheets.text(276, 145, "12345")
    sheets.text(304, 145, "678")
    grid = grids(opened("a.pdf", sheets.file()))[0]
    assert rows(grid)[1][:3] == ["规章", "12345", "678"]


def test_a_line_written_at_once_over_all_cells_is_parted(opened: Opened) -> None:
    sheets = Sheets()
    sheets.grid()
    pen = sheets.canvas.beginText(70, 842 - 149)
    pen.setFont("Courier", 10)
    pen.textOut("abc" + " " * 20 + "5" + " " * 17 + "6" + " " * 17 + "7")
    sheets.canvas.drawText(pen)
    assert rows(grids(opened("a.pdf", sheets.file()))[0])[1] == ["abc", "5", "6", "7"]


def test_radicals_are_read_as_the_characters_that_they_look_like(opened: Opened) -> None:
    data = with_cell("⼀⼈１").file()
    assert cell_at(grids(opened("a.pdf", data))[0], 1, 1).text == "一人１"


def test_a_glyph_of_no_known_character_makes_its_cell_illegible(opened: Opened) -> None:
    pdfmetrics.registerFont(TTFont("Nameless", "Vera.ttf", asciiReadable=False))
    sheets = with_cell()
    sheets.text(235, 145, "407", font="Nameless")
    data = sheets.file()
    assert b"/ToUnicode" in data
    grid = grids(opened("a.pdf", data.replace(b"/ToUnicode", b"/ToNothing")))[0]
    assert not cell_at(grid, 1, 1).legible
    assert cell_at(grid, 1, 0).legible


def test_a_private_character_makes_its_cell_illegible(opened: Opened) -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    sheets = with_cell()
    sheets.text(235, 145, "4\ue0017", font="Vera")
    assert not cell_at(grids(opened("a.pdf", sheets.file()))[0], 1, 1).legible


@pytest.mark.parametrize("mode", [3, 7])
def test_invisible_text_is_left_out(opened: Opened, mode: int) -> None:
    sheets = with_cell("5")
    sheets.text(245, 145, "99", mode=mode)
    assert cell_text(opened, sheets) == "5"


def test_white_text_on_white_is_left_out(opened: Opened) -> None:
    sheets = with_cell("5")
    sheets.text(245, 145, "99", colour=WHITE)
    sheets.text(345, 145, "88", colour=(0.99, 0.99, 0.99), size=2)
    grid = grids(opened("a.pdf", sheets.file()))[0]
    assert rows(grid)[1] == ["规章", "5", "", ""]


def test_white_text_on_a_colour_is_read(opened: Opened) -> None:
    sheets = with_cell()
    sheets.area(181, 131, 289, 159, (0.3, 0.3, 0.8))
    sheets.text(235, 145, "99", colour=WHITE)
    assert cell_text(opened, sheets) == "99"


def test_white_text_on_a_picture_or_shading_is_looked_at(opened: Opened) -> None:
    sheets = with_cell()
    sheets.canvas.saveState()
    path = sheets.canvas.beginPath()
    path.rect(181, 842 - 159, 108, 28)
    sheets.canvas.clipPath(path, stroke=0, fill=0)
    sheets.canvas.linearGradient(181, 0, 289, 0, ((0, 0, 0.5), (0.2, 0, 0)))
    sheets.canvas.restoreState()
    sheets.text(235, 145, "99", colour=WHITE)
    sheets.text(345, 145, "77", colour=WHITE)
    grid = grids(opened("a.pdf", sheets.file()))[0]
    assert rows(grid)[1] == ["规章", "99", "", ""]


def test_covered_text_is_left_out(opened: Opened) -> None:
    sheets = with_cell("5")
    sheets.area(182, 132, 288, 158, WHITE)
    sheets.text(235, 145, "6")
    assert cell_text(opened, sheets) == "6"


def test_text_under_something_translucent_is_read(opened: Opened) -> None:
    sheets = with_cell("5")
    sheets.canvas.setFillAlpha(0.3)
    sheets.area(182, 132, 288, 158, (1, 1, 0))
    assert cell_text(opened, sheets) == "5"


def test_text_outside_of_page_or_clip_is_left_out(opened: Opened) -> None:
    sheets = with_cell("5")
    sheets.text(-50, 145, "9")
    sheets.text(300, 900, "8")
    sheets.canvas.saveState()
    path = sheets.canvas.beginPath()
    path.rect(0, 0, 100, 100)
    sheets.canvas.clipPath(path, stroke=0, fill=0)
    sheets.text(345, 145, "7")
    sheets.canvas.restoreState()
    document = opened("a.pdf", sheets.file())
    assert rows(grids(document)[0])[1] == ["规章", "5", "", ""]
    assert paragraphs(document) == []


def test_a_slanted_watermark_is_in_no_cell(opened: Opened) -> None:
    sheets = Sheets()
    sheets.text(285, 145, "内部资料2021", size=60, colour=(0.8, 0.8, 0.8), angle=30)
    sheets.table()
    document = opened("a.pdf", sheets.file())
    assert rows(grids(document)[0]) == PLAIN
    assert paragraphs(document) == []


@pytest.mark.parametrize("colour", [(0.8, 0.8, 0.8), (0, 0, 0, 0.1), (1, 0.6, 0.6)])
def test_a_level_watermark_is_in_no_cell(opened: Opened, colour: tuple[float, ...]) -> None:
    sheets = Sheets()
    sheets.table()
    sheets.text(285, 150, "公开2021", size=60, colour=colour)
    assert rows(grids(opened("a.pdf", sheets.file()))[0]) == PLAIN


def test_a_tiled_small_watermark_is_in_no_cell(opened: Opened) -> None:
    sheets = Sheets()
    sheets.table()
    for x in range(40, 560, 60):
        for y in range(90, 300, 24):
            sheets.text(x, y, "样张12", colour=(0.75, 0.75, 0.75))
    assert rows(grids(opened("a.pdf", sheets.file()))[0]) == PLAIN


def test_text_in_grey_or_red_in_its_own_cell_stays(opened: Opened) -> None:
    sheets = with_cell()
    sheets.text(235, 145, "5", colour=(0.6, 0.6, 0.6))
    sheets.text(345, 145, "6", colour=(1, 0, 0))
    assert rows(grids(opened("a.pdf", sheets.file()))[0])[1] == ["规章", "5", "6", ""]


def test_a_seal_over_a_figure_leaves_the_figure(opened: Opened) -> None:
    sheets = with_cell("5")
    red = (0.9, 0.1, 0.1)
    sheets.canvas.setStrokeColorRGB(*red)
    sheets.canvas.circle(235, 842 - 145, 50)
    for step, text in enumerate("云岭区水务局办公室"):
        sheets.text(195 + 10 * step, 120, text, colour=red, angle=80 - 20 * step, size=12)
    sheets.text(235, 150, "专用章", colour=red, size=12)
    assert cell_text(opened, sheets) == "5"


def test_outlined_characters_in_a_cell_are_not_legible(opened: Opened) -> None:
    sheets = with_cell()
    sheets.canvas.circle(235, 842 - 145, 3)
    cell = cell_at(grids(opened("a.pdf", sheets.file()))[0], 1, 1)
    assert (cell.text, cell.legible) == ("", False)


def test_every_printed_character_is_in_one_block(opened: Opened) -> None:
    sheets = Sheets()
    sheets.table()
    sheets.text(40, 145, "左")
    sheets.text(550, 145, "右")
    sheets.text(250, 400, "下", angle=90)
    document = opened("a.pdf", sheets.file())
    texts = [cell.text for grid in grids(document) for cell in grid.cells]
    printed = "".join([*texts, *paragraphs(document)])
    assert sorted(printed) == sorted("".join(map("".join, BODY)) + "左右下")


def test_a_glyph_without_any_code_makes_its_cell_illegible(opened: Opened) -> None:
    data = type_three(b"<00>", b"")
    assert not cell_at(grids(opened("a.pdf", data))[0], 1, 1).legible


def test_a_glyph_that_prints_nothing_is_no_text(opened: Opened) -> None:
    cell = cell_at(grids(opened("a.pdf", type_three(b"<02>", b"")))[0], 1, 1)
    assert (cell.text, cell.legible) == ("", True)


def test_glyphs_drawn_by_the_document_itself_are_read_by_their_codes(opened: Opened) -> None:
    names = b"/ToUnicode 90 0 R"
    assert cell_at(grids(opened("a.pdf", type_three(b"<000100>", names)))[0], 1, 1).text == "575"


def type_three(codes: bytes, names: bytes) -> bytes:
    """A table with a text in a font of the document's own glyphs, as browsers print some."""
    glyph = stream_of(b"600 0 0 0 500 700 d1 0 0 500 700 re f")
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0]"
        b" /CharProcs << /a 91 0 R /b 91 0 R >> /FirstChar 0 /LastChar 1 /Widths [600 600]"
        b" /Encoding << /Type /Encoding /Differences [0 /a /b] >> %s >>" % names
    )
    objects = {89: font, 90: code_map({"00": "5", "01": "7"}), 91: glyph}
    return with_font(with_cell(), codes, objects)


def test_two_figures_typed_below_each_other_are_a_doubt(opened: Opened) -> None:
    sheets = with_cell()
    sheets.text(235, 140, "8563")
    sheets.text(235, 152, "6707")
    cell = cell_at(grids(opened("a.pdf", sheets.file()))[0], 1, 1)
    assert (cell.text, cell.doubt) == ("8563\n6707", "together")


def test_a_figure_that_its_narrow_cell_broke_is_one(opened: Opened) -> None:
    sheets = Sheets()
    sheets.grid(xs=(60.0, 180.0, 205.0, 400.0, 510.0))
    sheets.text(120, 145, "规章")
    sheets.text(192.5, 140, "156")
    sheets.text(192.5, 152, "7")
    cell = cell_at(grids(opened("a.pdf", sheets.file()))[0], 1, 1)
    assert (cell.text, cell.doubt, cell.confidence) == ("156\n7", "", 1.0)
