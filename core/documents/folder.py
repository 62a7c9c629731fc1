"""The files of a folder that may be reports, by their names alone."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..errors import SourceMissingError

SUFFIXES = frozenset({
    ".pdf", ".docx", ".doc", ".wps", ".rtf", ".odt", ".html", ".htm", ".mht", ".mhtml", ".txt",
    ".md", ".xlsx", ".xls", ".et", ".ods", ".csv", ".png", ".jpg", ".jpeg", ".tif", ".tiff",
    ".bmp", ".webp",
})  # fmt: skip
"""What is taken for a report in a folder; a file that is named is opened whatever its name."""


def files_of(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Returns the files meant, in order, each once; a folder stands for the files below it.

    Hidden files and folders, and the lock files of office programs, are left out of a folder.

    Raises:
        SourceMissingError: A folder may not be read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(_below(path))
        else:
            found[path.absolute()] = None
    return tuple(found)


def _below(folder: Path) -> list[Path]:
    found: list[Path] = []
    for place, folders, names in os.walk(folder.absolute(), onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(place, name)
            for name in sorted(names)
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES
        ]
    return found


def _refuse(error: OSError) -> None:
    raise SourceMissingError(error.filename or "") from error
