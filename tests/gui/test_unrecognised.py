"""A file without a table that is recognised is a beginning: it opens, and waits for its tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import drawn
from hand_reports import BALANCED, Put, make_report
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gouji.core.errors import NoReportError
from gouji.core.pipeline import open_reports
from gouji.core.review.acts.structure_correction import is_unrecognised
from gouji.core.survey import survey, survey_unrecognised
from gouji.gui.grid.help_line import PlacementHelp
from gouji.gui.shell.window import Window

KEY = Qt.Key


def page_of_figures() -> bytes:
    """Returns a web page with a table of figures that says nothing of the form."""
    lines = [["", *(f"甲{column}" for column in range(7))]]
    lines += [[f"乙{row}", *(str(row * 10 + at) for at in range(7))] for row in range(1, 26)]
    rows = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in line)}</tr>" for line in lines)
    return f"<html><body><p>某某情况</p><table>{rows}</table></body></html>".encode()


def test_it_opens_with_its_pages_and_waits_for_an_area_and_its_name(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "fragment.html"
    path.write_bytes(page_of_figures())
    with pytest.raises(NoReportError):
        open_reports(path)
    window.open(path)
    qtbot.waitUntil(lambda: window.context.review is not None)
    review = window.context.review
    assert review is not None
    assert is_unrecognised(review)
    assert "没有认出表格" in window.message.text
    session = window.placement
    assert session.is_on
    window.context.select_cell("t3.new.natural")
    qtbot.waitUntil(lambda: not session.is_busy and session.structure is not None)
    window.activateWindow()
    window.source.canvas.setFocus()
    qtbot.waitUntil(window.source.canvas.hasFocus)
    qtbot.keyClick(window.source.canvas, KEY.Key_A)
    qtbot.waitUntil(lambda: not session.is_busy and session.placed is not None)
    assert window.context.proposed["t3.new.natural"] == "10"
    assert window.context.proposed["t3.carried_in.total"] == "26"
    qtbot.keyClick(window.source.canvas, KEY.Key_Return)
    assert review.cells["t3.new.total"].printed.text == "16"
    assert not is_unrecognised(review)
    file = window.store.file
    assert file is not None
    (again,) = survey(file.path, window.store.keeping)
    assert again.notice is None
    assert again.document.blocks
    (again,) = survey_unrecognised(path, window.store.keeping)
    assert again.review_path == file.path
    assert again.progress.is_begun


def test_a_table_of_which_much_is_in_doubt_says_what_may_help(put: Put) -> None:
    cells = [cell for cell in make_report().reports[0].readings if cell.startswith("t3.")]
    for share, is_said in ((0.19, False), (0.25, True)):
        window = put(BALANCED, tuple(cells[: int(len(cells) * share)]))
        (line,) = window.form.views["t3"].parent().findChildren(PlacementHelp)
        assert line.isHidden() is not is_said
        assert "F4" in line.text()
    window.context.act(lambda review: review.confirm(cells))
    window.context.settle()
    assert line.isHidden()


def test_one_report_more_in_a_file_is_begun_by_hand_and_found_again(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "two.html"
    first = drawn("web", 5).decode("utf-8")
    path.write_bytes(first.replace("</body>", page_of_figures().decode() + "</body>").encode())
    window.open(path)
    qtbot.waitUntil(lambda: window.context.review is not None)
    known = window.context.review
    assert known is not None
    assert known.report.index == 0
    window.commands.placing.another_report()
    qtbot.waitUntil(lambda: window.context.review is not known)
    review, session = window.context.review, window.placement
    assert review is not None
    assert (review.report.index, is_unrecognised(review)) == (1, True)
    qtbot.waitUntil(lambda: not session.is_busy and session.structure is not None)
    # Nothing of the first report is taken for a part of the second one.
    assert session.placed is None or not any(
        reading.figure.text for reading in session.placed.readings.values()
    )
    window.context.select_cell("t3.new.natural")
    qtbot.waitUntil(lambda: not session.is_busy)
    structure = session.structure
    assert structure is not None
    sheet = next(
        at
        for at, pieces in enumerate(structure.surface.pieces)
        if any("乙25" in piece.text for piece in pieces)
    )
    frame = structure.surface.sheets[sheet].frame
    acts = window.commands.placing.tool.acts
    acts.mark(sheet, (0.0, 0.0, frame.width, frame.height), goes_on=False)
    qtbot.waitUntil(lambda: not session.is_busy and session.placed is not None)
    assert window.context.proposed["t3.new.natural"] == "10"
    window.commands.placing.take_placement()
    one, other = survey(path, window.store.keeping)
    assert (one.report.index, other.report.index) == (0, 1)
    assert other.progress.is_begun
    assert other.others
