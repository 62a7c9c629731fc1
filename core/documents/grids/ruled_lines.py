"""Joins the many short lines of a page into rules and the rules into tables' connected rules."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

JOIN = 3.5
"""Greatest distance, in points, at which two rules touch. Borders end short of a crossing by about
their width."""

_SAME = 0.4
"""Greatest distance across, in points, between pieces of one line."""

_SHORTEST = 5.0
"""Least length of a rule, in points; what is shorter is a dot, a tick or a part of a character."""

_DOUBLE = 4.0
"""Distance between middles, in points, below which parallel rules are one border drawn double. No
row that holds text is as low."""

_WIDEST = 6.0
"""Greatest width of one border, in points, double or out of line."""


_MOST_RULES = 5_000
"""Rules in one direction on one page; a drawing with more is a map or a hatching."""


class Rule(NamedTuple):
    """A straight line: where it lies across its direction, and from where to where it goes."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Border:
    """A line of a table's lattice: where it lies and the stretches along which it is drawn."""

    at: float
    stretches: tuple[tuple[float, float], ...]

    def covers(self, start: float, end: float) -> float:
        """Returns what part of the way from ``start`` to ``end`` is drawn, 0 to 1."""
        if len(self.stretches) == 1:
            lo, hi = self.stretches[0]
            if lo <= start and end <= hi:
                return 1.0
        drawn = sum(max(0.0, min(hi, end) - max(lo, start)) for lo, hi in self.stretches)
        return drawn / (end - start) if end > start else 0.0


@dataclass(frozen=True, slots=True)
class ConnectedRules:
    """Rules that hang together: level borders from the top, vertical ones from the left."""

    horizontal: tuple[Border, ...]
    vertical: tuple[Border, ...]


def connect_rules(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> list[ConnectedRules]:
    """Returns the groups of rules that touch each other; rules that touch none alone.

    Args:
        horizontal: The whole rules across a page, from ``join_rules``; specks are passed over.
        vertical: Those down it, likewise.
    """
    across, down = (
        [rule for rule in rules if rule.end - rule.start >= _SHORTEST]
        for rules in (horizontal, vertical)
    )
    if max(len(across), len(down)) > _MOST_RULES:
        return []
    groups = _Groups(len(across) + len(down))
    places = [rule.at for rule in down]
    for i, rule in enumerate(across):
        first, last = bisect_left(places, rule.start - JOIN), bisect_right(places, rule.end + JOIN)
        for j in range(first, last):
            if down[j].start - JOIN <= rule.at <= down[j].end + JOIN:
                groups.join(i, len(across) + j)
    members: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*across, *down]):
        sides = members.setdefault(groups.root(index), ([], []))
        sides[index >= len(across)].append(rule)
    return [
        ConnectedRules(make_borders(rows), make_borders(columns))
        for rows, columns in members.values()
    ]


def make_borders(rules: list[Rule]) -> tuple[Border, ...]:
    """Returns parallel rules as borders in order; double and slightly shifted ones as one."""
    clusters: list[list[Rule]] = []
    for rule in sorted(rules):
        if (
            clusters
            and rule.at - clusters[-1][-1].at <= _DOUBLE
            and rule.at - clusters[-1][0].at <= _WIDEST
        ):
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return tuple(_border(cluster) for cluster in clusters)


def _border(rules: list[Rule]) -> Border:
    lengths = [rule.end - rule.start for rule in rules]
    at = sum(rule.at * length for rule, length in zip(rules, lengths, strict=True)) / sum(lengths)
    return Border(at, tuple(_merged((rule.start, rule.end) for rule in rules)))


def join_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Returns the rules with pieces of one line joined."""
    lines: list[list[Rule]] = []
    for rule in sorted(set(rules)):
        if lines and rule.at - lines[-1][0].at <= _SAME:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return [
        Rule(pieces[len(pieces) // 2].at, start, end)
        for pieces in lines
        for start, end in _merged((piece.start, piece.end) for piece in pieces)
    ]


def _merged(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1] + JOIN:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


class _Groups:
    """Union and find."""

    def __init__(self, count: int) -> None:
        self.parents = list(range(count))

    def root(self, index: int) -> int:
        while self.parents[index] != index:
            self.parents[index] = self.parents[self.parents[index]]
            index = self.parents[index]
        return index

    def join(self, one: int, other: int) -> None:
        self.parents[self.root(one)] = self.root(other)
