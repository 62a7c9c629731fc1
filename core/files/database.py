"""SQLite files of our own kinds: what marks them, what they consist of, and how they are read.

Such files are sent about, so one is what anybody made it. Before a byte of it is written, and
before anything but its schema is read, its mark, its version and every object in it are compared
with what that version writes: a view in the place of a table shows whatever it likes, and a trigger
does. No text of a file ever is part of an SQL statement.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from ..bilingual import Bilingual
from .file_names import plain_name
from .regular_files import open_regular

HEADER = 100
"""Bytes at the beginning of a file that say what it is (SQLite, “Database File Format”, 1.3)."""

_MAGIC = b"SQLite format 3\0"
_MOST_OBJECTS = 200
"""More than any of our files holds."""

MOST_BYTES = 1 << 26
"""Of one cell, where a kind of file does not say otherwise."""


MEANINGLESS = (
    ValueError, LookupError, TypeError, ArithmeticError, AttributeError, RecursionError,
)  # fmt: skip
"""What comes of values in a file that no version has written, such as lists in lists in lists."""


@dataclass(frozen=True)
class SchemaLayout:
    """A kind of file.

    Attributes:
        application_id: What marks it, at byte 68 of the file.
        versions: The SQL that makes its tables, by version (``user_version``, at byte 60).
        most_bytes: What one cell of it holds at most.
    """

    application_id: int
    versions: Mapping[int, str]
    most_bytes: int = MOST_BYTES

    @property
    def version(self) -> int:
        """The present version."""
        return max(self.versions)


@dataclass(frozen=True, slots=True)
class SchemaDifference:
    """An object of a database that its version does not write so.

    Attributes:
        what: "added", "dropped" or "changed".
        kind: "table", "index", "trigger" or "view", as the file says.
        name: Of the object, fit to be shown.
        tables: What it is, or belongs to, as the definition and as the file say.
    """

    what: str
    kind: str
    name: str
    tables: frozenset[str] = frozenset()

    def sentence(self, language: str) -> str:
        """Returns what it is in "zh" or "en"."""
        zh, en = _WHATS[self.what]
        kind_zh = _KINDS.get(self.kind, "对象")
        return Bilingual(
            f"{kind_zh} {self.name} {zh}", f"{self.kind} {self.name} {en}"
        ).in_language(language)


_WHATS = {
    "added": Bilingual("是后来加上的", "was added"),
    "dropped": Bilingual("被删除", "was dropped"),
    "changed": Bilingual("被改动", "was changed"),
}
_KINDS = {"table": "表", "index": "索引", "trigger": "触发器", "view": "视图"}


class DatabaseFileError(Exception):
    """A file that is none of its kind, or not as that is written."""


class StrangeDatabaseError(DatabaseFileError):
    """A file of another kind."""


class NewerDatabaseError(DatabaseFileError):
    """A file of a version that this program does not know."""


class DamagedDatabaseError(DatabaseFileError):
    """A file that cannot be read to its end."""


class AlteredDatabaseError(DatabaseFileError):
    """A file with other objects than its version writes; ``differences`` names them."""

    def __init__(self, differences: tuple[SchemaDifference, ...]) -> None:
        super().__init__(differences)
        self.differences = differences

    @property
    def is_harmless(self) -> bool:
        """Whether nothing is there that does or shows anything of its own.

        Where only triggers are missing, what kept rows from being changed was taken away.
        """
        return all((each.what, each.kind) == ("dropped", "trigger") for each in self.differences)


def is_header(header: bytes, layout: SchemaLayout) -> bool:
    """Returns whether a file that begins so is of a kind."""
    return (
        len(header) == HEADER
        and header.startswith(_MAGIC)
        and int.from_bytes(header[68:72], "big") == layout.application_id
    )


def version_of(path: Path, layout: SchemaLayout) -> int:
    """Returns the version of a file, from its first bytes alone.

    Raises:
        OSError: There is none, it may not be read, or it is no ordinary file.
        StrangeDatabaseError, NewerDatabaseError: It is of another kind, or newer.
    """
    with open_regular(path) as stream:
        header = stream.read(HEADER)
    if not is_header(header, layout):
        raise StrangeDatabaseError(path)
    return _known(int.from_bytes(header[60:64], "big"), layout)


def check_schema(connection: sqlite3.Connection, layout: SchemaLayout) -> int:
    """Returns the version of an open database that is as its version writes it.

    Raises:
        AlteredDatabaseError: It holds another object, or lacks one.
        StrangeDatabaseError, NewerDatabaseError: It is of another kind, or newer.
        sqlite3.Error: It cannot be read.
    """
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if mark & 0xFFFFFFFF != layout.application_id:
        raise StrangeDatabaseError
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    found = differences(connection, layout.versions[_known(version, layout)])
    if found:
        raise AlteredDatabaseError(found)
    return int(version)


def check_table(connection: sqlite3.Connection, layout: SchemaLayout, table: str) -> None:
    """Returns if one table of an open database is as its version writes it, whatever else is not.

    Raises:
        AlteredDatabaseError: It is another, or something else bears on it.
        StrangeDatabaseError, NewerDatabaseError: The database is of another kind, or newer.
        sqlite3.Error: It cannot be read.
    """
    try:
        check_schema(connection, layout)
    except AlteredDatabaseError as error:
        if any(table in each.tables and each.kind != "trigger" for each in error.differences):
            raise


def differences(connection: sqlite3.Connection, definition: str) -> tuple[SchemaDifference, ...]:
    """Returns the objects of a database that the SQL of its definition does not give so.

    Raises:
        DamagedDatabaseError: Their names are no text.
        sqlite3.Error: They cannot be read.
    """
    wanted = dict(_objects_of(definition))
    try:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        held = dict(map(_keyed, rows.fetchmany(_MOST_OBJECTS)))
    except UnicodeDecodeError as error:
        raise DamagedDatabaseError from error
    found = [
        _difference(_what(key, wanted, held), key, wanted, held)
        for key in wanted.keys() | held.keys()
        if wanted.get(key) != held.get(key)
    ]
    return tuple(sorted(found, key=lambda each: (each.kind, each.name, each.what)))


def guard(connection: sqlite3.Connection, layout: SchemaLayout) -> None:
    """Takes from a connection what our own statements do not need.

    No function or virtual table is called by the schema of a file, no other file is reached, and
    no cell is larger than its kind allows.
    """
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    for name, most in (
        (sqlite3.SQLITE_LIMIT_LENGTH, layout.most_bytes),
        (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
        (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 2),
    ):
        connection.setlimit(name, most)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)  # noqa: FBT003


@contextmanager
def within(connection: sqlite3.Connection, most_bytes: int) -> Iterator[None]:
    """Lets no larger value be read from a database meanwhile, whatever else its kind allows.

    What would be larger is an ``sqlite3.DataError`` before it is loaded.
    """
    before = connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, most_bytes)
    try:
        yield
    finally:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, before)


def address(path: Path, query: str) -> str:
    """Returns the URI of a file for SQLite, whatever stands in its name.

    ``Path.as_uri`` names the server of a share as an authority, which SQLite refuses.
    """
    place = path.absolute().as_posix()
    slash = "" if place.startswith("/") else "/"
    return f"file://{slash}{quote(os.fsencode(place))}?{query}"


Key = tuple[str, str]
"""The kind and the name of an object."""

Objects = Mapping[Key, tuple[str, str | None]]
"""By that, the table that an object is of, and its SQL."""


@lru_cache(maxsize=16)
def _objects_of(definition: str) -> tuple[tuple[Key, tuple[str, str | None]], ...]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(definition)
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        return tuple(map(_keyed, rows.fetchall()))
    finally:
        connection.close()


def _keyed(row: tuple[str, str, str, str | None]) -> tuple[Key, tuple[str, str | None]]:
    kind, name, table, sql = row
    return (str(kind), str(name)), (str(table), sql)


def _what(key: Key, wanted: Objects, held: Objects) -> str:
    if key not in held:
        return "dropped"
    return "changed" if key in wanted else "added"


def _difference(what: str, key: Key, wanted: Objects, held: Objects) -> SchemaDifference:
    kind, name = key
    tables = {name.lower()}
    tables |= {found[key][0].lower() for found in (wanted, held) if key in found}
    return SchemaDifference(what, plain_name(kind)[:20], plain_name(name)[:60], frozenset(tables))


def _known(version: int, layout: SchemaLayout) -> int:
    if version > layout.version:
        raise NewerDatabaseError
    if version not in layout.versions:
        raise StrangeDatabaseError
    return version
