"""Opens regular files alone: a pipe or a device may keep a reader waiting, or never end."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path


class NotRegularError(OSError):
    """A pipe, a device, a socket or a folder stands where a file is wanted."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "no regular file", str(path))

    def __reduce__(self) -> tuple[type[NotRegularError], tuple[Path]]:
        return type(self), (Path(self.filename),)


def is_special(path: Path) -> bool:
    """Returns whether there is a pipe, a device or a socket, which may never end."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def is_plain(path: Path) -> bool:
    """Returns whether the name itself is an regular file with this one name: no link of any kind.

    What is written under a name that is a link changes a file that lies elsewhere.
    """
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(found.st_mode) and found.st_nlink == 1


def open_regular(path: Path, *, follow: bool = True) -> io.BufferedReader:
    """Returns an regular file open for reading; nothing else is waited for.

    Args:
        path: The file.
        follow: A symbolic link stands for what it names.

    Raises:
        NotRegularError: It is a pipe, a device, a socket or a folder.
        OSError: It cannot be opened, or is a link that is not followed.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    flags |= getattr(os, "O_BINARY", 0) | (0 if follow else getattr(os, "O_NOFOLLOW", 0))
    if os.name == "nt" and path.is_dir():  # Windows opens no folder and says so less clearly
        raise NotRegularError(path)
    try:
        descriptor = os.open(path, flags)
    except ValueError as error:  # a zero in its name
        raise FileNotFoundError(errno.ENOENT, "no such name", str(path)) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotRegularError(path)
    return os.fdopen(descriptor, "rb")
