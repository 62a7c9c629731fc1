"""The unit that headers, captions and labels state for figures that are printed without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from ..figures import State, in_unit
from ..forms import Domain
from .alignment.align_lines import Found, Match
from .alignment.lines import Line
from .report import Reading

CAPTION = 3
"""Lines above a table among which its caption may state a unit."""

_LONGEST_CAPTION = 40
"""Characters; a longer line is a sentence."""


@lru_cache(maxsize=64)
def _pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    return re.compile(rf"(?:单位|金额|收费|费用|[（(/／,，])[:：]?(?:人民币)?({names})(?:[)）]|$)")


def stated_unit(found: Found, match: Match, lines: Sequence[Line], domain: Domain) -> str:
    """Returns the unit that holds for the figures of a row; empty where none is stated.

    The row's own label goes before the headers above it, these before the table's caption.

    Args:
        found: The table.
        match: The row.
        lines: Every line of the document, by index.
        domain: Of the figures.
    """
    at = match.line.index
    earlier = [row.line.index for row in found.rows if row.line.index < at]
    first = max(earlier, default=found.first - 1) + 1
    over = [text for line in lines[first:at] for text in _words(line)]
    captions = [
        text
        for line in reversed(lines[max(found.first - CAPTION, 0) : at])
        for text in _words(line)
        if is_caption(text)
    ]
    return first_unit((_words(match.line), over, captions), domain)


def is_caption(text: str) -> bool:
    """Returns whether a line above a table may say of which unit its figures are."""
    return "单位" in text and len(text) <= _LONGEST_CAPTION


def first_unit(places: Iterable[Iterable[str]], domain: Domain) -> str:
    """Returns the first unit that texts state; empty where none does.

    Args:
        places: Texts, those nearest to a figure first.
        domain: Of the figure.
    """
    pattern = _pattern(tuple(domain.units))
    for text in chain.from_iterable(places):
        stated = pattern.search(re.sub(r"\s", "", text))
        if stated is not None:
            return stated[1]
    return ""


_CONVERTED = 0.95
"""Confidence in a figure whose unit stands elsewhere and is another than that of the form."""


def converted(reading: Reading, domain: Domain, stated: Callable[[Domain], str]) -> Reading:
    """Returns an amount in the unit of the form, where head, caption or label state another."""
    figure = reading.figure
    if not domain.unit or figure.state is not State.NUMBER or figure.unit:
        return reading
    unit = stated(domain)
    if not unit or domain.units[unit] == 1:
        return reading
    return replace(
        reading,
        figure=in_unit(figure, unit, domain),
        confidence=min(reading.confidence, _CONVERTED),
        doubt=reading.doubt or "unit",
    )


def _words(line: Line) -> list[str]:
    return [cell.text for cell in line.cells] if line.cells else list(line.texts[:1])
