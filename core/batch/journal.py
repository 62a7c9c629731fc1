"""The journal of a batch: what each file gave, kept beside the workbook, so that a run resumes.

An SQLite file that one program at a time has open. A result is on record when its transaction
is, so a run that is killed loses the files that were being read and no other.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from types import NoneType
from typing import Any

from ..errors import GoujiError, OutputError
from ..files.closable import Closable
from ..files.connections import SECONDS_TO_WAIT, make, open_to_write, opened_copy
from ..files.database import (
    HEADER,
    MEANINGLESS,
    DamagedDatabaseError,
    DatabaseFileError,
    NewerDatabaseError,
    SchemaLayout,
    StrangeDatabaseError,
    address,
    check_schema,
    is_header,
    version_of,
)
from ..files.regular_files import NotRegularError, is_plain, open_regular
from ..files.sqlite_logs import logs_of
from .results import FoundResult, ReportResult

SUFFIX = ".gouji-batch"
APPLICATION_ID = 0x476F7542
"""“GouB”, at byte 68 of the file."""

MOST_BYTES = 1 << 26
"""Of one cell: the readings of a report, packed."""

VERSION = 7
"""Of the tables and of what is kept of a report (its values in the workbook); a journal of another
version is begun anew."""

_TABLES = """
CREATE TABLE file (
    number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, key TEXT NOT NULL DEFAULT '');
CREATE TABLE result (
    key TEXT PRIMARY KEY, kind TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL,
    terms TEXT NOT NULL);
CREATE TABLE report (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, {columns});
CREATE INDEX report_key ON report (key, "index");
CREATE TABLE finding (
    report INTEGER NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL,
    explained INTEGER NOT NULL, data TEXT NOT NULL);
CREATE INDEX finding_report ON finding (report);
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
COLUMNS = tuple(field.name for field in fields(ReportResult) if field.name != "findings")
_NAMED = ", ".join(f'"{name}"' for name in COLUMNS)
DEFINITION = _TABLES.format(columns=_NAMED)
LAYOUT = SchemaLayout(APPLICATION_ID, {VERSION: DEFINITION}, MOST_BYTES)
UNMARKED = SchemaLayout(0, {3: DEFINITION, 4: DEFINITION}, MOST_BYTES)
"""Journals until version 4, which bore no mark: told by their tables alone."""

DRAWS = "draws"
"""The fact that holds which spot checks were drawn from the batch."""

READ = ""
"""The kind of a result that is no error."""

ALWAYS, NEVER = "", "-"
"""Terms of a result that the bytes of the file give again whoever reads them, and of one that
they need not give again: the next run reads the file anew."""


@dataclass(frozen=True, slots=True)
class KeptResult:
    """What is on record of a file: the class of its error, empty for none, and its terms: the
    limits under which it would be the same, or ``ALWAYS``, or ``NEVER``. Nothing of a password.
    """

    kind: str
    terms: str


class BatchBusyError(OutputError):
    """Another program is at the same batch."""

    advice_zh = "请等它结束，或换一个输出文件名。"
    advice_en = "Wait for it to end, or choose another output file."


def stored_path(path: Path) -> str | bytes:
    """Returns a path as it is kept: as text, or as the bytes that it is where they are none."""
    text = str(path)
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return text


def path_of(stored: str | bytes) -> Path:
    """Returns the path that was kept."""
    return Path(os.fsdecode(stored))


class JournalRefusedError(OutputError):
    """What lies in the place of a journal is none, or is damaged."""


class DamagedJournalError(JournalRefusedError):
    """A journal is damaged; reading everything again replaces it."""


def journal_path(output: Path) -> Path:
    """Returns where the journal of a workbook lies."""
    return output.with_suffix(SUFFIX)


def prepare_journal(path: Path, *, fresh: bool = False) -> None:
    """Makes a journal that a run goes on with, or looks over the one that is there.

    Runs in a worker process: a journal is what anybody made it, and only one that was read from
    end to end within the limits is opened where there are none.

    Raises:
        OutputError: As ``Journal``.
    """
    with Journal(path, fresh=fresh) as journal:
        journal.check_whole()


