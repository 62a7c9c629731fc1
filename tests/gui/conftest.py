"""What the tests of the window share: a window with settings of its own, and reports on it."""

import functools
import gc
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hand_reports import BALANCED, Put, make_report, under_review_of
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.gui.shell.app import use_chinese_font
from gouji.gui.shell.garbage import GarbageCollection
from gouji.gui.shell.language import Language
from gouji.gui.shell.window import Window

PATIENCE = 60_000
"""Milliseconds."""


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """The bot, with the patience that a busy machine asks for; a test that passes waits less."""
    for name in ("waitSignal", "waitSignals", "waitUntil"):
        patient = functools.partial(getattr(qtbot, name), timeout=PATIENCE)
        monkeypatch.setattr(qtbot, name, patient)
    return qtbot


@pytest.fixture(autouse=True)
def _collected_here() -> Iterator[None]:
    """Keeps garbage for the thread of the windows, as the program does.

    The thread of a job that makes objects would collect the window of a test before, too, and
    destroy widgets outside the thread that they belong to.
    """
    gc.disable()
    yield
    gc.collect(1)  # what this test made; the whole heap at every test would cost a minute
    gc.enable()


@pytest.fixture
def _warm(warm_workers: None) -> None:
    """Takes the worker processes of the test before."""


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """Settings of this test alone: Chinese, a reviewer's name, a folder for the reviews."""
    (tmp_path / "kept").mkdir()
    made = QSettings(str(tmp_path / "gouji.ini"), QSettings.Format.IniFormat)
    made.setValue("language", "zh")
    made.setValue("reviewer", "王核")
    made.setValue("reviews", str(tmp_path / "kept"))
    return made


@pytest.fixture
def tidying(qapp: QApplication) -> Iterator[GarbageCollection]:
    """The collection of garbage in the hands of the window, as while the program runs."""
    made = GarbageCollection(qapp)
    yield made
    made.release()
    made.deleteLater()


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, settings: QSettings, _warm: None) -> Iterator[Window]:
    """The main window, shown and empty."""
    use_chinese_font(qapp)
    language = Language(settings)
    made = Window(settings, language)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()
    language.release()


@pytest.fixture
def put(window: Window) -> Put:
    """Puts a report made by hand under review: ``put(texts, doubtful)``."""

    def put(texts: Mapping[str, str] = BALANCED, doubtful: tuple[str, ...] = ()) -> Window:
        window.show_report(under_review_of(make_report(texts, doubtful)))
        return window

    return put


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lets the off-screen plugin say that it has no window manager to hand sizes to."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints"))
