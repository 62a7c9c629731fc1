"""A cell and its place in the source are linked both ways, at every zoom."""

from pathlib import Path

import numpy as np
import pytest
from pictures import bounds_in, bounds_of, dense_pixels_of, pixels_of
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollBar
from pytestqt.qtbot import QtBot

from gouji.core.documents.document import Document, Page, Region
from gouji.core.documents.geometry import Box, Displayed
from gouji.gui.session.cell_marks import CellMarks
from gouji.gui.shell.theme import LIGHT
from gouji.gui.source import SourceView
from gouji.gui.source.marking import GROUNDS, SIGNS

GREEN = QColor(0, 255, 0)
PATCH: Box[Displayed] = Box(120.0, 200.0, 160.0, 220.0)
PLACES = {
    "patch": Region(0, PATCH),
    "blank": Region(0, (160.0, 200.0, 200.0, 220.0)),
    "figure": Region(0, (200.0, 300.0, 245.0, 316.0)),
    "far": Region(2, (300.0, 460.0, 340.0, 480.0)),
}


@pytest.fixture
def shown(view: SourceView, printed: Document, qtbot: QtBot) -> SourceView:
    """The view with the first page drawn at its printed size."""
    with qtbot.waitSignal(view.redrawn):
        view.show_document(printed)
        view.zoom_actual()
        view.set_places(PLACES)
    return view


def click(view: SourceView, qtbot: QtBot, at: QPoint) -> None:
    target = view.focusProxy().viewport()
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(view, at))


def middle_of_patch(view: SourceView) -> QPoint:
    bounds = bounds_of(view, GREEN)
    assert bounds is not None
    left, top, right, bottom = bounds
    return QPoint((left + right) // 2, (top + bottom) // 2)


def scroll_bar(view: SourceView) -> QScrollBar:
    return view.focusProxy().verticalScrollBar()


@pytest.mark.parametrize("zoom", [1.0, 2.0, 0.67])
def test_the_outline_stands_around_the_printed_figure(
    shown: SourceView, qtbot: QtBot, zoom: float
) -> None:
    shown.set_current("patch")
    if zoom != 1.0:
        with qtbot.waitSignal(shown.redrawn):
            shown.set_zoom(zoom)

    printed, outline = bounds_of(shown, GREEN), bounds_of(shown, LIGHT.focus)

    assert printed is not None
    assert outline is not None
    width = (PATCH[2] - PATCH[0]) * zoom * shown.logicalDpiX() / 72
    assert abs(printed[2] - printed[0] + 1 - width) <= 2
    for inner, outer, way in zip(printed, outline, (-1, -1, 1, 1), strict=True):
        assert 0 < (outer - inner) * way <= 5


@pytest.mark.parametrize("ratio", [1.25, 1.5, 2.0])
def test_the_outline_stands_around_the_figure_on_a_dense_screen(
    shown: SourceView, ratio: float
) -> None:
    shown.set_current("patch")
    pixels = dense_pixels_of(shown, ratio)
    printed, outline = bounds_in(pixels, GREEN, 60), bounds_in(pixels, LIGHT.focus, 60)
    assert printed is not None
    assert outline is not None
    assert printed[2] - printed[0] > 40 * ratio
    for inner, outer, way in zip(printed, outline, (-1, -1, 1, 1), strict=True):
        assert 0 < (outer - inner) * way <= 5 * ratio
    ways = zip(printed, outline, (-1, -1, 1, 1), strict=True)
    spread = [(outer - inner) * way for inner, outer, way in ways]
    assert max(spread) - min(spread) <= 1.5 * ratio


def test_a_click_on_a_figure_selects_its_cell(shown: SourceView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.cell_clicked) as clicked:
        click(shown, qtbot, middle_of_patch(shown))

    assert clicked.args == ["patch"]


def test_a_blank_cell_can_be_clicked(shown: SourceView, qtbot: QtBot) -> None:
    scale = shown.logicalDpiX() / 72
    with qtbot.waitSignal(shown.cell_clicked) as clicked:
        click(shown, qtbot, middle_of_patch(shown) + QPoint(round(40 * scale), 0))

    assert clicked.args == ["blank"]


def test_a_click_just_beside_a_cell_means_it_one_far_from_all_means_none(
    shown: SourceView, qtbot: QtBot
) -> None:
    bounds = bounds_of(shown, GREEN)
    assert bounds is not None
    with qtbot.waitSignal(shown.cell_clicked) as clicked:
        click(shown, qtbot, QPoint(bounds[0] - 4, bounds[1] + 3))
    assert clicked.args == ["patch"]

    with qtbot.assertNotEmitted(shown.cell_clicked):
        click(shown, qtbot, QPoint(bounds[0] - 30, bounds[1] + 3))


def test_a_drag_moves_the_paper_and_selects_nothing(shown: SourceView, qtbot: QtBot) -> None:
    shown.set_zoom(3.0)
    before = scroll_bar(shown).value()
    target = shown.focusProxy().viewport()
    with qtbot.assertNotEmitted(shown.cell_clicked):
        qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
        qtbot.mouseMove(target, QPoint(300, 250))
        qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=QPoint(300, 250))

    assert scroll_bar(shown).value() == before + 50


