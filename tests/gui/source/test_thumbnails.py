"""Small pages, turned pages and outlines of all cells."""

import pytest
from pictures import bounds_of
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.core.documents.document import Document, Region
from gouji.gui.session.cell_marks import CellMarks
from gouji.gui.shell.theme import LIGHT
from gouji.gui.source import SourceView
from gouji.gui.source.thumbnails import Thumbnails

GREEN = QColor(0, 255, 0)
PLACES = {
    "patch": Region(0, (120.0, 200.0, 160.0, 220.0)),
    "blank": Region(0, (160.0, 200.0, 200.0, 220.0)),
    "far": Region(2, (300.0, 460.0, 340.0, 480.0)),
}


@pytest.fixture
def shown(view: SourceView, printed: Document, qtbot: QtBot) -> SourceView:
    with qtbot.waitSignal(view.redrawn):
        view.show_document(printed)
        view.set_places(PLACES)
    return view


def strip_of(view: SourceView) -> Thumbnails:
    strip = view.findChild(Thumbnails)
    assert isinstance(strip, Thumbnails)
    return strip


def test_the_strip_shows_pages_and_goes_to_them_by_key(shown: SourceView, qtbot: QtBot) -> None:
    assert not strip_of(shown).isVisible()
    shown.show_thumbnails(shown=True)
    strip = strip_of(shown)
    assert QApplication.focusWidget() is strip
    qtbot.waitUntil(lambda: bounds_of(strip, GREEN, tolerance=90) is not None)
    qtbot.keyClick(strip, Qt.Key.Key_End)
    assert strip.currentIndex().row() == 2
    assert shown.focusProxy().point(QPointF(300, 300))[0] == 2
    shown.show_thumbnails(shown=False)
    assert not strip.isVisible()
    assert QApplication.focusWidget() is shown.focusProxy()


def test_the_strip_follows_the_page_in_view(shown: SourceView) -> None:
    shown.show_thumbnails(shown=True)
    bar = shown.focusProxy().verticalScrollBar()
    bar.setValue(bar.maximum())
    assert strip_of(shown).currentIndex().row() == 2
    assert bar.value() == bar.maximum()


def test_a_page_with_findings_has_their_sign_and_says_so(shown: SourceView) -> None:
    shown.show_thumbnails(shown=True)
    strip = strip_of(shown)
    assert bounds_of(strip, LIGHT.error) is None
    shown.set_marks(
        {
            "patch": CellMarks(severity="warning"),
            "blank": CellMarks(severity="error"),
            "far": CellMarks(confirmed=True),
        }
    )
    assert bounds_of(strip, LIGHT.error) is not None
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [strip.model().index(row, 0).data(role) for row in range(3)]
    assert said == ["Page 1, with errors", "Page 2", "Page 3"]


def test_a_flow_has_no_strip(shown: SourceView, flow: Document, printed: Document) -> None:
    shown.show_thumbnails(shown=True)
    shown.show_document(flow)
    assert not strip_of(shown).isVisible()
    shown.show_document(printed)
    assert strip_of(shown).isVisible()


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_outline_and_click_follow_a_turned_page(
    shown: SourceView, qtbot: QtBot, quarters: int
) -> None:
    shown.set_current("patch")
    for _ in range(quarters):
        shown.rotate()
    qtbot.waitUntil(lambda: bounds_of(shown, GREEN) is not None)
    printed, outline = bounds_of(shown, GREEN), bounds_of(shown, LIGHT.focus)
    assert printed is not None
    assert outline is not None
    for inner, outer, way in zip(printed, outline, (-1, -1, 1, 1), strict=True):
        assert 0 < (outer - inner) * way <= 6
    target = shown.focusProxy().viewport()
    middle = shown.place_of("patch")
    assert middle is not None
    spot = target.mapFrom(shown, middle.center().toPoint())
    with qtbot.waitSignal(shown.cell_clicked) as clicked:
        qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=spot)
    assert clicked.args == ["patch"]


def test_four_quarters_lead_back(shown: SourceView) -> None:
    before = shown.place_of("patch")
    for _ in range(3):
        shown.rotate(clockwise=False)
    assert shown.place_of("patch") != before
    shown.rotate(clockwise=False)
    assert shown.place_of("patch") == before


def test_all_cells_are_outlined_on_demand(shown: SourceView) -> None:
    assert bounds_of(shown, LIGHT.equation, tolerance=12) is None
    shown.show_outlines(shown=True)
    outlines = bounds_of(shown, LIGHT.equation, tolerance=12)
    place = shown.place_of("blank")
    assert outlines is not None
    assert place is not None
    assert abs(outlines[2] - place.right()) <= 3
    shown.show_outlines(shown=False)
    assert bounds_of(shown, LIGHT.equation, tolerance=12) is None
