"""A part of a page is read as a picture, beside the text of the page, and placed like any other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gouji.core.documents.document import Grid
from gouji.core.documents.geometry import Box
from gouji.core.documents.opening import open_document
from gouji.core.extraction.structure.acts import mark_area
from gouji.core.extraction.structure.solving import Structure
from gouji.core.pipeline import open_reports, open_surface

from ...drawing import draw


def test_what_was_recognised_in_a_frame_is_a_sheet_of_its_own(tmp_path: Path) -> None:
    drawn = draw(5, "pdf, lines", damage="")
    path = tmp_path / drawn.name
    path.write_bytes(drawn.data)
    report = open_reports(path).reports[0]
    surface = open_surface(path, report.form)
    page = report.readings["t4.review.upheld"].region.page  # type: ignore[union-attr]
    document = open_document(path)
    blocks = [one for one in document.blocks if one.region.page == page]
    seen = tuple(
        replace(one, cells=tuple(replace(cell, confidence=0.7) for cell in one.cells))
        if isinstance(one, Grid)
        else one
        for one in blocks
    )
    shown = document.pages[page]
    whole = (0.0, 0.0, shown.width, shown.height)
    pictured = surface.with_picture(seen, shown, Box(*whole))
    sheet = len(pictured.sheets) - 1
    placed = Structure(pictured, report.form).place("t4", mark_area((), sheet, whole))
    own = {cell: one for cell, one in report.readings.items() if cell.startswith("t4.")}
    assert {c: one.figure.text for c, one in placed.readings.items()} == {
        c: one.figure.text for c, one in own.items()
    }
    assert {one.confidence for one in placed.readings.values()} == {0.7}
    assert {one.doubt for one in placed.readings.values()} == {"picture"}
    assert pictured.spot(page, 100.0, 100.0) != pictured.spot(page, 100.0, 100.0, prefer=sheet)


def test_what_lies_outside_the_frame_is_left_out(tmp_path: Path) -> None:
    drawn = draw(5, "pdf, lines", damage="")
    path = tmp_path / drawn.name
    path.write_bytes(drawn.data)
    report = open_reports(path).reports[0]
    document = open_document(path)
    surface = open_surface(path, report.form)
    blocks = [one for one in document.blocks if one.region.page == 0]
    half = Box(0.0, 0.0, document.pages[0].width, document.pages[0].height / 2)
    pieces = surface.with_picture(blocks, document.pages[0], half).pieces[-1]
    assert pieces
    assert all(piece.box.top < half.bottom for piece in pieces)
