"""Measures what a week with a queue feels like: first doubt, reopening, turning, memory, quitting.

    python -m tests.measure_window [--reports 200] [--turns 300] [--seed 7] [--folder FOLDER]

The real window is opened off-screen on a folder of drawn reports, or one's own. Times are wall
time on this machine, memory is what the process and its workers hold.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from gouji.gui.session.jobs import RENDERING, Job
from gouji.gui.shell.app import make_application
from gouji.gui.shell.garbage import GarbageCollection
from gouji.gui.shell.language import Language
from gouji.gui.shell.window import Window

from .drawing import LAYOUTS, draw

SLOW = (".png", ".jpg")
"""Pictures, which are read for longer than a trial should take."""

SECONDS = 900.0
EVERY = 50
"""Turns between two looks at the memory."""

QUIT = 3.0
"""Seconds after which no process of the program may be left."""

PROC = Path("/proc")


@dataclass
class Turns:
    """What turning from report to report took.

    Attributes:
        painted: Seconds from the key to the next report, painted.
        worked: Seconds of that in which the window's own thread worked; the rest is waiting, for
            disk and, on a busy machine, for its turn.
        sharp: Seconds until its pages were drawn in full, too.
        megabytes: Of the window's process, by how many turns there had been.
    """

    painted: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    sharp: list[float] = field(default_factory=list)
    megabytes: dict[int, int] = field(default_factory=dict)


class Session:
    """A window with settings of its own."""

    def __init__(self, settings: QSettings) -> None:
        self.language = Language(settings)
        self.window = Window(settings, self.language)
        self.window.resize(1366, 740)
        self.window.show()

    def wait(self, holds: Callable[[], object]) -> None:
        """Lets the window work until something holds.

        Raises:
            TimeoutError: It does not hold in time.
        """
        loop, tick = QEventLoop(), QTimer(interval=1)
        end = time.monotonic() + SECONDS
        tick.timeout.connect(lambda: loop.quit() if holds() or time.monotonic() > end else None)
        tick.start()
        loop.exec()
        tick.stop()
        if not holds():
            raise TimeoutError(self.window.message.text or "waited in vain")

    def is_read(self, count: int) -> bool:
        """Returns whether so many files are listed, and all of them read."""
        queue = self.window.queue
        return len(queue.entries) >= count and not queue.waiting

    def close(self) -> None:
        """Quits."""
        self.window.close()
        self.language.release()


def main() -> int:
    """Returns 0 where no process was left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--turns", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="reports of your own")
    chosen = parser.parse_args()
    app = make_application()
    app.setStyle("fusion")
    tidying = GarbageCollection(app)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        folder = chosen.folder or make_reports(work / "reports", chosen.reports, chosen.seed)
        settings = QSettings(str(work / "gouji.ini"), QSettings.Format.IniFormat)
        for key, value in (("language", "zh"), ("reviewer", "王核"), ("data", str(work / "data"))):
            settings.setValue(key, value)
        (work / "kept").mkdir()
        settings.setValue("reviews", str(work / "kept"))
        pdf = next(each for each in sorted(folder.iterdir()) if each.suffix == ".pdf")
        open_first(settings, pdf)
        count = read_folder(settings, folder)
        left = go_through(settings, count, chosen.turns)
        settings.sync()
    tidying.release()
    return 1 if left else 0


def make_reports(folder: Path, count: int, seed: int) -> Path:
    """Returns a folder of drawn reports of many layouts."""
    folder.mkdir()
    names = sorted(name for name, kind in LAYOUTS.items() if kind.suffix not in SLOW)
    chance = random.Random(seed)
    for number in range(count):
        layout = chance.choice(names)
        path = folder / f"{number:03}{LAYOUTS[layout].suffix}"
        path.write_bytes(draw(seed + number, layout).data)
    return folder


def open_first(settings: QSettings, pdf: Path) -> None:
    """Opens one PDF in a window that has just started, and in one that stood ready."""
    for is_ready in (False, True):
        session = Session(settings)
        if is_ready:
            session.window.get_ready()
            session.wait(lambda session=session: not session.window.jobs.findChildren(Job))
        copy = pdf.with_name(f"{'ready' if is_ready else 'cold'}-{pdf.name}")
        copy.write_bytes(pdf.read_bytes())
        began = time.perf_counter()
        session.window.open(copy)
        session.wait(lambda session=session: session.window.context.review is not None)
        QApplication.processEvents()
        how = "that stood ready" if is_ready else "that has just started"
        say(f"first doubt of a PDF in a window {how}: {time.perf_counter() - began:.2f} s")
        session.close()
        copy.unlink()