class Journal(Closable):
    """An open journal; one program at a time has it open.

    Args:
        path: Made where it is not there.
        fresh: Forget what is on record, but for what was drawn from it.
        existing: Only one that is there and of this version is wanted.

    Raises:
        BatchBusyError: Another program has it open.
        JournalRefusedError: It is no journal, or is damaged.
        OutputError: It cannot be written.
    """

    def __init__(self, path: Path, *, fresh: bool = False, existing: bool = False) -> None:
        self.path = path
        try:
            self._connection = self._opened(fresh, existing)
        except (OSError, DatabaseFileError, sqlite3.Error) as error:
            raise _refusal(path, error) from error

    def close(self) -> None:
        """Gives the file back, with its log carried over."""
        self._connection.close()

    def check_whole(self) -> None:
        """Returns if the file holds together.

        Raises:
            JournalRefusedError: It does not.
        """
        try:
            sound = self._connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            raise _refusal(self.path, error) from error
        if tuple(sound) != ("ok",):
            raise _refusal(self.path, DamagedDatabaseError(self.path))

    def begin(self, paths: Sequence[Path]) -> None:
        """Sets the files of this run, in order."""
        with self._step() as connection:
            connection.execute("DELETE FROM file")
            connection.executemany(
                "INSERT INTO file (path) VALUES (?)", [(stored_path(path),) for path in paths]
            )

    def add_file(self, path: Path) -> None:
        """Adds a file behind the others."""
        with self._step() as connection:
            connection.execute("INSERT OR IGNORE INTO file (path) VALUES (?)", (stored_path(path),))

    def kept(self, key: str) -> KeptResult | None:
        """Returns what is on record under a key."""
        rows = self.rows("SELECT kind, terms FROM result WHERE key = ?", (key,))
        found = next(rows, None)
        return None if found is None else KeptResult(*found)

    def point(self, path: Path, key: str) -> None:
        """Lets a file of this run have the result under a key, which is on record."""
        with self._step() as connection:
            connection.execute("UPDATE file SET key = ? WHERE path = ?", (key, stored_path(path)))

    def record(self, path: Path, key: str, reports: Sequence[ReportResult]) -> None:
        """Puts on record what a file gave."""
        with self._step() as connection:
            self._forget(key)
            connection.execute("INSERT INTO result VALUES (?, ?, '', '', '')", (key, READ))
            for report in reports:
                self._insert(key, report)
            connection.execute("UPDATE file SET key = ? WHERE path = ?", (key, stored_path(path)))

    def record_error(self, path: Path, key: str, error: GoujiError, terms: str) -> None:
        """Puts on record why a file could not be read, and when it would be so again."""
        row = (key, error.kind, error.sentence("zh"), error.sentence("en"), terms)
        with self._step() as connection:
            self._forget(key)
            connection.execute("INSERT INTO result VALUES (?, ?, ?, ?, ?)", row)
            connection.execute("UPDATE file SET key = ? WHERE path = ?", (key, stored_path(path)))

    def set_fact(self, name: str, value: str | bytes) -> None:
        """Keeps something about the run, such as the folder."""
        with self._step() as connection:
            connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def fact(self, name: str) -> str:
        """Returns what is kept under a name, empty for nothing."""
        row = next(self.rows("SELECT value FROM fact WHERE name = ?", (name,)), None)
        return "" if row is None else os.fsdecode(row[0])

    def tidy(self) -> None:
        """Forgets what no file of this run has: older versions of files and of the program."""
        gone = "SELECT key FROM result WHERE key NOT IN (SELECT key FROM file)"
        with self._step() as connection:
            for key in [row[0] for row in connection.execute(gone)]:
                self._forget(key)

    def rows(self, query: str, values: Sequence[Any] = ()) -> Iterator[sqlite3.Row]:
        """Yields the rows of a query, one at a time.

        Raises:
            JournalRefusedError: A value is of another type than is ever written.
            OutputError: They cannot be read.
        """
        try:
            for row in self._connection.execute(query, values):
                if not all(map(_is_of_its_type, row.keys(), row)):
                    raise DamagedDatabaseError(self.path)
                yield row
        except (DatabaseFileError, sqlite3.Error, UnicodeDecodeError) as error:
            raise _refusal(self.path, error) from error

    @contextmanager
    def decoding(self) -> Iterator[None]:
        """Tells of values on record that say nothing as of a damaged journal.

        Raises:
            JournalRefusedError: A value cannot be read back.
        """
        try:
            yield
        except MEANINGLESS as error:
            raise _refusal(self.path, DamagedDatabaseError(self.path)) from error

    def _forget(self, key: str) -> None:
        run = self._connection.execute
        run("DELETE FROM finding WHERE report IN (SELECT id FROM report WHERE key = ?)", (key,))
        run("DELETE FROM report WHERE key = ?", (key,))
        run("DELETE FROM result WHERE key = ?", (key,))

    def _insert(self, key: str, report: ReportResult) -> None:
        values = [getattr(report, name) for name in COLUMNS]
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        done = self._connection.execute(
            f"INSERT INTO report (key, {_NAMED}) VALUES ({marks})",  # noqa: S608
            (key, *values),
        )
        self._connection.executemany(
            "INSERT INTO finding VALUES (?, ?, ?, ?, ?)",
            [(done.lastrowid, *_finding_row(found)) for found in report.findings],
        )

    def _opened(self, fresh: bool, existing: bool) -> sqlite3.Connection:
        if not existing:
            self._make_room(fresh=fresh)
        connection = open_to_write(self.path, LAYOUT, None, write_ahead=True)
        connection.isolation_level = "DEFERRED"
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is gone
        return connection

    def _make_room(self, *, fresh: bool) -> None:
        """Leaves a journal of this version at the path, a new one where there is none to go on.

        A file is replaced only where its first bytes say that it is a journal.
        """
        draws = ""
        if os.path.lexists(self.path):
            if not is_plain(self.path):
                raise NotRegularError(self.path)
            logs_of(self.path)  # what is no file there would be waited for
            if not _is_of_another_version(self.path) and not fresh:
                return
            _check_unused(self.path)
            draws = _kept_draws(self.path)
            self.path.unlink()

        def fill(connection: sqlite3.Connection) -> None:
            if draws:
                connection.execute("INSERT INTO fact VALUES (?, ?)", (DRAWS, draws))

        make(self.path, LAYOUT, fill)

    @contextmanager
    def _step(self) -> Iterator[sqlite3.Connection]:
        """Gives the connection for one transaction."""
        try:
            with self._connection as connection:
                yield connection
        except sqlite3.Error as error:
            raise _refusal(self.path, error) from error


