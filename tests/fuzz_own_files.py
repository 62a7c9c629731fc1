"""Damages files of Gouji's own kinds and counts how its commands end with them.

    python tests/fuzz_own_files.py [--files 3000] [--first 0] [--keep FOLDER]

Reviews, journals of batches, spot checks and exported workbooks are changed in their bytes, their
schema, their rows and what the rows say, then given to every command that takes them. What must
never come: an internal error, a hang, a file written that the command does not name, a neighbour
that is another one afterwards.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent / "helpers"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from batch_folder import SAMPLE
from database_mutations import mutated_database
from fuzzing import HANG, INTERNAL, READ, REFUSED, SOUND, WROTE, Ended, report
from mutations import mutated
from warm import SPARES, WarmProcess

from gouji.core.cli.run_command import main as gouji
from gouji.core.worker import calls

SECONDS = 120
"""That a command may take: two files, each with its limit."""

BYSTANDERS = {"note.txt": "别动", "other.html": "<p>别动</p>", "sub/old.xlsx": "alt"}
"""Files that lie beside, which no command is asked to write."""

COMMANDS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "review.gouji": (
        ("verify", "@{file}", "--json"),
        ("check", "@{file}", "--json"),
        ("extract", "@{file}", "--json"),
        ("export", "@{file}", "-o", "@out.xlsx"),
        ("export", "@{file}", "-o", "@out.jsonl"),
        ("export", "@{file}", "-o", "@out.docx"),
        ("export", "@{file}", "-o", "@out.gouji"),
        ("compare", "@{file}", "@sound.gouji", "--json"),
        ("compare", "@sound.gouji", "@{file}", "-o", "@out.gouji"),
        ("import", "@book.xlsx", "-r", "@{file}"),
        ("batch", "@.", "-o", "@out.xlsx", "--workers", "1"),
    ),
    "book.gouji-batch": (
        ("sample", "@{file}", "-o", "@out.gouji-check", "--size", "5"),
        ("batch", "@reports", "-o", "@book.xlsx", "--workers", "1", "--force"),
        ("batch", "@reports", "-o", "@book.xlsx", "--workers", "1", "--force", "--fresh"),
    ),
    "check.gouji-check": (
        ("sample", "@{file}"),
        ("sample", "@{file}", "-o", "@out.xlsx"),
        ("verify", "@{file}"),
    ),
    "book.xlsx": (
        ("import", "@{file}", "-r", "@review.gouji"),
        ("import", "@{file}", "-r", "@review.gouji", "--dry-run"),
        ("check", "@{file}"),
        ("export", "@sound.gouji", "-o", "@{file}"),
    ),
}
"""What is run with a damaged file of each kind; names behind @ are those of its folder."""

MAY_WRITE = ("out.", "book.xlsx", "book.gouji-batch")
"""Beginnings of the names that the commands name, and of those that lie beside these."""


class HangError(BaseException):
    """A command took longer than it may."""


def main() -> int:
    """Prints the counts; 1 where an outcome came that must not come."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="where files of other outcomes are left")
    chosen = parser.parse_args()

    def say(line: str) -> None:
        sys.__stdout__.write(f"{line}\n")
        sys.__stdout__.flush()

    numbers = range(chosen.first, chosen.first + chosen.files)
    with tempfile.TemporaryDirectory() as folder, warm_workers():
        ended = (fuzz(number, Path(folder), keep=chosen.keep) for number in numbers)
        counted = report(ended, say, every=100)
        without_sound_folder()
    return int(any(counted[outcome] for outcome in counted if outcome not in SOUND))


@contextmanager
def warm_workers() -> Iterator[None]:
    """Lets a worker process of one command serve the next one."""
    with mock.patch.object(calls, "WorkerProcess", WarmProcess):
        try:
            yield
        finally:
            SPARES.end()


def fuzz(
    number: int,
    place: Path,
    *,
    kinds: tuple[str, ...] = tuple(COMMANDS),
    keep: Path | None = None,
) -> Ended:
    """Returns how the commands ended that were given the file of a number."""
    random = Random(f"own {number}")
    kind = random.choice(kinds)
    sound = sound_folder()
    data = (sound / kind).read_bytes()
    others = tuple((sound / other).read_bytes() for other in COMMANDS)
    damage = mutated if kind.endswith(".xlsx") else mutated_database
    changed = damage(data, random, others)
    command = random.choice(COMMANDS[kind])
    ended = _run(number, kind, changed, command, place)
    if keep is not None and ended.outcome not in SOUND:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{number}-{kind}").write_bytes(changed)
    return ended


