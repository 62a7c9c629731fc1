"""What was read of each document when that was last put on record, and what is worse since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from .verdict import Verdict

Counts = tuple[int, int, int]
"""Cells wrong and sure, wrong and doubted, right and doubted."""

_NAMES = ("wrong and sure", "wrong and doubted", "right and doubted")


def save(path: Path, verdicts: Iterable[Verdict]) -> None:
    """Writes the counts of each document, one a line, in order of their names."""
    lines = (f"{json.dumps(v.name)}: {json.dumps(v.counts)}" for v in sorted(verdicts, key=_name))
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def load(path: Path) -> dict[str, Counts]:
    """Returns the counts of each document by its name."""
    return {name: tuple(counts) for name, counts in json.loads(path.read_text("utf-8")).items()}


def worse(verdict: Verdict, before: Mapping[str, Counts]) -> str:
    """Returns what is worse of a document than on record; empty where nothing is.

    A cell that is no longer surely wrong but doubted is better, and so is a wrong one that is
    right; what is doubted more than before is worse only where no certain error went for it.
    """
    if verdict.name not in before:
        return ""
    old, new = before[verdict.name], verdict.counts
    if new[0] == old[0]:
        worse_at = next((at for at in (1, 2) if new[at] > old[at]), None)
    else:
        worse_at = 0 if new[0] > old[0] else None
    if worse_at is None:
        return ""
    return f"{verdict.name}: {_NAMES[worse_at]} {old[worse_at]} before, {new[worse_at]} now"


def better(verdict: Verdict, before: Mapping[str, Counts]) -> bool:
    """Returns whether a document is read better than on record."""
    old = before.get(verdict.name)
    return old is not None and verdict.counts < old and not worse(verdict, before)


def _name(verdict: Verdict) -> str:
    return verdict.name
