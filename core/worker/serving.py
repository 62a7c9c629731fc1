"""The worker's side: takes calls from a pipe one by one and sends back what came of them.

Everything here runs in the worker process; only ``serve`` is named from outside.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType
from typing import TYPE_CHECKING, Any

from ..errors import GoujiError
from .memory import address_space_limited, reserve_little, resident_bytes

if TYPE_CHECKING:  # the caller, which needs a few words of this module, starts without it
    from multiprocessing.connection import Connection

READY, PROGRESS, DONE, REFUSED, EXHAUSTED, FAILED = range(6)
"""Kinds of message. Each message is a tuple that begins with one of them."""

SECONDS_BETWEEN_PROGRESS = 0.05
"""Twenty steps a second look smooth and cost nothing."""

SECONDS_TO_TIDY = 2.0
"""For what a worker whose parent is gone has still running, before all of it is killed."""

SECONDS_BEYOND_LIMIT = 30
"""The caller ends what takes too long; the alarm is for one whose caller is gone."""

MOST_LOGGED = 20_000
"""Characters of a trace, its end: a recursion without end is told in its last lines."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it is sent to the worker.

    Attributes:
        function: The pickle of a module-level function, its arguments and its keyword arguments.
        seconds, megabytes: What the call may take.
        reports: Does the function take a ``progress`` keyword argument?
    """

    function: bytes
    seconds: float
    megabytes: int
    reports: bool


def serve(connection: Connection) -> None:
    """Answers calls until the other end is closed. The main function of the worker process."""
    _keep_out_of_the_terminal()
    _end_with_parent()
    reserve_little()
    connection.send((READY,))
    while True:
        try:
            call: Call = connection.recv()
        except (EOFError, OSError):
            return
        with _alarm(call.seconds):
            answer = _answer(call, connection)
        try:
            connection.send_bytes(answer)
        except OSError:
            return


def _answer(call: Call, connection: Connection) -> bytes:
    """Returns the pickled message that says what became of a call."""
    try:
        with address_space_limited(call.megabytes):
            return _result(call, connection)
    except GoujiError as error:
        return _refusal(error)
    except MemoryError:
        return pickle.dumps((EXHAUSTED,))
    except Exception as error:  # noqa: BLE001  the parent says it in one sentence, whatever it is
        told = traceback.format_exc()[-MOST_LOGGED:]
        return pickle.dumps((FAILED, type(error).__name__, place_of(error), told))


def place_of(error: BaseException) -> str:
    """Returns where in the program an exception arose, as module and line; empty if nowhere."""
    places = [
        f"{module.removeprefix('gouji.')}:{line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
        if (module := str(frame.f_globals.get("__name__", ""))).startswith("gouji.")
        and module != __name__
    ]
    return places[-1] if places else ""


def _result(call: Call, connection: Connection) -> bytes:
    function, arguments, options = pickle.loads(call.function)
    if call.reports:
        options["progress"] = _reporter(connection)
    result = function(*arguments, **options)
    return pickle.dumps((DONE, result, resident_bytes()), pickle.HIGHEST_PROTOCOL)


def _refusal(error: GoujiError) -> bytes:
    """Returns the message with an error, as a plain ``GoujiError`` where its own class can't go."""
    try:
        message = pickle.dumps((REFUSED, error))
        pickle.loads(message)
    except Exception:  # noqa: BLE001  the sentence matters more than the class
        return pickle.dumps((REFUSED, GoujiError(error.zh, error.en)))
    return message


def _reporter(connection: Connection) -> Callable[[int, int], None]:
    """Returns a ``progress(done, total)`` that sends at most twenty messages a second."""
    last: float | None = None

    def report(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if last is None or done >= total or now - last >= SECONDS_BETWEEN_PROGRESS:
            last = now
            connection.send((PROGRESS, done, total))

    return report


def _keep_out_of_the_terminal() -> None:
    """Sends standard output and error, also of C libraries, nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        with contextlib.suppress(OSError):
            os.dup2(nowhere, stream)
    os.close(nowhere)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def _end_with_parent() -> None:
    """Makes this process and what it has started end when its parent ends or asks for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.setpgid(0, 0)
        signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_watch_parent, name="watch parent", daemon=True).start()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Unwinds the stack, so that temporary files and child processes are tidied away."""
    raise SystemExit(1)


def _watch_parent() -> None:
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is None:
        return
    connection.wait([parent.sentinel])
    if sys.platform != "win32":
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(SECONDS_TO_TIDY)
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Lets the system end this process long after the limit, should nobody else do it.

    That is for a parent that has died while a library here holds the interpreter's lock.
    """
    set_alarm: Any = getattr(signal, "alarm", None)
    if set_alarm is None:
        yield
        return
    set_alarm(int(seconds) + SECONDS_BEYOND_LIMIT)
    try:
        yield
    finally:
        set_alarm(0)
