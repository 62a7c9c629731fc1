"""Small helps for the eye: the sums of the current cell, and a peek at it in the source."""

from hand_reports import BROKEN, SAMPLES, Lay
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.gui.window import Window

PDF = SAMPLES / "2021-totals-broken.pdf"


def test_the_sums_of_the_current_cell_are_shown_live(lay: Lay) -> None:
    window = lay(BROKEN)
    window.desk.select_cell("t3.handled.natural")
    assert [said[0] for said in window.form.sums] == ["✖", "✖", "✖"]
    assert any("8 ≠ 10，差 −2" in said for said in window.form.sums)
    window.desk.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    assert [said[0] for said in window.form.sums] == ["✔", "✔", "✔"]
    assert "8 = 8" in window.form.sums[0]
    window.desk.select_cell("t2.licensing.decisions")
    assert window.form.sums == []


def test_space_enlarges_the_cell_in_the_source_while_it_is_held(
    window: Window, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.desk.opened, timeout=60_000):
        window.open(PDF)
    window.desk.select_cell("t3.handled.natural")
    view = window.form.current
    assert view is not None
    view.setFocus()
    before, fit = window.source.zoom, window.source._canvas.fit
    qtbot.keyPress(view, Qt.Key.Key_Space)
    assert window.source.zoom >= 2.5
    place = window.source.place_of("t3.handled.natural")
    assert place is not None
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert (window.source.zoom, window.source._canvas.fit) == (before, fit)
    assert QApplication.focusWidget() is view