_TYPES: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("key", "failure", "zh", "en", "terms", "rule", "severity"), (str,)),
    **dict.fromkeys(("organization", "kind", "sha256", "packing", "audited"), (str, NoneType)),
    **dict.fromkeys(("path", "value", "data"), (str, bytes)),
    **dict.fromkeys(("id", "index", "year", "cells"), (int, NoneType)),
    "state": (str, NoneType),
    "requests": (int, float, NoneType),
    "rows": (bytes, NoneType),
    "handed": (str, NoneType),
    "explained": (int,),
}
"""What a column holds, by its name; SQLite itself lets anything stand in any. A file without a
report has none of a report's."""


def _is_of_its_type(name: str, value: object) -> bool:
    return isinstance(value, _TYPES.get(name, (object,)))


def _is_of_another_version(path: Path) -> bool:
    """Returns whether a file is a journal that this version does not go on with.

    Raises:
        StrangeDatabaseError: It is no journal.
    """
    with open_regular(path, follow=False) as stream:
        header = stream.read(HEADER)
    if not header:
        return True  # a run was killed before the first byte of it
    if is_header(header, LAYOUT):
        return int.from_bytes(header[60:64], "big") != VERSION
    version_of(path, UNMARKED)
    with opened_copy(path, UNMARKED, lambda _: True) as connection:
        check_schema(connection, UNMARKED)
    return True


def _check_unused(path: Path) -> None:
    """Returns if no other program has a journal open.

    Raises:
        sqlite3.OperationalError: One has.
    """
    place = address(path, "mode=rw")
    with closing(sqlite3.connect(place, uri=True, timeout=SECONDS_TO_WAIT)) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            return  # damaged: nobody works with it
        connection.rollback()


def _kept_draws(path: Path) -> str:
    """Returns what is on record of spot checks, which is never forgotten; nothing where unread."""
    with (
        suppress(OSError, DatabaseFileError, sqlite3.Error),
        opened_copy(path, LAYOUT, lambda _: True) as connection,
    ):
        check_schema(connection, LAYOUT)
        row = connection.execute("SELECT value FROM fact WHERE name = ?", (DRAWS,)).fetchone()
        return "" if row is None else str(row[0])
    return ""


def _finding_row(found: FoundResult) -> tuple[Any, ...]:
    return astuple(found)


def _refusal(path: Path, error: Exception) -> OutputError:
    """Returns what is said of a journal that cannot be used."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BatchBusyError(
            f"{path.name} 正被另一次批量处理使用。", f"{path.name} is in use by another batch."
        )
    if isinstance(error, StrangeDatabaseError | NotRegularError):
        # It may lie beside the journal, in the place of its log.
        strange = path.with_name(Path(getattr(error, "filename", None) or path).name)
        return JournalRefusedError(
            f"{strange} 不是批量处理的记录（是别的文件、链接或管道），没有改动。"
            "请移走它，或换一个输出文件名。",
            f"{strange} is no journal of a batch (it is another file, a link or a pipe); it was "
            "left as it is. Move it away, or choose another output file.",
        )
    if isinstance(error, NewerDatabaseError):
        return JournalRefusedError(
            f"{path} 由更新版本的 Gouji 写成，没有改动。请更新 Gouji，或换一个输出文件名。",
            f"{path} was written by a newer Gouji; it was left as it is. Update Gouji, or choose "
            "another output file.",
        )
    is_damaged = not isinstance(error, OSError | sqlite3.OperationalError)
    if is_damaged or name in ("SQLITE_ERROR", "SQLITE_CORRUPT", "SQLITE_NOTADB"):
        return DamagedJournalError(
            f"{path} 已损坏或被改动，不能使用。请用 gouji batch --fresh 重新读取。",
            f"{path} is damaged or was changed and cannot be used. Read anew with "
            "gouji batch --fresh.",
        )
    return OutputError(
        f"{path} 不能写入（{error}）。请检查权限和磁盘空间，或换一个输出位置。",
        f"{path} cannot be written ({error}). Check its permissions and the disk's space, "
        "or choose another place.",
    )
