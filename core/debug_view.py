"""A reading drawn over its pages: words, rules, rows and columns as registered, and the cells.

For whoever asks why a figure was placed where it was. It reads and registers the source anew, by
the same steps as every other command, and decides nothing itself.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from .documents.document import Document
from .documents.evidence import Evidence
from .documents.geometry import Box, Displayed, Level
from .documents.render.render_pdf import render_page
from .doubts import is_doubt
from .errors import GoujiError
from .extraction.labels import widest_domain
from .extraction.registration.register import PlacedRun, Registrar
from .extraction.report import Report
from .files.provenance import MARK
from .form_files import official_forms
from .pipeline import open_evident

SCALE = 1.8
"""Pixels to a point of the page behind the drawing: 130 dpi, at which 9 point print is read."""

_QUALITY = 60
"""Of JPEG: print stays legible, and a page takes some 100 KB."""

_LETTERS = 5.0
"""Points: the size of what is written beside rows, columns and cells."""

_PALER = Color(1, 1, 1, alpha=0.45)
"""Laid over the page, so that the drawing stands out."""

_WORD, _FIGURE, _RULE = Color(0.55, 0.55, 0.55), Color(0.1, 0.35, 0.85), Color(0.1, 0.7, 0.9)
_ROW, _COLUMN = Color(1, 0.6, 0, alpha=0.18), Color(0.45, 0.1, 0.75)
_SURE, _DOUBTED = Color(0.1, 0.6, 0.2), Color(0.9, 0.1, 0.1)
_LEGEND = (
    (_WORD, "words"), (_FIGURE, "figures"), (_RULE, "rules"), (_ROW, "rows as registered"),
    (_COLUMN, "columns as registered"), (_SURE, "cells read"), (_DOUBTED, "cells in doubt"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _DrawnBox:
    """A box on a page, and what is written beside it; nothing for most."""

    page: int
    box: Box[Displayed]
    colour: Color
    label: str = ""


def debug_view(
    path: Path, number: int = 1, *, password: str | None = None, read_twice: bool = True
) -> bytes:
    """Returns a PDF with the pages of one report, its reading drawn over them.

    Args:
        path: A PDF with text.
        number: Which report of it, from 1.
        password: Opens a protected one.
        read_twice: Whether its figures are held against a second reader's.

    Raises:
        SourceError: The file cannot be opened, or holds no report.
        GoujiError: It is no PDF with text, or has fewer reports.
    """
    opened = open_evident(path, password=password, read_twice=read_twice)
    if number > len(opened.reports):
        count = len(opened.reports)
        raise GoujiError(
            f"{path.name} 里有 {count} 份报告，没有第 {number} 份。请改用较小的 --report。",
            f"{path.name} holds {count} report(s), no number {number}. Lower --report.",
        )
    report = opened.reports[number - 1]
    pages = _pages_of(report, opened.document)
    if not pages:
        raise GoujiError(
            f"{path.name} 没有带文字的页面可画，没有写入。请给出带文字的 PDF。",
            f"{path.name} has no page with text to draw over; nothing was written. "
            "Give a PDF that has text.",
        )
    drawn = [*_shown(pages), *_registered(pages), *_cells(report)]
    return _pdf(path, [page.page for page in pages], drawn, password)


def _pages_of(report: Report, document: Document) -> list[Evidence]:
    """Returns what the pages show on which something of the report was read."""
    regions = (reading.region for reading in report.readings.values())
    read_on = {region.page for region in regions if region is not None}
    return [page for page in document.evidence if page.page in read_on]


def _shown(pages: Sequence[Evidence]) -> Iterator[_DrawnBox]:
    """Yields the rules of the pages."""
    for page in pages:
        for at, start, end in page.horizontal:
            yield _DrawnBox(page.page, page.displayed(Box(start, at, end, at)), _RULE)
        for at, start, end in page.vertical:
            yield _DrawnBox(page.page, page.displayed(Box(at, start, at, end)), _RULE)


def _registered(pages: Sequence[Evidence]) -> Iterator[_DrawnBox]:
    """Yields words, rows and columns as the registration of the form has them."""
    forms = official_forms()
    registrar = Registrar(pages, widest_domain(forms))
    tables = registrar.tables(forms)
    for words in registrar.words:
        for word in words:
            page = registrar.pages[word.sheet]
            colour = _FIGURE if word.is_figure else _WORD
            yield _DrawnBox(page.page, page.displayed(word.box), colour)
    for table in tables.values():
        for run in table.runs:
            yield from _run(run, registrar.pages)


def _run(run: PlacedRun, pages: Sequence[Evidence]) -> Iterator[_DrawnBox]:
    """Yields the rows of a block, and its columns beside them, page by page."""
    cells = run.block.cells
    spans = [
        (column.span, _shared([row[at] for row in cells]))
        for at, column in enumerate(run.columns.columns)
    ]
    ends = [span for span, _ in spans if span is not None]
    if not ends:
        return
    right = max(end for _, end in ends)
    for sheet in sorted({band.sheet for band in run.bands}):
        page, bands = pages[sheet], [band for band in run.bands if band.sheet == sheet]
        for band in bands:
            left = min([band.left, *(word.x0 for word in band.labels)])
            box: Box[Level] = Box(left, band.top, right, band.bottom)
            label = _shared(cells[band.row]) if 0 <= band.row < len(cells) else "(no row)"
            yield _DrawnBox(page.page, page.displayed(box), _ROW, label)
        top, bottom = min(band.top for band in bands), max(band.bottom for band in bands)
        for span, label in spans:
            if span is not None:
                box = Box(span[0], top, span[1], bottom)
                yield _DrawnBox(page.page, page.displayed(box), _COLUMN, label)


def _shared(cells: Sequence[str]) -> str:
    """Returns the part of their ids that some cells share: that of their row, or their column."""
    parts = [set(part) for part in zip(*(cell.split(".")[1:] for cell in cells), strict=True)]
    return ".".join(next(iter(part)) for part in parts if len(part) == 1)


def _cells(report: Report) -> Iterator[_DrawnBox]:
    """Yields where each cell was read."""
    for cell, reading in report.readings.items():
        region = reading.region
        if region is not None and region.page is not None and region.box is not None:
            is_in_doubt = is_doubt(reading.confidence)
            label = cell if is_in_doubt else ""
            yield _DrawnBox(region.page, region.box, _DOUBTED if is_in_doubt else _SURE, label)


def _pdf(
    path: Path, pages: Sequence[int], drawn: Sequence[_DrawnBox], password: str | None
) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=True)
    canvas.setCreator(MARK)
    canvas.setTitle(f"Debug view of {path.name}")
    for page in pages:
        image = render_page(path, page, scale=SCALE, password=password)
        width, height = image.width / image.scale, image.height / image.scale
        picture = Image.frombuffer(
            "RGB", (image.width, image.height), image.pixels, "raw", "RGB", image.stride, 1
        )
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(_jpeg(picture)), 0, 0, width, height)
        canvas.setFillColor(_PALER)
        canvas.rect(0, 0, width, height, stroke=0, fill=1)
        for one in drawn:
            if one.page == page:
                _draw(canvas, one, height)
        _legend(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _jpeg(picture: Image.Image) -> io.BytesIO:
    """Returns a picture packed: an export is known as one by what its first megabyte holds."""
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=_QUALITY)
    stream.seek(0)
    return stream


def _draw(canvas: Canvas, one: _DrawnBox, height: float) -> None:
    x0, top, x1, bottom = one.box
    if one.colour is _ROW:
        canvas.setFillColor(_ROW)
        canvas.rect(x0, height - bottom, x1 - x0, bottom - top - 0.6, stroke=0, fill=1)
    else:
        canvas.setStrokeColor(one.colour)
        canvas.setLineWidth(0.4 if one.colour is _WORD else 0.8)
        canvas.rect(x0, height - bottom, x1 - x0, bottom - top, stroke=1, fill=0)
    if one.label:
        canvas.setFillColor(Color(0.6, 0.3, 0) if one.colour is _ROW else one.colour)
        canvas.setFont("Helvetica", _LETTERS)
        x, y = (x0 + 1, height - bottom + 1) if one.colour is _ROW else (x0, height - top + 1)
        canvas.drawString(x, y, one.label)


def _legend(canvas: Canvas) -> None:
    """Says at the foot of the page what the colours are."""
    x = 6.0
    for colour, meaning in _LEGEND:
        canvas.setFillColor(colour)
        canvas.rect(x, 5, 6, 6, stroke=0, fill=1)
        canvas.setFillColor(Color(0, 0, 0))
        canvas.setFont("Helvetica", _LETTERS + 1)
        canvas.drawString(x + 8, 6, meaning)
        x += 14 + canvas.stringWidth(meaning, "Helvetica", _LETTERS + 1)
