"""A workbook that was corrected in Excel comes back into the review under review."""

from pathlib import Path

from hand_reports import BROKEN, Put
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from gouji.core.export.review_workbook.workbook import write_workbook
from gouji.gui.dialogs.workbook_import import ImportingDialog
from gouji.gui.shell.window import Window

SECONDS_60 = 60_000
CELL = "t3.handled.natural"


def corrected(window: Window, folder: Path, **values: object) -> Path:
    """A workbook of the review under review in which somebody changed cells of a sheet."""
    review, path = window.context.review, folder / "审核.xlsx"
    assert review is not None
    write_workbook(review, path)
    workbook = load_workbook(path)
    for place, value in values.items():
        sheet, _, at = place.partition("_")
        workbook[sheet][at].value = value
    workbook.properties.lastModifiedBy = "张三"
    workbook.save(path)
    return path


def read(window: Window, qtbot: QtBot, path: Path) -> ImportingDialog | None:
    window.commands.importing.read(path)
    assert window.status.busy
    qtbot.waitUntil(lambda: not window.status.busy, timeout=SECONDS_60)
    dialog = window.commands.importing.dialog
    assert dialog is None or isinstance(dialog, ImportingDialog)
    return dialog


def lines(dialog: ImportingDialog) -> list[list[str]]:
    """The first column of each group of the list."""
    groups = [dialog.tree.topLevelItem(at) for at in range(dialog.tree.topLevelItemCount())]
    return [
        [child.text(0) for at in range(group.childCount()) for child in [group.child(at)]]
        for group in groups
        if isinstance(group, QTreeWidgetItem)
    ]


def test_changed_figures_are_shown_taken_over_and_undone_in_one_step(
    put: Put, qtbot: QtBot, tmp_path: Path
) -> None:
    window = put(BROKEN)
    path = corrected(window, tmp_path, 表三_D29=8, 表三_D6=9, 说明_B2="别县")

    dialog = read(window, qtbot, path)
    assert dialog is not None
    taken, told = lines(dialog)
    first = dialog.tree.topLevelItem(0)
    assert first is not None
    assert dialog.tree.visualItemRect(first).height() > 5
    assert len(taken) == 2
    assert any(line.endswith("10 → 8") for line in taken)
    assert len(told) == 1
    assert "张三" in dialog.summary.text()
    review = window.context.review
    assert review is not None
    assert review.cells[CELL].audited.value == 10
    qtbot.keyClick(dialog, Qt.Key.Key_Return)

    assert review.cells[CELL].audited.value == 8
    assert review.cells[CELL].printed.value == 10
    assert review.events[-1].by == "张三"
    assert "2" in window.message.text
    window.actions_.by_id["undo"].trigger()
    assert review.cells[CELL].audited.value == 10
    assert review.cells["t3.new.natural"].audited.value == 8


def test_nothing_is_taken_where_the_list_is_given_up(
    put: Put, qtbot: QtBot, tmp_path: Path
) -> None:
    window = put(BROKEN)

    dialog = read(window, qtbot, corrected(window, tmp_path, 表三_D29=8))
    assert dialog is not None
    dialog.reject()

    assert window.context.review is not None
    assert window.context.review.events == ()


def test_a_workbook_without_a_change_costs_one_sentence(
    put: Put, qtbot: QtBot, tmp_path: Path
) -> None:
    window = put(BROKEN)

    assert read(window, qtbot, corrected(window, tmp_path)) is None
    assert "审核.xlsx" in window.message.text


def test_a_workbook_of_another_review_is_refused_in_one_sentence(
    put: Put, qtbot: QtBot, tmp_path: Path
) -> None:
    window = put(BROKEN)
    window.context.act(lambda review: review.adjust({CELL: "8"}, why="多计"))
    path = corrected(window, tmp_path)
    window = put(BROKEN)

    assert read(window, qtbot, path) is None
    assert window.message.text.startswith("✖")
