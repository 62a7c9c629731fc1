"""Makes what annotations and form fields print a part of their page."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..geometry import UserBox

_NONE = 0
"""pdfium's word for a kind of annotation that it does not know."""

_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_BY_HAND = (
    raw.FPDF_ANNOT_INK,
    raw.FPDF_ANNOT_LINE,
    raw.FPDF_ANNOT_POLYLINE,
    raw.FPDF_ANNOT_POLYGON,
    raw.FPDF_ANNOT_SQUARE,
    raw.FPDF_ANNOT_CIRCLE,
    raw.FPDF_ANNOT_CARET,
    raw.FPDF_ANNOT_REDACT,
    raw.FPDF_ANNOT_STAMP,
    raw.FPDF_ANNOT_FREETEXT,
)
_UNPRINTED = (_NONE, raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)


def load_page(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """Returns a page with what its annotations and fields print drawn on it; the caller closes it.

    Only the document in memory changes.

    Args:
        document: With its forms initialized, where it has any.
        index: Of the page, from 0.

    Raises:
        pypdfium2.PdfiumError: The page is damaged.
    """
    return _flattened(document, document[index], index)


def _flattened(document: pdfium.PdfDocument, page: pdfium.PdfPage, index: int) -> pdfium.PdfPage:
    """Returns a page with its annotations drawn on it; where that is another one, it is closed."""
    if not _prints_annotations(page):
        return page
    flattened = raw.FPDFPage_Flatten(page.raw, raw.FLAT_PRINT) == raw.FLATTEN_SUCCESS
    if not flattened:
        return page
    page.close()
    return document[index]


@dataclass(frozen=True)
class Remarks:
    """What somebody has marked on a page by annotations, whether or not they have an appearance.

    Attributes:
        struck: Boxes of text that is crossed out.
        overdrawn: Boxes of what is drawn, stamped or written over the page.
    """

    struck: tuple[UserBox, ...] = ()
    overdrawn: tuple[UserBox, ...] = ()


NO_REMARKS = Remarks()


def load_marked_page(document: pdfium.PdfDocument, index: int) -> tuple[pdfium.PdfPage, Remarks]:
    """Returns a page as ``load_page`` does, and what annotations mark on it.

    Args:
        document: With its forms initialized, where it has any.
        index: Of the page, from 0.

    Raises:
        pypdfium2.PdfiumError: The page is damaged.
    """
    page = document[index]
    remarks = _remarks_on(page)
    return _flattened(document, page, index), remarks


def _remarks_on(page: pdfium.PdfPage) -> Remarks:
    struck: list[UserBox] = []
    overdrawn: list[UserBox] = []
    for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            continue
        try:
            subtype = raw.FPDFAnnot_GetSubtype(annotation)
            if raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
                continue
            if subtype == raw.FPDF_ANNOT_STRIKEOUT:
                struck += _quads(annotation)
            elif subtype in _BY_HAND:
                overdrawn.append(_rectangle(annotation))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return Remarks(tuple(struck), tuple(overdrawn))


def _quads(annotation: Any) -> list[UserBox]:
    quad = raw.FS_QUADPOINTSF()
    found: list[UserBox] = []
    for at in range(raw.FPDFAnnot_CountAttachmentPoints(annotation)):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, at, ctypes.byref(quad)):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            found.append(UserBox(min(xs), min(ys), max(xs), max(ys)))
    return found or [_rectangle(annotation)]


def _rectangle(annotation: Any) -> UserBox:
    box = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, ctypes.byref(box))
    return UserBox(
        min(box.left, box.right),
        min(box.bottom, box.top),
        max(box.left, box.right),
        max(box.bottom, box.top),
    )


def _prints_annotations(page: pdfium.PdfPage) -> bool:
    return any(
        _subtype(page, number) not in _UNPRINTED
        for number in range(raw.FPDFPage_GetAnnotCount(page.raw))
    )


def _subtype(page: pdfium.PdfPage, number: int) -> int:
    annotation = raw.FPDFPage_GetAnnot(page.raw, number)
    if not annotation:
        return _NONE
    try:
        subtype: int = raw.FPDFAnnot_GetSubtype(annotation)
        return subtype
    finally:
        raw.FPDFPage_CloseAnnot(annotation)
