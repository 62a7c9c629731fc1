"""Every figure of drawn reports is read as it was drawn, or said to be uncertain."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core.extraction.report import Reading, Report
from gouji.core.figures import State
from gouji.core.pipeline import open_reports

from ...drawing import LAYOUTS, DrawnReport, Truth, draw

SEEDS = range(2)
KINDS = ("copied", "pdf, lines", "pipes", "tabs", "web", "word", "workbook")
SURE = 0.9
PLAIN = [name for name, kind in LAYOUTS.items() if kind.legible]
"""Layouts whose figures are text that is seen."""


def read(drawn: DrawnReport, folder: Path) -> tuple[Report, ...]:
    path = folder / drawn.name
    path.write_bytes(drawn.data)
    return open_reports(path).reports


def said(reading: Reading) -> tuple[object, State]:
    return reading.figure.value, reading.figure.state


def drawn_as(truth: Truth, cell: str) -> tuple[object, State]:
    text, value = truth.cells[cell]
    if value is not None:
        return value, State.NUMBER
    return None, State.MARK if text else State.BLANK


def wrong(report: Report, truth: Truth, least: float) -> dict[str, str]:
    """The cells that are not read as drawn, of those at least so sure."""
    return {
        cell: f"{text!r} read as {reading.figure.text!r}, {reading.confidence}"
        for cell, (text, _) in truth.cells.items()
        if (reading := report.readings[cell]).confidence >= least
        and said(reading) != drawn_as(truth, cell)
    }


ALONE = [name for name, kind in LAYOUTS.items() if True not in kind.options.get("spread", ())]
"""Layouts that print one report, and not the halves of two beside each other."""


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("layout", ALONE)
def test_a_figure_is_read_as_it_is_drawn(layout: str, seed: int, tmp_path: Path) -> None:
    drawn = draw(seed, layout)
    report, *others = read(drawn, tmp_path)
    assert not others
    assert report.readings.keys() == drawn.truth.form.cells.keys()
    assert not wrong(report, drawn.truth, 0.0 if drawn.certain else SURE)
    if drawn.divided:
        assert not report.missing_tables
    assert (report.organization, report.year) == (drawn.truth.organization, drawn.truth.year)


@pytest.mark.parametrize("zero", ["", "/"])
@pytest.mark.parametrize("layout", PLAIN)
def test_a_blank_a_mark_and_a_zero_are_told_apart(layout: str, zero: str, tmp_path: Path) -> None:
    drawn = draw(11, layout, zero=zero, some_zeros=True, size="r2", damage="")
    (report,) = read(drawn, tmp_path)
    assert not wrong(report, drawn.truth, 0.0 if drawn.certain else SURE)


@pytest.mark.parametrize("habit", ["swapped_rows", "swapped_columns", "subtotal_column"])
@pytest.mark.parametrize("layout", KINDS)
def test_the_labels_say_where_a_figure_belongs(layout: str, habit: str, tmp_path: Path) -> None:
    drawn = draw(5, layout, zero="0", separator="", **{habit: True})
    (report,) = read(drawn, tmp_path)
    assert not wrong(report, drawn.truth, 0.0)


@pytest.mark.parametrize("table", ["t2", "t3", "t4"])
@pytest.mark.parametrize("layout", KINDS)
def test_a_missing_table_is_reported(layout: str, table: str, tmp_path: Path) -> None:
    drawn = draw(2, layout, missing=table, edition="2021", zero="0", separator="")
    (report,) = read(drawn, tmp_path)
    assert report.missing_tables == (table,)
    assert not wrong(report, drawn.truth, 0.0)


@pytest.mark.parametrize("copies", ["appendix", "second"])
@pytest.mark.parametrize("layout", KINDS)
def test_two_reports_in_a_file_are_two(layout: str, copies: str, tmp_path: Path) -> None:
    drawn = draw(3, layout, copies=copies, zero="0", separator="", damage="")
    reports = read(drawn, tmp_path)
    assert len(reports) == len(drawn.reports) == 2
    for report, truth in zip(reports, drawn.reports, strict=True):
        assert not wrong(report, truth, 0.0)
    if copies == "second":
        bodies = [(report.organization, report.year) for report in reports]
        assert bodies == [(truth.organization, truth.year) for truth in drawn.reports]


@pytest.mark.parametrize("seed", [302, 311, 319])
def test_a_row_after_the_break_of_a_page_keeps_its_figures(seed: int, tmp_path: Path) -> None:
    drawn = draw(seed, "copied, rows out of order")
    (report,) = read(drawn, tmp_path)
    assert not wrong(report, drawn.truth, 0.0)


@pytest.mark.parametrize("seed", [303, 304])
def test_figures_that_close_up_are_mostly_placed_and_never_for_sure_wrongly(
    seed: int, tmp_path: Path
) -> None:
    drawn = draw(seed, "copied")
    (report,) = read(drawn, tmp_path)
    assert not wrong(report, drawn.truth, SURE)
    assert len(wrong(report, drawn.truth, 0.0)) < 0.2 * len(drawn.truth.cells)


def test_the_same_seed_draws_the_same_report() -> None:
    assert draw(7, "web").data == draw(7, "web").data


@pytest.mark.parametrize(
    ("layout", "seed", "habits"),
    [
        ("pdf, no lines", 10, {"swapped_columns": True, "zero": "0"}),
        ("pdf, no lines", 9, {"subtotal_column": True, "zero": ""}),
        ("pdf, three lines, figures at the right", 7, {"subtotal_column": True, "zero": ""}),
    ],
)
def test_figures_under_headers_that_run_together_are_never_for_sure_wrong(
    layout: str, seed: int, habits: dict[str, object], tmp_path: Path
) -> None:
    drawn = draw(seed, layout, **habits)
    (report,) = read(drawn, tmp_path)
    assert not wrong(report, drawn.truth, SURE)


@pytest.mark.parametrize("copies", ["blank", "blank last"])
@pytest.mark.parametrize("layout", KINDS)
def test_a_blank_form_in_the_file_is_not_taken_for_the_report(
    layout: str, copies: str, tmp_path: Path
) -> None:
    drawn = draw(4, layout, copies=copies, zero="0", separator="", damage="")
    (report,) = read(drawn, tmp_path)
    assert report.blank_forms == 1
    assert not wrong(report, drawn.truth, 0.0)
    assert (report.organization, report.year) == (drawn.truth.organization, drawn.truth.year)
