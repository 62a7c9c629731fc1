"""Writes a summary as a Word document: the tables of the form, then what figures are made of."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from ...bilingual import ZH, Bilingual
from ...figures import State, show
from ...files.provenance import MARK, PROGRAM
from ...files.saving import save_bytes
from ...forms import Table
from ...layout import FIGURE, LABEL, lay_out
from ...series.summing import OPEN, ReportSum, SumDifference, SummedCell
from ..excel.sheet_cells import plain_text
from ..export_wording import label_path, table_name
from ..opinion.word_and_web import add_line, shade, speak_chinese, write_run
from ..review_workbook.form_sheet import column_widths, text_of_place
from .summary_workbook import title_below

_MARGIN = 1.5
"""Centimetres."""

_WIDTH = 29.7 - 2 * _MARGIN
"""Centimetres, of a table."""

_SIZE = 7.5
"""Points, of what stands in the tables."""

PARTS = Bilingual("各数的来源", "Where the figures are from")
DIFFERENCES = Bilingual("与报来的汇总不同的数", "What differs from the summary handed in")
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def write_summary_document(
    found: ReportSum,
    path: Path,
    body: str,
    differences: Sequence[SumDifference] | None = None,
    language: str = ZH,
) -> None:
    """Writes the document; the arguments are those of ``write_summary``.

    Raises:
        OutputError: It cannot be written.
    """
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin = section.bottom_margin = Cm(_MARGIN)
    speak_chinese(document)
    for number, table in enumerate(found.form.tables):
        if number:
            _new_page(document)
        _add_table(document, table, found, body, language)
    _add_sources(document, found, differences, language)
    properties = document.core_properties
    properties.title = plain_text(title_below(found, body, language))
    properties.author = properties.last_modified_by = PROGRAM
    properties.category, properties.comments = MARK, ""
    stream = io.BytesIO()
    document.save(stream)
    save_bytes(path, stream.getvalue())


def _add_table(
    document: WordDocument, table: Table, found: ReportSum, body: str, language: str
) -> None:
    layout = lay_out(table)
    title = Bilingual(table.title, table.title_en).in_language(language)
    named = f"{table_name(table, language)}　{title}"
    add_line(document, named, size=14, bold=True, align=_CENTRE)
    add_line(document, title_below(found, body, language), align=_CENTRE)
    made = document.add_table(rows=layout.rows, cols=layout.columns, style="Table Grid")
    made.autofit = False
    grid = [list(row.cells) for row in made.rows]
    widths = column_widths(layout, language)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(_WIDTH * width / sum(widths))
    for cells in grid:
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Cm(_WIDTH * width / sum(widths))
    for place in layout.places:
        cell = grid[place.row][place.column]
        bottom = grid[place.row + place.row_span - 1][place.column + place.column_span - 1]
        if bottom is not cell:
            cell = cell.merge(bottom)
        paragraph = cell.paragraphs[0]
        is_figure = place.kind == FIGURE
        text = (
            total_text(found.cells[place.cell], language)
            if is_figure
            else text_of_place(place, language)
        )
        write_run(paragraph, text, size=_SIZE, bold=not is_figure and place.kind != LABEL)
        if place.kind != LABEL:
            paragraph.alignment = _CENTRE
        if not is_figure and place.kind != LABEL:
            shade(cell)


def _new_page(document: WordDocument) -> None:
    document.add_page_break()  # type: ignore[no-untyped-call]


def total_text(summed: SummedCell, language: str) -> str:
    """Returns what the form shows for a cell."""
    total = summed.total
    if total.state is State.UNREADABLE:
        return OPEN.in_language(language)
    return "" if total.value is None else show(total.value)


def _add_sources(
    document: WordDocument,
    found: ReportSum,
    differences: Sequence[SumDifference] | None,
    language: str,
) -> None:
    """Adds the parts of each figure that is not 0, and what differs from a summary handed in."""
    _new_page(document)
    if differences is not None:
        add_line(document, DIFFERENCES.in_language(language), size=12, bold=True)
        none = Bilingual("没有。", "Nothing.").in_language(language)
        for each in differences:
            label = label_path(found.form.cells[each.cell], language)
            total = total_text(found.cells[each.cell], language)
            add_line(document, f"{label}: {each.stated.text or '∅'} ≠ {total or '∅'}", size=9)
        if not differences:
            add_line(document, none, size=9)
    add_line(document, PARTS.in_language(language), size=12, bold=True)
    for cell, summed in found.cells.items():
        if summed.total.value or summed.unknown:
            label = label_path(found.form.cells[cell], language)
            total = total_text(summed, language)
            add_line(document, f"{label}: {total} = {_parts(summed, found)}", size=9)


def _parts(summed: SummedCell, found: ReportSum) -> str:
    named = []
    for member, part in zip(found.members, summed.parts, strict=True):
        name = member.report.organization or member.report.source.path.name
        if part is None:
            named.append(f"{name} ?")
        elif part.value:
            named.append(f"{name} {show(part.value)}")
    return " + ".join(named)
