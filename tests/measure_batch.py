"""Measures batches: throughput and memory over many small reports, on one core and on several.

python tests/measure_batch.py FOLDER --reports 1000 --workers 1 2 [--corpus CORPUS]

Each run has as many cores as workers, where the system can bind a process to cores. On a machine
that others use, wall time says little; the processor time that a run takes says what it would take
on cores of its own: that of reading, shared by its cores, and that of writing on one.

The reports are text and web pages of the corpus, or drawn ones, with figures changed at random.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
KINDS = (".txt", ".md", ".html", ".htm")
FIGURE = re.compile(rb"(?<![0-9A-Za-z#.])[1-9][0-9]{0,2}(?![0-9A-Za-z%.])")
CHANGED = 5


def main() -> int:
    """Makes the reports, measures, and prints one line a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        return run(given.folder, Path(given.run[0]), int(given.run[1]))
    reports = given.folder / f"reports-{given.reports}"
    make_reports(reports, given.reports, given.corpus)
    least = [floor(workers) for workers in given.workers]
    runs = [measure(reports, workers) for workers in given.workers]
    for workers, later, apart in zip(given.workers[1:], runs[1:], least[1:], strict=True):
        wall, alone = (
            [first / second for first, second in zip(before, after, strict=True)]
            for before, after in zip(runs[0], later, strict=True)
        )
        say(
            f"{workers} cores against {given.workers[0]}: reading {wall[0]:.2f} times as fast, "
            f"with the workbook {wall[1]:.2f} times; by processor time {alone[0]:.2f} and "
            f"{alone[1]:.2f}; a loop that shares nothing {least[0] / apart:.2f} times"
        )
    return 0


Times = tuple[float, float]
"""Seconds of reading, and of reading and writing."""


def make_reports(folder: Path, count: int, corpus: Path | None) -> None:
    """Makes so many reports, each a copy with a few figures changed."""
    if folder.exists():
        return
    folder.mkdir(parents=True)
    begun = [(path.suffix, path.read_bytes()) for path in originals(corpus)] or drawn()
    for number in range(count):
        suffix, data = begun[number % len(begun)]
        (folder / f"{number:05d}{suffix}").write_bytes(changed(data, Random(number)))


def originals(corpus: Path | None) -> list[Path]:
    """The text and web pages of a folder."""
    if corpus is None:
        return []
    return sorted(
        path for path in corpus.iterdir() if path.suffix in KINDS and path.stem != "README"
    )


def drawn() -> list[tuple[str, bytes]]:
    """Drawn text and web pages."""
    sys.path.insert(0, str(ROOT / "tests"))
    from drawing.draw import draw
    from drawing.layouts import LAYOUTS

    kinds = [name for name, layout in LAYOUTS.items() if layout.suffix in KINDS]
    return [(LAYOUTS[name].suffix, draw(seed, name).data) for name in kinds for seed in range(5)]


def changed(data: bytes, random: Random) -> bytes:
    """The bytes with some figures replaced by others of the same length."""
    places = [match.span() for match in FIGURE.finditer(data)]
    for start, end in random.sample(places, min(CHANGED, len(places))):
        digits = str(random.randrange(10 ** (end - start - 1), 10 ** (end - start)))
        data = data[:start] + digits.encode() + data[end:]
    return data


def measure(reports: Path, workers: int) -> tuple[Times, Times]:
    """Runs one batch in a process of its own.

    Returns what it took, and what it would take on cores of its own.
    """
    output = reports.with_name(f"{reports.name}-{workers}.xlsx")
    for path in (output, output.with_suffix(".gouji-batch")):
        path.unlink(missing_ok=True)
    command = [sys.executable, __file__, str(reports), "--run", str(output), str(workers)]
    load = os.getloadavg()[0]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        result = json.loads(child.stdout.read())
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
    reading, writing = result["reading"], result["writing"]
    read, written = result["read on processors"], result["written on processors"]
    say(
        f"{result['files']} reports, {workers} worker(s): read in {reading:.1f} s "
        f"({result['files'] / reading:.1f} a second), written in {writing:.1f} s; processor time "
        f"{read:.1f} and {written:.1f} s; largest process "
        f"{usage.ru_maxrss / 1024:.0f} MB, this one {result['megabytes']:.0f} MB; workbook "
        f"{output.stat().st_size / 2**20:.1f} MB; load before {load:.1f}"
    )
    return (reading, reading + writing), (read / workers, read / workers + written)


def floor(workers: int) -> float:
    """Seconds that a fixed amount of work, which shares nothing, takes in so many processes.

    What the machine itself gives: a batch can scale no better.
    """
    with multiprocessing.get_context("fork").Pool(workers, bind, (workers,)) as pool:
        pool.map(abs, range(workers))
        begun = time.monotonic()
        pool.map(loop, range(8), chunksize=1)
        return time.monotonic() - begun


def bind(workers: int) -> None:
    """Gives this process as many cores as there are workers, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:workers])


def loop(_part: int) -> int:
    """Some arithmetic and some memory."""
    seen: dict[int, int] = {}
    for number in range(2_000_000):
        seen[number % 5000] = number * number % 7
    return len(seen)


def run(reports: Path, output: Path, workers: int) -> int:
    """Runs one batch here and prints what it took as JSON."""
    from gouji.core.batch import WRITING, Options, Progress, run_batch

    bind(workers)
    times = {"begun": time.monotonic()}

    def look(progress: Progress) -> None:
        used = processor_seconds()
        if progress.phase == WRITING:
            times.setdefault("read on processors", used)
        elif progress.done == progress.total:
            times["read"] = time.monotonic()

    summary = run_batch(reports, output, Options(workers=workers), on_progress=look)
    result = {
        "files": summary.files,
        "reading": times["read"] - times["begun"],
        "writing": time.monotonic() - times["read"],
        "read on processors": times["read on processors"],
        "written on processors": processor_seconds() - times["read on processors"],
        "megabytes": most_held(),
    }
    say(json.dumps(result))
    return 0


def processor_seconds() -> float:
    """What this process and those that it has started took of processors."""
    return sum(os.times()[:4]) + sum(map(seconds_of, children()))


def children() -> list[int]:
    """The processes that this one has started and that still run."""
    listed = (path.read_text("ascii") for path in Path("/proc/self/task").glob("*/children"))
    return [int(pid) for each in listed for pid in each.split()]


def seconds_of(pid: int) -> float:
    """What a process took of processors, 0 where it has ended just now."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def most_held() -> float:
    """The most memory that this process held, in megabytes; its parent's does not count."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
