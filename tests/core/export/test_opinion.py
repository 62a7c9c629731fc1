"""The review opinion says on one page what a report prints that does not reconcile."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from reportlab.pdfbase.ttfonts import TTFont

from gouji.core import rules
from gouji.core.export.opinion.line_breaking import NOT_FIRST, NOT_LAST, broken
from gouji.core.export.opinion.opinion import Opinion, OpinionRow, opinion_of
from gouji.core.export.opinion.opinion_pdf import opinion_pdf
from gouji.core.export.opinion.word_and_web import (
    opinion_document,
    opinion_html,
    write_opinion_docx,
    write_opinion_html,
)
from gouji.core.repair import suggest
from gouji.core.review import Review
from gouji.core.suggestion import MOST_FIGURES, REPORT, CellChange, Suggestion

from ...data.sample_reports import OLDER_EDITION, TOTALS_BROKEN, WEB_PAGE
from .hand_made import claiming, report_of
from .recalculation import OFFICE, needs_office

TODAY = date(2022, 3, 1)


def test_the_opinion_lists_each_fault_with_its_figures_and_pages() -> None:
    report = report_of(TOTALS_BROKEN)
    suggestions = suggest(report, report.figures, rules.check(report, report.figures))

    opinion = opinion_of(Review(report, reviewer="核对员甲"), suggestions, today=TODAY)

    assert opinion.summary.startswith("经按法定表格的勾稽关系核对，发现错误 3 处、需核实之处 0 处")
    row = next(row for row in opinion.rows if "10" in row.problem and "8" in row.problem)
    assert row.place == "表三 第 3 页"
    assert row.answer == "请核实。可能的更正：（七）总计·自然人 由 10 改为 8。"
    assert opinion.signature == ("核对员甲", "2022 年 3 月 1 日")
    assert ("报告", "云溪岭县人民政府 2021 年度") in opinion.facts


def test_what_was_decided_stands_beside_the_fault() -> None:
    review = Review(report_of(TOTALS_BROKEN))
    review.explain("t3.row.handled", "原件如此")
    review.adjust({"t3.handled.natural": "8"}, why="多计两件")

    answers = {row.problem: row.answer for row in opinion_of(review, today=TODAY).rows}

    assert len(answers) == 3
    assert "说明：原件如此" in answers.values()
    assert "（七）总计·自然人审定为 8（原件 10）：多计两件。" in answers.values()


def test_an_explanation_that_lapsed_answers_no_fault() -> None:
    review = Review(report_of(TOTALS_BROKEN))
    review.explain("t3.row.handled", "原件如此")
    review.correct({"t3.handled.natural": "11"})

    answers = [row.answer for row in opinion_of(review, today=TODAY).rows]

    assert answers == ["请核实并更正。"] * 3


def test_a_misreading_that_was_corrected_is_no_fault_of_the_report() -> None:
    review = Review(report_of(TOTALS_BROKEN))
    review.correct({"t3.handled.natural": "8"})

    opinion = opinion_of(review, today=TODAY)

    assert opinion.rows == ()
    assert "未发现不平之处" in opinion.summary


def test_more_faults_than_fit_are_counted() -> None:
    texts = {cell: "7" for cell in WEB_PAGE.form.cells if cell.endswith(".total")}

    review = Review(report_of(WEB_PAGE, texts=texts))
    opinion = opinion_of(review, today=TODAY)

    assert opinion.left_over == len(review.findings) - len(opinion.rows) > 0
    assert f"其余 {opinion.left_over} 处见审核工作簿。" in opinion_html(opinion)


def test_text_of_a_document_is_text_in_every_format() -> None:
    text = '<script>alert(1)</script>&<img src="http://example.invalid/x">\x00\ud800'
    review = Review(replace(report_of(TOTALS_BROKEN), organization=text), reviewer=text)
    review.explain("t3.row.handled", text)

    opinion = opinion_of(review, today=TODAY)
    page = opinion_html(opinion)
    stream = io.BytesIO()
    opinion_document(opinion).save(stream)

    assert "<script" not in page
    assert "<img" not in page
    told = "\n".join(p.text for p in Document(stream).paragraphs)
    assert '<img src="http://example.invalid/x">' in told
    (printed,) = pages_of(opinion_pdf(opinion))
    assert '<imgsrc="http://example.invalid/x">' in squeezed(printed)
    assert b"/URI" not in opinion_pdf(opinion)


def test_the_files_hold_the_whole_opinion(tmp_path: Path) -> None:
    opinion = opinion_of(Review(report_of(OLDER_EDITION), reviewer="甲"), today=TODAY)

    write_opinion_docx(opinion, tmp_path / "out.docx")
    write_opinion_html(opinion, tmp_path / "out.html")

    page = (tmp_path / "out.html").read_text("utf-8")
    document = Document(str(tmp_path / "out.docx"))
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for words in (opinion.title, opinion.summary, "审核人：甲", "2022 年 3 月 1 日"):
        assert words in page
        assert words in told


def fullest() -> Opinion:
    """The opinion on a report in which no total is right, with a long correction for half of it."""
    texts = {cell: "7" for cell in TOTALS_BROKEN.form.cells if cell.endswith(".total")}
    report = report_of(TOTALS_BROKEN, texts=texts)
    cells = [cell for cell in report.form.cells if cell.startswith("t3.denied")][:MOST_FIGURES]
    changes = tuple(CellChange(cell, 12345) for cell in cells)
    clears = tuple(finding.rule for finding in rules.check(report, report.figures)[::2])
    many = Suggestion(changes, clears, 1.0, REPORT, False, "多格", "many cells")
    return opinion_of(Review(report, reviewer="核对员甲"), [many], today=TODAY)


def pages_of(data: bytes) -> list[str]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_what_the_narrative_states_is_named_with_its_page() -> None:
    report = claiming(report_of(TOTALS_BROKEN), "t3.new.total", 3, "收到3件")

    rows = opinion_of(Review(report), today=TODAY).rows

    (place,) = [row.place for row in rows if "收到3件" in row.problem]
    assert place == "表三 第 3 页 正文 第 1 页"


def test_the_pdf_says_everything_in_type_that_it_carries() -> None:
    review = Review(report_of(TOTALS_BROKEN), reviewer="核对员甲")
    review.explain("t3.row.handled", "原件如此")
    opinion = opinion_of(review, today=TODAY)

    data = opinion_pdf(opinion)

    (page,) = map(squeezed, pages_of(data))
    texts = [opinion.title, opinion.summary, *opinion.signature, "SHA-256：" + "ab" * 32]
    texts += [text for row in opinion.rows for text in (row.place, row.problem, row.answer)]
    assert [text for text in texts if squeezed(text) not in page] == []
    assert b"/FontFile2" in data
    assert b"/Helvetica" not in data


def test_a_rare_character_of_a_name_stands_in_the_pdf() -> None:
    report = replace(report_of(TOTALS_BROKEN), organization="朱镕县㙟乡𠮷村人民政府")

    (page,) = pages_of(opinion_pdf(opinion_of(Review(report), today=TODAY)))

    assert "朱镕县㙟乡〓村人民政府 2021 年度" in page


def test_the_carried_type_has_every_character_of_gb_2312() -> None:
    wanted = {
        char
        for row in range(0xA1, 0xF8)
        for cell in range(0xA1, 0xFF)
        for char in bytes([row, cell]).decode("gb2312", "ignore")
    }

    file = resources.files("gouji.resources") / "fonts" / "GoujiSong.ttf"
    face = TTFont("test", io.BytesIO(file.read_bytes())).face

    assert {char for char in wanted if ord(char) not in face.charToGlyph} == set()


def test_the_fullest_opinion_fits_on_one_page_of_pdf() -> None:
    opinion = fullest()

    assert len(opinion.rows) > 10
    assert any("见工作簿" in row.answer for row in opinion.rows)
    assert len(pages_of(opinion_pdf(opinion))) == 1


@needs_office
def test_the_fullest_opinion_fits_on_one_page_of_word(tmp_path: Path) -> None:
    write_opinion_docx(fullest(), tmp_path / "out.docx")
    command = [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "out.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=240)

    assert len(pages_of((tmp_path / "out.pdf").read_bytes())) == 1


@pytest.mark.parametrize("room", range(3, 30))
def test_no_line_begins_with_a_comma_ends_with_a_bracket_or_parts_a_figure(room: int) -> None:
    text = "收到新申请 1,204 件，（其中“公民”1,180.5 件）；与总计（七）不符。请核实更正！"

    lines = broken(text, room, len).split("\n")

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(len, lines)) <= room
    if room >= 10:
        assert not [line for line in lines if line[0] in NOT_FIRST or line[-1] in NOT_LAST]
        assert all(any(figure in line for line in lines) for figure in ("1,204", "1,180.5"))


def test_the_lines_of_the_pdf_are_broken_so() -> None:
    rows = tuple(
        OpinionRow(
            "表三 第 3 页", "甲" * count + "，" + "乙" * 8 + "。", "丙" * count + "；丁、戊。"
        )
        for count in range(10, 24)
    )
    opinion = replace(opinion_of(Review(report_of(TOTALS_BROKEN))), rows=rows)

    with pypdfium2.PdfDocument(opinion_pdf(opinion)) as pdf:
        lines = [
            line for page in pdf for line in page.get_textpage().get_text_bounded().split("\n")
        ]

    assert len(lines) > 2 * len(rows)
    assert not [line for line in lines if line[:1] in set("，。；、")]
