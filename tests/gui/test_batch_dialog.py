"""A batch runs from the window, shows how far it is, and can be cancelled and taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from batch_folder import make_folder, report_of
from openpyxl import load_workbook
from protected import PASSWORD, protect
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.core.batch.journal import journal_path
from gouji.gui.dialogs.batch import BatchDialog
from gouji.gui.session.jobs import Jobs
from gouji.gui.shell.language import Language


@pytest.fixture
def dialog(
    qapp: QApplication, qtbot: QtBot, settings: QSettings, _warm: None
) -> Iterator[BatchDialog]:
    """The dialog in Chinese, with workers of its own."""
    language = Language(settings)
    jobs = Jobs()
    made = BatchDialog(jobs, "zh")
    made.workers.setValue(1)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()
    jobs.stop()
    language.release()


def test_a_folder_becomes_a_workbook_beside_it(
    dialog: BatchDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.propose(make_folder(tmp_path / "年报"))

    with qtbot.waitSignal(dialog.written) as written:
        dialog.start.click()
        assert dialog.is_running
        assert dialog.start.text() == "取消(&C)"
        assert not dialog.folder.isEnabled()

    assert written.args == [tmp_path / "年报.xlsx"]
    assert dialog.status.text() == (
        f"✔ 报告 2 份，其中有错误的 0 份；未能读取的文件 1 个。已写入 {tmp_path / '年报.xlsx'}"
    )
    assert dialog.bar.value() == dialog.bar.maximum()
    assert "报告" in load_workbook(tmp_path / "年报.xlsx").sheetnames
    assert dialog.spot_check.isEnabled()
    with qtbot.waitSignal(dialog.spot_check_wanted) as wanted:
        dialog.spot_check.click()
    assert wanted.args == [tmp_path / "年报.gouji-batch"]


def test_a_protected_report_is_read_with_the_password_that_is_given(
    dialog: BatchDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "年报"
    folder.mkdir()
    protect(folder / "a.docx")
    dialog.propose(folder)
    with qtbot.waitSignal(dialog.written):
        dialog.start.click()
    assert "未能读取的文件 1 个" in dialog.status.text()

    dialog.password.setText(PASSWORD)
    with qtbot.waitSignal(dialog.written):
        dialog.start.click()

    assert "报告 1 份，其中有错误的 0 份；未能读取的文件 0 个" in dialog.status.text()


def test_a_cancelled_batch_goes_on_where_it_was(
    dialog: BatchDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for year in range(2010, 2016):
        (folder / f"{year}.html").write_bytes(report_of(year))
    dialog.propose(folder)
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.bar.value() >= 2)

    dialog.start.click()

    assert not dialog.is_running
    assert dialog.status.text() == "已取消。已读的部分保留着：再按“开始”就接着做。"
    assert not (tmp_path / "reports.xlsx").exists()
    with qtbot.waitSignal(dialog.written):
        dialog.run()
    assert dialog._latest is not None
    rows = load_workbook(tmp_path / "reports.xlsx")["报告"].max_row - 2
    assert rows == 6
    assert journal_path(tmp_path / "reports.xlsx").exists()


def test_a_file_is_replaced_only_where_the_file_dialog_has_asked_and_never_a_report(
    dialog: BatchDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    mine = tmp_path / "年报.xlsx"
    mine.write_bytes(b"of mine")
    dialog.propose(make_folder(tmp_path / "年报"))

    dialog.start.click()
    qtbot.waitUntil(lambda: not dialog.is_running)
    assert "没有覆盖" in dialog.status.text()
    assert mine.read_bytes() == b"of mine"

    report = tmp_path / "other.xlsx"
    report.write_bytes(report_of(2021))
    dialog.output.choose(str(report))
    dialog.start.click()
    qtbot.waitUntil(lambda: not dialog.is_running)
    assert "是报告或" in dialog.status.text()
    assert report.read_bytes() == report_of(2021)

    dialog.output.choose(str(mine))
    with qtbot.waitSignal(dialog.written):
        dialog.start.click()


def test_what_cannot_be_read_is_said_and_can_be_corrected(
    dialog: BatchDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.propose(tmp_path / "nowhere")

    dialog.start.click()
    qtbot.waitUntil(lambda: not dialog.is_running)

    assert dialog.status.text().startswith("✖ nowhere：找不到")
    assert dialog.folder.isEnabled()
    dialog.folder.line.clear()
    assert not dialog.start.isEnabled()