def test_the_current_cell_is_brought_into_view(shown: SourceView, qtbot: QtBot) -> None:
    shown.set_current("far")

    def is_in_view() -> None:
        place = shown.place_of("far")
        assert place is not None
        assert shown.rect().contains(place.toRect())

    qtbot.waitUntil(is_in_view)


def test_a_cell_in_view_does_not_move_the_page(shown: SourceView, qtbot: QtBot) -> None:
    shown.set_zoom(3.0)
    place = shown.place_of("patch")
    assert place is not None
    scroll_bar(shown).setValue(scroll_bar(shown).value() + round(place.top()) - 150)

    with qtbot.assertNotEmitted(scroll_bar(shown).valueChanged, wait=200):
        shown.set_current("patch")


def test_ctrl_and_wheel_zoom_to_the_pointer(shown: SourceView, qtbot: QtBot) -> None:
    shown.set_zoom(2.0)
    place = shown.place_of("patch")
    assert place is not None
    pointer = place.center()
    target = shown.focusProxy().viewport()
    position = QPointF(target.mapFrom(shown, pointer.toPoint()))
    with qtbot.waitSignal(shown.zoomed):
        QApplication.sendEvent(
            target,
            QWheelEvent(
                position,
                target.mapToGlobal(position),
                QPoint(),
                QPoint(0, 240),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.ControlModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )

    after = shown.place_of("patch")
    assert after is not None
    assert shown.zoom > 2.4
    assert abs(after.center().x() - pointer.x()) <= 2
    assert abs(after.center().y() - pointer.y()) <= 2


def test_fit_width_follows_the_window(shown: SourceView, qtbot: QtBot) -> None:
    shown.fit_width()
    before = shown.zoom

    with qtbot.waitSignal(shown.zoomed):
        shown.resize(1000, 600)

    assert shown.zoom == pytest.approx(before * 1000 / 700, rel=0.06)
    assert not shown.focusProxy().horizontalScrollBar().isVisible()


def test_fit_page_shows_a_whole_page(shown: SourceView) -> None:
    shown.fit_page()

    assert 500 * shown.zoom * shown.logicalDpiX() / 72 <= shown.height()


def test_the_steps_of_the_zoom_go_back_the_same_way(shown: SourceView) -> None:
    shown.zoom_in()
    assert shown.zoom == 1.25

    shown.zoom_out()
    assert shown.zoom == 1.0


def test_the_current_cell_stays_in_view_however_far_the_keys_zoom(
    shown: SourceView, qtbot: QtBot
) -> None:
    def is_in_view() -> bool:
        place = shown.place_of("far")
        return place is not None and shown.rect().contains(place.center().toPoint())

    shown.fit_page()
    shown.set_current("far")
    qtbot.waitUntil(is_in_view)
    for change in (*[shown.zoom_in] * 3, shown.zoom_actual):
        change()
        assert is_in_view()


def test_home_end_and_page_keys_scroll(shown: SourceView, qtbot: QtBot) -> None:
    bar, canvas = scroll_bar(shown), shown.focusProxy()

    qtbot.keyClick(canvas, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    qtbot.keyClick(canvas, Qt.Key.Key_PageUp)
    assert bar.value() == bar.maximum() - bar.pageStep()
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_marks_can_be_told_apart_without_colour(shown: SourceView) -> None:
    greys: dict[str, np.ndarray] = {}
    severities = {"error", "warning", "explained"}
    for name in [*sorted({*GROUNDS, *SIGNS} - {"adjusted"}), ""]:
        marks = CellMarks(name) if name in severities else CellMarks(**{name: True} if name else {})
        shown.set_marks({"blank": marks})
        place = shown.place_of("blank")
        assert place is not None
        box = place.toRect().adjusted(0, -8, 0, 0)
        seen = pixels_of(shown)[box.top() : box.bottom(), box.left() : box.right()]
        greys[name] = seen.astype(int).mean(axis=2)

    for name, grey in greys.items():
        for other, against in greys.items():
            differing = (np.abs(grey - against) > 60).sum()
            assert name == other or differing >= 12, (
                f"{name or 'none'} looks like {other or 'none'}"
            )


def test_an_equation_lights_its_cells_with_different_signs(shown: SourceView) -> None:
    seen = []
    for sign in ("+", "-", "="):
        shown.set_equation({"patch": sign, "blank": ""})
        bounds = bounds_of(shown, LIGHT.equation)
        assert bounds is not None
        seen.append(pixels_of(shown).astype(int).mean(axis=2))

    for first, second in ((0, 1), (0, 2), (1, 2)):
        assert (np.abs(seen[first] - seen[second]) > 60).sum() >= 6


@pytest.mark.parametrize("zoom", [0.67, 1.0, 2.0])
@pytest.mark.parametrize("sign", ["+", "-", "="])
def test_no_sign_covers_a_figure(shown: SourceView, qtbot: QtBot, zoom: float, sign: str) -> None:
    if zoom != 1.0:
        with qtbot.waitSignal(shown.redrawn):
            shown.set_zoom(zoom)
    place = shown.place_of("figure")
    assert place is not None
    box = place.toRect()

    def brightness() -> np.ndarray:
        part = pixels_of(shown)[box.top() : box.bottom(), box.left() : box.right()]
        return part.astype(int).mean(axis=2)

    ink = brightness() < 110
    assert ink.sum() > 30
    shown.set_equation({"figure": sign})
    shown.set_marks({"figure": CellMarks("error", unreadable=True, corrected=True, confirmed=True)})
    shown.set_current("figure")
    assert (brightness()[ink] < 130).all()


def test_find_goes_from_page_to_page_and_around(shown: SourceView, qtbot: QtBot) -> None:
    heard: list[tuple[int, int]] = []
    shown.found.connect(lambda at, of: heard.append((at, of)))

    assert shown.find("abc结果")
    assert shown.find("abc结果")
    assert shown.find("abc结果", backward=True)
    assert shown.find("abc结果", backward=True)
    assert not shown.find("没有这几个字")

    assert heard == [(1, 3), (2, 3), (1, 3), (3, 3), (0, 0)]


def test_a_longer_text_is_looked_for_from_where_the_search_stands(shown: SourceView) -> None:
    heard: list[tuple[int, int]] = []
    shown.found.connect(lambda at, of: heard.append((at, of)))

    shown.find("页")
    shown.find("页")
    shown.find("页 abc")

    assert heard == [(1, 3), (2, 3), (2, 3)]


def test_a_page_that_cannot_be_drawn_says_why_and_the_view_goes_on(
    view: SourceView, printed: Document, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing of the kind")
    with qtbot.waitSignal(view.redrawn):
        view.show_document(Document(broken, "0" * 64, "pdf", (), (Page(0, 400, 500),)))
    assert bounds_of(view, LIGHT.error) is not None

    with qtbot.waitSignal(view.redrawn):
        view.show_document(printed)
    assert bounds_of(view, GREEN) is not None


def test_another_document_leaves_no_places_and_clear_leaves_no_page(
    shown: SourceView, printed: Document, qtbot: QtBot
) -> None:
    shown.set_current("patch")
    with qtbot.waitSignal(shown.redrawn):
        shown.show_document(printed)
    assert bounds_of(shown, GREEN) is not None
    assert bounds_of(shown, LIGHT.focus) is None

    shown.clear()

    assert bounds_of(shown, LIGHT.paper, tolerance=0) is None
    assert shown.place_of("patch") is None


def test_a_frame_shows_that_the_keyboard_is_on_the_source(shown: SourceView) -> None:
    assert bounds_of(shown, LIGHT.focus) is None
    shown.setFocus()
    assert bounds_of(shown, LIGHT.focus) == (0, 0, 699, 599)


def test_the_view_has_a_name_for_screen_readers_and_takes_the_focus(shown: SourceView) -> None:
    assert shown.focusProxy().accessibleName()
    assert shown.focusProxy().focusPolicy() & Qt.FocusPolicy.TabFocus
