"""The workbook is written off the GUI thread and holds what the reviewer stands for."""

from pathlib import Path

from hand_reports import BROKEN, Lay
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

SECONDS_60 = 60_000


def test_the_exported_workbook_holds_the_audited_figures(
    lay: Lay, qtbot: QtBot, tmp_path: Path
) -> None:
    window = lay(BROKEN)
    window.desk.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    window.desk.act(lambda review: review.adjust({"t4.review.total": "1"}, why="漏计"))
    target = tmp_path / "审核.xlsx"
    window.commands.files.write_workbook(target)
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
    lay: Lay, qtbot: QtBot, tmp_path: Path
) -> None:
    window = lay()
    window.commands.files.write_workbook(tmp_path / "missing" / "deep" / "out.xlsx")
    qtbot.waitUntil(lambda: not window.status.busy, timeout=SECONDS_60)
    assert window.message.text.startswith("✖")


def test_the_suggested_name_is_that_of_the_report(lay: Lay, qtbot: QtBot) -> None:
    window = lay()
    window.actions_.by_id["export"].trigger()
    dialog = window.commands.files.dialog
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "泽州县人民政府 2021.xlsx"
    dialog.reject()
