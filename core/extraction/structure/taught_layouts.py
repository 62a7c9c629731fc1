"""The layouts that a person has corrected once, as the settings keep them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .constraints import Constraint, from_records, to_records

MOST_KEPT = 500
"""Layouts; with more, the oldest go."""


@dataclass(frozen=True)
class TaughtLayout:
    """What a person said of one table of a layout.

    Attributes:
        fingerprint: Of the layout: see ``fingerprint_of``.
        table: The table's id.
        constraints: On its columns; their sheets count from the first that the table stands on.
        name: What the report was called in which it was said.
    """

    fingerprint: str
    table: str
    constraints: tuple[Constraint, ...]
    name: str


def kept_with(known: Sequence[TaughtLayout], new: TaughtLayout) -> tuple[TaughtLayout, ...]:
    """Returns the layouts with a new one, which takes the place of what was taught of it before."""
    others = [one for one in known if (one.fingerprint, one.table) != (new.fingerprint, new.table)]
    return (*others, new)[-MOST_KEPT:]


def to_text(known: Iterable[TaughtLayout]) -> str:
    """Returns layouts as the settings keep them: JSON."""
    records = [
        {
            "fingerprint": one.fingerprint,
            "table": one.table,
            "constraints": to_records(one.constraints),
            "name": one.name,
        }
        for one in known
    ]
    return json.dumps(records, ensure_ascii=False)


def from_text(text: str) -> tuple[TaughtLayout, ...]:
    """Returns the layouts that the settings keep; what is none of them is left out."""
    try:
        records = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(records, list):
        return ()
    return tuple(made for one in records[-MOST_KEPT:] if (made := _from_record(one)) is not None)


def _from_record(record: object) -> TaughtLayout | None:
    if not isinstance(record, Mapping):
        return None
    texts: list[Any] = [record.get(name) for name in ("fingerprint", "table", "name")]
    if not all(isinstance(text, str) and len(text) <= 1000 for text in texts):
        return None
    try:
        constraints = from_records(record.get("constraints"))
    except ValueError:
        return None
    return TaughtLayout(texts[0], texts[1], constraints, texts[2])
