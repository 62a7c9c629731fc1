"""Columns that the source itself tells are read whole, and doubted no more than they have to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core.doubts import is_doubt
from gouji.core.extraction.report import Report
from gouji.core.pipeline import open_reports

from ...drawing import draw
from ...drawing.report import Truth


def read(kind: str, seed: int, folder: Path) -> tuple[Report, Truth]:
    drawn = draw(seed, kind)
    path = folder / drawn.name
    path.write_bytes(drawn.data)
    return open_reports(path).reports[0], drawn.truth


@pytest.mark.parametrize(
    ("kind", "seed", "most"),
    [
        ("tabs, results rows", 72001, 0),  # a total that does not add up, in full rows of fields
        ("tabs, head too long", 72001, 0),
        ("workbook, results rows", 72001, 0),  # tables below each other on one sheet
        ("workbook, years side by side", 72001, 3),  # table 4 beside years that are left out
        ("web, results in another order", 72001, 1),
        ("word, results in another order", 72001, 1),
        ("copied, rows out of order", 72001, 2),
        ("pdf of another hand, shaded rows", 72001, 0),  # counts that look like years
    ],
)
def test_every_figure_is_read_and_few_are_asked_about(
    kind: str, seed: int, most: int, tmp_path: Path
) -> None:
    report, truth = read(kind, seed, tmp_path)
    wrong = [
        cell
        for cell, (text, value) in truth.cells.items()
        if (report.readings[cell].figure.value, bool(report.readings[cell].figure.text))
        != (value, bool(text))
    ]
    assert wrong == []
    assert sum(is_doubt(one.confidence) for one in report.readings.values()) <= most


def test_rows_that_only_one_edition_has_and_nobody_printed_choose_no_edition(
    tmp_path: Path,
) -> None:
    report, truth = read("pdf of another hand, rows of nothing left out", 72101, tmp_path)
    assert set(report.readings) == set(truth.cells)
