"""What a reviewer sees in a cell of the grid."""

import pytest
from hand_reports import BALANCED, Put
from painted_text import figure_in
from pictures import bounds_of
from PySide6.QtGui import QColor

from gouji.gui.shell.theme import LIGHT
from gouji.gui.shell.window import Window

CELL = "t3.granted.natural"


def extent(window: Window, cell: str, colour: QColor) -> int:
    """Returns how many pixels across a colour is painted in a cell; 0 where it is not."""
    window.context.select_cell("t3.new.natural")
    view = window.form.views["t3"]
    inside = view.place_of(cell).adjusted(4, 4, -5, -5)
    bounds = bounds_of(view.viewport(), colour, tolerance=40, part=inside)
    return 0 if bounds is None else bounds[2] - bounds[0] + 1


@pytest.mark.parametrize("text", ["1O", "见附件"])
def test_an_unreadable_cell_shows_what_is_printed_and_that_it_is_unreadable(
    put: Put, text: str
) -> None:
    window = put({**BALANCED, CELL: text})
    painted = figure_in(window.form.views["t3"], CELL)[0]
    assert painted.endswith(" ?✖")
    shown = painted.removesuffix(" ?✖").removesuffix("…")  # no figure: it may be cut
    assert shown
    assert text.startswith(shown)
    assert extent(window, CELL, LIGHT.doubt) > 40


def test_an_unreadable_cell_without_text_is_hatched(put: Put) -> None:
    window = put({**BALANCED, CELL: "〓"})
    assert extent(window, CELL, LIGHT.doubt) > 40
