"""Makes SQLite files of our own whole, and opens them: to write, as a copy, or for a glance."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from .database import (
    DamagedDatabaseError,
    DatabaseFileError,
    SchemaLayout,
    address,
    check_schema,
    check_table,
    guard,
    version_of,
)
from .regular_files import NotRegularError, is_plain, open_regular
from .saving import open_new
from .sqlite_logs import beside, logs_of, names_another, remove_logs, remove_write_ahead
from .temporary import partial_beside, room_needed, temporary_folder

SECONDS_TO_WAIT = 1.0
"""For another program that has a file open."""

TRIES = 5
"""How often a file is copied that is written meanwhile."""

SECONDS_OF_A_TICK = 2.0
"""A file whose time is older was not written within the tick of a clock: FAT counts in two seconds,
other systems in a few milliseconds."""

Fits = Callable[[sqlite3.Connection], bool]
"""Returns whether what a database holds fits together, as its kind can tell."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes of a file when another is put in its place, or anything is written into it."""

    device: int
    inode: int
    size: int
    written_ns: int
    changed_ns: int


def stamp_of(path: Path) -> Stamp | None:
    """Returns the stamp of a file; None where there is none that can be reached."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return Stamp(
        status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
    )


def make(
    path: Path,
    layout: SchemaLayout,
    fill: Callable[[sqlite3.Connection], None],
    *,
    mode: int = 0o666,
) -> None:
    """Puts a new file of the present version at ``path``, whole and on the disk.

    What SQLite has left beside the place, of another file that bore the name, is removed.

    Args:
        path: Where; nothing that is there is replaced.
        layout: The kind of file.
        fill: Puts the rows in, within a transaction.
        mode: Who may read and write it, as far as the user's own settings allow.

    Raises:
        FileExistsError: There is something under that name already.
        OSError, sqlite3.Error: It cannot be written; nothing is left of it.
    """
    partial = partial_beside(path)
    try:
        open_new(partial, mode).close()
        with closing(sqlite3.connect(partial, isolation_level=None)) as connection:
            guard(connection, layout)
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(f"PRAGMA application_id = {layout.application_id}")
            connection.execute(f"PRAGMA user_version = {layout.version}")
            connection.executescript(f"BEGIN; {layout.versions[layout.version]}")
            fill(connection)
            connection.execute("COMMIT")
        _to_disk(partial)
        _put(partial, path)
        _to_disk(path.parent)
    finally:
        for left in (partial, *beside(partial)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def open_to_write(
    path: Path,
    layout: SchemaLayout,
    fits: Fits | None,
    *,
    write_ahead: bool = False,
    shared: bool = False,
) -> sqlite3.Connection:
    """Returns a connection that writes a file, and keeps it to itself until it is closed.

    A step is whole in the file itself once it is committed and nothing that belongs to it lies
    beside it: so a copy, or the file under another name, lacks nothing. With ``write_ahead`` a
    step is quicker, outlives the program but not the power, and is in a log beside the file.

    Args:
        path: The file.
        layout: Its kind.
        fits: Decides whether a log beside the file belongs to it; None where it always does.
        write_ahead: For a file that is not sent about and can be made again.
        shared: Others may have the file open as well, and write it between two steps.

    Raises:
        NotRegularError: It is a link or no file, or something else lies in the place of its log.
        OSError: It may not be read.
        DatabaseFileError: It is none of this kind, or not as that is written.
        sqlite3.Error: It cannot be opened; another program may have it.
    """
    if not is_plain(path):
        path.stat()
        raise NotRegularError(path)
    version_of(path, layout)
    _settle_logs(path, layout, fits)
    connection = sqlite3.connect(
        address(path, "mode=rw"),
        uri=True,
        isolation_level=None,
        timeout=SECONDS_TO_WAIT,
        check_same_thread=False,
    )
    try:
        if not shared:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        guard(connection, layout)
        check_schema(connection, layout)
        connection.execute(f"PRAGMA journal_mode = {'WAL' if write_ahead else 'DELETE'}")
        connection.execute(f"PRAGMA synchronous = {'NORMAL' if write_ahead else 'FULL'}")
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync = ON")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        if not write_ahead:
            remove_write_ahead(path)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def opened_copy(path: Path, layout: SchemaLayout, fits: Fits) -> Iterator[sqlite3.Connection]:
    """Gives a connection to a copy of a file as it is at this moment, in whatever version.

    The file is not touched, and another program may write it meanwhile.

    Raises:
        OSError: It cannot be read, or is no ordinary file.
        DatabaseFileError: It is none of this kind, or it is damaged. Its schema is not looked at.
        TemporaryFolderError: There is no room for the copy.
    """
    version_of(path, layout)
    with temporary_folder() as folder:
        connection = _settled(path, folder / "copy", layout, fits)
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def glance(path: Path, layout: SchemaLayout, table: str) -> Iterator[sqlite3.Connection]:
    """Gives a connection for reading a table that never changes; no log is looked at.

    Raises:
        OSError: It cannot be read, or is no ordinary file.
        DatabaseFileError: It is none of this kind, or the table is not as that is written.
        sqlite3.Error: It cannot be read.
    """
    version_of(path, layout)
    place = address(path, "mode=ro&immutable=1")
    with closing(sqlite3.connect(place, uri=True)) as connection:
        guard(connection, layout)
        check_table(connection, layout, table)
        yield connection


def _settle_logs(path: Path, layout: SchemaLayout, fits: Fits | None) -> None:
    """Removes the logs beside a file that belong to another one of its name."""
    logs = logs_of(path)
    if fits is None and logs == _ours(logs):
        return
    if fits is None:
        fits = _always
    if not logs:
        return
    with temporary_folder() as folder:
        for taken in (_ours(logs), ()):
            connection = _sound(path, folder / "copy", layout, taken)
            if connection is None:
                continue
            try:
                is_whole = _holds(connection, layout, fits)
            finally:
                connection.close()
            if is_whole:
                if taken != logs:
                    remove_logs(path)
                return


def _always(_connection: sqlite3.Connection) -> bool:
    return True


def _settled(path: Path, copy: Path, layout: SchemaLayout, fits: Fits) -> sqlite3.Connection:
    """Returns a connection to a sound copy: with the logs, unless only without them all fits."""
    for _ in range(TRIES):
        logs = _ours(logs_of(path))
        connection = _sound(path, copy, layout, logs)
        if logs and (connection is None or not _holds(connection, layout, fits)):
            alone = _sound(path, copy.with_name("alone"), layout, ())
            if alone is not None and _holds(alone, layout, fits):
                if connection is not None:
                    connection.close()
                return alone
            if alone is not None:
                alone.close()
        if connection is not None:
            return connection
    raise DamagedDatabaseError(path)


def _holds(connection: sqlite3.Connection, layout: SchemaLayout, fits: Fits) -> bool:
    try:
        check_schema(connection, layout)
        return fits(connection)
    except (sqlite3.Error, DatabaseFileError, ValueError, LookupError, TypeError, AttributeError):
        return False


def _ours(logs: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(log for log in logs if not names_another(log))


def _sound(
    path: Path, copy: Path, layout: SchemaLayout, logs: tuple[Path, ...]
) -> sqlite3.Connection | None:
    """Returns a connection to a copy; None where the file changed meanwhile, or is damaged."""
    for old in (copy, *beside(copy)):
        old.unlink(missing_ok=True)
    before = _moment(path)
    pairs = [(path, copy)]
    pairs += [(log, copy.with_name(f"{copy.name}{log.name[len(path.name) :]}")) for log in logs]
    for source, target in pairs:
        _copy(source, target)
    if before != _moment(path) or not all(_is_still(*pair) for pair in pairs):
        return None
    connection = sqlite3.connect(copy, isolation_level=None)
    try:
        guard(connection, layout)
        connection.execute("PRAGMA ignore_check_constraints = ON")  # a row too many is no damage
        with room_needed():  # what was being written when the program ended is taken back
            sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        connection.execute("PRAGMA ignore_check_constraints = OFF")
    except sqlite3.DatabaseError:
        sound = False
    if sound:
        return connection
    connection.close()
    return None


def _moment(path: Path) -> tuple[Stamp | None, ...]:
    """Returns what changes when anything is written into a file or the logs beside it."""
    return tuple(stamp_of(each) for each in (path, *beside(path)))


def _copy(source: Path, target: Path) -> None:
    with suppress(FileNotFoundError), open_regular(source) as stream:
        with room_needed():
            copy = target.open("xb", buffering=0)
        with copy:
            while data := memoryview(stream.read(1 << 20)):
                while data:
                    with room_needed():
                        data = data[copy.write(data) :]


def _is_still(source: Path, copy: Path) -> bool:
    """Returns whether a file is as it was copied, where its time alone cannot tell."""
    try:
        if time.time() - source.stat().st_mtime > SECONDS_OF_A_TICK:
            return True
        with open_regular(source) as first, copy.open("rb") as second:
            while data := first.read(1 << 20):
                if data != second.read(len(data)):
                    return False
            return not second.read(1)
    except FileNotFoundError:
        return not copy.exists()


def _put(partial: Path, path: Path) -> None:
    """Gives a file its name, which nothing else has.

    Raises:
        FileExistsError: Something has it.
    """
    if os.path.lexists(path):
        raise FileExistsError(path)
    remove_logs(path)
    if os.name == "nt":
        partial.rename(path)  # fails there where the name is taken
        return
    try:
        os.link(partial, path)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no second names
        partial.replace(path)


def _to_disk(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folder; a rename there is in the journal of the file system
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
