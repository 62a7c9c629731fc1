"""The review file as an SQLite database: what marks it as one, its tables, its versions."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote

from ..files.ordinary import is_special
from .errors import NotAReviewError, ReviewMissingError, ReviewNewerError

APPLICATION_ID = 0x476F754A
"""“GouJ”, at byte 68 of the file."""

VERSION = 1
"""Of the schema: ``user_version`` of the database, at byte 60."""

HEADER = 100
_MAGIC = b"SQLite format 3\0"

DEFINITION = """
CREATE TABLE origin (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    created TEXT NOT NULL,
    gouji TEXT NOT NULL,
    rules TEXT NOT NULL,
    source_name TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    source_sha256 TEXT NOT NULL,
    report INTEGER NOT NULL,
    readings TEXT NOT NULL
);
CREATE TABLE source (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL,
    packing TEXT NOT NULL,
    data BLOB NOT NULL
);
CREATE TABLE readings (
    sha256 TEXT PRIMARY KEY,
    made TEXT NOT NULL,
    gouji TEXT NOT NULL,
    rules TEXT NOT NULL,
    packing TEXT NOT NULL,
    data BLOB NOT NULL
);
CREATE TABLE event (
    number INTEGER PRIMARY KEY,
    step INTEGER NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    why TEXT NOT NULL,
    pin TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE TABLE head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    events INTEGER NOT NULL,
    hash TEXT NOT NULL
);
CREATE TABLE view (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    cell TEXT NOT NULL,
    source_path TEXT NOT NULL
);
CREATE TRIGGER event_is_kept BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'events are only added'); END;
CREATE TRIGGER event_is_final BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'events are only added'); END;
"""

Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: Mapping[int, Migration] = {}
"""By version: what turns a file of that version into one of the next. Events are never changed."""


def version_of(path: Path) -> int:
    """Returns the schema version of a review file, from its first bytes alone.

    Raises:
        ReviewMissingError: There is no such file, or it may not be read.
        NotAReviewError: It is something else.
        ReviewNewerError: This program is too old for it.
    """
    try:
        if is_special(path):  # it would be waited for
            raise ReviewMissingError(path)
        with path.open("rb") as stream:
            header = stream.read(HEADER)
    except (OSError, ValueError) as error:
        raise ReviewMissingError(path) from error
    if not is_header(header):
        raise NotAReviewError(path)
    version = int.from_bytes(header[60:64], "big")
    if version > VERSION:
        raise ReviewNewerError(path)
    return version


def address(path: Path, mode: str) -> str:
    """Returns the URI of a file for SQLite, whatever stands in its name; ``mode`` is its query.

    ``Path.as_uri`` names the server of a share as an authority, which SQLite refuses.
    """
    place = path.absolute().as_posix()
    slash = "" if place.startswith("/") else "/"
    return f"file://{slash}{quote(os.fsencode(place))}?{mode}"


def is_header(header: bytes) -> bool:
    """Returns whether a file that begins so is a review file."""
    return (
        len(header) == HEADER
        and header.startswith(_MAGIC)
        and int.from_bytes(header[68:72], "big") == APPLICATION_ID
    )


def migrate(
    connection: sqlite3.Connection,
    migrations: Mapping[int, Migration] = MIGRATIONS,
    target: int = VERSION,
) -> None:
    """Brings a database to the present version, all of the way or not at all."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == target:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in range(version, target):
            migrations[step](connection)
        connection.execute(f"PRAGMA user_version = {int(target)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
