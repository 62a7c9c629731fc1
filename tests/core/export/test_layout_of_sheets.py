"""The sheets are protected, named, described and illustrated, so that an auditor can use them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.formula.translate import Translator
from openpyxl.utils import range_boundaries
from PIL import Image

from gouji import __version__
from gouji.core import rules
from gouji.core.documents.render.drawn_page import DrawnPage
from gouji.core.errors import SourceMissingError
from gouji.core.export.export_wording import table_name
from gouji.core.export.review_workbook.addresses import name_of
from gouji.core.export.review_workbook.pictures import cell_pictures
from gouji.core.export.review_workbook.workbook import build_book, write_workbook
from gouji.core.extraction.report import Source
from gouji.core.form_files import official_forms
from gouji.core.pipeline import open_reports
from gouji.core.repair import suggest
from gouji.core.review import Review

from ...data.sample_reports import SAMPLES, TOTALS_BROKEN, WEB_PAGE, Sample
from .hand_made import doubtful, report_of

CELL = "t3.handled.natural"


def adjusted() -> Review:
    review = Review(report_of(TOTALS_BROKEN), reviewer="核对员甲")
    review.adjust({CELL: "8"}, why="各项合计为 8")
    return review


def rows_of(review: Review, sheet: str, **more: object) -> list[tuple[object, ...]]:
    workbook = build_book(review, **more).workbook  # type: ignore[arg-type]
    return list(workbook[sheet].iter_rows(min_row=2, values_only=True))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.file)
def test_every_cell_has_a_name_that_leads_to_its_figure(sample: Sample, tmp_path: Path) -> None:
    write_workbook(Review(report_of(sample)), tmp_path / "out.xlsx")
    workbook = load_workbook(tmp_path / "out.xlsx")

    for cell in sample.form.cells:
        ((sheet, place),) = workbook.defined_names[name_of(cell)].destinations
        value = sample.value(cell)
        assert workbook[sheet][place].value == (None if value is None else float(value))


def test_names_are_distinct_and_no_places_of_a_sheet() -> None:
    for form in official_forms():
        names = [name_of(cell) for cell in form.cells]
        assert len(set(names)) == len(names)
        for name in names:
            with pytest.raises(ValueError, match="is not a valid coordinate"):
                range_boundaries(name)


def test_only_figures_of_the_tables_can_be_changed_and_no_password_is_asked() -> None:
    book = build_book(Review(report_of(TOTALS_BROKEN)))

    free = {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book.workbook
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell, Cell) and not cell.protection.locked
    }
    assert free == {f"{at.sheet}!{at.local}" for at in book.at.figures.values()}
    for sheet in book.workbook:
        assert sheet.protection.sheet
        assert not sheet.protection.password


def test_a_review_that_is_signed_off_has_no_figure_left_to_change() -> None:
    review = adjusted()
    review.sign_off("复核无误")
    assert review.signed_off

    book = build_book(review)

    cells = [cell for sheet in book.workbook for row in sheet.iter_rows() for cell in row]
    assert all(cell.protection.locked for cell in cells)
    about = {row[0]: row[1] for row in rows_of(review, "说明")}
    assert about["状态 state"] == "已签核，有效"
    assert (about["签核人 by"], about["签核说明 note"]) == ("核对员甲", "复核无误")


def test_a_lapsed_sign_off_says_why() -> None:
    review = adjusted()
    review.sign_off()
    review.adjust({"t3.granted.other": "1"}, why="漏填")

    about = {row[0]: row[1] for row in rows_of(review, "说明")}

    assert about["状态 state"] == "签核已失效：签核后审定数有改动"


def test_the_document_is_described_by_its_properties() -> None:
    properties = build_book(adjusted()).workbook.properties

    assert properties.title == "云溪岭县人民政府　2021 年度　政府信息公开工作年度报告审核表"
    assert (properties.creator, properties.lastModifiedBy) == ("核对员甲", "Gouji")
    assert "ab" * 32 in properties.description
    assert properties.version == __version__


def test_findings_tell_state_cells_with_pages_and_what_would_mend_them() -> None:
    report = report_of(TOTALS_BROKEN)
    review = Review(report, reviewer="核对员甲")
    findings = rules.check(report, report.figures)
    review.explain("text.t3.granted.total", "口径不同")

    rows = rows_of(review, "疑点", suggestions=suggest(report, report.figures, findings))

    by_rule = {row[0]: row for row in rows}
    balance = by_rule["t3.balance.natural"]
    assert balance[2] == "未处理"
    assert "表三 （七）总计·自然人 10（第 3 页）" in str(balance[7])
    assert "由 10 改为 8" in str(balance[9])
    if "text.t3.granted.total" in by_rule:
        assert by_rule["text.t3.granted.total"][2] == "已说明"


def test_a_changed_figure_is_listed_with_its_layers_reason_and_reviewer() -> None:
    (row,) = rows_of(adjusted(), "改动")

    assert row[0] == CELL
    assert row[1] == "表三 D29"
    assert row[3:9] == (10, 10, 8, "调整审定数", "各项合计为 8", "核对员甲")
    assert row[10:12] == ("第 3 页", "（无图）")


def test_the_printed_cell_stands_as_a_picture_beside_its_change(root: Path, tmp_path: Path) -> None:
    (report,) = open_reports(root / "resources" / "samples" / TOTALS_BROKEN.file).reports
    review = Review(report)
    review.adjust({CELL: "8"}, why="各项合计为 8")

    pictures = cell_pictures(review, [CELL])
    write_workbook(review, tmp_path / "out.xlsx", pictures=pictures)

    image = Image.open(io.BytesIO(pictures[CELL])).convert("L")
    dark = sum(image.histogram()[:60])
    assert dark > 30, "the picture shows no ink"
    assert image.width < 600
    sheet = load_workbook(tmp_path / "out.xlsx")["改动"]
    (placed,) = sheet._images
    assert (placed.anchor._from.row, placed.anchor._from.col) == (1, 11)
    assert sheet["L2"].value is None


def test_a_source_that_is_gone_changed_or_cannot_be_drawn_gives_no_picture(
    root: Path, tmp_path: Path
) -> None:
    sample = root / "resources" / "samples" / TOTALS_BROKEN.file
    (report,) = open_reports(sample).reports
    gone = replace(report, source=Source(tmp_path / "none.pdf", report.source.sha256, "pdf"))
    (tmp_path / "other.pdf").write_bytes(sample.read_bytes() + b"\n")
    changed = replace(report, source=Source(tmp_path / "other.pdf", report.source.sha256, "pdf"))

    def refuse(path: Path, page: int, scale: float) -> DrawnPage:
        raise SourceMissingError(path)

    assert cell_pictures(Review(gone), [CELL]) == {}
    assert cell_pictures(Review(changed), [CELL]) == {}
    assert cell_pictures(Review(report), [CELL], refuse) == {}
    assert list(cell_pictures(Review(report), [CELL])) == [CELL]


def test_a_source_in_an_archive_gives_a_picture_too(root: Path, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "reports.zip", "w") as archive:
        archive.write(root / "resources" / "samples" / TOTALS_BROKEN.file, "report.pdf")
    (report,) = open_reports(tmp_path / "reports.zip" / "report.pdf").reports

    assert list(cell_pictures(Review(report), [CELL])) == [CELL]


def test_a_cell_without_a_place_in_the_source_has_no_picture(root: Path) -> None:
    (report,) = open_reports(root / "resources" / "samples" / WEB_PAGE.file).reports

    assert cell_pictures(Review(report), [CELL]) == {}


def test_each_mark_follows_the_level_of_its_own_cell() -> None:
    report = doubtful(report_of(TOTALS_BROKEN), "t3.new.natural", "glyphs", 0.2)
    review = Review(doubtful(report, "t3.partial.other", "placement", 0.4))
    review.correct({"t3.granted.legal": "1", "t4.review.total": "3", "t2.normative.issued": "9"})

    book = build_book(review)

    seen: dict[tuple[str, str], int] = {}
    places = {(at.sheet, at.local): cell for cell, at in book.at.figures.items()}
    for table in review.report.form.tables:
        sheet = book.workbook[table_name(table)]
        for area in sheet.conditional_formatting:
            (span,) = area.sqref.ranges
            for row in range(span.min_row, span.max_row + 1):
                for column in range(span.min_col, span.max_col + 1):
                    place = (sheet.title, sheet.cell(row, column).coordinate)
                    if place not in places:
                        continue
                    seen[place] = len(area.rules)
                    level = book.at.level(places[place])
                    for rule in area.rules:
                        moved = Translator(f"={rule.formula[0]}", span.coord.split(":")[0])
                        formula = moved.translate_formula(place[1])
                        assert re.split("[<>=]+", formula)[1] == level.local
    assert seen == dict.fromkeys(places, 6)


def test_every_printed_page_says_which_report_it_is_of() -> None:
    review = Review(replace(report_of(TOTALS_BROKEN), organization="甲&A乙"))

    for sheet in build_book(review).workbook:
        assert sheet.HeaderFooter.oddHeader.right.text == "甲&&A乙　2021 年度"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth == 1


def test_no_header_is_longer_than_excel_takes() -> None:
    review = Review(replace(report_of(TOTALS_BROKEN), organization="&" * 300))

    for sheet in build_book(review).workbook:
        assert len(str(sheet.HeaderFooter.oddHeader)) <= 255


def test_the_legend_speaks_chinese_and_english() -> None:
    about = {str(row[0]): str(row[1]) for row in rows_of(adjusted(), "说明")}

    assert about["平、相符、合格"] == "成立\nholds"
    assert "error: an equation does not hold" in about["不平、不合要求、缺表"]
    assert "Gouji reads the workbook back" in about["3"]


def test_every_note_lies_to_the_right_of_its_cell(tmp_path: Path) -> None:
    write_workbook(adjusted(), tmp_path / "out.xlsx")
    workbook = load_workbook(tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as package:
        names = sorted(name for name in package.namelist() if name.endswith(".vml"))
        drawings = [package.read(name).decode() for name in names]

    noted = [
        [
            (cell.row - 1, cell.column - 1)
            for row in sheet.iter_rows()
            for cell in row
            if cell.comment
        ]
        for sheet in workbook
    ]
    places = [
        [
            (int(top), int(left) - 1)
            for left, top in re.findall(r":Anchor>(\d+), \d+, (\d+),", drawing)
        ]
        for drawing in drawings
    ]
    assert places == [cells for cells in noted if cells]
