"""The cells that a table's rules enclose, merged ones as one, open sides and gaps allowed for.

Where pdfplumber looks for rectangles with four unbroken sides, this asks of every two neighbouring
places of the lattice whether a wall stands between them: a side that is open or interrupted then
costs no cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from ..geometry import Box, Level
from .ruled_lines import Border, ConnectedRules

_WALL = 0.5
"""Share of a side that must be drawn for the side to part two cells."""

_OPEN = 8.0
"""Points by which rules must stand out over the last crossing one for an open row or column to
follow there; less has no room for a character."""

_MOST_PLACES = 100_000
"""Rows times columns of one lattice; a drawing with more lines is a map or a plan, no table."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LatticeCell:
    """A cell: its top left place and how many places it takes up."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1

    def places(self) -> list[Place]:
        """Returns its places."""
        if self.row_span == self.column_span == 1:
            return [(self.row, self.column)]
        return [
            (row, column)
            for row in range(self.row, self.row + self.row_span)
            for column in range(self.column, self.column + self.column_span)
        ]


@dataclass(frozen=True, slots=True)
class Lattice:
    """Lines across and down a table, in points of the page as read, and what they enclose.

    Attributes:
        xs, ys: Where the lines lie, one more than columns and rows.
        cells: In row-major order; places outside the connected rules are in none.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[LatticeCell, ...]

    @property
    def box(self) -> Box[Level]:
        """The box around it."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def owners(self) -> dict[Place, LatticeCell]:
        """Returns the cell that covers each place."""
        return {place: cell for cell in self.cells for place in cell.places()}

    def cell_box(self, cell: LatticeCell) -> Box[Level]:
        """Returns the box of a cell."""
        return Box(
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.column_span],
            self.ys[cell.row + cell.row_span],
        )

    def cell_at(self, place: Place) -> LatticeCell | None:
        """Returns the cell that covers a place, if one does."""
        row, column = place
        return next(
            (
                cell
                for cell in self.cells
                if cell.row <= row < cell.row + cell.row_span
                and cell.column <= column < cell.column + cell.column_span
            ),
            None,
        )

    def place_at(self, x: float, y: float) -> Place | None:
        """Returns the place of a point, None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return row, column
        return None


def make_lattice(
    connected: ConnectedRules, holds_text: Callable[[Box[Level]], bool]
) -> Lattice | None:
    """Returns the lattice of connected rules, or None where it encloses no more than one cell.

    Args:
        connected: Rules that hang together.
        holds_text: Is anything printed in a box? Empty places outside of a stepped outline are
            no cells.
    """
    horizontal, vertical = _closed(connected)
    if len(horizontal) < 2 or len(vertical) < 2:
        return None
    if len(horizontal) * len(vertical) > _MOST_PLACES:
        return None
    vertical = _needed(vertical, [border.at for border in horizontal])
    horizontal = _needed(horizontal, [border.at for border in vertical])
    if len(horizontal) < 2 or len(vertical) < 2:
        return None
    lattice = _Walls(horizontal, vertical).lattice(holds_text)
    return lattice if len(lattice.cells) > 1 else None


def _closed(connected: ConnectedRules) -> tuple[tuple[Border, ...], tuple[Border, ...]]:
    """Returns level and vertical borders, with one added for each side that is left open."""
    return (
        _with_ends(connected.horizontal, connected.vertical),
        _with_ends(connected.vertical, connected.horizontal),
    )


def _with_ends(borders: tuple[Border, ...], crossing: tuple[Border, ...]) -> tuple[Border, ...]:
    """Returns borders with one added where two crossing ones or more stand out at an end."""
    if not borders or not crossing:
        return borders
    before = [line for line in crossing if line.stretches[0][0] < borders[0].at - _OPEN]
    after = [line for line in crossing if line.stretches[-1][1] > borders[-1].at + _OPEN]
    first = _end(before, min((line.stretches[0][0] for line in before), default=0.0))
    last = _end(after, max((line.stretches[-1][1] for line in after), default=0.0))
    return (*first, *borders, *last)


