"""What is seen of headers and labels after scrolling is what they would paint anew."""

import pytest
from hand_reports import BALANCED, Put
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from gouji.gui.grid.header_views import ColumnHeads, RowLabels


def on_screen(part: QWidget) -> QImage:
    """Returns what stands on the screen of a part, as it was painted bit by bit."""
    window = part.window()
    whole = window.screen().grabWindow(window.winId()).toImage()
    at = part.mapTo(window, QPoint())
    return whole.copy(at.x(), at.y(), part.width(), part.height())


@pytest.mark.parametrize(("kind", "is_vertical"), [(RowLabels, True), (ColumnHeads, False)])
def test_no_label_is_printed_over_another_after_scrolling(
    put: Put, kind: type[RowLabels | ColumnHeads], is_vertical: bool
) -> None:
    window = put(BALANCED)
    window.resize(420, 400)
    window.context.select_cell("t3.new.natural")
    view = window.form.views["t3"]
    QApplication.processEvents()
    bar = view.verticalScrollBar() if is_vertical else view.horizontalScrollBar()
    assert bar.maximum() > 100
    labels = view.findChild(kind).viewport()
    for value in range(0, bar.maximum(), 7):
        bar.setValue(value)
        QApplication.processEvents()
    fresh = labels.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert on_screen(labels).convertToFormat(QImage.Format.Format_RGB32) == fresh
