"""Columns that are placed by their order alone are never certain: no header names them, or headers
name them in another order.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core.doubts import is_doubt
from gouji.core.extraction.report import Report
from gouji.core.pipeline import open_reports
from gouji.core.review.state import CellState
from gouji.core.review.uncertain import uncertain_ranges

from ...drawing import DrawnReport, draw

KINDS = (
    "tabs",
    "pipes",
    "walls of characters",
    "copied",
    "one cell a line",
    "labels outside the pipes",
    "web",
    "web, rows of boxes",
    "word",
    "workbook",
    "pdf, lines",
    "pdf, no lines",
    "pdf without a grid, plain",
    "ofd",
)
PLAIN = {
    "edition": "2021",
    "size": "r2",
    "zero": "0",
    "damage": "",
    "subtotal_column": False,
    "subtotal_rows": "",
    "amount_unit": "",
}


def read(drawn: DrawnReport, folder: Path) -> Report:
    path = folder / drawn.name
    path.write_bytes(drawn.data)
    return open_reports(path).reports[0]


@pytest.mark.parametrize("kind", KINDS)
def test_no_figure_that_its_order_alone_places_is_certain(kind: str, tmp_path: Path) -> None:
    drawn = draw(3, kind, headless=True, swapped_columns=True, shuffled_results=True, **PLAIN)
    readings = read(drawn, tmp_path).readings
    wrong = [
        reading
        for cell, (_, value) in drawn.truth.cells.items()
        if (reading := readings.get(cell)) and reading.figure.value != value
    ]
    assert wrong
    assert all(is_doubt(reading.confidence) for reading in wrong)


@pytest.mark.parametrize(
    "kind",
    [
        *KINDS[:6],
        "tabs, head too long",
        "pipes, empty head row",
        "copied, vertical heads",
        "web, spans lost",
        "pdf without a grid, table 4 by results",
    ],
)
def test_headers_in_another_order_are_followed_or_doubted(kind: str, tmp_path: Path) -> None:
    drawn = draw(11, kind, shuffled_results=True, swapped_columns=True, **PLAIN)
    readings = read(drawn, tmp_path).readings
    for cell, (_, value) in drawn.truth.cells.items():
        reading = readings[cell]
        assert reading.figure.value == value or is_doubt(reading.confidence)


@pytest.mark.parametrize("kind", ["web", "word", "pipes", "pdf, lines"])
def test_columns_without_headers_are_one_doubt_of_their_table(kind: str, tmp_path: Path) -> None:
    drawn = draw(3, kind, headless=True, **PLAIN)
    report = read(drawn, tmp_path)
    of_table = {cell: one for cell, one in report.readings.items() if cell.startswith("t3.")}
    assert {one.doubt for one in of_table.values()} == {"head"}
    cells = {cell: CellState(one, one.figure, one.figure) for cell, one in report.readings.items()}
    ranges = uncertain_ranges(report.form, cells)
    assert [len(one) for one in ranges if one[0].startswith("t3.")] == [len(of_table)]


@pytest.mark.parametrize("kind", ["web", "word", "pipes", "copied", "one cell a line"])
def test_headers_in_the_forms_order_leave_no_doubt(kind: str, tmp_path: Path) -> None:
    report = read(draw(3, kind, **PLAIN), tmp_path)
    assert not any(one.doubt == "head" for one in report.readings.values())
