"""The files of a batch: every report below a folder, with the reviews that were begun of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..documents.source_bytes import hash_of
from ..documents.source_files.folder import files_below, files_of, reports_in, stands_for_many
from ..errors import GoujiError, NoFolderError, NothingToReadError, SourceMissingError, StoppedError
from ..files.sqlite_logs import logs_of
from ..review.review_file.contents import Origin
from ..review.review_file.review_location import SUFFIX, origin_at
from ..worker import Limits, Worker

Reviews = Mapping[tuple[str, int], Path]
"""The review of a report, by the SHA-256 of its source and by which report of it this is."""

UNREADABLE = "unreadable"
"""In the place of the digest of a review that cannot be read."""

GLANCE = Limits(seconds=20.0, megabytes=512)
"""For the beginning of a review file."""

MOST_REPORTS = 1000
"""No file holds more."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What lies below a folder.

    Attributes:
        files: Sources in order; after them the reviews whose source does not lie there.
        reviews: Those of a source that lies there or elsewhere.
    """

    files: tuple[Path, ...]
    reviews: Reviews


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, as it is now.

    Attributes:
        sha256: Of its bytes.
        reviews: (index of the report, review file) for each report of it that has one.
        state: A digest of the file and of its reviews: the same means the same result.
    """

    path: Path
    sha256: str
    reviews: tuple[tuple[int, Path], ...]
    state: str


def list_files(folder: Path, worker: Worker) -> Listed:
    """Returns the files of a report's kind below a folder and the reviews among them.

    Args:
        folder: What is read.
        worker: Looks into review files: what somebody made of one costs no more than that.

    Raises:
        SourceMissingError: There is no such folder, or it may not be read. A part of it that may
            not is among the files.
        NothingToReadError: There is nothing to read in it.
    """
    if not stands_for_many(folder):
        raise NoFolderError(folder) if folder.is_file() else SourceMissingError(folder)
    files = list(files_of([folder], partial(worker.run, reports_in)))
    is_archive = folder.is_file()
    place = folder.absolute().parent if is_archive else folder.absolute()
    reviews: dict[tuple[str, int], Path] = {}
    loose: list[Path] = []
    for path in files_below(place, {SUFFIX}):
        if path.is_dir() or (is_archive and path.parent != place):
            continue  # may not be read, and stands among the files; or lies not beside the archive
        origin = _origin(path, worker)
        if origin is None:
            loose += [] if is_archive else [path]
        else:
            reviews.setdefault((origin.source_sha256, origin.report), path)
    if not files and not reviews and not loose:
        raise NothingToReadError(folder)
    return Listed((*files, *loose), reviews)


def _origin(path: Path, worker: Worker) -> Origin | None:
    """Returns what a review was begun on; None where that cannot be read within the limits."""
    try:
        return worker.run(origin_at, path, limits=GLANCE)
    except StoppedError:
        raise
    except GoujiError:
        return None


def looked_at(path: Path, reviews: Reviews) -> SourceFile:
    """Returns a file with its hash and its reviews.

    Raises:
        SourceMissingError: It may not be read.
    """
    try:
        sha256 = hash_of(path)
        found = tuple(_of(sha256, reviews))
        parts = [path.suffix.lower(), sha256]
        for index, review in found:
            parts += [str(index), *_review_state(review)]
    except OSError as error:
        raise SourceMissingError(path) from error
    return SourceFile(
        path, sha256, found, hashlib.sha256(os.fsencode("\n".join(parts))).hexdigest()
    )


def _review_state(review: Path) -> list[str]:
    """Returns digests of a review as it is; one that cannot be read is told with its report."""
    try:
        return [hash_of(review), *map(hash_of, logs_of(review))]
    except OSError:
        return [UNREADABLE]


def _of(sha256: str, reviews: Reviews) -> Iterator[tuple[int, Path]]:
    if not any(source == sha256 for source, _ in reviews):
        return
    for index in range(MOST_REPORTS):
        if (review := reviews.get((sha256, index))) is not None:
            yield index, review
