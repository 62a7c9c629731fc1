"""The unit that heads, captions and labels state for figures that are printed without one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..forms import Domain
from .alignment import Found, Match
from .lines import Line

_CAPTION = 3
"""Lines above a table among which its caption may state a unit."""

_LONGEST_CAPTION = 40
"""Characters; a longer line is a sentence."""


@lru_cache(maxsize=64)
def _pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    return re.compile(rf"(?:单位|金额|收费|费用|[（(/／,，])[:：]?(?:人民币)?({names})(?:[)）]|$)")


def stated_unit(found: Found, match: Match, lines: Sequence[Line], domain: Domain) -> str:
    """Returns the unit that holds for the figures of a row; empty where none is stated.

    The row's own label goes before the heads above it, these before the table's caption.

    Args:
        found: The table.
        match: The row.
        lines: Every line of the document, by index.
        domain: Of the figures.
    """
    pattern = _pattern(tuple(domain.units))
    at = match.line.index
    earlier = [row.line.index for row in found.rows if row.line.index < at]
    first = max(earlier, default=found.first - 1) + 1
    places: Iterable[Iterable[str]] = (
        _words(match.line),
        [text for line in lines[first:at] for text in _words(line)],
        [
            text
            for line in reversed(lines[max(found.first - _CAPTION, 0) : at])
            for text in _words(line)
            if "单位" in text and len(text) <= _LONGEST_CAPTION
        ],
    )
    for texts in places:
        for text in texts:
            stated = pattern.search(re.sub(r"\s", "", text))
            if stated is not None:
                return stated[1]
    return ""


def _words(line: Line) -> list[str]:
    return [cell.text for cell in line.cells] if line.cells else list(line.texts[:1])
