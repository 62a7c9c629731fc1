"""No figure is cut: neither in its cell nor in the sums beside it, at any scale."""

from __future__ import annotations

import pytest
from hand_reports import BALANCED, Put
from painted_text import PaintedText, figure_in
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gouji.gui.grid.grid_view import FormView
from gouji.gui.grid.margins import ColumnSums, Margin, RowSums
from gouji.gui.grid.sums import sum_of
from gouji.gui.shell.theme import DARK, LIGHT, Theme, palette_of
from gouji.gui.shell.window import Window

LARGE = {
    **BALANCED,
    "t3.new.natural": "249491",
    "t3.carried_in.natural": "0",
    "t3.handled.natural": "249490",
    "t3.new.total": "249873",
    "t3.granted.natural": "244310",
    "t3.granted.total": "118877",
}
SCREEN = (1366, 768)


@pytest.fixture(params=[1.0, 1.25, 1.5, 2.0], ids=lambda scale: f"{round(scale * 100)}%")
def scaled(request: pytest.FixtureRequest, window: Window, put: Put) -> tuple[Window, FormView]:
    """The window on a laptop's screen at some scale, with figures of six digits out of balance."""
    put(LARGE)
    window.resize(round(SCREEN[0] / request.param), round(SCREEN[1] / request.param))
    window.context.select_cell("t3.new.natural")
    window.repaint()
    return window, window.form.views["t3"]


def painted(widget: QWidget) -> PaintedText:
    """Returns the texts that a widget paints, with their boxes in its pixels."""
    device = PaintedText(widget.width(), widget.height())
    painter = QPainter(device)
    widget.render(painter, QPoint())
    painter.end()
    return device


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_six_digits_with_a_sign_are_painted_whole_at_every_scale(
    scaled: tuple[Window, FormView], language: str, look: Theme
) -> None:
    window, view = scaled
    window.setPalette(palette_of(look))
    view.speak(language)
    assert window.context.review is not None
    for cell in view.sheet.figures:
        figure = window.context.review.cells[cell].audited.text
        text, place, boxes = figure_in(view, cell)
        assert figure in text
        assert "…" not in text
        assert all(place.adjusted(-1, -9, 1, 9).contains(box) for box in boxes), (cell, text)


@pytest.mark.parametrize("kind", [RowSums, ColumnSums])
def test_sums_of_six_digits_with_their_difference_are_painted_whole(
    scaled: tuple[Window, FormView], kind: type[Margin]
) -> None:
    _, view = scaled
    page = view.parentWidget()
    assert page is not None
    margin = page.findChild(kind)
    assert isinstance(margin, Margin)
    if not margin.isVisible():
        return
    device = painted(margin)
    room = view.viewport().geometry()
    whole = 0
    for place, equation in margin.places():
        if kind is RowSums and not room.top() <= place.top() <= place.bottom() <= room.bottom():
            continue  # scrolled out of view
        if kind is ColumnSums and place.width() < view.horizontalHeader().minimumSectionSize():
            continue
        parts = [
            (text, box) for text, box in device.texts if place.contains(box.center().toPoint())
        ]
        assert sum_of(view.context, equation).amount in "".join(text for text, _ in parts)
        assert all(place.left() - 1 <= box.left() for _, box in parts)
        assert all(box.right() <= place.right() + 2 for _, box in parts)
        whole += 1
    assert whole >= 3
