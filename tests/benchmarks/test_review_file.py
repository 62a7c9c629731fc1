"""The size of a review file, and one event against a bare SQLite commit of one row. Run with:

pytest tests/benchmarks/test_review_file.py --benchmark-enable -s
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from gouji.core.pipeline import open_reports
from gouji.core.review.review_file.store import create, open_file

EVENTS = 300
MOST_OF_BARE_COMMIT = 6.0
"""An event is one commit, and the rules are checked again; the disk takes most of it."""

MOST_BYTES_BESIDE_SOURCE = 60_000


def median_of(times: int, act: Callable[[int], object]) -> float:
    """Returns the median time of an act in seconds."""
    taken = []
    for number in range(times):
        start = time.perf_counter()
        act(number)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def bare_commit(folder: Path) -> float:
    with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE event (number INTEGER PRIMARY KEY, what TEXT)")

        def commit(number: int) -> None:
            connection.execute("BEGIN")
            connection.execute("INSERT INTO event VALUES (?, ?)", (number, "x" * 200))
            connection.execute("COMMIT")

        return median_of(EVENTS, commit)


@pytest.mark.parametrize("name", ["2021-totals-broken.pdf", "2019-edition.docx"])
def test_one_event_takes_little_more_than_a_commit(
    benchmark: BenchmarkFixture, root: Path, tmp_path: Path, name: str
) -> None:
    source = tmp_path / name
    shutil.copy(root / "resources" / "samples" / name, source)
    (report,) = open_reports(source).reports
    path = tmp_path / "review.gouji"
    with create(path, source, report) as file:
        review = file.review("审核员")
        cells = list(review.cells)
        empty = path.stat().st_size
        bare = bare_commit(tmp_path)
        event = median_of(
            EVENTS, lambda number: review.correct({cells[number % 90]: str(number + 1)})
        )
        look = median_of(EVENTS, lambda number: setattr(file, "current_cell", cells[number % 90]))
    size = path.stat().st_size
    opening = median_of(20, lambda _: open_file(path).close())
    benchmark.extra_info.update(
        {
            "source bytes": source.stat().st_size,
            "file bytes, no event": empty,
            f"file bytes, {EVENTS} events": size,
            "bare commit ms": round(bare * 1000, 3),
            "event ms": round(event * 1000, 3),
            "ratio": round(event / bare, 2),
            "current cell ms": round(look * 1000, 3),
            "opening ms": round(opening * 1000, 2),
        }
    )
    sys.stdout.write(f"\n{name}: {benchmark.extra_info}\n")
    benchmark.pedantic(lambda: None, rounds=1)
    assert event < MOST_OF_BARE_COMMIT * bare
    assert empty < source.stat().st_size + MOST_BYTES_BESIDE_SOURCE
