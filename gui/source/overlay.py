"""What is drawn over the sheets: marks, signs, outlines, proposals, and what a search has found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ...core.documents.document import Region
from ..session.cell_marks import PLAIN, CellMarks
from .marking import (
    paint_current,
    paint_equation,
    paint_found,
    paint_ground,
    paint_outline,
    paint_proposed,
    paint_selected,
    paint_signs,
)
from .paper.sheets import Sheets, SheetSpot
from .places import Places
from .stacking import Stack

PlacedBoxes = Sequence[tuple[str, QRectF]]


class Overlay:
    """The places of the cells and all that is shown at them.

    Attributes:
        places: Where each cell stands.
        marks: The marks of cells; see ``marking.GROUNDS`` and ``marking.SIGNS``.
        equation: The highlighted cells, each with its sign.
        proposed: The cells for which a figure is proposed, each with that.
        current: The cell that is outlined.
        has_outlines: Whether every cell is outlined.
        selected: The text that is marked: sheets and boxes in points.
        hits: What a search has found, and at which of them it stands.
        quoted: Words that are pointed at.
    """

    def __init__(self) -> None:
        self.places = Places()
        self.marks: Mapping[str, CellMarks] = {}
        self.equation: Mapping[str, str] = {}
        self.proposed: Mapping[str, str] = {}
        self.current: str | None = None
        self.has_outlines = False
        self.selected: Sequence[tuple[int, QRectF]] = ()
        self.hits: tuple[Sequence[Region], int] = ((), -1)
        self.quoted: Sequence[SheetSpot] = ()

    def paint(
        self, painter: QPainter, sheets: Sheets, sheet: int, stack: Stack, seen: QRectF
    ) -> None:
        """Paints what lies over a sheet where it is seen; figures stay legible under all of it.

        Args:
            painter: In logical pixels from the top left of the stack.
            sheets: The sheets.
            sheet: Index of the sheet.
            stack: Where the sheets lie.
            seen: The part of the stack that is painted, in logical pixels.
        """
        cells = [
            (cell, place)
            for cell, spot in self.places.on(sheet)
            if self._is_painted(cell) and (place := stack.place(spot)).intersects(seen)
        ]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for each, box in self.selected:
            if each == sheet:
                paint_selected(painter, stack.place(SheetSpot(sheet, box)))
        self._paint_hits(painter, sheets, sheet, stack)
        self._paint_grounds(painter, cells)
        self._paint_signs(painter, cells, self.places.row_height(sheet) * stack.scale)
        painter.restore()

    def _is_painted(self, cell: str) -> bool:
        """Returns whether anything is painted at a cell."""
        return (
            self.has_outlines
            or cell == self.current
            or cell in self.marks
            or cell in self.equation
            or cell in self.proposed
        )

    def _paint_hits(self, painter: QPainter, sheets: Sheets, sheet: int, stack: Stack) -> None:
        for words in self.quoted:
            if words.sheet == sheet:
                paint_found(painter, stack.place(words), here=True)
        if self.quoted:  # they are a part of what was found
            return
        regions, here = self.hits
        for index, region in enumerate(regions):
            spot = sheets.spot(region)
            if spot is not None and spot.sheet == sheet:
                paint_found(painter, stack.place(spot), here=index == here)

    def _paint_grounds(self, painter: QPainter, cells: PlacedBoxes) -> None:
        if self.has_outlines:
            for _, place in cells:
                paint_outline(painter, place)
        for cell, place in cells:
            if cell in self.marks:
                paint_ground(painter, place, self.marks[cell])
        for cell, place in cells:
            if cell in self.equation:
                paint_equation(painter, place)
        for cell, place in cells:
            if cell == self.current:
                paint_current(painter, place)

    def _paint_signs(self, painter: QPainter, cells: PlacedBoxes, row_height: float) -> None:
        for cell, place in cells:
            sign, marks = self.equation.get(cell, ""), self.marks.get(cell, PLAIN)
            if sign or marks != PLAIN:
                paint_signs(painter, place, row_height, marks, sign)
        for cell, place in cells:
            if cell in self.proposed:
                paint_proposed(painter, place, self.proposed[cell])
