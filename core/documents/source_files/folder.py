"""The files of a folder that may be reports, by their names alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from ...errors import InternalError, NothingToReadError, SourceError, SourceMissingError
from ...files.regular_files import is_special
from .archives import files_in, is_archive

SUFFIXES = frozenset({
    ".pdf", ".ofd", ".docx", ".doc", ".wps", ".rtf", ".odt", ".html", ".htm", ".mht", ".mhtml",
    ".txt", ".md", ".xlsx", ".xls", ".et", ".ods", ".csv", ".png", ".jpg", ".jpeg", ".tif", ".tiff",
    ".bmp", ".webp", ".heic", ".heif",
})  # fmt: skip
"""What is taken for a report in a folder; a file that is named is opened whatever its name."""

SOURCES = SUFFIXES | {".zip", ".gz", ".tgz", ".tar", ".rar", ".7z"}
"""The same with archives, which are looked into."""


PLAIN_TEXTS = frozenset({".txt", ".md", ".csv"})
"""What is text and nothing else: no table can be hidden in it as a picture."""

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"})
_BYTES_OF_A_STEP = 1 << 19
"""A PDF with text is seldom as large as two of these; one of scanned pages nearly always is."""

SLOW = 2
"""Files that cost as much or more are read after all others."""

_OWN = ".gouji"
"""What stands in the suffix of each file that Gouji keeps work in; it is counted nowhere."""

_DEAREST = 1000
"""What a picture costs to read, and no file costs more."""


def reports_in(archive: Path) -> list[Path]:
    """Returns the paths of the files of a report's kind in an archive, as ``files_in`` does."""
    return files_in(archive, SUFFIXES)


def files_of(
    paths: Iterable[Path], look_into: Callable[[Path], list[Path]] = reports_in
) -> tuple[Path, ...]:
    """Returns the files meant, in order, each once; a folder stands for the files below it, and an
    archive for those in it.

    Args:
        paths: Files, folders and archives.
        look_into: Lists an archive, as ``reports_in`` does: outside a worker, within the limits
            of one, for an archive is unpacked and may be anyone's.

    Raises:
        SourceMissingError: A folder that is named may not be read.
        SourceError: An archive that is named cannot be read, or holds no report.
    """
    found: dict[Path, None] = {}
    for path in map(Path.absolute, paths):
        if path.is_dir():
            for below in files_below(path, SOURCES):
                found |= dict.fromkeys(_expanded(below, look_into))
        elif is_archive(path) and path.is_file():
            found |= dict.fromkeys(look_into(path))
        else:
            found[path] = None
    return tuple(found)


def stands_for_many(path: Path) -> bool:
    """Returns whether a path is a folder or an archive; one that cannot be looked at is none."""
    try:
        return path.is_dir() or (is_archive(path) and path.is_file())
    except OSError:
        return False


def _expanded(path: Path, look_into: Callable[[Path], list[Path]]) -> list[Path]:
    """Returns the files of an archive in a folder; one that cannot be read stands for itself."""
    if not is_archive(path):
        return [path]
    try:
        return look_into(path)
    except NothingToReadError:
        return []
    except (SourceError, InternalError):
        return [path]  # whoever reads it says what is wrong with it, and the others are read


class FilesMeant(NamedTuple):
    """What is meant by paths that were named.

    Attributes:
        costs: The files, as ``files_of`` returns them, each with how dear reading it will be.
            Pictures are the dearest, then long PDFs, which are often scans; the figure is only
            good for an order.
        others: How many files in the folders named are of no kind that a report has.
    """

    costs: dict[Path, int]
    others: int


def files_meant(paths: Collection[Path]) -> FilesMeant:
    """Returns the files that paths stand for, with what a queue needs to know of them.

    Raises:
        SourceMissingError: A folder that is named may not be read.
    """
    costs = {path: _cost(path) for path in files_of(paths)}
    folders = (path.absolute() for path in paths if path.is_dir())
    return FilesMeant(costs, sum(map(_count_others, folders)))


def _count_others(folder: Path) -> int:
    suffixes = (path.suffix.lower() for path in files_below(folder, None))
    return sum(not (suffix in SOURCES or suffix.startswith(_OWN)) for suffix in suffixes)


def _cost(path: Path) -> int:
    suffix = path.suffix.lower()
    if suffix in _PICTURES:
        return _DEAREST
    if suffix != ".pdf":
        return 0
    try:
        return min(path.stat().st_size // _BYTES_OF_A_STEP, _DEAREST)
    except OSError:
        return 0


def files_below(folder: Path, suffixes: Collection[str] | None = SUFFIXES) -> list[Path]:
    """Returns the files of a report's kind below a folder, in order.

    Hidden files and folders, the lock files of office programs, pipes and devices are left out.
    A folder below that may not be read stands among the files, in front: whoever reads it says
    so, and the others are read.

    Args:
        folder: Where to look.
        suffixes: What is taken, in lower case, by default what may be a report; None for all.

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
            if not name.startswith((".", "~$"))
            and (suffixes is None or Path(name).suffix.lower() in suffixes)
        ]
    return [*refused, *(path for path in found if not is_special(path))]
