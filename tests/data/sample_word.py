"""Writes a sample report as a Word document with merged heads and page numbers."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from sample_reports import Sample

from gouji.core.layout import FIGURE, LABEL, lay_out

BODY_FONT, HEAD_FONT = "仿宋", "黑体"
COLUMN_WIDTHS = {
    "t2": (Cm(5), Cm(3.5), Cm(3.5), Cm(3.5)),
    "t3": (Cm(1), Cm(1.6), Cm(4.8)) + (Cm(1.2),) * 7,
    "t4": (Cm(1.05),) * 15,
}
MADE = datetime(2021, 2, 5)  # noqa: DTZ001 (Word stores the time without a zone)


def write_word(sample: Sample, path: Path) -> None:
    """Writes the sample to ``path``; the same parts every time."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.7)
    number_pages(page.footer.paragraphs[0])
    for line in sample.title:
        write(document.add_paragraph(), line, HEAD_FONT, 20, middle=True)
    for section in sample.sections:
        if section.heading:
            write(document.add_paragraph(), section.heading, HEAD_FONT, 15)
        for text in section.paragraphs:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.first_line_indent = Pt(28)
            write(paragraph, text, BODY_FONT, 14)
        if section.table:
            write_table(document, sample, section.table)
    for line in sample.signed:
        paragraph = document.add_paragraph()
        write(paragraph, line, BODY_FONT, 14)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    properties = document.core_properties
    properties.title, properties.author = "".join(sample.title), sample.organization
    properties.created = properties.modified = MADE
    properties.comments = ""
    made = io.BytesIO()
    document.save(made)
    path.write_bytes(timeless(made.getvalue()))


def write_table(document: Document, sample: Sample, table_id: str) -> None:
    """Adds one statutory table in the official layout."""
    layout = lay_out(sample.form.table(table_id))
    table = document.add_table(layout.rows, layout.columns, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, COLUMN_WIDTHS[table_id], strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    cells = [list(row.cells) for row in table.rows]
    for place in layout.places:
        cell = cells[place.row][place.column]
        end = cells[place.row + place.row_span - 1][place.column + place.column_span - 1]
        if cell is not end:
            cell = cell.merge(end)
        text = sample.text(place.cell) if place.kind == FIGURE else place.text
        write(cell.paragraphs[0], text, BODY_FONT, 9, middle=place.kind != LABEL)
    document.add_paragraph()


def write(paragraph: Paragraph, text: str, font: str, size: int, *, middle: bool = False) -> None:
    """Fills a paragraph with one run of text."""
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    paragraph.paragraph_format.space_after = Pt(0)
    if middle:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def number_pages(paragraph: Paragraph) -> None:
    """Makes a footer of the page number."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._element.append(field)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def timeless(package: bytes) -> bytes:
    """Returns the package with the time of its parts set to one moment."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return made.getvalue()
