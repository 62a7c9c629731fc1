"""Kills every command that writes, at random moments, and looks at what is left.

    python tests/measure_kills.py [--times 300] [--seed 1]

A command runs as a program of its own, on files of which it is to write one, and is killed by
SIGKILL, alone or with its workers. Then its target is the old file or a whole new one, and all
other files are as they were. When the command has run once more, to its end, nothing is left
beside its target, nor in the temporary folder, that was not there before.
"""

from __future__ import annotations

import argparse
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
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "helpers"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from fuzz_own_files import seen, sound_folder, warm_workers, without_sound_folder

from gouji.core.review.verify import verify
from gouji.core.sampling import open_check

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "workbook": ("export", "review.gouji", "-o", "out.xlsx"),
    "records": ("export", "review.gouji", "-o", "out.csv"),
    "lines": ("export", "review.gouji", "-o", "out.jsonl"),
    "opinion in Word": ("export", "review.gouji", "-o", "out.docx"),
    "opinion as a page": ("export", "review.gouji", "-o", "out.html"),
    "opinion as PDF": ("export", "review.gouji", "-o", "out.pdf"),
    "review": ("export", "reports/report.html", "-o", "out.gouji"),
    "merged review": ("compare", "review.gouji", "sound.gouji", "-o", "out.gouji"),
    "batch": ("batch", "reports", "-o", "out.xlsx", "--workers", "1"),
    "spot check": ("sample", "book.gouji-batch", "-o", "out.gouji-check", "--size", "5"),
    "sheet of a spot check": ("sample", "check.gouji-check", "-o", "out.xlsx"),
    "import": ("import", "edited.xlsx", "-r", "review.gouji"),
}
"""What is killed, by what it writes: the file behind -o, or the review that takes the import."""

NEW_ONLY = (".gouji", ".gouji-check")
"""Kinds that are never written over: their commands begin without the target."""

CODES = (0, 1)
"""What a command exits with that has done its work."""

SECONDS_TO_END = 8.0
"""Until the workers of a killed program have ended."""


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
        durations = {name: run(made, name)[1] for name in COMMANDS}
        for _ in range(times):
            name = chance.choice(list(COMMANDS))
            most = durations[name] * 1.1
            seconds = chance.triangular(0, most, most * 0.8)  # late, when it writes
            counted[kill_one(made, name, seconds, chance)] += 1
            counted["killed"] += 1
            if counted["killed"] % 25 == 0:
                sys.stdout.write(f"{dict(counted)}\n")
                sys.stdout.flush()
    return counted


def make_place(place: Path) -> Path:
    """Returns a folder with the files that all commands begin with."""
    made = place / "made"
    shutil.copytree(sound_folder(), made)
    edit(made)
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
    made: Path, name: str, seconds: float | None = None, chance: random.Random | None = None
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
    if target.suffix not in NEW_ONLY and name != "import":
        old_target(made, target)
    started = time.monotonic()
    process = start(folder, name)
    if seconds is None:
        assert process.wait() in CODES, f"{name} failed"
        return folder, time.monotonic() - started
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    kill(process, whole=chance is not None and chance.random() < 0.5)
    return folder, time.monotonic() - started


def target_of(folder: Path, name: str) -> Path:
    """Returns what a command writes."""
    line = COMMANDS[name]
    return folder / line[line.index("-r" if name == "import" else "-o") + 1]


def old_target(made: Path, target: Path) -> None:
    """Puts an export at the place of the target, which the command may replace."""
    kept = made.parent / f"old{target.suffix}"
    if not kept.exists():
        line = [sys.executable, "-m", "gouji", "export", "sound.gouji", "-o", str(kept)]
        subprocess.run(line, cwd=made, check=True, capture_output=True)
    shutil.copy(kept, target)


def start(folder: Path, name: str) -> subprocess.Popen[bytes]:
    """Starts a command as a program of its own, in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "gouji", *COMMANDS[name]],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder / "tmp"), "HOME": str(folder / "tmp")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(process: subprocess.Popen[bytes], *, whole: bool) -> None:
    """Kills a program, or all that it has started as well, and waits until none of it runs."""
    workers = children_of(process.pid)
    for pid in [process.pid, *(workers if whole else [])]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
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


def is_running(pid: int) -> bool:
    """Returns whether a process is there and is no mere entry that waits for its parent."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def kill_one(made: Path, name: str, seconds: float, chance: random.Random) -> str:
    """Kills a command and looks at what it left; returns what became of its target.

    Raises:
        AssertionError: That is neither the old file nor a whole one, or another was changed.
    """
    folder, _ = run(made, name, seconds, chance)
    target = target_of(folder, name)
    old = made / target.name if name == "import" else made.parent / f"old{target.suffix}"
    became = "no target" if not target.exists() else look(target, old)
    look_around(made, folder, target)
    process = start(folder, name)
    code = process.wait()
    again = target.suffix in NEW_ONLY and became == "new target"  # is not written over
    assert code in CODES or again or name == "import", f"{name}, once more: {code}"
    look(target, old)
    ran = code in CODES  # else it was refused at once, and had nothing to make or to clear
    look_around(made, folder, target, left=() if ran else LEFT)
    return became


def look(target: Path, old: Path) -> str:
    """Returns whether a target is the old file, or a new one that is whole."""
    if old.is_file() and target.read_bytes() == old.read_bytes():
        return "old target"
    assert WHOLE[target.suffix](target), f"{target.name} is neither the old file nor whole"
    return "new target"


LEFT = (".gouji-", "tmp")
"""How names begin that may lie there after a kill, until a command runs there again."""


def look_around(made: Path, folder: Path, target: Path, left: tuple[str, ...] = LEFT) -> None:
    """Sees that no file is another one than before; ``left`` may lie there until the next run."""
    before, now = seen(made), seen(folder)
    beside = {f"{target.stem}{suffix}" for suffix in (".gouji-batch", target.suffix)}
    if target.suffix == ".gouji-check":
        beside.add("book.gouji-batch")  # keeps which spot checks were drawn from it
    for name in before.keys() | now.keys():
        own = name.startswith(tuple(beside)) or Path(name).name.startswith(left)
        own = own or bool(left and name == f".{target.name}.lock")  # the next run takes it over
        if not own and not (left and name.startswith("tmp/")):
            assert before.get(name) == now.get(name), (
                f"{name} was changed or left behind beside {target.name}"
            )


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
    ".jsonl": lambda path: path.read_bytes().endswith(b"}\n"),
    ".html": lambda path: path.read_bytes().endswith(b"</html>"),
    ".pdf": lambda path: path.read_bytes().rstrip().endswith(b"%%EOF"),
    ".gouji": lambda path: verify(path).is_intact,
    ".gouji-check": _is_check,
}


if __name__ == "__main__":
    main()
