"""What an act on a placement costs beside finding the tables, and a drag beside painting. Run with:

pytest tests/benchmarks/test_placement_speed.py -s

The bounds are ratios, so that they hold on any machine: an act may not take longer than finding all
tables of the report twice, which is what a person waits for at F4 anyway and takes about 50 ms; a
move of a drag not longer than painting the source twice, which is less than a frame.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from placing import KEY, drag, settle, show, shown_line
from PySide6.QtCore import QPointF, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.core.extraction.structure.constraints import COLUMN
from gouji.core.extraction.structure.table_structure import Structure
from gouji.gui.shell.app import use_chinese_font
from gouji.gui.shell.language import Language
from gouji.gui.shell.window import Window

MOVE = 2.0
"""Times that a move of a drag may cost of painting the source once."""

SHARE = 2.0
"""Times that an act may cost of finding all tables, its showing in form and source included."""


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """The window, as large as on a small laptop."""
    use_chinese_font(qapp)
    settings = QSettings(str(tmp_path / "gouji.ini"), QSettings.Format.IniFormat)
    for name, value in (("language", "zh"), ("reviewer", "王核"), ("reviews", str(tmp_path))):
        settings.setValue(name, value)
    language = Language(settings)
    made = Window(settings, language)
    made.resize(1366, 740)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.close()
    language.release()


def fastest(work: Callable[[], object], rounds: int = 5) -> float:
    """Returns the least seconds of work of this process."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize("kind", ["pdf", "html", "docx", "xlsx", "txt"])
def test_an_act_is_answered_and_a_drag_painted_in_time(
    window: Window, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    show(window, qtbot, tmp_path, kind)
    canvas, session = window.source.canvas, window.placement
    structure = session.structure
    assert structure is not None
    finding = fastest(lambda: Structure(structure.surface, structure.form))
    qtbot.keyClick(canvas, KEY.Key_Right)

    def act(key: object) -> None:
        before = session.placed
        qtbot.keyClick(canvas, key)
        while session.is_busy or session.placed is before:
            QApplication.processEvents()
        canvas.viewport().repaint()

    keys = iter((KEY.Key_X, KEY.Key_2, KEY.Key_3, KEY.Key_1, KEY.Key_4))
    acting = fastest(lambda: act(next(keys)))
    place = shown_line(window, COLUMN, "t3.new.business").place
    painting = fastest(canvas.viewport().repaint)
    start = QPointF(place.right(), place.top() + 12)
    before = session.placed
    dragging = min(drag(window, qtbot, start, start + QPointF(3, 0)))
    settle(window, qtbot, before)
    sys.stdout.write(
        f"\n{kind}: finding {finding * 1000:.0f} ms, an act {acting * 1000:.0f} ms "
        f"({acting / finding:.2f}), a move of a drag {dragging * 1000:.1f} ms "
        f"({dragging / painting:.2f} of painting)\n"
    )
    assert acting < SHARE * finding
    assert dragging < MOVE * painting
