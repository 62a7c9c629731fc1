"""Kills a review session at random moments and looks for what it had acknowledged.

    python tests/measure_durability.py [--times 200] [--seed 1]

A child process creates or opens a review file and works on it as fast as it can; after each step
that the review reports as done it says so through a pipe. At a random moment it is killed by
SIGKILL. Then the file must open, hold every event acknowledged and at most the one step that was
under way, have a sound chain, and have the same cell current.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "helpers"))

from hand_reviews import NAME, SOURCE, make_review

from gouji.core.review import Review
from gouji.core.review.record.event_chain import linked
from gouji.core.review.review_file.store import open_file
from gouji.core.review.review_file.verify import verify

LONGEST = 0.3
"""Seconds until the latest kill."""

SESSIONS_A_FILE = 10


@dataclass
class Told:
    """What a session said before it was killed."""

    created: bool = False
    steps: list[tuple[int, str]] = field(default_factory=list)
    cell: str = ""
    coming: str = ""


def work(path: Path, seed: int, pipe: int) -> None:
    """Works on a review until it is killed; in the child process."""

    def tell(*words: object) -> None:
        os.write(pipe, (" ".join(map(str, words)) + "\n").encode())

    file = open_file(path) if path.exists() else make_review(path.parent, path.name)
    tell("created")
    chance = random.Random(seed)
    review = file.review("审核员")
    cells = list(review.cells)
    while True:
        cell = chance.choice(cells)
        tell("coming", cell)
        file.current_cell = cell
        tell("cell", cell)
        act(review, cell, chance)
        tell("step", len(file.events), file.head)


def act(review: Review, cell: str, chance: random.Random) -> None:
    """Does something to a review, of several events at times."""
    kind = chance.randrange(7)
    if kind < 2:
        review.correct({each: str(chance.randrange(99)) for each in (cell, "t3.new.total")})
    elif kind == 2:
        review.adjust({cell: str(chance.randrange(99))}, why="核对台账")
    elif kind == 3:
        review.confirm(list(review.cells)[:: chance.randrange(1, 40)])
    elif kind == 4:
        review.undo()
    elif kind == 5:
        review.redo()
    else:
        review.revert(cell)


def run_and_kill(path: Path, seed: int, seconds: float) -> Told:
    """Returns what a session said that was killed after so many seconds."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(path, seed, writing)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        lines = pipe.read().decode().split("\n")[:-1]
    if not os.WIFSIGNALED(status):
        raise AssertionError(f"the session ended by itself after {lines[-3:]}")
    told = Told()
    for word, *rest in map(str.split, lines):
        if word == "created":
            told.created = True
        elif word == "step":
            told.steps.append((int(rest[0]), rest[1]))
        elif word == "cell":
            told.cell = rest[0]
        else:
            told.coming = rest[0]
    return told


def look(path: Path, told: Told, before: tuple[int, str]) -> tuple[int, str]:
    """Returns how many events there are and the cell that is current, once all of it holds."""
    if not path.exists():
        assert not told.created, "a file that was reported as made is not there"
        return 0, ""
    checked = verify(path)
    assert checked.is_intact, checked.faults
    with open_file(path) as file:
        assert not file.is_read_only, "the lock of the killed program still holds"
        review = file.review("审核员")
        count, head = told.steps[-1] if told.steps else (before[0], "")
        assert len(file.events) >= count, "an acknowledged event is gone"
        if head and count:
            hashes = [link.hash for link in linked(list(file.events), file.origin.hash)]
            assert hashes[count - 1] == head, "an acknowledged event is another one"
        more = {event.step for event in file.events[count:]}
        assert len(more) <= 1, "more is there than the step that was under way"
        assert set(review.cells) == set(file.report.readings)
        cells = {told.cell or before[1], told.coming or before[1]}
        assert file.current_cell in cells, "another cell is current"
        return len(file.events), file.current_cell


def measure(times: int, seed: int) -> dict[str, int]:
    """Kills that many sessions and returns what was counted.

    Raises:
        AssertionError: Something acknowledged was lost.
    """
    chance = random.Random(seed)
    counted = {"killed": 0, "steps acknowledged": 0, "events": 0, "killed while making": 0}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, NAME).write_bytes(SOURCE)
        state = (0, "")
        for number in range(times):
            if number % SESSIONS_A_FILE == 0:
                counted["events"] += state[0]
                state = (0, "")
            path = Path(folder, f"review-{number // SESSIONS_A_FILE}.gouji")
            told = run_and_kill(path, chance.randrange(1 << 30), chance.uniform(0, LONGEST))
            state = look(path, told, state)
            counted["killed"] += 1
            counted["steps acknowledged"] += len(told.steps)
            counted["killed while making"] += not told.created
        counted["events"] += state[0]
    return counted


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    counted = measure(chosen.times, chosen.seed)
    sys.stdout.write(
        "\n".join(f"{name}: {count}" for name, count in counted.items()) + "\nlost: 0\n"
    )


if __name__ == "__main__":
    main()