def _end(standing_out: list[Border], at: float) -> tuple[Border, ...]:
    if len(standing_out) < 2:
        return ()
    return (Border(at, ((standing_out[0].at, standing_out[-1].at),)),)


def _needed(borders: tuple[Border, ...], stops: list[float]) -> tuple[Border, ...]:
    """Returns the borders without those that wall off nothing."""
    return tuple(
        border
        for border in borders
        if any(border.covers(start, end) >= _WALL for start, end in pairwise(stops))
    )


class _Walls:
    """Which sides of which places are drawn."""

    def __init__(self, horizontal: tuple[Border, ...], vertical: tuple[Border, ...]) -> None:
        self.xs = tuple(border.at for border in vertical)
        self.ys = tuple(border.at for border in horizontal)
        self.rows, self.columns = len(horizontal) - 1, len(vertical) - 1
        self.left = [
            [border.covers(top, bottom) >= _WALL for border in vertical]
            for top, bottom in pairwise(self.ys)
        ]
        self.above = [
            [border.covers(start, end) >= _WALL for start, end in pairwise(self.xs)]
            for border in horizontal
        ]

    def lattice(self, holds_text: Callable[[Box[Level]], bool]) -> Lattice:
        places = [(row, column) for row in range(self.rows) for column in range(self.columns)]
        closed = [LatticeCell(*place) for place in places if self._is_closed(*place)]
        lattice = Lattice(self.xs, self.ys, ())
        others = [
            cell
            for region in self._regions({place for place in places if not self._is_closed(*place)})
            for cell in _rectangles(region)
            if self._is_inside(region) or holds_text(lattice.cell_box(cell))
        ]
        cells = sorted([*closed, *others], key=lambda cell: (cell.row, cell.column))
        return Lattice(self.xs, self.ys, tuple(cells))

    def _regions(self, free: set[Place]) -> Iterable[set[Place]]:
        """Returns the places that no wall keeps apart, region by region."""
        while free:
            region: set[Place] = set()
            edge = [free.pop()]
            while edge:
                place = edge.pop()
                region.add(place)
                reached = [other for other in self._open_to(place) if other in free]
                free.difference_update(reached)
                edge += reached
            yield region

    def _is_closed(self, row: int, column: int) -> bool:
        left, above = self.left[row], self.above
        return left[column] and left[column + 1] and above[row][column] and above[row + 1][column]

    def _open_to(self, place: Place) -> Iterable[Place]:
        row, column = place
        if row and not self.above[row][column]:
            yield row - 1, column
        if row + 1 < self.rows and not self.above[row + 1][column]:
            yield row + 1, column
        if column and not self.left[row][column]:
            yield row, column - 1
        if column + 1 < self.columns and not self.left[row][column + 1]:
            yield row, column + 1

    def _is_inside(self, region: set[Place]) -> bool:
        """Is a region closed, or open to the outside on one side at most?"""
        sides = {
            "top": any(row == 0 and not self.above[0][c] for row, c in region),
            "bottom": any(
                row == self.rows - 1 and not self.above[self.rows][c] for row, c in region
            ),
            "left": any(c == 0 and not self.left[row][0] for row, c in region),
            "right": any(
                c == self.columns - 1 and not self.left[row][self.columns] for row, c in region
            ),
        }
        return sum(sides.values()) < 2


def _rectangles(region: set[Place]) -> Iterable[LatticeCell]:
    """Returns a region as rectangles: one for a cell, several where a wall is lacking."""
    left = set(region)
    while left:
        row, column = min(left)
        wide = 1
        while (row, column + wide) in left:
            wide += 1
        tall = 1
        while all((row + tall, column + at) in left for at in range(wide)):
            tall += 1
        cell = LatticeCell(row, column, tall, wide)
        left.difference_update(cell.places())
        yield cell
