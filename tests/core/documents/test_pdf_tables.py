"""Tables of PDFs come out as they are drawn, whatever draws their rules."""

from __future__ import annotations

from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.core.documents.pdf.pdf_reader import read_pdf

from .conftest import Opened
from .pdf_files import BODY, XS, YS, Sheets, changed
from .reading import cell_at, grids, paragraphs, rows, spans

PLAIN = [list(row) for row in BODY]


def test_cells_of_a_ruled_table_have_their_texts_and_boxes(opened: Opened) -> None:
    sheets = Sheets()
    sheets.table()
    document = opened("a.pdf", sheets.file())
    (grid,) = grids(document)
    assert rows(grid) == PLAIN
    assert grid.ruled
    assert grid.region.page == 0
    assert cell_at(grid, 1, 2).region.box == pytest.approx((290, 130, 400, 160), abs=0.6)
    assert grid.region.box == pytest.approx((60, 100, 510, 190), abs=0.6)


@pytest.mark.parametrize("width", [0, 0.1, 0.5, 1.5, 2.25])
def test_rules_may_be_of_any_weight(opened: Opened, width: float) -> None:
    sheets = Sheets()
    sheets.grid(width=width)
    sheets.texts()
    assert rows(grids(opened("a.pdf", sheets.file()))[0]) == PLAIN


def test_rules_may_be_drawn_as_thin_areas(opened: Opened) -> None:
    sheets = Sheets()
    for x in XS:
        sheets.area(x, YS[0], x + 0.75, YS[-1])
    for y in YS:
        sheets.area(XS[0], y, XS[-1], y + 0.75)
    sheets.texts()
    assert rows(grids(opened("a.pdf", sheets.file()))[0]) == PLAIN


def test_borders_may_be_drawn_cell_by_cell(opened: Opened) -> None:
    sheets = Sheets()
    for top, bottom in pairwise(YS):
        for left, right in pairwise(XS):
            sheets.area(left, top, right, bottom, (0.8, 0.8, 0.9))
            sheets.area(left, top, right, top + 0.75)
            sheets.area(left, bottom - 0.75, right, bottom)
            sheets.area(left, top, left + 0.75, bottom)
            sheets.area(right - 0.75, top, right, bottom)
    sheets.texts()
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid) == PLAIN
    assert (grid.rows, grid.columns) == (3, 4)


def test_borders_may_be_stroked_as_one_box_a_cell(opened: Opened) -> None:
    sheets = Sheets()
    for top, bottom in pairwise(YS):
        for left, right in pairwise(XS):
            sheets.area(left, top, right, bottom, fill=False)
    sheets.texts()
    assert rows(grids(opened("a.pdf", sheets.file()))[0]) == PLAIN


def test_dashed_and_dotted_rules_are_rules(opened: Opened) -> None:
    sheets = Sheets()
    for x in XS:
        for step in range(round(YS[0]), round(YS[-1]), 2):
            sheets.area(x, step, x + 1, step + 1)
    for y in YS:
        for step in range(round(XS[0]), round(XS[-1]), 2):
            sheets.area(step, y, step + 1, y + 1)
    sheets.texts()
    assert rows(grids(opened("a.pdf", sheets.file()))[0]) == PLAIN


@pytest.mark.parametrize("gap", [1.0, 2.0, 3.0])
def test_a_double_rule_is_one_rule(opened: Opened, gap: float) -> None:
    sheets = Sheets()
    sheets.grid()
    sheets.grid([x + gap for x in XS], [y + gap for y in YS])
    sheets.texts()
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert (grid.rows, grid.columns) == (3, 4)
    assert rows(grid) == PLAIN


def test_coloured_heads_make_no_rows_of_their_own(opened: Opened) -> None:
    sheets = Sheets()
    sheets.area(XS[0] - 2, YS[0] + 4, XS[-1] + 2, YS[1] - 4, (0.2, 0.4, 0.7))
    sheets.grid()
    sheets.texts([BODY[0]], colour=(1, 1, 1))
    sheets.texts(BODY[1:], ys=YS[1:])
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid) == PLAIN
    assert grid.rows == 3


def test_open_sides_cost_no_column(opened: Opened) -> None:
    sheets = Sheets()
    for x in XS[1:-1]:
        sheets.line(x, YS[0], x, YS[-1])
    for y in YS:
        sheets.line(XS[0], y, XS[-1], y)
    sheets.texts()
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid) == PLAIN
    assert cell_at(grid, 0, 0).region.box == pytest.approx((60, 100, 180, 130), abs=1)


def test_a_table_cut_by_the_end_of_the_page_keeps_its_open_row(opened: Opened) -> None:
    sheets = Sheets()
    for x in XS:
        sheets.line(x, YS[0], x, YS[-1])
    for y in YS[:-1]:
        sheets.line(XS[0], y, XS[-1], y)
    sheets.texts()
    assert rows(grids(opened("a.pdf", sheets.file()))[0]) == PLAIN


