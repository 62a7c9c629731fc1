"""Word, web, text and sheet sources are linked with their cells as printed ones are."""

import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from pictures import bounds_of, pixels_of
from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gouji.core.documents.document import Document, Grid, Paragraph, Region
from gouji.core.documents.flow.runs import Run, Runs, Style
from gouji.gui.shell.theme import LIGHT
from gouji.gui.source import SourceView
from gouji.gui.source.paper.flow_sheet import FlowSheets

CROSSED = Style(crossed=True)
CELLS = ("r0c0", "r0c1", "r1c1", "r1c2", "r2c0", "r2c1", "r2c2")
PLACES = {name: Region(anchor=name) for name in CELLS}


def shown(view: SourceView, flow: Document, qtbot: QtBot) -> SourceView:
    view.show_document(flow)
    view.set_places(PLACES)
    qtbot.waitUntil(lambda: all(view.place_of(cell) is not None for cell in CELLS))
    return view


def place(view: SourceView, cell: str) -> QRectF:
    found = view.place_of(cell)
    assert found is not None
    return found


def test_merged_cells_cover_the_places_of_their_rows_and_columns(
    view: SourceView, flow: Document, qtbot: QtBot
) -> None:
    shown(view, flow, qtbot)
    tall, wide = place(view, "r0c0"), place(view, "r0c1")

    assert tall.bottom() == pytest.approx(place(view, "r2c0").top())
    assert tall.bottom() == pytest.approx(place(view, "r1c1").bottom())
    assert wide.left() == pytest.approx(place(view, "r1c1").left())
    assert wide.right() == pytest.approx(place(view, "r1c2").right())
    boxes = [place(view, cell) for cell in CELLS]
    for index, box in enumerate(boxes):
        for other in boxes[index + 1 :]:
            common = box & other
            assert common.width() * common.height() < 1


def test_a_cell_far_down_is_brought_into_view_and_outlined(
    view: SourceView, flow: Document, qtbot: QtBot
) -> None:
    shown(view, flow, qtbot)
    assert place(view, "r2c2").top() > view.height()

    view.set_current("r2c2")
    qtbot.waitUntil(lambda: view.rect().contains(place(view, "r2c2").toRect()))

    outline, box = bounds_of(view, LIGHT.focus), place(view, "r2c2")
    assert outline is not None
    assert abs(outline[0] - box.left()) <= 5
    assert abs(outline[3] - box.bottom()) <= 5


def test_a_cell_set_before_its_text_is_set_comes_into_view_afterwards(
    view: SourceView, flow: Document, qtbot: QtBot
) -> None:
    view.show_document(replace(flow, blocks=(*flow.blocks[:-1] * 50, flow.blocks[-1])))
    view.set_places(PLACES)
    view.set_current("r2c1")
    assert view.place_of("r2c1") is None

    qtbot.waitUntil(
        lambda: (
            view.place_of("r2c1") is not None and view.rect().contains(place(view, "r2c1").toRect())
        )
    )


def test_a_click_on_a_blank_cell_selects_it(view: SourceView, flow: Document, qtbot: QtBot) -> None:
    shown(view, flow, qtbot)
    view.set_current("r2c2")
    qtbot.waitUntil(lambda: view.rect().contains(place(view, "r2c2").toRect()))
    target = view.focusProxy().viewport()

    with qtbot.waitSignal(view.cell_clicked) as clicked:
        at: QPoint = place(view, "r2c2").center().toPoint()
        qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(view, at))

    assert clicked.args == ["r2c2"]


def test_places_follow_the_zoom(view: SourceView, flow: Document, qtbot: QtBot) -> None:
    shown(view, flow, qtbot)
    view.zoom_actual()
    before = place(view, "r1c1")

    view.set_zoom(2.0)

    assert abs(place(view, "r1c1").width() - 2 * before.width()) < 0.01


def test_a_wide_table_gets_a_wide_sheet(qtbot: QtBot, flow: Document) -> None:
    cells = tuple(
        replace(flow.blocks[-1].cells[-2], row=0, column=column, region=Region(anchor=f"c{column}"))
        for column in range(40)
    )
    sheets = FlowSheets(replace(flow, blocks=(Grid(cells, 1, 40, Region(anchor="t")),), flow=""))
    qtbot.waitUntil(lambda: sheets.is_complete)

    last = sheets.spot(Region(anchor="c39"))
    assert last is not None
    assert last.box.width() >= 20
    assert last.box.right() <= sheets.sizes[0].width()
    sheets.close()


@pytest.mark.usefixtures("tidying")
def test_a_huge_paragraph_keeps_the_window_awake(view: SourceView, qtbot: QtBot) -> None:
    text = "本年度共收到政府信息公开申请八件。" * 20_000
    document = Document(Path("x.txt"), "0" * 64, "text", (Paragraph(text, Region(anchor="p")),))
    view.show_document(document)
    turns: list[float] = []
    timer = QTimer()
    # Time of this thread alone: what else the machine does has no part in it.
    timer.timeout.connect(lambda: turns.append(time.thread_time()))
    timer.start(0)

    qtbot.waitUntil(lambda: len(turns) > 20)

    timer.stop()
    assert max(b - a for a, b in pairwise(turns)) < 0.2


def test_a_line_goes_through_what_a_page_crosses_out_and_through_nothing_else(
    flow: Document, qtbot: QtBot
) -> None:
    def columns_drawn_on(marked: Runs) -> np.ndarray:
        """Where the picture of a cell differs from that of the same figures not crossed out."""
        changed = (drawn(marked) != drawn((Run("1216"),))).any(axis=(0, 2))
        return np.nonzero(changed)[0]

    def drawn(marked: Runs) -> np.ndarray:
        cell = replace(flow.blocks[-1].cells[-2], row=0, column=0, text="16", marked=marked)
        grid = Grid((cell,), 1, 1, Region(anchor="t"))
        sheets = FlowSheets(replace(flow, blocks=(grid,), flow=""))
        qtbot.waitUntil(lambda: sheets.is_complete)
        picture = QPixmap(sheets.sizes[0].toSize())
        painter = QPainter(picture)
        sheets.paint(painter, 0, 1.0, QRectF(picture.rect()))
        painter.end()
        label = QLabel(pixmap=picture)
        label.resize(picture.size())
        return pixels_of(label)

    part, whole = (
        columns_drawn_on((Run("12", CROSSED), Run("16"))),
        columns_drawn_on((Run("1216", CROSSED),)),
    )
    assert part[0] == whole[0]
    assert 0.3 * np.ptp(whole) < np.ptp(part) < 0.7 * np.ptp(whole)
