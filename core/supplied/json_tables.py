"""Lays the values of JSON out as tables: a line for each report, or for each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from .column_names import known_cells, match_of
from .json_values import JsonValue, Way
from .raw_table import RawTable, RawValue
from .supplied_values import FileSlot

FILE_OF_KEY = "file"
"""The head of the column that is made of the names by which JSON files its reports."""

_LEFT_OUT = frozenset({
    "findings", "suggestions", "claims", "unplaced", "placements", "extent", "identity", "matches",
    "series", "region", "box", "alternatives", "confidence", "extraction",
})  # fmt: skip
"""What Gouji's own JSON holds beside the figures."""


def json_tables(values: Sequence[JsonValue]) -> Iterator[RawTable]:
    """Yields the ways to take values as lines: all as one, or each of a list or of named objects.

    Whoever knows the names of columns says which of them it is.
    """
    kept = [value for value in values if _LEFT_OUT.isdisjoint(value.way)]
    for depth in range(3):
        groups: dict[Way, dict[Way, list[JsonValue]]] = {}
        for value in kept:
            if len(value.way) > depth:
                above, line = value.way[: max(0, depth - 1)], value.way[:depth]
                groups.setdefault(above, {}).setdefault(line, []).append(value)
        for lines in groups.values():
            yield _table(lines)


def _table(lines: dict[Way, list[JsonValue]]) -> RawTable:
    places: dict[str, int] = {}
    made = []
    for way, values in lines.items():
        line: dict[int, RawValue] = {}
        if way and isinstance(way[-1], str) and _is_file(way[-1]):
            at = places.setdefault(FILE_OF_KEY, len(places))
            line[at] = RawValue(way[-1], FileSlot(path=_shown(way)))
        for value in values:
            at = places.setdefault(_head(value.way[len(way) :]), len(places))
            line[at] = RawValue(value.text, FileSlot(path=_shown(value.way), span=value.span))
        made.append(line)
    return RawTable({at: name for name, at in places.items()}, made)


def _is_file(key: str) -> bool:
    return bool(PurePath(key).suffix) and key not in known_cells()


def _head(way: Way) -> str:
    """Returns the head of a value's column: the id of its cell, or all keys that lead to it."""
    keys = [key for key in way if isinstance(key, str)]
    for at, key in enumerate(keys):
        if key in known_cells():
            return ".".join(keys[at:])
    if keys[:2] == ["source", "path"]:
        return keys[1]
    for at in range(len(keys)):  # words before the table or the row are those of a program
        if match_of("/".join(keys[at:])).target:
            return "/".join(keys[at:])
    return "/".join(keys)


def _shown(way: Way) -> str:
    return "/".join(str(part + 1) if isinstance(part, int) else part for part in way)
