"""Kills every command that writes, at random moments, and looks at what is left.

    python tests/measure_kills.py [--times 300] [--seed 1]

A command runs as a program of its own, on files of which it is to write one, and is killed by
SIGKILL: alone, with its workers, or only these. Then its target is the old file or a whole new one,
and all other files are as they were. When the command has run once more, to its end, nothing is
left beside its target, nor in the temporary folder, that was not there before.

So are those killed that write nothing but for a moment, and what the window keeps of a reading.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "helpers"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from batch_folder import SAMPLE
from fuzz_own_files import seen, sound_folder, warm_workers, without_sound_folder

from gouji.core.documents.legacy import converted, converter
from gouji.core.files.processes import is_running
from gouji.core.kept_readings import KeptReadings
from gouji.core.review.review_file.verify import verify
from gouji.core.sampling import open_check

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "workbook": ("export", "review.gouji", "-o", "out.xlsx"),
    "record": ("export", "review.gouji", "-o", "out.json"),
    "cells": ("export", "review.gouji", "-o", "out.csv"),
    "lines": ("export", "review.gouji", "-o", "out.jsonl"),
    "opinion in Word": ("export", "review.gouji", "-o", "out.docx"),
    "opinion as a page": ("export", "review.gouji", "-o", "out.html"),
    "opinion as PDF": ("export", "review.gouji", "-o", "out.pdf"),
    "review": ("export", "reports/report.html", "-o", "out.gouji"),
    "review of a legacy file": ("export", "legacy.doc", "-o", "out.gouji"),
    "merged review": ("compare", "review.gouji", "sound.gouji", "-o", "out.gouji"),
    "debug view": ("extract", "pages.pdf", "--debug-view", "out.pdf"),
    "batch": ("batch", "reports", "-o", "out.xlsx", "--workers", "1"),
    "list of a batch": ("batch", "reports", "-o", "out.csv", "--workers", "1"),
    "spot check": ("sample", "book.gouji-batch", "-o", "out.gouji-check", "--size", "5"),
    "sheet of a spot check": ("sample", "check.gouji-check", "-o", "out.xlsx"),
    "import": ("import", "edited.xlsx", "-r", "review.gouji"),
    "check": ("check", "review.gouji", "reports"),
    "verify": ("verify", "review.gouji"),
    "tables": ("tables", "reports/report.html"),
    "self-test": ("self-test",),
    "kept reading": ("reports/report.html", "readings"),
}
"""What is killed, by what it writes: the file behind -o or the like, the review that takes the
import, what the window keeps of a reading. Every command of the command line is among them."""

TARGETS = ("-o", "--debug-view", "-r")
"""Options whose file is written."""

KEEP_READING = """
import sys
from pathlib import Path

from gouji.core.review.review_file.review_location import Keeping
from gouji.core.survey import survey
from gouji.core.worker import run_limited

if __name__ == "__main__":
    run_limited(survey, Path(sys.argv[1]), Keeping(Path("reviews"), None, Path(sys.argv[2])))
"""
"""What the window does when a source is opened."""

NEW_ONLY = (".gouji", ".gouji-check", ".reading")
"""Kinds that are never written over: their commands begin without the target."""

ALONE, WITH_WORKERS, ONLY_WORKERS = "alone", "with its workers", "only its workers"

CODES = (0, 1)
"""What a command exits with that has done its work."""

SECONDS_TO_END = 8.0
"""Until the workers of a killed program have ended."""

SECONDS_TO_GO_ON = 120.0
"""Until a program has ended whose workers were killed."""


def main() -> None:
    """Prints the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    counted = measure(chosen.times, chosen.seed)
    sys.stdout.write("\n".join(f"{name}: {count}" for name, count in counted.items()) + "\n")


