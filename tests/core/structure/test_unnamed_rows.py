"""Rows whose labels say nothing are told by their order, their number and what adds up."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core.extraction.missing_edition import edition_by_rows
from gouji.core.extraction.structure.acts import Constraints, mark_area
from gouji.core.extraction.structure.readings_to_take import readings_to_take
from gouji.core.extraction.structure.table_structure import Structure
from gouji.core.form_files import official_forms
from gouji.core.pipeline import open_reports, open_surface

from ...drawing.hard import draw_hard
from ...judging.acts import wrong
from ...judging.documents import known_of


def whole_pages(structure: Structure, sheets: int) -> Constraints:
    said: Constraints = ()
    for sheet in range(sheets):
        frame = structure.surface.sheets[sheet].frame
        box = (0.0, 0.0, frame.width, frame.height)
        said = mark_area(said, sheet, box, goes_on=sheet > 0)
    return said


@pytest.mark.parametrize(
    ("layout", "way", "sheets"),
    [
        pytest.param("workbook", "without labels", 1, id="beside other tables"),
        pytest.param("pdf, lines", "labels by other names", 2, id="sums of groups, two pages"),
    ],
)
def test_pages_that_are_marked_are_enough(
    tmp_path: Path, layout: str, way: str, sheets: int
) -> None:
    drawn = draw_hard(1, layout, way)
    path = tmp_path / drawn.name
    path.write_bytes(drawn.data)
    (truth,) = known_of(drawn, layout, way).reports
    report = open_reports(path).reports[0]
    assert len(wrong(report.readings, truth)) > 100
    structure = Structure(open_surface(path, report.form), report.form)
    placed = structure.place("t3", whole_pages(structure, sheets))
    document = structure.surface.document
    taken = readings_to_take(placed, report.readings, report.form, document)
    assert wrong({**report.readings, **taken}, truth) == []


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("way", ["labels by other names", "without labels"])
def test_a_table_that_is_not_recognised_is_of_the_edition_that_has_its_rows(
    tmp_path: Path, edition: str, way: str
) -> None:
    seed = next(seed for seed in range(1, 9) if edition_of(seed, way) == edition)
    drawn = draw_hard(seed, "tabs", way)
    path = tmp_path / drawn.name
    path.write_bytes(drawn.data)
    report = open_reports(path).reports[0]
    assert "t3" in report.missing_tables
    assert report.form.table("t3").edition == edition


def edition_of(seed: int, way: str) -> str:
    """Returns the edition of the third table that is drawn."""
    (truth,) = known_of(draw_hard(seed, "tabs", way), "", "").reports
    return next(
        form.edition
        for form in official_forms()
        if {cell for cell in truth if cell[:2] == "t3"}
        == {cell.id for cell in form.table("t3").cells()}
    )


def test_lines_of_another_number_tell_no_edition() -> None:
    editions = [form.table("t3") for form in official_forms()]
    assert edition_by_rows(editions, []) is None
