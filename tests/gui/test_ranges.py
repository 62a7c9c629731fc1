"""Rows of a table that are uncertain for one reason are one doubt, answered once."""

from hand_reports import Put
from PySide6.QtWidgets import QApplication

from gouji.core.form_files import official_forms
from gouji.core.review import Kind, progress_of
from gouji.gui.shell.window import Window

FORM = next(form for form in official_forms() if form.edition == "2021")
ROWS = tuple(
    cell for cell in FORM.cells if cell.split(".")[:2] in (["t3", "new"], ["t3", "carried_in"])
)


def press(window: Window, command: str) -> None:
    """Calls a command the way its key does."""
    window.actions_.by_id[command].trigger()
    QApplication.processEvents()


def test_whole_rows_in_doubt_are_one_line_lit_together_and_confirmed_as_one_step(put: Put) -> None:
    window = put(doubtful=(*ROWS, "t3.granted.other"))
    assert window.context.review is not None
    assert progress_of(window.context.review).questions == 2
    assert "存疑 2" in window.status.counts
    doubts = window.findings.sentences
    assert doubts[0].startswith("?  新收、上年结转：共 14 格，一并确认，")
    assert set(window.context.signs) == set(ROWS)
    press(window, "confirm")
    assert window.context.cell == "t3.granted.other"
    assert all(window.context.review.cells[cell].confirmed for cell in ROWS)
    assert {event.step for event in window.context.review.events} == {1}
    assert [event.kind for event in window.context.review.events] == [Kind.CONFIRMED] * 14
    press(window, "undo")
    assert len(window.findings.sentences) == 2


def test_the_range_stays_lit_while_its_cells_are_looked_at_one_by_one(put: Put) -> None:
    window = put(doubtful=ROWS)
    window.context.select_cell(ROWS[9])
    assert set(window.context.signs) == set(ROWS)
    press(window, "confirm")
    assert not window.context.open_doubts


def test_a_part_of_a_row_is_doubted_cell_by_cell(put: Put) -> None:
    window = put(doubtful=ROWS[1:7])
    assert len(window.findings.sentences) == 6
