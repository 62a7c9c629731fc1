"""A layout that was placed by hand is known again in reports laid out alike, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.core.extraction.structure.acts import exchange_names, mark_area
from gouji.core.extraction.structure.constraints import COLUMN, Laid
from gouji.core.extraction.structure.solving import Structure
from gouji.core.extraction.structure.taught import constraints_of, fingerprint_of, taught_by
from gouji.core.extraction.structure.taught_layouts import (
    MOST_KEPT,
    TaughtLayout,
    from_text,
    kept_with,
    to_text,
)
from gouji.core.pipeline import open_reports, open_surface

from ...drawing import draw


def structure(folder: Path, layout: str, seed: int, **habits: object) -> Structure:
    drawn = draw(seed, layout, damage="", **habits)
    path = folder / f"{seed} {drawn.name}"
    path.write_bytes(drawn.data)
    report = open_reports(path).reports[0]
    return Structure(open_surface(path, report.form), report.form)


def test_what_was_said_of_columns_is_said_of_the_next_report(tmp_path: Path) -> None:
    first = structure(tmp_path, "web", 5)
    placed = first.place("t3")
    one, other, *_ = placed.along(COLUMN)
    said = first.place("t3", exchange_names(placed, one, other))
    taught = taught_by(first, said, "one")
    assert taught is not None
    again = structure(tmp_path, "web", 5)
    assert fingerprint_of(again, "t3") == taught.fingerprint
    found = again.place("t3", constraints_of(taught, again))
    assert found.readings.keys() == said.readings.keys()
    assert [r.figure for r in found.readings.values()] == [r.figure for r in said.readings.values()]
    elsewhere = structure(tmp_path, "word", 6)
    assert fingerprint_of(elsewhere, "t3") != taught.fingerprint


def test_an_area_alone_teaches_nothing(tmp_path: Path) -> None:
    first = structure(tmp_path, "web", 5)
    sheet = first.place("t3").areas[0].sheet
    frame = first.surface.sheets[sheet].frame
    said = first.place("t3", mark_area((), sheet, (0.0, 0.0, frame.width, frame.height)))
    assert taught_by(first, said, "one") is None


@pytest.mark.parametrize("text", ["", "{", "3", "[3]", '[{"table": "t3"}]', "[" * 50_000])
def test_what_the_settings_hold_that_is_no_layout_is_left_out(text: str) -> None:
    assert from_text(text) == ()


def test_layouts_are_kept_once_each_and_the_oldest_go() -> None:
    known: tuple[TaughtLayout, ...] = ()
    for number in range(MOST_KEPT + 5):
        known = kept_with(known, TaughtLayout(str(number), "t3", (Laid("rows"),), "one"))
    known = kept_with(known, TaughtLayout("9", "t3", (Laid("list"),), "two"))
    assert len(known) == MOST_KEPT
    assert known[-1].name == "two"
    assert [one.fingerprint for one in known].count("9") == 1
    assert from_text(to_text(known)) == known
