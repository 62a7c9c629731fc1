"""Text of the source can be marked with the mouse and copied, in pages and in a flow."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.core.documents.document import Document, Region
from gouji.gui.source import SourceView


def point_of(view: SourceView, x: float, y: float, sheet: int = 0) -> QPoint:
    """Returns where a point of a sheet, in points, lies in the viewport."""
    canvas = view.focusProxy()
    position: QPointF = canvas._stack.position(sheet, QPointF(x, y)) - canvas._offset()
    return position.toPoint()


def drag(view: SourceView, qtbot: QtBot, start: QPoint, end: QPoint) -> str:
    """Drags from one point of the viewport to another and returns what is copied then."""
    target = view.focusProxy().viewport()
    qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(target, (start + end) / 2)
    qtbot.mouseMove(target, end)
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=end)
    QApplication.clipboard().setText("")
    view.setFocus()
    view.copy()
    return QApplication.clipboard().text()


@pytest.fixture
def paged(view: SourceView, printed: Document, qtbot: QtBot) -> SourceView:
    """The view on printed pages whose text is read."""
    with qtbot.waitSignal(view.redrawn):
        view.show_document(printed)
        view.zoom_actual()
        view.set_places({"figure": Region(0, (200.0, 300.0, 245.0, 316.0))})
    qtbot.waitUntil(lambda: view.focusProxy().sheets.text(0) is not None)
    return view


def test_a_drag_over_printed_text_copies_it(paged: SourceView, qtbot: QtBot) -> None:
    paged.focusProxy().verticalScrollBar().setValue(40)
    start, end = point_of(paged, 206, 308), point_of(paged, 241, 308)
    assert drag(paged, qtbot, start, end) == "7508264"
    assert drag(paged, qtbot, start, point_of(paged, 221, 308)) in ("750", "7508")


def test_marked_text_is_tinted_and_a_click_ends_it(paged: SourceView, qtbot: QtBot) -> None:
    start, end = point_of(paged, 206, 308), point_of(paged, 241, 308)
    paged.setFocus()
    before = paged.grab().toImage()
    drag(paged, qtbot, start, end)
    assert paged.grab().toImage() != before
    with qtbot.waitSignal(paged.cell_clicked) as clicked:
        qtbot.mouseClick(paged.focusProxy().viewport(), Qt.MouseButton.LeftButton, pos=start)
    assert clicked.args == ["figure"]
    assert paged.grab().toImage() == before
    assert not paged.copy()


def test_text_of_a_turned_page_is_marked_where_it_stands(paged: SourceView, qtbot: QtBot) -> None:
    paged.rotate()
    start, end = point_of(paged, 500 - 308, 206), point_of(paged, 500 - 308, 241)
    assert drag(paged, qtbot, start, end) == "7508264"


def test_ctrl_a_marks_the_page_in_view(paged: SourceView, qtbot: QtBot) -> None:
    paged.setFocus()
    qtbot.keyClick(paged.focusProxy(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert paged.copy()
    assert QApplication.clipboard().text() == "7508264\npage 0"


def test_a_drag_over_a_flow_copies_cells_with_tabs(
    view: SourceView, flow: Document, qtbot: QtBot
) -> None:
    view.show_document(flow)
    view.set_places({"twelve": Region(anchor="r2c1"), "persons": Region(anchor="r1c1")})
    view.set_current("twelve")
    qtbot.waitUntil(lambda: _is_in_view(view) and not view.is_gliding)
    canvas = view.focusProxy()
    twelve, persons = canvas.place_of("twelve"), canvas.place_of("persons")
    copied = drag(
        view,
        qtbot,
        persons.center().toPoint() - QPoint(14, 0),
        twelve.center().toPoint() + QPoint(5, 0),
    )
    assert copied == "自然人\t法人\n本年新收政府信息公开申请的数量，按件计\t12"


def _is_in_view(view: SourceView) -> bool:
    place = view.place_of("twelve")
    return place is not None and view.rect().contains(place.toRect())
