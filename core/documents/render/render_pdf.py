"""Renders a page of a PDF to a picture, as it prints."""

from __future__ import annotations

import math
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

from ...errors import SourceBrokenError
from ..pdf.pdf_reader import open_pdf
from ..pdf.pdfium_calls import PDFIUM_LOCK
from ..source_bytes import page_data

MOST_PIXELS = 64_000_000
"""Of one picture; a page of any size is scaled down to it rather than exhaust the memory."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A picture of a page.

    Attributes:
        width, height: In pixels.
        stride: Bytes from one row of pixels to the next.
        pixels: Red, green and blue, a byte each, rows from the top.
        scale: Pixels to a PDF point, as rendered.
    """

    width: int
    height: int
    stride: int
    pixels: bytes
    scale: float


def render_page(
    path: Path, page_index: int, *, scale: float, password: str | None = None
) -> PageImage:
    """Returns a page as it prints, annotations and values of form fields included.

    Fit for a worker thread or process; within a process one page is drawn at a time.

    Args:
        path: The PDF; it is opened read-only and closed again.
        page_index: From 0.
        scale: Pixels to a PDF point; less is taken where the picture would be beyond reason.
        password: The user's or the owner's, where there is one.

    Raises:
        SourceMissingError: There is no such file, or it may not be read.
        SourceBrokenError: It, or that page, is damaged or missing.
        PasswordNeededError: It is protected and the password is missing or wrong.
    """
    data = page_data(path)
    with PDFIUM_LOCK, closing(open_pdf(path, data, password)) as document:
        if not 0 <= page_index < len(document):
            raise SourceBrokenError(path)
        try:
            document.init_forms()
            page = document[page_index]
        except pdfium.PdfiumError as error:
            raise SourceBrokenError(path) from error
        with closing(page):
            return _render(page, _bounded(scale, *page.get_size()))


def _bounded(scale: float, width: float, height: float) -> float:
    most = math.sqrt(MOST_PIXELS / max(width * height, 1.0))
    return min(scale, most)


def _render(page: pdfium.PdfPage, scale: float) -> PageImage:
    bitmap = page.render(scale=scale, rev_byteorder=True, draw_annots=True, may_draw_forms=True)
    with closing(bitmap):
        return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), scale)
