"""The strip beside the source shows where in all its pages something is left to decide."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gouji.core.documents.document import Document
from gouji.gui.session.cell_marks import CellMarks
from gouji.gui.source import SourceView
from gouji.gui.source.heat import HeatStrip

from .conftest import PLACES

LEFT = {
    "patch": CellMarks("error"),
    "figure": CellMarks(doubtful=True),
    "far": CellMarks("warning"),
    "blank": CellMarks("explained", confirmed=True),
}


def strip_of(view: SourceView, printed: Document) -> HeatStrip:
    view.show_document(printed)
    view.set_places(PLACES)
    view.set_marks(LEFT)
    strip = view.findChild(HeatStrip)
    assert isinstance(strip, HeatStrip)
    return strip


def test_every_cell_left_to_decide_leaves_a_trace_where_it_stands(
    view: SourceView, printed: Document
) -> None:
    strip = strip_of(view, printed)
    at = {one.cell: one for one in strip.traces}
    assert set(at) == {"patch", "figure", "far"}
    assert at["patch"].at < at["figure"].at < 1 / 3 < 2 / 3 < at["far"].at < 1
    assert [one.kind for one in strip.traces] == ["doubt", "warning", "error"]
    before = at["far"].at
    view.set_zoom(2.0)
    again = {one.cell: one.at for one in strip.traces}
    assert abs(again["far"] - before) < 0.02
    view.set_marks({})
    assert strip.traces == []


def test_a_click_on_a_trace_goes_to_its_cell_and_beside_one_to_its_height(
    view: SourceView, printed: Document, qtbot: QtBot
) -> None:
    strip = strip_of(view, printed)
    view.set_zoom(2.0)
    far = next(one for one in strip.traces if one.cell == "far")
    with qtbot.waitSignal(view.cell_clicked) as clicked:
        spot = QPoint(5, round(far.at * strip.height()))
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=spot)
    assert clicked.args == ["far"]
    bar = view.canvas.verticalScrollBar()
    bar.setValue(0)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(5, strip.height() // 2))
    assert abs(bar.value() - bar.maximum() / 2) < bar.maximum() / 8
    assert "1" in strip.said
