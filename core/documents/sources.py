"""The bytes of a source, be it a file or a file in an archive."""

from __future__ import annotations

from pathlib import Path

from ..errors import SourceEmptyError, SourceMissingError, SourceNoFileError
from ..files.ordinary import is_special
from .archives import archive_of, data_in
from .kinds import kind_of
from .limits import BYTES, TooLargeError


def source_data(path: Path) -> bytes:
    """Returns the bytes of a source.

    Raises:
        SourceMissingError: There is no such file, or it may not be read.
        SourceNoFileError: There is something else than a file.
        SourceEmptyError: It holds nothing.
        TooLargeError: It is larger than any report.
        SourceBrokenError: The archive that it lies in is damaged.
    """
    archive = archive_of(path)
    data = _file_data(path) if archive is None else data_in(archive, path)
    if not data:
        raise SourceEmptyError(path)
    return data


def page_data(path: Path) -> bytes:
    """Returns the bytes of what draws the pages of a source: of an OFD the PDF made of it.

    Raises:
        SourceError: As ``source_data``.
    """
    data = source_data(path)
    if data.startswith(b"PK") and kind_of(data, path.suffix.lower()) == "ofd":
        from .ofd.pdf import pdf_of_ofd  # readers are loaded where a worker needs them

        return pdf_of_ofd(path, data)
    return data


def folder_of(path: Path) -> Path:
    """Returns the folder that a source lies in; of one in an archive, that of the archive."""
    return (archive_of(path) or path).parent


def _file_data(path: Path) -> bytes:
    try:
        if is_special(path):
            raise SourceNoFileError(path)
        if not path.is_file():
            raise SourceMissingError(path)
        if path.stat().st_size > BYTES.most:
            raise TooLargeError(path, BYTES)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise SourceMissingError(path) from error
