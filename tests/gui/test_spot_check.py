"""A spot check is planned, drawn and answered in the window, with the source beside each figure."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from batch_folder import SAMPLE
from protected import PASSWORD, protect
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gouji.core.batch.spot_check import AtHand
from gouji.core.documents import Document
from gouji.core.documents.preview import open_preview
from gouji.core.errors import SourceChangedError, SourceElsewhereError, SourceMissingError
from gouji.core.pipeline import open_reports
from gouji.core.sampling import Answer, SamplingPlan, Sizing, create_check, open_check, units_of
from gouji.gui.session.jobs import Jobs
from gouji.gui.shell.language import Language
from gouji.gui.shell.window import Window
from gouji.gui.spot_check import FromReports, PlanDialog, SpotCheckPanel

Open = Callable[..., SpotCheckPanel]
OpenProtected = Callable[[dict[Path, str]], SpotCheckPanel]
Shown = Callable[[SpotCheckPanel], SpotCheckPanel]
SECONDS_60 = 60_000
Key = Qt.Key


@pytest.fixture(scope="module")
def at_hand() -> AtHand:
    return AtHand(open_reports(SAMPLE).reports[0], SAMPLE, "clean")


@pytest.fixture
def jobs(qapp: QApplication, settings: QSettings, _warm: None) -> Iterator[Jobs]:
    language = Language(settings)
    made = Jobs()
    yield made
    made.stop()
    language.release()


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    """Shows panels, and closes them after the test."""
    panels: list[SpotCheckPanel] = []

    def show(panel: SpotCheckPanel) -> SpotCheckPanel:
        qtbot.addWidget(panel)
        with qtbot.waitExposed(panel):
            panel.show()
        panels.append(panel)
        return panel

    yield show
    for panel in panels:
        panel.close()


@pytest.fixture
def open_panel(jobs: Jobs, shown: Shown, at_hand: AtHand, tmp_path: Path) -> Open:
    """Draws from the sample and shows the panel: ``open_panel(plan)``."""

    def show(plan: SamplingPlan, language: str = "zh") -> SpotCheckPanel:
        report = at_hand.report
        strata, printed = plan.strata, plan.printed_only
        path = tmp_path / "a.gouji-check"
        check = create_check(
            path,
            plan,
            lambda: units_of(
                report, report.figures, unit=plan.unit, strata=strata, printed_only=printed
            ),
        )
        return shown(SpotCheckPanel(check, jobs, language, "王核"))

    return show


@pytest.fixture
def dialog(jobs: Jobs, qtbot: QtBot, at_hand: AtHand, tmp_path: Path) -> Iterator[PlanDialog]:
    made = PlanDialog(FromReports([at_hand]), tmp_path / "a.gouji-check", jobs, "zh")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(made.draw.isEnabled)
    yield made
    made.close()


def test_a_plan_says_what_it_can_and_cannot_detect_before_it_is_drawn(
    dialog: PlanDialog, qtbot: QtBot
) -> None:
    lines = dialog.description.text().split("\n")
    assert lines[0] == f"从 13 个单元格中抽取 13 个，随机种子 {dialog.seed.value()}。"
    assert "没有抽样误差" in lines[-1]

    dialog.size_.setValue(5)
    qtbot.waitUntil(lambda: "抽取 5 个" in dialog.description.text())

    lines = dialog.description.text().split("\n")
    assert any(line.startswith("能：") for line in lines)
    assert any(line.startswith("不能：") for line in lines)


def test_the_plan_follows_what_is_chosen(dialog: PlanDialog, qtbot: QtBot) -> None:
    dialog.printed.setChecked(False)
    dialog.sizings[Sizing.ISO].setChecked(True)
    dialog.strata["table"].setChecked(True)
    qtbot.waitUntil(lambda: "字码 H" in dialog.description.text())

    assert dialog.plan.sizing is Sizing.ISO
    assert "个单元格中抽取 50 个" in dialog.description.text()
    assert "按表分层" in dialog.description.text()
    assert not dialog.accepting.isEnabled()
    dialog.severity.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "加严检验" in dialog.description.text())
    assert dialog.plan.severity == "tightened"
    dialog.unit.setCurrentIndex(1)
    assert not dialog.strata["table"].isEnabled()
    assert dialog.plan.strata == ()


def test_what_is_planned_is_drawn(dialog: PlanDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.size_.setValue(4)
    dialog.accepting.setValue(0)
    dialog.seed.setValue(7)
    qtbot.waitUntil(lambda: "抽取 4 个，随机种子 7" in dialog.description.text())

    with qtbot.waitSignal(dialog.drawn) as drawn:
        dialog.draw.click()

    assert drawn.args == [tmp_path / "a.gouji-check"]
    with open_check(drawn.args[0]) as check:
        assert (check.plan.seed, check.sample.size, check.sample.accept) == (7, 4, 0)


def test_a_file_that_is_there_already_is_not_drawn_over(
    dialog: PlanDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "a.gouji-check").write_bytes(b"another")

    dialog.draw.click()
    qtbot.waitUntil(lambda: "已经存在" in dialog.description.text())

    assert dialog.isVisible()
    assert (tmp_path / "a.gouji-check").read_bytes() == b"another"


def test_one_key_answers_and_leads_on(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel(SamplingPlan(size=3, printed_only=True, accept=1))
    first, second, third = panel.check.units
    assert panel.unit == first
    assert panel.figure.text() == first.text

    qtbot.keyClick(panel, Key.Key_1)
    assert panel.unit == second
    qtbot.keyClick(panel, Key.Key_2)
    assert panel.unit == third

    answers = {unit: given.answer for unit, given in panel.check.given.items()}
    assert answers == {first.id: Answer.RIGHT, second.id: Answer.WRONG}
    assert panel.check.given[first.id].by == "王核"
    qtbot.waitUntil(lambda: panel.said.text().startswith("已核 2/3，错误 1，错误率 50%"))
    assert panel.said.text().endswith("尚未判定")
    qtbot.keyClick(panel, Key.Key_1)
    qtbot.waitUntil(lambda: panel.said.text().endswith("；接收"))


def test_an_answer_can_be_looked_at_and_taken_back(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel(SamplingPlan(size=3, printed_only=True))
    qtbot.keyClick(panel, Key.Key_2)

    qtbot.keyClick(panel, Key.Key_PageUp)
    assert panel.given.text().startswith("✖ 错 · 王核 ")
    qtbot.keyClick(panel, Key.Key_Backspace)

    assert panel.check.given == {}
    assert panel.given.text() == ""
    steps = steps_in(panel.check.path)
    qtbot.keyClick(panel, Key.Key_Backspace)
    assert steps_in(panel.check.path) == steps == 2


def steps_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as file:
        return int(file.execute("SELECT count(*) FROM answer").fetchone()[0])


def test_a_whole_report_is_not_said_to_lack_its_cell(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel(SamplingPlan(unit="report", size=1))
    qtbot.waitUntil(lambda: panel.sources.found(panel.unit.path) is not None)

    assert panel.label.text() == "整份报告：请打开后核对"
    assert not panel.close_up._sheets.sizes


def test_the_source_stands_beside_the_figure(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel(SamplingPlan(size=3, printed_only=True))

    qtbot.waitUntil(lambda: panel.close_up._places.spot(panel.unit.id) is not None)

    assert panel.trouble.isHidden()


def test_a_source_that_changed_since_is_said(
    open_panel: Open, qtbot: QtBot, at_hand: AtHand, tmp_path: Path
) -> None:
    panel = open_panel(SamplingPlan(size=3, printed_only=True))
    qtbot.waitUntil(lambda: panel.sources.found(panel.unit.path) is not None)
    other = tmp_path / "other.html"
    other.write_bytes(SAMPLE.read_bytes() + b" ")

    panel.sources._keep(panel.unit.path, open_preview(other), None)

    assert panel.trouble.text() == "✖ 抽查之后原件被改动过。"
    panel.sources._keep(panel.unit.path, SourceMissingError(panel.unit.path), None)
    assert "找不到" in panel.trouble.text()


def panel_of(
    at_hand: AtHand, tmp_path: Path, jobs: Jobs, shown: Shown, path: Path
) -> SpotCheckPanel:
    """A panel on a spot check whose file says that its source lies at ``path``."""
    report = replace(at_hand.report, source=replace(at_hand.report.source, path=path))
    plan = SamplingPlan(size=3, printed_only=True)
    check = create_check(
        tmp_path / "a.gouji-check",
        plan,
        lambda: units_of(report, report.figures, printed_only=True),
    )
    return shown(SpotCheckPanel(check, jobs, "zh", "王核"))


def test_a_file_that_is_not_the_one_that_was_read_is_not_opened(
    at_hand: AtHand, tmp_path: Path, jobs: Jobs, shown: Shown, qtbot: QtBot
) -> None:
    other = tmp_path / "private.html"
    other.write_bytes(SAMPLE.read_bytes() + b" ")
    panel = panel_of(at_hand, tmp_path, jobs, shown, other)
    qtbot.waitUntil(lambda: panel.sources.found(other) is not None)
    assert isinstance(panel.sources.found(other), SourceChangedError)
    assert "没有打开" in panel.trouble.text()


@pytest.mark.parametrize("path", ["//elsewhere/share/report.pdf", "\\\\elsewhere\\share\\a.pdf"])
def test_no_other_machine_is_reached_because_a_file_names_it(
    at_hand: AtHand, tmp_path: Path, jobs: Jobs, shown: Shown, path: str
) -> None:
    panel = panel_of(at_hand, tmp_path, jobs, shown, Path(path))
    assert isinstance(panel.sources.found(Path(path)), SourceElsewhereError)
    assert "另一台机器" in panel.trouble.text()


def test_strata_are_listed_with_their_rates(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel(SamplingPlan(size=4, printed_only=True, strata=("table",)), "en")
    qtbot.waitUntil(lambda: panel.strata.rowCount() == 2)
    for _ in range(4):
        qtbot.keyClick(panel, Key.Key_1)
    qtbot.waitUntil(lambda: panel.said.text().startswith("checked 4/4"))

    shown = [
        [panel.strata.item(row, column).text() for column in range(5)]  # type: ignore[union-attr]
        for row in range(2)
    ]
    assert shown == [["table 2", "7", "2/2", "0", "0%"], ["table 3", "6", "2/2", "0", "0%"]]


def test_pages_are_looked_at_without_being_read(root: Path) -> None:
    document = open_preview(root / "resources" / "samples" / "2021-totals-broken.pdf")

    assert document.blocks == ()
    assert [page.index for page in document.pages] == list(range(len(document.pages)))
    assert document.pages[0].width > 500
    read = open_reports(root / "resources" / "samples" / "2021-totals-broken.pdf").document
    assert document.pages == read.pages


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    """A Word file that only its password opens."""
    return protect(tmp_path / "protected.docx")


@pytest.fixture
def open_protected(jobs: Jobs, shown: Shown, protected: Path) -> OpenProtected:
    """Shows the panel over the protected file: ``open_protected(passwords)``."""
    report = open_reports(protected, password=PASSWORD).reports[0]
    path = protected.with_suffix(".gouji-check")
    create_check(path, SamplingPlan(size=3), lambda: units_of(report, report.figures)).close()

    def show(passwords: dict[Path, str]) -> SpotCheckPanel:
        return shown(SpotCheckPanel(open_check(path), jobs, "zh", "王核", passwords=passwords))

    return show


def shows_source(panel: SpotCheckPanel) -> bool:
    return isinstance(panel.sources.found(panel.unit.path), Document) and panel.trouble.isHidden()


def test_a_password_that_is_known_opens_the_source(
    open_protected: OpenProtected, qtbot: QtBot, protected: Path
) -> None:
    panel = open_protected({protected: PASSWORD})

    qtbot.waitUntil(lambda: shows_source(panel), timeout=SECONDS_60)
    assert panel.dialog is None


def test_the_password_of_another_source_is_tried_before_anybody_is_asked(
    open_protected: OpenProtected, qtbot: QtBot
) -> None:
    panel = open_protected({Path("other.docx"): PASSWORD})

    qtbot.waitUntil(lambda: shows_source(panel), timeout=SECONDS_60)
    assert panel.dialog is None


def test_a_password_is_asked_for_until_it_is_right_and_not_again_once_declined(
    open_protected: OpenProtected, qtbot: QtBot
) -> None:
    panel = open_protected({})
    qtbot.waitUntil(lambda: panel.dialog is not None, timeout=SECONDS_60)
    first = panel.dialog
    assert first is not None
    first.setTextValue("cuo")
    first.accept()
    qtbot.waitUntil(lambda: panel.dialog not in (None, first), timeout=SECONDS_60)
    second = panel.dialog
    assert second is not None
    assert "密码不对" in second.labelText()
    second.reject()

    panel.go(1)

    assert panel.dialog is None
    assert panel.trouble.text().startswith("✖ protected.docx：密码不对")


def test_after_the_right_password_the_figure_stands_beside_its_source(
    open_protected: OpenProtected, qtbot: QtBot
) -> None:
    panel = open_protected({})
    qtbot.waitUntil(lambda: panel.dialog is not None, timeout=SECONDS_60)
    assert panel.dialog is not None
    panel.dialog.setTextValue(PASSWORD)
    panel.dialog.accept()

    qtbot.waitUntil(lambda: shows_source(panel), timeout=SECONDS_60)


def test_the_window_draws_from_the_queue_and_leads_through(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    commands = window.commands.batching
    commands.spot_check()
    assert "队列中没有读好的报告" in window.message.text
    source = tmp_path / "2021.html"
    source.write_bytes(SAMPLE.read_bytes())
    window.enqueue([source])
    qtbot.waitUntil(lambda: any(entry.under_review for entry in window.queue.entries))

    window.actions_.by_id["spot_check"].trigger()
    plan = commands.dialog
    assert isinstance(plan, PlanDialog)
    plan.size_.setValue(2)
    qtbot.waitUntil(plan.draw.isEnabled)
    plan.draw.click()
    qtbot.waitUntil(lambda: bool(commands.panels))

    (panel,) = commands.panels
    assert panel.check.path == tmp_path / "spot-check.gouji-check"
    assert panel.unit.path == source
    panel.answer(Answer.RIGHT)
    commands.export_spot_check(panel.check.path, tmp_path / "out.xlsx")
    qtbot.waitUntil((tmp_path / "out.xlsx").exists)
    panel.close()
    window.open_all([tmp_path / "spot-check.gouji-check"])
    qtbot.waitUntil(lambda: panel not in commands.panels and bool(commands.panels))
    assert commands.panels[0].check.path == tmp_path / "spot-check.gouji-check"
    window.close()
    assert commands.panels == []


def test_the_window_reads_a_folder_into_a_workbook(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "2021.html").write_bytes(SAMPLE.read_bytes())
    window.actions_.by_id["batch"].trigger()
    dialog = window.commands.batching.batch_dialog
    assert dialog is not None
    dialog.propose(tmp_path / "reports")
    dialog.workers.setValue(1)

    with qtbot.waitSignal(dialog.written):
        dialog.start.click()
    dialog.spot_check.click()

    assert isinstance(window.commands.batching.dialog, PlanDialog)
    assert window.commands.batching.dialog.output.path == tmp_path / "reports.gouji-check"
    window.commands.batching.dialog.reject()


def test_label_and_head_are_pinned_and_the_ways_and_the_end_are_told(
    open_panel: Open, qtbot: QtBot
) -> None:
    panel = open_panel(SamplingPlan(size=3))
    assert f"{panel.row.text()}·{panel.head.text()}" == panel.unit.label
    assert panel.head.isVisible()
    assert panel.row.isVisible()
    assert panel.row.geometry().right() <= panel.close_up.geometry().left()
    assert panel.head.geometry().bottom() <= panel.close_up.geometry().top()
    assert not panel.back.isEnabled()
    assert panel.on.isEnabled()
    assert not panel.withdraw.isEnabled()
    assert "PgUp" in panel.back.text()
    for _ in range(3):
        assert not panel.end.isVisible()
        qtbot.keyClick(panel, Key.Key_1)
    assert "全部 3 个都已核对" in panel.end.text()
    assert panel.end.isVisible()
    assert panel.withdraw.isEnabled()
    qtbot.mouseClick(panel.withdraw, Qt.MouseButton.LeftButton)
    assert not panel.end.isVisible()
    assert len(panel.check.given) == 2
    qtbot.mouseClick(panel.back, Qt.MouseButton.LeftButton)
    assert panel.bar.format().startswith("第 2") or "2" in panel.bar.format()


def test_the_time_of_an_answer_is_that_of_this_machine(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel(SamplingPlan(size=2))
    qtbot.keyClick(panel, Key.Key_1)
    qtbot.keyClick(panel, Key.Key_PageUp)
    given = panel.check.given[panel.unit.id]
    local = datetime.fromisoformat(given.at).astimezone()
    assert local.strftime("%Y-%m-%d %H:%M") in panel.given.text()
    assert given.local_time.utcoffset() == local.utcoffset()


def test_the_window_of_a_spot_check_stays_in_front_and_keeps_its_dialogs(
    window: Window, open_panel: Open, qtbot: QtBot
) -> None:
    path = open_panel(SamplingPlan(size=2)).check.path
    copy = path.with_name("b.gouji-check")
    copy.write_bytes(path.read_bytes())
    commands = window.commands.batching
    window.open_all([copy])
    qtbot.waitUntil(lambda: bool(commands.panels))
    (panel,) = commands.panels
    assert panel.isWindow()
    assert panel.parentWidget() is window  # so that the system keeps it before the window
    panel.export.click()
    assert commands.dialog is not None
    assert commands.dialog.parentWidget() is panel
    commands.dialog.reject()
    commands.export_spot_check(copy, copy.with_suffix(".xlsx"))
    qtbot.waitUntil(lambda: "b.xlsx" in panel.end.text())
    panel.close()
