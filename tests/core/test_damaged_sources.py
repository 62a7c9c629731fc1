"""A hundred sources, damaged at random by fixed numbers, each end as a source may end."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fuzz_sources import SMALL, damaged, fuzz
from fuzzing import INTERNAL, READ, REFUSED, SOUND, put
from hostile import fail

from gouji.core.worker import Limits, Worker

LIMITS = Limits(seconds=60.0, megabytes=2048)


@pytest.mark.usefixtures("warm_workers")
def test_damaged_sources_are_read_or_refused_with_a_sentence(tmp_path: Path) -> None:
    with Worker() as worker:
        ended = [fuzz(number, tmp_path, worker, layouts=SMALL) for number in range(100)]
    assert not [each for each in ended if each.outcome not in SOUND]
    counted = Counter(each.outcome for each in ended)
    assert counted[READ] > 20
    assert counted[REFUSED] > 20


@pytest.mark.usefixtures("warm_workers")
def test_a_fault_of_the_program_is_not_counted_as_one_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("报告", "utf-8")
    with Worker() as worker:
        assert put(fail, 0, path, worker, LIMITS).outcome == INTERNAL


def test_a_number_always_gives_the_same_file() -> None:
    assert damaged(7, SMALL) == damaged(7, SMALL)
    assert damaged(7, SMALL) != damaged(8, SMALL)
