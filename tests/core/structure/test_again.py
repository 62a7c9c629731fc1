"""A part of a page is read again by other means, and placed like any other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from PIL import Image

from gouji.core.documents.another_look import look_again, without_ink
from gouji.core.documents.geometry import IDENTITY, Box, Displayed, Frame
from gouji.core.documents.means import BLUE, GREEN, INKS, RED, Means, PartAgain
from gouji.core.documents.opening import open_document
from gouji.core.documents.pdf.pdf_reader import page_as_picture
from gouji.core.doubts import is_doubt
from gouji.core.errors import StructureRefusedError
from gouji.core.extraction.report import Reading, Report
from gouji.core.extraction.structure.constraints import Area
from gouji.core.extraction.structure.part_placement import on_part
from gouji.core.extraction.structure.placement import PlacedTable
from gouji.core.extraction.structure.surface import Surface
from gouji.core.extraction.structure.table_structure import Structure
from gouji.core.pipeline import open_reports, open_surface

from ...drawing import draw


class Drawn(NamedTuple):
    path: Path
    report: Report
    surface: Surface
    structure: Structure


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    made = draw(5, "pdf, lines", damage="")
    path = tmp_path_factory.mktemp("again") / made.name
    path.write_bytes(made.data)
    report = open_reports(path).reports[0]
    surface = open_surface(path, report.form)
    return Drawn(path, report, surface, Structure(surface, report.form))


def texts(readings: Mapping[str, Reading], table: str) -> dict[str, str]:
    return {cell: one.figure.text for cell, one in readings.items() if cell.startswith(f"{table}.")}


def digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def placed_again(drawn: Drawn, table: str, part: PartAgain) -> PlacedTable:
    surface = drawn.surface.with_part(part)
    before = drawn.structure.place(table)
    structure = Structure(surface, drawn.report.form)
    return structure.place(table, on_part(surface, before, (), part))


@pytest.mark.parametrize("means", [Means(by_second_reader=True), Means(is_finer=True)])
def test_a_part_is_read_again_and_what_it_says_is_placed(drawn: Drawn, means: Means) -> None:
    area = drawn.structure.place("t4").areas[0]
    page = drawn.surface.sheets[area.sheet]
    part = look_again(drawn.path, page.page, page.displayed(area.box.grown(6, 16)), means)
    placed = placed_again(drawn, "t4", part)
    assert texts(placed.readings, "t4") == texts(drawn.report.readings, "t4")
    doubts = {one.doubt for one in placed.readings.values() if one.figure.text}
    assert doubts == {part.doubt}


def test_what_the_second_reader_alone_says_is_never_certain(drawn: Drawn) -> None:
    shown = open_document(drawn.path).pages[2]
    box = Box(0.0, 0.0, shown.width, shown.height)
    part = look_again(drawn.path, 2, box, Means(by_second_reader=True))
    placed = placed_again(drawn, "t4", part)
    assert texts(placed.readings, "t4") == texts(drawn.report.readings, "t4")
    assert all(is_doubt(one.confidence) for one in placed.readings.values())


def test_where_else_the_table_stands_it_stays(drawn: Drawn) -> None:
    first, second = drawn.structure.place("t2").areas
    page = drawn.surface.sheets[first.sheet]
    seen = page.displayed(first.box.grown(4, 4))
    part = look_again(drawn.path, page.page, seen, Means(by_second_reader=True))
    placed = placed_again(drawn, "t2", part)
    assert texts(placed.readings, "t2") == texts(drawn.report.readings, "t2")
    kept = [one for one in placed.constraints if isinstance(one, Area)]
    assert [one.sheet for one in kept] == [second.sheet, len(drawn.surface.sheets)]
    # A part of an area: what stands above it stays as it was.
    lower = seen._replace(top=(seen.top + seen.bottom) / 2)
    part = look_again(drawn.path, page.page, lower, Means(by_second_reader=True))
    placed = placed_again(drawn, "t2", part)
    assert {one.sheet for one in placed.constraints if isinstance(one, Area)} == {
        first.sheet,
        second.sheet,
        len(drawn.surface.sheets),
    }


def test_a_part_that_lies_on_its_side_is_turned(drawn: Drawn, tmp_path: Path) -> None:
    area = drawn.structure.place("t2").areas[-1]
    page = drawn.surface.sheets[area.sheet]
    scan = page_as_picture(drawn.path, drawn.path.read_bytes(), page.page, None)
    x0, top, x1, bottom = (
        round(edge / scan.across) for edge in page.displayed(area.box.grown(6, 20))
    )
    turned = np.rot90(scan.picture[top:bottom, x0:x1])  # to the left
    whole = np.full((turned.shape[0] + 80, 300, 3), 255, np.uint8)
    whole[40 : 40 + turned.shape[0], 100 : 100 + turned.shape[1]] = turned
    path = tmp_path / "turned.png"
    dpi = 72 / scan.across
    Image.fromarray(whole).save(path, dpi=(dpi, dpi))
    shown = open_document(path).pages[0]
    part = look_again(path, 0, Box(0.0, 0.0, shown.width, shown.height), Means(quarters=1))
    cells = {
        digits(cell.text): cell for block in part.blocks for cell in getattr(block, "cells", ())
    }
    printed = {
        digits(one.figure.text)
        for cell, one in drawn.report.readings.items()
        if cell.startswith("t2.") and one.region is not None and one.region.page == page.page
    } - {""}
    assert printed
    assert printed <= set(cells)
    left, right = 100 * scan.across, (100 + turned.shape[1]) * scan.across
    for text in printed:
        region = cells[text].region.box
        assert region is not None
        x, _ = part.frame.displayed(Box(*region)).middle
        assert left < x < right


@pytest.mark.parametrize("colour", INKS)
def test_the_ink_of_one_colour_is_left_out_and_no_other(colour: str) -> None:
    inks = {RED: (220, 40, 40), GREEN: (30, 150, 60), BLUE: (30, 60, 200)}
    picture = np.full((40, 200, 3), 255, np.uint8)
    for at, ink in enumerate((*inks.values(), (20, 20, 20), (120, 120, 120))):
        picture[10:20, 10 + at * 30 : 20 + at * 30] = ink
    bare = without_ink(picture, colour)
    for at, (name, ink) in enumerate(inks.items()):
        found = tuple(bare[15, 15 + at * 30].tolist())
        assert found == ((255, 255, 255) if name == colour else ink)
    assert (bare[:, 100:] == picture[:, 100:]).all()
    grey = picture[..., 0]
    assert without_ink(grey, colour) is grey


def test_what_cannot_be_read_again_is_refused_in_one_sentence(drawn: Drawn, tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    Image.new("RGB", (200, 300), "white").save(path)
    box = Box(0.0, 0.0, 100.0, 100.0)
    with pytest.raises(StructureRefusedError, match="第二个读取程序"):
        look_again(path, 0, box, Means(by_second_reader=True))
    with pytest.raises(StructureRefusedError, match="区域太小"):
        look_again(drawn.path, 0, Box(900.0, 0.0, 950.0, 9.0), Means())


def test_what_was_recognised_outside_of_tables_is_never_certain(drawn: Drawn) -> None:
    """A line of a page that nobody said how sure it is."""
    whole = Box[Displayed](0.0, 0.0, 600.0, 850.0)
    lines = look_again(drawn.path, 0, whole, Means(by_second_reader=True)).blocks
    frame = Frame(600.0, 850.0, IDENTITY)
    pieces = drawn.surface.with_part(PartAgain(0, whole, lines, frame, "picture", 1.0)).pieces[-1]
    assert pieces
    assert all(is_doubt(piece.confidence) for piece in pieces)
