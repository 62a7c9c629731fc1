"""The review file as an SQLite database: what marks it as one, its tables, its versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ...files.database import (
    AlteredDatabaseError,
    DatabaseFileError,
    NewerDatabaseError,
    SchemaLayout,
    StrangeDatabaseError,
)
from ...files.database import version_of as database_version_of
from ...files.regular_files import NotRegularError
from ..review_errors import (
    NotAReviewError,
    ReviewAlteredError,
    ReviewMissingError,
    ReviewNewerError,
    ReviewNoFileError,
    ReviewUnreadableError,
    StrangeBesideError,
)

APPLICATION_ID = 0x476F754A
"""“GouJ”, at byte 68 of the file."""

VERSION = 3
"""Of the schema: ``user_version`` of the database, at byte 60. Since 2 a sign-off pins the chain up
to itself, since 3 there are events that place a table otherwise; the tables are those of 1."""

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

MOST_BYTES = 1_000_000_000
"""Of one cell, which may hold a whole source."""

LAYOUT = SchemaLayout(APPLICATION_ID, dict.fromkeys(range(1, VERSION + 1), DEFINITION), MOST_BYTES)
"""What a review file consists of, in every version so far."""

Migration = Callable[[sqlite3.Connection], None]


def _as_it_is(_connection: sqlite3.Connection) -> None:
    """Nothing in the tables differs, and every event means what it meant."""


MIGRATIONS: Mapping[int, Migration] = {1: _as_it_is, 2: _as_it_is}
"""By version: what turns a file of that version into one of the next. Events are never changed."""


def version_of(path: Path) -> int:
    """Returns the schema version of a review file, from its first bytes alone.

    Raises:
        ReviewMissingError: There is no such file, or it may not be read.
        NotAReviewError: It is something else.
        ReviewNewerError: This program is too old for it.
    """
    with told(path):
        return database_version_of(path, LAYOUT)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what goes wrong with the database into what is said of a review file.

    Raises:
        ReviewFileError: Something went wrong.
    """
    try:
        yield
    except StrangeDatabaseError as error:
        raise NotAReviewError(path) from error
    except NewerDatabaseError as error:
        raise ReviewNewerError(path) from error
    except AlteredDatabaseError as error:
        raise ReviewAlteredError(path) from error
    except DatabaseFileError as error:
        raise ReviewUnreadableError(path) from error
    except NotRegularError as error:
        if Path(error.filename).name != path.name:
            raise StrangeBesideError(path, error.filename) from error
        raise ReviewNoFileError(path) from error
    except OSError as error:
        raise ReviewMissingError(path) from error
    except ValueError as error:
        raise ReviewUnreadableError(path) from error


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
