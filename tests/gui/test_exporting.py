"""The workbook is written off the GUI thread and holds what the reviewer stands for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hand_reports import BALANCED, BROKEN, Put
from openpyxl import load_workbook
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gouji.core.export.formats import WRITERS

SECONDS_60 = 60_000


def test_the_exported_workbook_holds_the_audited_figures(
    put: Put, qtbot: QtBot, tmp_path: Path
) -> None:
    window = put(BROKEN)
    window.context.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    window.context.act(lambda review: review.adjust({"t4.review.total": "1"}, why="漏计"))
    target = tmp_path / "审核.xlsx"
    window.commands.files.write_export(target)
    assert window.status.busy
    qtbot.waitUntil(lambda: not window.status.busy, timeout=SECONDS_60)
    assert str(target) in window.message.text
    workbook = load_workbook(target)
    values = {
        str(row[0]): row[1:] for sheet in workbook for row in sheet.iter_rows(values_only=True)
    }
    assert 8 in values["t3.handled.natural"]
    assert 1 in values["t4.review.total"]


def test_a_place_that_cannot_be_written_costs_one_sentence(
    put: Put, qtbot: QtBot, tmp_path: Path
) -> None:
    window = put()
    window.commands.files.write_export(tmp_path / "missing" / "deep" / "out.xlsx")
    qtbot.waitUntil(lambda: not window.status.busy, timeout=SECONDS_60)
    assert window.message.text.startswith("✖")


def test_the_suggested_name_is_that_of_the_report(put: Put, qtbot: QtBot) -> None:
    window = put()
    window.actions_.by_id["export"].trigger()
    dialog = window.commands.files.dialog
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "泽州县人民政府 2021.xlsx"
    dialog.reject()


def test_every_format_is_offered_and_names_the_file(put: Put) -> None:
    window = put()
    window.actions_.by_id["export"].trigger()
    dialog = window.commands.files.dialog
    assert isinstance(dialog, QFileDialog)
    filters = dialog.nameFilters()
    assert [each.rpartition("*")[2].rstrip(")") for each in filters] == list_of_suffixes()
    for suffix, chosen in zip(list_of_suffixes(), filters, strict=True):
        dialog.selectNameFilter(chosen)
        dialog.filterSelected.emit(chosen)
        assert Path(dialog.selectedFiles()[0]).name == f"泽州县人民政府 2021{suffix}"
    dialog.reject()


def test_the_dialog_of_the_system_that_names_no_format_yet_gets_the_first(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = put()
    monkeypatch.setattr(QFileDialog, "selectedNameFilter", lambda _dialog: "")  # as on Windows
    window.actions_.by_id["export"].trigger()
    dialog = window.commands.files.dialog
    assert isinstance(dialog, QFileDialog)
    assert dialog.defaultSuffix() == "xlsx"
    assert Path(dialog.selectedFiles()[0]).name == "泽州县人民政府 2021.xlsx"
    dialog.reject()


def list_of_suffixes() -> list[str]:
    """What core writes, in the order that the window offers it."""
    offered = [".xlsx", ".pdf", ".docx", ".html", ".csv", ".jsonl"]
    assert set(offered) == set(WRITERS)
    return offered


def test_the_opinion_is_written_as_pdf(put: Put, qtbot: QtBot, tmp_path: Path) -> None:
    window = put(BROKEN)
    target = tmp_path / "意见.pdf"
    window.commands.files.write_export(target)
    qtbot.waitUntil(lambda: not window.status.busy, timeout=SECONDS_60)
    assert target.read_bytes().startswith(b"%PDF-")


def test_the_english_edition_has_a_command_of_its_own(
    put: Put, qtbot: QtBot, tmp_path: Path
) -> None:
    window = put(BROKEN)
    window.actions_.by_id["export_english"].trigger()
    dialog = window.commands.files.dialog
    assert isinstance(dialog, QFileDialog)
    kinds = [each.rpartition("*")[2].rstrip(")") for each in dialog.nameFilters()]
    assert kinds == [".xlsx", ".pdf", ".docx", ".html"]

    dialog.fileSelected.emit(str(tmp_path / "out.html"))
    dialog.reject()
    qtbot.waitUntil(lambda: not window.status.busy, timeout=SECONDS_60)

    assert "Review of the annual report" in (tmp_path / "out.html").read_text("utf-8")


def test_another_reviewer_signs_as_the_second_and_then_reopens(put: Put, qtbot: QtBot) -> None:
    window = put(BALANCED)
    review = window.context.review
    assert review is not None
    review.reviewer = "甲"
    window.context.act(lambda review: review.sign_off())
    review.reviewer = "乙"
    window.context.act(lambda review: review.confirm(["t3.new.natural"]))
    QApplication.processEvents()
    assert window.actions_.by_id["sign_off"].text().startswith("签核")

    window.actions_.by_id["sign_off"].trigger()
    said = [label.text() for label in window.form.inline.findChildren(QLabel)]  # type: ignore[union-attr]
    assert any("作为复核人签核" in text and "甲 已签核" in text for text in said)
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Return)

    signed = review.sign_off_in_force
    assert signed is not None
    assert signed.event.by == "乙"
    assert signed.looked_at is not None
    QApplication.processEvents()
    assert window.actions_.by_id["sign_off"].text().startswith("撤销签核")


class Opened(QObject):
    """Takes what would be handed to the programs of the system."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(Path(url.toLocalFile()))


@pytest.fixture
def opened() -> Iterator[Opened]:
    """What the window has asked the system to open."""
    made = Opened()
    QDesktopServices.setUrlHandler("file", made, "take")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_after_an_export_the_file_and_its_folder_are_one_key_away(
    put: Put, qtbot: QtBot, tmp_path: Path, opened: Opened
) -> None:
    window = put()
    target = tmp_path / "审核.csv"
    window.commands.files.write_export(target)
    qtbot.waitUntil(lambda: str(target) in window.message.text, timeout=SECONDS_60)
    for _ in range(8):
        if window.message.isAncestorOf(focused()):
            break
        qtbot.keyClick(focused(), Qt.Key.Key_F6)
    offers = [each for each in window.message.findChildren(QToolButton) if each.text() != "✕"]
    assert [each.text() for each in offers] == ["打开文件", "打开所在文件夹"]
    assert focused() is offers[0]
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert opened.paths == [target, tmp_path]
    window.message.say("x")
    assert not any(each.isVisible() for each in offers)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_the_opinion_is_seen_before_it_is_printed(put: Put, qtbot: QtBot) -> None:
    window = put(BROKEN)
    window.actions_.by_id["preview_opinion"].trigger()
    qtbot.waitUntil(lambda: window.commands.files.dialog is not None, timeout=SECONDS_60)
    dialog = window.commands.files.dialog
    assert isinstance(dialog, QPrintPreviewDialog)
    (preview,) = dialog.findChildren(QPrintPreviewWidget)
    qtbot.waitUntil(lambda: preview.pageCount() >= 1)
    dialog.reject()
