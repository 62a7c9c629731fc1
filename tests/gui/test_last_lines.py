"""A queue of hundreds is back at once: each line as it stood, until its file is read again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hand_reports import BROKEN, SAMPLES, make_report
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.core.errors import SourceMissingError
from gouji.core.review import ReviewProgress
from gouji.core.survey import ReportUnderReview
from gouji.gui.queue.last_lines import read_lines, write_lines
from gouji.gui.queue.queue_entry import QueueEntry, QueueState
from gouji.gui.session.last_session import LINES
from gouji.gui.shell.language import Language
from gouji.gui.shell.window import Window

WEB, PDF = SAMPLES / "2021-web-page.html", SAMPLES / "2021-totals-broken.pdf"
LEFT = ReviewProgress(errors=3, warnings=2, is_begun=True, has_lapsed=True, questions=1)


def read_entry(path: str, left: ReviewProgress = LEFT, **others: str) -> QueueEntry:
    report = replace(make_report(BROKEN).reports[0], organization="泽州县人民政府")
    read = ReportUnderReview(Path(path), None, report, progress=left)  # type: ignore[arg-type]
    return QueueEntry(Path(path), under_review=read, cost=3, password=others.get("password"))


def test_a_line_comes_back_as_it_stood_and_is_still_to_be_read() -> None:
    (line,) = read_lines(write_lines([read_entry("/x/a.pdf")]))
    assert (line.path, line.cost, line.name) == (Path("/x/a.pdf"), 3, "泽州县人民政府 2021")
    assert line.standing == LEFT
    assert line.kind is QueueState.IN_REVIEW
    assert line.is_open
    assert read_lines(write_lines([line])) == [line]


@pytest.mark.parametrize(
    "entries",
    [
        [read_entry("/x/a.pdf", password="geheim")],
        [read_entry("/x/a.pdf"), read_entry("/x/a.pdf")],
        [QueueEntry(Path("/x/a.pdf"), error=SourceMissingError("/x/a.pdf"))],
        [QueueEntry(Path("/x/a.pdf"))],
    ],
    ids=["protected", "several reports", "failed", "not read"],
)
def test_of_some_files_the_path_alone_is_kept(entries: list[QueueEntry]) -> None:
    text = write_lines(entries)
    assert "泽州" not in text
    (line,) = read_lines(text)
    assert (line.path, line.kind) == (Path("/x/a.pdf"), QueueState.NOT_READ)


def test_the_order_of_the_files_is_kept() -> None:
    paths = [Path("/x/b.pdf"), Path("/x/a.pdf"), Path("/x/c.pdf")]
    assert [line.path for line in read_lines(write_lines(map(QueueEntry, paths)))] == paths


@pytest.mark.parametrize(
    "text",
    ["", "{", "7", '[["a"]]', '["ab"]', '[["a", 1, "n", 5]]', '[["a", 1, "n", {"errors": []}]]'],
)
def test_what_is_no_list_of_lines_is_passed_over(text: str) -> None:
    assert read_lines(text) == []


def test_the_queue_is_back_before_any_file_is_read(
    window: Window, qtbot: QtBot, settings: QSettings, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    shutil.copy(PDF, folder / "1.pdf")
    shutil.copy(WEB, folder / "2.html")
    with qtbot.waitSignal(window.queue.added):
        window.open_all([folder])
    qtbot.waitUntil(lambda: not window.queue.waiting and window.context.review is not None)
    qtbot.waitUntil(lambda: window.context.is_settled)
    before = window.queue_panel.rows
    window.close()
    assert "云溪岭县" in str(settings.value(LINES))
    language = Language(settings)
    later = Window(settings, language)
    qtbot.addWidget(later)
    later.bring_back()
    assert [(state.removesuffix(" …"), name) for state, name in later.queue_panel.rows] == before
    assert all(state.endswith(" …") for state, _ in later.queue_panel.rows)
    later.queue_panel.take_arrangement("errors", "", "0")
    QApplication.processEvents()
    shown = [name for _, name in later.queue_panel.rows]
    assert shown == [name for state, name in before if "✖" in state and "✎" not in state]
    later.queue_panel.take_arrangement("", "", "0")
    qtbot.waitUntil(lambda: not later.queue.waiting)
    qtbot.waitUntil(lambda: later.context.review is not None and later.context.is_settled)
    assert later.queue_panel.rows == before
    later.close()
    language.release()


def test_a_file_that_has_changed_is_shown_as_it_is_read_now(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "a.html"
    shutil.copy(WEB, path)
    line = QueueEntry(path, name="别的县 2020", last=LEFT)
    window.queue.bring_back(
        [line, QueueEntry(tmp_path / "gone.html", name="没了", last=LEFT)], None
    )
    assert [name for _, name in window.queue_panel.rows] == ["别的县 2020", "没了"]
    qtbot.waitUntil(lambda: not window.queue.waiting)
    assert [one.kind for one in window.queue.entries] == [QueueState.CLEAN, QueueState.FAILED]
    assert "青禾原县" in window.queue_panel.rows[0][1]
    qtbot.waitUntil(lambda: window.context.review is not None)
