"""Reports that were turned away from are gone at once, also while the window keeps the focus."""

from __future__ import annotations

import gc
import logging
import weakref
from collections.abc import Iterator

import pytest
from hand_reports import BALANCED, BROKEN, SAMPLES, make_report, under_review_of
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.gui.grid.grid_view import FormView
from gouji.gui.shell.window import Window
from gouji.gui.source.paper.flow_sheet import FlowSheets

FORMS = ("2021", "2019")


@pytest.fixture
def _uncollected() -> Iterator[None]:
    """Collects no garbage, as the window does while a person works in it."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def settle() -> None:
    """Lets the window do all that it has put off, deleting parts as well."""
    for _ in range(5):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.usefixtures("_uncollected")
def test_the_grids_of_another_form_are_gone_without_a_collection(
    window: Window, caplog: pytest.LogCaptureFixture
) -> None:
    window.show_report(under_review_of(make_report(BROKEN, edition="2021")))
    settle()
    grids = [weakref.ref(view) for view in window.form.views.values()]
    assert all(isinstance(grid(), FormView) for grid in grids)
    with caplog.at_level(logging.ERROR):
        window.show_report(under_review_of(make_report(BALANCED, edition="2019")))
        settle()
    changed = [grid for grid in grids if grid() not in window.form.views.values()]
    assert changed
    assert all(grid() is None for grid in changed)


@pytest.mark.usefixtures("_uncollected")
def test_the_text_of_a_source_is_gone_with_the_next_one(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.context.opened):
        window.open(SAMPLES / "2021-web-page.html")
    qtbot.waitUntil(lambda: all(one.is_complete for one in window.findChildren(FlowSheets)))
    sheets = window.findChildren(FlowSheets)
    assert sheets
    pieces = [weakref.ref(one._text) for one in sheets]
    del sheets
    with qtbot.waitSignal(window.context.opened):
        window.open(SAMPLES / "2021-totals-broken.pdf")
    settle()
    assert all(piece() is None for piece in pieces)
