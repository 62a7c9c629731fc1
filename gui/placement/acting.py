"""What can be done to the placement that is shown: each act on the selected line, or on an area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF

from ...core.documents.means import Means
from ...core.errors import GoujiError
from ...core.extraction.structure.acts import (
    add_boundary,
    cut_off,
    exchange_names,
    mark_area,
    mark_no_table,
    move_boundary,
    name_line,
    remove_boundary,
    shift_names,
)
from ...core.extraction.structure.naming import possible_names
from ...core.extraction.structure.placement import PlacedLine
from ..session.review_context import ReviewContext
from ..source.canvas import Canvas
from .session import PlacementSession
from .view_geometry import PlacementGeometry

if TYPE_CHECKING:
    from ...core.extraction.registration.words import Word

NUDGE = 2.0
"""Points by which a key moves a boundary."""

AS_PICTURE = Means()

Edges = tuple[float, float, float, float]


class PlacementActs(QObject):
    """The acts of a person on the placement.

    Attributes:
        selected: The column or row that acts are on, as it was placed when it was selected.
    """

    def __init__(self, context: ReviewContext, session: PlacementSession, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._context, self._session, self._canvas = context, session, canvas
        self.selected: PlacedLine | None = None

    @property
    def geometry(self) -> PlacementGeometry | None:
        """Where things lie in the view; None until the source is read."""
        surface = self._session.surface
        return PlacementGeometry(surface, self._canvas) if surface is not None else None

    def current(self) -> PlacedLine | None:
        """Returns the selected line as it is placed now: the one at its place."""
        one, placed = self.selected, self._session.placed
        if one is None or placed is None:
            return None
        middle = sum(one.span) / 2
        same = [line for line in placed.along(one.axis) if line.sheet == one.sheet]
        return min(same, key=lambda line: abs(sum(line.span) / 2 - middle), default=None)

    def words(self, sheet: int) -> Sequence[Word]:
        """Returns the words of a sheet."""
        structure = self._session.structure
        return structure.words[sheet] if structure is not None else ()

    def names(self) -> tuple[tuple[str, ...], ...]:
        """Returns the columns, or rows, of the form that the selected line could be."""
        review, placed, line = self._context.review, self._session.placed, self.current()
        if review is None or placed is None or line is None:
            return ()
        return possible_names(review.report.form, placed, line)

    def name(self, cells: Sequence[str]) -> None:
        """Gives the selected line the name of some cells of the form; none leaves it out."""
        line = self.current()
        if line is not None:
            self._session.act(lambda p: name_line(p, line, cells[0] if cells else ""))

    def rename(self, by: int) -> None:
        """Gives the selected line the next name, or the one before."""
        line, names = self.current(), self.names()
        if line is not None and names:
            known = (at for at, cells in enumerate(names) if line.name in cells)
            at = next(known, -1 if by > 0 else 0)
            self.name(names[(at + by) % len(names)])

    def name_by_number(self, number: int) -> None:
        """Gives the selected line the name of that number in the form; 0 leaves it out."""
        names = self.names()
        if number <= len(names):
            self.name(names[number - 1] if number else ())

    def give_name(self, line: PlacedLine, name: str) -> None:
        """Gives a line a name, and selects it."""
        self.selected = line
        self._session.act(lambda p: name_line(p, line, name))

    def exchange(self) -> None:
        """Exchanges the names of the selected line and the next one."""
        line, placed = self.current(), self._session.placed
        if line is None or placed is None:
            return
        beside = [one for one in placed.along(line.axis) if one.sheet == line.sheet]
        after = min(
            (one for one in beside if one.span > line.span), key=lambda one: one.span, default=None
        )
        if after is not None:
            self._session.act(lambda p: exchange_names(p, line, after))

    def shift(self, axis: str, by: int) -> None:
        """Moves the names of all columns, or rows, by one place."""
        placed = self._session.placed
        if placed is not None and placed.lines:
            here = self.selected
            sheet = here.sheet if here is not None else placed.lines[0].sheet
            self._session.act(lambda p: shift_names(p, axis, sheet, by))

    def part(self) -> None:
        """Parts the selected line in its middle."""
        line = self.current()
        if line is not None:
            self.add_edge(line.axis, line.sheet, sum(line.span) / 2)

    def join(self) -> None:
        """Takes away the boundary after the selected line."""
        line = self.current()
        if line is not None:
            self.remove_edge(line.axis, line.sheet, line.span[1])

    def cut_off(self, *, before: bool) -> None:
        """Says that the table ends before the selected line, or begins with it."""
        line, surface = self.current(), self._session.surface
        if line is not None and surface is not None:
            frame = surface.sheets[line.sheet].frame
            size = (frame.width, frame.height)
            self._session.act(lambda p: cut_off(p, line, size, before=before))

    def nudge(self, by: int) -> bool:
        """Moves the boundary after the selected line a little; False where none is selected."""
        line = self.current()
        if line is not None:
            end = line.span[1]
            self.move_edge(line.axis, line.sheet, end, end + by * NUDGE)
        return line is not None

    def add_edge(self, axis: str, sheet: int, at: float) -> None:
        """Puts a boundary somewhere."""
        words = self.words(sheet)
        self._session.act(lambda p: add_boundary(p, axis, sheet, at, words))

    def remove_edge(self, axis: str, sheet: int, at: float) -> None:
        """Takes a boundary away."""
        self._session.act(lambda p: remove_boundary(p, axis, sheet, at))

    def move_edge(self, axis: str, sheet: int, at: float, to: float) -> None:
        """Moves a boundary."""
        words = self.words(sheet)
        self._session.act(lambda p: move_boundary(p, axis, sheet, at, to, words))

    def mark(self, sheet: int, box: Edges, *, goes_on: bool, table: str = "") -> None:
        """Marks an area as the table in front, or as another one."""
        self._turn_to(table)
        try:
            made = mark_area(self._session.constraints, sheet, box, goes_on=goes_on)
        except GoujiError as error:
            self._session.failed.emit(error)
            return
        self._session.try_constraints(made)

    def mark_no_table(self, sheet: int, box: Edges) -> None:
        """Marks an area as no part of the table in front."""
        made = mark_no_table(self._session.constraints, sheet, box)
        self._session.try_constraints(made)

    def mark_page(self, *, goes_on: bool) -> None:
        """Marks the sheet in the middle of the view as the table, or as where it goes on."""
        geometry, surface = self.geometry, self._session.surface
        if geometry is None or surface is None:
            return
        spot = geometry.spot(self._middle())
        if spot is not None:
            frame = surface.sheets[spot.sheet].frame
            self.mark(spot.sheet, (0.0, 0.0, frame.width, frame.height), goes_on=goes_on)

    def read_again(
        self, page: int, box: Edges, means: Means = AS_PICTURE, *, table: str = ""
    ) -> None:
        """Reads a part of a page by other means, as the table in front or as another one."""
        self._turn_to(table)
        self._session.read_again(page, box, means)

    def page_again(self, means: Means = AS_PICTURE) -> None:
        """Reads the page in the middle of the view by other means, as the table in front."""
        at = self._canvas.point_as_it_is(self._middle())
        under_review = self._context.under_review
        if under_review is None:
            return
        pages = under_review.document.pages
        page = pages[at[0]] if at is not None and at[0] < len(pages) else None
        size = (page.width, page.height) if page is not None else (0.0, 0.0)
        self.read_again(page.index if page is not None else 0, (0.0, 0.0, *size), means)

    def step(self, axis: str, by: int) -> None:
        """Selects the next column or row, and brings it into view."""
        placed, surface = self._session.placed, self._session.surface
        lines = sorted(placed.along(axis), key=_order) if placed is not None else []
        if not lines or surface is None:
            return
        here = self.current()
        if here is None or here.axis != axis:
            self.selected = lines[0]
        else:
            at = next(k for k, line in enumerate(lines) if line is here)
            self.selected = lines[min(max(at + by, 0), len(lines) - 1)]
        for region in surface.regions(self.selected.sheet, self.selected.box)[:1]:
            self._canvas.bring_into_view(region)

    def _middle(self) -> QPointF:
        return QRectF(self._canvas.viewport().rect()).center()

    def _turn_to(self, table: str) -> None:
        """Brings another table in front."""
        review = self._context.review
        if table and table != self._session.table and review is not None:
            first = next((cell for cell in review.cells if cell.startswith(f"{table}.")), "")
            self._context.select_cell(first)
            self._session.show(table)


def _order(line: PlacedLine) -> tuple[int, tuple[float, float]]:
    return line.sheet, line.span
