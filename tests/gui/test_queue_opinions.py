"""The opinions of a whole queue are written in one go, each from its own review."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hand_reports import SAMPLES
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from gouji.gui.dialogs.queue_opinions_dialog import QueueOpinionsDialog
from gouji.gui.session.queue_opinions import listed, opinions_of
from gouji.gui.shell.window import Window


@pytest.fixture
def read(window: Window, qtbot: QtBot, tmp_path: Path) -> Window:
    """The window on a queue of two reports, one in review and one that fits."""
    folder = tmp_path / "reports"
    folder.mkdir()
    shutil.copy(SAMPLES / "2021-totals-broken.pdf", folder / "1.pdf")
    shutil.copy(SAMPLES / "2021-web-page.html", folder / "2.html")
    (folder / "3.pdf").write_bytes(b"%PDF-1.7\n" + bytes(200))
    window.open_all([folder])
    qtbot.waitUntil(lambda: window.context.review is not None)
    qtbot.waitUntil(lambda: not window.queue.waiting)
    return window


def wait_written(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.status.busy and "写出审核意见" in window.message.text)


def test_every_report_that_the_queue_shows_gets_its_opinion(
    read: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    read.context.act(lambda review: review.explain(review.findings[0].rule, "经核对原件如此"))
    qtbot.waitUntil(lambda: read.context.is_settled)
    out = tmp_path / "out"
    out.mkdir()
    action = read.findChild(QAction, "export_queue")
    assert isinstance(action, QAction)
    action.trigger()
    dialog = read.commands.opining.dialog
    assert isinstance(dialog, QueueOpinionsDialog)
    assert "2 份报告" in dialog.said.text()
    dialog.folder.path = tmp_path / "nowhere"
    dialog.accept()
    assert "没有这个文件夹" in dialog.complaint.text()
    dialog.folder.path = out
    dialog.kind.setCurrentIndex(dialog.kind.findData("html"))
    dialog.accept()
    wait_written(read, qtbot)
    assert sorted(path.name for path in out.iterdir()) == [
        "云溪岭县人民政府 2021.html", "青禾原县人民政府 2021.html",
    ]  # fmt: skip
    broken, sound = (path.read_text("utf-8") for path in sorted(out.iterdir()))
    assert "经核对原件如此" in broken
    assert "未发现不平之处" in sound
    assert read.message.text.startswith("✔ 写出审核意见 2 份，共 2 份。")


def test_a_file_that_was_changed_is_left_and_named_and_the_others_are_written(
    read: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    kept = tmp_path / "云溪岭县人民政府 2021.docx"
    kept.write_text("我自己写的", encoding="utf-8")
    read.commands.opining.write(tmp_path, "docx")
    wait_written(read, qtbot)
    assert kept.read_text("utf-8") == "我自己写的"
    assert (tmp_path / "青禾原县人民政府 2021.docx").is_file()
    assert read.message.text.startswith("✖ 写出审核意见 1 份，共 2 份。")
    assert kept.name in read.message.text


def test_only_what_the_filter_lets_through_is_written(
    read: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    read.queue_panel.take_arrangement("", "青禾", "0")
    read.commands.opining.write(tmp_path, "html")
    wait_written(read, qtbot)
    assert [path.name for path in tmp_path.glob("*.html")] == ["青禾原县人民政府 2021.html"]


def test_an_empty_queue_has_no_opinion(window: Window) -> None:
    window.commands.opining.export_queue()
    assert window.commands.opining.dialog is None
    assert "没有意见可写" in window.message.text


def test_no_two_opinions_go_into_one_file(read: Window, tmp_path: Path) -> None:
    reports = [
        (name, one.under_review)
        for name in ("A/B 县", "a/b 县", "丙县")
        for one in read.queue.entries[:1]
        if one.under_review is not None
    ]
    wanted = opinions_of(reports, {}, "王核", read.store.keeping, tmp_path, "docx")
    names = [one.target.name for one in wanted]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(one.target.parent == tmp_path for one in wanted)


def test_of_many_problems_the_first_are_listed() -> None:
    assert listed(["a", "b", "c", "d", "e"]) == "a b c (+2)"
    assert listed(["a"]) == "a"
