"""A correction of the structure as an event holds it: the constraint, the readings before, after.

The texts of the event are canonical JSON: ``pin`` is the constraint, ``before`` and ``after`` give
for each cell that is read otherwise how it was and is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ...extraction.report import Reading
from .event_chain import canonical
from .events import Event
from .readings import reading_from_record, reading_record

MOST_CELLS = 1000
"""Of one event; no table of a form has as many."""


@dataclass(frozen=True)
class PlacedCells:
    """What a placing event says.

    Attributes:
        constraint: What the person said of the structure.
        before, after: The readings of the cells that are read otherwise, by cell.
    """

    constraint: Mapping[str, Any]
    before: Mapping[str, Reading]
    after: Mapping[str, Reading]

    @property
    def texts(self) -> tuple[str, str]:
        """What changed, for people: "cell=text" by cell, before and after.

        Cells whose figure stayed, and only its place is another, are left out.
        """
        cells = [cell for cell in self.after if self.before[cell].figure != self.after[cell].figure]
        before, after = (
            " ".join(f"{cell}={side[cell].figure.text}" for cell in cells)
            for side in (self.before, self.after)
        )
        return before, after


@lru_cache(maxsize=64)
def placed_by(event: Event) -> PlacedCells:
    """Returns what a placing event says.

    Raises:
        ValueError: It says nothing that could be replayed.
    """
    try:
        constraint = json.loads(event.pin)
        before, after = _readings(event.before), _readings(event.after)
    except (TypeError, AttributeError, KeyError, RecursionError) as error:
        raise ValueError("a placement that says no readings") from error
    if not isinstance(constraint, dict) or before.keys() != after.keys():
        raise ValueError("a placement without a constraint, or of other cells after than before")
    return PlacedCells(constraint, before, after)


def record_text(readings: Mapping[str, Reading]) -> str:
    """Returns readings by cell as a placing event holds them."""
    return constraint_text({cell: reading_record(reading) for cell, reading in readings.items()})


def constraint_text(constraint: Mapping[str, Any]) -> str:
    """Returns a constraint as a placing event holds it."""
    return canonical(dict(constraint)).decode("utf-8")


def _readings(text: str) -> Mapping[str, Reading]:
    record = json.loads(text)
    if not isinstance(record, dict) or not 0 < len(record) <= MOST_CELLS:
        raise ValueError("a placement of no cells, or of too many")
    return {cell: reading_from_record(each) for cell, each in record.items()}
