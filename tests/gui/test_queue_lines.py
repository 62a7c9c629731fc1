"""A line of the queue says which file it is and what became of it; no figure moves for words."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hand_reports import BROKEN, SAMPLES, Put, make_report
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.core.errors import NoReportError
from gouji.core.survey import ReportUnderReview
from gouji.gui.queue import QueuePanel
from gouji.gui.queue.queue_entry import QueueEntry, QueueState
from gouji.gui.queue.queue_names import MAY_BREAK, breakable, names_of
from gouji.gui.session.last_session import LastSession
from gouji.gui.shell.window import Window

WEB = SAMPLES / "2021-web-page.html"


def entry(path: str, body: str = "", index: int = 0) -> QueueEntry:
    """Returns a line of the queue: of a file, or of a report that is read where a body is named."""
    if not body:
        return QueueEntry(Path(path))
    report = replace(make_report().reports[0], organization=body, year=2021, index=index)
    made = ReportUnderReview(Path(path), None, report)  # type: ignore[arg-type]
    return QueueEntry(Path(path), under_review=made)


def drop(window: Window, qtbot: QtBot, *paths: Path) -> None:
    with qtbot.waitSignal(window.queue.added):
        window.open_all(paths)
    qtbot.waitUntil(lambda: not window.queue.waiting)


@pytest.mark.parametrize(
    ("entries", "names"),
    [
        ([entry("/x/a.pdf", "甲县"), entry("/x/b.pdf", "乙县")], ["甲县 2021", "乙县 2021"]),
        (
            [entry("/x/a.pdf", "甲县"), entry("/x/b.pdf", "甲县")],
            ["甲县 2021 · a.pdf", "甲县 2021 · b.pdf"],
        ),
        (
            [entry("/x/1/a.pdf", "甲县"), entry("/x/2/a.pdf", "甲县"), entry("/x/b.pdf", "乙县")],
            ["甲县 2021 · 1/a.pdf", "甲县 2021 · 2/a.pdf", "乙县 2021"],
        ),
        ([entry("/x/1/a.pdf"), entry("/x/2/a.pdf")], ["a.pdf · 1/a.pdf", "a.pdf · 2/a.pdf"]),
        (
            [entry("/x/a.pdf", "甲县"), entry("/x/a.pdf", "甲县", 1)],
            ["甲县 2021 · a.pdf 1", "甲县 2021 · a.pdf 2"],
        ),
        (
            [entry("/x/1/a.pdf", "甲县"), entry("/x/2/a.pdf", "甲县"), entry("/x/c.pdf", "甲县")],
            ["甲县 2021 · 1/a.pdf", "甲县 2021 · 2/a.pdf", "甲县 2021 · c.pdf"],
        ),
    ],
)
def test_no_two_lines_are_called_the_same(entries: list[QueueEntry], names: list[str]) -> None:
    assert names_of(entries) == names


def test_a_name_in_full_may_break_and_says_the_same() -> None:
    name = "a_very-long.name/of.pdf"
    assert breakable(name).replace(MAY_BREAK, "") == name
    assert breakable(name).count(MAY_BREAK) == 5


def test_a_dropped_folder_says_what_became_of_it(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "各县"
    folder.mkdir()
    for name in ("1.html", "2.html"):
        shutil.copy(WEB, folder / name)
    for name in (
        "logo.svg",
        "setup.exe",
        ".hidden",
        "~$lock.docx",
        "1.html.gouji",
        "x.gouji-check",
    ):
        (folder / name).write_bytes(b"x")
    drop(window, qtbot, folder)
    assert window.queue_panel.added == "各县：加入 2 份 · 2 个其他类型的文件未列入"
    shutil.copy(WEB, folder / "3.html")
    drop(window, qtbot, folder)
    assert window.queue_panel.added.startswith("各县：加入 1 份 · 2 份已在队列中")


def test_a_readme_in_a_folder_is_skipped_and_one_that_is_named_has_failed(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    shutil.copy(WEB, folder / "a.html")
    for name in ("README.md", "说明.txt", "list.csv"):
        (folder / name).write_text("# 各县政府信息公开年度报告\n\n请先阅读。\n", encoding="utf-8")
    (folder / "scan.html").write_text("<p>公告</p><img src='x.png'>", encoding="utf-8")
    drop(window, qtbot, folder)
    kinds = {one.path.name: one.kind for one in window.queue.entries}
    for name in ("README.md", "说明.txt", "list.csv"):
        assert kinds[name] is QueueState.SKIPPED
    assert kinds["scan.html"] is QueueState.FAILED
    assert "跳过 3" in window.queue_panel.summary
    assert "读取失败 1" in window.queue_panel.summary
    named = tmp_path / "named"
    named.mkdir()
    for name in ("a.txt", "b.txt"):
        (named / name).write_text("没有表格", encoding="utf-8")
    drop(window, qtbot, named / "a.txt", named / "b.txt")
    assert [one.kind for one in window.queue.entries[-2:]] == [QueueState.FAILED] * 2
    assert isinstance(window.queue.entries[-1].error, NoReportError)


def test_names_are_shown_in_full_on_demand_and_stay_so(
    window: Window, qtbot: QtBot, settings: QSettings, tmp_path: Path
) -> None:
    name = "关于本县二〇二一年政府信息公开工作年度报告的说明-" + "x" * 20 + "-定稿.html"
    shutil.copy(WEB, tmp_path / name)
    (tmp_path / "b").mkdir()
    shutil.copy(WEB, tmp_path / "b" / name)
    drop(window, qtbot, tmp_path / name, tmp_path / "b" / name)
    table = window.queue_panel._table
    before = table.rowHeight(0)
    window.queue_panel._in_full.trigger()
    QApplication.processEvents()
    assert table.rowHeight(0) > before
    again = QueuePanel(window.queue, window.context, "zh")
    LastSession(settings, window.queue, window.context).arrange(again)
    assert again.has_names_in_full
    again.close()
    window.queue_panel.show_names_in_full(on=False)
    QApplication.processEvents()
    assert table.rowHeight(0) == before


@pytest.mark.parametrize("lasts", [False, True])
def test_what_is_said_moves_no_figure_and_hides_none(put: Put, *, lasts: bool) -> None:
    window = put(BROKEN)
    for _ in range(5):
        QApplication.processEvents()
    view = window.form.current
    assert view is not None
    window.message.hide()

    def place() -> tuple[QPoint, int, int]:
        return view.mapTo(window, QPoint()), view.width(), view.height()

    before = place()
    window.message.say("第十行有一个数不平。", failed=True, lasts=lasts)
    for _ in range(5):
        QApplication.processEvents()
    assert place() == before
    first = view.viewport().mapTo(window, QPoint()).y()
    bar = window.message
    assert bar.mapTo(window, QPoint()).y() + bar.height() <= first
    assert bar.width() == window.centralWidget().width()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert bar.text == ""
    assert place() == before


def test_what_was_opened_last_stands_behind_what_opens(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    actions = window.actions_.menus["file"].actions()
    at = actions.index(window.recent.menuAction())
    assert actions[at - 1] is window.actions_.by_id["open_folder"]
    folder = tmp_path / "reports"
    folder.mkdir()
    shutil.copy(WEB, folder / "a.html")
    with qtbot.waitSignal(window.context.opened):
        window.open_all([folder])
    assert [action.text() for action in window.recent.actions()] == ["reports"]
    for part in ("1", "2"):
        (tmp_path / part).mkdir()
        window.recent.note(tmp_path / part / "a&b.html")
    assert [action.text() for action in window.recent.actions()] == [
        f"a&&b.html – {tmp_path / '2'}", f"a&&b.html – {tmp_path / '1'}", "reports",
    ]  # fmt: skip
