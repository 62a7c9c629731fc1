"""How long the window's event loop is kept busy at a time while 200 reports are read. Run with:

pytest tests/benchmarks/test_window_turns.py --benchmark-enable -s
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from batch_folder import report_of
from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from gouji.gui.shell.garbage import GarbageCollection
from gouji.gui.shell.language import Language
from gouji.gui.shell.window import Window

COUNT = 200
FRAME = 1 / 60
"""Seconds."""


BEAT = 2
"""Milliseconds between two beats of the heart that is listened to."""


class Turns:
    """Measures how long the event loop keeps a timer waiting beyond its interval, in seconds."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.seconds.append(max(0.0, now - self._last - BEAT / 1000))
        self._last = now

    def stop(self) -> None:
        """Listens no longer."""
        self._timer.stop()

    def said(self) -> dict[str, float]:
        """Returns how many beats there were, the 99th percentile and the longest wait, in ms."""
        ordered = sorted(self.seconds)
        return {
            "beats": len(ordered),
            "p99_ms": round(ordered[len(ordered) * 99 // 100] * 1000, 2),
            "longest_ms": round(ordered[-1] * 1000, 2),
            "beyond_a_frame": sum(1 for each in ordered if each > FRAME),
        }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of 200 reports, no two alike."""
    made = tmp_path / "reports"
    made.mkdir()
    for number in range(COUNT):
        (made / f"{number:03}.html").write_bytes(report_of(1000 + number))
    return made


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    """The window, shown, with an open report."""
    settings = QSettings(str(tmp_path / "gouji.ini"), QSettings.Format.IniFormat)
    settings.setValue("reviewer", "x")
    made = Window(settings, Language(settings))
    made.show()
    tidying = GarbageCollection(qapp)
    yield made
    tidying.release()
    made.close()
    made.language.release()


def turn_for(seconds: float, until: object = None) -> None:
    """Lets the event loop run for a time, or until a condition holds, with a tick a frame."""
    loop, tick, end = QEventLoop(), QTimer(interval=16), time.monotonic() + seconds
    tick.timeout.connect(
        lambda: loop.quit() if time.monotonic() > end or (callable(until) and until()) else None
    )
    tick.start()
    loop.exec()
    tick.stop()


def test_the_window_answers_while_two_hundred_reports_are_read(
    benchmark: BenchmarkFixture, window: Window, folder: Path
) -> None:
    turn_for(1)
    idle = Turns()
    turn_for(10)
    idle.stop()
    busy = Turns()

    def read() -> None:
        window.open_all([folder])
        turn_for(600, lambda: len(window.queue.entries) == COUNT and not window.queue.waiting)

    benchmark.pedantic(read, rounds=1)
    busy.stop()
    assert len(window.queue.entries) == COUNT
    benchmark.extra_info.update(idle=idle.said(), reading=busy.said())
    sys.stdout.write(f"\n{benchmark.extra_info}\n")
