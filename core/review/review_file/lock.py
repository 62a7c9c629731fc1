"""The lock of a review file: one program at a time writes it, also on a share.

It is a lock of the operating system on a small file beside the review, so that it ends with the
program that holds it, however that ends. The file says who holds it. Where a share knows no
locks, the file alone counts, until the program that it names has ended.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import platform
import stat
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ...bilingual import Bilingual
from ...files.database import MEANINGLESS
from ...files.processes import is_running
from ...files.regular_files import NotRegularError
from ..record.event_chain import FIRST_YEAR, LAST_YEAR
from .user import system_user

_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)
_FAR = 1 << 20
"""Where Windows locks a byte: a locked byte cannot be read, so not one of the text."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a review file open for writing, as far as the lock says."""

    user: str = ""
    host: str = ""
    pid: int = 0
    since: str = ""

    @property
    def words(self) -> Bilingual:
        """Who it is, in Chinese and English; the time is that of this place."""
        who = f"{self.user}@{self.host}" if self.user else "?"
        since = _local(self.since) or "?"
        return Bilingual(f"{who} 正在使用（始于 {since}）", f"in use by {who} since {since}")


class HeldError(Exception):
    """Another program holds the lock; ``holder`` says which."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(holder)
        self.holder = holder


def lock_path(review: Path) -> Path:
    """Returns where the lock of a review file lies."""
    return review.with_name(f".{review.name}.lock")


class Lock:
    """A lock that is held until ``release``.

    Raises:
        HeldError: Another program, or another window of this one, holds it.
        OSError: It cannot be made: the folder may not be written.
    """

    def __init__(self, review: Path) -> None:
        self._path = lock_path(review)
        self._descriptor, is_of_system = self._acquired()
        try:
            self._sign()
        except OSError:
            # A full disk: the lock holds without a name in it, but a file alone is no lock.
            if not is_of_system:
                self.release()
                raise

    def _sign(self) -> None:
        """Writes who holds the lock."""
        me = Holder(system_user() or "?", platform.node(), os.getpid(), _now())
        text = json.dumps(
            {"user": me.user, "host": me.host, "pid": me.pid, "since": me.since},
            ensure_ascii=False,
        )
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, text.encode("utf-8"))

    @property
    def is_held(self) -> bool:
        """Whether the file that is locked is still the one beside the review."""
        return _is_same(self._descriptor, self._path)

    def release(self) -> None:
        """Gives the lock up and takes its file away."""
        if sys.platform != "win32" and self.is_held:
            with contextlib.suppress(OSError):
                self._path.unlink()
        with contextlib.suppress(OSError):
            os.close(self._descriptor)
        if sys.platform == "win32":
            # An open file cannot be removed there; where another one opened it since, it stays.
            with contextlib.suppress(OSError):
                self._path.unlink()

    def _acquired(self) -> tuple[int, bool]:
        """Returns the descriptor of the locked file, and whether the system holds the lock.

        The one before may take the file away between opening and locking it: then it is made
        and locked again.
        """
        while True:
            descriptor, created = _opened(self._path)
            try:
                _lock(descriptor)
            except OSError as error:
                holder = _holder(descriptor)
                if error.errno in _NO_LOCKS and (created or not _is_alive(holder)):
                    return descriptor, False
                os.close(descriptor)
                raise HeldError(holder) from error
            if _is_same(descriptor, self._path):
                return descriptor, True
            os.close(descriptor)


def _opened(path: Path) -> tuple[int, bool]:
    """Returns the lock file open, and whether it was made.

    Raises:
        NotRegularError: A link, or another name of some file, stands in its place: what the lock
            writes would be written there.
        OSError: It cannot be opened.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags | os.O_EXCL, 0o666), True
    except FileExistsError:
        pass
    if path.is_symlink():
        raise NotRegularError(path)
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags, 0o666)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        os.close(descriptor)
        raise NotRegularError(path)
    return descriptor, False


def _lock(descriptor: int) -> None:
    """Locks a file or fails at once.

    ``flock`` and not ``lockf``: two windows of one program must exclude each other as well.
    """
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_same(descriptor: int, path: Path) -> bool:
    try:
        there, here = path.lstat(), os.fstat(descriptor)
    except OSError:
        return False
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)


def _holder(descriptor: int) -> Holder:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        record = json.loads(os.read(descriptor, 4096))
        return Holder(
            str(record["user"]), str(record["host"]), int(record["pid"]), str(record["since"])
        )
    except (OSError, *MEANINGLESS):
        return Holder()


def _is_alive(holder: Holder) -> bool:
    """Returns whether the program may still run; of another machine nothing is known."""
    return holder.host != platform.node() or is_running(holder.pid)


def _local(since: str) -> str:
    """Returns a time as it is here, with its offset; what is no time stays as it is."""
    try:
        at = datetime.fromisoformat(since)
    except ValueError:
        return since
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        return since
    return at.astimezone().isoformat(sep=" ", timespec="minutes")


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(sep=" ", timespec="minutes")
