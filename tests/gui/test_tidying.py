"""Garbage is collected in the window's thread only, a little at a time."""

import gc
import threading
import weakref

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.gui.shell.garbage import MANY, GarbageCollection


class Knot:
    """Something that only a collection of garbage can free."""

    def __init__(self) -> None:
        self.me = self


def knots(count: int) -> list[weakref.ref[Knot]]:
    """Makes garbage and returns what tells whether it is gone."""
    return [weakref.ref(Knot()) for _ in range(count)]


def test_garbage_of_another_thread_is_collected_in_that_of_the_window(
    tidying: GarbageCollection, qtbot: QtBot
) -> None:
    made: list[weakref.ref[Knot]] = []
    threads: set[str] = set()

    def note(_phase: str, _info: dict[str, int]) -> None:
        threads.add(threading.current_thread().name)

    gc.callbacks.append(note)
    reader = threading.Thread(target=lambda: made.extend(knots(3 * MANY)), name="reader")
    reader.start()
    reader.join()
    qtbot.waitUntil(lambda: all(knot() is None for knot in made))
    gc.callbacks.remove(note)
    assert threads == {threading.main_thread().name}


def test_what_was_set_aside_is_collected_when_the_user_turns_away(
    tidying: GarbageCollection, qapp: QApplication
) -> None:
    kept = Knot()
    gone = weakref.ref(kept)
    gc.freeze()
    del kept
    gc.collect()
    assert gone() is not None
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert gone() is None
