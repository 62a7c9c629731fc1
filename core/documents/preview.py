"""Opens a source to be looked at, not read: pages by their sizes alone, flow kinds whole."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

from ..errors import SourceChangedError
from .document import Document, Page
from .opening import open_document
from .source_bytes import page_data, source_data
from .source_files.kinds import kind_of


def open_preview(path: Path, *, password: str | None = None, sha256: str = "") -> Document:
    """Returns a document whose pages can be drawn (they have no blocks), or whose flow be shown.

    A scan is not recognised, so it takes no longer than any other file. Fit for a worker process.

    Args:
        path: The file.
        password: Of a protected one.
        sha256: Of its bytes, where a file names it: another one is not opened. Empty for any.

    Raises:
        SourceError: It cannot be opened.
        SourceChangedError: It is another file than the one that is meant.
    """
    data = source_data(path)
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        raise SourceChangedError(path)
    kind = kind_of(data, path.suffix.lower())
    if kind not in ("pdf", "ofd", "image"):
        return open_document(path, password=password)
    if kind == "image":
        pages = _picture_pages(path, data)
    else:
        pages = _pdf_pages(path, page_data(path), password)
    return Document(path, hashlib.sha256(data).hexdigest(), kind, (), pages)


def _pdf_pages(path: Path, data: bytes, password: str | None) -> tuple[Page, ...]:
    from .pdf.pdf_reader import open_pdf
    from .pdf.pdfium_calls import PDFIUM_LOCK

    with PDFIUM_LOCK, closing(open_pdf(path, data, password)) as document:
        sizes = [document.get_page_size(index) for index in range(len(document))]
    return tuple(Page(index, width, height) for index, (width, height) in enumerate(sizes))


def _picture_pages(path: Path, data: bytes) -> tuple[Page, ...]:
    from .picture_reader import page_sizes

    sizes = page_sizes(path, data)
    return tuple(Page(index, width, height) for index, (width, height) in enumerate(sizes))
