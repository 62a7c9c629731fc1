"""Keeps worker processes from one test for the next one: each takes a second to start.

They are the same processes, spoken to through the same pipe. One is handed on only to a test in
the same folder and the same environment, and only if it was idle when it was given back.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from gouji.core.worker import calls, serving
from gouji.core.worker.process import WorkerProcess

MOST_KEPT = 3
Place = tuple[str, frozenset[tuple[str, str]]]


class Spares:
    """Idle processes with the folder and the environment that they were started in, oldest first.

    Many a test has an environment of its own, which never comes again: what waits for it makes
    room for the next.
    """

    def __init__(self) -> None:
        self._kept: list[tuple[Place, WorkerProcess]] = []

    @property
    def processes(self) -> set[object]:
        """The processes that wait for a test."""
        return {process._process for _, process in self._kept}

    def take(self, place: Place) -> WorkerProcess | None:
        """Returns a process, if one waits there."""
        for kept in reversed(self._kept):
            if kept[0] == place:
                self._kept.remove(kept)
                if kept[1].is_alive:
                    return kept[1]
                kept[1].end()
                return self.take(place)
        return None

    def give(self, place: Place, process: WorkerProcess) -> None:
        """Keeps a process, and ends the one that has waited longest where enough wait."""
        self._kept.append((place, process))
        if len(self._kept) > MOST_KEPT:
            self._kept.pop(0)[1].end(idle=True)

    def end(self) -> None:
        """Ends all."""
        while self._kept:
            self._kept.pop()[1].end(idle=True)


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
