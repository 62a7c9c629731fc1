"""The audited workbook: what an auditor needs of one review, without Gouji."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from ..review import Review
from .form_sheet import fill_form_sheet, sheet_name
from .list_sheets import (
    fill_about_sheet,
    fill_cells_sheet,
    fill_events_sheet,
    fill_findings_sheet,
)
from .marks import marked_cells
from .own import mark_as_own
from .saving import save_whole
from .sheet_cells import plain_text

LISTS = {
    "疑点": fill_findings_sheet,
    "数据": fill_cells_sheet,
    "留痕": fill_events_sheet,
    "说明": fill_about_sheet,
}


def write_workbook(review: Review, path: Path) -> None:
    """Writes the workbook of a review: its tables, findings, cells, audit trail and sources.

    The file is written whole beside ``path`` and renamed into place. Text of the document is
    text in every cell, whatever it begins with.

    Raises:
        OutputError: The file cannot be written.
    """
    workbook = build_workbook(review)
    save_whole(path, workbook.save)


def build_workbook(review: Review) -> Workbook:
    """Returns the workbook in memory."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    marked = marked_cells(review)
    for table in review.report.form.tables:
        fill_form_sheet(workbook.create_sheet(sheet_name(table)), table, review, marked)
    for name, fill in LISTS.items():
        fill(workbook.create_sheet(name), review)
    workbook.properties.title = plain_text(_title(review))
    mark_as_own(workbook)
    workbook.properties.creator = plain_text(review.reviewer or "Gouji")
    return workbook


def _title(review: Review) -> str:
    report = review.report
    year = f" {report.year} 年" if report.year is not None else ""
    return f"{report.organization}{year}政府信息公开工作年度报告审核表"
