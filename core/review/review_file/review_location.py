"""Where the review file of a source lies: found by the source's hash, or a new name for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ...documents.source_bytes import folder_of
from ...files.connections import glance
from ...files.database import HEADER, DatabaseFileError, is_header
from ...files.file_names import shortened
from ...files.regular_files import open_regular
from ...files.temporary import partial_beside
from .contents import Origin, origin_of
from .schema import LAYOUT

SUFFIX = ".gouji"


def is_review(path: Path) -> bool:
    """Returns whether a file is a review by its name or, whatever its name, by its beginning."""
    if path.suffix.lower() == SUFFIX:
        return True
    try:
        with open_regular(path) as stream:
            return is_header(stream.read(HEADER), LAYOUT)
    except (OSError, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where a user's review files are kept.

    Attributes:
        fallback: The user's own data folder, for sources whose folder cannot be written; it is
            made where it is needed.
        chosen: The folder that the user keeps reviews in; None for beside the source.
        readings: The folder of what was read of sources; None where nothing is kept.
    """

    fallback: Path
    chosen: Path | None = None
    readings: Path | None = None

    def folders(self, source: Path) -> tuple[Path, ...]:
        """Returns where a review of a source may lie, the wanted place first."""
        wanted = (self.chosen,) if self.chosen is not None else ()
        return (*wanted, folder_of(source), self.fallback)


def review_path_for(source: Path, sha256: str, keeping: Keeping, report: int = 0) -> Path:
    """Returns the review file of a source: the one that exists, or where one is to be made.

    A new one is put into the first folder that can be written.

    Args:
        source: The source document.
        sha256: Of its bytes.
        keeping: Where review files are kept.
        report: Which report of the source, from 0.
    """
    found = find_review_of(source, sha256, keeping, report)
    if found is not None:
        return found
    *wanted, fallback = keeping.folders(source)
    for folder in wanted:
        if can_write(folder):
            return _free(folder, source, report)
    with suppress(OSError):
        fallback.mkdir(parents=True, exist_ok=True)
    return _free(fallback, source, report)


def find_review_of(source: Path, sha256: str, keeping: Keeping, report: int = 0) -> Path | None:
    """Returns the review file of a source, wherever it is kept; None without one."""
    found = (find_review(folder, source, sha256, report) for folder in keeping.folders(source))
    return next((path for path in found if path is not None), None)


def named_review_of(source: Path, sha256: str, keeping: Keeping, report: int) -> Path | None:
    """Returns the review file of a report of a source by the name that Gouji gives it, unless
    it was renamed; so it costs one look where there is none.
    """
    for folder in keeping.folders(source):
        path = folder / _name(source, report)
        if path.is_file():
            origin = origin_at(path)
            if origin is not None and (origin.source_sha256, origin.report) == (sha256, report):
                return path
    return None


def find_review(folder: Path, source: Path, sha256: str, report: int = 0) -> Path | None:
    """Returns the review file of a source in a folder, whatever its name; None without one.

    The names that Gouji gives are looked at first, then every other review file there.
    """
    for path in _candidates(folder, source, report):
        origin = origin_at(path)
        if origin is not None and (origin.source_sha256, origin.report) == (sha256, report):
            return path
    return None


def origin_at(path: Path) -> Origin | None:
    """Returns what a review file was begun on, None where it is none that can be read."""
    try:
        with glance(path, LAYOUT, "origin") as connection:
            return origin_of(connection)
    except (OSError, DatabaseFileError, sqlite3.Error, ValueError, TypeError):
        return None


def can_write(folder: Path) -> bool:
    """Returns whether a file can be made in a folder, by making one: rights alone do not say."""
    probe = partial_beside(folder / "probe")
    try:
        with probe.open("xb"):
            pass
        probe.unlink()
    except OSError:
        return False
    return True


def _candidates(folder: Path, source: Path, report: int) -> Iterator[Path]:
    first = folder / _name(source, report)
    if first.is_file():
        yield first
    try:
        others = sorted(folder.glob(f"*{SUFFIX}"))
    except OSError:
        return
    yield from (path for path in others if path != first)


def _free(folder: Path, source: Path, report: int) -> Path:
    """Returns a name that is not taken: another source may have had the same name."""
    path = folder / _name(source, report)
    number = 2
    while path.exists():
        path = folder / _name(source, report, number)
        number += 1
    return path


def _name(source: Path, report: int, number: int = 1) -> str:
    of_several = f" {report + 1}" if report else ""
    again = f" ({number})" if number > 1 else ""
    return f"{shortened(source.name)}{of_several}{again}{SUFFIX}"
