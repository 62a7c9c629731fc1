"""Draws reports as Word documents."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from gouji.core.layout import FIGURE, LABEL, Place

from .report import FormTable, Heading, Part, PlainTable


@dataclass(frozen=True)
class WordStyle:
    """How a document is set.

    Attributes:
        merged: Labels and heads are merged; else they stand in the first of their cells.
        nested: Tables stand within a layout table of one cell.
        runs: Texts are cut into several runs.
        boxed: The title stands in a text box.
        tracked: Some figures replaced others, which are still there as deletions.
        broken: Long labels are broken over paragraphs.
        sections: Table 3 is cut into two tables.
        beside: "" or what stands beside some figures: "hidden" digits, or "notes".
        drawn: Some figures are no text: shapes, formulas, fields without results.
        short: Rows have only the cells that begin in them, and none states a span.
    """

    merged: bool = True
    nested: bool = False
    runs: bool = False
    boxed: bool = False
    tracked: bool = False
    broken: bool = False
    sections: bool = False
    beside: str = ""
    drawn: bool = False
    short: bool = False


def draw_word(parts: Sequence[Part], style: WordStyle, random: Random) -> bytes:
    """Returns the bytes of a DOCX."""
    document = Document()
    for part in parts:
        if isinstance(part, FormTable):
            _form_table(document, part, style, random)
        elif isinstance(part, PlainTable):
            _plain_table(document, part)
        elif isinstance(part, Heading) and part.level == 0 and style.boxed:
            _text_box(document, part.text)
        else:
            _write(document.add_paragraph(), part.text, style, random)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _plain_table(document: WordDocument, part: PlainTable) -> None:
    table = document.add_table(len(part.rows), len(part.rows[0]))
    for row, texts in zip(table.rows, part.rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _form_table(document: WordDocument, part: FormTable, style: WordStyle, random: Random) -> None:
    layout = part.layout
    if style.nested:
        outer = document.add_table(1, 1).rows[0].cells[0]
        table = outer.add_table(layout.rows, layout.columns)
    else:
        table = document.add_table(layout.rows, layout.columns, style="Table Grid")
    cells = [list(row.cells) for row in table.rows]
    for place in layout.places:
        cell = _merged(cells, place) if style.merged else cells[place.row][place.column]
        _fill(cell, part, place, style, random)
    if style.short:
        begun = {(place.row, place.column) for place in layout.places}
        for row, line in enumerate(cells):
            for column, cell in enumerate(line):
                if (row, column) not in begun:
                    cell._tc.getparent().remove(cell._tc)
    if style.sections and part.table.id == "t3":
        _cut(table._tbl, layout.rows // 2)
    document.add_paragraph()


def _merged(cells: Sequence[Sequence[_Cell]], place: Place) -> _Cell:
    first = cells[place.row][place.column]
    last = cells[place.row + place.row_span - 1][place.column + place.column_span - 1]
    return first if first is last else first.merge(last)


def _fill(cell: _Cell, part: FormTable, place: Place, style: WordStyle, random: Random) -> None:
    paragraph = cell.paragraphs[0]
    if place.kind != FIGURE:
        if style.broken and place.kind == LABEL and len(place.text) > 9:
            _write(paragraph, place.text[:8], style, random)
            paragraph, rest = cell.add_paragraph(), place.text[8:]
            _write(paragraph, rest, style, random)
        else:
            _write(paragraph, place.text, style, random)
        return
    text = part.texts[place.cell]
    if style.tracked and random.random() < 0.2:
        _change(paragraph, str(random.randint(0, 99)), text)
    elif style.drawn and random.random() < 0.1:
        paragraph._p.append(parse_xml(random.choice(DRAWN).format(names=NAMES, text=text or "0")))
    elif style.beside and text[-1:].isdigit() and random.random() < 0.25:
        _write(paragraph, text, style, random)
        ways = HIDDEN if style.beside == "hidden" else NOTES
        sign = random.choice(ways).format(names=NAMES, sign=random.randint(1, 9))
        paragraph._p.append(parse_xml(sign))
    else:
        _write(paragraph, text, style, random)


NAMES = nsdecls("w", "m") + ' xmlns:v="urn:schemas-microsoft-com:vml"'
_RUN = "<w:r {{names}}><w:rPr>{}</w:rPr><w:t>{{sign}}</w:t></w:r>"
HIDDEN = tuple(
    _RUN.format(look)
    for look in (
        "<w:vanish/>", "<w:color w:val='FFFFFF'/>", "<w:strike/>", "<w:sz w:val='2'/>",
        "<w:color w:val='auto' w:themeColor='background1'/>", "<w:w w:val='1'/>",
        "<w:color w:val='000000'/><w:shd w:val='clear' w:fill='000000'/>",
    )
)  # fmt: skip
NOTES = (
    _RUN.format("<w:vertAlign w:val='superscript'/>"),
    _RUN.format("<w:vertAlign w:val='subscript'/>"),
    _RUN.format("<w:position w:val='8'/>"),
    _RUN.format("<w:sz w:val='8'/>"),
    "<w:r {names}><w:t>[{sign}]</w:t></w:r>",
    "<m:oMath {names}><m:sSup><m:e/><m:sup><m:r><m:t>{sign}</m:t></m:r></m:sup></m:sSup></m:oMath>",
)
DRAWN = (
    "<w:r {names}><w:pict><v:shape><v:textpath string='{text}'/></v:shape></w:pict></w:r>",
    "<w:r {names}><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>",
    "<w:fldSimple {names} w:instr='=SUM(LEFT)'/>",
    "<m:oMath {names}><m:f><m:num><m:r><m:t>{text}</m:t></m:r></m:num><m:den/></m:f></m:oMath>",
)


def _write(paragraph: Paragraph, text: str, style: WordStyle, random: Random) -> None:
    if not style.runs or len(text) < 2:
        paragraph.add_run(text)
        return
    at = random.randrange(1, len(text))
    paragraph.add_run(text[:at])
    paragraph.add_run(text[at:]).bold = True


def _change(paragraph: Paragraph, before: str, after: str) -> None:
    """Adds a tracked deletion and the insertion that replaces it."""
    for tag, text_tag, text in (("w:del", "w:delText", before), ("w:ins", "w:t", after)):
        change = OxmlElement(tag)
        change.set(qn("w:id"), "1")
        change.set(qn("w:author"), "甲")
        run, words = OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        run.append(words)
        change.append(run)
        if text:
            paragraph._p.append(change)


def _cut(table: object, row: int) -> None:
    """Moves the rows from ``row`` on into a table of their own, below the first."""
    rows = table.findall(qn("w:tr"))[row:]  # type: ignore[attr-defined]
    below = parse_xml(f"<w:tbl {nsdecls('w')}><w:tblPr/></w:tbl>")
    below.append(parse_xml(f"<w:tblGrid {nsdecls('w')}/>"))
    for cut in rows:
        below.append(cut)
    gap = parse_xml(f"<w:p {nsdecls('w')}/>")
    table.addnext(gap)  # type: ignore[attr-defined]
    gap.addnext(below)


def _text_box(document: WordDocument, text: str) -> None:
    run = document.add_paragraph().add_run()
    run._r.append(
        parse_xml(
            f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox>'
            f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
            "</v:textbox></v:shape></w:pict>"
        )
    )
