"""Reads a PDF: its printed lines and the grids of its tables, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ...errors import PortfolioError, SourceBrokenError, password_refused
from ..document import Block, Document, Grid, Page
from ..geometry import Box, Displayed
from ..source_files.limits import PAGES, hold
from ..witness import PageWitness
from .annotations import load_marked_page, load_page
from .pdf_page import PageContent, printed_lines, read_page
from .pdfium_calls import PDFIUM_LOCK
from .scanned_page import doubted_block, picture_of, weighed
from .second_reader import is_portfolio, read_again

if TYPE_CHECKING:
    from ..scans.picture_page import Scan

_A4 = (595.28, 841.89)


def read_pdf(
    path: Path,
    data: bytes,
    sha256: str,
    *,
    password: str | None = None,
    wants_grids: Callable[[str], bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
    read_twice: bool = False,
) -> Document:
    """Returns what a PDF prints: lines and grids of all pages in reading order.

    Printed is what the pages show: text that is invisible, covered, clipped off or of the colour
    of its ground is left out, as are watermarks and seals; the values of form fields are not.
    Boxes are in PDF points, origin top left of each page as displayed.

    Args:
        path: The file's name, for the document and for errors.
        data: The file's bytes.
        sha256: Of the bytes, lower-case hex.
        password: The user's or the owner's, where there is one.
        wants_grids: Says of a page's text whether its tables are wanted; None: of every page.
            Those of a page are wanted as well where the page before it ends in a table.
        progress: Is told how many pages of how many are done.
        read_twice: Whether a second reader reads the pages with tables, too.

    Raises:
        SourceBrokenError: It is damaged, no PDF, or has no pages.
        PasswordNeededError: It is protected and the password is missing or wrong.
        OverLimitError: It has more pages than any report.
    """
    document = open_pdf(path, data, password)
    with closing(document):
        hold(PAGES, len(document))
        with PDFIUM_LOCK:
            attached = document.count_attachments()
            document.init_forms()
            title = document.get_metadata_value("Title")
        if attached and is_portfolio(data, password):
            raise PortfolioError(path)
        contents: list[PageContent] = []
        for index in range(len(document)):
            last = contents[-1] if contents else None
            goes_on = last is not None and (_ends_in_grid(last) or _may_go_on(last))
            wants = None if goes_on else wants_grids
            contents.append(_read_page(document, index, wants))
            if progress is not None:
                progress(index + 1, len(document))
    blocks: list[Block] = [block for content in contents for block in content.blocks]
    return Document(
        path,
        sha256,
        "pdf",
        tuple(blocks),
        pages=tuple(Page(i, c.width, c.height) for i, c in enumerate(contents)),
        unread_pages=tuple(i for i, c in enumerate(contents) if not c.is_read),
        witnesses=_witnesses(contents, data, password, read_twice=read_twice),
        readers=READERS if read_twice else READERS[:1],
        evidence=tuple(c.evidence for c in contents if c.evidence is not None),
        title=" ".join(title.split()),
    )


READERS = ("pdfium", "pdfminer")
"""The programs that read the text of a PDF: the one that is believed, and the second one."""


def _witnesses(
    contents: Sequence[PageContent], data: bytes, password: str | None, *, read_twice: bool
) -> tuple[PageWitness, ...]:
    inks = {index: content.ink for index, content in enumerate(contents)}
    pages = [index for index, ink in inks.items() if ink is not None]
    again = read_again(data, pages, password) if read_twice else {}
    return tuple(
        PageWitness(index, ink, again.get(index)) for index, ink in inks.items() if ink is not None
    )


def open_pdf(path: Path, data: bytes, password: str | None) -> pdfium.PdfDocument:
    """Returns an open PDF with at least one page; the caller closes it.

    Args:
        path: The file's name, for errors.
        data: The file's bytes.
        password: The user's or the owner's, where there is one.

    Raises:
        SourceBrokenError: It is damaged, no PDF, or has no pages.
        PasswordNeededError: It is protected and the password is missing or wrong.
    """
    with PDFIUM_LOCK:
        try:
            document = pdfium.PdfDocument(data, password=password)
        except pdfium.PdfiumError as error:
            # pdfium keeps the last error of another file where it has no word for this one's.
            refused = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
            if refused and b"/Encrypt" in data:
                raise password_refused(path, password) from error
            raise SourceBrokenError(path) from error
        if not len(document):
            document.close()
            raise SourceBrokenError(path)
    return document


def text_lines(
    path: Path, data: bytes, index: int, password: str | None
) -> list[list[tuple[str, Box[Displayed]]]]:
    """Returns the level lines of a page: each character with its box as displayed.

    Raises:
        SourceBrokenError: It, or that page, is damaged or missing.
        PasswordNeededError: It is protected and the password is missing or wrong.
    """
    with _opened_page(path, data, index, password) as page:
        return printed_lines(page)


def page_as_picture(
    path: Path, data: bytes, index: int, password: str | None, finer: float = 1.0
) -> Scan:
    """Returns the picture of a page, whatever text it has.

    Args:
        path: The file's name, for errors.
        data: The file's bytes.
        index: Of the page, from 0.
        password: Of a protected file.
        finer: How many times the resolution that shows all it holds.

    Raises:
        SourceBrokenError: It, or that page, is damaged or missing.
        PasswordNeededError: It is protected and the password is missing or wrong.
    """
    with _opened_page(path, data, index, password) as page:
        return picture_of(page, index, finer)


@contextmanager
def _opened_page(
    path: Path, data: bytes, index: int, password: str | None
) -> Iterator[pdfium.PdfPage]:
    """Gives one page of a PDF, as it is shown.

    Raises:
        SourceBrokenError: It, or that page, is damaged or missing.
        PasswordNeededError: It is protected and the password is missing or wrong.
    """
    with PDFIUM_LOCK, closing(open_pdf(path, data, password)) as document:
        if not 0 <= index < len(document):
            raise SourceBrokenError(path)
        try:
            page = load_page(document, index)
        except pdfium.PdfiumError as error:
            raise SourceBrokenError(path) from error
        with closing(page):
            yield page


_FOOT = 0.08
"""The share of a page's height, at its foot, where page numbers and running feet stand."""


