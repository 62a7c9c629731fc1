"""A table is placed anew under what a person says of it; the registration solves the rest."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from gouji.core.documents.evidence import Glyph
from gouji.core.errors import StructureRefusedError
from gouji.core.extraction.report import Reading, Report
from gouji.core.extraction.structure.acts import (
    add_boundary,
    exchange_names,
    lay_out,
    mark_area,
    mark_no_table,
    move_boundary,
    name_line,
    remove_boundary,
    shift_names,
)
from gouji.core.extraction.structure.constraints import (
    COLUMN,
    ROW,
    Boundary,
    Laid,
    Named,
    from_records,
    to_records,
)
from gouji.core.extraction.structure.placement import PlacedLine, PlacedTable
from gouji.core.extraction.structure.readings_to_take import readings_to_take
from gouji.core.extraction.structure.surface import Surface
from gouji.core.extraction.structure.table_structure import Structure
from gouji.core.pipeline import open_reports, open_surface

from ...drawing import draw

KINDS = {
    "pdf": "pdf without a grid, plain",
    "ruled pdf": "pdf, lines",
    "web": "web",
    "word": "word",
    "workbook": "workbook",
    "text": "pipes",
}


@cache
def opened(layout: str, folder: Path) -> tuple[Report, Surface]:
    drawn = draw(5, layout, damage="")
    path = folder / drawn.name
    path.write_bytes(drawn.data)
    report = open_reports(path).reports[0]
    return report, open_surface(path, report.form)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drawn")


def texts(readings: Mapping[str, Reading]) -> dict[str, str]:
    return {cell: "".join(reading.figure.text.split()) for cell, reading in readings.items()}


def table_texts(report: Report, table: str) -> dict[str, str]:
    return {c: t for c, t in texts(report.readings).items() if c.startswith(f"{table}.")}


def line_of(placed: PlacedTable, axis: str, cell: str) -> PlacedLine:
    return next(line for line in placed.along(axis) if cell in line.cells)


def spoilt(surface: Surface, change: Callable[[Glyph], Glyph | None]) -> Surface:
    """Returns a surface with characters changed, or taken away."""
    sheets = []
    for sheet in surface.sheets:
        glyphs = (change(glyph) for glyph in sheet.glyphs)
        sheets.append(replace(sheet, glyphs=tuple(one for one in glyphs if one is not None)))
    return replace(surface, sheets=tuple(sheets))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_source_is_placed_as_it_was_read(folder: Path, kind: str) -> None:
    report, surface = opened(KINDS[kind], folder)
    structure = Structure(surface, report.form)
    for table in report.form.tables:
        placed = structure.place(table.id)
        assert texts(placed.readings) == table_texts(report, table.id)
        names = {line.name for line in placed.along(COLUMN)}
        assert len(names) >= len(table.blocks[-1].columns)
        assert placed.areas
        for line in placed.lines:
            assert surface.regions(line.sheet, line.box)


@pytest.mark.parametrize("kind", KINDS)
def test_names_that_move_by_one_take_the_figures_with_them(folder: Path, kind: str) -> None:
    report, surface = opened(KINDS[kind], folder)
    structure = Structure(surface, report.form)
    placed = structure.place("t3")
    sheet = placed.along(COLUMN)[0].sheet
    wrong = structure.place("t3", shift_names(placed, COLUMN, sheet, 1))
    assert wrong.readings["t3.new.natural"].figure == placed.readings["t3.new.business"].figure
    back = structure.place("t3", shift_names(wrong, COLUMN, sheet, -1))
    assert back.readings["t3.new.business"].figure == placed.readings["t3.new.business"].figure


def test_one_name_puts_right_what_no_head_says(folder: Path) -> None:
    report, surface = opened("pdf without a grid, a column is absent", folder)
    seen = Structure(surface, report.form).place("t3")
    heads = min(line.box.top for line in seen.along(ROW))
    left = min(line.box.x0 for line in seen.along(ROW))
    first = min(line.sheet for line in seen.along(ROW))

    def without_heads(glyph: Glyph) -> Glyph | None:
        return None if glyph.bottom < heads and glyph.x0 > left else glyph

    sheets = list(surface.sheets)
    sheets[first] = spoilt(replace(surface, sheets=(sheets[first],)), without_heads).sheets[0]
    structure = Structure(replace(surface, sheets=tuple(sheets)), report.form)
    wrong = structure.place("t3")
    assert wrong.readings["t3.handled.other"].figure.text  # the column that is not printed
    line = line_of(seen, COLUMN, "t3.handled.legal")
    act = Named(COLUMN, line.sheet, sum(line.span) / 2, "t3.handled.legal")
    right = texts(structure.place("t3", [act]).readings)
    assert "t3.handled.other" not in right
    expected = texts(seen.readings)
    assert {cell: expected[cell] for cell in right} == right
    assert len(right) >= 100


def test_exchanged_names_exchange_figures_and_rows_move_with_theirs(folder: Path) -> None:
    report, surface = opened(KINDS["pdf"], folder)
    structure = Structure(surface, report.form)
    placed = structure.place("t3")
    before = texts(placed.readings)
    one, other = (line_of(placed, COLUMN, f"t3.new.{name}") for name in ("natural", "business"))
    after = texts(structure.place("t3", exchange_names(placed, one, other)).readings)
    assert after["t3.new.natural"] == before["t3.new.business"]
    assert after["t3.new.business"] == before["t3.new.natural"]
    rows = [line_of(placed, ROW, f"t3.{row}.total") for row in ("new", "carried_in")]
    after = texts(structure.place("t3", exchange_names(placed, *rows)).readings)
    assert after["t3.new.total"] == before["t3.carried_in.total"]
    assert after["t3.handled.total"] == before["t3.handled.total"]


def test_rows_whose_labels_cannot_be_read_are_found_by_their_order_in_an_area(
    folder: Path,
) -> None:
    report, surface = opened(KINDS["ruled pdf"], folder)
    placed = Structure(surface, report.form).place("t3")
    rows = placed.along(ROW)
    left = min(line.box.x0 for line in rows)
    bad = spoilt(
        surface,
        lambda one: one._replace(text="囗") if one.x1 < left and ord(one.text[0]) > 255 else one,
    )
    structure = Structure(bad, report.form)
    with pytest.raises(StructureRefusedError, match="没有找到这张表"):
        structure.place("t3")
    constraints: tuple = ()
    for sheet in sorted({line.sheet for line in rows}):
        own = [line.box for line in rows if line.sheet == sheet]
        top, bottom = min(box.top for box in own) - 60, max(box.bottom for box in own)
        box = (0.0, top, 1000.0, bottom)
        constraints = mark_area(constraints, sheet, box, goes_on=bool(constraints))
    found = structure.place("t3", constraints)
    assert texts(found.readings) == table_texts(report, "t3")


def test_a_boundary_that_is_taken_away_joins_and_one_that_is_put_back_parts(folder: Path) -> None:
    report, surface = opened(KINDS["ruled pdf"], folder)
    structure = Structure(surface, report.form)
    placed = structure.place("t3")
    line = line_of(placed, COLUMN, "t3.new.business")
    edge = line.span[0]
    joined = structure.place("t3", remove_boundary(placed, COLUMN, line.sheet, edge))
    here = [one for one in joined.along(COLUMN) if one.sheet == line.sheet]
    assert not any(abs(x - edge) < 1 for one in here for x in one.span)
    words = structure.words[line.sheet]
    back = add_boundary(joined, COLUMN, line.sheet, edge, words)
    assert texts(structure.place("t3", back).readings) == table_texts(report, "t3")
    moved = move_boundary(placed, COLUMN, line.sheet, edge, edge + 1, words)
    found = structure.place("t3", moved)
    assert any(one.span[0] == edge + 1 for one in found.along(COLUMN))
    assert texts(found.readings) == table_texts(report, "t3")


def test_what_cannot_be_is_refused_in_one_sentence(folder: Path) -> None:
    report, surface = opened(KINDS["pdf"], folder)
    structure = Structure(surface, report.form)
    placed = structure.place("t3")
    line = placed.areas[0]
    words = structure.words[line.sheet]
    figure = next(
        word
        for word in words
        if word.is_figure and placed.areas[0].box.contains(word.x, word.y) and len(word.text) == 1
    )
    with pytest.raises(StructureRefusedError, match="穿过数字"):
        add_boundary(placed, COLUMN, line.sheet, figure.x, words)
    with pytest.raises(StructureRefusedError, match="穿过数字"):
        add_boundary(placed, ROW, line.sheet, figure.y, words)
    with pytest.raises(StructureRefusedError, match="没有数字"):
        structure.place("t3", mark_area((), line.sheet, (0.0, 0.0, 2.0, 2.0)))
    marked = mark_area((), line.sheet, (0.0, 0.0, 900.0, 900.0))
    with pytest.raises(StructureRefusedError, match="已经有一个区域"):
        mark_area(marked, line.sheet, (0.0, 0.0, 900.0, 900.0))
    box = (-10.0, -10.0, 5000.0, 5000.0)
    everywhere = tuple(
        one for sheet in range(len(surface.sheets)) for one in mark_no_table((), sheet, box)
    )
    with pytest.raises(StructureRefusedError, match="没有数字"):
        structure.place("t3", everywhere)


def test_table_4_is_laid_out_another_way_on_request(folder: Path) -> None:
    report, surface = opened("pdf without a grid, table 4 by results", folder)
    structure = Structure(surface, report.form)
    placed = structure.place("t4")
    assert placed.plan == "line by result"
    shown = structure.place("t4", [Laid("line")])
    assert texts(shown.readings) != table_texts(report, "t4")
    for _ in placed.plans:
        constraints = lay_out(shown)
        try:
            shown = structure.place("t4", constraints)
        except StructureRefusedError:
            shown = replace(shown, plan=constraints[-1].plan)  # type: ignore[union-attr]
        if shown.plan == placed.plan:
            break
    assert texts(shown.readings) == table_texts(report, "t4")


def test_an_act_is_answered_within_a_tenth_of_a_second(folder: Path) -> None:
    report, surface = opened(KINDS["pdf"], folder)
    structure = Structure(surface, report.form)
    placed = structure.place("t3")
    line = line_of(placed, COLUMN, "t3.new.business")
    structure.place("t3", name_line(placed, line, "t3.new.natural"))
    times = []
    for name in ("natural", "business", "legal"):
        begun = time.process_time()
        found = structure.place("t3", name_line(placed, line, f"t3.new.{name}"))
        readings_to_take(found, report.readings, report.form, surface.document)
        times.append(time.process_time() - begun)
    assert min(times) < 0.1


def test_what_was_doubted_for_its_place_is_settled_and_doubts_of_its_text_stay(
    folder: Path,
) -> None:
    report, surface = opened(KINDS["pdf"], folder)
    placed = Structure(surface, report.form).place("t3")
    cell, other = "t3.handled.total", "t3.new.total"
    current = dict(report.readings)
    current[cell] = replace(current[cell], confidence=0.5, doubt="placement")
    current[other] = replace(current[other], confidence=0.5, doubt="raised")
    taken = readings_to_take(placed, current, report.form, surface.document)
    assert (taken[cell].confidence, taken[cell].doubt) == (1.0, "")
    assert taken.get(other, current[other]).doubt == "raised"
    assert taken.keys() <= {cell, other}


def test_constraints_are_read_back_and_impossible_ones_are_not() -> None:
    constraints = (
        *mark_area((), 1, (1.0, 2.0, 3.0, 4.0)),
        *mark_no_table((), 0, (1.0, 2.0, 3.0, 4.0)),
        Boundary(COLUMN, 0, 12.5, is_there=False),
        Named(ROW, 2, 7.0, "t3.new.natural"),
        Laid("rows"),
    )
    assert from_records(to_records(constraints)) == constraints
    good = to_records(constraints)
    for bad in (
        "x",
        {"is": "area"},
        [*good, 3],
        [{"is": "named"}],
        [{**good[2], "at": float("nan")}],
        [{**good[2], "axis": "diagonal"}],
        [{**good[3], "name": "x" * 1000}],
        [{**good[0], "box": [1, 2, 3]}],
        [{**good[0], "sheet": -1}],
        [{**good[0], "sheet": True}],
        good * 200,
    ):
        with pytest.raises(ValueError, match="constraint"):
            from_records(bad)