def measure(times: int, seed: int) -> Counter[str]:
    """Kills so many commands and returns what was counted.

    Raises:
        AssertionError: Something was lost, changed or left behind.
    """
    chance = random.Random(seed)
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        with warm_workers():
            made = make_place(Path(place))
            without_sound_folder()
        names = [name for name in COMMANDS if "legacy" not in name or converter() is not None]
        durations = {name: run(made, name)[1] for name in names}
        for _ in range(times):
            name = chance.choice(names)
            most = durations[name] * 1.1
            seconds = chance.triangular(0, most, most * 0.8)  # late, when it writes
            which = chance.choice((ALONE, WITH_WORKERS, ONLY_WORKERS))
            became = kill_one(made, name, seconds, which)
            counted.update((became, f"killed {which}", name, "killed"))
            if counted["killed"] % 25 == 0:
                sys.stdout.write(f"{dict(counted)}\n")
                sys.stdout.flush()
    return counted


def make_place(place: Path) -> Path:
    """Returns a folder with the files that all commands begin with."""
    made = place / "made"
    shutil.copytree(sound_folder(), made)
    edit(made)
    shutil.copy(SAMPLE.with_name("2021-totals-broken.pdf"), made / "pages.pdf")
    if converter() is not None:
        data = SAMPLE.with_name("2019-edition.docx").read_bytes()
        (made / "legacy.doc").write_bytes(converted(made / "legacy.doc", data, ".docx", "doc"))
    (made / "keep.py").write_text(KEEP_READING)
    return made


def edit(made: Path) -> None:
    """Makes a workbook in which somebody changed an audited figure."""
    from openpyxl import load_workbook

    from gouji.core.export.review_workbook.addresses import name_of

    book = load_workbook(made / "book.xlsx")
    sheet, cell = next(iter(book.defined_names[name_of("t3.new.natural")].destinations))
    book[sheet][cell.replace("$", "")].value = 7
    book.save(made / "edited.xlsx")


def run(
    made: Path, name: str, seconds: float | None = None, which: str = ALONE
) -> tuple[Path, float]:
    """Runs a command in a fresh copy of the folder; kills it after so many seconds, if given.

    Returns:
        The folder, and how long it ran.
    """
    folder = made.parent / "work"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made, folder)
    (folder / "tmp").mkdir()
    target = target_of(folder, name)
    if target is not None and target.suffix not in NEW_ONLY and name != "import":
        shutil.copy(old_target(made, target.suffix), target)
    started = time.monotonic()
    process = start(folder, name)
    if seconds is None:
        assert process.wait() in CODES, f"{name} failed"
        return folder, time.monotonic() - started
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    kill(process, which)
    return folder, time.monotonic() - started


def target_of(folder: Path, name: str) -> Path | None:
    """Returns what a command writes, None where that is nothing."""
    if name == "kept reading":
        return next(folder.glob("readings/*.reading"), folder / "readings" / "none.reading")
    line = COMMANDS[name]
    return next((folder / line[line.index(one) + 1] for one in TARGETS if one in line), None)


def old_target(made: Path, suffix: str) -> Path:
    """Returns an export that a command may replace."""
    kept = made.parent / f"old{suffix}"
    if not kept.exists():
        line = [sys.executable, "-m", "gouji", "export", "sound.gouji", "-o", str(kept)]
        subprocess.run(line, cwd=made, check=True, capture_output=True)
    return kept


def start(folder: Path, name: str) -> subprocess.Popen[bytes]:
    """Starts a command as a program of its own, in a session of its own."""
    program = ["keep.py"] if name == "kept reading" else ["-m", "gouji"]
    return subprocess.Popen(
        [sys.executable, *program, *COMMANDS[name]],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder / "tmp"), "HOME": str(folder / "tmp")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(process: subprocess.Popen[bytes], which: str) -> None:
    """Kills a program, what it has started, or both, and waits until none of it runs.

    A program whose workers alone are killed goes on to its end.
    """
    workers = children_of(process.pid)
    killed = {
        ALONE: [process.pid],
        WITH_WORKERS: [process.pid, *workers],
        ONLY_WORKERS: workers,
    }
    for pid in killed[which]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait(SECONDS_TO_END if which != ONLY_WORKERS else SECONDS_TO_GO_ON)
    deadline = time.monotonic() + SECONDS_TO_END
    while any(map(is_running, workers)):
        assert time.monotonic() < deadline, "a worker outlives the program that started it"
        time.sleep(0.02)


