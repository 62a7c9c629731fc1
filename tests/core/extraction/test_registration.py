"""The known form is registered on what a page shows, and two placements settle each cell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gouji.core.documents.document import Region
from gouji.core.documents.evidence import Evidence, Glyph
from gouji.core.documents.geometry import IDENTITY, Box, Frame
from gouji.core.documents.grids.ruled_lines import Rule
from gouji.core.documents.opening import open_document
from gouji.core.doubts import THRESHOLD
from gouji.core.extraction.labels import widest_domain
from gouji.core.extraction.registration.column_program import ColumnProgram
from gouji.core.extraction.registration.placed_readings import RegisteredTable, register_form
from gouji.core.extraction.registration.row_chain import common, find_chain
from gouji.core.extraction.registration.told_columns import likeness
from gouji.core.extraction.registration.variants import Plan, plans_of
from gouji.core.extraction.registration.words import Word, WordMaker, letters
from gouji.core.extraction.report import Reading
from gouji.core.extraction.table_readings import TableReading
from gouji.core.extraction.two_placements import settled
from gouji.core.figures import Figure, State
from gouji.core.form_files import official_forms
from gouji.core.pipeline import open_reports

from ...drawing import draw

FORMS = official_forms()
SIZE = 10.0


def page(*texts: tuple[float, float, str]) -> Evidence:
    """A page with texts that begin at a place across and have a foot."""
    glyphs = [
        Glyph(letter, x + at * SIZE, y - SIZE, x + (at + 1) * SIZE, y, SIZE)
        for x, y, text in texts
        for at, letter in enumerate(text)
    ]
    return Evidence(0, Frame(600, 800, IDENTITY), tuple(glyphs), (), ())


def words(evidence: Evidence) -> list[Word]:
    return WordMaker(widest_domain(FORMS)).words_of(evidence, 0)


def plan_of(table: str) -> Plan:
    return plans_of(FORMS[0].table(table))[0]


def test_a_wide_gap_and_a_rule_part_words() -> None:
    evidence = page((50, 100, "12"), (77, 100, "34"), (120, 100, "自然人"), (150, 100, "总计"))
    evidence = replace(evidence, vertical=(Rule(150.0, 0.0, 200.0),))
    assert [word.text for word in words(evidence)] == ["12", "34", "自然人", "总计"]
    assert [word.is_figure for word in words(evidence)] == [True, True, False, False]


def test_a_label_broken_over_lines_is_one_row() -> None:
    evidence = page(
        (50, 100, "一、本年新收政府"),
        (50, 115, "信息公开申请数量"),
        (50, 135, "二、上年结转政府信息公开申请数量"),
        (50, 155, "（一）予以公开"),
    )
    chain = find_chain(plan_of("t3"), words(evidence))
    assert [link.row for link in chain.links] == [0, 0, 1, 2]


def test_rows_that_change_places_are_both_found() -> None:
    evidence = page(
        (50, 100, "1.信访举报投诉类申请"),
        (50, 120, "3.要求提供公开出版物"),
        (50, 140, "2.重复申请"),
        (50, 160, "4.无正当理由大量反复申请"),
    )
    chain = find_chain(plan_of("t3"), words(evidence))
    found = [link.row for link in chain.links]
    assert found == [found[0], found[0] + 2, found[0] + 1, found[0] + 3]


@pytest.mark.parametrize(("one", "other", "length"), [("abc", "axbxc", 3), ("其他", "他其", 1)])
def test_what_two_labels_have_in_common_keeps_its_order(one: str, other: str, length: int) -> None:
    assert common(one, other) == length


def test_a_head_that_comes_twice_says_its_column() -> None:
    assert likeness("自然人自然人", ("自然人",)) == 1.0
    assert likeness("商业企业", ("自然人",)) < 0.3
    assert letters("（三）1.属于国家秘密") == "属于国家秘密"


def test_the_programme_knows_how_sure_it_is() -> None:
    column = np.full((2, 3, 3), np.inf)
    column[0, 0, 1], column[1, 1, 2] = -4.0, -4.0
    zero = np.zeros(3)
    programme = ColumnProgram(column, np.full((3, 3), np.inf), zero, zero, zero, absent=6.0)
    solution = programme.solve()
    assert (solution.cost, solution.spans) == (-8.0, [(0, 1), (1, 2)])
    chances = programme.marginals()
    assert chances[0, 0, 1] > 0.99
    assert chances.sum() <= 2.0 + 1e-9


def test_what_pages_show_does_not_outlive_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(draw(1, "pdf, no lines").data)
    assert open_document(path).evidence
    assert not open_reports(path).document.evidence


def test_a_form_is_registered_without_a_grid(tmp_path: Path) -> None:
    drawn = draw(4, "pdf without a grid, table 4 turned", damage="")
    path = tmp_path / "report.pdf"
    path.write_bytes(drawn.data)
    found = register_form(open_document(path).evidence, FORMS)
    assert set(found) == {"t2", "t3", "t4"}
    said = {
        cell: reading.figure.value
        for table in found.values()
        for cell, reading in table.readings.items()
    }
    assert said == {cell: value for cell, (_, value) in drawn.truth.cells.items()}


class _Registered(RegisteredTable):
    """A table as registered, of readings that a test names."""

    def __init__(self, readings: dict[str, Reading]) -> None:
        self.table = FORMS[0].table("t4")
        self.readings = readings
        self.unplaced = ()


def readings(total: int | None, confidence: float = 1.0) -> dict[str, Reading]:
    """A row of table 4 with one figure, and a total."""

    def reading(value: int | None) -> Reading:
        text = "" if value is None else str(value)
        state = State.BLANK if value is None else State.NUMBER
        box = Region(page=0, box=Box(0, 0, 1, 1))
        return Reading(Figure(text, state, value), box, confidence)

    cells = {cell.id: reading(0) for cell in FORMS[0].table("t4").cells()}
    return cells | {"t4.review.upheld": reading(3), "t4.review.total": reading(total)}


def grid(total: int | None, confidence: float = 1.0) -> TableReading:
    return TableReading(FORMS[0].table("t4"), readings(total, confidence), (), {})


def test_two_placements_that_agree_are_as_sure_as_the_surer() -> None:
    table = settled(grid(3, 0.7), _Registered(readings(3)), is_ruled=False)
    assert table is not None
    assert {reading.confidence for reading in table.readings.values()} == {1.0}


@pytest.mark.parametrize("is_ruled", [True, False])
def test_two_sure_placements_that_differ_make_a_doubt(is_ruled: bool) -> None:
    table = settled(grid(3), _Registered(readings(8)), is_ruled=is_ruled)
    assert table is not None
    reading = table.readings["t4.review.total"]
    assert reading.figure.value == 3  # by which the row's own sum holds
    assert reading.confidence < THRESHOLD
    assert reading.alternatives == ("8",)
    assert table.readings["t4.review.upheld"].confidence == 1.0


def test_a_doubt_of_what_is_printed_stays_whatever_the_placement() -> None:
    struck = {
        cell: replace(reading, doubt="struck", confidence=0.5)
        for cell, reading in readings(3).items()
    }
    first = TableReading(FORMS[0].table("t4"), struck, (), {})
    table = settled(first, _Registered(readings(3)), is_ruled=False)
    assert table is not None
    assert all(reading.doubt == "struck" for reading in table.readings.values())


def test_a_table_that_one_alone_finds_is_no_surer_than_its_sums_allow() -> None:
    right, wrong = (settled(None, _Registered(readings(total)), is_ruled=False) for total in (3, 8))
    assert right is not None
    assert wrong is not None
    assert right.readings["t4.review.total"].confidence == 1.0
    assert wrong.readings["t4.review.total"].confidence < THRESHOLD
    assert wrong.readings["t4.direct.total"].confidence == 1.0  # its own sum holds


def test_a_grid_that_is_a_guess_says_nothing_against_a_registration_that_is_sure() -> None:
    table = settled(grid(None, 0.6), _Registered(readings(3)), is_ruled=False)
    assert table is not None
    reading = table.readings["t4.review.total"]
    assert (reading.figure.value, reading.confidence) == (3, 1.0)


def test_whether_a_column_is_printed_is_asked_once() -> None:
    cells = {
        cell.id: Reading(Figure("0", State.NUMBER, 0), Region(page=0, box=Box(0, 0, 1, 1)))
        for cell in FORMS[0].table("t3").cells()
        if not cell.id.endswith(".other")
    }
    registered = _Registered(cells)
    registered.table = FORMS[0].table("t3")
    table = settled(None, registered, is_ruled=False)
    assert table is not None
    doubts = [one for one in table.readings.values() if one.confidence < THRESHOLD]
    assert [one.doubt for one in doubts] == ["missing"]


def test_an_amount_under_a_head_in_another_unit_is_converted(tmp_path: Path) -> None:
    for seed in range(20):
        drawn = draw(seed, "pdf without a grid, plain", amount_unit="head", damage="")
        amounts = {c: v for c, (_, v) in drawn.truth.cells.items() if c.endswith(".amount") and v}
        if amounts:
            break
    path = tmp_path / "report.pdf"
    path.write_bytes(drawn.data)
    found = register_form(open_document(path).evidence, FORMS)["t2"].readings
    assert {cell: found[cell].figure.value for cell in amounts} == amounts
