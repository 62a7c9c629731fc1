"""A form that is nothing but a TOML file goes the whole road: read, checked, mended, exported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gouji.core import rules
from gouji.core.documents.opening import open_document
from gouji.core.export.flat import cell_records
from gouji.core.export.records import report_record, to_json
from gouji.core.export.review_workbook.workbook import write_workbook
from gouji.core.extraction.read import read_reports
from gouji.core.extraction.report import Report
from gouji.core.form_files import parse_form
from gouji.core.repair import suggest
from gouji.core.review import Review
from gouji.core.series import Member, check_links, match

from ..helpers.web_tables import table_page

THIRD_FORM = """
edition = "2030"
[domains.count]
whole = true
minimum = 0
units = { "只" = "1" }
[[tables]]
id = "birds"
title = "保护区鸟类情况"
[[tables.blocks]]
corner = "季节"
rows = [
  { id = "left", label = "上年留存", en = "Left over", short_en = "left over" },
  { id = "spring", label = "春季新到", en = "Spring", short_en = "spring" },
  { id = "autumn", label = "秋季新到", en = "Autumn", short_en = "autumn" },
  { id = "year", label = "全年合计", en = "Year", short_en = "year" },
]
columns = [
  { id = "swans", label = "天鹅", en = "Swans", domain = "count" },
  { id = "cranes", label = "白鹤", en = "Cranes", domain = "count" },
  { id = "all", label = "总数", en = "All", domain = "count" },
]
[[tables.equations]]
id = "birds.year.{column}"
name = "{column}全年合计"
name_en = "the year of {column}"
for_each = "column"
total = "year"
parts = ["left", "spring", "autumn"]
[[tables.equations]]
id = "birds.all.{row}"
name = "{row}总数"
name_en = "all of {row}"
for_each = "row"
total = "all"
parts = ["swans", "cranes"]
[[tables.cross_year]]
id = "year.left.{column}"
for_each = "column"
current = "left"
previous = ["year"]
"""
FORM = parse_form("third.toml", THIRD_FORM)
FIGURES = {
    "left": (7, 5, 12),
    "spring": (20, 11, 31),
    "autumn": (4, 30, 34),
    "year": (31, 64, 77),  # swans and all are right, cranes should be 46
}
BEFORE = {"left": (0, 0, 0), "spring": (7, 4, 11), "autumn": (0, 0, 0), "year": (7, 4, 11)}


def read(folder: Path, year: int, figures: dict[str, tuple[int, ...]]) -> Report:
    """Returns the report of a year, read from a web page that prints these figures."""
    (table,) = FORM.tables
    columns = [column.id for column in table.blocks[0].columns]
    texts = {
        f"birds.{row}.{column}": value
        for row, values in figures.items()
        for column, value in zip(columns, values, strict=True)
    }
    path = folder / f"{year}.html"
    title = f"泽州县湿地管理局{year}年政府信息公开工作年度报告"
    path.write_text(table_page(title, table, texts), "utf-8")
    (report,) = read_reports(open_document(path), (FORM,))
    return report


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return read(tmp_path, 2031, FIGURES)


def test_it_is_read_checked_and_mended(report: Report) -> None:
    assert {cell: figure.value for cell, figure in report.figures.items()} == {
        cell.id: FIGURES[cell.row.id][at % 3] for at, cell in enumerate(FORM.cells.values())
    }
    findings = rules.check(report, report.figures)
    assert [finding.rule for finding in findings] == ["birds.year.cranes", "birds.all.year"]
    (one,) = suggest(report, report.figures, findings)
    assert one.zh == (
        "全年合计·白鹤 由 64 改为 46：同时满足白鹤全年合计、全年合计总数；现有数字颠倒了相邻两位；"
        "原件所印清楚"
    )


def test_it_is_held_against_the_year_before(report: Report, tmp_path: Path) -> None:
    members = [Member(one, one.figures) for one in (read(tmp_path, 2030, BEFORE), report)]
    found = check_links(match(members).links)
    assert [one.finding.rule for one in found] == ["year.left.cranes", "year.left.all"]
    assert found[0].finding.zh == "上年留存·白鹤 5，2030 年 全年合计·白鹤 4，差 1"


def test_it_is_reviewed_and_exported(report: Report, tmp_path: Path) -> None:
    review = Review(report, reviewer="王核")
    review.correct({"birds.year.cranes": "46"})
    assert review.findings == ()

    write_workbook(review, tmp_path / "out.xlsx")
    printed = json.loads(to_json(report_record(report, rules.check(report, report.figures))))

    sheets = load_workbook(tmp_path / "out.xlsx").worksheets
    assert any(cell.value == 46 for sheet in sheets for row in sheet for cell in row)
    assert printed["cells"]["birds.year.cranes"]["value"] == 64
    assert len(list(cell_records(review))) == len(FORM.cells)
