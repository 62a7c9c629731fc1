"""What is done in the window is in the review file at once, and is there again the next time."""

import contextlib
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hand_reports import SAMPLES
from openpyxl import load_workbook
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QListWidget, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from gouji.core.extraction.report import Reading
from gouji.core.figures import parse_figure
from gouji.core.pipeline import open_reports
from gouji.core.review.review_file.merge import SECOND
from gouji.core.review.review_file.recorder import Recorder
from gouji.core.review.review_file.store import create, open_file
from gouji.gui.dialogs.comparison import ComparingDialog
from gouji.gui.dialogs.rereading import RereadingDialog
from gouji.gui.dialogs.settings import SettingsDialog
from gouji.gui.shell.window import Window


def press(window: Window, command: str) -> None:
    action = window.findChild(QAction, command)
    assert isinstance(action, QAction)
    action.trigger()


def sign(window: Window) -> None:
    """Signs off, and takes what is stated."""
    press(window, "sign_off")
    assert window.form.inline is not None
    QTest.keyClick(window.form.inline.fields[0], Qt.Key.Key_Return)


def show(window: Window, qtbot: QtBot, path: Path) -> Window:
    """Opens a file and waits until its report lies under review."""
    with qtbot.waitSignal(window.context.opened):
        window.open(path)
    return window


@pytest.fixture
def source(tmp_path: Path, settings: QSettings) -> Path:
    """A report in a folder that may be written, whose reviews lie beside it."""
    settings.remove("reviews")
    folder = tmp_path / "reports"
    folder.mkdir()
    return Path(shutil.copy(SAMPLES / "2021-totals-broken.pdf", folder / "泽州.pdf"))


