"""The loop of a reviewer: see the next doubt, look, decide, go on, all by keyboard."""

import pytest
from hand_reports import BALANCED, BROKEN, Put
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from gouji.gui.grid.editor import FigureEditor
from gouji.gui.shell.window import Window

WRONG = "t3.handled.natural"


def keys(qtbot: QtBot, text: str = "", key: Qt.Key | None = None) -> None:
    """Types into whatever has the focus, sign by sign."""
    for sign in text:
        qtbot.keyClicks(focused(), sign)
    if key is not None:
        qtbot.keyClick(focused(), key)


def focused() -> QWidget:
    """Returns what has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(window: Window, command: str) -> None:
    """Calls a command the way its key does."""
    window.actions_.by_id[command].trigger()


def rules(window: Window) -> list[str]:
    """Returns the rules that are broken now."""
    assert window.context.review is not None
    return [finding.rule for finding in window.context.review.findings]


def shown(window: Window, cell: str) -> str:
    """Returns what the grid shows in a cell."""
    view = window.form.views[cell.partition(".")[0]]
    return str(view.form_model.index_of(cell).data() or "")


def test_f8_goes_through_every_doubt_of_all_tables_and_round(put: Put) -> None:
    window = put(BROKEN, doubtful=("t2.licensing.decisions",))
    seen = []
    for _ in range(len(rules(window)) + 1):
        press(window, "next_doubt")
        seen.append(window.context.finding.rule if window.context.finding else window.context.cell)
    assert seen[0] == "t2.licensing.decisions"
    assert seen[-1] == "t4.row.review"
    assert set(seen[1:]) == set(rules(window))
    press(window, "next_doubt")
    assert window.context.cell == "t2.licensing.decisions"
    press(window, "previous_doubt")
    assert window.context.finding is not None
    assert window.context.finding.rule == "t4.row.review"
    assert window.form.current is window.form.views["t4"]


def test_the_first_doubt_is_found_even_in_the_first_cell(put: Put) -> None:
    first = "t2.regulations.issued"
    window = put(doubtful=(first, "t3.new.natural"))
    press(window, "next_doubt")
    assert window.context.cell == first
    press(window, "next_doubt")
    assert window.context.cell == "t3.new.natural"


def test_f8_and_the_arrow_keys_come_to_an_uncertain_cell_in_a_broken_rule_for_its_reading(
    put: Put,
) -> None:
    window = put(BROKEN, doubtful=("t3.granted.natural", WRONG))
    doubts = [line for line in window.findings.sentences if not line.startswith(" ")]
    assert sum(line.startswith("?") for line in doubts) == 2
    visited = []
    for _ in doubts:
        press(window, "next_doubt")
        visited.append(current_line(window))
    assert visited == doubts
    window.findings.choose(window.findings.sentences.index(doubts[0]))
    for doubt in doubts[1:]:
        window.findings.choose(window.findings.sentences.index(doubt))
        assert current_line(window) == doubt


def current_line(window: Window) -> str:
    """The line that is chosen in the list of doubts."""
    view = window.findings.findChild(QListWidget)
    assert isinstance(view, QListWidget)
    return view.currentItem().text()


def test_a_finding_lights_its_cells_with_their_signs(put: Put) -> None:
    window = put(BROKEN)
    while window.context.finding is None or window.context.finding.rule != "t3.balance.natural":
        press(window, "next_doubt")
    assert set(window.context.signs) == {
        "t3.new.natural", "t3.carried_in.natural", WRONG, "t3.carried_out.natural",
    }  # fmt: skip
    assert all(window.context.signs.values())


def test_what_is_typed_is_corrected_and_checked_at_once(put: Put, qtbot: QtBot) -> None:
    window = put(BROKEN)
    window.context.select_cell(WRONG)
    window.form.take_focus()
    assert window.context.marks(WRONG).severity == "error"
    assert window.form.current is not None
    keys(qtbot, "8")
    keys(qtbot, key=Qt.Key.Key_Return)
    assert shown(window, WRONG) == "8"
    assert not any(rule.startswith("t3") for rule in rules(window))
    assert window.context.marks(WRONG).severity == ""
    assert window.context.marks(WRONG).corrected
    assert window.context.cell == "t3.carried_out.natural"


def test_a_mark_appears_when_a_figure_breaks_a_rule_and_goes_with_undo(
    put: Put, qtbot: QtBot
) -> None:
    window = put()
    assert "✔" in window.findings.sentences[0]
    window.context.select_cell("t3.new.natural")
    window.form.take_focus()
    keys(qtbot, "9")
    keys(qtbot, key=Qt.Key.Key_Return)
    assert window.context.marks("t3.new.natural").severity == "error"
    QApplication.processEvents()
    assert any("9" in sentence for sentence in window.findings.sentences)
    assert "错误 2" in window.status.counts
    press(window, "undo")
    assert shown(window, "t3.new.natural") == "8"
    assert rules(window) == []
    press(window, "redo")
    assert shown(window, "t3.new.natural") == "9"
    QApplication.processEvents()
    assert len(window.history.sentences) == 3


def test_a_text_that_is_no_figure_is_refused_where_it_is_typed(put: Put, qtbot: QtBot) -> None:
    window = put()
    window.context.select_cell("t3.new.natural")
    window.form.take_focus()
    keys(qtbot, "8o")
    editor = focused()
    assert isinstance(editor, FigureEditor)
    keys(qtbot, key=Qt.Key.Key_Return)
    assert QApplication.focusWidget() is editor
    assert "8o" in editor.complaint
    assert shown(window, "t3.new.natural") == "8"
    keys(qtbot, key=Qt.Key.Key_Escape)
    assert shown(window, "t3.new.natural") == "8"
    assert QApplication.focusWidget() is window.form.current


def test_an_adjustment_needs_a_reason_and_keeps_the_printed_figure(put: Put, qtbot: QtBot) -> None:
    window = put(BROKEN)
    window.context.select_cell(WRONG)
    press(window, "adjust")
    form = window.form.inline
    assert form is not None
    form.fields[0].setText("8")
    qtbot.keyClick(form.fields[1], Qt.Key.Key_Return)
    assert "理由" in form.complaint
    qtbot.keyClicks(form.fields[1], "gaibanceshi")
    qtbot.keyClick(form.fields[1], Qt.Key.Key_Return)
    assert window.form.inline is None
    assert window.context.marks(WRONG).struck == "10"
    assert shown(window, WRONG) == "8"
    tip = window.form.views["t3"].form_model.index_of(WRONG).data(Qt.ItemDataRole.ToolTipRole)
    assert "原件：10" in tip
    assert "审定：8" in tip


def test_an_explained_finding_stays_listed_and_is_no_doubt_any_more(put: Put, qtbot: QtBot) -> None:
    window = put({**BALANCED, "t4.review.upheld": "1", "t4.review.total": "2"})
    press(window, "next_doubt")
    here = window.context.cell
    press(window, "explain")
    form = window.form.inline
    assert form is not None
    qtbot.keyClicks(form.fields[0], "yuan jian ru ci")
    qtbot.keyClick(form.fields[0], Qt.Key.Key_Return)
    assert rules(window) == ["t4.row.review"]
    assert window.context.cell == here
    QApplication.processEvents()
    assert window.findings.sentences[0].startswith("○")
    assert window.context.marks("t4.review.total").severity == "explained"
    press(window, "next_doubt")
    assert "没有待处理的疑点" in window.message.text


def test_confirming_goes_to_the_next_cell_not_confirmed(put: Put) -> None:
    window = put(doubtful=("t3.new.business",))
    window.context.select_cell("t3.new.natural")
    press(window, "confirm")
    assert window.context.cell == "t3.new.business"
    assert window.context.marks("t3.new.business").doubtful
    press(window, "confirm")
    assert not window.context.marks("t3.new.business").doubtful
    press(window, "confirm_rest")
    assert window.context.review is not None
    confirmed = {cell for cell, state in window.context.review.cells.items() if state.confirmed}
    assert confirmed == set(window.form.views["t3"].sheet.figures)


DOUBTED = tuple(
    f"t3.{row}.{column}"
    for row in ("new", "granted", "denied_law")
    for column in ("business", "research", "other")
)


@pytest.mark.parametrize("with_f8", [True, False])
def test_no_doubt_is_passed_over_whether_or_not_f8_follows_each_decision(
    put: Put, *, with_f8: bool
) -> None:
    window = put(doubtful=DOUBTED)
    press(window, "next_doubt")
    seen = []
    for _ in DOUBTED:
        seen.append(window.context.cell)
        press(window, "confirm")
        if with_f8:
            press(window, "next_doubt")
    assert seen == list(DOUBTED)
    assert not window.context.open_doubts


def test_confirming_other_cells_leaves_the_round_of_doubts_where_it_is(put: Put) -> None:
    window = put(doubtful=("t3.new.research", "t3.new.other"))
    window.context.select_cell("t3.new.natural")
    press(window, "confirm")
    press(window, "confirm")
    assert window.context.cell == "t3.new.research"
    press(window, "next_doubt")
    assert window.context.cell == "t3.new.research"


def test_explaining_goes_on_to_the_next_doubt_and_f8_stays_there_once(
    put: Put, qtbot: QtBot
) -> None:
    window = put({**BALANCED, "t3.new.business": "3", "t4.review.upheld": "1"})
    press(window, "next_doubt")
    first = window.context.current_doubt
    press(window, "explain")
    keys(qtbot, key=Qt.Key.Key_Return)
    second = window.context.current_doubt
    assert first is not None
    assert second is not None
    assert second.key > first.key
    press(window, "next_doubt")
    assert window.context.current_doubt == second
    press(window, "next_doubt")
    assert window.context.current_doubt != second


def test_a_block_is_copied_and_pasted_as_one_step(put: Put) -> None:
    window = put()
    window.context.select_cell("t3.new.natural")
    QApplication.clipboard().setText("1\t2\n3\t4\n")
    press(window, "paste")
    cells = ["t3.new.natural", "t3.new.business", "t3.carried_in.natural", "t3.carried_in.business"]
    assert [shown(window, cell) for cell in cells] == ["1", "2", "3", "4"]
    view = window.form.views["t3"]
    view.clearSelection()
    for cell in cells:
        view.selectionModel().select(
            view.form_model.index_of(cell), view.selectionModel().SelectionFlag.Select
        )
    press(window, "copy")
    assert QApplication.clipboard().text() == "1\t2\n3\t4"
    press(window, "undo")
    assert [shown(window, cell) for cell in cells] == ["8", "0", "0", "0"]


def test_a_block_that_does_not_fit_is_refused_whole(put: Put) -> None:
    window = put()
    window.context.select_cell("t3.new.total")
    QApplication.clipboard().setText("1\t2")
    press(window, "paste")
    assert "放不下" in window.message.text
    assert shown(window, "t3.new.total") == "8"


def test_arrows_pass_over_heads(put: Put, qtbot: QtBot) -> None:
    window = put()
    window.context.select_cell("t2.normative.in_force")
    window.form.take_focus()
    keys(qtbot, key=Qt.Key.Key_Down)
    assert window.context.cell == "t2.licensing.decisions"
    keys(qtbot, key=Qt.Key.Key_Tab)
    assert window.context.cell == "t2.penalties.decisions"
    keys(qtbot, key=Qt.Key.Key_Up)
    keys(qtbot, key=Qt.Key.Key_Up)
    assert window.context.cell.startswith("t2.normative.")


def test_a_key_held_with_a_command_selects_no_further_cell(put: Put, qtbot: QtBot) -> None:
    window = put()
    view = window.form.current
    assert view is not None
    view.setFocus()
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(view.selected_cells()) == 1
    before = window.context.review
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert before is not None
    assert sum(state.corrected for state in before.cells.values()) == 1


def test_the_status_bar_says_how_to_sign_off_once_no_doubt_is_left(put: Put, qtbot: QtBot) -> None:
    window = put(BALANCED, doubtful=("t3.new.business",))
    assert "F9" not in window.status.counts
    window.context.select_cell("t3.new.business")
    press(window, "confirm")
    QApplication.processEvents()
    assert "没有疑点了，按 F9 签核" in window.status.counts
    press(window, "sign_off")
    keys(qtbot, key=Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "F9" not in window.status.counts


def test_a_report_opens_on_its_first_doubt_and_f8_stays_there_once(put: Put) -> None:
    window = put(doubtful=("t3.new.business", "t3.new.other"))
    assert window.context.cell == "t3.new.business"
    assert window.form.current is window.form.views["t3"]
    press(window, "next_doubt")
    assert window.context.cell == "t3.new.business"
    press(window, "next_doubt")
    assert window.context.cell == "t3.new.other"


def test_a_report_without_a_doubt_is_signed_in_two_keys_that_say_what_is_signed(
    put: Put, qtbot: QtBot
) -> None:
    window = put(BALANCED)
    press(window, "sign_off")
    assert window.context.review is not None
    assert not window.context.review.signed_off
    said = [label.text() for label in window.form.inline.findChildren(QLabel)]  # type: ignore[union-attr]
    assert any("没有疑点" in text and "200 格没有逐格核对" in text for text in said)
    keys(qtbot, key=Qt.Key.Key_Return)
    assert window.context.review.signed_off


def test_what_is_left_open_is_stated_before_it_is_signed_and_esc_signs_nothing(
    put: Put, qtbot: QtBot
) -> None:
    window = put({**BALANCED, "t4.review.upheld": "1", "t4.review.total": ""}, ("t3.new.business",))
    press(window, "sign_off")
    said = " ".join(label.text() for label in window.form.inline.findChildren(QLabel))  # type: ignore[union-attr]
    assert "1 个警告、1 处存疑没有处理" in said
    keys(qtbot, key=Qt.Key.Key_Escape)
    assert window.context.review is not None
    assert not window.context.review.signed_off


def test_a_lapse_of_the_sign_off_is_told_above_the_form_until_it_is_closed(
    put: Put, qtbot: QtBot
) -> None:
    window = put(BALANCED)
    press(window, "sign_off")
    keys(qtbot, key=Qt.Key.Key_Return)
    window.context.act(lambda review: review.adjust({"t2.licensing.decisions": "9"}, why="漏计"))
    QApplication.processEvents()
    assert "签核已失效：签核后审定数有改动" in window.message.text
    press(window, "confirm")
    assert "签核已失效" in window.message.text
