"""Makes a review file whole: beside its place first, on the disk, then renamed into it."""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from . import readings
from .chain import COLUMNS, Link, to_row
from .contents import ORIGIN_COLUMNS, Origin, Packed
from .errors import NotMadeError, ReviewExistsError
from .schema import APPLICATION_ID, DEFINITION, VERSION

_INSERT_EVENT = f"INSERT INTO event VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
_INSERT_ORIGIN = f"INSERT INTO origin VALUES (1, {', '.join('?' * len(ORIGIN_COLUMNS))})"  # noqa: S608


def write_file(
    path: Path,
    origin: Origin,
    source: bytes,
    packed: Sequence[Packed],
    links: Sequence[Link] = (),
    *,
    cell: str = "",
    source_path: str = "",
) -> None:
    """Puts a new review file at ``path``; the lock of that path is held by the caller.

    Raises:
        ReviewExistsError: There is a file already.
        NotMadeError: It cannot be written; nothing is left of it.
    """
    if os.path.lexists(path):
        raise ReviewExistsError(path)
    partial = path.parent / f".gouji-{secrets.token_hex(6)}.tmp"
    try:
        connection = sqlite3.connect(partial, isolation_level=None)
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(f"BEGIN; {DEFINITION}")
            _fill(connection, origin, source, packed)
            insert_events(connection, links)
            connection.execute(
                "INSERT INTO head VALUES (1, ?, ?)",
                (len(links), links[-1].hash if links else origin.hash),
            )
            connection.execute("INSERT INTO view VALUES (1, ?, ?)", (cell, source_path))
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        _to_disk(partial)
        partial.replace(path)
        _to_disk(path.parent)
    except (OSError, sqlite3.Error, OverflowError) as error:
        raise NotMadeError(path, getattr(error, "strerror", None) or str(error)) from error
    finally:
        for left in (partial, *(Path(f"{partial}{end}") for end in ("-wal", "-shm", "-journal"))):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def insert_events(connection: sqlite3.Connection, links: Sequence[Link]) -> None:
    """Adds events, within a transaction of the caller."""
    connection.executemany(_INSERT_EVENT, map(to_row, links))


def insert_readings(connection: sqlite3.Connection, packed: Packed) -> None:
    """Adds readings, within a transaction of the caller; those that are there stay."""
    connection.execute(
        "INSERT OR IGNORE INTO readings VALUES (?, ?, ?, ?, ?, ?)",
        (packed.sha256, packed.made, packed.gouji, packed.rules, packed.packing, packed.data),
    )


def _fill(
    connection: sqlite3.Connection, origin: Origin, source: bytes, packed: Sequence[Packed]
) -> None:
    connection.execute(_INSERT_ORIGIN, tuple(getattr(origin, name) for name in ORIGIN_COLUMNS))
    packing, data = readings.pack(source)
    connection.execute("INSERT INTO source VALUES (1, ?, ?, ?)", (len(source), packing, data))
    for each in packed:
        insert_readings(connection, each)


def _to_disk(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folder; a rename there is in the journal of the file system
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
