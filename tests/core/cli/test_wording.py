"""What the terminal says of a report names every doubt with what is printed there."""

from __future__ import annotations

from dataclasses import replace

from gouji.core.cli.given_files import Checked
from gouji.core.cli.terminal_wording import report_lines
from gouji.core.finding import ERROR, Finding
from gouji.core.suggestion import MISREADING, Suggestion

from ...data.sample_reports import WEB_PAGE
from ..export.hand_made import doubtful, report_of


def test_a_doubtful_blank_is_called_blank() -> None:
    report = report_of(WEB_PAGE, texts={"t4.review.total": ""})
    checked = Checked(doubtful(report, "t4.review.total", "picture", 0.2), (), ())

    assert "  ? 由图像识别：行政复议·总计 空白（第 3 页）" in report_lines(checked, (), "zh")
    assert any(line.endswith(" blank (page 3)") for line in report_lines(checked, (), "en"))


def test_errors_that_no_few_figures_mend_say_where_to_look() -> None:
    report = report_of(WEB_PAGE)
    finding = Finding("t3.balance.natural", ERROR, ("t3.new.natural",), "错", "wrong", 1, 2, (1,))
    many = tuple(replace(finding, rule=f"t3.balance.{number}") for number in range(3))
    said = "没有几个数的更正能消除这些错误"
    assert any(said in line for line in report_lines(Checked(report, many, ()), (), "zh"))
    assert any("F4" in line for line in report_lines(Checked(report, many, ()), (), "en"))
    assert not any(said in line for line in report_lines(Checked(report, many[:2], ()), (), "zh"))
    one = Suggestion((), (), 1.0, MISREADING, tied=False, zh="改", en="change")
    assert not any(said in line for line in report_lines(Checked(report, many, (one,)), (), "zh"))
