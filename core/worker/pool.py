"""Makes many calls of one function in several worker processes, a bounded number at a time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ..errors import GoujiError, InternalError, StoppedError
from .calls import Limits, Worker

Arguments = tuple[Any, ...]
Result = TypeVar("Result")

AHEAD = 2
"""Calls that are taken from their source for each worker, so that none waits for its next one."""

SECONDS_BETWEEN_LOOKS = 0.2
"""How soon Ctrl-C is seen: some systems do not interrupt a wait without an end."""


@dataclass(frozen=True, slots=True)
class PoolAnswer(Generic[Result]):
    """What became of one call: a result, or the error that it cost."""

    arguments: Arguments
    result: Result | None = None
    error: GoujiError | None = None


class Pool:
    """Worker processes that are started with their first calls, each held by a thread.

    Closing it ends what they are at within a second. Used by one thread at a time.

    Args:
        size: How many processes.
        lent: One of them, which is left running.
    """

    def __init__(self, size: int, lent: Worker | None = None) -> None:
        self._size = size
        self._lent = lent

    def answers(
        self,
        function: Callable[..., Result],
        calls: Iterable[Arguments],
        *,
        limits: Limits | None = None,
        stopped: threading.Event | None = None,
    ) -> Generator[PoolAnswer[Result]]:
        """Yields an answer for each call, in the order in which they come.

        Closing the generator, or what is raised in the loop over it, ends all work. Calls are
        taken in the calling thread, a few ahead.

        Args:
            function: A function at the top of a module; see ``Worker.run``.
            calls: The arguments of each call; see ``Worker.run``.
            limits: What each call may take.
            stopped: Set by another thread to end: no further answer is given.
        """
        stop = stopped or threading.Event()
        waiting: queue.SimpleQueue[Arguments | None] = queue.SimpleQueue()
        came: queue.SimpleQueue[PoolAnswer[Result]] = queue.SimpleQueue()
        threads = [
            threading.Thread(
                target=_serve,
                args=(function, waiting, came, limits, stop, None if at else self._lent),
                daemon=True,
            )
            for at in range(self._size)
        ]
        for thread in threads:
            thread.start()
        try:
            yield from _flow(iter(calls), waiting, came, self._size * AHEAD, stop)
        except BaseException:
            stop.set()
            raise
        finally:
            for _ in threads:
                waiting.put(None)
            for thread in threads:
                thread.join()


def _flow(
    calls: Iterator[Arguments],
    waiting: queue.SimpleQueue[Arguments | None],
    came: queue.SimpleQueue[PoolAnswer[Result]],
    most: int,
    stop: threading.Event,
) -> Iterator[PoolAnswer[Result]]:
    """Yields answers, and hands over a further item for each one that is taken."""
    held = 0
    is_over = False
    while not stop.is_set():
        while held < most and not is_over:
            try:
                waiting.put(next(calls))
            except StopIteration:
                is_over = True
            else:
                held += 1
        if not held:
            return
        try:
            answer = came.get(timeout=SECONDS_BETWEEN_LOOKS)
        except queue.Empty:
            continue
        held -= 1
        yield answer


def _serve(
    function: Callable[..., Result],
    waiting: queue.SimpleQueue[Arguments | None],
    came: queue.SimpleQueue[PoolAnswer[Result]],
    limits: Limits | None,
    stop: threading.Event,
    lent: Worker | None,
) -> None:
    """Answers calls with a worker, else one of its own, until there are no more.

    Runs in a thread.
    """
    with nullcontext(lent) if lent else Worker() as worker:
        while (arguments := waiting.get()) is not None:
            if stop.is_set():
                return
            try:
                result = worker.run(function, *arguments, limits=limits, stopped=stop)
            except StoppedError:
                return
            except GoujiError as error:
                came.put(PoolAnswer(arguments, error=error))
            except Exception as error:  # noqa: BLE001  a thread that dies would be waited for
                came.put(PoolAnswer(arguments, error=InternalError("", repr(error))))
            else:
                came.put(PoolAnswer(arguments, result))
