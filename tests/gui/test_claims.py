"""What the narrative states is listed beside the tables, and its words are shown in the source."""

from dataclasses import replace
from pathlib import Path

import pytest
from hand_reports import BALANCED, SAMPLES, make_report, under_review_of
from pictures import bounds_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.core.documents.document import Document, Paragraph, Region
from gouji.core.extraction.report import Claim
from gouji.core.pipeline import Opened
from gouji.gui.panels.claims import AGREES, QUOTE, TABLE, ClaimsView
from gouji.gui.shell.theme import theme_of
from gouji.gui.shell.window import Window

STATED = "收到申请9件"
SHARE = "19件，占0.33%"
SECONDS_60 = 60_000


def press(window: Window, command: str) -> None:
    action = window.findChild(QAction, command)
    assert isinstance(action, QAction)
    action.trigger()


@pytest.fixture
def told(window: Window) -> Window:
    """A report whose text states a cell wrongly, another rightly, and a wrong share."""
    opened = make_report(BALANCED)
    report = opened.reports[0]
    anchors = [Region(anchor=f"n{number}") for number in range(3)]
    quotes = [STATED, "予以公开5件", SHARE]
    lines = tuple(map(Paragraph, quotes, anchors))
    claims = (
        Claim("cell", "text.t3.new.total", "t3.new.total", 9, STATED, region=anchors[0]),
        Claim("cell", "text.t3.granted.total", "t3.granted.total", 5, quotes[1], region=anchors[1]),
        Claim("share", "text.share.1", "", 1, SHARE, (19, 8827), anchors[2]),
    )
    document = opened.document
    document = Document(document.path, document.sha256, "html", lines, flow=document.flow)
    window.show_report(under_review_of(Opened(document, (replace(report, claims=claims),))))
    return window


def listed(window: Window) -> ClaimsView:
    assert window.form.claims is not None
    return window.form.claims


def shown(window: Window, row: int, column: int) -> str:
    model = listed(window).claims_model
    return str(model.index(row, column).data())


def quoted(window: Window) -> list[Region]:
    return list(window.source._canvas._over.hits[0])


def test_each_claim_stands_beside_its_figure(told: Window) -> None:
    assert shown(told, 0, AGREES) == "! 不符"
    assert shown(told, 0, TABLE) == "8"
    assert shown(told, 1, AGREES) == "✔ 相符"
    assert shown(told, 2, TABLE) == "19 ÷ 8827"
    assert shown(told, 2, QUOTE) == SHARE
    tabs = listed(told).parentWidget().parentWidget()
    assert tabs.tabText(3) == "正文 !2"  # type: ignore[union-attr]


def test_f8_goes_to_the_words_that_a_finding_speaks_of(told: Window) -> None:
    press(told, "next_doubt")
    assert told.context.finding is not None
    assert told.context.finding.rule == "text.t3.new.total"
    assert told.context.cell == "t3.new.total"
    assert quoted(told) == [Region(anchor="n0")]
    assert told.form.current is told.form.views["t3"]


def test_a_share_that_no_cell_stands_for_brings_the_list_in_front(told: Window) -> None:
    press(told, "next_doubt")
    press(told, "next_doubt")
    assert told.context.finding is not None
    assert told.context.finding.rule == "text.share.1"
    assert listed(told).isVisible()
    assert listed(told).currentIndex().row() == 2
    assert quoted(told) == [Region(anchor="n2")]
    press(told, "explain")
    assert told.form.inline is not None
    told.form.inline.fields[0].setText("统计口径不同")
    told.form.inline._take()
    QApplication.processEvents()
    assert shown(told, 2, AGREES) == "○ 已说明"


def test_the_list_is_read_with_the_arrows_and_enter_goes_to_the_cell(
    told: Window, qtbot: QtBot
) -> None:
    view = listed(told)
    while QApplication.focusWidget() is not view:
        told.form.turn(-1)
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert told.context.claim == view.claims_model.rows[0].claim
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.isVisible()
    assert told.context.cell == "t3.granted.total"
    assert quoted(told) == [Region(anchor="n1")]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.form.current is told.form.views["t3"]
    assert QApplication.focusWidget() is told.form.current


def test_another_finding_ends_the_highlight(told: Window) -> None:
    press(told, "next_doubt")
    told.context.select_cell("t3.denied_law.natural")
    assert quoted(told) == []


def test_a_correction_is_compared_at_once(told: Window) -> None:
    told.context.act(lambda review: review.correct({"t3.new.total": "9"}))
    QApplication.processEvents()
    assert shown(told, 0, AGREES) == "✔ 相符"
    tabs = listed(told).parentWidget().parentWidget()
    assert tabs.tabText(3) == "正文 !1"  # type: ignore[union-attr]


def test_a_report_without_claims_has_no_such_tab(window: Window) -> None:
    opened = make_report(BALANCED)
    window.show_report(under_review_of(opened))
    assert window.form.claims is None


def test_the_words_are_brought_into_view_on_the_page(window: Window, qtbot: QtBot) -> None:
    path: Path = SAMPLES / "2021-totals-broken.pdf"
    with qtbot.waitSignal(window.context.opened, timeout=SECONDS_60):
        window.open(path)
    review = window.context.review
    assert review is not None
    claim = next(one for one in review.report.claims if one.rule == "text.t3.granted.total")
    window.context.read_claim(claim)
    canvas = window.source._canvas

    def in_view() -> bool:
        spot = canvas._sheets.spot(quoted(window)[0])
        assert spot is not None
        place = canvas._stack.place(spot).translated(-canvas._offset())
        return canvas.viewport().rect().contains(place.toAlignedRect())

    qtbot.waitUntil(in_view)


def test_the_close_up_shows_the_words_where_no_cell_is_spoken_of(told: Window) -> None:
    told.close_up.resize(500, 120)
    press(told, "next_doubt")
    cell = told.close_up.grab().toImage()
    press(told, "next_doubt")
    assert told.context.finding is not None
    assert told.context.finding.rule == "text.share.1"
    words = bounds_of(told.close_up, theme_of(told.palette()).focus)
    assert words is not None
    press(told, "previous_doubt")
    assert told.close_up.grab().toImage() == cell