def _run(number: int, kind: str, data: bytes, command: tuple[str, ...], place: Path) -> Ended:
    folder, home = place / "work", place / "home"
    for each in (folder, home):
        shutil.rmtree(each, ignore_errors=True)
    shutil.copytree(sound_folder(), folder)
    home.mkdir()
    (folder / kind).write_bytes(data)
    before = seen(place)
    started = time.monotonic()
    outcome, said = READ, ""
    try:
        code, said = run_command([part.format(file=kind) for part in command], folder, home)
        outcome = REFUSED if code == 2 else READ
        if "internal error" in said:
            outcome = INTERNAL
    except HangError:
        outcome = HANG
    seconds = time.monotonic() - started
    written = [name for name, now in seen(place).items() if before.get(name) != now]
    written += [name for name in before if not (place / name).exists()]
    named = {f"work/{kind}", "work/review.gouji"} if command[0] == "import" else set()
    for name in written:
        if name not in named and not name.startswith(tuple(f"work/{one}" for one in MAY_WRITE)):
            outcome, said = WROTE, name
    return Ended(number, f"{kind}: gouji {' '.join(command)}", outcome, said, seconds)


def run_command(arguments: list[str], folder: Path, home: Path) -> tuple[int, str]:
    """Returns the exit code of a command on files of a folder, and what it said.

    Raises:
        HangError: It took longer than it may.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise HangError

    line = [str(folder / part[1:]) if part.startswith("@") else part for part in arguments]
    told = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home)}
    out, err = io.StringIO(), io.StringIO()
    signal.signal(signal.SIGALRM, stop)
    with mock.patch.dict(os.environ, told), redirect_stdout(out), redirect_stderr(err):
        signal.alarm(SECONDS)
        try:
            code = gouji([*line, "--language", "en"])
        finally:
            signal.alarm(0)
    return code, err.getvalue()[-500:].strip()


def seen(place: Path) -> dict[str, str]:
    """Returns the hash of every file below a folder by its name."""
    return {
        str(path.relative_to(place)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


@cache
def sound_folder() -> Path:
    """Returns a folder with a sound file of each kind and what they were made from."""
    folder = Path(tempfile.mkdtemp(prefix="sound-"))
    (folder / "reports").mkdir()
    shutil.copy(SAMPLE, folder / "reports" / "report.html")
    for name, text in BYSTANDERS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    home = Path(tempfile.mkdtemp(prefix="home-"))
    for command in (
        ("export", "@reports/report.html", "-o", "@sound.gouji"),
        ("batch", "@reports", "-o", "@book.xlsx", "--workers", "1"),
        ("sample", "@book.gouji-batch", "-o", "@check.gouji-check", "--size", "5"),
    ):
        code, said = run_command(list(command), folder, home)
        assert code != 2, said
    act(folder)
    (folder / "book.xlsx").unlink()
    code, said = run_command(["export", "@review.gouji", "-o", "@book.xlsx"], folder, home)
    assert code != 2, said
    shutil.copy(folder / "book.xlsx", folder / "sound.xlsx")
    shutil.rmtree(home)
    return folder


def without_sound_folder() -> None:
    """Removes the folder of ``sound_folder`` again."""
    if sound_folder.cache_info().currsize:
        shutil.rmtree(sound_folder())
        sound_folder.cache_clear()


def act(folder: Path) -> None:
    """Makes a review with acts of every kind out of the one that is as read."""
    from gouji.core.review.review_file.store import open_file

    shutil.copy(folder / "sound.gouji", folder / "review.gouji")
    with open_file(folder / "review.gouji") as file:
        review = file.review("审核员")
        review.correct({"t3.new.natural": "8"}, why="看错")
        review.adjust({"t3.new.total": "9"}, why="补记一件")
        review.undo()
        review.confirm(["t3.new.total"])


if __name__ == "__main__":
    sys.exit(main())
