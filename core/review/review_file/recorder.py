"""Appends events to a review file, each step in a transaction of its own, on the disk at once."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ...files.connections import open_to_write, stamp_of
from ...files.database import DatabaseFileError
from ..record.event_chain import ChainLink, from_row, linked
from ..record.events import Event
from ..review_errors import (
    DiskFullError,
    FileGoneError,
    FileReplacedError,
    ReadOnlyError,
    RecordError,
    StepLandedError,
)
from .contents import Packed, event_rows, fits_together, origin_of
from .lock import HeldError, Lock
from .schema import LAYOUT
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

    Steps come from the window's thread and the current cell from another one: each call has the
    connection for itself.

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
        self._unsure: list[ChainLink] = []
        self._stamp = stamp_of(path)
        self._turn = threading.RLock()

    def append(self, events: Sequence[Event]) -> list[ChainLink]:
        """Writes the events of one step, all or none, and returns them once they are on the disk.

        Raises:
            RecordError: They could not be written.
        """
        with self._turn:
            return self._append(events)

    def _append(self, events: Sequence[Event]) -> list[ChainLink]:
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
        if not self._is_still_there():
            self._drop()
            self._unsure = links
            raise FileReplacedError(self._path)
        self._head = head
        return links

    def add_readings(self, packed: Packed) -> None:
        """Writes later readings of the source.

        Raises:
            RecordError: They could not be written.
        """
        with self._turn:
            connection = self._connected()
            try:
                connection.execute("BEGIN IMMEDIATE")
                insert_readings(connection, packed)
                connection.execute("COMMIT")
            except sqlite3.Error as error:
                self._drop()
                raise refusal(self._path, error) from error
            self._stamp = stamp_of(self._path)

    def keep_cell(self, cell: str) -> None:
        """Writes which cell is current: it outlives the program, if not the power.

        A failure costs no figure and is passed over.
        """
        with self._turn:
            if self._connection is None or stamp_of(self._path) != self._stamp:
                return
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA synchronous = OFF")
                self._connection.execute("UPDATE view SET cell = ?", (cell,))
                self._stamp = stamp_of(self._path)
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA synchronous = FULL")

    def close(self) -> None:
        """Gives up the file and its lock."""
        with self._turn:
            self._drop()
            self._lock.release()

    def _connected(self) -> sqlite3.Connection:
        """Returns the connection; makes a new one where it was dropped or the file is another.

        Raises:
            RecordError: The file cannot be reached, or is no longer the one that was open.
        """
        stamp = stamp_of(self._path)
        if self._connection is not None and stamp is not None and stamp == self._stamp:
            return self._connection
        self._drop()
        if stamp is None:
            there = self._path.parent.is_dir()
            raise FileReplacedError(self._path) if there else FileGoneError(self._path)
        self._hold()
        try:
            connection = connect(self._path)
        except DatabaseFileError as error:
            raise FileReplacedError(self._path) from error
        except sqlite3.Error as error:
            if _name(error) in _NO_REVIEW:
                raise FileReplacedError(self._path) from error
            raise refusal(self._path, error) from error
        except OSError as error:
            raise FileGoneError(self._path, error.strerror or "") from error
        try:
            landed = self._landed(connection)
        except (sqlite3.Error, ValueError, TypeError) as error:
            connection.close()
            if isinstance(error, sqlite3.Error) and _name(error) not in _NO_REVIEW:
                raise refusal(self._path, error) from error
            raise FileReplacedError(self._path) from error
        except RecordError:
            connection.close()
            raise
        self._connection, self._stamp, self._unsure = connection, stamp_of(self._path), []
        if landed:
            self._head = (landed[-1].event.number, landed[-1].hash)
            raise StepLandedError(self._path, events=[link.event for link in landed])
        return connection

    def _landed(self, connection: sqlite3.Connection) -> list[ChainLink]:
        """Returns the refused step where it is in the file after all.

        Something is then written again, which brings the file onto the disk: what failed may
        have been that.
        """
        if origin_of(connection).hash != self._origin:
            raise FileReplacedError(self._path)
        if not fits_together(connection):
            raise FileReplacedError(self._path)
        there = [from_row(row) for row in event_rows(connection)]
        count, hashed = self._head
        known = there[count - 1].hash if 0 < count <= len(there) else self._origin
        unsure = there[count:]
        if known != hashed or len(there) < count or (unsure and unsure != self._unsure):
            raise FileReplacedError(self._path)
        if unsure:
            connection.execute("UPDATE head SET events = events")
        return unsure

    def _is_still_there(self) -> bool:
        """Returns whether what was written lies where the file was open, and keeps its stamp."""
        before, self._stamp = self._stamp, stamp_of(self._path)
        if before is None or self._stamp is None:
            return False
        return (self._stamp.device, self._stamp.inode) == (before.device, before.inode)

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

    Raises:
        sqlite3.Error, OSError: It cannot be opened.
        DatabaseFileError: It is no review file, or not as Gouji writes one.
    """
    return open_to_write(path, LAYOUT, fits_together)


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


def _name(error: Exception) -> str:
    return str(getattr(error, "sqlite_errorname", "SQLITE_ERROR"))
