"""How long undo takes in a review of thousands of steps, beside one of a few. Run with:

pytest tests/benchmarks/test_undo_speed.py -s

Time of the window's own thread is taken, from the key until all that follows is told and painted.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from statistics import median

import pytest
from hand_reports import BALANCED, make_report, under_review_of
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from gouji.gui.shell.language import Language
from gouji.gui.shell.window import Window

FEW, MANY = 50, 2500
FRAME = 1 / 60
"""Seconds."""

MOST_TIMES = 3.0
"""How many times longer an undo among many steps may take than one among few."""

ROUNDS = 15


@pytest.fixture
def window(qapp: QApplication, tmp_path: object) -> Iterator[Window]:
    """The window, shown."""
    settings = QSettings(f"{tmp_path}/gouji.ini", QSettings.Format.IniFormat)
    settings.setValue("reviewer", "x")
    language = Language(settings)
    made = Window(settings, language)
    made.resize(1366, 740)
    made.show()
    yield made
    made.close()
    language.release()


def work_of(act: Callable[[], object], window: Window) -> tuple[float, float]:
    """Returns the seconds until a change is painted, and until all that follows is told."""
    began = time.thread_time()
    act()
    window.repaint()
    painted = time.thread_time() - began
    window.context.settle()
    QApplication.processEvents()
    return painted, time.thread_time() - began


def undo_among(window: Window, count: int) -> tuple[float, float]:
    """Returns what undo takes in a review of so many steps, both times as the median of some."""
    under_review = under_review_of(make_report(BALANCED))
    review = under_review.review
    assert review is not None
    cells = [cell for cell in review.cells if cell.startswith("t3")]
    for number in range(count):
        review.correct({cells[number % len(cells)]: str(number % 97)})
    window.show_report(under_review)
    QApplication.processEvents()
    undo = window.actions_.by_id["undo"]
    taken = [work_of(undo.trigger, window) for _ in range(ROUNDS)]
    return median(each[0] for each in taken), median(each[1] for each in taken)


def test_undo_among_thousands_of_steps_takes_hardly_longer_than_among_few(
    window: Window,
) -> None:
    few, many = undo_among(window, FEW), undo_among(window, MANY)
    sys.stdout.write(
        f"\nundo, ms until painted and until told: among {FEW} steps {few[0] * 1000:.1f}, "
        f"{few[1] * 1000:.1f}; among {MANY} {many[0] * 1000:.1f}, {many[1] * 1000:.1f}; "
        f"a frame is {FRAME * 1000:.1f}\n"
    )
    assert many[0] < MOST_TIMES * few[0]
    assert many[1] < MOST_TIMES * few[1]
