"""The close-up shows the current cell as printed, enlarged."""

from pathlib import Path

import pytest
from pictures import bounds_of
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from gouji.core.documents.document import Document, Region
from gouji.core.documents.opening import open_document
from gouji.gui.session.jobs import Jobs
from gouji.gui.shell.theme import LIGHT
from gouji.gui.source import CloseUp

GREEN = QColor(0, 255, 0)
PATCH = Region(0, (120.0, 200.0, 160.0, 220.0))


@pytest.fixture
def close_up(jobs: Jobs, qtbot: QtBot) -> CloseUp:
    made = CloseUp(jobs)
    qtbot.addWidget(made)
    made.resize(600, 120)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_printed_figure_is_shown_enlarged_and_outlined(
    close_up: CloseUp, printed: Document, qtbot: QtBot
) -> None:
    close_up.show_document(printed)
    close_up.set_places({"patch": PATCH})
    close_up.set_current("patch")

    qtbot.waitUntil(lambda: bounds_of(close_up, GREEN) is not None)

    figure, outline = bounds_of(close_up, GREEN), bounds_of(close_up, LIGHT.focus)
    assert figure is not None
    assert outline is not None
    assert figure[2] - figure[0] > 1.4 * 40 * close_up.logicalDpiX() / 72
    for inner, outer, way in zip(figure, outline, (-1, -1, 1, 1), strict=True):
        assert 0 < (outer - inner) * way <= 5


def test_a_row_of_a_flow_is_shown(close_up: CloseUp, flow: Document, qtbot: QtBot) -> None:
    close_up.show_document(flow)
    close_up.set_places({"c": Region(anchor="r2c1")})
    close_up.set_current("c")

    qtbot.waitUntil(lambda: bounds_of(close_up, LIGHT.focus) is not None)

    assert bounds_of(close_up, LIGHT.ink, tolerance=60) is not None


def test_a_row_of_a_text_is_shown_with_its_words_however_narrow_the_strip(
    close_up: CloseUp, jobs: Jobs, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("二、部分公开 9 0\n\n三、不予公开 1 0\n", "utf-8")
    close_up.resize(500, 400)
    close_up.show_document(open_document(path))
    close_up.set_places({"c": Region(anchor="p0")})

    close_up.set_current("c")

    qtbot.waitUntil(lambda: bounds_of(close_up, LIGHT.focus) is not None)
    assert bounds_of(close_up, LIGHT.ink, tolerance=60) is not None


def test_a_cell_that_is_not_printed_is_said_to_be_none(
    close_up: CloseUp, printed: Document
) -> None:
    close_up.show_document(printed)
    close_up.set_places({"patch": PATCH})
    close_up.set_current("elsewhere")

    assert bounds_of(close_up, LIGHT.focus) is None
    assert bounds_of(close_up, close_up.palette().text().color(), tolerance=60) is not None


def test_clear_shows_nothing(close_up: CloseUp, printed: Document, qtbot: QtBot) -> None:
    close_up.show_document(printed)
    close_up.set_places({"patch": PATCH})
    close_up.set_current("patch")
    qtbot.waitUntil(lambda: bounds_of(close_up, GREEN) is not None)

    close_up.clear()

    assert bounds_of(close_up, GREEN) is None
    assert bounds_of(close_up, LIGHT.focus) is None


def test_quoted_words_are_shown_whole_until_a_cell_is_shown_again(
    close_up: CloseUp, printed: Document, qtbot: QtBot
) -> None:
    close_up.show_document(printed)
    close_up.set_places({"patch": PATCH})
    close_up.set_current("patch")
    width = close_up.width()

    close_up.quote(Region(0, (40.0, 400.0, 300.0, 412.0)))

    words = bounds_of(close_up, LIGHT.focus)
    assert words is not None
    assert words[2] - words[0] > width / 2
    assert 0 < words[0] < words[2] < width - 1
    close_up.quote(None)
    qtbot.waitUntil(lambda: bounds_of(close_up, GREEN) is not None)
