"""An extraction of another program is held against the report in the window, and given back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hand_reports import BALANCED, Put
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from gouji.gui.dialogs.extraction_columns import ExtractionColumnsDialog
from gouji.gui.session import review_store
from gouji.gui.shell.window import Window

SECONDS_60 = 60_000
CELL = "t3.granted.natural"


@pytest.fixture
def extraction(tmp_path: Path) -> Path:
    """A right extraction of the report but for one cell."""
    path = tmp_path / "抽取.json"
    path.write_text(json.dumps({**BALANCED, CELL: 50, "file": "report.html"}), "utf-8")
    return path


def read(window: Window, qtbot: QtBot, path: Path) -> None:
    window.commands.extracting.read(path)
    qtbot.waitUntil(lambda: not window.status.busy, timeout=SECONDS_60)


def test_a_differing_cell_is_a_doubt_with_the_other_figure_beside_it(
    put: Put, qtbot: QtBot, extraction: Path
) -> None:
    window = put(BALANCED)
    read(window, qtbot, extraction)

    review = window.context.review
    assert review is not None
    doubtful = [cell for cell, state in review.cells.items() if state.doubtful]
    assert doubtful == [CELL]
    assert review.cells[CELL].extracted.alternatives[0] == "50"
    assert review.events == ()
    assert "1" in window.message.text
    window.context.go_to_doubt()
    assert window.context.cell == CELL


def test_it_is_given_back_as_the_review_has_it(
    put: Put, qtbot: QtBot, extraction: Path, tmp_path: Path
) -> None:
    window = put(BALANCED)
    read(window, qtbot, extraction)
    window.context.act(lambda review: review.confirm([CELL]))
    target = tmp_path / "更正.json"

    window.commands.extracting.write_back(target)
    qtbot.waitUntil(target.exists, timeout=SECONDS_60)
    qtbot.waitUntil(lambda: not window.status.busy, timeout=SECONDS_60)

    assert json.loads(target.read_text("utf-8")) == {**BALANCED, CELL: 5, "file": "report.html"}
    assert target.with_name("更正-changes.xlsx").exists()


def test_the_extraction_of_another_report_is_told_as_that(
    put: Put, qtbot: QtBot, extraction: Path
) -> None:
    extraction.write_text(extraction.read_text("utf-8").replace("report.html", "x.pdf"), "utf-8")
    window = put(BALANCED)
    read(window, qtbot, extraction)

    assert "没有认出这份报告" in window.message.text
    assert window.commands.extracting.write_back(extraction.with_name("no.json")) is None


def test_columns_that_are_not_known_are_asked_for_once_and_kept(
    put: Put, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gouji.gui.commands.extracting.data_folder", lambda: tmp_path / "data")
    path = tmp_path / "table.csv"
    path.write_text("文件,本年新收,备注\nreport,9,无\n", "utf-8")
    window = put(BALANCED)
    read(window, qtbot, path)
    dialog = window.commands.extracting.dialog
    assert isinstance(dialog, ExtractionColumnsDialog)
    (box,) = [box for box in dialog.boxes if box.accessibleName() == "本年新收"]
    assert box.currentData() == ""
    box.setCurrentIndex(box.findData("t3.new.total"))

    dialog.accept()
    review = window.context.review
    assert review is not None
    qtbot.waitUntil(lambda: review.cells["t3.new.total"].doubtful, timeout=SECONDS_60)

    other = put(BALANCED)
    read(other, qtbot, path)
    assert other.context.review is not None
    assert other.context.review.cells["t3.new.total"].doubtful
    assert review_store.data_folder() is not None


def test_a_report_and_its_extraction_are_dropped_together(
    window: Window, qtbot: QtBot, root: Path, tmp_path: Path
) -> None:
    sample = root / "resources" / "samples" / "2021-web-page.html"
    path = tmp_path / "抽取.csv"
    path.write_text("t3.new.total,t3.new.natural\n77,2\n", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sample)), QUrl.fromLocalFile(str(path))])
    both = Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(9, 9), both, data, Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)  # fmt: skip

    window.dropEvent(event)

    def is_doubted() -> bool:
        review = window.context.review
        return review is not None and review.cells["t3.new.total"].doubtful

    qtbot.waitUntil(is_doubted, timeout=SECONDS_60)


def test_an_extraction_alone_is_opened_as_a_report(
    window: Window, qtbot: QtBot, extraction: Path
) -> None:
    window.commands.extracting.read(extraction)
    qtbot.waitUntil(lambda: window.context.review is not None, timeout=SECONDS_60)

    review = window.context.review
    assert review is not None
    assert review.cells[CELL].printed.value == 50
    assert any(finding.rule == "t3.row.granted" for finding in review.findings)
