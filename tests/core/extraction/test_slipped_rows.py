"""Where no rules part the columns, a figure that may stand in the one beside its own is a doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core.documents.document import Document, Grid, GridCell, Page, Paragraph, Region
from gouji.core.documents.geometry import Box
from gouji.core.extraction.read import read_reports
from gouji.core.extraction.report import Report
from gouji.core.form_files import official_forms


def read(regulations: tuple[str, ...], *, ruled: bool) -> Report:
    """Reads a table 2 that says these figures of regulations."""
    rows = (
        ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        ("规章", *regulations),
        ("行政规范性文件", "1", "2", "3"),
        ("第二十条第（五）项", "", "", ""),
        ("信息内容", "本年处理决定数量", "", ""),
        ("行政许可", "50", "", ""),
        ("第二十条第（六）项", "", "", ""),
        ("信息内容", "本年处理决定数量", "", ""),
        ("行政处罚", "60", "", ""),
        ("行政强制", "70", "", ""),
    )
    cells = tuple(
        GridCell(
            at,
            column,
            text,
            Region(0, Box(90.0 * column, 20.0 * at, 90.0 * column + 90, 20.0 * at + 20)),
        )
        for at, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    table = Grid(cells, len(rows), 4, Region(0, Box(0, 0, 360, 20.0 * len(rows))), ruled=ruled)
    heading = Paragraph("二、主动公开政府信息情况", Region(0, Box(0, 0, 300, 20)))
    document = Document(Path("a.pdf"), "0" * 64, "pdf", (heading, table), (Page(0, 595, 842),))
    (report,) = read_reports(document, official_forms())
    return report


def sure(report: Report, row: str) -> bool:
    cells = (f"t2.{row}.{column}" for column in ("issued", "repealed", "in_force"))
    return all(report.readings[cell].confidence >= 0.9 for cell in cells)


def test_a_figure_beside_a_blank_may_hold_both() -> None:
    """7, 8 and 34 of which two ran together."""
    report = read(("7", "", "834"), ruled=False)
    assert report.readings["t2.regulations.in_force"].confidence < 0.9
    assert sure(report, "normative")


@pytest.mark.parametrize("figures", [("7", "8", "34"), ("", "", "")])
def test_a_row_that_is_full_or_empty_is_sure(figures: tuple[str, ...]) -> None:
    assert sure(read(figures, ruled=False), "regulations")


def test_rules_part_a_blank_from_what_stands_beside_it() -> None:
    assert sure(read(("7", "", "834"), ruled=True), "regulations")
