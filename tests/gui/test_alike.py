"""A doubt of a table is answered once for every report of the queue that is laid out alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.core.extraction.table_layout import table_layout
from gouji.core.pipeline import open_reports
from gouji.core.review import Kind
from gouji.core.review.review_file.store import open_file
from gouji.core.review.review_file.verify import verify
from gouji.gui.shell.window import Window

KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
HEADS = "自然人 法人或其他组织 总计\n商业企业 科研机构 社会公益组织 法律服务机构 其他\n"
REPORT = """{name}2021年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
{heads}一、本年新收政府信息公开申请数量 {a} 3 0 0 0 1 {b}
二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
三、本年度办理结果 （一）予以公开 {a} 3 0 0 0 1 {b}
（七）总计 {a} 3 0 0 0 1 {b}
四、结转下年度继续办理 0 0 0 0 0 0 0
"""
NAMES = {"a": "甲县人民政府", "b": "乙县人民政府", "c": "丙县人民政府", "other": "丁县人民政府"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports of one template, and one whose heads stand in another order."""
    made = tmp_path / "reports"
    made.mkdir()
    for number, (file, name) in enumerate(NAMES.items(), 5):
        heads = HEADS if file != "other" else "总计 法人或其他组织 自然人\n"
        text = REPORT.format(name=name, heads=heads, a=number, b=number + 4)
        (made / f"{file}.txt").write_text(text, "utf-8")
    return made


def test_reports_of_one_template_are_laid_out_alike_and_others_are_not(folder: Path) -> None:
    layouts = {}
    for path in folder.glob("*.txt"):
        opened = open_reports(path)
        layouts[path.stem] = table_layout(opened.document, opened.reports[0], "t3")
        assert table_layout(opened.document, opened.reports[0], "t4") is None
    assert layouts["a"] == layouts["b"] == layouts["c"] is not None
    assert layouts["other"] != layouts["a"]


@pytest.fixture
def queue(window: Window, qtbot: QtBot, folder: Path) -> Window:
    """The window with the four reports in its queue, the first one under review."""
    window.settings.setValue("reviews", "")
    window.enqueue([folder])
    qtbot.waitUntil(lambda: len(window.queue.entries) == 4 and not window.queue.waiting)
    qtbot.waitUntil(lambda: window.context.review is not None)
    index = next(at for at, one in enumerate(window.queue.entries) if one.path.stem == "a")
    if window.queue.index_of(window.context.under_review) != index:
        with qtbot.waitSignal(window.context.opened):
            window.turning.show(index)
    _take_keyboard(window, qtbot)
    return window


def _take_keyboard(window: Window, qtbot: QtBot) -> None:
    """Gives the keyboard to the form, as a click on the window does."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.form.take_focus()


def go_to(window: Window, reason: str) -> None:
    """Goes with F8 to the doubt of table 3 with a reason."""
    for _ in range(30):
        doubt, review = window.context.current_doubt, window.context.review
        assert review is not None
        cells = doubt.cells if doubt is not None else ()
        if cells and cells[0].startswith("t3."):
            doubts = {review.cells[cell].extracted.doubt for cell in cells}
            if doubts == {reason}:
                return
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_F8)
    pytest.fail("no such doubt")


def standing(window: Window, name: str) -> int:
    entry = next(one for one in window.queue.entries if one.path.stem == name)
    return entry.standing.questions


def test_one_key_answers_it_in_every_report_and_each_review_says_from_what(
    queue: Window, qtbot: QtBot, folder: Path
) -> None:
    go_to(queue, "order")
    doubt = queue.context.current_doubt
    assert doubt is not None
    before = {name: standing(queue, name) for name in NAMES}
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return, CTRL | ALT)
    qtbot.waitUntil(lambda: "2 份报告" in queue.message.text)
    queue.context.settle()
    assert queue.context.current_doubt != doubt  # gone on
    for name in ("b", "c"):
        assert standing(queue, name) == before[name] - 1
        with open_file(folder / f"{name}.txt.gouji", read_only=True) as file:
            assert {event.kind for event in file.events} == {Kind.CONFIRMED}
            assert {event.subject for event in file.events} == set(doubt.cells)
            assert {event.step for event in file.events} == {1}
            assert all("甲县人民政府 2021" in event.why for event in file.events)
            assert all("a.txt" in event.why for event in file.events)
        assert verify(folder / f"{name}.txt.gouji").is_intact
    assert standing(queue, "other") == before["other"]
    assert not (folder / "other.txt.gouji").exists()


def test_it_is_undone_in_the_report_itself(queue: Window, qtbot: QtBot) -> None:
    go_to(queue, "order")
    doubt = queue.context.current_doubt
    assert doubt is not None
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return, CTRL | ALT)
    qtbot.waitUntil(lambda: "2 份报告" in queue.message.text)
    index = next(at for at, one in enumerate(queue.queue.entries) if one.path.stem == "b")
    with qtbot.waitSignal(queue.context.opened):
        queue.turning.show(index)
    _take_keyboard(queue, qtbot)
    review = queue.context.review
    assert review is not None
    assert all(review.cells[cell].confirmed for cell in doubt.cells)
    assert "依据版面相同的 甲县人民政府 2021（a.txt）推定" in queue.history.sentences[0]
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Z, CTRL)
    assert not any(review.cells[cell].confirmed for cell in doubt.cells)
    assert any(one.cells == doubt.cells for one in queue.context.open_doubts)


def test_it_says_so_where_no_doubt_of_a_table_is_current(queue: Window) -> None:
    queue.context.select_cell("t3.new.natural")
    review = queue.context.review
    assert review is not None
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return, CTRL | ALT)
    assert "版面的疑点" in queue.message.text
    assert not review.events
