"""Makes what annotations and form fields print a part of their page."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_NONE = 0
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
    page = document[index]
    if not _prints_annotations(page):
        return page
    flattened = raw.FPDFPage_Flatten(page.raw, raw.FLAT_PRINT) == raw.FLATTEN_SUCCESS
    if not flattened:
        return page
    page.close()
    return document[index]


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
