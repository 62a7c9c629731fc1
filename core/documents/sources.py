"""The bytes of a source, be it a file or a file in an archive."""

from __future__ import annotations

from pathlib import Path

from ..errors import SourceEmptyError, SourceMissingError, SourceNoFileError
from ..files.ordinary import is_special
from .archives import archive_of, data_in
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
