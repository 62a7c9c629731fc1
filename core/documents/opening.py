"""Opens a source document of whatever kind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import (
    ArchiveError,
    ArchiveKindError,
    PhotoKindError,
    SourceBrokenError,
    SourceKindError,
)
from .document import Document
from .geometry import IDENTITY
from .source_bytes import source_data
from .source_files.archives import UNREAD, is_archive
from .source_files.folder import SUFFIXES
from .source_files.kinds import is_heic, kind_of
from .source_files.limits import OverLimitError, TooLargeError
from .source_files.parsing import parsed
from .source_files.protection import unprotected

WantsGrids = Callable[[str], bool]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class OpenedSource:
    """A file's bytes and what its reader may need to know; readers are chosen by its kind."""

    path: Path
    data: bytes
    sha256: str
    password: str | None = None
    wants_grids: WantsGrids | None = None
    progress: Progress | None = None
    read_twice: bool = False


def open_document(
    path: Path,
    *,
    password: str | None = None,
    wants_grids: WantsGrids | None = None,
    progress: Progress | None = None,
    read_twice: bool = False,
) -> Document:
    """Returns what a file prints: its blocks in reading order, each with its place.

    The file is read once and never written. What it is, its content decides; its name only where
    the content leaves it open. Fit for a worker process: takes and gives plain values.

    Args:
        path: The file.
        password: Of a protected PDF or Office file.
        wants_grids: Says of a page's text whether its tables are wanted; for paged kinds alone.
        progress: Is told how many pages of how many are done; for paged kinds alone.
        read_twice: Whether a second reader reads the pages with tables, too; for PDFs alone.

    Raises:
        SourceMissingError: There is no such file, or it may not be read.
        SourceKindError: It is of a kind that is not read.
        SourceBrokenError: It is empty or damaged, or not what its name says.
        PasswordNeededError: It is protected and the password is missing or wrong.
        ConverterMissingError: It is a legacy Office file and LibreOffice is not installed.
        ConverterFailedError: LibreOffice is installed and does not run.
        SystemRefusedError: The system refused something, such as space on its disk.
        TooLargeError: It holds more of something than any report does.
        LimitExceededError: Its conversion took too long.
    """
    path = Path(path)
    data = source_data(path)
    source = OpenedSource(
        path, data, hashlib.sha256(data).hexdigest(), password, wants_grids, progress, read_twice
    )
    if is_heic(data):
        raise PhotoKindError(path)
    kind = kind_of(data, path.suffix.lower())
    if kind is None and is_archive(path):
        raise ArchiveKindError(path) if path.name.lower().endswith(UNREAD) else ArchiveError(path)
    if kind is None:
        # Of a kind that is read by its name, it is something else than that.
        is_known = path.suffix.lower() in SUFFIXES
        raise SourceBrokenError(path) if is_known else SourceKindError(path)
    reader = _READERS.get(kind)
    try:
        with parsed(path):
            return reader(source) if reader else _legacy(source, kind)
    except OverLimitError as error:
        raise TooLargeError(path, error.limit) from error


def _pdf(source: OpenedSource) -> Document:
    from .pdf.pdf_reader import read_pdf

    return read_pdf(
        source.path,
        source.data,
        source.sha256,
        password=source.password,
        wants_grids=source.wants_grids,
        progress=source.progress,
        read_twice=source.read_twice,
    )


def with_pictures(document: Document, *, password: str | None = None) -> Document:
    """Returns a document with what its pages show as pictures beside their text: tables, and
    figures that are drawn in their cells. All of it is in doubt. Other kinds stay as they are.

    Args:
        document: As ``open_document`` gave it.
        password: Of a protected PDF.

    Raises:
        SourceMissingError: The file is gone since.
        SourceBrokenError: It is damaged since.
    """
    if document.kind not in ("pdf", "ofd"):
        return document
    from .ofd.ofd_to_pdf import pdf_of_ofd
    from .pdf.pictured import with_pictures as read_pictures

    data = source_data(document.path)
    with parsed(document.path):
        if document.kind == "ofd":
            data = pdf_of_ofd(document.path, data)
        upright = frozenset(
            page.page for page in document.evidence if page.frame.to_display == IDENTITY
        )
        blocks = read_pictures(document.path, data, document.blocks, upright, password)
    return replace(document, blocks=blocks)


def _ofd(source: OpenedSource) -> Document:
    from .ofd.ofd_to_pdf import pdf_of_ofd

    printed = replace(source, data=pdf_of_ofd(source.path, source.data))
    return replace(_pdf(printed), kind="ofd")


def _word(source: OpenedSource) -> Document:
    from .word.word_reader import read_word

    return read_word(source.path, source.data, source.sha256)


def _sheets(source: OpenedSource) -> Document:
    from .spreadsheet.workbook_reader import read_sheets

    return read_sheets(source.path, source.data, source.sha256)


def _protected(source: OpenedSource) -> Document:
    data = unprotected(source.path, source.data, source.password)
    kind = kind_of(data, source.path.suffix.lower())
    if kind not in ("docx", "xlsx"):
        raise SourceBrokenError(source.path)
    return _READERS[kind](OpenedSource(source.path, data, source.sha256))


def _web(source: OpenedSource) -> Document:
    from .html.html_reader import read_web

    return read_web(source.path, source.data, source.sha256)


def _web_archive(source: OpenedSource) -> Document:
    from .html.html_reader import read_web_archive

    return read_web_archive(source.path, source.data, source.sha256)


def _text(source: OpenedSource) -> Document:
    from .plain_text.text_reader import read_text

    return read_text(source.path, source.data, source.sha256)


def _csv(source: OpenedSource) -> Document:
    from .plain_text.text_reader import read_csv

    return read_csv(source.path, source.data, source.sha256)


def _legacy(source: OpenedSource, suffix: str) -> Document:
    from .legacy import read_legacy

    data = unprotected(source.path, source.data, source.password)
    return read_legacy(source.path, data, source.sha256, suffix=suffix)


def _picture(source: OpenedSource) -> Document:
    from .picture_reader import read_image

    return read_image(source.path, source.data, source.sha256, progress=source.progress)


_READERS: dict[str, Callable[[OpenedSource], Document]] = {
    "pdf": _pdf,
    "ofd": _ofd,
    "docx": _word,
    "xlsx": _sheets,
    "protected": _protected,
    "html": _web,
    "mht": _web_archive,
    "text": _text,
    "csv": _csv,
    "image": _picture,
}
