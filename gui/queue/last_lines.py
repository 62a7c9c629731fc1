"""The lines of the queue as text: what each said last, for the next start to show at once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from ...core.review import ReviewProgress
from ...core.survey import NOT_BEGUN
from .queue_entry import QueueEntry
from .queue_names import name_of

_COUNTS = {each.name: type(getattr(NOT_BEGUN, each.name)) for each in fields(ReviewProgress)}


def write_lines(entries: Iterable[QueueEntry]) -> str:
    """Returns lines as text for the settings, one for each file.

    Nothing but its path is told of a file that a password opened, that holds several reports, or
    that could not be read.
    """
    listed = tuple(entries)
    reports = Counter(entry.path for entry in listed)
    lines = []
    for entry in {entry.path: entry for entry in reversed(listed)}.values():
        line: list[Any] = [str(entry.path), entry.cost]
        told = entry.under_review is not None or entry.last is not None
        if told and reports[entry.path] == 1 and entry.password is None:
            counts = {name: count for name, count in asdict(entry.standing).items() if count}
            line += [name_of(entry), counts]
        lines.append(line)
    return json.dumps(lines[::-1], ensure_ascii=False)


def read_lines(text: str) -> list[QueueEntry]:
    """Returns the lines of the settings, none of them read yet; none where the text is not such."""
    try:
        return [_line(*line) for line in json.loads(text)]
    except (ValueError, TypeError, AttributeError):
        return []


def _line(path: str, cost: int, name: str = "", counts: dict[str, Any] | None = None) -> QueueEntry:
    last = None
    if counts is not None:
        known = {what: kind(counts.get(what, 0)) for what, kind in _COUNTS.items()}
        last = ReviewProgress(**known)
    return QueueEntry(Path(path), cost=int(cost), name=str(name), last=last)
