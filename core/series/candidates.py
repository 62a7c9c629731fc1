"""Which reports may be held against each other, as far as names and years alone say.

A long series need not be held to find them: figures are wanted of one candidate at a time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .divisions import whole_names

YEAR, SUM = "year", "sum"

Neighbours = tuple[list[int], list[int]]
"""The reports of a body and a year, and those of the year before, by their places."""


@dataclass(frozen=True, slots=True)
class Title:
    """What a report says it is: its body's name as it is matched, and its year."""

    name: str
    year: int | None


@dataclass(frozen=True, slots=True)
class SeriesCandidate:
    """Reports that may be linked, by their places in a series from 0; see ``Link``."""

    kind: str
    subject: int
    others: tuple[int, ...]


def find_candidates(titles: Sequence[Title]) -> Iterator[SeriesCandidate]:
    """Yields a year with the one before where one report of each is there, then summaries."""
    for here, before in neighbours(titles):
        if len(here) == len(before) == 1:
            yield SeriesCandidate(YEAR, here[0], (before[0],))
    yield from _summaries(titles)


def neighbours(titles: Sequence[Title]) -> list[Neighbours]:
    """Returns the reports of a body and a year with those of the year before, where both are."""
    whole = whole_names({title.name for title in titles})
    by_year: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, title in enumerate(titles):
        if title.name and title.year is not None:
            by_year[whole.get(title.name, title.name), title.year].append(at)
    return [
        (here, by_year[name, year - 1])
        for (name, year), here in by_year.items()
        if (name, year - 1) in by_year
    ]


def _summaries(titles: Sequence[Title]) -> Iterator[SeriesCandidate]:
    """Yields each government with the bodies whose names begin with its area."""
    of_year: dict[int | None, list[tuple[str, int]]] = defaultdict(list)
    for at, title in enumerate(titles):
        of_year[title.year].append((title.name, at))
    for names in of_year.values():
        names.sort()
    for at, title in enumerate(titles):
        area = title.name.removesuffix("人民政府")
        if area == title.name or not area:
            continue
        found = _beginning_with(area, of_year[title.year])
        parts = sorted(other for name, other in found if name != title.name)
        if len(parts) >= 2:
            yield SeriesCandidate(SUM, at, tuple(parts))


def _beginning_with(area: str, names: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Yields those of sorted names that begin with an area."""
    for place in range(bisect_left(names, (area, -1)), len(names)):
        if not names[place][0].startswith(area):
            return
        yield names[place]
