"""Spreads what a person says of one column of another year to all columns below that year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..registration.words import Word

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

_FEWEST = 3
"""Years on one line of heads; fewer may stand in running text."""

_BESIDE = 2.0
"""Points beside a head in which a place is still below it."""

Named = tuple[float, int | None]


def with_their_year(named: Sequence[Named], words: Sequence[Word]) -> tuple[Named, ...]:
    """Returns what is said of columns, with the other columns of a year that is left out.

    Args:
        named: Places across, each with the column that lies there; None for one that the form does
            not have.
        words: Of the sheet.
    """
    heads = list(_heads(words))
    more: list[Named] = []
    for x, name in named:
        if name is not None:
            continue
        year = next((year for word, year in heads if _is_over(word, x)), None)
        more += [
            (word.x, None)
            for word, other in heads
            if other == year and not any(_is_over(word, place) for place, _ in named)
        ]
    return (*more, *named)


def _heads(words: Sequence[Word]) -> Iterator[tuple[Word, str]]:
    """Yields the words that name a year beside others that do, each with its year."""
    found = [(word, years[-1]) for word in words if (years := _YEAR.findall(word.text))]
    for word, year in found:
        level = [other for other, _ in found if abs(other.y - word.y) < other.size]
        if len(level) >= _FEWEST:
            yield word, year


def _is_over(word: Word, x: float) -> bool:
    return word.x0 - _BESIDE <= x <= word.x1 + _BESIDE