def _ends_in_grid(content: PageContent) -> bool:
    """Returns whether the last thing on a page, its foot aside, is a table that may go on."""
    for block in reversed(content.blocks):
        if isinstance(block, Grid):
            return True
        box = block.region.box
        if box is None or box[1] < content.height * (1 - _FOOT):
            return False
    return False


_SHORT = 24
"""Greatest length, in characters, of a last line after which a table may go on over the page; a
longer one is running text."""


def _may_go_on(content: PageContent) -> bool:
    """Returns whether a table without a grid may go on from a page: it ends in a short line."""
    lines = [block for block in content.blocks if not isinstance(block, Grid)]
    body = [
        line.text
        for line in lines
        if line.region.box is not None and line.region.box[1] < content.height * (1 - _FOOT)
    ]
    return content.evidence is not None and bool(body) and len(body[-1]) < _SHORT


def _read_page(
    document: pdfium.PdfDocument, index: int, wants_grids: Callable[[str], bool] | None
) -> PageContent:
    """Returns what a page prints; a page that is damaged counts as one that could not be read."""
    with PDFIUM_LOCK:
        try:
            page, remarks = load_marked_page(document, index)
        except pdfium.PdfiumError:
            return PageContent(*_A4, (), is_read=False)
        with closing(page):
            content = read_page(page, index, wants_grids, remarks)
            if content.is_read or not content.is_shown:
                return content
            scan = picture_of(page, index)
    from ..scans.picture_page import read_scan

    read = read_scan(scan)
    blocks = weighed(read.blocks, content.hidden)
    if content.is_unmapped:
        blocks = tuple(map(doubted_block, blocks))
    return replace(content, blocks=blocks, is_read=read.is_read)
