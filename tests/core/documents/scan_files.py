"""Draws small scans for the tests of reading them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...make_scans import Pixels, scanned
from .pdf_files import BODY, Sheets

FIGURES = ("0", "7", "1,053", "-23", "9", "68")
XS = (60.0, 180.0, 260.0, 340.0, 420.0, 500.0, 540.0)


def plain_sheet(rows: Sequence[Sequence[str]] = BODY) -> bytes:
    """Returns a PDF with a heading and the plain table of the form."""
    sheets = Sheets()
    sheets.text(300, 60, "二、主动公开政府信息情况", size=14)
    sheets.grid()
    sheets.texts(rows)
    return sheets.file()


def scan_of(data: bytes, *damages: str, dpi: float = 200, seed: int = 0) -> Pixels:
    """Returns the first page of a PDF as a scan, the lower half cut off to be quick."""
    page = scanned(data, dpi, damages, seed)[0]
    return np.ascontiguousarray(page[: page.shape[0] // 2])
