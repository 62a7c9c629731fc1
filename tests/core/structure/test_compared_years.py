"""Two years side by side are parted: what is said of one column of a year is said of its year."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core.doubts import is_doubt
from gouji.core.errors import StructureRefusedError
from gouji.core.extraction import read
from gouji.core.extraction.structure.acts import mark_area
from gouji.core.extraction.structure.constraints import COLUMN, Named
from gouji.core.extraction.structure.readings_to_take import readings_to_take
from gouji.core.extraction.structure.table_structure import Structure
from gouji.core.pipeline import open_reports, open_surface

from ...drawing import draw


@pytest.mark.parametrize("layout", ["web", "word"])
def test_one_name_leaves_the_year_before_out(
    tmp_path: Path, layout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "_year_of", lambda _: "")  # else it is read without being asked
    drawn = draw(5, layout, damage="", years=True)
    path = tmp_path / drawn.name
    path.write_bytes(drawn.data)
    report = open_reports(path).reports[0]
    assert {one.doubt for c, one in report.readings.items() if c[:2] == "t3"} == {"compared"}
    structure = Structure(open_surface(path, report.form), report.form)
    sheet = structure.place("t3").areas[0].sheet
    before = drawn.truth.year - 1
    first = next(word for word in structure.words[sheet] if f"自然人{before}" in word.text)
    said = (Named(COLUMN, sheet, first.x, ""),)
    placed = structure.place("t3", said)
    document = structure.surface.document
    taken = readings_to_take(placed, report.readings, report.form, document)
    readings = {**report.readings, **taken}
    columns = ("natural", "business", "research", "nonprofit", "legal", "other")
    right = {
        cell: text
        for cell, (text, _) in drawn.truth.cells.items()
        if cell.startswith("t3.") and cell.endswith(columns)
    }
    assert {cell: readings[cell].figure.text for cell in right} == right
    assert not any(is_doubt(readings[cell].confidence) for cell in right)
    # To take the placement as it is shown does not say which year it is.
    shown = readings_to_take(structure.place("t3"), report.readings, report.form, document)
    same = [cell for cell in right if cell not in shown]
    assert all(report.readings[cell].doubt == "compared" for cell in same)


def test_a_page_and_one_name_leave_the_year_before_out_of_a_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "_year_of", lambda _: "")
    drawn = draw(5, "workbook", damage="", years=True)
    path = tmp_path / drawn.name
    path.write_bytes(drawn.data)
    report = open_reports(path).reports[0]
    structure = Structure(open_surface(path, report.form), report.form)
    with pytest.raises(StructureRefusedError):
        structure.place("t3")
    frame = structure.surface.sheets[0].frame
    page = mark_area((), 0, (0.0, 0.0, frame.width, frame.height))
    before = drawn.truth.year - 1
    first = next(word for word in structure.words[0] if f"自然人{before}" in word.text)
    placed = structure.place("t3", (*page, Named(COLUMN, 0, first.x, "")))
    document = structure.surface.document
    taken = readings_to_take(placed, report.readings, report.form, document)
    readings = {**report.readings, **taken}
    right = {c: text for c, (text, _) in drawn.truth.cells.items() if c.startswith("t3.")}
    assert sum(report.readings[cell].figure.text != right[cell] for cell in right) > 100
    assert {cell: readings[cell].figure.text for cell in right} == right
    assert not any(is_doubt(readings[cell].confidence) for cell in right)
