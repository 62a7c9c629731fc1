"""The resident memory of a process on macOS, which does not enforce RLIMIT_AS."""

from __future__ import annotations

import ctypes
import ctypes.util

_TASK_INFO = 4
"""PROC_PIDTASKINFO of libproc."""

_LENGTH = 96
"""``PROC_PIDTASKINFO`` and the size of ``struct proc_taskinfo`` of <sys/proc_info.h>; its second
field is ``pti_resident_size``, 64 bits."""


def resident_bytes_of(pid: int) -> int:
    """Returns the resident memory of a process of this user, or 0 where it has ended."""
    library = ctypes.CDLL(ctypes.util.find_library("proc") or "/usr/lib/libproc.dylib")
    fields = (ctypes.c_uint64 * (_LENGTH // 8))()
    got = library.proc_pidinfo(pid, _TASK_INFO, ctypes.c_uint64(0), fields, _LENGTH)
    return int(fields[1]) if got == _LENGTH else 0
