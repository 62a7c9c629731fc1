"""Keeps worker processes from one test for the next one: each takes a second to start.

They are the same processes, spoken to through the same pipe. One is handed on only to a test in
the same folder and the same environment, and only if it was idle when it was given back.
"""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from gouji.core.worker import calls, serving
from gouji.core.worker.process import WorkerProcess

MOST_KEPT = 3
Place = tuple[str, frozenset[tuple[str, str]]]


class Spares:
    """Idle processes by the folder and the environment that they were started in."""

    def __init__(self) -> None:
        self._kept: dict[Place, list[WorkerProcess]] = defaultdict(list)

    @property
    def processes(self) -> set[object]:
        """The processes that wait for a test."""
        return {each._process for kept in self._kept.values() for each in kept}

    def take(self, place: Place) -> WorkerProcess | None:
        """Returns a process, if one waits there."""
        while kept := self._kept[place]:
            if (spare := kept.pop()).is_alive:
                return spare
            spare.end()
        return None

    def give(self, place: Place, process: WorkerProcess) -> None:
        """Keeps a process, or ends it where enough wait."""
        if sum(map(len, self._kept.values())) < MOST_KEPT:
            self._kept[place].append(process)
        else:
            process.end(idle=True)

    def end(self) -> None:
        """Ends all."""
        while self._kept:
            for process in self._kept.popitem()[1]:
                process.end(idle=True)


SPARES = Spares()


class WarmProcess:
    """A ``WorkerProcess`` that may have served another test before."""

    def __init__(self) -> None:
        self._place = here()
        spare = SPARES.take(self._place)
        self._is_to_greet = spare is not None
        self._held = spare or WorkerProcess()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._held, name)

    def receive(self, seconds: float) -> tuple[Any, ...] | None:
        """Returns the next message; that it is ready, from one that has said so long ago."""
        if self._is_to_greet:
            self._is_to_greet = False
            return (serving.READY,)
        return self._held.receive(seconds)

    def end(self, *, idle: bool = False) -> None:
        """Gives an idle process to the next test, and ends any other."""
        if idle and self._held.is_alive:
            SPARES.give(self._place, self._held)
        else:
            self._held.end(idle=idle)


def here() -> Place:
    """Where a process that is started now works."""
    told = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return str(Path.cwd()), frozenset(told.items())


@pytest.fixture
def warm_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the worker processes of a test serve the next one too."""
    monkeypatch.setattr(calls, "WorkerProcess", WarmProcess)