def test_a_missing_piece_of_a_rule_keeps_figures_apart(opened: Opened) -> None:
    sheets = Sheets()
    for x in XS:
        if x == XS[2]:
            sheets.line(x, YS[0], x, YS[1])
            sheets.line(x, YS[2], x, YS[3])
        else:
            sheets.line(x, YS[0], x, YS[-1])
    for y in YS:
        sheets.line(XS[0], y, XS[-1], y)
    sheets.texts()
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid) == PLAIN


def test_a_missing_level_piece_keeps_figures_apart(opened: Opened) -> None:
    sheets = Sheets()
    for x in XS:
        sheets.line(x, YS[0], x, YS[-1])
    for y in YS:
        if y == YS[2]:
            sheets.line(XS[0], y, XS[1], y)
            sheets.line(XS[2], y, XS[-1], y)
        else:
            sheets.line(XS[0], y, XS[-1], y)
    sheets.texts()
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid) == PLAIN


def test_rules_that_end_short_of_their_crossings_still_meet(opened: Opened) -> None:
    sheets = Sheets()
    for top, bottom in pairwise(YS):
        for x in XS:
            sheets.line(x, top + 2, x, bottom - 2)
    for left, right in pairwise(XS):
        for y in YS:
            sheets.line(left + 2, y, right - 2, y)
    sheets.texts()
    assert rows(grids(opened("a.pdf", sheets.file()))[0]) == PLAIN


def test_merged_cells_come_once_with_their_spans(opened: Opened) -> None:
    sheets = Sheets()
    for y in (100, 160, 190):
        sheets.line(60, y, 510, y)
    sheets.line(180, 130, 510, 130)
    for x in (60, 180, 510):
        sheets.line(x, 100, x, 190)
    for x in (290, 400):
        sheets.line(x, 130, x, 190)
    sheets.text(120, 130, "机关")
    sheets.text(345, 115, "申请人情况")
    sheets.texts([["自然人", "企业", "总计"], ["1", "2", "3"]], XS[1:], YS[1:])
    sheets.text(120, 175, "新收")
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid) == [
        ["机关", "申请人情况"],
        ["自然人", "企业", "总计"],
        ["新收", "1", "2", "3"],
    ]
    assert spans(grid, 0, 0) == (2, 1)
    assert spans(grid, 0, 1) == (1, 3)
    assert cell_at(grid, 0, 0).region.box == pytest.approx((60, 100, 180, 160), abs=0.6)


def test_a_merged_cell_with_a_figure_in_its_middle_stays_whole(opened: Opened) -> None:
    sheets = Sheets()
    sheets.grid(XS, YS[:2])
    sheets.grid((60, 180, 510), YS[1:3])
    sheets.texts([BODY[0]])
    sheets.texts([["行政许可", "1197"]], (60, 180, 510), YS[1:3])
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid)[1] == ["行政许可", "1197"]
    assert spans(grid, 1, 1) == (1, 3)


def test_spaced_letters_of_a_merged_head_stay_together(opened: Opened) -> None:
    sheets = Sheets()
    sheets.grid((60, 180, 345, 510), YS[1:3])
    sheets.grid((60, 180, 510), YS[:2])
    sheets.text(345, 115, "总计", spacing=60)
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert cell_at(grid, 0, 1).text.replace(" ", "") == "总计"


def test_lines_around_a_table_are_paragraphs_in_order(opened: Opened) -> None:
    sheets = Sheets()
    sheets.table()
    sheets.text(300, 800, "— 1 —")
    sheets.text(60, 60, "二、主动公开政府信息情况", centred=False)
    sheets.text(60, 230, "三、收到和处理政府信息公开申请情况", centred=False)
    document = opened("a.pdf", sheets.file())
    assert paragraphs(document) == [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "— 1 —",
    ]
    assert document.blocks[1] is grids(document)[0]


def test_a_box_around_a_text_is_no_table(opened: Opened) -> None:
    sheets = Sheets()
    sheets.area(50, 50, 500, 700, fill=False)
    sheets.text(100, 100, "总体情况")
    document = opened("a.pdf", sheets.file())
    assert grids(document) == []
    assert paragraphs(document) == ["总体情况"]