def read_folder(settings: QSettings, folder: Path) -> int:
    """Reads a folder for the first time; returns how many lines the queue has then."""
    session = Session(settings)
    wanted = sum(1 for _ in folder.iterdir())
    began = time.perf_counter()
    session.window.open_all([folder])
    session.wait(lambda: session.window.context.review is not None)
    say(f"first report of a folder of {wanted}: {time.perf_counter() - began:.2f} s")
    session.wait(lambda: session.is_read(wanted))
    count = len(session.window.queue.entries)
    say(f"all {count} reports read: {time.perf_counter() - began:.1f} s")
    session.close()
    return count


def go_through(settings: QSettings, count: int, turns: int) -> list[int]:
    """Opens the queue again and turns from report to report; returns what lives on after it."""
    session = Session(settings)
    began = time.perf_counter()
    session.window.bring_back()
    files = len(session.window.session.files)
    session.wait(lambda: len(session.window.queue.entries) >= files)
    say(f"the queue is listed again: {time.perf_counter() - began:.2f} s")
    session.wait(lambda: session.is_read(count))
    say(f"all of it is back: {time.perf_counter() - began:.2f} s")
    session.wait(lambda: session.window.context.review is not None)
    tell_turns(turn(session, turns))
    workers = [each for each in children() if not _is_tracker(each)]
    session.close()
    time.sleep(QUIT)
    left = [process for process in workers if (PROC / str(process)).exists()]
    say(f"processes {QUIT:.0f} s after quitting: {len(left)} of {len(workers)}")
    return left


def turn(session: Session, turns: int) -> Turns:
    """Turns from report to report, around the ends of the queue."""
    window, made = session.window, Turns()
    for number in range(1, turns + 1):
        here = window.context.key
        began, spent = time.perf_counter(), time.thread_time()
        if not window.turning.turn(1):
            window.turning.show(window.queue_panel.shown[0])
        session.wait(lambda here=here: window.context.key != here)
        QApplication.processEvents()
        made.painted.append(time.perf_counter() - began)
        made.worked.append(time.thread_time() - spent)
        session.wait(lambda: not is_drawing(window))
        QApplication.processEvents()
        made.sharp.append(time.perf_counter() - began)
        if number % EVERY == 0:
            made.megabytes[number] = megabytes(os.getpid())
    return made


def is_drawing(window: Window) -> bool:
    """Returns whether a page is being drawn."""
    return any(task.lane == RENDERING for _, task in window.jobs._jobs.values())


def tell_turns(made: Turns) -> None:
    """Prints what turning took."""
    kinds = {"painted": made.painted, "painted, work alone": made.worked, "sharp": made.sharp}
    for name, seconds in kinds.items():
        ordered = sorted(seconds)
        say(
            f"next report {name}: half within {ordered[len(ordered) // 2] * 1000:.0f} ms, 95 of "
            f"100 within {ordered[len(ordered) * 95 // 100] * 1000:.0f} ms, longest "
            f"{ordered[-1] * 1000:.0f} ms"
        )
    say(f"memory of the window by turns, MB: {made.megabytes}")
    say(f"memory of its workers, MB: {[megabytes(each) for each in children()]}")


def megabytes(process: int) -> int:
    """Returns what a process holds in memory; 0 where the system does not say."""
    try:
        status = (PROC / str(process) / "status").read_text()
    except OSError:
        return 0
    line = next((each for each in status.splitlines() if each.startswith("VmRSS")), "VmRSS 0")
    return int(line.split()[1]) // 1024


def children() -> list[int]:
    """Returns the processes that this one has started, and those that they have."""
    try:
        stats = [(int(each.name), _parent(each)) for each in PROC.iterdir() if each.name.isdigit()]
    except OSError:
        return []
    found = [os.getpid()]
    for process in found:
        found += [each for each, parent in stats if parent == process]
    return found[1:]


def _is_tracker(process: int) -> bool:
    """Returns whether a process is the one that Python keeps beside itself as long as it runs."""
    try:
        return b"resource_tracker" in (PROC / str(process) / "cmdline").read_bytes()
    except OSError:
        return False


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def say(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
