"""The printed layout: every place of a table covered, each once."""

import pytest

from gouji.core.form_files import official_forms, parse_form
from gouji.core.forms import Table
from gouji.core.layout import FIGURE, HEAD, HEADING, LABEL, FormLayout, lay_out

TABLES = [table for form in official_forms() for table in form.tables]


def covered(layout: FormLayout) -> dict[tuple[int, int], int]:
    count: dict[tuple[int, int], int] = {}
    for place in layout.places:
        for row in range(place.row, place.row + place.row_span):
            for column in range(place.column, place.column + place.column_span):
                count[row, column] = count.get((row, column), 0) + 1
    return count


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.edition}.{table.id}")
def test_every_place_of_a_table_is_covered_exactly_once(table: Table):
    layout = lay_out(table)
    everywhere = {(row, column) for row in range(layout.rows) for column in range(layout.columns)}
    assert covered(layout) == dict.fromkeys(everywhere, 1)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.edition}.{table.id}")
def test_every_cell_of_a_table_has_one_place(table: Table):
    places = [place.cell for place in lay_out(table).places if place.kind == FIGURE]
    assert sorted(places) == sorted(cell.id for cell in table.cells())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.edition}.{table.id}")
def test_only_figures_stand_without_words(table: Table):
    for place in lay_out(table).places:
        assert (place.kind == FIGURE) is (place.text == ""), place
        assert place.kind in (HEADING, HEAD, LABEL, FIGURE)


def texts(layout: FormLayout, kind: str) -> list[str]:
    return [place.text for place in layout.places if place.kind == kind]


def test_table_3_stands_under_its_three_lines_of_heads():
    layout = lay_out(official_forms()[0].table("t3"))
    assert (layout.head_rows, layout.label_columns, layout.columns) == (3, 3, 10)
    assert layout.rows == 3 + 25
    applicants = next(place for place in layout.places if place.text == "申请人情况")
    assert (applicants.row, applicants.column, applicants.column_span) == (0, 3, 7)
    total = next(p for p in layout.places if p.kind == HEAD and p.text == "总计")
    assert (total.row, total.row_span) == (1, 2)


def test_a_group_stands_beside_all_of_its_rows():
    layout = lay_out(official_forms()[0].table("t3"))
    outcomes = next(place for place in layout.places if place.text == "三、本年度办理结果")
    assert (outcomes.column, outcomes.row_span) == (0, 22)
    denied = next(place for place in layout.places if place.text == "（三）不予公开")
    assert (denied.column, denied.row_span) == (1, 8)


def test_table_4_is_one_line_of_fifteen_figures():
    layout = lay_out(official_forms()[0].table("t4"))
    assert layout.columns == 15
    assert {place.row for place in layout.places if place.kind == FIGURE} == {layout.rows - 1}


def test_table_2_repeats_its_head_over_every_block():
    layout = lay_out(official_forms()[0].table("t2"))
    assert texts(layout, HEADING) == [
        "第二十条第（一）项",
        "第二十条第（五）项",
        "第二十条第（六）项",
        "第二十条第（八）项",
    ]
    assert layout.head_rows == 0


UNEVEN = """
edition = "2030"
[domains.count]
[[tables]]
id = "t"
title = "表"
[[tables.blocks]]
corner = "角"
row_groups = [
  { id = "g", label = "组" },
  { id = "h", label = "里组", parent = "g" },
]
rows = [
  { id = "a", label = "甲" },
  { id = "b", label = "乙", group = "h" },
  { id = "c", label = "丙", group = "h" },
  { id = "d", label = "丁", group = "g" },
]
columns = [
  { id = "x", label = "列", domain = "count" },
  { id = "y", label = "行", domain = "count" },
]
[[tables.blocks]]
heading = "其二"
corner = "角"
rows = [{ id = "e", label = "戊" }]
columns = [{ id = "z", label = "列", domain = "count" }]
"""


def test_a_made_up_table_with_uneven_groups_has_no_hole():
    layout = lay_out(parse_form("uneven.toml", UNEVEN).table("t"))
    everywhere = {(row, column) for row in range(layout.rows) for column in range(layout.columns)}
    assert covered(layout) == dict.fromkeys(everywhere, 1)
    assert layout.label_columns == 3
