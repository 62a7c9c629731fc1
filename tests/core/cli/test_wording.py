"""What the terminal says of a report names every doubt with what is printed there."""

from __future__ import annotations

from gouji.core.cli.given_files import Checked
from gouji.core.cli.terminal_wording import report_lines

from ...data.sample_reports import WEB_PAGE
from ..export.hand_made import doubtful, report_of


def test_a_doubtful_blank_is_called_blank() -> None:
    report = report_of(WEB_PAGE, texts={"t4.review.total": ""})
    checked = Checked(doubtful(report, "t4.review.total", "picture", 0.2), (), ())

    assert "  ? 由图像识别：行政复议·总计 空白（第 3 页）" in report_lines(checked, (), "zh")
    assert any(line.endswith(" blank (page 3)") for line in report_lines(checked, (), "en"))
