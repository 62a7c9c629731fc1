"""Tells whether a process of this machine still runs."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from pathlib import Path


def this_host() -> str:
    """Returns eight hexadecimal digits that stand for this machine in the names of files."""
    return hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]


def is_running(process: int, start: int = 0) -> bool:
    """Returns whether a process of this machine runs; True where that cannot be told.

    Args:
        process: Its number, which another one may have got since.
        start: What ``start_of`` said of it; 0 where that is not known.
    """
    if process <= 0:
        return True
    if sys.platform == "win32":
        return _is_running_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    state, started = _state_and_start(process)
    has_ended = state in _ENDED or (start and started and start != started)
    return not has_ended


def start_of_this() -> int:
    """Returns when this process began, in ticks of the system since it started; 0 if unknown."""
    return _state_and_start(os.getpid())[1]


_ENDED = ("Z", "X")
"""States of a process that has ended and whose entry waits for its parent: seconds where that is
the first process of a machine, for good where that one of a container looks after nobody."""


def _state_and_start(process: int) -> tuple[str, int]:
    """Returns the letter of a state and the ticks of a start, as Linux lists them; "", 0 elsewhere.

    Fields 3 and 22 of the list (proc_pid_stat(5)); the second is the name of the program, in
    parentheses, which may hold anything.
    """
    try:
        told = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
        return told[0].decode("ascii", "replace"), int(told[19])
    except (OSError, ValueError, IndexError):
        return "", 0


if sys.platform == "win32":
    _SYNCHRONIZE, _INVALID_PARAMETER, _STILL_RUNS = 0x0010_0000, 87, 0x102

    def _is_running_on_windows(process: int) -> bool:
        """``os.kill`` would end the process there."""
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(_SYNCHRONIZE, False, process)  # noqa: FBT003
        if not handle:
            return ctypes.get_last_error() != _INVALID_PARAMETER
        try:
            return bool(kernel.WaitForSingleObject(handle, 0) == _STILL_RUNS)
        finally:
            kernel.CloseHandle(handle)
