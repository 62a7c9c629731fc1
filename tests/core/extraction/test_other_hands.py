"""Tables as other authors set them are read whole, and what is uncertain is asked about once."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core.doubts import is_doubt
from gouji.core.extraction.report import Report
from gouji.core.figures import State
from gouji.core.pipeline import open_reports

from ...drawing import Truth, draw

HAND = "pdf of another hand"
OPEN = "pdf without a grid"


def read(layout: str, seed: int, folder: Path) -> tuple[Report, Truth]:
    drawn = draw(seed, layout)
    path = folder / drawn.name
    path.write_bytes(drawn.data)
    (report,) = open_reports(path).reports
    return report, drawn.truth


@pytest.mark.parametrize(
    ("layout", "seed", "most"),
    [
        (f"{HAND}, names before figures", 1000, 0),
        (f"{HAND}, labels above their figures", 740000, 0),
        (f"{HAND}, columns of table 3 in another order", 740000, 0),
        (f"{HAND}, columns of shares", 760001, 0),
        (f"{HAND}, rows of nothing left out", 760000, 1),
        (f"{OPEN}, slanted", 1000, 2),
        (f"{OPEN}, two pages on a sheet", 760000, 4),
        ("tabs, some lost", 750000, 0),
        ("copied, rows out of order", 750001, 2),
        ("pipes", 750002, 3),
    ],
)
def test_such_a_table_is_read_whole_and_hardly_a_cell_is_asked_about(
    layout: str, seed: int, most: int, tmp_path: Path
) -> None:
    report, truth = read(layout, seed, tmp_path)
    assert {cell: report.readings[cell].figure.value for cell in truth.cells} == {
        cell: value for cell, (_, value) in truth.cells.items()
    }
    assert sum(is_doubt(one.confidence) for one in report.readings.values()) <= most


def test_rows_that_are_left_out_are_doubted_where_sums_need_them(tmp_path: Path) -> None:
    report, _ = read(f"{HAND}, rows of nothing left out", 740000, tmp_path)
    missing = [one for one in report.readings.values() if one.doubt == "missing"]
    assert missing
    assert all(is_doubt(one.confidence) for one in missing)


def test_each_named_figure_is_shown_where_it_stands(tmp_path: Path) -> None:
    report, _ = read(f"{HAND}, names before figures", 1000, tmp_path)
    table = {cell: one for cell, one in report.readings.items() if cell.startswith("t3.")}
    assert len({one.region for one in table.values()}) == len(table)
    numbers = [one for one in table.values() if one.figure.state is State.NUMBER]
    assert numbers
    assert all(one.region and one.region.box and one.region.box.width < 60 for one in numbers)
