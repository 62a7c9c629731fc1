"""The reports that belong together: shown, and said otherwise by the reviewer."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hand_reports import BALANCED, make_report, under_review_of
from openpyxl import load_workbook
from painted_text import figure_in
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget
from pytestqt.qtbot import QtBot

from gouji.core.series import Choice
from gouji.core.survey import ReportUnderReview
from gouji.gui.commands.files import reviewed_on
from gouji.gui.panels.related import FIRST, RelatedPanel
from gouji.gui.session.report_matcher import ReportMatcher, read_choices, write_choices
from gouji.gui.session.worker_tasks import export_review
from gouji.gui.shell.window import Window

OUT = {
    **BALANCED,
    "t3.granted.natural": "3",
    "t3.granted.total": "3",
    "t3.handled.natural": "6",
    "t3.handled.total": "6",
    "t3.carried_out.natural": "2",
    "t3.carried_out.total": "2",
}
"""Two are carried over to the next year."""


def report_of(
    name: str, year: int, texts: dict[str, str] = BALANCED, file: str = ""
) -> ReportUnderReview:
    """Returns a report of a body and a year, in a file of its own."""
    opened = make_report(texts)
    path = Path(file or f"{name}-{year}.html").absolute()
    report = replace(
        opened.reports[0],
        organization=name,
        year=year,
        source=replace(opened.reports[0].source, path=path),
    )
    document = replace(opened.document, path=path)
    return under_review_of(replace(opened, document=document, reports=(report,)))


BEFORE, NOW = report_of("泽州县政府", 2020, OUT), report_of("泽州县人民政府", 2021)
OTHER = report_of("沁水县人民政府", 2020)


@pytest.fixture
def panel(window: Window, qtbot: QtBot) -> Iterator[Callable[..., RelatedPanel]]:
    """Puts reports in the queue, the last one under review, and shows what belongs to it."""
    made: list[RelatedPanel] = []

    def put(*reports: ReportUnderReview) -> RelatedPanel:
        matcher = ReportMatcher(window.queue, window.context, window.settings)
        panel = RelatedPanel(matcher, "zh")
        qtbot.addWidget(panel)
        for report in reports:
            window.show_report(report)
        panel.show()
        made.append(panel)
        return panel

    yield put
    for one in made:
        one.close()


def choose(panel: RelatedPanel, words: str) -> None:
    """Chooses the line of the year before that holds these words, with the keyboard."""
    lines = [panel.before.itemText(row) for row in range(panel.before.count())]
    panel.before.setFocus()
    QTest.keyClick(panel.before, Qt.Key.Key_Home)
    for _ in range(next(row for row, line in enumerate(lines) if words in line)):
        QTest.keyClick(panel.before, Qt.Key.Key_Down)


def test_the_year_before_is_shown_and_what_does_not_fit(
    panel: Callable[..., RelatedPanel],
) -> None:
    shown = panel(BEFORE, OTHER, NOW)
    assert shown.before.currentText() == "按名称：泽州县政府 2020 · 泽州县政府-2020.html"
    assert shown.lines == [
        "! 上年结转·自然人 0，2020 年 四、结转下年度继续办理·自然人 2，差 −2",
        "! 上年结转·总计 0，2020 年 四、结转下年度继续办理·总计 2，差 −2",
    ]


def test_a_warning_leads_to_its_cell(panel: Callable[..., RelatedPanel], window: Window) -> None:
    shown = panel(BEFORE, NOW)
    shown.warnings.itemActivated.emit(shown.warnings.item(1))
    assert window.context.cell == "t3.carried_in.total"


def test_an_edit_is_compared_at_once(panel: Callable[..., RelatedPanel], window: Window) -> None:
    shown = panel(BEFORE, NOW)
    window.context.act(lambda review: review.correct({"t3.carried_in.natural": "2"}))
    QApplication.processEvents()
    assert [line for line in shown.lines if "自然人" in line] == []
    window.context.act(lambda review: review.undo())


def test_another_year_before_is_chosen_and_stays_chosen(
    panel: Callable[..., RelatedPanel], window: Window
) -> None:
    shown = panel(BEFORE, OTHER, NOW)
    choose(shown, "沁水县人民政府")
    assert shown.lines == []
    again = RelatedPanel(ReportMatcher(window.queue, window.context, window.settings), "zh")
    again.show()
    window.show_report(NOW)
    assert again.before.currentText() == "沁水县人民政府 2020 · 沁水县人民政府-2020.html"
    choose(again, "按名称")
    assert len(again.lines) == 2
    again.close()


def test_none_is_chosen(panel: Callable[..., RelatedPanel]) -> None:
    shown = panel(BEFORE, NOW)
    choose(shown, "不对照")
    assert shown.lines == []
    assert shown.before.currentText() == "不对照"


def test_what_names_leave_open_is_said(panel: Callable[..., RelatedPanel]) -> None:
    shown = panel(BEFORE, report_of("泽州县", 2020, file="twice.html"), NOW)
    assert shown.before.currentText() == "按名称：有几份，请选择"


def test_a_report_that_may_be_the_year_before_is_offered_first_and_taken_when_chosen(
    panel: Callable[..., RelatedPanel],
) -> None:
    perhaps = report_of("鼓楼区人民政府", 2020, OUT)
    shown = panel(OTHER, perhaps, report_of("南京市鼓楼区人民政府", 2021))
    assert shown.lines == []
    assert shown.before.currentText().startswith("按名称：可能是 鼓楼区人民政府 2020")
    assert shown.before.itemText(FIRST).startswith("鼓楼区人民政府 2020")
    shown.before.setCurrentIndex(FIRST)
    shown.before.activated.emit(FIRST)
    assert shown.lines


def test_a_summary_is_told_what_it_covers(panel: Callable[..., RelatedPanel]) -> None:
    counts: list[int] = []
    shown = panel(BEFORE, OTHER, report_of("晋城市人民政府", 2020))
    shown.counted.connect(counts.append)
    for row in range(2):
        shown.parts.item(row).setCheckState(Qt.CheckState.Checked)
    assert "! 新收·自然人：汇总报告 8，所辖 2 份报告之和 16，差 −8" in shown.lines
    assert counts[-1] == len(shown.lines)


def test_what_does_not_fit_is_counted_gone_to_with_f8_and_explained(window: Window) -> None:
    window.show_report(BEFORE)
    window.show_report(report_of("泽州县人民政府", 2021))
    assert [line.split("·")[0] for line in window.findings.sentences] == ["!  上年结转"] * 2
    assert "警告 2" in window.status.counts
    tabs = window.form.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    assert tabs.tabText(1) == "表三 !2"
    window.actions_.by_id["next_doubt"].trigger()
    assert window.context.cell == "t3.carried_in.natural"
    window.actions_.by_id["explain"].trigger()
    assert window.form.inline is not None
    QTest.keyClick(window.form.inline.fields[0], Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "警告 1" in window.status.counts
    assert window.context.cell == "t3.carried_in.total"


def test_the_queue_counts_what_does_not_fit_of_every_report(window: Window) -> None:
    after = report_of("泽州县人民政府", 2022, OUT)
    for one in (report_of("泽州县人民政府", 2021), after, BEFORE):
        window.show_report(one)
    window.matcher.count()
    states = {name: state for state, name in window.queue_panel.rows}
    assert states["泽州县人民政府 2021"] == "!2"
    assert "✔" in states["泽州县人民政府 2022"]


def test_an_export_lists_what_does_not_fit_between_reports(window: Window, tmp_path: Path) -> None:
    window.show_report(BEFORE)
    window.show_report(report_of("泽州县人民政府", 2021))
    book = export_review(tmp_path / "out.xlsx", reviewed_on(window.context))
    sheet = load_workbook(book)["疑点"]
    assert "year.carried.natural" in [row[0].value for row in sheet.iter_rows()]


def test_choices_are_kept_as_text_and_anything_else_is_none() -> None:
    here, there = (Path("a.pdf").absolute(), 0), (Path("b.pdf").absolute(), 1)
    choices = {("year", here): Choice("year", here, (there,)), ("sum", here): Choice("sum", here)}
    assert read_choices(write_choices(choices)) == choices
    for text in ("", "7", "[[1]]", '[["year", 3]]', "[[]]", '{"a": 1}'):
        assert read_choices(text) == {}


def test_the_panel_speaks_english_too(
    panel: Callable[..., RelatedPanel], settings: QSettings
) -> None:
    shown = panel(BEFORE, NOW)
    shown.speak("en")
    assert shown.lines[1].startswith("! carried in · Total 0; carried out · Total of 2020 2;")


def test_the_year_before_stands_below_each_figure_on_demand_with_the_change(
    window: Window, qtbot: QtBot
) -> None:
    figures = {**OUT, "t3.granted.business": "", "t2.fees.amount": "3.5"}
    for report in (report_of("泽州县政府", 2020, figures), NOW):
        window.show_report(report)
    view = window.form.views["t3"]
    window.context.select_cell("t3.granted.natural")
    low = view.rowHeight(0)
    _, place, _ = figure_in(view, "t3.granted.natural")
    qtbot.keyClick(view, Qt.Key.Key_Y, CTRL | SHIFT)
    assert window.actions_.by_id["year_before"].isChecked()
    assert view.rowHeight(0) > low
    shown = {cell: figure_in(view, cell) for cell in view.sheet.figures}
    assert shown["t3.granted.natural"][0] == "3 (+2)5"
    assert shown["t3.carried_out.natural"][0].startswith("2 (−2)")
    assert shown["t3.new.natural"][0].startswith("8 (=)")
    assert shown["t3.granted.business"][0].startswith("␣")
    for cell, (_, place, boxes) in shown.items():
        assert all(place.adjusted(-1, -3, 1, 3).contains(box) for box in boxes), cell
        if len(boxes) == 2:
            assert not boxes[0].intersects(boxes[1]), cell
    assert "上年：3 (+2)" in str(view.form_model.index_of("t3.granted.natural").data(TIP))
    qtbot.keyClick(view, Qt.Key.Key_Y, CTRL | SHIFT)
    assert figure_in(view, "t3.granted.natural")[0] == "5"
    assert view.rowHeight(0) == low
    window.show_report(OTHER)
    qtbot.keyClick(window.form.current, Qt.Key.Key_Y, CTRL | SHIFT)
    assert "没有对上上年的报告" in window.message.text
    qtbot.keyClick(window.form.current, Qt.Key.Key_Y, CTRL | SHIFT)


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TIP = Qt.ItemDataRole.ToolTipRole
