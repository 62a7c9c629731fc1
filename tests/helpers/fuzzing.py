"""Puts damaged files to Gouji in worker processes, and tells how each of them ended."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gouji.core.errors import GoujiError, InternalError, LimitExceededError
from gouji.core.worker import Limits, Worker

READ, REFUSED, LIMIT = "read", "refused with a sentence", "over a limit, with a sentence"
INTERNAL, HANG, MEMORY, WROTE = "INTERNAL", "HANG", "OVER MEMORY", "WROTE ELSEWHERE"
OUTCOMES = (READ, REFUSED, LIMIT, INTERNAL, HANG, MEMORY, WROTE)
SOUND = frozenset({READ, REFUSED, LIMIT})

LIMITS = Limits(seconds=60.0, megabytes=2048)

SLOW = 10.0
"""Seconds from which a file is named, though it ended soundly."""

LONGEST = 1000
"""Characters of a sentence that a person reads."""


@dataclass(frozen=True)
class Ended:
    """How one file ended: its number, what it was, the outcome, what was said, seconds."""

    number: int
    name: str
    outcome: str
    said: str
    seconds: float


def put(
    function: Callable[[Path], object], number: int, path: Path, worker: Worker, limits: Limits
) -> Ended:
    """Returns how a function ended that was given a file in a worker."""
    started = time.monotonic()
    outcome, said = READ, ""
    try:
        result = worker.run(guarded, function, path, limits=limits)
        if result is not None:
            outcome, said = result
    except LimitExceededError as error:
        over_time = time.monotonic() - started >= limits.seconds
        outcome, said = HANG if over_time else MEMORY, error.sentence("en")
    except InternalError as error:
        outcome, said = INTERNAL, error.sentence("en")
    return Ended(number, path.name, outcome, said, time.monotonic() - started)


def guarded(function: Callable[[Path], object], path: Path) -> tuple[str, str] | None:
    """Returns what the refusal of a file said; in the worker, None where it is not refused.

    Raises:
        AssertionError: It said nothing, or nothing that a person can read.
    """
    try:
        function(path)
    except InternalError:
        raise
    except GoujiError as error:
        for sentence in (error.sentence("zh"), error.sentence("en")):
            plain = sentence.strip() and len(sentence) < LONGEST and sentence.isprintable()
            assert plain, f"not a sentence: {sentence[:200]!r}"
        said = f"{type(error).__name__}: {error.sentence('en')}"
        return (LIMIT if isinstance(error, LimitExceededError) else REFUSED), said
    return None


def run_all(
    one: Callable[[int, Worker], Ended], numbers: Iterable[int], processes: int
) -> Iterator[Ended]:
    """Yields how each number ended, in several worker processes."""
    local = threading.local()
    workers: list[Worker] = []

    def call(number: int) -> Ended:
        if not hasattr(local, "worker"):
            local.worker = Worker()
            workers.append(local.worker)
        return one(number, local.worker)

    with ThreadPoolExecutor(processes) as threads:
        try:
            yield from threads.map(call, numbers)
        finally:
            for worker in workers:
                worker.close()


def report(ended: Iterable[Ended], say: Callable[[str], Any], every: int = 500) -> Counter[str]:
    """Returns how often each outcome came; says each unsound one, and where it stands."""
    counted: Counter[str] = Counter()
    slowest = 0.0
    for each in ended:
        counted[each.outcome] += 1
        slowest = max(slowest, each.seconds)
        if each.outcome not in SOUND or each.seconds > SLOW:
            say(f"{each.number} {each.name}: {each.outcome}, {each.seconds:.1f} s: {each.said}")
        if sum(counted.values()) % every == 0:
            say(f"{sum(counted.values())} files, slowest {slowest:.1f} s: {dict(counted)}")
    for outcome in OUTCOMES:
        say(f"{outcome}: {counted[outcome]}")
    say(f"slowest: {slowest:.1f} s")
    return counted
