"""The sums of rows and columns stand at the margins of the grid, live."""

import pytest
from hand_reports import BALANCED, BROKEN, Put
from pictures import bounds_of
from PySide6.QtCore import QRect, Qt
from pytestqt.qtbot import QtBot

from gouji.core.form_files import official_forms
from gouji.core.forms import Table
from gouji.gui.grid.margins import ColumnSums, Margin, RowSums, column_sums, row_sums
from gouji.gui.grid.sheet import make_sheet
from gouji.gui.shell.theme import LIGHT
from gouji.gui.shell.window import Window

TABLES = [table for form in official_forms() for table in form.tables]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.edition}-{table.id}")
def test_every_sum_of_a_table_stands_at_one_of_its_margins_without_overlap(table: Table) -> None:
    sheet = make_sheet(table)
    beside, below = row_sums(sheet), column_sums(sheet)
    shown = [*beside.values(), *(one for line in below for one, _, _ in line.spans)]
    assert sorted(one.id for one in shown) == sorted(one.id for one in table.equations)
    for line in below:
        covered = [at for _, first, count in line.spans for at in range(first, first + count)]
        assert len(covered) == len(set(covered))


def margin_of(window: Window, kind: type[Margin], rule: str) -> tuple[Margin, QRect]:
    """Returns the margin at which a sum of the table in front stands, and its place."""
    view = window.form.current
    assert view is not None
    page = view.parentWidget()
    assert page is not None
    margin = page.findChild(kind)
    assert isinstance(margin, Margin)
    return margin, next(rect for rect, one in margin.places() if one.id == rule)


def is_red(window: Window, kind: type[Margin], rule: str) -> bool:
    """Returns whether a sum is shown as broken, in red and with its sign."""
    margin, place = margin_of(window, kind, rule)
    inside = place.adjusted(3, 3, -3, -3)
    ground = bounds_of(margin, LIGHT.error_ground, tolerance=2, part=inside)
    sign = bounds_of(margin, LIGHT.error, tolerance=40, part=inside)
    assert (ground is None) == (sign is None)
    return sign is not None


def test_a_sum_that_does_not_hold_is_marked_until_it_does(put: Put) -> None:
    window = put(BROKEN)
    window.context.select_cell("t3.new.natural")
    assert is_red(window, ColumnSums, "t3.balance.natural")
    assert is_red(window, ColumnSums, "t3.handled.natural")
    assert not is_red(window, ColumnSums, "t3.balance.total")
    window.context.act(lambda review: review.correct({"t3.handled.natural": "8"}))
    assert not is_red(window, ColumnSums, "t3.balance.natural")
    assert not is_red(window, ColumnSums, "t3.handled.natural")
    window.context.act(lambda review: review.correct({"t3.carried_in.natural": "1"}))
    assert is_red(window, RowSums, "t3.row.carried_in")


def test_a_click_on_a_sum_lights_its_finding(put: Put, qtbot: QtBot) -> None:
    window = put(BROKEN)
    window.context.select_cell("t3.denied_inquiry.legal")
    margin, place = margin_of(window, ColumnSums, "t3.balance.natural")
    qtbot.mouseClick(margin, Qt.MouseButton.LeftButton, pos=place.center())
    assert window.context.finding is not None
    assert window.context.finding.rule == "t3.balance.natural"
    margin, place = margin_of(window, ColumnSums, "t3.handled.legal")
    qtbot.mouseClick(margin, Qt.MouseButton.LeftButton, pos=place.center())
    assert window.context.cell == "t3.handled.legal"


def test_the_sums_of_rows_stay_beside_their_rows_while_the_table_scrolls(put: Put) -> None:
    window = put(BALANCED)
    window.resize(1000, 600)
    window.context.select_cell("t3.carried_out.total")
    view = window.form.views["t3"]
    margin, place = margin_of(window, RowSums, "t3.row.carried_out")
    row = view.place_of("t3.carried_out.total")
    assert view.viewport().mapToGlobal(row.topLeft()).y() == margin.mapToGlobal(place.topLeft()).y()
    assert row.height() == place.height()


@pytest.mark.parametrize("table", ["t3", "t4"])
@pytest.mark.parametrize("size", [(1366, 740), (1920, 1080), (3840, 2160)])
def test_the_sums_stand_beside_their_rows_on_every_screen(
    put: Put, table: str, size: tuple[int, int]
) -> None:
    window = put(BALANCED)
    window.resize(*size)
    window.context.select_cell(next(cell for cell in BALANCED if cell.startswith("t3")))
    window.form.show_cell(f"{table}.{'review.upheld' if table == 't4' else 'new.natural'}")
    view = window.form.views[table]
    page = view.parentWidget()
    assert page is not None
    margin = page.findChild(RowSums)
    assert isinstance(margin, RowSums)
    for place, equation in margin.places():
        row = view.place_of(equation.left[0])
        beside = margin.mapToGlobal(place.topLeft()).y()
        assert beside == view.viewport().mapToGlobal(row.topLeft()).y()
