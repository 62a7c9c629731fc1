"""Where a table is placed wrongly, the suggestion is the other placement, found on the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core import rules
from gouji.core.extraction.structure.acts import shift_names
from gouji.core.extraction.structure.constraints import COLUMN, ROW
from gouji.core.extraction.structure.readings_to_take import readings_to_take
from gouji.core.extraction.structure.table_structure import Structure
from gouji.core.pipeline import open_reports, open_surface
from gouji.core.repair.placements import suggest_placements
from gouji.core.review import Kind, Review
from gouji.core.review.acts.structure_correction import place
from gouji.core.review.acts.suggestion_steps import apply_suggestion, can_be_judged

from ...drawing import draw


@pytest.mark.parametrize("axis", [COLUMN, ROW])
def test_a_placement_that_makes_the_sums_hold_is_suggested_and_taken_as_one(
    tmp_path: Path, axis: str
) -> None:
    drawn = draw(5, "web", damage="")
    path = tmp_path / drawn.name
    path.write_bytes(drawn.data)
    report = open_reports(path).reports[0]
    structure = Structure(open_surface(path, report.form), report.form)
    right = structure.place("t3")
    review = Review(report, reviewer="审核员")
    wrong = structure.place("t3", shift_names(right, axis, right.areas[0].sheet, 1))
    document = structure.surface.document
    slipped = readings_to_take(wrong, report.readings, report.form, document)
    place(review, "t3", {"act": "placed"}, slipped, "one place on")
    current = {cell: state.extracted for cell, state in review.cells.items()}
    before = rules.check(report, review.printed)
    first, *others = suggest_placements(structure, report, current, before)
    assert set(first.clears) <= {one.rule for one in before}
    assert f"{len(first.clears)} 处" in first.zh
    assert f"{len(first.changes)} cells change" in first.en
    assert can_be_judged(review, first)
    assert all(len(first.clears) >= len(one.clears) for one in others)
    apply_suggestion(review, first, why=first.zh)
    assert review.events[-1].kind is Kind.PLACED
    assert review.printed == report.figures
    review.undo()
    assert review.printed != report.figures


def test_nothing_is_suggested_where_the_sums_hold_as_they_are(tmp_path: Path) -> None:
    drawn = draw(5, "web", damage="")
    path = tmp_path / drawn.name
    path.write_bytes(drawn.data)
    report = open_reports(path).reports[0]
    structure = Structure(open_surface(path, report.form), report.form)
    findings = rules.check(report, report.figures)
    assert suggest_placements(structure, report, report.readings, findings) == ()
