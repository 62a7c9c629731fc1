"""Suggestions are found off the GUI thread, numbered by the current doubt, and taken by one key."""

from hand_reports import BALANCED, BROKEN, Put
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from gouji.core.review import Kind
from gouji.gui.shell.window import Window

WRONG = "t3.handled.natural"
SECONDS_60 = 60_000


def found(window: Window, qtbot: QtBot) -> Window:
    """Waits until the worker has looked for suggestions."""
    qtbot.waitUntil(lambda: not window.suggester.busy, timeout=SECONDS_60)
    return window


def press(window: Window, command: str) -> None:
    action = window.findChild(QAction, command)
    assert isinstance(action, QAction)
    action.trigger()


def go_to(window: Window, rule: str) -> None:
    for _ in range(20):
        press(window, "next_doubt")
        if window.context.finding is not None and window.context.finding.rule == rule:
            return
    raise AssertionError(rule)


def lines_of(window: Window) -> QListWidget:
    lines = window.suggestions.findChild(QListWidget)
    assert isinstance(lines, QListWidget)
    return lines


def test_the_first_suggestion_stands_below_the_current_finding(put: Put, qtbot: QtBot) -> None:
    window = found(put(BROKEN), qtbot)
    go_to(window, "t3.balance.natural")
    row = next(
        i
        for i, line in enumerate(window.findings.sentences)
        if line.startswith("✖  自然人列：新收")
    )
    assert (
        window.findings.sentences[row + 1]
        .strip()
        .startswith("建议 1（原件不平）：（七）总计·自然人")
    )
    advice = [line for line in window.findings.sentences if "建议 1" in line]
    assert len(advice) == 1
    go_to(window, "t4.row.review")
    assert all("自然人 由 10 改为 8" not in line for line in window.findings.sentences)


def test_suggestions_of_the_current_doubt_are_numbered_and_others_follow(
    put: Put, qtbot: QtBot
) -> None:
    window = found(put(BROKEN), qtbot)
    go_to(window, "t3.balance.natural")
    assert window.suggestions.lines[0].startswith("建议 1")
    assert any(line.startswith("其他疑点") for line in window.suggestions.lines)
    assert all("建议" not in line for line in window.suggestions.lines[1:] if "t4" in line)


def test_one_key_takes_a_suggestion_and_the_mark_is_seen(put: Put, qtbot: QtBot) -> None:
    window = found(put(BROKEN), qtbot)
    go_to(window, "t3.balance.natural")
    press(window, "adopt")
    review = window.context.review
    assert review is not None
    assert window.context.cell == "t4.review.total"
    assert "10 → 8" in window.status.currentMessage()
    assert review.cells[WRONG].adjusted
    assert review.cells[WRONG].printed.text == "10"
    assert "由 10 改为 8" in review.cells[WRONG].reason
    assert [event.kind for event in review.events] == [Kind.ADJUSTED]
    QApplication.processEvents()
    assert "由 10 改为 8" in window.history.sentences[0]
    press(window, "undo")
    assert not review.cells[WRONG].adjusted


def test_f8_and_alt_1_clear_a_report(put: Put, qtbot: QtBot) -> None:
    window = put({**BROKEN, "t2.licensing.decisions": "5"})
    review = window.context.review
    assert review is not None
    for _ in range(2):
        found(window, qtbot)
        press(window, "next_doubt")
        press(window, "adopt")
    assert review.findings == ()
    press(window, "next_doubt")
    assert "没有待处理的疑点" in window.message.text


def test_after_taking_the_round_goes_on_from_the_doubt(put: Put, qtbot: QtBot) -> None:
    window = found(put({**BROKEN, "t3.partial.business": "2"}), qtbot)
    go_to(window, "t3.balance.natural")
    doubts = [doubt.key for doubt in window.context.open_doubts]
    at = window.context.current_doubt
    assert at is not None
    press(window, "adopt")
    now = window.context.current_doubt
    assert now is not None
    left = {doubt.key for doubt in window.context.open_doubts}
    assert now.key == next(key for key in doubts if key > at.key and key in left)


def test_the_reviewer_may_say_that_it_was_misread(put: Put, qtbot: QtBot) -> None:
    window = found(put(BROKEN), qtbot)
    go_to(window, "t3.balance.natural")
    menu = window.suggestions.menu_of(0)
    correction = next(action for action in menu.actions() if "更正" in action.text())
    correction.trigger()
    menu.close()
    assert window.context.review is not None
    assert window.context.review.cells[WRONG].printed.text == "8"


