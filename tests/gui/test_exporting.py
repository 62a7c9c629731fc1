"""The workbook is written off the GUI thread and holds what the reviewer stands for."""

from pathlib import Path

from hand_reports import BROKEN, Put
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog
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