@pytest.fixture
def later(window: Window, qtbot: QtBot, settings: QSettings) -> Iterator[Window]:
    """A second window of the same user."""
    made = Window(settings, window.language)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_an_edit_is_in_the_file_beside_the_source_before_the_next_key(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    window.context.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    with open_file(source.with_name("泽州.pdf.gouji"), read_only=True) as file:
        assert [(event.by, event.after) for event in file.events] == [("王核", "8")]


def test_closing_asks_nothing_and_the_next_window_goes_on_at_the_same_cell(
    window: Window, later: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    window.context.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    window.context.select_cell("t3.carried_out.legal")
    window.close()
    show(later, qtbot, source)
    assert later.context.cell == "t3.carried_out.legal"
    assert later.context.review is not None
    assert later.context.review.cells["t3.handled.natural"].corrected
    press(later, "undo")
    assert not later.context.review.cells["t3.handled.natural"].corrected


def test_the_current_cell_is_written_by_another_thread_than_the_window_s(
    window: Window, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(window, qtbot, source)
    qtbot.waitUntil(lambda: window.store.file.is_cell_kept)
    writers: list[int] = []
    keep = Recorder.keep_cell

    def watched(recorder: Recorder, cell: str) -> None:
        writers.append(threading.get_ident())
        keep(recorder, cell)

    monkeypatch.setattr(Recorder, "keep_cell", watched)
    for cell in ("t3.new.natural", "t3.new.business", "t3.carried_out.legal"):
        window.context.select_cell(cell)
    qtbot.waitUntil(lambda: window.store.file.is_cell_kept)
    assert writers
    assert threading.get_ident() not in writers
    with open_file(source.with_name("泽州.pdf.gouji"), read_only=True) as file:
        assert file.current_cell == "t3.carried_out.legal"


def test_a_review_that_is_open_elsewhere_is_read_only_and_says_so(
    window: Window, later: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    show(later, qtbot, source)
    assert "只读" in later.message.text
    press(later, "confirm")
    assert "只读" in later.message.text
    assert later.context.review is not None
    assert not later.context.review.events


def test_turning_to_the_next_report_lets_the_last_ones_file_go(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    other = Path(shutil.copy(SAMPLES / "2021-web-page.html", source.with_name("襄垣.html")))
    show(window, qtbot, source)
    show(window, qtbot, other)

    def is_free() -> bool:
        with open_file(source.with_name("泽州.pdf.gouji")) as file:
            return not file.is_read_only

    qtbot.waitUntil(is_free)


def test_a_review_file_is_opened_itself_even_where_its_source_is_gone(
    window: Window, later: Window, qtbot: QtBot, source: Path, tmp_path: Path
) -> None:
    show(window, qtbot, source)
    window.context.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    window.close()
    source.unlink()
    moved = Path(shutil.move(source.with_name("泽州.pdf.gouji"), tmp_path / "收到.gouji"))
    show(later, qtbot, moved)
    assert later.context.review is not None
    assert later.context.review.cells["t3.handled.natural"].printed.text == "8"
    assert later.context.under_review is not None
    assert later.context.under_review.document.pages


def test_where_no_review_can_be_kept_nothing_is_done_that_would_be_lost(
    window: Window, qtbot: QtBot, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = source.with_name("blocked")
    blocked.write_text("no folder")
    monkeypatch.setattr("gouji.gui.session.review_store.data_folder", lambda: blocked)
    monkeypatch.setattr(
        "gouji.core.review.review_file.review_location.can_write", lambda _folder: False
    )
    show(window, qtbot, source)
    press(window, "confirm")
    assert "没有建立" in window.message.text
    assert window.context.review is not None
    assert not window.context.review.events


def test_the_queue_says_how_far_each_review_has_come(
    window: Window, later: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    window.context.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    window.close()
    shutil.copy(SAMPLES / "2021-web-page.html", source.with_name("襄垣.html"))
    later.open_all([source.parent])
    qtbot.waitUntil(lambda: bool(later.queue.entries) and not later.queue.waiting)
    assert [state for state, _ in later.queue_panel.rows] == ["✎ !2", "✔"]


def test_signing_off_needs_every_error_answered_and_falls_when_a_figure_changes(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    press(window, "sign_off")
    assert "不能签核" in window.message.text
    window.context.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    sign(window)
    assert "已签核" in window.message.text
    QApplication.processEvents()
    assert "王核 已签核" in window.status.record
    assert window.actions_.by_id["sign_off"].text().startswith("撤销签核")
    window.context.act(lambda review: review.adjust({"t2.licensing.decisions": "9"}, why="漏计"))
    QApplication.processEvents()
    assert "签核已失效" in window.status.record
    press(window, "undo")
    QApplication.processEvents()
    assert "王核 已签核" in window.status.record
    press(window, "sign_off")
    QApplication.processEvents()
    assert "签核" not in window.status.record


def test_an_explanation_falls_when_its_figures_change_and_says_so(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    rule = "t3.balance.natural"
    window.context.act(lambda review: review.explain(rule, "原件如此"))
    QApplication.processEvents()
    before = window.status.counts
    window.context.act(lambda review: review.correct({"t3.new.natural": "5"}))
    QApplication.processEvents()
    assert window.status.counts != before
    line = next(each for each in window.findings.sentences if "原件如此" in each)
    assert line.startswith("✖")
    assert "失效" in line


def test_one_cell_alone_is_taken_back_from_the_history(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    for cell, text in (("t3.handled.natural", "8"), ("t3.new.natural", "9")):
        window.context.act(lambda review, cell=cell, text=text: review.correct({cell: text}))
    listed = window.history.findChild(QListWidget)
    button = window.history.findChild(QPushButton)
    assert listed is not None
    assert button is not None
    QApplication.processEvents()
    listed.setCurrentRow(1)
    button.click()
    assert window.context.review is not None
    assert not window.context.review.cells["t3.handled.natural"].corrected
    assert window.context.review.cells["t3.new.natural"].printed.text == "9"
    assert window.context.cell == "t3.handled.natural"


def test_a_later_reading_is_shown_and_taken_over_where_the_reviewer_wants_it(
    window: Window, later: Window, qtbot: QtBot, source: Path
) -> None:
    reports = open_reports(source).reports
    earlier = reports[0].readings | {
        cell: Reading(parse_figure("77", reports[0].form.cells[cell].domain))
        for cell in ("t3.new.natural", "t3.granted.natural")
    }
    create(
        source.with_name("泽州.pdf.gouji"), source, replace(reports[0], readings=earlier)
    ).close()
    show(window, qtbot, source)
    assert "2 格" in window.message.text
    press(window, "reread")
    dialog = window.commands.deciding.dialog
    assert isinstance(dialog, RereadingDialog)
    second = dialog.table.item(1, 0)
    assert second is not None
    second.setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()
    review = window.context.review
    assert review is not None
    assert review.cells["t3.new.natural"].printed.text == "8"
    assert review.cells["t3.granted.natural"].printed.text == "77"
    target = source.with_name("审核.xlsx")
    window.commands.files.write_export(target)
    qtbot.waitUntil(lambda: not window.status.busy)
    assert target.exists(), window.message.text
    under_review = window.context.under_review
    assert under_review is not None
    assert under_review.file is not None
    rows = load_workbook(target)["说明"].iter_rows(values_only=True)
    assert under_review.file.head in [value for row in rows for value in row]
    window.close()
    show(later, qtbot, source)
    assert later.message.text == ""


def test_a_copy_of_the_review_is_written_elsewhere(
    window: Window, qtbot: QtBot, source: Path, tmp_path: Path
) -> None:
    show(window, qtbot, source)
    press(window, "confirm")
    window.commands.files.write_copy(tmp_path / "副本.gouji")
    qtbot.waitUntil(lambda: "副本" in window.message.text)
    with open_file(tmp_path / "副本.gouji", read_only=True) as copy:
        assert len(copy.events) == 1


def test_the_name_is_asked_once(
    window: Window, later: Window, qtbot: QtBot, settings: QSettings, source: Path
) -> None:
    settings.remove("reviewer")
    show(window, qtbot, source)
    dialog = window.commands.deciding.dialog
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue("赵审")
    dialog.accept()
    press(window, "confirm")
    assert window.context.review is not None
    assert window.context.review.events[-1].by == "赵审"
    assert "赵审" in [button.text()[-2:] for button in window.status.findChildren(QToolButton)]
    window.close()
    show(later, qtbot, source)
    assert later.commands.deciding.dialog is None


def test_reviews_are_kept_in_the_folder_that_the_settings_name(
    window: Window, qtbot: QtBot, source: Path, tmp_path: Path
) -> None:
    press(window, "settings")
    dialog = window.commands.files.dialog
    assert isinstance(dialog, SettingsDialog)
    dialog.in_folder.setChecked(True)
    dialog.folder.setText(str(tmp_path / "missing"))
    dialog.accept()
    assert dialog.isVisible()
    (tmp_path / "all").mkdir()
    dialog.folder.setText(str(tmp_path / "all"))
    dialog.accept()
    show(window, qtbot, source)
    assert [path.name for path in (tmp_path / "all").glob("*.gouji")] == ["泽州.pdf.gouji"]


def test_the_next_start_brings_back_what_was_open_at_the_same_cell(
    window: Window, later: Window, qtbot: QtBot, source: Path
) -> None:
    shutil.copy(SAMPLES / "2021-web-page.html", source.with_name("襄垣.html"))
    window.open_all([source.parent])
    qtbot.waitUntil(lambda: bool(window.queue.entries) and not window.queue.waiting)
    qtbot.waitUntil(lambda: window.context.under_review is not None)
    with qtbot.waitSignal(window.context.opened):
        press(window, "next_report")
    window.context.select_cell("t3.carried_out.legal")
    shown = window.context.key
    window.close()
    with qtbot.waitSignal(later.context.opened):
        later.bring_back()
    assert (later.context.key, later.context.cell) == (shown, "t3.carried_out.legal")
    qtbot.waitUntil(lambda: not later.queue.waiting)
    assert len(later.queue.entries) == 2


def test_two_reviews_are_compared_and_merged_into_a_third(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    mine, cell = source.with_name("泽州.pdf.gouji"), "t3.handled.natural"
    window.commands.files.write_copy(source.with_name("乙.gouji"))
    qtbot.waitUntil(lambda: source.with_name("乙.gouji").exists())
    window.context.act(lambda review: review.correct({cell: "8"}))
    with open_file(source.with_name("乙.gouji")) as file:
        file.review("乙").correct({cell: "7", "t3.new.natural": "9"})
    window.commands.comparing.compare_with(source.with_name("乙.gouji"))
    qtbot.waitUntil(lambda: window.commands.comparing.dialog is not None)
    dialog = window.commands.comparing.dialog
    assert isinstance(dialog, ComparingDialog)
    assert "198" in dialog.summary.text()
    assert dialog.chosen == {"t3.new.natural": SECOND}
    dialog.choose(cell, SECOND)
    chosen, other = dialog.chosen, dialog._other
    dialog.reject()
    with qtbot.waitSignal(window.context.opened):
        window.commands.comparing.write_merged(source.with_name("丙.gouji"), other, chosen)
    assert window.context.review is not None
    assert window.context.review.cells[cell].printed.text == "7"
    assert window.context.review.cells["t3.new.natural"].printed.text == "9"
    assert mine.exists()


def test_a_report_asked_for_twice_is_not_in_its_own_way(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    with qtbot.waitSignal(window.opener.chosen) as chosen:
        window.open(source)
    wanted = chosen.args[0]
    for _ in range(3):
        window.store.take(replace(wanted))
    qtbot.waitUntil(lambda: window.context.review is not None)
    press(window, "confirm")
    assert window.context.review is not None
    assert window.context.review.events
    assert window.message.text == ""


def test_a_folder_whose_second_file_is_broken_shows_its_first_to_be_written(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    source.with_name("泽州b.pdf").write_bytes(source.read_bytes()[:2000])
    window.open_all([source.parent])
    qtbot.waitUntil(lambda: bool(window.queue.entries) and not window.queue.waiting)
    qtbot.waitUntil(lambda: window.context.under_review is not None)
    assert window.store.file is not None
    assert not window.store.file.is_read_only


def test_saving_says_where_the_file_is_no_longer_there(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    press(window, "save")
    qtbot.waitUntil(lambda: "全部已保存" in window.message.text)
    shutil.rmtree(source.parent)
    press(window, "save")
    qtbot.waitUntil(lambda: "已不在" in window.message.text)
    assert window.message.text.startswith("✖")


def tampered(source: Path, statement: str) -> Path:
    """Returns a review of three steps in which somebody changed the record by hand."""
    path = source.with_name("泽州.pdf.gouji")
    with create(path, source, open_reports(source).reports[0]) as file:
        review = file.review("王核")
        review.correct({"t3.handled.natural": "8"})
        review.undo()
        review.correct({"t3.handled.natural": "9"})
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        connection.commit()
    return path


def test_a_record_that_was_tampered_with_is_shown_read_only_and_says_so(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    tampered(source, "UPDATE event SET after = '99' WHERE number = 3")
    show(window, qtbot, source)
    assert "可能被改动过" in window.message.text
    press(window, "confirm")
    assert window.context.review is not None
    assert len(window.context.review.events) == 3


def test_a_record_that_lacks_an_event_costs_one_sentence(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    tampered(source, "DELETE FROM event WHERE number = 1")
    with qtbot.waitSignal(window.store.failed):
        window.open(source)
    assert "已损坏" in window.message.text
    assert window.context.review is None


def test_what_was_said_of_a_step_goes_with_the_next(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    press(window, "sign_off")
    assert "不能签核" in window.message.text
    window.context.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    assert window.message.text == ""
    sign(window)
    assert "已签核" in window.message.text
    press(window, "sign_off")
    assert window.message.text == ""


def test_a_confirmation_falls_with_the_figure_that_was_compared(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    window.context.act(lambda review: review.confirm(["t3.new.natural"]))
    window.context.act(lambda review: review.correct({"t3.new.natural": "5"}))
    assert window.context.review is not None
    assert not window.context.review.cells["t3.new.natural"].confirmed


def test_a_slip_of_the_reviewers_own_is_taken_back_and_no_fault_of_the_report(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    sound = Path(shutil.copy(SAMPLES / "2021-web-page.html", source.with_name("襄垣.html")))
    show(window, qtbot, sound)
    cell = "t3.new.natural"
    window.context.act(lambda review: review.correct({cell: "12"}))
    press(window, "next_doubt")
    qtbot.waitUntil(lambda: not window.suggester.busy and bool(window.suggester.of_doubt))
    assert "改回识读的数字" in window.suggestions.lines[0]
    press(window, "adopt")
    assert window.context.review is not None
    state = window.context.review.cells[cell]
    assert state.printed == state.audited == state.extracted.figure


def test_the_list_of_doubts_comes_forward_with_f8(
    window: Window, qtbot: QtBot, source: Path
) -> None:
    show(window, qtbot, source)
    window.docks["history"].raise_()
    qtbot.waitUntil(lambda: window.findings.visibleRegion().isEmpty())
    press(window, "next_doubt")
    qtbot.waitUntil(lambda: not window.findings.visibleRegion().isEmpty())
