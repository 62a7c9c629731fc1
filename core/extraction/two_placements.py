"""Settles what two readers of the placement say of one table: the grid's and the registration's.

They share the characters of the page and nothing else. Where they agree, each bears the other out;
where they do not and both are sure, the cell is a doubt, whichever is right, unless the sums of the
table that the page itself prints hold under one placement and not under the other. A grid that was
found without rules is a guess: where it is a doubt itself, it says nothing against a registration
that is sure. No figure is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..doubts import CERTAIN, is_doubt
from ..figures import BLANK, Figure, State
from ..forms import Equation, Table
from .alignment.row_sums import holds
from .alignment.unaligned_placement import TIED
from .registration.placed_readings import RegisteredTable
from .report import Reading
from .table_readings import TableReading

_OF_PLACE = frozenset({"", "placement", "row", "label", "order", "missing", "head"})
"""Doubts that another placement can settle; all others are of what is printed there."""

_DISPUTED = 0.6
"""A cell of which two readers say different things."""

_FEW = 0.2
"""The share of its cells in doubt up to which a registration is sure of what is not printed."""

_ALONE = 0.85
"""A cell that one of two readers does not find, and which nothing else bears out."""

_ASKED_ELSEWHERE = 0.93
"""A cell of a column that is not printed: whether it is, is asked once, at the column's first."""


def settled(
    gridded: TableReading | None, registered: RegisteredTable | None, *, is_ruled: bool
) -> TableReading | None:
    """Returns one reading of a table that two readers placed, or one of them alone.

    Args:
        gridded: By the grids of the page.
        registered: By registration.
        is_ruled: Whether rules divide all rows of the grids.
    """
    if registered is None or not registered.readings:
        return gridded if is_ruled or gridded is None else _guessed(gridded)
    if gridded is None:
        return _alone(registered)
    table = gridded.table
    if not is_ruled and _doubts(gridded.readings.values()) > _doubts(_whole(registered).values()):
        table = registered.table
    order = [cell.id for cell in table.cells()]
    first = {cell: gridded.readings.get(cell) for cell in order}
    second = {cell: registered.readings.get(cell) for cell in order}
    if not is_ruled and table is registered.table:
        second |= _absent(first, registered)
    # A cell that the grid does not find is no blank of its sums.
    votes = _votes(
        table, {cell: one if one and one.region else None for cell, one in first.items()}, second
    )
    readings = {
        cell: _settled(first[cell], second[cell], votes.get(cell, 0), is_ruled=is_ruled)
        for cell in order
    }
    unplaced = registered.unplaced if table is registered.table else gridded.unplaced
    return TableReading(table, readings, unplaced, gridded.placed)


def _guessed(gridded: TableReading) -> TableReading:
    """Returns a table that is found without rules, and in which nothing bears out its places."""
    doubted = {cell: _doubted(one, _ALONE) for cell, one in gridded.readings.items()}
    return replace(gridded, readings=doubted)


def _absent(first: Mapping[str, Reading | None], registered: RegisteredTable) -> dict[str, Reading]:
    """Returns cells that the registration says are not printed, where it is sure of nearly all
    others and the grid is not; a column whose head stands nowhere is asked about once, and so are
    rows that are left out.
    """
    found = registered.readings
    if _doubts(found.values()) > _FEW * len(found):
        return {}
    absent = [
        cell
        for cell, reading in first.items()
        if cell not in found and (reading is None or is_doubt(reading.confidence))
    ]
    asked: set[str] = set()
    readings: dict[str, Reading] = {}
    for cell in absent:
        column = cell.rpartition(".")[2]
        if cell in registered.left_out:
            column = "rows"
        is_known = column in asked and column not in registered.printed_elsewhere
        sure = _ASKED_ELSEWHERE if is_known else TIED
        readings[cell] = Reading(BLANK, None, sure, doubt="missing")
        if not any(other.rpartition(".")[2] == column for other in found):
            asked.add(column)
    return readings


def _alone(registered: RegisteredTable) -> TableReading:
    """Returns a table that only the registration found: a doubt where its sums are broken."""
    whole = _whole(registered)
    verdicts = [(one, _verdict(one, whole)) for one in registered.table.equations]
    borne_out = {cell for equation, holds in verdicts if holds > 0 for cell in equation.cells}
    broken = {cell for equation, holds in verdicts if holds < 0 for cell in equation.cells}
    readings = {
        cell: _doubted(reading, _ALONE if cell in broken - borne_out else CERTAIN)
        for cell, reading in (whole | _absent(dict.fromkeys(whole), registered)).items()
    }
    return TableReading(registered.table, readings, registered.unplaced, {})


