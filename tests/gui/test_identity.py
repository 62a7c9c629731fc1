"""Body and year are readings: doubted, shown where they stand, corrected, taken back."""

from dataclasses import replace

import pytest
from hand_reports import BALANCED, make_report, under_review_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gouji.core.documents.document import Region
from gouji.core.extraction.report import Identity, IdentityReading
from gouji.core.survey import ReportUnderReview
from gouji.gui.shell.window import Window

READ, MEANT = "乐临市人民政府", "东临市人民政府"


def misread() -> ReportUnderReview:
    """Returns a report whose body a picture shows, and that reads otherwise elsewhere."""
    opened = make_report(BALANCED, ("t3.new.business",))
    identity = Identity(
        IdentityReading(READ, Region(anchor="c3"), 0.8, (MEANT,), "differing"),
        IdentityReading("2021", Region(anchor="c3"), 1.0),
    )
    report = replace(opened.reports[0], organization=READ, identity=identity)
    return under_review_of(replace(opened, reports=(report,)))


def quoted(window: Window) -> list[Region]:
    """Returns the words that are lit in the source."""
    return list(window.source._canvas._over.hits[0])


@pytest.fixture
def doubted(window: Window) -> Window:
    """The window with a report whose body is a doubt, at that doubt."""
    window.show_report(misread())
    window.actions_.by_id["next_doubt"].trigger()
    return window


def test_a_misread_body_is_the_first_doubt_and_the_key_takes_what_else_it_may_be(
    doubted: Window,
) -> None:
    window = doubted
    assert "存疑 2" in window.status.counts
    assert window.context.identity == "organization"
    assert window.findings.sentences[0].startswith(f"?  单位：{READ}")
    assert window.findings.sentences[1].strip() == f"Alt+1：读作 {MEANT}"
    window.actions_.by_id["adopt"].trigger()
    QApplication.processEvents()
    assert window.windowTitle().startswith(f"{MEANT} 2021")
    assert [name for _, name in window.queue_panel.rows] == [f"{MEANT} 2021"]
    assert (window.context.identity, window.context.cell) == ("", "t3.new.business")
    assert f"认定 单位 {READ} → {MEANT}" in window.history.sentences[0]
    window.actions_.by_id["undo"].trigger()
    QApplication.processEvents()
    assert window.windowTitle().startswith(f"{READ} 2021")


def test_confirming_the_body_settles_the_doubt(doubted: Window) -> None:
    doubted.actions_.by_id["confirm"].trigger()
    assert doubted.context.review is not None
    assert not doubted.context.review.identity["organization"].doubtful
    assert doubted.context.cell == "t3.new.business"


@pytest.mark.parametrize("command", ["correct", "identify"])
def test_body_and_year_are_typed_and_what_is_no_year_is_refused(
    doubted: Window, command: str
) -> None:
    doubted.actions_.by_id[command].trigger()
    form = doubted.form.inline
    assert form is not None
    body, year = form.fields
    body.setText(MEANT)
    year.setText("20x1")
    QTest.keyClick(year, Qt.Key.Key_Return)
    assert "不是年度" in form.complaint
    year.setText("2022")
    QTest.keyClick(year, Qt.Key.Key_Return)
    assert doubted.context.review is not None
    report = doubted.context.review.report
    assert (report.organization, report.year) == (MEANT, 2022)


def test_the_words_that_name_the_body_are_lit_until_a_cell_is_current(doubted: Window) -> None:
    assert quoted(doubted) == [Region(anchor="c3")]
    doubted.context.select_cell("t3.new.natural")
    assert quoted(doubted) == []
    assert doubted.context.identity == ""
