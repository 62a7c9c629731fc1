"""Hands calls to a worker process, and says in one sentence why one gave no result."""

from __future__ import annotations

import contextlib
import logging
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ..errors import (
    GoujiError,
    InternalError,
    LimitExceededError,
    SourceBrokenError,
    StoppedError,
)
from ..files.closable import Closable
from . import serving
from .memory import MEGABYTE
from .process import WorkerProcess

Progress = Callable[[int, int], None]
Result = TypeVar("Result")

SECONDS_TO_START = 60.0
"""It takes one; on a busy machine, or where a scanner looks at each library first, many."""

SECONDS_BETWEEN_LOOKS = 0.05
"""How soon a cancellation, the end of the time and too much memory are seen."""

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take.

    Attributes:
        seconds: Wall time, from the moment that a running worker gets the call.
        megabytes: Memory beyond what the worker holds before the call, in units of 2**20 bytes.
    """

    seconds: float = 300.0
    megabytes: int = 3072


class Worker(Closable):
    """A worker process that is started with its first call and serves many.

    It is replaced after a call that could have left it damaged. Used by one thread at a time.
    """

    def __init__(self) -> None:
        self._process: WorkerProcess | None = None

    @property
    def pid(self) -> int | None:
        """The worker's process id, or None while there is none."""
        return self._process.pid if self._process else None

    def run(
        self,
        function: Callable[..., Result],
        *arguments: object,
        limits: Limits | None = None,
        progress: Progress | None = None,
        stopped: threading.Event | None = None,
        **options: Any,
    ) -> Result:
        """Returns what ``function(*arguments, **options)`` returns in the worker. Blocks.

        Args:
            function: A function at the top of a module; arguments and result can be pickled.
            arguments: The first ``Path`` among them is named in error messages.
            limits: What the call may take; default ``Limits()``.
            progress: Called in this thread as ``progress(done, total)``. Where it is given, the
                function gets a ``progress`` of its own as keyword argument.
            stopped: Set by another thread to end the call within a second.
            options: Keyword arguments of the function.

        Raises:
            GoujiError: The one that the function raised, or one of the following.
            LimitExceededError: It took too long or too much memory.
            SourceBrokenError: It fell into endless recursion.
            InternalError: It raised another exception, whose traceback is in the log; or its
                process crashed, or was ended.
            StoppedError: ``stopped`` was set.
        """
        limits = limits or Limits()
        path = next((part for part in arguments if isinstance(part, Path)), None)
        call = serving.Call(
            pickle.dumps((function, arguments, options)),
            limits.seconds,
            limits.megabytes,
            progress is not None,
        )
        try:
            message = self._answer(call, path, progress, stopped)
        except BaseException:
            self.kill()
            raise
        if message[0] == serving.REFUSED:
            raise message[1]
        if message[0] != serving.DONE:
            self.kill()
            raise _failure(message, path)
        if message[2] > limits.megabytes * MEGABYTE // 2:
            self.close()
        result: Result = message[1]
        return result

    def close(self) -> None:
        """Ends an idle worker."""
        self._end(idle=True)

    def kill(self) -> None:
        """Ends the worker whatever it is at, and what it has started, within half a second."""
        self._end(idle=False)

    def _end(self, *, idle: bool) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end(idle=idle)

    def _answer(
        self,
        call: serving.Call,
        path: Path | None,
        progress: Progress | None,
        stopped: threading.Event | None,
    ) -> tuple[Any, ...]:
        """Returns the message that ends a call; passes on its progress."""
        process = self._started(stopped)
        process.memory.limit(call.megabytes)
        try:
            process.send(call)
        except OSError as error:
            raise _crash(process, path) from error
        deadline = time.monotonic() + call.seconds
        while True:
            message = _next(process, deadline, path, call.megabytes, stopped)
            if message[0] != serving.PROGRESS:
                return message
            if progress is not None:
                progress(message[1], message[2])

    def _started(self, stopped: threading.Event | None) -> WorkerProcess:
        """Returns a process that answers; starts one where there is none."""
        if stopped is not None and stopped.is_set():
            raise StoppedError
        if self._process is not None and self._process.is_alive:
            return self._process
        self.kill()
        self._process = WorkerProcess()
        deadline = time.monotonic() + SECONDS_TO_START
        _next(self._process, deadline, None, sys.maxsize, stopped)
        return self._process


def run_limited(
    function: Callable[..., Result],
    *arguments: object,
    limits: Limits | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> Result:
    """Returns what the function returns in a worker process of its own; see ``Worker.run``."""
    with Worker() as worker:
        return worker.run(function, *arguments, limits=limits, progress=progress, **options)


def _next(
    process: WorkerProcess,
    deadline: float,
    path: Path | None,
    megabytes: int,
    stopped: threading.Event | None,
) -> tuple[Any, ...]:
    """Returns the next message.

    Raises:
        GoujiError: There will be none, and why.
    """
    while True:
        left = min(SECONDS_BETWEEN_LOOKS, max(0.0, deadline - time.monotonic()))
        try:
            message = process.receive(left)
        except (EOFError, OSError) as error:
            raise _crash(process, path) from error
        if message is not None:
            return message
        if stopped is not None and stopped.is_set():
            raise StoppedError
        if time.monotonic() >= deadline or process.memory.exceeds(megabytes):
            raise _limit_exceeded(path)


def _crash(process: WorkerProcess, path: Path | None) -> GoujiError:
    """Returns what to say of a worker that has ended in the middle of a call."""
    code = process.exit_code()
    _log.info("worker ended with %s while reading %s", code, path)
    if code == -getattr(signal, "SIGKILL", 0):  # most often by the system, for want of memory
        return LimitExceededError(path, "SIGKILL") if path else _limit_exceeded(path)
    return InternalError(path.name if path else "", _ending(code), is_logged=_has_log())


def _ending(code: int | None) -> str:
    """Returns how a process ended: by which signal, or with which code."""
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"worker ended by {signal.Signals(-code).name}"
    return f"worker ended with {code}"


def _has_log() -> bool:
    """Does anything that is logged here come to be written anywhere?"""
    logger: logging.Logger | None = _log
    while logger is not None:
        if any(not isinstance(one, logging.NullHandler) for one in logger.handlers):
            return True
        logger = logger.parent if logger.propagate else None
    return False


def _failure(message: tuple[Any, ...], path: Path | None) -> GoujiError:
    """Returns what to say of a call whose function ended with something else than an answer."""
    if message[0] == serving.EXHAUSTED:
        return _limit_exceeded(path)
    _, name, place, traceback = message
    if name == RecursionError.__name__ and path is not None:
        return SourceBrokenError(path)
    _log.error("%s while reading %s\n%s", name, path, traceback)
    detail = f"{name}, {place}" if place else name
    return InternalError(path.name if path else "", detail, is_logged=_has_log())


def _limit_exceeded(path: Path | None) -> GoujiError:
    if path is not None:
        return LimitExceededError(path)
    return GoujiError(
        "计算超出时间或内存限制，已停止。",
        "The computation took more time or memory than allowed and was stopped.",
    )
