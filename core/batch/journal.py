"""The journal of a batch: what each file gave, kept beside the workbook, so that a run resumes.

An SQLite file that one program at a time has open. A result is on record when its transaction
is, so a run that is killed loses the files that were being read and no other.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ..errors import GoujiError, OutputError
from .results import FoundResult, ReportResult

SUFFIX = ".gouji-batch"
VERSION = 4
"""Of the tables and of what is made of a report (its rows in the workbook); a journal of another
version is begun anew."""

SECONDS_TO_WAIT = 1.0

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
_OWN_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
COLUMNS = tuple(field.name for field in fields(ReportResult) if field.name != "findings")
_NAMED = ", ".join(f'"{name}"' for name in COLUMNS)

READ = ""
"""The kind of a result that is no error."""

ALWAYS, NEVER = "", "-"
"""Terms of a result that the bytes of the file give again whoever reads them, and of one that
they need not give again: the next run reads the file anew."""


@dataclass(frozen=True, slots=True)
class Kept:
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


def journal_path(output: Path) -> Path:
    """Returns where the journal of a workbook lies."""
    return output.with_suffix(SUFFIX)


class Journal:
    """An open journal; one program at a time has it open.

    Args:
        path: Made where it is not there.
        fresh: Forget what is on record.

    Raises:
        BatchBusyError: Another program has it open.
        OutputError: It cannot be written.
    """

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        self.path = path
        try:
            self._connection = self._opened(fresh)
        except sqlite3.Error as error:
            raise _refusal(path, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives the file back, with its log carried over."""
        self._connection.close()

    def begin(self, paths: Sequence[Path]) -> None:
        """Sets the files of this run, in order."""
        with self._connection as connection:
            connection.execute("DELETE FROM file")
            connection.executemany(
                "INSERT INTO file (path) VALUES (?)", [(stored_path(path),) for path in paths]
            )

    def add_file(self, path: Path) -> None:
        """Adds a file behind the others."""
        with self._connection as connection:
            connection.execute("INSERT OR IGNORE INTO file (path) VALUES (?)", (stored_path(path),))

    def kept(self, key: str) -> Kept | None:
        """Returns what is on record under a key."""
        row = self._connection.execute("SELECT kind, terms FROM result WHERE key = ?", (key,))
        found = row.fetchone()
        return None if found is None else Kept(*found)

    def point(self, path: Path, key: str) -> None:
        """Lets a file of this run have the result under a key, which is on record."""
        with self._connection as connection:
            connection.execute("UPDATE file SET key = ? WHERE path = ?", (key, stored_path(path)))

    def record(self, path: Path, key: str, reports: Sequence[ReportResult]) -> None:
        """Puts on record what a file gave."""
        with self._connection as connection:
            self._forget(key)
            connection.execute("INSERT INTO result VALUES (?, ?, '', '', '')", (key, READ))
            for report in reports:
                self._insert(key, report)
            connection.execute("UPDATE file SET key = ? WHERE path = ?", (key, stored_path(path)))

    def record_error(self, path: Path, key: str, error: GoujiError, terms: str) -> None:
        """Puts on record why a file could not be read, and when it would be so again."""
        row = (key, type(error).__name__, error.sentence("zh"), error.sentence("en"), terms)
        with self._connection as connection:
            self._forget(key)
            connection.execute("INSERT INTO result VALUES (?, ?, ?, ?, ?)", row)
            connection.execute("UPDATE file SET key = ? WHERE path = ?", (key, stored_path(path)))

    def set_fact(self, name: str, value: str | bytes) -> None:
        """Keeps something about the run, such as the folder."""
        with self._connection as connection:
            connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def fact(self, name: str) -> str:
        """Returns what is kept under a name, empty for nothing."""
        found = self._connection.execute("SELECT value FROM fact WHERE name = ?", (name,))
        row = found.fetchone()
        return "" if row is None else os.fsdecode(row[0])

    def tidy(self) -> None:
        """Forgets what no file of this run has: older versions of files and of the program."""
        gone = "SELECT key FROM result WHERE key NOT IN (SELECT key FROM file)"
        with self._connection as connection:
            for key in [row[0] for row in connection.execute(gone)]:
                self._forget(key)

    def rows(self, query: str, values: Sequence[Any] = ()) -> Iterator[sqlite3.Row]:
        """Yields the rows of a query, one at a time."""
        yield from self._connection.execute(query, values)

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

    def _opened(self, fresh: bool) -> sqlite3.Connection:
        connection = _connected(self.path)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if fresh or version != VERSION:
            columns = ", ".join(f'"{name}"' for name in COLUMNS)
            names = [row[0] for row in connection.execute(_OWN_TABLES)]
            dropped = "".join(f'DROP TABLE "{name}";' for name in names)
            connection.executescript(
                f"BEGIN IMMEDIATE; {dropped} {_TABLES.format(columns=columns)}"
                f"PRAGMA user_version = {VERSION}; COMMIT;"
            )
        return connection


def _connected(path: Path) -> sqlite3.Connection:
    """Returns a connection that keeps the file to itself, so that it needs no shared memory."""
    connection = sqlite3.connect(path, timeout=SECONDS_TO_WAIT)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is gone
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _finding_row(found: FoundResult) -> tuple[Any, ...]:
    return astuple(found)


def _refusal(path: Path, error: sqlite3.Error) -> OutputError:
    if str(getattr(error, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BatchBusyError(
            f"{path.name} 正被另一次批量处理使用。", f"{path.name} is in use by another batch."
        )
    return OutputError(
        f"{path} 不能写入（{error}）。请检查权限和磁盘空间，或换一个输出位置。",
        f"{path} cannot be written ({error}). Check its permissions and the disk's space, "
        "or choose another place.",
    )
