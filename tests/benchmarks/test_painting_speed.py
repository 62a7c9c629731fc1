"""How long the window takes from a key to what it paints, beside painting the bare grid. Run with:

pytest tests/benchmarks/test_painting_speed.py -s
"""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.gui.grid.editor import FigureEditor
from gouji.gui.session.jobs import Job
from gouji.gui.session.sample_reports import sample_in
from gouji.gui.shell.app import use_chinese_font
from gouji.gui.shell.language import Language
from gouji.gui.shell.window import Window

FRAME = 1 / 60
"""Seconds of work of the window's own thread, on a machine that has nothing else to do."""

ROUNDS = 60
CELL = "t3.new.natural"


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """The window on a printed report, as large as on a small laptop, at rest."""
    use_chinese_font(qapp)
    settings = QSettings(str(tmp_path / "gouji.ini"), QSettings.Format.IniFormat)
    settings.setValue("language", "zh")
    language = Language(settings)
    made = Window(settings, language)
    made.resize(1366, 740)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    with qtbot.waitSignal(made.context.opened, timeout=60_000):
        made.open(sample_in("2021-totals-broken.pdf", tmp_path))
    made.context.select_cell(CELL)
    made.form.take_focus()
    qtbot.waitUntil(lambda: not made.jobs.findChildren(Job), timeout=60_000)
    yield made
    made.close()
    language.release()


class Settling(QObject):
    """Notes when the event comes that all which was changed at once is painted by then.

    Attributes:
        at: The seconds of the window's thread by then.
        painted: The parts that were painted between the work and then.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.at = 0.0
        self.painted: set[str] = set()
        self._desk = window.context
        self._parts = {
            window.form.views["t3"].viewport(): "grid",
            window.source.focusProxy().viewport(): "source",
        }
        for each in (window.context, *self._parts):
            each.installEventFilter(self)

    def begin(self) -> None:
        """Waits for the next time."""
        self.at, self.painted = 0.0, set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes an event, and lets it pass."""
        if event.type() == QEvent.Type.Paint and not self.at:
            self.painted.add(self._parts[watched])
        if event.type() == QEvent.Type.User and watched is self._desk:
            self.at = time.thread_time()
        return False


def spent(work: Callable[[], object]) -> float:
    """Returns the seconds that the thread of the window works until all is painted.

    What other programs take of the machine meanwhile does not count.
    """
    start = time.thread_time()
    work()
    QApplication.processEvents()
    return time.thread_time() - start


def tell(name: str, times: list[float], bare: float) -> None:
    """Says the median and the slow end of some times, and the ratio to the bare grid."""
    slow = quantiles(times, n=20)[-1]
    sys.stdout.write(
        f"\n{name}: median {median(times) * 1000:.2f} ms, 95 % within {slow * 1000:.2f} ms, "
        f"{median(times) / bare:.2f} times the bare grid"
    )


def test_a_typed_figure_is_marked_within_a_frame(window: Window, qtbot: QtBot) -> None:
    """All is counted that is done from the key on, also what is only shown after the mark."""
    view = window.form.views["t3"]
    figures = itertools.cycle("98")
    settling = Settling(window)

    def correct() -> None:
        qtbot.keyClick(view, next(figures))
        editor = view.findChild(FigureEditor)
        qtbot.keyClick(editor, Qt.Key.Key_Return)

    bare, marked, settled = [], [], []
    for _ in range(ROUNDS):
        bare.append(spent(view.viewport().repaint))
        window.context.select_cell(CELL)
        QApplication.processEvents()
        settling.begin()
        start = time.thread_time()
        settled.append(spent(correct))
        marked.append(settling.at - start)
        assert settling.painted == {"grid", "source"}
        qtbot.waitUntil(lambda: not window.suggester.busy, timeout=60_000)
    tell("a bare grid", bare, median(bare))
    tell("typed figure to painted mark", marked, median(bare))
    tell("typed figure until lists and counts are painted too", settled, median(bare))
    assert median(settled) < FRAME


def test_another_cell_is_current_everywhere_within_a_frame(window: Window) -> None:
    view = window.form.views["t3"]
    bare, selected = [], []
    for cell in itertools.islice(itertools.cycle(view.sheet.figures[::9]), ROUNDS):
        bare.append(spent(view.viewport().repaint))
        selected.append(spent(lambda cell=cell: window.context.select_cell(cell)))
    tell("another current cell", selected, median(bare))
    assert median(selected) < FRAME


def test_grid_and_source_scroll_within_a_frame(window: Window) -> None:
    view = window.form.views["t3"]
    grid, source = view.verticalScrollBar(), window.source.focusProxy().verticalScrollBar()
    times: dict[str, list[float]] = {"grid": [], "source": []}
    bare = []
    for turn in range(ROUNDS):
        bare.append(spent(view.viewport().repaint))
        for name, bar in (("grid", grid), ("source", source)):
            value = bar.maximum() * ((turn * 7) % 20) // 20
            times[name].append(spent(lambda bar=bar, value=value: bar.setValue(value)))
    for name, measured in times.items():
        tell(f"scrolling the {name}", measured, median(bare))
        assert median(measured) < FRAME
