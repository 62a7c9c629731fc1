"""The menus over the source while a placement is shown: what a line is, and what an area is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtWidgets import QMenu, QWidget

from ...core.documents.means import BLUE, GREEN, RED, Means
from ...core.extraction.structure.acts import lay_out
from ...core.extraction.structure.naming import line_label
from ...core.review import Review
from .acting import PlacementActs
from .session import PlacementSession

translate = QCoreApplication.translate


def line_menu(
    parent: QWidget, acts: PlacementActs, session: PlacementSession, review: Review, language: str
) -> QMenu | None:
    """Returns the menu of the selected line: its possible names, and what else can be done."""
    line = acts.current()
    if line is None:
        return None
    menu = _menu(parent)
    for cells in acts.names():
        action = menu.addAction(line_label(review.report.form, cells, language))
        action.setCheckable(True)
        action.setChecked(line.name in cells)
        action.triggered.connect(lambda _on=False, cells=cells: acts.name(cells))
    action = menu.addAction(translate("PlacementTool", "Not in the form: left out"))
    action.triggered.connect(lambda: acts.name(()))
    menu.addSeparator()
    for text, slot in (
        (translate("PlacementTool", "Part it in the middle"), acts.part),
        (translate("PlacementTool", "Join it with the next one"), acts.join),
        (translate("PlacementTool", "Exchange with the next one"), acts.exchange),
        (
            translate("PlacementTool", "All names one place on"),
            lambda: acts.shift(line.axis, 1),
        ),
        (
            translate("PlacementTool", "All names one place back"),
            lambda: acts.shift(line.axis, -1),
        ),
        (
            translate("PlacementTool", "The table begins with this one"),
            lambda: acts.cut_off(before=True),
        ),
        (
            translate("PlacementTool", "The table ends before this one"),
            lambda: acts.cut_off(before=False),
        ),
        (
            translate("PlacementTool", "Lay the table out another way"),
            lambda: session.act(lay_out),
        ),
    ):
        menu.addAction(text).triggered.connect(lambda _on=False, slot=slot: slot())
    return menu


def area_menu(
    parent: QWidget, acts: PlacementActs, review: Review, place: QRectF, language: str
) -> QMenu:
    """Returns the menu that asks what a part of the page is.

    Args:
        parent: Over which it opens.
        acts: What it calls.
        review: Of the report.
        place: The part, in pixels of the viewport.
        language: "zh" or "en".
    """
    menu, geometry = _menu(parent), acts.geometry
    found = geometry.area(place) if geometry is not None else None
    if geometry is None or found is None:
        return menu
    sheet, box = found
    titles = {
        table.id: table.title if language == "zh" else table.title_en
        for table in review.report.form.tables
    }
    for name, title in titles.items():
        text = translate("PlacementTool", "This is: {table}").format(table=title)
        menu.addAction(text).triggered.connect(
            lambda _on=False, name=name: acts.mark(sheet, box, goes_on=False, table=name)
        )
    menu.addSeparator()
    part = geometry.page_area(place)
    if part is not None:
        for name, title in titles.items():
            again = menu.addMenu(
                translate("PlacementTool", "Read again: {table}").format(table=title)
            )
            _add_means(again, partial(acts.read_again, *part, table=name))
        menu.addSeparator()
    action = menu.addAction(translate("PlacementTool", "The table in front goes on here"))
    action.triggered.connect(lambda: acts.mark(sheet, box, goes_on=True))
    action = menu.addAction(translate("PlacementTool", "This is no part of the table in front"))
    action.triggered.connect(lambda: acts.mark_no_table(sheet, box))
    return menu


def means_menu(parent: QWidget, acts: PlacementActs) -> QMenu:
    """Returns the menu that asks by what means the page in view is to be read again."""
    menu = _menu(parent)
    _add_means(menu, acts.page_again)
    return menu


def _add_means(menu: QMenu, read: Callable[[Means], None]) -> None:
    """Adds the means by which a part of a page may be read again."""
    for text, means in (
        (translate("PlacementTool", "As a picture, not as text"), Means()),
        (
            translate("PlacementTool", "By the second reader"),
            Means(by_second_reader=True),
        ),
        (translate("PlacementTool", "As a picture, finer"), Means(is_finer=True)),
        (translate("PlacementTool", "Turned to the right"), Means(quarters=1)),
        (translate("PlacementTool", "Turned to the left"), Means(quarters=3)),
        (translate("PlacementTool", "Upside down"), Means(quarters=2)),
        (translate("PlacementTool", "Without red ink"), Means(without=RED)),
        (translate("PlacementTool", "Without blue ink"), Means(without=BLUE)),
        (translate("PlacementTool", "Without green ink"), Means(without=GREEN)),
    ):
        menu.addAction(text).triggered.connect(lambda _on=False, means=means: read(means))


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu
