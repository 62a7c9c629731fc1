"""Reads a review file without touching it, even while another program writes it.

The file and the journal beside it are copied into a folder of their own and read there. A
program that writes the file only adds to the journal, and carries that over into the file at
certain moments; a copy that such a moment fell into is taken again.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import ReviewMissingError, ReviewUnreadableError
from .schema import migrate, version_of

TRIES = 5


@contextmanager
def snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """Gives a connection to a copy of a review file as it is at this moment.

    A file of an older version is brought to the present one in the copy alone.

    Raises:
        ReviewFileError: It cannot be read, or is no review file of this version.
    """
    version_of(path)
    with tempfile.TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder, "review")
        for _ in range(TRIES):
            connection = _copied(path, copy)
            if connection is not None:
                break
        else:
            raise ReviewUnreadableError(path)
        try:
            _migrated(connection, path)
            yield connection
        finally:
            connection.close()


def journal_of(path: Path) -> Path:
    """Returns where the journal of an SQLite file lies."""
    return path.with_name(f"{path.name}-wal")


def _copied(path: Path, copy: Path) -> sqlite3.Connection | None:
    """Returns a connection to a sound copy, None where the file changed under the copying."""
    for old in copy.parent.iterdir():
        old.unlink()
    try:
        before = _moment(path)
        shutil.copyfile(path, copy)
        with suppress(FileNotFoundError):
            shutil.copyfile(journal_of(path), journal_of(copy))
        if _moment(path) != before:
            return None
    except OSError as error:
        raise ReviewMissingError(path) from error
    connection = sqlite3.connect(copy, isolation_level=None)
    try:
        sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        sound = False
    if sound:
        return connection
    connection.close()
    return None


def _migrated(connection: sqlite3.Connection, path: Path) -> None:
    try:
        migrate(connection)
    except (sqlite3.Error, KeyError, ValueError) as error:
        raise ReviewUnreadableError(path) from error


def _moment(path: Path) -> tuple[int, int, bytes]:
    """Returns what changes when the journal is carried over, and not when it only grows."""
    status = path.stat()
    try:
        with journal_of(path).open("rb") as stream:
            header = stream.read(32)
    except FileNotFoundError:
        header = b""
    return status.st_mtime_ns, status.st_size, header
