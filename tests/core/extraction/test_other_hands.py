"""Tables as other authors set them are read whole, and what is uncertain is asked about once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gouji.core.doubts import is_doubt
from gouji.core.extraction.labels import widest_domain
from gouji.core.extraction.registration.left_out import rows_left_out
from gouji.core.extraction.registration.register import Registered, Registrar
from gouji.core.extraction.report import Report
from gouji.core.figures import State
from gouji.core.form_files import official_forms
from gouji.core.pipeline import open_evident, open_reports

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


def test_a_figure_that_cannot_be_read_speaks_for_no_row_that_is_left_out(tmp_path: Path) -> None:
    drawn = draw(1000, f"{HAND}, light print on dark rows", damage="", zero="0")
    path = tmp_path / drawn.name
    path.write_bytes(drawn.data)
    found = next(iter(_registered(path)))
    (block,) = found.plan.blocks
    bands = tuple(band for band in found.bands if band.row != 0)
    cells = {
        cell: replace(held, words=tuple(replace(word, text="约") for word in held.words))
        for cell, held in found.cells.items()
        if cell not in block.cells[0]
    }
    assert rows_left_out(replace(found, bands=bands, cells=cells), {}) == {}


def _registered(path: Path) -> list[Registered]:
    forms = official_forms()
    evidence = open_evident(path).document.evidence
    return [
        one
        for name, one in Registrar(evidence, widest_domain(forms)).tables(forms).items()
        if name == "t3"
    ]
