"""Limits of memory, each system by what it enforces soundly.

Linux limits the address space in the worker itself, so that an allocation fails at once. Windows
puts the worker into a job object. Elsewhere the parent watches the resident memory.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024

_ARENA_MAX = -8
"""``M_ARENA_MAX`` of glibc's <malloc.h>."""


def reserve_little() -> None:
    """Keeps libraries of this process from reserving address space for every core.

    What is reserved counts against the limit even where it is never used: glibc reserves 64 MB
    a thread, OpenBLAS about 32 MB a core. Has effect on libraries that are not loaded yet.
    """
    if sys.platform != "linux":
        return
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "4")
    os.environ.setdefault("OMP_NUM_THREADS", "4")
    import ctypes

    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 4)


def resident_bytes() -> int:
    """Returns the memory that this process holds now; 0 where that is not known."""
    return _statm(1)


@contextlib.contextmanager
def address_space_limited(megabytes: int) -> Iterator[None]:
    """Lets this process allocate so much more than it holds now, on Linux.

    Only the soft limit is moved, so it can be lifted again after the call.
    """
    held = _statm(0)
    if not held:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = held + megabytes * MEGABYTE
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _statm(field: int) -> int:
    """Returns a field of /proc/self/statm in bytes, or 0 on a system without it."""
    if sys.platform != "linux":
        return 0
    import resource

    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[field])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize()


class MemoryWatch:
    """The parent's hold on the memory of one worker, where the worker can't limit itself.

    On Windows the worker also ends with the job object, that is, with its parent.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._is_polled = sys.platform == "darwin"
        self._job: Any = None
        if sys.platform == "win32":
            from .windows import WindowsJob

            self._job = WindowsJob(pid)

    def limit(self, megabytes: int) -> None:
        """Sets the limit of the next call."""
        if self._job is not None:
            self._job.limit_memory(megabytes * MEGABYTE)

    def exceeds(self, megabytes: int) -> bool:
        """Does the worker hold more than that now? False where the system sees to it."""
        if not self._is_polled:
            return False
        from .macos import resident_bytes_of

        return resident_bytes_of(self._pid) > megabytes * MEGABYTE

    def close(self) -> None:
        """Gives the handles back; the worker must have ended."""
        if self._job is not None:
            self._job.close()
            self._job = None
