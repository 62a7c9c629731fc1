"""Names of files and folders that last for a moment, and the removal of those left by the dead.

A name says which process of which machine made it, and when that process began. What a process
that was killed has left is removed by the next one that makes such a file or folder in the same
place; what it left in the temporary folder, by the next one that writes a file anywhere.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import TemporaryFolderError
from .processes import is_running, start_of_this, this_host

_LEFT = re.compile(
    r"\.?gouji-(?P<host>[0-9a-f]{8})-(?P<process>[0-9]{1,10})-(?P<start>[0-9]{1,20})"
    r"-\w+(?:\.tmp(?:-\w+)?)?"
)
"""A name that this module has given, and what SQLite adds to it."""

_FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE")


def partial_beside(path: Path) -> Path:
    """Returns a name in the folder of ``path`` to write under until the file is whole.

    What processes that have ended left there, and in the temporary folder, is removed.
    """
    clear_for(path)
    return path.parent / f".{_name()}.tmp"


@contextmanager
def temporary_folder(beside: Path | None = None) -> Iterator[Path]:
    """Gives a folder of this process alone; it and all in it are gone at the end.

    What processes that have ended left where it lies is removed.

    Args:
        beside: It lies beside this path, on the same disk; else among the temporary files.

    Raises:
        OSError: It cannot be made beside the path.
        TemporaryFolderError: It cannot be made among the temporary files.
    """
    if beside is not None:
        clear_for(beside)
        folder = Path(tempfile.mkdtemp(prefix=f".{_name()}_", dir=beside.parent))
    else:
        with room_needed():
            remove_left_behind(_place())
            folder = Path(tempfile.mkdtemp(prefix=f"{_name()}_"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def room_needed() -> Iterator[None]:
    """Tells what cannot be written into the folder for temporary files as a fault of that.

    Raises:
        TemporaryFolderError: It takes no more.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        if not str(getattr(error, "sqlite_errorname", "")).startswith(_FULL):
            raise
        raise TemporaryFolderError(_place(), str(error)) from error
    except OSError as error:
        raise TemporaryFolderError(_place(), error.strerror or "") from error


def clear_for(path: Path) -> None:
    """Removes what ended processes left where a file is to be written, and in the temporary folder.

    One that is killed leaves its temporary folder too, and whoever writes after it may need none.
    """
    for folder in dict.fromkeys((path.parent, _place())):
        remove_left_behind(folder)


def remove_left_behind(folder: Path) -> None:
    """Removes what processes of this user and machine that have ended left in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        left = [Path(entry.path) for entry in entries if _is_left(entry.name)]
        for path in left:
            with suppress(OSError):
                _remove(path)


def _place() -> Path:
    """Returns the folder for temporary files; the working one where none can be written."""
    try:
        return Path(tempfile.gettempdir())
    except OSError:
        return Path()


def _name() -> str:
    return f"gouji-{this_host()}-{os.getpid()}-{start_of_this()}-{secrets.token_hex(6)}"


def _is_left(name: str) -> bool:
    found = _LEFT.fullmatch(name)
    if found is None or found["host"] != this_host():
        return False
    return not is_running(int(found["process"]), int(found["start"]))


def _remove(path: Path) -> None:
    """Removes a file or a folder of this user; a link is removed and not followed."""
    status = path.lstat()
    if hasattr(os, "geteuid") and status.st_uid != os.geteuid():
        return
    if stat.S_ISDIR(status.st_mode):
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink()
