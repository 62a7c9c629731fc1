"""What people write into a cell beside digits is kept as its text, in whatever kind of file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from gouji.core.extraction.report import Report
from gouji.core.figures import State
from gouji.core.pipeline import open_reports

from ...drawing.habits import draw_habits
from ...drawing.layouts import LAYOUTS
from ...drawing.report import FormTable, plan

CELLS = ("t2.normative.issued", "t3.granted.business", "t4.review.other")
KINDS = ("one cell a line", "pdf, lines", "pipes", "tabs", "web", "word", "workbook")


def report_with(text: str, layout: str, folder: Path) -> Report:
    """Returns a report in which some cells hold a text."""
    kind, random = LAYOUTS[layout], Random(text)
    plain = {"edition": "2021", "zero": "0", "damage": "", "separator": "", "swapped_rows": False}
    parts, _ = plan(draw_habits(random, {**kind.habits, **plain}), random)
    changed = [
        replace(part, texts=dict(part.texts) | {cell: text for cell in CELLS if cell in part.texts})
        if isinstance(part, FormTable)
        else part
        for part in parts
    ]
    path = folder / f"report{kind.suffix}"
    path.write_bytes(kind.drawer(changed, kind.draw_style(random), random))
    return open_reports(path).reports[0]


@pytest.mark.parametrize("text", ["约2917", "见附件", "2917余"])
@pytest.mark.parametrize("layout", KINDS)
def test_a_text_without_one_meaning_is_unreadable_and_shown(
    layout: str, text: str, tmp_path: Path
) -> None:
    report = report_with(text, layout, tmp_path)
    for cell in CELLS:
        figure = report.readings[cell].figure
        assert (figure.text, figure.state) == (text, State.UNREADABLE)


@pytest.mark.parametrize(("text", "value"), [("九十二", 92), ("2917（含转来12件）", 2917)])
@pytest.mark.parametrize("layout", KINDS)
def test_a_text_with_one_meaning_is_read_and_shown(
    layout: str, text: str, value: int, tmp_path: Path
) -> None:
    report = report_with(text, layout, tmp_path)
    for cell in CELLS:
        figure = report.readings[cell].figure
        assert (figure.text.replace("\n", ""), figure.value) == (text, value)


QUICK = ("one cell a line", "pipes")
UNREADABLE = (
    "2917多", "2917+", "近2917", "约 30 件", "▲12", "△12", "(12)", "（12）", "减12", "增35", "持平",
    "无变化", "详见附件2", "未统计", "待核实", "若干", "十余件", "12/15", "数十件",
)  # fmt: skip


@pytest.mark.parametrize("text", UNREADABLE)
@pytest.mark.parametrize("layout", QUICK)
def test_no_text_is_lost_or_read_as_another_figure(layout: str, text: str, tmp_path: Path) -> None:
    report = report_with(text, layout, tmp_path)
    for cell in CELLS:
        figure = report.readings[cell].figure
        assert (figure.text, figure.state) == (text, State.UNREADABLE)
        assert report.readings[cell].confidence < 0.9


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.917万", 29170), ("2917(转来12件)", 2917), ("零", 0), ("贰拾", 20), ("叁佰零伍", 305),
        ("两千九百一十七", 2917), ("2917件", 2917), ("1，234", 1234),
        ("不涉及", None), ("暂无", None), ("不适用", None), ("无", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("layout", QUICK)
def test_a_number_or_nothing_in_words_is_read(
    layout: str, text: str, value: int | None, tmp_path: Path
) -> None:
    report = report_with(text, layout, tmp_path)
    for cell in CELLS:
        figure = report.readings[cell].figure
        assert (figure.text, figure.value) == (text, value)
        assert figure.state is (State.MARK if value is None else State.NUMBER)
