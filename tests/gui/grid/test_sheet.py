"""The grid stands as the official form is printed, whatever its edition."""

import pytest

from gouji.core.form_files import official_forms
from gouji.core.forms import Table
from gouji.core.layout import FIGURE
from gouji.gui.grid.clipboard import join_block, place_block, split_block
from gouji.gui.grid.sheet import make_sheet

TABLES = [table for form in official_forms() for table in form.tables]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.edition}-{table.id}")
def test_every_cell_of_a_table_stands_once_in_its_sheet(table: Table) -> None:
    sheet = make_sheet(table)
    assert sorted(sheet.figures) == sorted(cell.id for cell in table.cells())
    assert len(set(sheet.at.values())) == len(sheet.figures)
    for cell, at in sheet.at.items():
        assert sheet.cell(*at) == cell


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.edition}-{table.id}")
def test_headers_and_body_cover_the_layout_without_gap(table: Table) -> None:
    sheet = make_sheet(table)
    parts = [*sheet.body, *sheet.column_headers, *sheet.row_labels]
    parts += [sheet.corner] if sheet.corner is not None else []
    covered = [
        (place.row + row, place.column + column)
        for place in parts
        for row in range(place.row_span)
        for column in range(place.column_span)
    ]
    assert len(covered) == len(set(covered)) == sheet.layout.rows * sheet.layout.columns


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.edition}-{table.id}")
def test_arrows_reach_every_figure_and_never_a_head(table: Table) -> None:
    sheet = make_sheet(table)
    start = sheet.at[sheet.figures[0]]
    reached, waiting = {start}, [start]
    while waiting:
        at = waiting.pop()
        for way in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            there = sheet.step(*at, *way)
            if there is not None and there not in reached:
                assert sheet.place_at[there].kind == FIGURE
                reached.add(there)
                waiting.append(there)
    assert reached == set(sheet.at.values())


def test_headers_stay_in_view_where_a_table_has_one_head() -> None:
    by_id = {table.id: make_sheet(table) for table in official_forms()[0].tables}
    assert (by_id["t3"].top, by_id["t3"].left) == (3, 3)
    assert by_id["t2"].top == by_id["t2"].left == 0
    assert by_id["t4"].rows == 1


def test_a_block_survives_the_clipboard() -> None:
    block = [["8", ""], ["/", "1,024"]]
    assert split_block(join_block(block)) == block
    assert split_block(join_block(block) + "\r\n") == block


def test_a_block_beyond_the_table_finds_no_place() -> None:
    sheet = make_sheet(official_forms()[0].table("t3"))
    assert place_block(sheet, sheet.at["t3.new.total"], [["1", "2"]]) is None
    placed = place_block(sheet, sheet.at["t3.new.other"], [["1", "2"]])
    assert placed == {"t3.new.other": "1", "t3.new.total": "2"}
