"""Writes a review opinion as PDF, in a type that it carries, so that it looks alike everywhere."""

from __future__ import annotations

import io
from functools import cache
from html import escape
from importlib import resources
from itertools import groupby
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from ...files.provenance import MARK, PROGRAM
from ...files.saving import save_bytes
from ..excel.appearance import HEAD_FILL
from ..excel.sheet_cells import plain_text
from .line_breaking import broken
from .opinion import (
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

FONT = "GoujiSong"
"""Carried by the file itself; it has the characters of GB 2312 and of the official list of 2013."""

RARE = "STSong-Light"
"""For rarer characters, such as those of names; the program that shows the file has it."""

UNKNOWN = "〓"
"""Stands for a character that neither has."""

PADDING = 5
"""Points at the left and right of a cell of the table."""

PAGE = A4[0] - 2 * MARGIN * cm - 12
"""Points of a line of the page; the frame takes six at each side."""

SHRINKING = (1.0, 0.95, 0.9, 0.85)
"""What the type is scaled by until the opinion fits on one page."""


def write_opinion_pdf(opinion: Opinion, path: Path) -> None:
    """Writes an opinion as PDF on one A4 page, on more only where its type would be too small.

    Raises:
        OutputError: The file cannot be written.
    """
    save_bytes(path, opinion_pdf(opinion))


def opinion_pdf(opinion: Opinion) -> bytes:
    """Returns an opinion as the bytes of a PDF."""
    built = b""
    for scale in SHRINKING:
        built, pages = _built(opinion, scale)
        if pages == 1:
            break
    return built


def _built(opinion: Opinion, scale: float) -> tuple[bytes, int]:
    """Returns the PDF and how many pages it has."""
    stream = io.BytesIO()
    margin = MARGIN * cm
    document = SimpleDocTemplate(
        stream,
        pagesize=A4,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=margin,
        bottomMargin=margin,
        title=plain_text(opinion.title),
        author=plain_text(opinion.signature[0] or PROGRAM)[:250],
        creator=MARK,
        lang="zh-CN",
        initialFontName=_font().fontName,
    )
    document.build(_story(opinion, scale))
    return stream.getvalue(), document.page


def _story(opinion: Opinion, scale: float) -> list[Flowable]:
    body, small = 10.5 * scale, SIZE * scale
    title = _text(opinion.title, 16 * scale, PAGE, alignment=TA_CENTER, spaceAfter=8)
    story: list[Flowable] = [title]
    story += [_text(line, body, PAGE) for line in fact_lines(opinion)]
    story.append(_text(opinion.summary, body, PAGE, spaceAfter=6))
    if opinion.rows:
        lines = [headings(opinion), *table_rows(opinion)]
        widths = [width * cm for width in WIDTHS]
        cells = [
            [
                _text(text, small, width - 2 * PADDING, spaceAfter=0)
                for text, width in zip(line, widths, strict=True)
            ]
            for line in lines
        ]
        story.append(Table(cells, widths, repeatRows=1, style=_TABLE))
    if text := rest_line(opinion):
        story.append(_text(text, body, PAGE, spaceBefore=4))
    story.append(Spacer(0, 14 * scale))
    story += [_text(line, body, PAGE, alignment=TA_RIGHT) for line in signature_lines(opinion)]
    return story


_TABLE = [
    ("FONTNAME", (0, 0), (-1, -1), FONT),
    ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#444444")),
    ("BACKGROUND", (0, 0), (-1, 0), HexColor(f"#{HEAD_FILL}")),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
]


def _text(text: str, size: float, room: float, **more: float) -> Paragraph:
    """Returns a paragraph of plain text, broken into lines of so many points: no part is markup."""
    style = ParagraphStyle(
        "text",
        fontName=FONT,
        fontSize=size,
        leading=size * 1.3,
        wordWrap="CJK",
        **{"spaceAfter": 3, **more},
    )
    lines = broken(plain_text(text), room, lambda piece: _width(piece, size))
    return Paragraph(_in_fonts(lines), style)


def _width(text: str, size: float) -> float:
    """Returns the points that a text takes; what the font lacks is as wide as it is high."""
    face = _font().face
    widths = (face.charWidths.get(ord(char), 1000) for char in text)
    return float(sum(widths)) * size / 1000


def _in_fonts(text: str) -> str:
    """Returns markup in which each run of characters stands in a font that has them."""
    known = _font().face.charToGlyph
    runs = groupby(text, lambda char: FONT if ord(char) in known or char == "\n" else RARE)
    marked = []
    for font, run in runs:
        if font == FONT:
            marked.append(escape("".join(run)))
        else:
            rare = "".join(char if ord(char) < 0x10000 else UNKNOWN for char in run)
            marked.append(f'<font name="{RARE}">{escape(rare)}</font>')
    return "".join(marked).replace("\n", "<br/>")


@cache
def _font() -> TTFont:
    """Returns the font that is carried, after making both known to the library."""
    file = resources.files("gouji.resources") / "fonts" / "GoujiSong.ttf"
    font = TTFont(FONT, io.BytesIO(file.read_bytes()))
    pdfmetrics.registerFont(font)
    pdfmetrics.registerFont(UnicodeCIDFont(RARE))
    return font
