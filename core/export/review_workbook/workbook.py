"""The audited workbook: what an auditor needs of one review, without Gouji."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_STORED

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from .... import __version__
from ...files.provenance import MARK, PROGRAM
from ...files.saving import save_whole
from ...review import Review
from ...suggestion import Suggestion
from ..excel.appearance import put_header
from ..excel.cached_results import copy_with_results
from ..excel.saved import saved
from ..excel.sheet_cells import plain_text
from ..export_wording import report_title
from .about_sheet import fill_about_sheet
from .addresses import name_of
from .changes_sheet import fill_changes_sheet
from .data_sheet import fill_cells_sheet, fill_events_sheet
from .findings_sheet import fill_findings_sheet
from .form_sheet import fill_form_sheets
from .rule_sheet import fill_rule_sheet
from .workbook_parts import Book

MOST_PROPERTY = 250
"""Characters of a document property; Excel shows no more."""


def write_workbook(
    review: Review,
    path: Path,
    *,
    suggestions: Sequence[Suggestion] = (),
    pictures: Mapping[str, bytes] | None = None,
) -> None:
    """Writes the workbook of a review: its tables, rules, findings, changes, cells, audit trail.

    The file is written whole beside ``path`` and renamed into place. Text of the document is
    text in every cell, whatever it begins with.

    Args:
        review: What to write.
        path: Where to.
        suggestions: Corrections of the findings over the printed figures, the likeliest first.
        pictures: PNG of the printed place of changed cells, by cell id (``cell_pictures``).

    Raises:
        OutputError: The file cannot be written.
    """
    book = build_book(review, suggestions=suggestions, pictures=pictures)
    # Stored as it is: it is compressed when it is copied.
    whole = saved(book.workbook, ZIP_STORED)
    save_whole(path, lambda stream: copy_with_results(whole, stream, book.cached, book.workbook))


def build_book(
    review: Review,
    *,
    suggestions: Sequence[Suggestion] = (),
    pictures: Mapping[str, bytes] | None = None,
) -> Book:
    """Returns the workbook in memory, with what its formulas give."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    book = Book(workbook, review, suggestions, pictures or {})
    fill_form_sheets(book)
    fill_rule_sheet(book)
    fill_findings_sheet(book)
    fill_changes_sheet(book)
    fill_events_sheet(book)
    fill_cells_sheet(book)
    fill_about_sheet(book)
    for cell, at in book.at.figures.items():
        name = name_of(cell)
        workbook.defined_names[name] = DefinedName(name, attr_text=at.full)
    for sheet in workbook.worksheets:
        put_header(sheet, plain_text(report_title(review.report)))
    _describe(book)
    return book


def _describe(book: Book) -> None:
    """Fills in the document's properties."""
    report = book.review.report
    properties = book.workbook.properties
    properties.title = _property(f"{report_title(report)}　政府信息公开工作年度报告审核表")
    properties.subject = "政府信息公开工作年度报告审核"
    properties.creator = _property(book.review.reviewer or PROGRAM)
    properties.lastModifiedBy = PROGRAM
    properties.keywords = "政府信息公开 勾稽"
    properties.description = _property(f"原件 SHA-256：{report.source.sha256}")
    properties.version = __version__
    properties.category = MARK


def _property(text: str) -> str:
    return plain_text(text)[:MOST_PROPERTY]
