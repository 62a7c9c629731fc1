"""What the lines of the queue are called, so that no two are taken for each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ..session.open_in_worker import title
from .queue_entry import QueueEntry

BREAKS = "-_./\\"
"""Signs of a file's name after which a line may break."""

MAY_BREAK = "\u200b"
"""A space without width."""


def name_of(entry: QueueEntry) -> str:
    """Returns what a report is called; the name of its file until it is read."""
    if entry.under_review is None:
        return entry.name or entry.path.name
    return title(entry.under_review.report, entry.path.stem)


def names_of(entries: Sequence[QueueEntry]) -> list[str]:
    """Returns what each entry is called; where two have one name, with what tells them apart.

    That is as much of the end of their paths as it takes, or for reports of one file their number.
    """
    names = [name_of(entry) for entry in entries]
    counted = Counter(names)
    alike: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        if counted[name] > 1:
            alike.setdefault(name, []).append(at)
    for name, places in alike.items():
        tails = _tails([entries[at].path for at in places])
        for at, tail in zip(places, tails, strict=True):
            names[at] = _joined(name, tail, entries[at])
    return names


def breakable(name: str) -> str:
    """Returns a name that may go on in a further line after each sign between its parts."""
    for sign in BREAKS:
        name = name.replace(sign, sign + MAY_BREAK)
    return name


def _joined(name: str, tail: str, entry: QueueEntry) -> str:
    if tail == name:
        return name
    if not tail:
        number = entry.under_review.report.index + 1 if entry.under_review is not None else 1
        return f"{name} · {entry.path.name} {number}"
    return f"{name} · {tail}"


def _tails(paths: Sequence[Path]) -> list[str]:
    """Returns the shortest end of each path that no other of the paths has; "" where one path
    stands there twice.
    """
    found = [""] * len(paths)
    left = [at for at, path in enumerate(paths) if paths.count(path) == 1]
    for length in range(1, max((len(path.parts) for path in paths), default=0) + 1):
        ends = Counter("/".join(path.parts[-length:]) for path in paths)
        for at in tuple(left):
            end = "/".join(paths[at].parts[-length:])
            if ends[end] == 1:
                found[at] = end
                left.remove(at)
    return found
