"""Windows job objects: a limit of memory for a worker, and its end with the end of its parent."""

from __future__ import annotations

import ctypes
from ctypes import c_int64, c_size_t, c_uint32, c_uint64, c_void_p
from typing import Any

_EXTENDED_LIMITS = 9
"""JobObjectExtendedLimitInformation of the Windows API."""

_LIMIT_PROCESS_MEMORY = 0x100
"""JOB_OBJECT_LIMIT_PROCESS_MEMORY."""

_KILL_ON_CLOSE = 0x2000
"""JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE."""

_SET_QUOTA_AND_TERMINATE = 0x0100 | 0x0001


class _ExtendedLimits(ctypes.Structure):
    """``JOBOBJECT_EXTENDED_LIMIT_INFORMATION``, its two inner structures laid flat."""

    _fields_ = (
        ("process_time", c_int64),
        ("job_time", c_int64),
        ("flags", c_uint32),
        ("minimum_working_set", c_size_t),
        ("maximum_working_set", c_size_t),
        ("active_processes", c_uint32),
        ("affinity", c_size_t),
        ("priority_class", c_uint32),
        ("scheduling_class", c_uint32),
        ("io_counters", c_uint64 * 6),
        ("process_memory", c_size_t),
        ("job_memory", c_size_t),
        ("peak_process_memory", c_size_t),
        ("peak_job_memory", c_size_t),
    )


class WindowsJob:
    """A job object that holds one process and whatever that starts."""

    def __init__(self, pid: int) -> None:
        self._kernel: Any = getattr(ctypes, "WinDLL")("kernel32", use_last_error=True)  # noqa: B009
        for name in ("CreateJobObjectW", "OpenProcess"):
            getattr(self._kernel, name).restype = c_void_p
        self._job = c_void_p(self._kernel.CreateJobObjectW(None, None))
        self._set(_KILL_ON_CLOSE, 0)
        process = c_void_p(self._kernel.OpenProcess(_SET_QUOTA_AND_TERMINATE, 0, pid))
        self._kernel.AssignProcessToJobObject(self._job, process)
        self._kernel.CloseHandle(process)

    def limit_memory(self, size: int) -> None:
        """Lets each process of the job commit so many bytes."""
        self._set(_KILL_ON_CLOSE | _LIMIT_PROCESS_MEMORY, size)

    def close(self) -> None:
        """Ends what is left of the job."""
        self._kernel.CloseHandle(self._job)

    def _set(self, flags: int, size: int) -> None:
        limits = _ExtendedLimits(flags=flags, process_memory=size)
        self._kernel.SetInformationJobObject(
            self._job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        )
