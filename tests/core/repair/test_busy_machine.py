"""The same report, the same suggestions, whatever else the machine has to do."""

from __future__ import annotations

import ast
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import highspy
import pytest

from gouji.core.repair.search import LIMITS, SearchBounds
from gouji.core.suggestion import Suggestion

from .reports import FORMS, make_report, sound, suggested

CLOCKS = {"time", "datetime", "timeit", "threading", "asyncio", "sched", "signal"}
"""Modules by which a search could see how long it has taken."""

CUT_SHORT = SearchBounds(trials=8_000, nodes=44)
"""So little that what is found depends on where the search stops."""


def broken(mistakes: int, seed: int = 5) -> dict[str, str]:
    """Returns the texts of a report with so many wrong figures in table 3."""
    random = Random(seed)
    cells = [cell for cell in FORMS["2021"].cells if cell.startswith("t3.")]
    wrong = {
        cell: str(int(sound().get(cell, "0")) + random.choice((1, 2, 10)))
        for cell in random.sample(cells, mistakes)
    }
    return sound() | wrong


@contextmanager
def load() -> Iterator[None]:
    """Keeps the interpreter busy with other work: two threads that never rest."""
    ended = threading.Event()

    def spin() -> None:
        while not ended.is_set():
            sum(range(2_000))

    threads = [threading.Thread(target=spin) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def found(mistakes: int) -> tuple[Suggestion, ...]:
    return suggested(make_report(broken(mistakes)), CUT_SHORT)


@pytest.mark.parametrize("mistakes", [3, 9, 12])
def test_a_busy_machine_suggests_what_an_idle_one_does(mistakes: int) -> None:
    idle = found(mistakes)

    with load():
        busy = found(mistakes)

    assert idle
    assert busy == idle


def test_a_clock_that_runs_a_million_times_as_fast_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = found(12)
    hours = count(0, 3600)
    for name in ("monotonic", "perf_counter", "time", "process_time", "thread_time"):
        monkeypatch.setattr(time, name, lambda: float(next(hours)))

    assert found(12) == right


def test_the_solver_is_given_a_bound_of_work_and_none_of_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, Any]] = []
    given = highspy.Highs.setOptionValue

    def watched(solver: highspy.Highs, name: str, value: Any) -> Any:
        asked.append((name, value))
        return given(solver, name, value)

    monkeypatch.setattr(highspy.Highs, "setOptionValue", watched, raising=False)
    suggested(make_report(broken(5)), SearchBounds(exact=1))

    nodes = [value for name, value in asked if name == "mip_max_nodes"]
    assert nodes
    assert all(0 < each <= LIMITS.nodes for each in nodes)
    assert {name for name, _ in asked} == {"threads", "mip_max_nodes"}


def test_the_solver_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    suggested(make_report(broken(5)), SearchBounds(exact=1))

    assert capfd.readouterr() == ("", "")


def test_no_module_of_the_search_reads_a_clock(root: Path) -> None:
    modules = sorted((root / "core" / "repair").glob("*.py"))

    assert len(modules) > 5
    for module in modules:
        names = {
            name
            for node in ast.walk(ast.parse(module.read_text("utf-8")))
            for name in _imported(node)
        }
        assert not names & CLOCKS, module


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name.partition(".")[0] for alias in node.names)
    if isinstance(node, ast.ImportFrom) and not node.level and node.module:
        yield node.module.partition(".")[0]
