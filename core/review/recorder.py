"""Appends events to a review file, each step in a transaction of its own, on the disk at once."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from .chain import Link, from_row, linked
from .contents import Packed, event_rows, head_of, origin_of
from .errors import (
    DiskFullError,
    FileGoneError,
    FileReplacedError,
    ReadOnlyError,
    RecordError,
    StepLandedError,
)
from .events import Event
from .lock import HeldError, Lock
from .schema import address
from .writing import insert_events, insert_readings

_LITTLE_SPACE = 1 << 20
"""With less left on a disk, a failed write is put down to it."""

_NO_REVIEW = ("SQLITE_ERROR", "SQLITE_NOTADB", "SQLITE_CORRUPT")
"""What SQLite says of a file that has other tables, or none."""

Head = tuple[int, str]


class Recorder:
    """The open file of a review that is written.

    A step that cannot be written is refused and the connection is dropped; the next one opens
    the file anew, so that a share that comes back is used again. Whether the refused step is
    there after all is looked at first.

    Args:
        path: The review file.
        lock: Its lock, which ends with the recorder.
        connection: To the file.
        origin: The hash of its origin, which tells it from any other.
        head: How many events it holds, and the hash of the last.
    """

    def __init__(
        self, path: Path, lock: Lock, connection: sqlite3.Connection, origin: str, head: Head
    ) -> None:
        self._path = path
        self._lock = lock
        self._connection: sqlite3.Connection | None = connection
        self._origin = origin
        self._head = head
        self._unsure: list[Link] = []
        self._identity = _identity(path)

    def append(self, events: Sequence[Event]) -> list[Link]:
        """Writes the events of one step, all or none, and returns them once they are on the disk.

        Raises:
            RecordError: They could not be written.
        """
        connection = self._connected()
        links = linked(list(events), self._head[1])
        head = (links[-1].event.number, links[-1].hash)
        try:
            connection.execute("BEGIN IMMEDIATE")
            insert_events(connection, links)
            connection.execute("UPDATE head SET events = ?, hash = ?", head)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._drop()
            self._unsure = links
            raise refusal(self._path, error) from error
        self._head = head
        return links

    def add_readings(self, packed: Packed) -> None:
        """Writes later readings of the source.

        Raises:
            RecordError: They could not be written.
        """
        connection = self._connected()
        try:
            connection.execute("BEGIN IMMEDIATE")
            insert_readings(connection, packed)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._drop()
            raise refusal(self._path, error) from error

    def keep_cell(self, cell: str) -> None:
        """Writes which cell is current: it outlives the program, if not the power.

        A failure costs no figure and is passed over.
        """
        if self._connection is None:
            return
        with suppress(sqlite3.Error):
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("UPDATE view SET cell = ?", (cell,))
        with suppress(sqlite3.Error):
            self._connection.execute("PRAGMA synchronous = FULL")

    def close(self) -> None:
        """Carries the journal over into the file and gives up the lock."""
        self._drop()
        self._lock.release()

    def _connected(self) -> sqlite3.Connection:
        """Returns the connection; makes a new one where it was dropped or the file is another.

        Raises:
            RecordError: The file cannot be reached, or is no longer the one that was open.
        """
        identity = _identity(self._path)
        if self._connection is not None and identity == self._identity:
            return self._connection
        self._drop()
        if identity is None:
            there = self._path.parent.is_dir()
            raise FileReplacedError(self._path) if there else FileGoneError(self._path)
        self._hold()
        try:
            connection = connect(self._path)
        except sqlite3.Error as error:
            raise refusal(self._path, error) from error
        try:
            landed = self._landed(connection)
        except (sqlite3.Error, ValueError, TypeError) as error:
            connection.close()
            name = str(getattr(error, "sqlite_errorname", "SQLITE_ERROR"))
            if isinstance(error, sqlite3.Error) and name not in _NO_REVIEW:
                raise refusal(self._path, error) from error
            raise FileReplacedError(self._path) from error
        except RecordError:
            connection.close()
            raise
        self._connection, self._identity, self._unsure = connection, identity, []
        if landed:
            self._head = (landed[-1].event.number, landed[-1].hash)
            raise StepLandedError(self._path, events=[link.event for link in landed])
        return connection

    def _landed(self, connection: sqlite3.Connection) -> list[Link]:
        """Returns the refused step where it is in the file after all.

        It is then written again, since what failed may have been to bring it onto the disk.
        """
        if origin_of(connection).hash != self._origin:
            raise FileReplacedError(self._path)
        if head_of(connection) == self._head:
            return []
        unsure = self._unsure
        there = [from_row(row) for row in event_rows(connection)[self._head[0] :]]
        if not unsure or there != unsure:
            raise FileReplacedError(self._path)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return unsure

    def _hold(self) -> None:
        """Takes the lock again where it was lost with the share."""
        if self._lock.is_held:
            return
        self._lock.release()
        try:
            self._lock = Lock(self._path)
        except HeldError as error:
            raise ReadOnlyError(self._path, error.holder.words) from error
        except OSError as error:
            raise FileGoneError(self._path, error.strerror or "") from error

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.rollback()
            with suppress(sqlite3.Error):
                connection.close()


def connect(path: Path) -> sqlite3.Connection:
    """Returns a connection that writes a review file.

    It keeps the file to itself: so the journal needs no memory shared between programs, which
    no network share has (SQLite, “Write-Ahead Logging”, section 8).

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    connection = sqlite3.connect(
        address(path, "mode=rw"),
        uri=True,
        isolation_level=None,
        timeout=1.0,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync = ON")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def refusal(path: Path, error: sqlite3.Error) -> RecordError:
    """Returns what to tell the reviewer of a step that SQLite could not write."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name == "SQLITE_FULL" or (name.startswith("SQLITE_IOERR") and _is_full(path)):
        return DiskFullError(path)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PROTOCOL")):
        return FileGoneError(path, name)
    if name.startswith(("SQLITE_READONLY", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PERM")):
        return ReadOnlyError(path, name)
    return RecordError(path, name or str(error))


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LITTLE_SPACE
    except OSError:
        return False


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
