"""The header of a block stays in view while the table scrolls, and covers no current cell."""

from hand_reports import BALANCED, Put
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.core.form_files import official_forms
from gouji.gui.grid.sheet import make_sheet
from gouji.gui.grid.sticky import StickyHead, block_headers


def test_the_blocks_of_table_two_have_headers_and_table_three_has_none() -> None:
    by_edition = {form.edition: form for form in official_forms()}
    for form in by_edition.values():
        assert len(block_headers(make_sheet(form.table("t2")))) >= 4
        assert block_headers(make_sheet(form.table("t3"))) == []


def test_a_head_scrolled_away_is_shown_at_the_top_until_its_block_ends(
    put: Put, qtbot: QtBot
) -> None:
    window = put(BALANCED)
    window.context.select_cell("t2.normative.issued")
    view = window.form.views["t2"]
    view.setFixedHeight(120)
    head = view.findChild(StickyHead)
    assert isinstance(head, StickyHead)
    bar = view.verticalScrollBar()
    bar.setValue(0)
    assert not head.isVisible()
    bar.setValue(view.rowHeight(0) + view.rowHeight(1) + 4)
    assert head.isVisible()
    assert head.geometry().top() == 0
    bar.setValue(view.rowHeight(0) * 4 + 2)
    assert not head.isVisible() or head.geometry().top() < 0
    window.form.take_focus()
    for _ in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        assert not head.isVisible() or not head.geometry().intersects(
            view.place_of(window.context.cell)
        )
    for _ in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
        assert not head.isVisible() or not head.geometry().intersects(
            view.place_of(window.context.cell)
        )
