"""Tells whether a process of this machine still runs."""

from __future__ import annotations

import hashlib
import os
import platform
import sys


def this_host() -> str:
    """Returns eight hexadecimal digits that stand for this machine in the names of files."""
    return hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]


def is_running(process: int) -> bool:
    """Returns whether a process of this machine runs; True where that cannot be told."""
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
    return True


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
