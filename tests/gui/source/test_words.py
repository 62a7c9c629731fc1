"""What is pointed at in the source are its words, and in a line of text the figure itself."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
from hand_reports import Put
from pictures import pixels_of
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gouji.core.documents.document import Document, Page, Paragraph, Region
from gouji.core.extraction.alignment.figure_parts import figure_parts
from gouji.core.extraction.report import Reading
from gouji.core.figures import parse_figure
from gouji.core.form_files import official_forms
from gouji.core.pipeline import open_reports
from gouji.gui.source import SourceView
from gouji.gui.source.marking import FOUND_HERE

FORM = official_forms()[0]
LINE = "本年收到申请 12 件，其中自然人 9 件，"
NEXT = "法人 3 件，均已办结。"
QUOTE = "自然人9件，法人3件"


def lit(view: SourceView) -> QRectF:
    """Returns around what is tinted as found."""
    canvas = view.canvas.viewport()
    off = np.abs(pixels_of(canvas).astype(int) - np.array(FOUND_HERE.getRgb()[:3]))
    rows, columns = np.nonzero((off <= 12).all(axis=2))
    assert len(rows), "nothing is lit"
    return QRectF(columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1)


def test_words_of_a_printed_page_are_lit_and_not_their_lines(
    view: SourceView, qtbot: QtBot, tmp_path: Path
) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    path = tmp_path / "text.pdf"
    canvas = Canvas(str(path), pagesize=(400, 300))
    canvas.setFont("STSong-Light", 11)
    canvas.drawString(40, 200, LINE)
    canvas.drawString(40, 180, NEXT)
    canvas.save()
    lines = (Region(0, (40, 90, 360, 103)), Region(0, (40, 110, 360, 123)))
    blocks = tuple(Paragraph(text, at) for text, at in zip((LINE, NEXT), lines, strict=True))
    view.show_document(Document(path, "0" * 64, "pdf", blocks, (Page(0, 400, 300),)))
    with qtbot.waitSignal(view.canvas.sheets.text_read):
        view.show_quote(lines[0], QUOTE)
    qtbot.waitUntil(lambda: not view.is_gliding)
    scale = view.canvas.scale
    around = lit(view)
    assert around.height() > 20 * scale  # both lines
    spots = view.canvas._over.quoted
    assert len(spots) == 2
    assert spots[0].box.left() > 100
    assert spots[1].box.left() < 45
    assert spots[1].box.right() < 120
    view.show_quote(lines[0], "没有这几个字")
    assert [spot.box.left() for spot in view.canvas._over.quoted] == [40]  # the line, at least
    view.show_quote(None)
    assert not view.canvas._over.quoted


def test_words_of_a_text_are_lit_and_not_their_paragraph(view: SourceView, qtbot: QtBot) -> None:
    region = Region(anchor="p0")
    text = Paragraph(LINE + NEXT, region)
    view.show_document(Document(Path("x.txt"), "0" * 64, "text", (text,)))
    view.show_quote(region, "自然人9件")
    qtbot.waitUntil(lambda: bool(view.canvas._over.quoted))
    (spot,) = view.canvas._over.quoted
    whole = view.canvas.sheets.spot(region)
    assert whole is not None
    assert spot.box.width() < whole.box.width() / 3
    assert spot.box.left() > whole.box.left() + 50


def readings(texts: list[str], anchor: str = "p0") -> dict[str, Reading]:
    cells = [cell for cell in FORM.cells if cell.startswith("t3.new.")]
    return {
        cell: Reading(parse_figure(text, FORM.cells[cell].domain), Region(anchor=anchor))
        for cell, text in zip(cells, texts, strict=False)
    }


def test_each_figure_of_a_line_is_a_part_of_its_own() -> None:
    line = "一、本年新收申请数量 3 | ３ 0 12  3"
    read = readings(["3", "3", "0", "12", "3"])
    found = figure_parts(read, (Paragraph(line, Region(anchor="p0")),))
    assert [line[start:end] for start, end in found.values()] == ["3", "12", "0", "３", "3"]
    assert [line[slice(*found[cell])] for cell in read] == ["3", "３", "0", "12", "3"]
    assert len({*found.values()}) == 5


def test_where_one_figure_is_not_found_none_is_taken_for_another() -> None:
    line = Paragraph("总计 3 4 5", Region(anchor="p0"))
    assert not figure_parts(readings(["3", "7", "5"]), (line,))
    assert len(figure_parts(readings(["3", "", "5"]), (line,))) == 2
    assert not figure_parts(readings(["3"]), (line,))  # alone: the line is its place


def test_a_cell_of_a_text_lights_its_figure_and_a_click_on_it_selects_it(
    put: Put, qtbot: QtBot, tmp_path: Path
) -> None:
    from dataclasses import replace

    from gouji.core.review import Review
    from gouji.core.survey import ReportUnderReview

    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    opened = open_reports(path)
    report = opened.reports[0]
    window = put()
    under = ReportUnderReview(path, opened.document, report, review=Review(report, reviewer="王"))
    window.show_report(replace(under))
    cells = [cell for cell in report.form.cells if cell.startswith("t3.new.")]
    places = []
    for cell in cells:
        window.context.select_cell(cell)
        QApplication.processEvents()
        place = window.source.place_of(cell)
        assert place is not None
        places.append(place)
    lefts = [place.left() for place in places]
    assert lefts == sorted(set(lefts))
    for place, other in pairwise(places):
        assert place.right() <= other.left() + 1
    at = window.source.place_of(cells[3])
    assert at is not None
    assert (
        window.source.canvas.cell_at(window.source.canvas.place_of(cells[3]).center()) == cells[3]
    )


REPORT = """某县人民政府2021年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和 申请人情况
自然人 法人或其他组织 总计
商业企业 科研机构 社会公益组织 法律服务机构 其他
一、本年新收政府信息公开申请数量 12 3 0 0 0 1 16
二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
三、本年度办理结果 （一）予以公开 12 3 0 0 0 1 16
（七）总计 12 3 0 0 0 1 16
四、结转下年度继续办理 0 0 0 0 0 0 0
"""
