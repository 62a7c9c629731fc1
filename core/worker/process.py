"""One worker process as its parent holds it: started, spoken to, ended."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import Any

from . import serving
from .memory import MemoryWatch

SECONDS_TO_TIDY = 0.3
"""For a process that was asked to end, before it is ended."""


class WorkerProcess:
    """A spawned process that serves calls. A daemon: it ends with its parent, whatever ends that.

    Attributes:
        pid: Its process id, which is also that of its process group.
        memory: The hold on its memory.
    """

    def __init__(self) -> None:
        import multiprocessing  # not before one is wanted: the window shows first

        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=serving.serve, args=(theirs,), name="gouji-worker", daemon=True
        )
        self._process.start()
        theirs.close()
        self.pid: int = self._process.pid or 0
        self.memory = MemoryWatch(self.pid)

    @property
    def is_alive(self) -> bool:
        """Is it still running?"""
        return self._process.is_alive()

    def send(self, call: serving.Call) -> None:
        """Hands a call over.

        Raises:
            OSError: The process has ended.
        """
        self._connection.send(call)

    def receive(self, seconds: float) -> tuple[Any, ...] | None:
        """Returns the next message, or None where none comes within so many seconds.

        Raises:
            EOFError, OSError: The process has ended, or has closed its end.
        """
        from multiprocessing.connection import wait

        if not wait([self._connection], seconds):
            return None
        message: tuple[Any, ...] = self._connection.recv()
        return message

    def exit_code(self) -> int | None:
        """Returns what it ended with (minus the signal on POSIX); None where it has not ended."""
        self._process.join(SECONDS_TO_TIDY)
        return self._process.exitcode

    def end(self, *, idle: bool = False) -> None:
        """Ends the process and what it has started, within half a second.

        It is asked first, so that temporary files go and programs that it has started are ended;
        then it is killed with its process group.
        """
        self._connection.close()
        if not idle and self._process.is_alive():
            self._process.terminate()
        self._process.join(SECONDS_TO_TIDY)
        if sys.platform != "win32":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self._process.close()
        self.memory.close()
