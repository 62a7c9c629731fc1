"""Tells changes of figures that are one move of what is printed from changes of figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from ...errors import StructureRefusedError
from ...figures import Number
from ...forms import Table
from ..report import Reading
from .moving import Moved, TablePlaces, exchange, placed, slide

_STEPS = ((0, -1), (0, 1), (-1, 0), (1, 0))


class Move(NamedTuple):
    """A move of printed figures, and what it is as a constraint."""

    constraint: Mapping[str, Any]
    moved: Moved


def as_move(
    table: Table, readings: Mapping[str, Reading], values: Mapping[str, Number]
) -> Move | None:
    """Returns the one move of printed figures that gives cells new values; None if there is none.

    Args:
        table: All cells stand in it.
        readings: Of its cells.
        values: The figures that they are to have, by cell; a cell left blank counts as zero.
    """
    exchanged = _exchanged(table, readings, values)
    if exchanged is not None:
        return exchanged
    places = TablePlaces(table)
    lines = _two_lines(places, values)
    if lines is not None:
        with suppress(StructureRefusedError):
            moved = exchange(table, readings, lines)
            if _gives(readings, moved, values):
                return Move({"act": "exchange", "cells": list(lines)}, moved)
    for down, right in _STEPS:
        cells = _run(places, readings, values, down, right)
        if not cells:
            continue
        try:
            moved = slide(table, readings, cells, down=down, right=right)
        except StructureRefusedError:
            continue
        if _gives(readings, moved, values):
            constraint = {"act": "slide", "cells": sorted(cells), "down": down, "right": right}
            return Move(constraint, moved)
    return None


def _exchanged(
    table: Table, readings: Mapping[str, Reading], values: Mapping[str, Number]
) -> Move | None:
    if len(values) != 2:
        return None
    one, other = values
    if values[one] != _amount(readings[other]) or values[other] != _amount(readings[one]):
        return None
    specs = {cell.id: cell for cell in table.cells()}
    pair = {
        one: placed(readings[other], specs[one]),
        other: placed(readings[one], specs[other]),
    }
    return Move({"act": "exchange cells", "cells": sorted(values)}, Moved(pair))


def _two_lines(places: TablePlaces, cells: Iterable[str]) -> tuple[str, str] | None:
    """Returns a cell of each of the two rows, or columns, that all cells stand in; None of more."""
    for axis in (0, 1):
        by_line = {places.at[cell][axis]: cell for cell in cells}
        first, *others = by_line.values()
        if len(others) != 1:
            continue
        # Beside it, so that the two differ in nothing but their line.
        (row, column), (other_row, other_column) = places.at[first], places.at[others[0]]
        beside = (other_row, column) if axis == 0 else (row, other_column)
        found = next((cell for cell, at in places.at.items() if at == beside), None)
        if found is not None:
            return first, found
    return None


def _run(
    places: TablePlaces,
    readings: Mapping[str, Reading],
    values: Mapping[str, Number],
    down: int,
    right: int,
) -> set[str]:
    """Returns the cells that one step would have to move; empty where one lacks."""
    cells: set[str] = set()
    waiting = [cell for cell, value in values.items() if value]
    while waiting:
        goal = waiting.pop()
        source = places.beside(goal, down=-down, right=-right)
        wanted = values.get(goal, _amount(readings[goal]))
        if source is None or _amount(readings[source]) != wanted:
            return set()
        if source not in cells:
            cells.add(source)
            if source not in values:  # it keeps its figure: what comes to it is the same
                waiting.append(source)
    return cells


def _gives(readings: Mapping[str, Reading], moved: Moved, values: Mapping[str, Number]) -> bool:
    """Returns whether a move gives every cell its new value, and changes no other one."""
    after = {**readings, **moved.readings}
    return all(
        _amount(reading) == values.get(cell, _amount(readings[cell]))
        for cell, reading in after.items()
    )


def _amount(reading: Reading) -> Number | None:
    """Returns the value of a figure in a sum; None where it cannot be read."""
    figure = reading.figure
    if figure.value is not None:
        return figure.value
    return None if figure.text and figure.state.value == "unreadable" else 0
