"""What SQLite keeps beside a file: whether it belongs to the file, and its removal where not.

A log lies beside its file by its name alone. One that a killed session left is played into
whatever bears that name later; so a log is taken only where the file holds together with it.
"""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path

from .regular_files import NotRegularError, open_regular

ENDS = ("-wal", "-shm", "-journal")
_JOURNAL_MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
"""Begins a rollback journal that is in force, and ends one that names a further file, which SQLite
opens and deletes. Ours name none (SQLite, “Database File Format”, 3)."""

_WAL_HEADER = 32
"""Bytes of the head of a write-ahead log; a log of that length or less holds no page."""


def beside(path: Path) -> tuple[Path, ...]:
    """Returns where SQLite keeps what belongs to a file."""
    return tuple(path.with_name(f"{path.name}{end}") for end in ENDS)


def logs_of(path: Path) -> tuple[Path, ...]:
    """Returns the logs beside a file that SQLite would play into it.

    Raises:
        NotRegularError: Something else than a file lies there, which would be waited for or
            followed.
        OSError: One may not be read.
    """
    wal, shared, journal = beside(path)
    for each in (wal, shared, journal):
        _check(each)
    found = []
    if _beginning(wal, _WAL_HEADER + 1)[_WAL_HEADER:]:
        found.append(wal)
    if _beginning(journal, 8) == _JOURNAL_MAGIC:
        found.append(journal)
    return tuple(found)


def names_another(log: Path) -> bool:
    """Returns whether a journal names a further file; none that we write does."""
    with open_regular(log, follow=False) as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - 8))
        return size > 16 and stream.read(8) == _JOURNAL_MAGIC


def remove_logs(path: Path) -> None:
    """Removes what lies beside a file that it does not belong to."""
    for each in beside(path):
        with suppress(OSError):
            each.unlink(missing_ok=True)


def remove_write_ahead(path: Path) -> None:
    """Removes the empty shell of a write-ahead log from beside a file that keeps none any more."""
    wal, shared, _ = beside(path)
    for each in (wal, shared):
        with suppress(OSError):
            each.unlink(missing_ok=True)


def _check(path: Path) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        raise NotRegularError(path)


def _beginning(path: Path, count: int) -> bytes:
    try:
        with open_regular(path, follow=False) as stream:
            return stream.read(count)
    except FileNotFoundError:
        return b""
