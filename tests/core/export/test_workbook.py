"""The audited workbook opens again with figures as numbers, text as text, and its marks."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.hyperlink import Hyperlink

from gouji.core.documents.document import Region
from gouji.core.export.excel.sheet_cells import plain_text
from gouji.core.export.export_wording import moment
from gouji.core.export.review_workbook.notes import notes_of
from gouji.core.export.review_workbook.workbook import write_workbook
from gouji.core.extraction.report import Reading, Report
from gouji.core.layout import FIGURE, lay_out
from gouji.core.pipeline import open_reports
from gouji.core.review import Review

from ...data.sample_reports import OLDER_EDITION, SAMPLES, TOTALS_BROKEN, WEB_PAGE, Sample
from .hand_made import doubtful, report_of, with_leftover
from .injections import FORMULAS, INJECTIONS
from .recalculation import needs_office, recalculated


def written(review: Review, folder: Path) -> Workbook:
    path = folder / "out.xlsx"
    write_workbook(review, path)
    return load_workbook(path, rich_text=True)


def figure_cells(workbook: Workbook, sample: Sample) -> dict[str, Cell]:
    """The cells of the tables by cell id, found by the official layout two rows down."""
    return {
        place.cell: sheet.cell(place.row + 3, place.column + 1)
        for table, sheet in zip(sample.form.tables, workbook.worksheets, strict=False)
        for place in lay_out(table).places
        if place.kind == FIGURE
    }


def column(workbook: Workbook, sheet: str, heading: str) -> list[object]:
    rows = list(workbook[sheet].iter_rows(values_only=True))
    at = next(i for i, name in enumerate(rows[0]) if str(name).startswith(heading))
    return [row[at] for row in rows[1:]]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_every_figure_is_a_number_in_its_place(sample: Sample, tmp_path: Path) -> None:
    workbook = written(Review(report_of(sample)), tmp_path)

    cells = figure_cells(workbook, sample)
    assert {cell: found.value for cell, found in cells.items()} == {
        cell: None if value is None else float(value)
        for cell in sample.form.cells
        for value in [sample.value(cell)]
    }
    assert {found.data_type for found in cells.values()} == {"n"}


def test_the_sheets_are_the_tables_and_the_lists(tmp_path: Path) -> None:
    workbook = written(Review(report_of(TOTALS_BROKEN)), tmp_path)

    assert workbook.sheetnames == [
        "表二", "表三", "表四", "勾稽检查", "疑点", "改动", "留痕", "数据", "说明",
    ]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_a_table_is_merged_as_the_form_prints_it(sample: Sample, tmp_path: Path) -> None:
    workbook = written(Review(report_of(sample)), tmp_path)

    for table, sheet in zip(sample.form.tables, workbook.worksheets, strict=False):
        layout = lay_out(table)
        wanted = {
            (p.column + 1, p.row + 3, p.column + p.column_span, p.row + p.row_span + 2)
            for p in layout.places
            if p.row_span > 1 or p.column_span > 1
        }
        titles = {(1, row, layout.columns, row) for row in (1, 2)}
        merged = {range_boundaries(str(area)) for area in sheet.merged_cells.ranges}
        assert merged == wanted | titles


def test_a_sheet_prints_on_a4_with_its_heads_repeated(tmp_path: Path) -> None:
    workbook = written(Review(report_of(TOTALS_BROKEN)), tmp_path)

    table_3, table_4 = workbook["表三"], workbook["表四"]
    assert (table_3.page_setup.paperSize, table_3.page_setup.orientation) == (9, "portrait")
    assert table_4.page_setup.orientation == "landscape"
    assert table_3.print_title_rows == "$1:$5"
    assert table_3.freeze_panes == "D6"
    assert table_3.page_setup.fitToWidth == 1
    assert table_3.sheet_properties.pageSetUpPr.fitToPage


def test_a_mark_and_an_unreadable_figure_stay_text_and_a_blank_stays_blank(
    tmp_path: Path,
) -> None:
    texts = {"t3.new.legal": "/", "t3.new.other": "8?", "t3.new.business": ""}

    cells = figure_cells(written(Review(report_of(WEB_PAGE, texts=texts)), tmp_path), WEB_PAGE)

    assert (cells["t3.new.legal"].value, cells["t3.new.legal"].data_type) == ("/", "s")
    assert (cells["t3.new.other"].value, cells["t3.new.other"].data_type) == ("8?", "s")
    assert cells["t3.new.business"].value is None


def test_an_amount_keeps_its_decimals(tmp_path: Path) -> None:
    report = report_of(OLDER_EDITION, texts={"t2.procurement.amount": "251001元"})

    cells = figure_cells(written(Review(report), tmp_path), OLDER_EDITION)

    assert Decimal(str(cells["t2.procurement.amount"].value)) == Decimal("25.1001")


def test_a_number_too_long_for_excel_is_kept_as_text(tmp_path: Path) -> None:
    report = report_of(WEB_PAGE, texts={"t3.new.natural": "12345678901234567"})

    cells = figure_cells(written(Review(report), tmp_path), WEB_PAGE)

    assert cells["t3.new.natural"].value == "12345678901234567"


def test_a_note_says_what_is_wrong_with_a_figure(tmp_path: Path) -> None:
    review = Review(report_of(TOTALS_BROKEN))

    cells = figure_cells(written(review, tmp_path), TOTALS_BROKEN)

    broken = cells["t3.handled.natural"]
    sentences = [f.zh for f in review.findings if "t3.handled.natural" in f.cells]
    assert len(sentences) == 3
    assert all(sentence in broken.comment.text for sentence in sentences)
    assert cells["t3.carried_out.legal"].comment is None
    assert cells["t3.denied_secret.natural"].comment is None, "a zero has no part in it"


def test_a_doubtful_cell_is_marked_until_it_is_confirmed(tmp_path: Path) -> None:
    review = Review(doubtful(report_of(WEB_PAGE), "t4.review.total", "placement", 0.4))

    before = figure_cells(written(review, tmp_path), WEB_PAGE)["t4.review.total"]
    review.confirm(["t4.review.total"])
    after = figure_cells(written(review, tmp_path), WEB_PAGE)["t4.review.total"]

    assert "?" in before.number_format
    assert "所在列不能确定" in before.comment.text
    assert after.comment is None


def test_an_adjusted_figure_carries_what_the_page_prints_and_who_changed_it(
    tmp_path: Path,
) -> None:
    review = Review(report_of(TOTALS_BROKEN), reviewer="核对员甲")
    review.adjust({"t3.handled.natural": "8"}, why="各项合计为 8")

    workbook = written(review, tmp_path)

    cell = figure_cells(workbook, TOTALS_BROKEN)["t3.handled.natural"]
    assert cell.value == 8
    made = moment(review.events[-1].at)
    for words in ("原件印“10”", "第 3 页", "审定为“8”", "各项合计为 8", "核对员甲", made):
        assert words in cell.comment.text
    at = column(workbook, "数据", "单元格").index("t3.handled.natural")
    assert column(workbook, "数据", "原件")[at] == 10
    assert (
        column(workbook, "数据", "审定")[at]
        == '=IF(ISBLANK(t3_handled_natural),"",t3_handled_natural)'
    )
    results = load_workbook(tmp_path / "out.xlsx", data_only=True)
    assert column(results, "数据", "审定")[at] == 8
    assert column(results, "数据", "改动")[at] == "◆"


def test_a_corrected_reading_says_what_was_read(tmp_path: Path) -> None:
    review = Review(report_of(TOTALS_BROKEN, texts={"t3.new.natural": "B"}), reviewer="核对员甲")
    review.correct({"t3.new.natural": "8"})

    cell = figure_cells(written(review, tmp_path), TOTALS_BROKEN)["t3.new.natural"]

    assert cell.value == 8
    assert "识读为“B”，原件印“8”" in cell.comment.text


def test_findings_settled_by_an_adjustment_stay_listed(tmp_path: Path) -> None:
    review = Review(report_of(TOTALS_BROKEN))
    before = {finding.rule for finding in review.findings}
    review.adjust({"t3.handled.natural": "8"}, why="各项合计为 8")

    workbook = written(review, tmp_path)

    rules = column(workbook, "疑点", "规则")
    assert set(rules) == before
    settled = dict(zip(rules, column(workbook, "疑点", "状态"), strict=True))
    assert settled["t3.row.handled"] == "原件不平，已调整"


def test_a_finding_lists_its_sides_as_numbers_and_its_explanation(tmp_path: Path) -> None:
    review = Review(report_of(TOTALS_BROKEN))
    review.explain("t3.row.handled", "原件如此")

    workbook = written(review, tmp_path)

    at = column(workbook, "疑点", "规则").index("t3.row.handled")
    sides = [column(workbook, "疑点", name)[at] for name in ("左边", "右边", "差额")]
    assert sides == [8, 10, -2]
    assert column(workbook, "疑点", "说明")[at] == "原件如此"
    assert column(workbook, "疑点", "级别")[at] == "✖ 错误"


def test_an_explanation_that_lapsed_is_not_told_as_one_that_holds(tmp_path: Path) -> None:
    review = Review(report_of(TOTALS_BROKEN))
    review.explain("t3.row.handled", "原件如此")
    review.correct({"t3.handled.natural": "11"})

    rows = written(review, tmp_path)["勾稽检查"].iter_rows(values_only=True)

    lapsed = "曾说明“原件如此”，现已失效：说明时为 8 ≠ 10，现在为 8 ≠ 11"
    assert next(row[7] for row in rows if row[0] == "t3.row.handled") == lapsed
    assert f"（{lapsed}）" in notes_of(review)["t3.handled.natural"]


def test_all_cells_are_listed_with_their_page(tmp_path: Path) -> None:
    workbook = written(Review(report_of(TOTALS_BROKEN)), tmp_path)

    assert column(workbook, "数据", "单元格") == list(TOTALS_BROKEN.form.cells)
    assert set(column(workbook, "数据", "页")) == {3}


def test_a_cell_of_a_flow_document_is_listed_with_its_anchor(tmp_path: Path) -> None:
    def anchored(cell: str, reading: Reading) -> Reading:
        return replace(reading, region=Region(anchor=f"a-{cell}"))

    workbook = written(Review(report_of(WEB_PAGE, reading=anchored)), tmp_path)

    assert column(workbook, "数据", "位置")[0] == "a-t2.regulations.issued"
    assert set(column(workbook, "数据", "页")) == {None}


def test_a_note_on_a_document_without_pages_names_row_and_column(root: Path) -> None:
    (report,) = open_reports(root / "resources" / "samples" / WEB_PAGE.file).reports
    review = Review(report, reviewer="核对员甲")
    review.adjust({"t3.carried_in.nonprofit": "7"}, why="漏填")

    note = notes_of(review)["t3.carried_in.nonprofit"]

    assert "原件印“空白”（表中第 5 行第 7 列），审定为“7”" in note


def test_the_audit_trail_holds_undone_steps_too(tmp_path: Path) -> None:
    review = Review(report_of(TOTALS_BROKEN), reviewer="核对员甲")
    review.adjust({"t3.handled.natural": "8"}, why="各项合计为 8")
    review.undo()

    workbook = written(review, tmp_path)

    assert column(workbook, "留痕", "操作") == ["调整审定数", "撤销"]
    assert column(workbook, "留痕", "有效") == ["否", None]
    assert column(workbook, "留痕", "对象") == ["t3.handled.natural", "步骤 1"]
    assert figure_cells(workbook, TOTALS_BROKEN)["t3.handled.natural"].value == 10


def test_the_workbook_says_what_it_was_made_from(tmp_path: Path) -> None:
    report = replace(with_leftover(report_of(TOTALS_BROKEN), "16"), missing_tables=("t4",))

    workbook = written(Review(report), tmp_path)
    rows = list(workbook["说明"].iter_rows(values_only=True))

    facts = {str(name): value for name, value, *_ in rows if name}
    assert facts["单位 body"] == "云溪岭县人民政府"
    assert facts["年度 year"] == 2021
    assert facts["原件 SHA-256"] == "ab" * 32
    assert facts["未能归位的数字 unplaced"] == "16（第 3 页，在“行政复议”旁）"
    assert facts["原件缺少的表 missing tables"] == "政府信息公开行政复议、行政诉讼情况"
    symbols = "".join(cell.number_format for cell in workbook["说明"]["A"])
    assert all(symbol in symbols for symbol in "✖!?◆◇")


def injected() -> Review:
    """A review in which each text is what a cell prints, left over, a reason and an explanation."""
    cells = [cell for cell in WEB_PAGE.form.cells if cell.startswith("t3.")]
    texts = dict(zip(cells, INJECTIONS, strict=False))
    assert len(texts) == len(INJECTIONS)
    report = report_of(WEB_PAGE, texts=texts)
    for text in INJECTIONS:
        report = with_leftover(report, text)
    review = Review(report, reviewer=INJECTIONS[0])
    for text in INJECTIONS:
        review.adjust({"t4.direct.total": str(len(text))}, why=text)
        review.explain("t3.row.new", text)
    return review


def texts_of(workbook: Workbook) -> set[str]:
    return {str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row}


def test_text_of_a_document_is_never_a_formula_a_link_or_an_error(tmp_path: Path) -> None:
    workbook = written(injected(), tmp_path)

    assert_harmless(workbook)
    wanted = {plain_text(text).replace("_x005F_", "_") for text in INJECTIONS}
    assert wanted <= texts_of(workbook)


@needs_office
def test_text_of_a_document_stays_text_in_another_program(tmp_path: Path) -> None:
    write_workbook(injected(), tmp_path / "out.xlsx")

    (calculated,) = recalculated([tmp_path / "out.xlsx"], tmp_path)
    formulas = load_workbook(tmp_path / "done" / "out.xlsx")

    wanted = {plain_text(text) for text in FORMULAS}
    assert wanted <= texts_of(calculated)
    written = [cell for sheet in formulas for row in sheet.iter_rows() for cell in row]
    held = [str(cell.value) for cell in written if cell.data_type == "f"]
    assert not any(text.strip("=") in formula for text in FORMULAS for formula in held)
    links = [cell.hyperlink for cell in written if cell.hyperlink]
    assert all(leads_within(link, formulas) for link in links)


@pytest.mark.parametrize("text", ["=1+1", "@SUM(1)", "&A&[File]&D", "\t=1+1", "＝1+1"])
def test_names_of_bodies_and_reviewers_are_text_too(text: str, tmp_path: Path) -> None:
    review = Review(replace(report_of(WEB_PAGE), organization=text), reviewer=text)
    review.adjust({"t3.new.total": "3"}, why=text)

    assert_harmless(written(review, tmp_path))
    with zipfile.ZipFile(tmp_path / "out.xlsx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    links = [link for part in parts.values() for link in re.findall(rb"<hyperlink [^>]*>", part)]
    assert links
    assert all(b" location=" in link and b"r:id" not in link for link in links)
    assert not any(b"hyperlink" in part for name, part in parts.items() if name.endswith(".rels"))
    assert not any(b"External" in part for name, part in parts.items() if name.endswith(".rels"))
    assert not any("vba" in name.lower() or "externalLink" in name for name in parts)


def leads_within(link: Hyperlink, workbook: Workbook) -> bool:
    sheet, _, place = str(link.location).rpartition("!")
    place = place.replace("$", "")
    return not link.target and sheet.strip("'") in workbook.sheetnames and place.isalnum()


def assert_harmless(workbook: Workbook) -> None:
    """Every cell is a number, a time, a text that stays one, or a formula with no foreign text."""
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("n", "s", "f", "d"), (sheet.title, cell.coordinate)
                assert cell.hyperlink is None or leads_within(cell.hyperlink, workbook)
                if cell.data_type == "s":
                    assert cell.quotePrefix
                if cell.data_type == "f":
                    formula = str(getattr(cell.value, "text", cell.value))
                    assert not any(text.strip("\0\t\r\n =") in formula for text in FORMULAS)
        for area in sheet.conditional_formatting:
            assert not any("1+1" in str(rule.formula) for rule in area.rules)
    assert not any("1+1" in str(name.attr_text) for name in workbook.defined_names.values())
    assert set(workbook.sheetnames) == {
        "表二", "表三", "表四", "勾稽检查", "疑点", "改动", "留痕", "数据", "说明",
    }  # fmt: skip
    assert workbook.properties.lastModifiedBy == "Gouji"


@pytest.mark.parametrize("text", ["\x00", "8\x1b[31m", "\ud800", "\ufffe", "a\x0bb", "x" * 40_000])
def test_text_that_excel_cannot_hold_is_made_visible(text: str, tmp_path: Path) -> None:
    report = report_of(WEB_PAGE, texts={"t3.new.legal": f"8{text}8"})
    review = Review(replace(report, organization=text), reviewer=text)
    review.adjust({"t3.new.total": "3"}, why=text + "x")

    cells = figure_cells(written(review, tmp_path), WEB_PAGE)

    found = str(cells["t3.new.legal"].value)
    assert found.startswith("8")
    assert len(found) <= 32_767


def test_a_report_without_a_name_and_a_year_has_a_workbook(tmp_path: Path) -> None:
    report: Report = replace(report_of(WEB_PAGE), organization="", year=None)

    workbook = written(Review(report), tmp_path)

    assert "单位不详" in str(workbook["表三"]["A2"].value)
