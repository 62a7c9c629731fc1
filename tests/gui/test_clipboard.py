"""What was copied elsewhere opens as a source of its own, and its review holds all of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gouji.gui.session.pasted import pasted_from
from gouji.gui.shell.window import Window

ROWS = (
    ("一、本年新收政府信息公开申请数量", "3"), ("二、上年结转政府信息公开申请数量", "1"),
    ("（一）予以公开", "2"), ("（二）部分公开", "1"), ("（七）总计", "3"),
    ("四、结转下年度继续办理", "1"),
)  # fmt: skip
HEADS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def page() -> str:
    """Returns a table as a browser copies it, in a charset that its own words deny."""
    heads = "".join(f"<td>{head}</td>" for head in ("", *HEADS))
    rows = "".join(
        f"<tr><td>{label}</td><td>{figure}</td>{'<td>0</td>' * 5}<td>{figure}</td></tr>"
        for label, figure in ROWS
    )
    return (
        '<html><head><meta charset="gb2312"></head><body><p>青石县民政局2023年政府信息公开工作'
        f"年度报告</p><p>三、收到和处理政府信息公开申请情况</p><table><tr>{heads}</tr>{rows}"
        '</table><img src="http://203.0.113.9/x.png"></body></html>'
    )


@pytest.fixture(autouse=True)
def _data_of_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(tmp_path / "data"))


def copied(**what: str) -> QMimeData:
    mime = QMimeData()
    for kind, content in what.items():
        getattr(mime, f"set{kind.capitalize()}")(content)
    return mime


def test_ctrl_v_without_a_report_opens_the_copied_table_and_its_review_holds_all_of_it(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    for _ in range(2):  # what is pasted again is the source that it was
        QGuiApplication.clipboard().setMimeData(copied(html=page(), text="没有表格"))
        with qtbot.waitSignal(window.context.opened):
            if window.context.review is None:
                QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            else:
                window.actions_.by_id["open_clipboard"].trigger()
    review = window.context.review
    assert review is not None
    assert review.report.organization == "青石县民政局"
    assert review.audited["t3.new.natural"].value == 3
    (source,) = (tmp_path / "data" / "pasted").iterdir()
    under_review = window.context.under_review
    assert under_review is not None
    assert under_review.file is not None
    assert under_review.file.source == source.read_bytes() == page().encode("utf-8-sig")


def test_a_short_table_says_in_the_window_how_much_of_the_form_was_found(
    window: Window, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setMimeData(copied(html=page()))
    with qtbot.waitSignal(window.context.opened):
        window.commands.files.open_clipboard()
    assert "只找到 25 行中的 6 行" in window.message.text


def test_a_table_comes_before_a_text_and_a_text_before_a_picture() -> None:
    image = QImage(3, 3, QImage.Format.Format_RGB32)
    mime = copied(html="<p>表</p>", text="一、本年新收")
    mime.setImageData(image)
    text = pasted_from(mime)
    assert text is not None
    assert (text.suffix, text.content) == (".txt", "一、本年新收")
    mime = QMimeData()
    mime.setImageData(image)
    picture = pasted_from(mime)
    assert picture is not None
    assert picture.suffix == ".png"


def test_paths_on_the_clipboard_are_not_followed_and_it_says_that_nothing_is_there(
    window: Window, tmp_path: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "secret.txt"))])
    QGuiApplication.clipboard().setMimeData(mime)
    window.actions_.by_id["paste"].trigger()
    assert "剪贴板里没有" in window.message.text
    assert not window.status.busy
