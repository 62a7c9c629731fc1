"""The layouts that a person has corrected once, as the settings keep them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from . import constraints
from .constraints import Constraint

MOST_KEPT = 500
"""Layouts; with more, the oldest go."""

LONGEST = 1000
"""Characters of a text of theirs."""


@dataclass(frozen=True, slots=True)
class Start:
    """The first label of a table that only a person found: its letters, and how far right it is."""

    letters: str
    x: float


@dataclass(frozen=True)
class TaughtLayout:
    """What a person said of one table of a layout.

    Attributes:
        fingerprint: Of the layout: see ``taught``.
        table: The table's id.
        constraints: Their sheets count from the first that the table stands on, and their places
            down a sheet from its first row there, or from ``start``.
        name: What the report was called in which it was said.
        start: Where a table begins that no reader finds; None where it is found.
    """

    fingerprint: str
    table: str
    constraints: tuple[Constraint, ...]
    name: str
    start: Start | None = None


def kept_with(known: Sequence[TaughtLayout], new: TaughtLayout) -> tuple[TaughtLayout, ...]:
    """Returns the layouts with a new one, which takes the place of what was taught of it before."""
    others = [one for one in known if (one.fingerprint, one.table) != (new.fingerprint, new.table)]
    return (*others, new)[-MOST_KEPT:]


def to_records(known: Iterable[TaughtLayout]) -> list[dict[str, Any]]:
    """Returns layouts as records of JSON."""
    return [
        {
            "fingerprint": one.fingerprint,
            "table": one.table,
            "constraints": constraints.to_records(one.constraints),
            "name": one.name,
            "start": None if one.start is None else asdict(one.start),
        }
        for one in known
    ]


def to_text(known: Iterable[TaughtLayout]) -> str:
    """Returns layouts as the settings keep them: JSON."""
    return json.dumps(to_records(known), ensure_ascii=False)


def from_text(text: str) -> tuple[TaughtLayout, ...]:
    """Returns the layouts that the settings keep; what is none of them is left out."""
    try:
        records = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    found: list[TaughtLayout] = []
    for record in records[-MOST_KEPT:] if isinstance(records, list) else ():
        with suppress(ValueError):
            found.append(from_record(record))
    return tuple(found)


def from_record(record: object) -> TaughtLayout:
    """Returns the layout that a record of JSON is of.

    Raises:
        ValueError: It is of none.
    """
    if not isinstance(record, Mapping):
        raise ValueError("a layout that is no record")
    texts: list[Any] = [record.get(name) for name in ("fingerprint", "table", "name")]
    if not all(isinstance(text, str) and len(text) <= LONGEST for text in texts):
        raise ValueError("a layout without a name, or with one that is too long")
    said = constraints.from_records(record.get("constraints"))
    return TaughtLayout(texts[0], texts[1], said, texts[2], _start(record.get("start")))


def _start(record: object) -> Start | None:
    if record is None:
        return None
    if not isinstance(record, Mapping) or record.keys() != {"letters", "x"}:
        raise ValueError("a layout that begins nowhere")
    letters, x = record["letters"], record["x"]
    if not isinstance(letters, str) or len(letters) > LONGEST or not constraints.is_length(x):
        raise ValueError("a layout that begins at an impossible place")
    return Start(letters, float(x))
