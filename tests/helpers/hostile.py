"""What hostile and broken files make of their reader, as functions for a worker process."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from gouji.core.errors import PasswordNeededError

Progress = Callable[[int, int], None]


def add(left: int, right: int) -> int:
    """Returns a sum, as a call that is no trouble."""
    return left + right


def crash(_path: Path) -> None:
    """Reads from address 0."""
    ctypes.string_at(0)


def hog(_path: Path) -> int:
    """Takes 600 MB, which any machine has: only a limit is in the way."""
    return len([bytearray(10_000_000) for _ in range(60)])


def hang(_path: Path) -> None:
    """Never returns."""
    threading.Event().wait()


def hang_in_c(_path: Path) -> int:
    """Never returns, and never lets go of the interpreter's lock, as a loop in a C library."""
    return sum(range(10**15))


def recurse(path: Path) -> None:
    """Nests without end."""
    recurse(path)


def fail(_path: Path) -> float:
    """Meets a fault of the program."""
    return 1 / 0


def refuse(path: Path) -> None:
    """Finds a document that is protected."""
    raise PasswordNeededError(path)


def be_killed(_path: Path) -> None:
    """Ends as a process does that the system kills for want of memory."""
    import os
    import signal

    os.kill(os.getpid(), signal.SIGKILL)


def chatter(_path: Path) -> str:
    """Writes to the terminal in every way there is."""
    import os
    import warnings

    sys.stdout.write("printed\n")
    sys.stderr.write("complained\n")
    os.write(1, b"written\n")
    os.write(2, b"written\n")
    warnings.warn("warned", stacklevel=1)
    return "said"


def count(_path: Path, progress: Progress) -> int:
    """Returns 3 after three parts."""
    for done in range(1, 4):
        progress(done, 3)
    return 3


def begin_and_hang(path: Path, progress: Progress) -> None:
    """Reports the first of two parts, then never returns."""
    progress(1, 2)
    hang(path)


def start_child_and_hang(_path: Path, progress: Progress) -> None:
    """Starts a program, in a session of its own, reports its process id, and never returns."""
    command = [sys.executable, "-c", "import threading; threading.Event().wait()"]
    child = subprocess.Popen(command, start_new_session=True)
    try:
        progress(child.pid, child.pid + 1)
        child.wait()
    finally:
        child.kill()
        child.wait()