def children_of(pid: int) -> list[int]:
    """Returns the processes that a process has started, and theirs."""
    found: list[int] = []
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, listed.read_text().split()):
                found += [child, *children_of(child)]
    return found


def kill_one(made: Path, name: str, seconds: float, which: str) -> str:
    """Kills a command and looks at what it left; returns what became of its target.

    Raises:
        AssertionError: That is neither the old file nor a whole one, or another was changed.
    """
    folder, _ = run(made, name, seconds, which)
    became = look(made, folder, name)
    look_around(made, folder, target_of(folder, name))
    code = start(folder, name).wait()
    target = target_of(folder, name)
    # One is not written over, another has taken its changes: they are refused at once, and had
    # nothing to make or to clear.
    refused = became == NEW and (name == "import" or (target and target.suffix in NEW_ONLY))
    assert code in CODES or refused, f"{name}, once more: {code}"
    look(made, folder, name)
    look_around(made, folder, target, left=() if code in CODES else LEFT)
    return became


OLD, NEW, NONE = "old target", "new target", "no target"


def look(made: Path, folder: Path, name: str) -> str:
    """Returns whether a target is the old file, a new one that is whole, or not there."""
    target = target_of(folder, name)
    if target is None or not target.exists():
        return NONE
    old = made / target.name if name == "import" else made.parent / f"old{target.suffix}"
    if old.is_file() and target.read_bytes() == old.read_bytes():
        return OLD
    assert WHOLE[target.suffix](target), f"{target.name} is neither the old file nor whole"
    return NEW


LEFT = (".gouji-",)
"""How names begin that may lie there after a kill, until a command runs there again."""


def look_around(
    made: Path, folder: Path, target: Path | None, left: tuple[str, ...] = LEFT
) -> None:
    """Sees that no file is another one than before; ``left`` may lie there until the next run."""
    before, now = seen(made), seen(folder)
    for name in before.keys() | now.keys():
        if name.startswith(tuple(_beside(folder, target))):
            continue
        if left and (Path(name).name.startswith(left) or name.startswith("tmp/")):
            continue
        if left and target and name == f".{target.name}.lock":  # the next run takes it over
            continue
        assert before.get(name) == now.get(name), f"{name} was changed or left behind: {target}"


def _beside(folder: Path, target: Path | None) -> Iterator[str]:
    """Yields how the names of files begin that a command writes."""
    if target is None:
        return
    yield str(target.relative_to(folder))
    yield f"{target.stem}.gouji-batch"
    if target.suffix == ".gouji-check":
        yield "book.gouji-batch"  # keeps which spot checks were drawn from it


def _is_zip(path: Path) -> bool:
    with zipfile.ZipFile(path) as package:
        return package.testzip() is None


def _is_check(path: Path) -> bool:
    with open_check(path, read_only=True) as check:
        return bool(check.sample)


WHOLE: Mapping[str, Callable[[Path], bool]] = {
    ".xlsx": _is_zip,
    ".docx": _is_zip,
    ".csv": lambda path: path.read_bytes().endswith(b"\n"),
    ".json": lambda path: bool(json.loads(path.read_bytes())["cells"]),
    ".reading": lambda path: (
        KeptReadings(path.parent).find(path.parent.parent / "reports" / "report.html") is not None
    ),
    ".jsonl": lambda path: path.read_bytes().endswith(b"}\n"),
    ".html": lambda path: path.read_bytes().endswith(b"</html>"),
    ".pdf": lambda path: path.read_bytes().rstrip().endswith(b"%%EOF"),
    ".gouji": lambda path: verify(path).is_intact,
    ".gouji-check": _is_check,
}


if __name__ == "__main__":
    main()
