"""What stands on the screen after single cells were painted is what painting everything shows."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gouji.gui.session.jobs import Job
from gouji.gui.session.sample_reports import sample_in
from gouji.gui.shell.window import Window

FEW = 20
"""Pixels that may look different: of a smoothed edge that was painted in two strips. Any mark has
hundreds.
"""

SHADE = 24
"""Of 255: a shade that is off by less looks the same."""


def screen(window: Window) -> QImage:
    """Returns what the screen shows of the window."""
    return window.screen().grabWindow(window.winId()).toImage()


def differing(one: QImage, other: QImage) -> int:
    """Returns how many pixels look different."""
    first, second = (
        np.frombuffer(each.constBits(), np.uint8).reshape(-1, 4).astype(np.int16)
        for each in (one, other)
    )
    return int((np.abs(first - second)[:, :3] > SHADE).any(axis=1).sum())


def rest(window: Window, qtbot: QtBot) -> None:
    """Lets the window come to rest."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not window.source.is_gliding and not window.jobs.findChildren(Job))
    QApplication.processEvents()


def correct(window: Window) -> None:
    window.context.act(lambda review: review.correct({"t3.new.natural": "9"}))


def explain(window: Window) -> None:
    window.context.act(lambda review: review.explain(review.findings[0].rule, "原件如此"))


def undo(window: Window) -> None:
    window.context.act(lambda review: review.undo())


def go(window: Window) -> None:
    window.context.go_to_doubt()


def propose(window: Window) -> None:
    window.context.propose({"t3.new.natural": "10"})


def leave(window: Window) -> None:
    window.source.setFocus()


def come_back(window: Window) -> None:
    window.form.take_focus()
    QTest.keyClick(window.form.views["t3"], Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


def turn_away(window: Window) -> None:
    """Goes to a cell that nothing is found about."""
    assert window.context.review is not None
    plain = [cell for cell in window.context.review.cells if not window.context.findings_of(cell)]
    window.context.select_cell(plain[plain[0] == window.context.cell])


STEPS = (turn_away, turn_away, go, correct, explain, propose, undo, leave, come_back, undo)


def test_the_screen_shows_what_painting_everything_would(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.context.opened):
        window.open(sample_in("2021-totals-broken.pdf", tmp_path))
    window.form.take_focus()
    qtbot.waitUntil(lambda: not window.jobs.findChildren(Job))
    for step in STEPS:
        step(window)
        rest(window, qtbot)
        seen = screen(window)
        for widget in window.findChildren(QWidget):
            QWidget.update(widget)  # that of a list wants an index before Qt 6.9
        QApplication.processEvents()
        assert differing(seen, screen(window)) <= FEW, step.__name__
