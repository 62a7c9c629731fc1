"""A table's layout as a grid view needs it: headers that stay in view, and a body that scrolls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ...core.forms import Table
from ...core.layout import FIGURE, FormLayout, Place, lay_out

At = tuple[int, int]
"""Row and column in the body, from 0."""


@dataclass(frozen=True)
class Sheet:
    """One table, cut in headers and body.

    A table with headers of its own has them, and its row labels, in the header views, where they
    stay in view. A table of several blocks keeps everything in the body.

    Attributes:
        top, left: How many rows and columns of the layout stand in the header views.
    """

    table: Table
    layout: FormLayout
    top: int
    left: int

    @property
    def rows(self) -> int:
        """Rows of the body."""
        return self.layout.rows - self.top

    @property
    def columns(self) -> int:
        """Columns of the body."""
        return self.layout.columns - self.left

    @cached_property
    def body(self) -> tuple[Place, ...]:
        """The places of the body, in coordinates of the layout."""
        return tuple(
            place
            for place in self.layout.places
            if place.row >= self.top and place.column >= self.left
        )

    @cached_property
    def column_headers(self) -> tuple[Place, ...]:
        """The places over the columns of the body."""
        return tuple(
            place
            for place in self.layout.places
            if place.row < self.top and place.column >= self.left
        )

    @cached_property
    def row_labels(self) -> tuple[Place, ...]:
        """The places before the rows of the body."""
        return tuple(
            place
            for place in self.layout.places
            if place.row >= self.top and place.column < self.left
        )

    @cached_property
    def corner(self) -> Place | None:
        """The place above the row labels, if there is one."""
        for place in self.layout.places:
            if place.row < self.top and place.column < self.left:
                return place
        return None

    @cached_property
    def place_at(self) -> Mapping[At, Place]:
        """The place that covers each position of the body."""
        return {
            (place.row - self.top + row, place.column - self.left + column): place
            for place in self.body
            for row in range(place.row_span)
            for column in range(place.column_span)
        }

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The cell ids in reading order."""
        return tuple(cell for cell, _ in sorted(self.at.items(), key=lambda item: item[1]))

    @cached_property
    def at(self) -> Mapping[str, At]:
        """Where each cell stands in the body: its top left position."""
        return {
            place.cell: (place.row - self.top, place.column - self.left)
            for place in self.body
            if place.kind == FIGURE
        }

    def cell(self, row: int, column: int) -> str:
        """Returns the cell id at a position of the body, empty where no figure stands."""
        place = self.place_at.get((row, column))
        return place.cell if place is not None else ""

    def labels_of(self, section: int, *, across: bool) -> list[Place]:
        """Returns the labels over a column of the body, or before a row, outermost first."""
        if across:
            column = section + self.left
            return [
                place
                for place in self.column_headers
                if place.column <= column < place.column + place.column_span
            ]
        row = section + self.top
        return [place for place in self.row_labels if place.row <= row < place.row + place.row_span]

    def step(self, row: int, column: int, down: int, right: int) -> At | None:
        """Returns the next figure in a direction, over headers and labels; None at the edge."""
        start = self.cell(row, column)
        row, column = row + down, column + right
        while 0 <= row < self.rows and 0 <= column < self.columns:
            cell = self.cell(row, column)
            if cell and cell != start:
                return self.at[cell]
            row, column = row + down, column + right
        return None

    def edge(self, row: int, column: int, down: int, right: int) -> At:
        """Returns the last figure in a direction."""
        at = (row, column)
        while (further := self.step(*at, down, right)) is not None:
            at = further
        return at

    def follow(self, cell: str, by: int) -> str:
        """Returns the cell ``by`` places on in reading order; empty beyond the ends."""
        index = self.figures.index(cell) + by if cell in self.at else 0
        return self.figures[index] if 0 <= index < len(self.figures) else ""


def make_sheet(table: Table) -> Sheet:
    """Returns the sheet of a table, cut where its own headers and labels end."""
    layout = lay_out(table)
    left = layout.label_columns if layout.head_rows else 0
    return Sheet(table, layout, layout.head_rows, left)
