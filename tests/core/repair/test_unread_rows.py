"""Nothing is suggested over a table of which rows were not read while figures are left over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gouji.core import rules
from gouji.core.cli.given_files import Checked
from gouji.core.cli.terminal_wording import report_lines
from gouji.core.documents.document import Region
from gouji.core.extraction.report import Report, Unplaced
from gouji.core.pipeline import open_reports
from gouji.core.repair import suggest

ROWS = """# 青石县教育局2023年政府信息公开工作年度报告
## 三、收到和处理政府信息公开申请情况
| 项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
|---|---|---|---|---|---|---|---|
| 一、本年新收政府信息公开申请数量 | 9 | 0 | 0 | 0 | 0 | 0 | 9 |
| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| （一）予以公开 | 4 | 0 | 0 | 0 | 0 | 0 | 4 |
| （七）总计 | 8 | 0 | 0 | 0 | 0 | 0 | 8 |
| 四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
"""
LEFT = Unplaced("4", Region(anchor="t1r4c1"), "甲乙丙丁")


def read(folder: Path) -> Report:
    path = folder / "a.md"
    path.write_text(ROWS, encoding="utf-8")
    return open_reports(path).reports[0]


def test_rows_that_were_not_read_leave_no_suggestion(tmp_path: Path) -> None:
    report = replace(read(tmp_path), unplaced=(LEFT,))
    assert "t3.denied_secret.natural" in report.unread_rows["t3"]
    findings = rules.check(report, report.figures)
    assert {"t3.handled.natural"} <= {finding.rule for finding in findings}
    assert suggest(report, report.figures, findings) == ()
    told = "\n".join(report_lines(Checked(report, findings, ()), (), "en"))
    assert "rows of “Requests received and handled” were not read" in told


def test_rows_that_are_not_printed_leave_the_suggestions(tmp_path: Path) -> None:
    report = read(tmp_path)
    assert not report.unread_rows
    assert suggest(report, report.figures, rules.check(report, report.figures))