def _whole(registered: RegisteredTable) -> dict[str, Reading]:
    missing = Reading(BLANK, None, TIED, doubt="missing")
    return {cell.id: registered.readings.get(cell.id, missing) for cell in registered.table.cells()}


def _doubts(readings: Iterable[Reading]) -> int:
    return sum(is_doubt(reading.confidence) for reading in readings)


def _settled(
    first: Reading | None, second: Reading | None, vote: int, *, is_ruled: bool
) -> Reading:
    """Returns the reading of one cell.

    Args:
        first: By the grid.
        second: By registration.
        vote: Above zero where sums hold by the second alone, below where by the first alone.
        is_ruled: Whether rules divide the rows of the grid.
    """
    if first is None or first.region is None:
        if second is None:
            return first or Reading(BLANK, None, TIED, doubt="missing")
        return _doubted(second, CERTAIN if vote >= 0 else _ALONE)
    if second is None:
        return _doubted(first, _ALONE)
    if _are_one(first.figure, second.figure):
        return _agreed(first, second)
    better, other = (first, second)
    if _is_better(first, second, vote or (-1 if is_ruled else 0)):
        better, other = second, first
    alternatives = tuple(dict.fromkeys((other.figure.text, *better.alternatives)))
    is_guess = is_doubt(first.confidence) or bool(first.doubt)
    sure = better.confidence if better is second and is_guess else _DISPUTED
    return replace(_doubted(better, sure), alternatives=alternatives)


def _is_better(first: Reading, second: Reading, vote: int) -> bool:
    """Is the registration's reading to be shown? Without rules it is the likelier one."""
    if first.doubt not in _OF_PLACE | {"pieced"}:
        return False
    if first.doubt == "head":
        return True  # what the headers say speaks against the grid, and the registration heard it
    is_found = second.figure.state is not State.BLANK
    if is_found and first.doubt == "missing":
        return True
    if is_found and first.figure.state is State.BLANK and is_doubt(first.confidence):
        return second.confidence > first.confidence  # what is printed stands somewhere
    if State.UNREADABLE in (first.figure.state, second.figure.state):
        return first.figure.state is State.UNREADABLE
    return vote >= 0


def _agreed(first: Reading, second: Reading) -> Reading:
    """Returns the first reading, as sure as the surer of the two is of the place."""
    if first.doubt not in _OF_PLACE:
        return first
    sure = max(first.confidence, second.confidence)
    if is_doubt(sure):
        return replace(first, confidence=sure, doubt=first.doubt or second.doubt or "placement")
    return replace(first, confidence=sure, doubt="")


def _doubted(reading: Reading, most: float) -> Reading:
    sure = min(reading.confidence, most)
    doubt = reading.doubt or ("placement" if is_doubt(sure) else "")
    return replace(reading, confidence=sure, doubt=doubt)


def _are_one(one: Figure, other: Figure) -> bool:
    """Is the same printed there? One of the two may know a unit from elsewhere on the page."""
    if one.state is not other.state:
        return False
    is_same = one.state is State.NUMBER and one.value == other.value
    return is_same or one.text.split() == other.text.split()


def _votes(
    table: Table, first: Mapping[str, Reading | None], second: Mapping[str, Reading | None]
) -> dict[str, int]:
    """Returns, for the cells of which the two say different things, or only the second anything,
    which of them the sums of the table bear out: above zero the second, below the first.
    """
    votes: dict[str, int] = {}
    differ = {
        cell
        for cell, one in first.items()
        if (two := second[cell]) and (one is None or not _are_one(one.figure, two.figure))
    }
    for equation in table.equations:
        disputed = differ.intersection(equation.cells)
        if not disputed:
            continue
        by_first, by_second = (_verdict(equation, side) for side in (first, second))
        for cell in disputed:
            known = votes.get(cell, 0)
            if known < 0 or by_second < 0 < by_first:
                votes[cell] = -1
            elif by_first < 0 < by_second:
                votes[cell] = known + 1
    return votes


def _verdict(equation: Equation, readings: Mapping[str, Reading | None]) -> int:
    """Returns 1 where a sum holds, -1 where it is broken or a part is missing, 0 where it says
    nothing.
    """
    known = {cell: reading for cell in equation.cells if (reading := readings.get(cell))}
    figures = {cell: reading.figure for cell, reading in known.items()}
    if len(known) < len(equation.cells):
        return -1
    if any(figure.state is State.UNREADABLE for figure in figures.values()):
        return -1
    if not any(figure.value for figure in figures.values()):
        return 0
    return 1 if holds(equation, figures) else -1
