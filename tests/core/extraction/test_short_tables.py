"""Tables of which a few rows alone are printed, and rows whose blank cells were pushed aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core.cli.given_files import Checked
from gouji.core.cli.terminal_wording import report_lines
from gouji.core.doubts import is_doubt
from gouji.core.export.records import report_record
from gouji.core.extraction.report import Report
from gouji.core.pipeline import open_reports

TITLE = "# 青石县教育局2023年政府信息公开工作年度报告\n"
TABLE_3 = """## 三、收到和处理政府信息公开申请情况
| 项目 | | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
|---|---|---|---|---|---|---|---|---|
| 一、本年新收政府信息公开申请数量 | | 3 | 3 |||||||
| 二、上年结转政府信息公开申请数量 | | 1 | 2 | | | | | 3 |
| （一）予以公开 | | 4 | 4 |||||||
| （二）部分公开 | | 0 | 0 | | | | | 0 |
| （七）总计 | | 4 | 2 | | | | | 6 |
| 四、结转下年度继续办理 | | 0 | 0 | | | | | 0 |
"""
TABLE_2 = """二、主动公开政府信息情况
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
|---|---|---|---|
| 规章 | 0 | 0 | 0 |
| 行政规范性文件（机关制定并公布的，在一定期限内反复适用的公文） | 3 | 1 | 9 |
| 其他主动公开文件 | 23 | 0 | 99 |
"""


@pytest.fixture
def read(tmp_path: Path):
    def report(text: str) -> Report:
        path = tmp_path / "report.md"
        path.write_text(TITLE + text, encoding="utf-8")
        return open_reports(path).reports[0]

    return report


def texts(report: Report, row: str, *columns: str) -> list[str]:
    return [report.readings[f"{row}.{column}"].figure.text for column in columns]


def test_a_table_of_a_few_rows_is_read_and_the_others_are_missing(read) -> None:
    report = read(TABLE_3)
    assert texts(report, "t3.carried_in", "natural", "business", "total") == ["1", "2", "3"]
    assert report.readings["t3.rejected_repeat.total"].doubt == "missing"
    assert report.missing_tables == ("t2", "t4")


def test_a_total_whose_blanks_were_pushed_behind_it_is_the_total_and_a_doubt(read) -> None:
    report = read(TABLE_3)
    for row, figure in (("t3.new", "3"), ("t3.granted", "4")):
        assert texts(report, row, "natural", "business", "total") == [figure, "", figure]
        assert report.readings[f"{row}.total"].confidence < 0.9


def test_an_explained_label_is_its_row_and_a_row_that_no_form_has_is_none(read) -> None:
    report = read(TABLE_2)
    assert texts(report, "t2.normative", "issued", "repealed", "in_force") == ["3", "1", "9"]
    assert texts(report, "t2.regulations", "issued", "in_force") == ["0", "0"]
    assert "23" not in {reading.figure.text for reading in report.readings.values()}


@pytest.mark.parametrize("row", ["| 434.99 |", "434.99", "| 25 |", "25"])
def test_the_number_of_a_page_above_a_row_of_one_figure_is_never_surely_its_figure(
    read, row: str
) -> None:
    lines = f"| 信息内容 | 本年收费金额（单位：万元） |\n行政事业性收费\n1\n{row}\n"
    fees = read(TABLE_2 + lines).readings["t2.fees.amount"]
    assert fees.figure.text == row.strip("| ") or is_doubt(fees.confidence)


def test_a_short_table_says_how_much_of_the_form_was_found(read) -> None:
    report = read(TABLE_3)
    assert report_record(report, ())["extent"] == {
        "t2": {"rows": 6, "found": 0},
        "t3": {"rows": 25, "found": 6},
        "t4": {"rows": 3, "found": 0},
    }
    lines = "\n".join(report_lines(Checked(report, (), ()), (), "zh"))
    assert "“收到和处理政府信息公开申请情况”只找到 25 行中的 6 行" in lines
    assert "政府信息公开行政复议、行政诉讼情况”只找到" not in lines  # a missing table is an error


REMARKED = """二、主动公开政府信息情况
信息内容
本年制发件数
本年废止件数
现行有效件数
22
（其中修订16件）
| 规章 | 22 | 2 | 235 |
| 行政规范性文件 | 3 | 1 | 9 |
"""


def test_lines_of_a_remark_before_a_row_do_not_shift_it(read) -> None:
    report = read(REMARKED)
    assert texts(report, "t2.regulations", "issued", "repealed", "in_force") == ["22", "2", "235"]
    assert texts(report, "t2.normative", "issued", "repealed", "in_force") == ["3", "1", "9"]


@pytest.mark.parametrize("between", [" ", "\t", "\n"])
def test_table_4_below_a_head_of_twelve_names_is_read(read, between: str) -> None:
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    direct = ["未经复议直接起诉", "复议后起诉"]
    figures = ["1", "0", "0", "0", "1", *["0"] * 10]
    rows = (["行政复议", "行政诉讼"], [*names, *direct, *names], figures)
    table = "\n".join(between.join(row) for row in rows)
    report = read(f"{TABLE_3}\n四、政府信息公开行政复议、行政诉讼情况\n{table}\n")
    assert texts(report, "t4.review", "upheld", "pending", "total") == ["1", "0", "1"]
    assert texts(report, "t4.after_review", "upheld", "total") == ["0", "0"]
