"""Writes a review opinion as Word (DOCX) and as HTML."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from ...bilingual import EN, ZH
from ...files.provenance import MARK, PROGRAM
from ...files.saving import save_bytes
from ..excel.appearance import HEAD_FILL
from ..excel.sheet_cells import plain_text
from .opinion import (
    HEADINGS,
    MARGIN,
    SIZE,
    WIDTHS,
    Opinion,
    fact_lines,
    headings,
    rest_line,
    signature_lines,
    table_rows,
)

FONT = "SimSun"
LOCALES = {ZH: "zh-CN", EN: "en"}
STYLE = f"""\
@page{{size:A4;margin:{MARGIN}cm}}
body{{font-family:SimSun,'Noto Serif CJK SC',serif;font-size:10.5pt;max-width:21cm;margin:0 auto}}
h1{{font-size:16pt;text-align:center}}p{{margin:3pt 0}}
table{{border-collapse:collapse;width:100%;margin:6pt 0}}
td,th{{border:1px solid #444;padding:2px 5px;font-size:{SIZE}pt;text-align:left;vertical-align:top}}
th{{background:#{HEAD_FILL}}}.sign{{text-align:right}}"""


def write_opinion_docx(opinion: Opinion, path: Path) -> None:
    """Writes an opinion as a Word document of one A4 page.

    Raises:
        OutputError: The file cannot be written.
    """
    document = opinion_document(opinion)
    stream = io.BytesIO()
    document.save(stream)
    save_bytes(path, stream.getvalue())


def write_opinion_html(opinion: Opinion, path: Path) -> None:
    """Writes an opinion as a page that fetches nothing.

    Raises:
        OutputError: The file cannot be written.
    """
    data = opinion_html(opinion).encode("utf-8", "replace")
    save_bytes(path, data)


def opinion_html(opinion: Opinion) -> str:
    """Returns an opinion as HTML; all text in it is escaped."""
    facts = "".join(f"<p>{escape(line)}</p>" for line in fact_lines(opinion))
    head = "".join(f"<th>{heading}</th>" for heading in headings(opinion))
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in texts) + "</tr>"
        for texts in table_rows(opinion)
    )
    table = f"<table><tr>{head}</tr>{rows}</table>" if rows else ""
    rest = f"<p>{escape(text)}</p>" if (text := rest_line(opinion)) else ""
    sign = "".join(f'<p class="sign">{escape(line)}</p>' for line in signature_lines(opinion))
    return (
        f'<!DOCTYPE html><html lang="{LOCALES[opinion.language]}"><head><meta charset="utf-8">'
        f'<meta name="generator" content="{MARK}">'
        f"<title>{escape(opinion.title)}</title><style>{STYLE}</style></head><body>"
        f"<h1>{escape(opinion.title)}</h1>{facts}<p>{escape(opinion.summary)}</p>"
        f"{table}{rest}{sign}</body></html>"
    )


def opinion_document(opinion: Opinion) -> WordDocument:
    """Returns an opinion as a Word document in memory."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(MARGIN)
    speak_chinese(document)
    add_line(document, opinion.title, size=16, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    for line in fact_lines(opinion):
        add_line(document, line)
    add_line(document, opinion.summary)
    if opinion.rows:
        _add_table(document, opinion)
    if text := rest_line(opinion):
        add_line(document, text)
    for at, line in enumerate(signature_lines(opinion)):
        signed = add_line(document, line, align=WD_ALIGN_PARAGRAPH.RIGHT)
        signed.paragraph_format.space_before = Pt(0 if at else 14)
    document.core_properties.title = plain_text(opinion.title)
    document.core_properties.author = plain_text(opinion.signature[0] or PROGRAM)[:250]
    document.core_properties.last_modified_by = PROGRAM
    document.core_properties.category = MARK
    document.core_properties.comments = ""
    return document


def speak_chinese(document: WordDocument) -> None:
    """Says that the text is simplified Chinese, whose commas stand elsewhere than Taiwan's."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _add_table(document: WordDocument, opinion: Opinion) -> None:
    table: Table = document.add_table(rows=1, cols=len(HEADINGS), style="Table Grid")
    table.autofit = False
    for cell, heading in zip(table.rows[0].cells, headings(opinion), strict=True):
        write_run(cell.paragraphs[0], heading, size=SIZE, bold=True)
        shade(cell)
    for texts in table_rows(opinion):
        cells = table.add_row().cells  # type: ignore[no-untyped-call]
        for cell, text in zip(cells, texts, strict=True):
            write_run(cell.paragraphs[0], text, size=SIZE)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)


def shade(cell: _Cell) -> None:
    """Gives a cell of a head its ground."""
    ground = OxmlElement("w:shd")
    ground.set(qn("w:val"), "clear")
    ground.set(qn("w:fill"), HEAD_FILL)
    cell._tc.get_or_add_tcPr().append(ground)


def add_line(
    document: WordDocument,
    text: str,
    *,
    size: float = 10.5,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> Paragraph:
    """Returns a paragraph that is put at the end of a document; ``size`` is in points."""
    paragraph = document.add_paragraph()
    if align is not None:
        paragraph.alignment = align
    write_run(paragraph, text, size=size, bold=bold)
    return paragraph


def write_run(paragraph: Paragraph, text: str, *, size: float, bold: bool = False) -> None:
    """Writes a text into a paragraph in the font of the opinion; ``size`` is in points."""
    paragraph.paragraph_format.space_after = Pt(3)
    run = paragraph.add_run(plain_text(text))
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
