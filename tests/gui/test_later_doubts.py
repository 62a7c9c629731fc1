"""What is found after a report is shown arrives as doubts, and a sign-off waits for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hand_reports import BALANCED, make_report, under_review_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.core.pipeline import open_reports
from gouji.core.review.review_file.store import create
from gouji.core.survey import ReportUnderReview
from gouji.gui.queue.queue_entry import QueueEntry, entry_of
from gouji.gui.shell.window import Window

KEY = Qt.Key
CARRIED = {
    **BALANCED,
    "t3.granted.natural": "3",
    "t3.granted.total": "3",
    "t3.handled.natural": "6",
    "t3.handled.total": "6",
    "t3.carried_out.natural": "2",
    "t3.carried_out.total": "2",
}
TEXT = """某县人民政府2021年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
自然人 法人或其他组织 总计
商业企业 科研机构 社会公益组织 法律服务机构 其他
一、本年新收政府信息公开申请数量 12 3 0 0 0 1 16
二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0
三、本年度办理结果 （一）予以公开 12 3 0 0 0 1 16
（七）总计 12 3 0 0 0 1 16
四、结转下年度继续办理 0 0 0 0 0 0 0
"""


def test_a_review_begun_without_the_proofs_of_today_shows_what_they_find(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    source = tmp_path / "report.txt"
    source.write_text(TEXT, "utf-8")
    report = open_reports(source).reports[0]
    doubtful = [cell for cell, one in report.readings.items() if one.confidence < 0.9]
    assert doubtful
    sure = {cell: replace(one, confidence=1.0, doubt="") for cell, one in report.readings.items()}
    create(tmp_path / "kept" / "report.txt.gouji", source, replace(report, readings=sure)).close()
    window.settings.setValue("reviews", "")
    (tmp_path / "kept" / "report.txt.gouji").rename(tmp_path / "report.txt.gouji")
    with qtbot.waitSignal(window.context.opened):
        window.open(source)
    review = window.context.review
    assert review is not None
    assert {cell for cell, one in review.cells.items() if one.doubtful} == set(doubtful)
    assert len(window.context.open_doubts) > 0
    counted = window.queue.entries[0].standing
    assert counted.doubtful >= len(doubtful)


@pytest.fixture
def signing(window: Window) -> Window:
    """A report of 2021 without a doubt, beside a file of the queue that is still to be read."""
    now = report_of("泽州县人民政府", 2021)
    window.show_report(now)
    window.queue.entries.append(QueueEntry(Path("other.html").absolute()))
    window.queue.regrouped.emit()
    return window


def report_of(name: str, year: int, texts: dict[str, str] = BALANCED) -> ReportUnderReview:
    opened = make_report(texts)
    path = Path(f"{name}-{year}.html").absolute()
    report = opened.reports[0]
    named = replace(report, organization=name, year=year, source=replace(report.source, path=path))
    return under_review_of(
        replace(opened, document=replace(opened.document, path=path), reports=(named,))
    )


def sign(window: Window) -> None:
    """Signs by keys alone."""
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_F9)
    assert window.form.inline is not None
    QTest.keyClick(window.form.inline.fields[0], KEY.Key_Return)


def arrive(window: Window, report: ReportUnderReview) -> None:
    """Lets the file that was still to be read be read, as this report."""
    window.queue.entries[-1] = entry_of(replace(report, review=None))
    window.queue.advanced.emit()


def test_the_status_says_that_checking_goes_on(signing: Window) -> None:
    assert "仍在对照：队列还有 1 份未读" in signing.status.counts
    assert "没有疑点了" not in signing.status.counts
    arrive(signing, report_of("沁水县人民政府", 2020))
    assert "仍在对照" not in signing.status.counts
    assert "没有疑点了" in signing.status.counts


def test_a_sign_off_waits_for_what_is_read_soon_and_then_signs(signing: Window) -> None:
    sign(signing)
    review = signing.context.review
    assert review is not None
    assert not review.signed_off
    assert "签核在等" in signing.message.text
    arrive(signing, report_of("沁水县人民政府", 2020))
    assert review.signed_off
    assert signing.message.text.startswith("✔ 已签核")


def test_nothing_is_signed_where_what_was_read_meanwhile_raises_a_doubt(signing: Window) -> None:
    sign(signing)
    arrive(signing, report_of("泽州县政府", 2020, CARRIED))
    review = signing.context.review
    assert review is not None
    assert not review.signed_off
    assert "没有签核" in signing.message.text
    assert signing.context.open_doubts
    sign(signing)
    assert review.signed_off  # with the doubts stated this time


def test_another_report_ends_the_waiting_and_a_paused_queue_is_not_waited_for(
    signing: Window,
) -> None:
    sign(signing)
    before = signing.context.review
    signing.show_report(report_of("陵川县人民政府", 2021))
    assert "泽州县人民政府 2021 没有签核" in signing.message.text
    arrive(signing, report_of("沁水县人民政府", 2020))
    assert before is not None
    assert not before.signed_off
    after = signing.context.review
    assert after is not None
    assert not after.signed_off
    signing.queue.entries.append(QueueEntry(Path("more.html").absolute()))
    signing.queue.paused = True
    sign(signing)
    assert after.signed_off
