"""What a person says of the structure of a table: each a constraint that the registration keeps to.

Places are points of a sheet of the ``surface``; a row or a column is named by a cell of the form
that stands in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

COLUMN, ROW = "column", "row"
MOST = 400
"""Constraints of one table: more than its rows and columns together can need."""

_FARTHEST = 1e6
"""Points: no sheet is as large."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a sheet that is the table, or one of its parts; or is no part of any table.

    Attributes:
        box: From left to right and top to bottom: x0, top, x1, bottom.
        is_table: Whether the table stands there, and nowhere else but in such areas.
    """

    sheet: int
    box: tuple[float, float, float, float]
    is_table: bool = True


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place at which two columns, or rows, part; or at which they do not.

    Attributes:
        axis: ``COLUMN`` or ``ROW``.
        at: How far to the right, or down.
    """

    axis: str
    sheet: int
    at: float
    is_there: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """What stands at a place across, or down, is the column, or row, of a cell of the form.

    Attributes:
        name: A cell of that column or row; empty for one that the form does not have.
    """

    axis: str
    sheet: int
    at: float
    name: str


@dataclass(frozen=True, slots=True)
class Laid:
    """The table is printed by a plan of that name: see ``registration.variants``."""

    plan: str


Constraint = Area | Boundary | Named | Laid
_KINDS: Mapping[str, type[Constraint]] = {
    "area": Area,
    "boundary": Boundary,
    "named": Named,
    "laid": Laid,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def to_records(constraints: Iterable[Constraint]) -> list[dict[str, Any]]:
    """Returns constraints as records of JSON."""
    return [{"is": _NAMES[type(one)], **asdict(one)} for one in constraints]


def from_records(records: object) -> tuple[Constraint, ...]:
    """Returns the constraints that records are of.

    Raises:
        ValueError: They are of none.
    """
    if not isinstance(records, Sequence) or isinstance(records, str) or len(records) > MOST:
        raise ValueError("constraints that are no list, or too many")
    return tuple(map(_from_record, records))


def _from_record(record: object) -> Constraint:
    if not isinstance(record, Mapping):
        raise ValueError("a constraint that is no record")
    kind = _KINDS.get(str(record.get("is")))
    if kind is None or {*record} != {"is", *(field.name for field in fields(kind))}:
        raise ValueError("a constraint of no known kind")
    values = {name: value for name, value in record.items() if name != "is"}
    if isinstance(values.get("box"), Sequence):
        values["box"] = tuple(values["box"])
    for name, value in values.items():
        if not _CHECKS[name](value):
            raise ValueError(f"a constraint with an impossible {name}")
    made: Constraint = kind(**values)
    return made


def is_length(value: object) -> bool:
    """Returns whether a value of JSON is a length in points, or a place, that a sheet may have."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and abs(value) < _FARTHEST


def _is_box(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 4 and all(map(is_length, value))


def _is_index(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _FARTHEST


def _is_short(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 100


_CHECKS = {
    "sheet": _is_index,
    "box": _is_box,
    "is_table": lambda value: isinstance(value, bool),
    "is_there": lambda value: isinstance(value, bool),
    "axis": lambda value: value in (COLUMN, ROW),
    "at": is_length,
    "name": _is_short,
    "plan": _is_short,
}
