"""Small helps for the eye: the sums of the current cell, and a peek at it in the source."""

import pytest
from hand_reports import BROKEN, SAMPLES, Put, make_report, under_review_of
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.gui.shell.language import Language
from gouji.gui.shell.window import Window

PDF = SAMPLES / "2021-totals-broken.pdf"


def test_the_sums_of_the_current_cell_are_shown_live(put: Put) -> None:
    window = put(BROKEN)
    window.context.select_cell("t3.handled.natural")
    assert [said[0] for said in window.form.sums] == ["✖", "✖", "✖"]
    assert any("8 ≠ 10，差 −2" in said for said in window.form.sums)
    window.context.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    assert [said[0] for said in window.form.sums] == ["✔", "✔", "✔"]
    assert "8 = 8" in window.form.sums[0]
    window.context.select_cell("t2.licensing.decisions")
    assert window.form.sums == []


def test_space_enlarges_the_cell_in_the_source_while_it_is_held(
    window: Window, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.context.opened, timeout=60_000):
        window.open(PDF)
    window.context.select_cell("t3.handled.natural")
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


TOGGLES = ("thumbnails", "outlines", "level", "set_apart")


def ticked(window: Window) -> set[str]:
    """Returns the commands that the menu ticks."""
    return {name for name, action in window.actions_.by_id.items() if action.isChecked()}


@pytest.mark.qt_log_ignore("does not support")
def test_the_menu_ticks_what_is_on(put: Put) -> None:
    window = put(BROKEN)
    assert ticked(window) == set()
    for name in TOGGLES:
        window.actions_.by_id[name].trigger()
    QApplication.processEvents()
    assert ticked(window) == set(TOGGLES)
    window.docks["source"].setFloating(False)
    window.show_report(under_review_of(make_report(BROKEN)))
    assert ticked(window) == {"thumbnails", "outlines"}
    for name in ("thumbnails", "outlines", "full_screen"):
        window.actions_.by_id[name].trigger()
    QApplication.processEvents()
    assert ticked(window) == {"full_screen"}


def test_small_pages_and_outlines_come_back_at_the_next_start(
    window: Window, qtbot: QtBot, settings: QSettings
) -> None:
    for name in ("thumbnails", "outlines"):
        window.actions_.by_id[name].setEnabled(True)
        window.actions_.by_id[name].trigger()
    later = Window(settings, Language(settings))
    qtbot.addWidget(later)
    later.show()
    with qtbot.waitSignal(later.context.opened):
        later.open(PDF)
    assert ticked(later) == {"thumbnails", "outlines"}
    assert later.source._strip.isVisible()
    assert later.source.has_outlines
    later.close()
    later.language.release()


def test_escape_ends_a_search_and_goes_back_to_the_figures(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.context.opened):
        window.open(PDF)
    window.actions_.by_id["find"].trigger()
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "2021")
    assert window.source._canvas._over.hits[0]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not window.source._canvas._over.hits[0]
    assert QApplication.focusWidget() is window.form.current
