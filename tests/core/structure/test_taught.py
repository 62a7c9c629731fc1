"""A layout that was placed by hand is known again in reports laid out alike, and only there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from odd_reports import odd_report, taught_of

from gouji.core.documents.producer import producer_of
from gouji.core.errors import NoReportError, PlacementsFileError
from gouji.core.extraction.report import Reading
from gouji.core.extraction.structure.acts import (
    cut_off,
    exchange_names,
    name_line,
)
from gouji.core.extraction.structure.constraints import COLUMN, ROW, Area, Laid
from gouji.core.extraction.structure.table_structure import Structure
from gouji.core.extraction.structure.taught import as_taught, taught_by
from gouji.core.extraction.structure.taught_file import read_taught, write_taught
from gouji.core.extraction.structure.taught_layouts import (
    MOST_KEPT,
    Start,
    TaughtLayout,
    from_text,
    kept_with,
    to_text,
)
from gouji.core.figures import BLANK
from gouji.core.pipeline import open_reports, open_surface

from ...drawing import draw

GRIDLESS = "pdf without a grid, plain"


def structure(folder: Path, layout: str, seed: int, **habits: object) -> Structure:
    drawn = draw(seed, layout, damage="", **habits)
    path = folder / f"{seed} {drawn.name}"
    path.write_bytes(drawn.data)
    report = open_reports(path).reports[0]
    return Structure(open_surface(path, report.form), report.form)


def nothing_read(of: Structure) -> dict[str, Reading]:
    return dict.fromkeys(of.form.cells, Reading(BLANK, None, 0.0, doubt="missing"))


def figures(placed: object) -> list[object]:
    return [reading.figure for reading in placed.readings.values()]  # type: ignore[attr-defined]


def test_what_was_said_of_columns_is_said_of_the_next_report(tmp_path: Path) -> None:
    first = structure(tmp_path, "web", 5)
    placed = first.place("t3")
    one, other, *_ = placed.along(COLUMN)
    said = first.place("t3", exchange_names(placed, one, other))
    taught = taught_by(first, said, "one")
    assert taught is not None
    again = structure(tmp_path, "web", 5)
    found = as_taught(again, "t3", nothing_read(again), [taught])
    assert found is not None
    assert found.layout is taught
    assert found.placed.readings.keys() == said.readings.keys()
    assert figures(found.placed) == figures(said)
    elsewhere = structure(tmp_path, "word", 6)
    assert as_taught(elsewhere, "t3", nothing_read(elsewhere), [taught]) is None


def test_rows_and_areas_are_taught_with_where_the_rows_lie(tmp_path: Path) -> None:
    first = structure(tmp_path, GRIDLESS, 5)
    placed = first.place("t3")
    rows = placed.along(ROW)
    frame = first.surface.sheets[rows[0].sheet].frame
    cut = first.place("t3", cut_off(placed, rows[6], (frame.width, frame.height)))
    said = first.place("t3", name_line(cut, cut.along(ROW)[2], ""))
    taught = taught_by(first, said, "one")
    assert taught is not None
    assert any(isinstance(one, Area) for one in taught.constraints)
    again = structure(tmp_path, GRIDLESS, 5)
    found = as_taught(again, "t3", nothing_read(again), [taught])
    assert found is not None
    assert figures(found.placed) == figures(said)
    # The same columns, with the rows elsewhere: what was said of rows says nothing.
    other = replace(taught, fingerprint=taught.fingerprint[::-1])
    assert as_taught(again, "t3", nothing_read(again), [other]) is None


def test_who_made_a_file_is_a_part_of_its_layout(tmp_path: Path) -> None:
    first = structure(tmp_path, GRIDLESS, 5)
    placed = first.place("t3")
    one, other, *_ = placed.along(COLUMN)
    taught = taught_by(first, first.place("t3", exchange_names(placed, one, other)), "one")
    assert taught is not None
    surface = first.surface
    assert surface.document.producer
    foreign = replace(surface, document=replace(surface.document, producer="another"))
    other_hand = Structure(foreign, first.form)
    assert as_taught(other_hand, "t3", nothing_read(other_hand), [taught]) is None


@pytest.mark.parametrize(
    ("name", "data", "made_by"),
    [
        ("a.html", b'<html><meta name="generator" content="WordPress 6.1.2"><p>', "WordPress"),
        ("a.html", b"<html><body>", ""),
        ("a.pdf", b"%PDF-1.4 broken", ""),
        ("a.docx", b"PK\x03\x04 broken", ""),
        ("a.txt", b"text", ""),
    ],
)
def test_a_producer_is_named_without_its_version(name: str, data: bytes, made_by: str) -> None:
    assert producer_of(Path(name), data) == made_by


def test_a_table_that_nothing_recognises_is_taught_by_its_labels(tmp_path: Path) -> None:
    path, twin = odd_report(tmp_path, 1), odd_report(tmp_path, 2)
    with pytest.raises(NoReportError):
        open_reports(path)
    taught = taught_of(path)
    assert taught.start is not None
    (one,), (other,) = (open_reports(each, layouts=[taught]).reports for each in (path, twin))
    assert one.placements == other.placements == {"t3": "odd 1.txt"}
    assert "t3" not in other.missing_tables
    filled = [cell for cell, figure in one.figures.items() if figure.text]
    assert filled
    assert filled == [cell for cell, figure in other.figures.items() if figure.text]
    assert {one.figures[cell].value for cell in filled} == {100, 0}
    assert {other.figures[cell].value for cell in filled} == {200, 0}
    with pytest.raises(NoReportError):
        open_reports(twin, layouts=[replace(taught, start=Start("栏目丙", taught.start.x))])


def test_nobody_has_looked_at_what_is_placed_on_request(tmp_path: Path) -> None:
    """What is not proven is in doubt, and nothing is more certain than it was read."""
    drawn = draw(5, GRIDLESS, damage="")
    path = tmp_path / drawn.name
    path.write_bytes(drawn.data)
    report = open_reports(path).reports[0]
    first = Structure(open_surface(path, report.form), report.form)
    placed = first.place("t3")
    one, other, *_ = placed.along(COLUMN)
    taught = taught_by(first, first.place("t3", exchange_names(placed, one, other)), "one.pdf")
    assert taught is not None
    (found,) = open_reports(path, layouts=[taught]).reports
    assert found.placements == {"t3": "one.pdf"}
    moved = [
        cell
        for cell, reading in found.readings.items()
        if reading.figure != report.readings[cell].figure
    ]
    assert moved
    assert all(found.readings[cell].doubt for cell in moved)  # the heads say otherwise
    assert open_reports(path, layouts=[replace(taught, table="t2")]).reports[0].placements == {}


@pytest.mark.parametrize("text", ["", "{", "3", "[3]", '[{"table": "t3"}]', "[" * 50_000])
def test_what_the_settings_hold_that_is_no_layout_is_left_out(text: str) -> None:
    assert from_text(text) == ()


def test_layouts_are_kept_once_each_and_the_oldest_go() -> None:
    known: tuple[TaughtLayout, ...] = ()
    for number in range(MOST_KEPT + 5):
        known = kept_with(known, TaughtLayout(str(number), "t3", (Laid("rows"),), "one"))
    start = Start("栏目", 3.0)
    known = kept_with(known, TaughtLayout("9", "t3", (Laid("list"),), "two", start))
    assert len(known) == MOST_KEPT
    assert known[-1].name == "two"
    assert [one.fingerprint for one in known].count("9") == 1
    assert from_text(to_text(known)) == known


def test_layouts_travel_in_a_file_and_what_is_none_is_named(tmp_path: Path) -> None:
    layouts = (TaughtLayout("1", "t3", (Laid("rows"),), "one"),)
    path = tmp_path / "all.gouji-placements"
    write_taught(path, layouts)
    assert read_taught(path) == layouts
    record = json.loads(path.read_text("utf-8"))
    record["layouts"] += [{"table": 3}, record["layouts"][0], "x"]
    path.write_text(json.dumps(record), "utf-8")
    with pytest.raises(PlacementsFileError, match="第 2、4 个版面有误"):
        read_taught(path)
    record["schema"] = 99
    path.write_text(json.dumps(record), "utf-8")
    with pytest.raises(PlacementsFileError, match="更新的版本"):
        read_taught(path)
    for data in (b"", b"[]", b"\xff", b"{}", b"[" * 60_000):
        path.write_bytes(data)
        with pytest.raises(PlacementsFileError, match="不是版面文件"):
            read_taught(path)
    with pytest.raises(PlacementsFileError, match="读不了"):
        read_taught(tmp_path / "nowhere")
