"""The files of a folder that may be reports, by their names alone."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from ..errors import SourceMissingError
from ..files.ordinary import is_special

SUFFIXES = frozenset({
    ".pdf", ".docx", ".doc", ".wps", ".rtf", ".odt", ".html", ".htm", ".mht", ".mhtml", ".txt",
    ".md", ".xlsx", ".xls", ".et", ".ods", ".csv", ".png", ".jpg", ".jpeg", ".tif", ".tiff",
    ".bmp", ".webp",
})  # fmt: skip
"""What is taken for a report in a folder; a file that is named is opened whatever its name."""


def files_of(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Returns the files meant, in order, each once; a folder stands for the files below it.

    Raises:
        SourceMissingError: A folder that is named may not be read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(files_below(path.absolute()))
        else:
            found[path.absolute()] = None
    return tuple(found)


def files_below(folder: Path, suffixes: Collection[str] = SUFFIXES) -> list[Path]:
    """Returns the files of a report's kind below a folder, in order.

    Hidden files and folders, the lock files of office programs, pipes and devices are left out.
    A folder below that may not be read stands among the files, in front: whoever reads it says
    so, and the others are read.

    Args:
        folder: Where to look.
        suffixes: What is taken, in lower case, by default what may be a report.

    Raises:
        SourceMissingError: The folder itself may not be read.
    """
    refused: list[Path] = []

    def refuse(error: OSError) -> None:
        place = Path(error.filename or folder)
        if place == folder:
            raise SourceMissingError(folder) from error
        refused.append(place)

    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(place, name)
            for name in sorted(names)
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in suffixes
        ]
    return [*refused, *(path for path in found if not is_special(path))]
