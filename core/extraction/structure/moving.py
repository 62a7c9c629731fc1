"""Moves readings between the cells of a table, as a person does who sees that they slipped.

What is printed stays as it was read; only the cell that it belongs to is another one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from ...doubts import CERTAIN
from ...errors import StructureRefusedError
from ...figures import BLANK, State, parse_figure
from ...forms import Cell, Table
from ...layout import FIGURE, lay_out
from ..report import Reading

OF_PLACE = frozenset({"placement", "row", "label", "order", "missing", "head", "left_over"})
"""Doubts of the cell that a figure belongs to, which a person settles who places it."""

At = tuple[int, int]


@dataclass(frozen=True)
class Moved:
    """What cells hold once figures were moved.

    Attributes:
        readings: Of the cells that hold something else than before.
        fallen: What no cell holds any more, in the order of the form: the cell that it stood in,
            and its reading.
    """

    readings: Mapping[str, Reading]
    fallen: tuple[tuple[str, Reading], ...] = ()


def slide(
    table: Table,
    readings: Mapping[str, Reading],
    cells: Collection[str],
    *,
    down: int = 0,
    right: int = 0,
) -> Moved:
    """Returns what the cells of a table hold once some of them are slid.

    A figure that is slid goes over headers and labels to the next figure. What stood where it goes
    falls out, unless it is slid itself; so does what is slid beyond the table.

    Args:
        table: The table.
        readings: Of its cells at least.
        cells: Those to slide.
        down: How many figures, as the form prints the table; up below zero.
        right: The same to the right, and to the left.

    Raises:
        StructureRefusedError: None of the cells has a figure.
    """
    places = TablePlaces(table)
    slid = [cell for cell in places.order if cell in cells]
    if not any(_says_something(readings[cell]) for cell in slid):
        raise StructureRefusedError(
            "选中的格中没有数字，没有移动。",
            "The selected cells hold no figure; nothing was moved.",
        )
    specs = {cell.id: cell for cell in table.cells()}
    after = dict.fromkeys(slid, EMPTIED)
    fallen: dict[str, Reading] = {}
    reached: set[str] = set()
    for cell in slid:
        goal = places.beside(cell, down=down, right=right)
        if goal is None or goal in reached:  # two cells may lie over one that is wider
            fallen[cell] = readings[cell]
            continue
        reached.add(goal)
        if goal not in slid:
            fallen[goal] = readings[goal]
        after[goal] = placed(readings[cell], specs[goal])
    return _moved(places, readings, after, fallen)


def exchange(table: Table, readings: Mapping[str, Reading], cells: Collection[str]) -> Moved:
    """Returns what the cells of a table hold once two of its rows or columns are exchanged.

    Args:
        table: The table.
        readings: Of its cells at least.
        cells: Some that stand in two columns, or in two rows: these are exchanged as a whole.

    Raises:
        StructureRefusedError: They name neither two rows nor two columns.
    """
    places = TablePlaces(table)
    rows, columns = (sorted({places.at[cell][axis] for cell in cells}) for axis in (0, 1))
    by_column = len(columns) == 2 and len(rows) != 2
    by_row = len(rows) == 2 and len(columns) != 2
    if not (by_column or by_row):
        raise StructureRefusedError(
            "请在同一行选两格（对调它们的列），或在同一列选两格（对调它们的行）；没有改动。",
            "Select two cells of one row (to exchange their columns) or of one column (to exchange "
            "their rows); nothing was changed.",
        )
    axis, (one, other) = (1, columns) if by_column else (0, rows)
    specs = {cell.id: cell for cell in table.cells()}
    by_place = {at: cell for cell, at in places.at.items()}
    after: dict[str, Reading] = {}
    for at, cell in by_place.items():
        if at[axis] not in (one, other):
            continue
        goal = other if at[axis] == one else one
        beside = by_place.get((at[0], goal) if by_column else (goal, at[1]))
        if beside is None or specs[beside].block is not specs[cell].block:
            raise StructureRefusedError(
                "这两行或两列不在表的同一部分，不能对调；没有改动。",
                "The two do not stand in one part of the table and cannot be exchanged; nothing "
                "was changed.",
            )
        after[beside] = placed(readings[cell], specs[beside])
    return _moved(places, readings, after, {})


EMPTIED = Reading(BLANK, None, CERTAIN)
"""A cell whose figure a person has moved away."""


def placed(reading: Reading, cell: Cell) -> Reading:
    """Returns a reading as one of a cell that a person says it belongs to.

    How sure the text is stays as it was; where it belongs is no doubt any more.
    """
    figure = parse_figure(reading.figure.text, cell.domain)
    if reading.figure.state is State.UNREADABLE:
        figure = reading.figure
    if reading.doubt in OF_PLACE:
        return replace(reading, figure=figure, confidence=CERTAIN, doubt="")
    return replace(reading, figure=figure)


def _moved(
    places: TablePlaces,
    readings: Mapping[str, Reading],
    after: Mapping[str, Reading],
    fallen: Mapping[str, Reading],
) -> Moved:
    return Moved(
        {
            cell: after[cell]
            for cell in places.order
            if cell in after and after[cell] != readings[cell]
        },
        tuple(
            (cell, fallen[cell])
            for cell in places.order
            if cell in fallen and _says_something(fallen[cell])
        ),
    )


def _says_something(reading: Reading) -> bool:
    return reading.figure.state is not State.BLANK or bool(reading.figure.text)


class TablePlaces:
    """Where the cells of a table stand as the form prints it.

    Attributes:
        at: Row and column by cell id.
        order: The cells in reading order.
    """

    def __init__(self, table: Table) -> None:
        figures = [place for place in lay_out(table).places if place.kind == FIGURE]
        self.at = {place.cell: (place.row, place.column) for place in figures}
        self.order = sorted(self.at, key=self.at.__getitem__)
        self._covers = {
            (place.row + down, place.column + right): place.cell
            for place in figures
            for down in range(place.row_span)
            for right in range(place.column_span)
        }
        self._end = (
            max(row for row, _ in self._covers) + 1,
            max(column for _, column in self._covers) + 1,
        )

    def beside(self, cell: str, *, down: int, right: int) -> str | None:
        """Returns the figure so many places on, over headers and labels; None beyond the table."""
        here: str | None = cell
        for count, step in ((right, (0, 1)), (down, (1, 0))):
            way = (step[0], step[1]) if count > 0 else (-step[0], -step[1])
            for _ in range(abs(count)):
                here = self._next(here, way) if here is not None else None
        return here

    def _next(self, cell: str, step: At) -> str | None:
        row, column = self.at[cell]
        while 0 <= row < self._end[0] and 0 <= column < self._end[1]:
            found = self._covers.get((row, column))
            if found is not None and found != cell:
                return found
            row, column = row + step[0], column + step[1]
        return None
