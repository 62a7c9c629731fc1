"""Reports are added up into the official form, each figure with the reports that it comes from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from gouji.core.export.summary.summary_document import write_summary_document
from gouji.core.export.summary.summary_workbook import write_summary
from gouji.core.extraction.report import Report
from gouji.core.figures import State
from gouji.core.series import Member
from gouji.core.series.summing import NotSummedError, add_reports, differences_from

from ...helpers.command import run_here as gouji
from ...helpers.hand_reviews import report_of

CELL, ROW = "t3.new.natural", "t3.new.total"


def member(number: int, folder: Path, year: int = 2021, **texts: str) -> Member:
    """A report of a body of its own, in which every row of table 3 that matters is 8."""
    figures = dict.fromkeys(report_of(folder).readings, "0")
    figures |= {CELL: str(number), ROW: str(number)} | texts
    report = report_of(folder, figures, source=str(number).encode())
    report = replace(
        report,
        organization=f"第{number}局",
        year=year,
        source=replace(report.source, path=folder / f"{number}.pdf"),
    )
    return Member(report, report.figures)


def with_texts(of: Member, **texts: str) -> Member:
    report: Report = of.report
    made = member(8, report.source.path.parent, **texts)
    readings = {**report.readings, **{cell: made.report.readings[cell] for cell in texts}}
    changed = replace(report, readings=readings)
    return Member(changed, changed.figures)


def test_each_figure_is_the_sum_and_says_whose(tmp_path: Path) -> None:
    found = add_reports([member(3, tmp_path), member(4, tmp_path), member(50, tmp_path)])

    assert found.cells[CELL].total.value == 57
    assert [part.value for part in found.cells[CELL].parts if part is not None] == [3, 4, 50]
    assert found.year == 2021


def test_a_blank_counts_as_nothing_and_what_is_not_known_leaves_the_sum_open(
    tmp_path: Path,
) -> None:
    first, second = member(3, tmp_path), member(4, tmp_path)
    blank = add_reports([with_texts(first, **{CELL: ""}), second])
    assert blank.cells[CELL].total.value == 4
    both = add_reports([with_texts(first, **{CELL: ""}), with_texts(second, **{CELL: "/"})])
    assert both.cells[CELL].total.state is State.BLANK

    unread = add_reports([with_texts(first, **{CELL: "几件"}), second])
    assert unread.cells[CELL].total.value is None
    assert unread.cells[CELL].unknown == (0,)


def test_a_copy_counts_once_and_two_reports_of_one_body_are_refused(tmp_path: Path) -> None:
    one, other = member(3, tmp_path), member(4, tmp_path)
    found = add_reports([one, other, one])
    assert found.cells[CELL].total.value == 7
    assert len(found.doubled) == 1

    report = replace(other.report, organization=one.report.organization)
    with pytest.raises(NotSummedError, match=r"3\.pdf 和 4\.pdf"):
        add_reports([one, Member(report, report.figures)])
    with pytest.raises(NotSummedError, match="2020, 2021"):
        add_reports([one, member(9, tmp_path, year=2020)])


def test_a_summary_that_was_handed_in_is_held_against_the_sum(tmp_path: Path) -> None:
    found = add_reports([member(3, tmp_path), member(4, tmp_path)])

    assert differences_from(found, member(7, tmp_path)) == []
    (each,) = differences_from(found, with_texts(member(7, tmp_path), **{CELL: "9"}))
    assert (each.cell, each.stated.value, each.total.value, each.difference) == (CELL, 9, 7, 2)


def test_the_workbook_has_the_form_with_live_sums(tmp_path: Path) -> None:
    found = add_reports([member(3, tmp_path), with_texts(member(4, tmp_path), **{ROW: "几"})])
    differences = differences_from(found, member(9, tmp_path))
    path = tmp_path / "sum.xlsx"
    write_summary(found, path, "某县人民政府", differences)

    book = load_workbook(path)
    assert book.sheetnames == ["表二", "表三", "表四", "核对", "来源", "报告"]
    shown = load_workbook(path, data_only=True)
    form = {cell.value for row in shown["表三"].iter_rows() for cell in row}
    assert {7, "未定"} <= form
    rows = {row[0]: row for row in shown["来源"].iter_rows(min_row=2, values_only=True)}
    assert rows[CELL][2:6] == (7, None, 3, 4)
    assert rows[ROW][2:6] == ("未定", "第4局", 3, "?")
    listed = {row[0] for row in shown["核对"].iter_rows(min_row=2, values_only=True)}
    assert listed == {CELL, ROW}


def test_the_document_has_the_form_and_the_sources(tmp_path: Path) -> None:
    found = add_reports([member(3, tmp_path), member(4, tmp_path)])
    path = tmp_path / "sum.docx"
    write_summary_document(found, path, "某县人民政府", [], "en")

    document = Document(str(path))
    assert len(document.tables) == 3
    texts = [cell.text for row in document.tables[1].rows for cell in row.cells]
    assert "7" in texts
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "7 = 第3局 3 + 第4局 4" in words
    assert "某县人民政府, 2021" in words


def test_the_command_adds_up_and_compares(root: Path, tmp_path: Path) -> None:
    samples = root / "resources" / "samples"
    reports = [samples / "2021-web-page.html", samples / "2021-totals-broken.pdf"]
    output = tmp_path / "sum.xlsx"

    done = gouji("sum", *reports, "-o", output, "--against", reports[0])
    assert done.returncode == 0 or "2021-web-page" not in done.stdout
    done = gouji("sum", *reports, "-o", output, "--body", "某市")
    assert (done.returncode, done.stderr) == (0, "")
    assert "汇总 2 份报告" in done.stdout
    assert load_workbook(output, data_only=True)["表三"]["A2"].value.startswith("某市　2021")
    assert "不是“sum.txt”" in gouji("sum", *reports, "-o", tmp_path / "sum.txt").stderr
    assert gouji("sum", tmp_path / "none.pdf", "-o", output).returncode == 2