def test_a_doubtful_reading_is_suggested_as_a_correction(put: Put, qtbot: QtBot) -> None:
    window = found(put(BROKEN, doubtful=(WRONG,)), qtbot)
    go_to(window, "t3.balance.natural")
    assert window.suggestions.lines[0].startswith("建议 1（疑似误读")
    press(window, "adopt")
    assert window.context.review is not None
    assert window.context.review.cells[WRONG].corrected


def test_looking_at_a_suggestion_shows_its_figure_in_the_grid_and_on_the_page(
    put: Put, qtbot: QtBot
) -> None:
    window = found(put(BROKEN), qtbot)
    go_to(window, "t3.balance.natural")
    window.findChild(QAction)
    window.docks["suggestions"].raise_()
    lines = lines_of(window)
    qtbot.waitUntil(lines.isVisible)

    def looked() -> bool:
        """Moves the mouse onto the suggestion, wherever the docks have laid it by now."""
        spot = lines.visualItemRect(lines.item(0)).center()
        QTest.mouseMove(lines.viewport(), QPoint(1, 1))
        QTest.mouseMove(lines.viewport(), spot)
        return window.context.proposed == {WRONG: "8"}

    qtbot.waitUntil(looked)
    press(window, "adopt")
    assert window.context.proposed == {}


def test_the_list_of_suggestions_is_worked_by_keyboard(put: Put, qtbot: QtBot) -> None:
    window = found(put(BROKEN), qtbot)
    go_to(window, "t3.balance.natural")
    window.docks["suggestions"].raise_()
    lines = lines_of(window)
    qtbot.waitUntil(lines.isVisible)
    lines.setFocus()
    assert window.context.proposed == {WRONG: "8"}
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert window.context.review is not None
    assert window.context.review.cells[WRONG].adjusted
    assert QApplication.focusWidget() is window.form.current


def test_the_key_right_after_an_edit_takes_no_suggestion_that_the_edit_made_untrue(
    put: Put, qtbot: QtBot
) -> None:
    window = found(put(BROKEN), qtbot)
    go_to(window, "t3.balance.natural")
    window.context.select_cell(WRONG)
    window.context.act(lambda review: review.correct({"t3.new.natural": "10"}))
    press(window, "adopt")
    assert window.context.review is not None
    assert [event.kind for event in window.context.review.events] == [Kind.CORRECTED]


def test_a_suggestion_that_an_edit_made_untrue_is_gone_at_once(put: Put, qtbot: QtBot) -> None:
    window = found(put(BROKEN), qtbot)
    before = window.suggester.found
    window.context.act(lambda review: review.correct({"t3.new.natural": "10"}))
    window.context.settle()
    kept = window.suggester.found
    assert window.suggester.busy
    assert {one.changes[0].cell for one in kept} < {one.changes[0].cell for one in before}
    assert all("t3" not in change.cell for one in kept for change in one.changes)
    found(window, qtbot)
    assert all(
        change.cell != "t3.new.natural" or change.value != 10
        for one in window.suggester.found
        for change in one.changes
    )


def test_what_was_found_for_a_report_laid_aside_is_dropped(put: Put, qtbot: QtBot) -> None:
    put(BROKEN)
    window = found(put(BALANCED), qtbot)
    assert window.suggester.found == ()
    assert window.suggestions.lines == ["没有建议。"]
    press(window, "adopt")
    assert "没有第 1 条建议" in window.message.text


def test_a_number_beyond_the_list_takes_nothing(put: Put, qtbot: QtBot) -> None:
    window = found(put(BROKEN), qtbot)
    go_to(window, "t3.balance.natural")
    press(window, "adopt_9")
    assert window.context.review is not None
    assert window.context.review.events == ()
    assert "没有第 9 条建议" in window.message.text


def test_the_tabs_say_how_many_there_are(put: Put, qtbot: QtBot) -> None:
    window = found(put(BROKEN), qtbot)
    go_to(window, "t3.balance.natural")
    assert window.context.review is not None
    count = len(window.context.review.findings)
    qtbot.waitUntil(lambda: window.docks["suggestions"].windowTitle() == "建议 1")
    assert window.docks["findings"].windowTitle() == f"疑点 {count}"


def test_a_proposed_figure_is_brought_into_view_in_the_grid(put: Put, qtbot: QtBot) -> None:
    window = found(put(BROKEN), qtbot)
    window.resize(1000, 620)
    window.context.select_cell("t3.new.natural")
    window.context.propose({"t3.carried_out.total": "1"})
    view = window.form.views["t3"]
    assert view.viewport().rect().contains(view.place_of("t3.carried_out.total"))
    assert window.context.cell == "t3.new.natural"
