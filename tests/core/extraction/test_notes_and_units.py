"""Notes stand beside a figure and change nothing of it; a unit is converted once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gouji.core.extraction.report import Reading
from gouji.core.figures import Number, State, parse_figure
from gouji.core.form_files import official_forms
from gouji.core.pipeline import open_reports

FORM = next(form for form in official_forms() if form.edition == "2021")
COUNT = FORM.cells["t3.new.total"].domain
AMOUNT = FORM.cells["t2.fees.amount"].domain


@pytest.mark.parametrize(
    ("text", "value", "notes"),
    [
        ("16①", 16, ("①",)),
        ("16*", 16, ("*",)),
        ("＊16", 16, ("*",)),
        ("16 [1]", 16, ("[1]",)),
        ("［2］16", 16, ("[2]",)),
        ("16（1）", 16, ("(1)",)),
        ("16¹", 16, ("¹",)),
        ("²1,234", 1234, ("²",)),
        ("16注1", 16, ("注1",)),
        ("16件①②", 16, ("①②",)),
        ("①16※", 16, ("①", "※")),
    ],
)
def test_the_sign_of_a_note_is_kept_apart(text: str, value: Number, notes: tuple[str, ...]) -> None:
    figure = parse_figure(text, COUNT)
    assert (figure.value, figure.notes, figure.text) == (value, notes, text)


@pytest.mark.parametrize("text", ["(1)", "①", "[1]", "*", "1(2)3", "16(2022)", "注1"])
def test_a_note_alone_is_no_figure(text: str) -> None:
    assert parse_figure(text, COUNT).state is State.UNREADABLE


def test_a_mark_may_have_a_note() -> None:
    assert parse_figure("/①", COUNT).state is State.MARK


def report_of(folder: Path, head: str, figure: str, caption: str = "", label: str = "") -> Reading:
    name = label or "行政事业性收费"
    page = (
        f"<h1>甲县2022年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>{caption}<table>"
        "<tr><td colspan=4>第二十条第（一）项<tr><td>信息内容<td>本年制发件数"
        "<td>本年废止件数<td>现行有效件数"
        "<tr><td>规章<td>1<td>2<td>3<tr><td>行政规范性文件<td>1<td>2<td>3"
        "<tr><td colspan=4>第二十条第（五）项<tr><td>信息内容<td colspan=3>本年处理决定数量"
        "<tr><td>行政许可<td colspan=3>4<tr><td colspan=4>第二十条第（六）项"
        "<tr><td>信息内容<td colspan=3>本年处理决定数量<tr><td>行政处罚<td colspan=3>5"
        "<tr><td>行政强制<td colspan=3>6<tr><td colspan=4>第二十条第（八）项"
        f"<tr><td>信息内容<td colspan=3>{head}<tr><td>{name}<td colspan=3>{figure}</table>"
    )
    path = folder / "report.html"
    path.write_text(page, encoding="utf-8")
    (report,) = open_reports(path).reports
    return report.readings["t2.fees.amount"]


@pytest.mark.parametrize(
    ("head", "figure", "caption", "label", "value"),
    [
        ("本年收费金额（单位：万元）", "31966.9", "", "", Decimal("31966.9")),
        ("本年收费金额（单位：元）", "319669000", "", "", Decimal("31966.9")),
        ("本年收费金额（元）", "319,669,000", "", "", Decimal("31966.9")),
        ("本年收费金额", "319669000", "<p>单位：元</p>", "", Decimal("31966.9")),
        ("本年收费金额", "319669000", "", "行政事业性收费（元）", Decimal("31966.9")),
        ("本年收费金额（单位：元）", "31966.9万元", "", "", Decimal("31966.9")),
        ("本年收费金额（单位：万元）", "319669000元", "", "", Decimal("31966.9")),
        ("本年收费金额（单位：万元）", "31966.9", "<p>单位：元</p>", "", Decimal("31966.9")),
        ("本年收费金额（单位：亿元）", "3.19669", "", "", Decimal("31966.9")),
        ("本年收费金额", "31966.9", "", "", Decimal("31966.9")),
    ],
)
def test_an_amount_is_in_the_unit_that_the_table_states(
    tmp_path: Path, head: str, figure: str, caption: str, label: str, value: Decimal
) -> None:
    reading = report_of(tmp_path, head, figure, caption, label)
    assert reading.figure.value == value
    assert reading.figure.text == figure
    converted = figure.replace(",", "") in ("319669000", "3.19669")
    assert (reading.doubt == "unit") == converted
