"""A table as it is placed: its areas, columns and rows with their names, and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...documents.document import Region
from ...documents.geometry import Box, Level
from ..report import Reading
from .constraints import Constraint


@dataclass(frozen=True)
class Spot:
    """A point of a sheet: to the right and down, in its points."""

    sheet: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A column or a row on one sheet.

    Attributes:
        axis: ``constraints.COLUMN`` or ``ROW``.
        sheet: Index of the sheet.
        box: All of it: of a column from the first to the last row, of a row from the first to the
            last column.
        cells: Those of the form that stand in it; empty where the form has no such column or row.
        sure: The chance that all of them hold just what is printed in it.
    """

    axis: str
    sheet: int
    box: Box[Level]
    cells: tuple[str, ...]
    sure: float = 1.0

    @property
    def name(self) -> str:
        """The cell that it is called by; empty where the form has no such column or row."""
        return self.cells[0] if self.cells else ""

    @property
    def span(self) -> tuple[float, float]:
        """From where to where it goes across, or down."""
        box = self.box
        return (box.x0, box.x1) if self.axis == "column" else (box.top, box.bottom)


@dataclass(frozen=True, slots=True)
class PlacedArea:
    """A part of a sheet that a table takes up, headers and labels included."""

    sheet: int
    box: Box[Level]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something printed amid a table that no cell holds: a column of sums, a note."""

    sheet: int
    box: Box[Level]
    text: str
    region: Region | None


@dataclass(frozen=True)
class PlacedTable:
    """One table as it is placed, under what a person says of it.

    Attributes:
        table: Its id.
        plan: How it is laid out: the name of a plan.
        plans: The names of all plans that it could be laid out by.
        constraints: What a person says, in the order of saying.
        lines: Its columns and rows.
        areas: Where it stands.
        left_out: What is printed amid it and found no cell.
        readings: Of the cells that have a place.
        only, never: Parts of the source that a person says the table stands in alone, or does not
            stand in.
        legible: How sure the text of each of these is, wherever it belongs; 0 to 1.
    """

    table: str
    plan: str
    plans: tuple[str, ...]
    constraints: tuple[Constraint, ...]
    lines: tuple[PlacedLine, ...]
    areas: tuple[PlacedArea, ...]
    left_out: tuple[LeftOut, ...]
    readings: Mapping[str, Reading]
    legible: Mapping[str, float] = field(default_factory=dict)
    only: tuple[Region, ...] = ()
    never: tuple[Region, ...] = ()

    def along(self, axis: str) -> tuple[PlacedLine, ...]:
        """Returns the columns, or the rows."""
        return tuple(line for line in self.lines if line.axis == axis)