def test_a_frame_around_the_page_is_no_part_of_its_table(opened: Opened) -> None:
    sheets = Sheets()
    sheets.area(20, 20, 575, 820, fill=False)
    sheets.table()
    assert rows(grids(opened("a.pdf", sheets.file()))[0]) == PLAIN


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_rotated_page_is_read_as_displayed(opened: Opened, rotation: int) -> None:
    sheets = Sheets()
    sheets.table()
    document = opened("a.pdf", changed(sheets.file(), rotation=rotation))
    (grid,) = grids(document)
    assert rows(grid) == PLAIN
    box = {
        0: (60, 100, 180, 130),
        90: (842 - 130, 60, 842 - 100, 180),
        180: (595 - 180, 842 - 130, 595 - 60, 842 - 100),
        270: (100, 595 - 180, 130, 595 - 60),
    }[rotation]
    assert cell_at(grid, 0, 0).region.box == pytest.approx(box, abs=0.6)
    size = (document.pages[0].width, document.pages[0].height)
    assert size == ((595, 842) if rotation % 180 == 0 else (842, 595))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_count_from_the_corner_of_what_is_displayed(opened: Opened, rotation: int) -> None:
    sheets = Sheets()
    sheets.table()
    data = changed(sheets.file(), crop=(30, 400, 550, 800), rotation=rotation)
    document = opened("a.pdf", data)
    (grid,) = grids(document)
    assert rows(grid) == PLAIN
    left, top, right, bottom = 60 - 30, 100 - 42, 180 - 30, 130 - 42
    box = {
        0: (left, top, right, bottom),
        90: (400 - bottom, left, 400 - top, right),
        180: (520 - right, 400 - bottom, 520 - left, 400 - top),
        270: (top, 520 - right, bottom, 520 - left),
    }[rotation]
    assert cell_at(grid, 0, 0).region.box == pytest.approx(box, abs=0.6)


def test_a_media_box_may_begin_anywhere(opened: Opened) -> None:
    sheets = Sheets()
    sheets.table()
    document = opened("a.pdf", changed(sheets.file(), media=(-100, -50, 595, 842)))
    assert cell_at(grids(document)[0], 0, 0).region.box == pytest.approx(
        (160, 100, 280, 130), abs=0.6
    )
    assert document.pages[0].width == pytest.approx(695)


def test_a_table_in_nested_forms_is_found_where_they_put_it(opened: Opened) -> None:
    sheets = Sheets()
    canvas = sheets.canvas
    canvas.beginForm("inner")
    sheets.table()
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.translate(10, -20)
    canvas.doForm("inner")
    canvas.endForm()
    canvas.scale(0.5, 0.5)
    canvas.doForm("outer")
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid) == PLAIN
    height = 842 - (842 - 100 - 20) / 2
    assert cell_at(grid, 0, 0).region.box == pytest.approx((35, height, 95, height + 15), abs=0.6)


def test_rules_outside_of_a_clip_are_none(opened: Opened) -> None:
    sheets = Sheets()
    sheets.table()
    canvas = sheets.canvas
    path = canvas.beginPath()
    path.rect(0, 0, 50, 50)
    canvas.clipPath(path, stroke=0, fill=0)
    for x in (120, 230, 340, 450):
        sheets.line(x, 100, x, 190)
    sheets.text(300, 145, "9")
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid) == PLAIN


def test_a_round_seal_makes_no_rules(opened: Opened) -> None:
    sheets = Sheets()
    sheets.table()
    sheets.canvas.setStrokeColorRGB(1, 0, 0)
    sheets.canvas.setLineWidth(2)
    sheets.canvas.circle(400, 842 - 150, 60)
    for step, text in enumerate("云岭区水务局办公室"):
        sheets.text(400 - 40 + 10 * step, 150, text, colour=(1, 0, 0), angle=80 - 20 * step)
    (grid,) = grids(opened("a.pdf", sheets.file()))
    assert rows(grid) == PLAIN
    assert (grid.rows, grid.columns) == (3, 4)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_plain_table_comes_out_as_it_was_drawn(data: st.DataObject) -> None:
    widths = data.draw(st.lists(st.integers(28, 90), min_size=2, max_size=6))
    heights = data.draw(st.lists(st.integers(13, 40), min_size=2, max_size=12))
    xs = [40.0, *(40.0 + total for total in accumulate(widths))]
    ys = [60.0, *(60.0 + total for total in accumulate(heights))]
    figures = st.sampled_from(["", "0", "11", "-", "1234", "２", "无"])
    wanted = [[data.draw(figures) for _ in widths] for _ in heights]
    sheets = Sheets()
    sheets.grid(xs, ys, width=data.draw(st.sampled_from([0.2, 0.75, 1.5])))
    sheets.texts(wanted, xs, ys, size=9)
    (grid,) = grids(read_pdf(Path("a.pdf"), sheets.file(), ""))
    assert rows(grid) == wanted
    for cell in grid.cells:
        box = (xs[cell.column], ys[cell.row], xs[cell.column + 1], ys[cell.row + 1])
        assert cell.region.box == pytest.approx(box, abs=0.6)
