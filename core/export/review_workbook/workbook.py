"""The audited workbook: what an auditor needs of one review, without Gouji."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timezone
from pathlib import Path
from zipfile import ZIP_STORED

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from .... import __version__
from ...bilingual import ZH, Bilingual
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
from .workbook_parts import Book, zone_here
from .working_paper import reviewers_of

TITLE = Bilingual(
    "政府信息公开工作年度报告审核表", "audit of the annual report on information disclosure"
)
SUBJECT = Bilingual("政府信息公开工作年度报告审核", "Annual report on information disclosure")
MOST_PROPERTY = 250
"""Characters of a document property; Excel shows no more."""


def write_workbook(
    review: Review,
    path: Path,
    *,
    suggestions: Sequence[Suggestion] = (),
    pictures: Mapping[str, bytes] | None = None,
    language: str = ZH,
) -> None:
    """Writes the workbook of a review: its tables, rules, findings, changes, cells, audit trail.

    The file is written whole beside ``path`` and renamed into place. Text of the document is
    text in every cell, whatever it begins with.

    Args:
        review: What to write.
        path: Where to.
        suggestions: Corrections of the findings over the printed figures, the likeliest first.
        pictures: PNG of the printed place of changed cells, by cell id (``cell_pictures``).
        language: Of everything that is not of the document, "zh" or "en".

    Raises:
        OutputError: The file cannot be written.
    """
    book = build_book(review, suggestions=suggestions, pictures=pictures, language=language)
    # Stored as it is: it is compressed when it is copied.
    whole = saved(book.workbook, ZIP_STORED)
    save_whole(
        path,
        lambda stream: copy_with_results(whole, stream, book.cached, book.workbook, book.shown),
    )


def build_book(
    review: Review,
    *,
    suggestions: Sequence[Suggestion] = (),
    pictures: Mapping[str, bytes] | None = None,
    language: str = ZH,
    zone: timezone | None = None,
) -> Book:
    """Returns the workbook in memory, with what its formulas give.

    Times are in the zone of this machine where ``zone`` names none; the rest is as for
    ``write_workbook``.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    zone = zone or zone_here()
    book = Book(workbook, review, suggestions, pictures or {}, language=language, zone=zone)
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
        put_header(sheet, plain_text(report_title(review.report, language)))
    _describe(book)
    return book


def _describe(book: Book) -> None:
    """Fills in the document's properties."""
    report = book.review.report
    properties = book.workbook.properties
    properties.title = _property(f"{report_title(report, book.language)}　{book.say(TITLE)}")
    properties.subject = book.say(SUBJECT)
    properties.creator = _property("、".join(reviewers_of(book.review)) or PROGRAM)
    properties.lastModifiedBy = PROGRAM
    properties.keywords = "政府信息公开 勾稽"
    described = book.say(Bilingual("原件 SHA-256：{}", "SHA-256 of the source: {}"))
    properties.description = _property(described.format(report.source.sha256))
    properties.version = __version__
    properties.category = MARK


def _property(text: str) -> str:
    return plain_text(text)[:MOST_PROPERTY]
