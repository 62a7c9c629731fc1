"""Screen readers get what a cell is, what stands in it, its marks and its findings."""

import pytest
from hand_reports import BALANCED, BROKEN, Put
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QTabBar
from pytestqt.qtbot import QtBot

from gouji.gui.shell.window import Window

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def heard(window: Window, cell: str) -> QAccessibleInterface:
    """Returns what a screen reader finds at a cell of the grid in front."""
    window.context.select_cell(cell)
    view = window.form.current
    assert view is not None
    table = QAccessible.queryAccessibleInterface(view)
    place = view.viewport().mapToGlobal(view.place_of(cell).center())
    return table.childAt(place.x(), place.y())


@pytest.fixture
def broken(put: Put) -> Window:
    return put({**BROKEN, "t3.granted.business": "1O"}, doubtful=("t3.new.natural",))


def test_a_cell_says_its_label_its_figure_and_its_marks(broken: Window) -> None:
    assert heard(broken, "t3.denied_law.natural").text(NAME) == (
        "2.其他法律行政法规禁止公开·自然人：3, 错误, 在当前等式中：+"
    )
    assert heard(broken, "t3.new.natural").text(NAME).startswith("新收·自然人：8, 错误, 存疑")
    assert "1O（不能识别）, 错误" in heard(broken, "t3.granted.business").text(NAME)
    broken.context.act(lambda review: review.adjust({"t3.carried_in.other": ""}, why="x"))
    broken.context.act(lambda review: review.confirm(["t3.carried_in.other"]))
    assert heard(broken, "t3.carried_in.other").text(NAME) == (
        "上年结转·其他：（空白）, 已调整, 已确认"
    )


def test_a_cell_describes_its_findings_and_the_sums_that_do_not_hold(broken: Window) -> None:
    said = heard(broken, "t3.handled.natural").text(DESCRIPTION)
    assert "识读：10" in said
    assert "✖ 自然人列：新收 8 + 上年结转 0 = 8" in said
    assert "8 ≠ 10，差 −2" in said


def test_what_is_said_follows_a_correction_and_the_language(put: Put) -> None:
    window = put(BALANCED)
    assert heard(window, "t3.new.natural").text(NAME) == "新收·自然人：8"
    window.context.act(lambda review: review.correct({"t3.new.natural": "9"}))
    assert heard(window, "t3.new.natural").text(NAME).startswith("新收·自然人：9, 错误, 已更正")
    window.language.choose("en")
    assert heard(window, "t3.new.other").text(NAME).startswith("new · Other: 0")


def test_headers_say_the_groups_that_they_stand_under(put: Put) -> None:
    window = put(BALANCED)
    model = window.form.views["t3"].form_model
    role = int(Qt.ItemDataRole.AccessibleTextRole)
    assert model.headerData(1, Qt.Orientation.Horizontal, role) == (
        "申请人情况 · 法人或其他组织 · 商业企业"
    )
    assert "不予公开" in model.headerData(4, Qt.Orientation.Vertical, role)


def test_whatever_takes_the_focus_has_a_name(put: Put, qtbot: QtBot) -> None:
    window = put(BROKEN)
    window.source.show_thumbnails(shown=True)
    nameless = [
        widget
        for widget in window.findChildren(object)
        if hasattr(widget, "focusPolicy")
        and widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not isinstance(widget, QAbstractButton | QAbstractSpinBox | QTabBar)
    ]
    assert nameless == []
