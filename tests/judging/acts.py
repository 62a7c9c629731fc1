"""A person at a placement who knows the truth: what could be done next, and what is best.

Each act is what hands can do at once: a name, an exchange, a shift, another layout, a page marked
as the table or as where it goes on, an end, a boundary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from gouji.core.doubts import is_doubt
from gouji.core.errors import GoujiError
from gouji.core.extraction.report import Reading
from gouji.core.extraction.structure.acts import (
    Constraints,
    cut_off,
    exchange_names,
    lay_out,
    mark_area,
    name_line,
    remove_boundary,
    shift_names,
)
from gouji.core.extraction.structure.constraints import COLUMN, ROW, Area
from gouji.core.extraction.structure.moving import OF_PLACE
from gouji.core.extraction.structure.naming import possible_names
from gouji.core.extraction.structure.placement import PlacedLine, PlacedTable
from gouji.core.extraction.structure.readings_to_take import readings_to_take
from gouji.core.extraction.structure.table_structure import Structure

from .documents import Printed

Readings = Mapping[str, Reading]

NAME, EXCHANGE, SHIFT, LAYOUT = "name", "exchange", "shift", "another layout"
PAGE, GOES_ON, BEGINS, ENDS, JOIN = "page", "goes on", "begins", "ends before", "join"
AS_SHOWN = "as shown"


@dataclass(frozen=True)
class Act:
    """One act.

    Attributes:
        said: What the table is placed under after it.
        line: What is selected for it.
        number: Which of the possible names is given, from 1; 0 for none.
        by: By how many places names are shifted.
        sheet: That is marked.
    """

    kind: str
    said: Constraints
    line: PlacedLine | None = None
    number: int = 0
    by: int = 0
    sheet: int = -1


def possible_acts(
    structure: Structure, placed: PlacedTable | None, said: Constraints
) -> Iterator[Act]:
    """Yields what a person could do next at a table as it is placed, but for single rows."""
    has_area = any(isinstance(one, Area) and one.is_table for one in said)
    for sheet in range(structure.surface.first_hand):
        frame = structure.surface.sheets[sheet].frame
        box = (0.0, 0.0, frame.width, frame.height)
        kind = GOES_ON if has_area else PAGE
        with suppress(GoujiError):
            yield Act(kind, mark_area(said, sheet, box, goes_on=has_area), sheet=sheet)
    if placed is None:
        return
    if len(placed.plans) > 1:
        yield Act(LAYOUT, lay_out(placed))
    yield from along(structure, placed, COLUMN)


def along(structure: Structure, placed: PlacedTable, axis: str) -> Iterator[Act]:
    """Yields what could be done to the columns, or rows, of a table."""
    lines = sorted(placed.along(axis), key=lambda line: (line.sheet, line.span))
    for sheet in sorted({line.sheet for line in lines}):
        first = next(line for line in lines if line.sheet == sheet)
        for by in (-1, 1):
            with suppress(GoujiError):
                yield Act(SHIFT, shift_names(placed, axis, sheet, by), first, by=by)
    for one, other in pairwise(lines):
        if one.sheet == other.sheet:
            yield Act(EXCHANGE, exchange_names(placed, one, other), one)
            yield Act(JOIN, remove_boundary(placed, axis, one.sheet, one.span[1]), one)
    for line in lines:
        frame = structure.surface.sheets[line.sheet].frame
        for kind, before in ((BEGINS, True), (ENDS, False)):
            with suppress(GoujiError):
                size = (frame.width, frame.height)
                yield Act(kind, cut_off(placed, line, size, before=before), line)
        yield Act(NAME, name_line(placed, line, ""), line)
        if axis == COLUMN:
            names = possible_names(structure.form, placed, line)
            for number, cells in enumerate(names, 1):
                yield Act(NAME, name_line(placed, line, cells[0]), line, number)


@dataclass(frozen=True)
class Worth:
    """How good readings of a table are: the fewer the better, the wrong ones before all."""

    wrong: tuple[str, ...]
    doubted: tuple[str, ...]

    @property
    def order(self) -> tuple[int, int]:
        """Less is better."""
        return len(self.wrong), len(self.doubted)


class Person:
    """Knows what one table prints, and finds the act that brings most of it right."""

    def __init__(
        self, structure: Structure, table: str, readings: Readings, truth: Mapping[str, Printed]
    ) -> None:
        self._structure, self._table = structure, table
        self._readings, self._truth = readings, truth
        self._cells = [cell.id for cell in structure.form.table(table).cells()]

    def worth(self, taken: Readings) -> Worth:
        """Returns how good the table would be with some readings taken."""
        after = {cell: taken.get(cell, self._readings[cell]) for cell in self._cells}
        return Worth(tuple(wrong(after, self._truth)), tuple(doubts(after)))

    def placed(self, said: Constraints) -> tuple[PlacedTable, Readings] | None:
        """Returns the table placed, and what would be read otherwise; None where refused."""
        try:
            placed = self._structure.place(self._table, said)
        except GoujiError:
            return None
        document = self._structure.surface.document
        form = self._structure.form
        return placed, readings_to_take(placed, self._readings, form, document)

    def best(self, placed: PlacedTable | None, said: Constraints, now: Worth) -> Act | None:
        """Returns the act that brings most right; None where none brings anything."""
        first = self._best_of(possible_acts(self._structure, placed, said), now)
        if first is not None or placed is None:
            return first
        return self._best_of(along(self._structure, placed, ROW), now)

    def _best_of(self, acts: Iterator[Act], now: Worth) -> Act | None:
        best, best_worth = None, now
        for act in acts:
            found = self.placed(act.said)
            if found is None:
                continue
            worth = self.worth(found[1])
            if worth.order < best_worth.order:
                best, best_worth = act, worth
            if worth.order == (0, 0):
                break
        return best


def wrong(readings: Readings, truth: Mapping[str, Printed]) -> list[str]:
    """Returns the cells that hold another figure than is printed."""
    return [
        cell
        for cell, printed in truth.items()
        if cell in readings
        and (readings[cell].figure.state.value, readings[cell].figure.value)
        not in {(printed.state, value) for value in printed.values}
    ]


def misplaced(readings: Readings, truth: Mapping[str, Printed]) -> list[str]:
    """Returns the wrong cells whose own figure is not what was read there with other characters.

    A figure of which a character was misread or passed over stands in its cell, and no placement
    makes it right.
    """
    return [
        cell
        for cell in wrong(readings, truth)
        if not _is_alike(readings[cell].figure.text, truth[cell].text)
    ]


def _is_alike(read: str, printed: str) -> bool:
    """Returns whether a text may be a misreading of another: half of its characters agree."""
    bare = ("".join(read.split()), "".join(printed.split()))
    if not all(bare):
        return False
    same = sum(a == b for a, b in zip(*bare, strict=False))
    return same * 2 >= max(map(len, bare))


def doubts(readings: Readings) -> list[str]:
    """Returns the cells in doubt of where their figures belong."""
    return [
        cell
        for cell, reading in readings.items()
        if is_doubt(reading.confidence) and reading.doubt in OF_PLACE
    ]


def needs_help(readings: Readings, truth: Mapping[str, Printed], cells: Sequence[str]) -> bool:
    """Returns whether cells are wrong, or in doubt of their place."""
    own = {cell: readings[cell] for cell in cells}
    return bool(wrong(own, truth) or doubts(own))
