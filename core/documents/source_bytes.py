"""The bytes of a source, be it a file or a file in an archive."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..errors import SourceDeniedError, SourceEmptyError, SourceMissingError, SourceNoFileError
from ..files.regular_files import is_special, open_regular
from .source_files.archives import archive_of, data_in
from .source_files.kinds import kind_of
from .source_files.limits import BYTES, TooLargeError


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


def hash_of(path: Path) -> str:
    """Returns the SHA-256 of the bytes of a source, in lower-case hex; an empty one has one, too.

    Raises:
        OSError: It cannot be read, or is no ordinary file.
        SourceError: It lies in an archive and cannot be read there, as ``source_data``.
    """
    if archive_of(path) is not None:
        return hashlib.sha256(source_data(path)).hexdigest()
    with open_regular(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def page_data(path: Path) -> bytes:
    """Returns the bytes of what draws the pages of a source: of an OFD the PDF made of it.

    Raises:
        SourceError: As ``source_data``.
    """
    data = source_data(path)
    if data.startswith(b"PK") and kind_of(data, path.suffix.lower()) == "ofd":
        from .ofd.ofd_to_pdf import pdf_of_ofd  # readers are loaded where a worker needs them

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
    except PermissionError as error:
        raise SourceDeniedError(path) from error
    except (OSError, ValueError) as error:
        raise SourceMissingError(path) from error
