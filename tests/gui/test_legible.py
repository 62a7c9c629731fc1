"""Colours are told from their grounds, and no mark is one of colour alone."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hand_reports import BROKEN, Put
from pictures import bounds_of
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from gouji.gui.session.cell_marks import PLAIN
from gouji.gui.shell.theme import (
    DARK,
    LEAST_CONTRAST,
    LIGHT,
    Theme,
    contrast,
    legible_selection,
    palette_of,
)

OF_LINES = 3.0
"""What WCAG 2 asks of lines and signs that are no text (1.4.11)."""

GROUNDS = ("paper", "head", "error_ground", "warning_ground", "equation_ground")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_of_the_form_is_told_from_every_ground_it_stands_on(look: Theme) -> None:
    for field in fields(look):
        if field.name in GROUNDS:
            continue
        least = OF_LINES if field.name == "line" else LEAST_CONTRAST
        for ground in GROUNDS:
            found = contrast(getattr(look, field.name), getattr(look, ground))
            assert found >= least, (field.name, ground, found)


def test_a_selected_line_is_legible_whatever_the_system_says(qapp: QApplication) -> None:
    role = QPalette.ColorRole
    for name in QStyleFactory.keys():  # noqa: SIM118 - no mapping
        palette = QStyleFactory.create(name).standardPalette()
        changed = legible_selection(palette).resolve(palette)
        chosen = changed.color(role.Highlight), changed.color(role.HighlightedText)
        assert contrast(*chosen) >= LEAST_CONTRAST, name
        assert changed.color(role.Base) == palette.color(role.Base)
    for look in (LIGHT, DARK):
        assert legible_selection(palette_of(look)).resolveMask() == QPalette().resolveMask()


def test_a_cell_that_is_only_involved_has_a_sign_of_its_own(put: Put) -> None:
    window = put(BROKEN)
    window.context.select_cell("t2.licensing.decisions")
    window.form.show_cell("t3.denied_state.natural")
    window.context.select_cell("t3.new.other")
    view = window.form.views["t3"]
    marks = window.context.marks
    involved = next(
        cell for cell in view.sheet.figures if marks(cell).involved and cell.endswith(".natural")
    )
    plain = next(cell for cell in view.sheet.figures if marks(cell) == PLAIN)
    view.scrollTo(view.form_model.index_of(involved))
    window.context.select_finding(next(f for f in window.context.findings_of("t4.review.total")))
    window.form.show_cell("t3.new.other")
    for cell, is_there in ((involved, True), (plain, False)):
        view.scrollTo(view.form_model.index_of(cell))
        place = view.place_of(cell).adjusted(2, 2, -view.place_of(cell).width() // 2, -2)
        found = bounds_of(view.viewport(), LIGHT.error, tolerance=40, part=place)
        assert (found is not None) == is_there
