"""Finds text that a page prints crossed out: by lines through it that are no rules of a table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ...characters import Character
from ...geometry import Box, Level
from ...grids.ruled_lines import Rule

_THROUGH = (0.35, 0.72)
"""Parts of the height of a character, from its top: a line between them goes through it. A line
under it lies lower, whatever the font."""

_NEARLY = (0.2, 0.85)
"""The same for its neighbours on the line, since some fonts give higher or lower boxes."""

_TOUCH = 0.7
"""Greatest distance, in points, between the end of a table's rule and a vertical one."""

_OUT = 0.6
"""How far a line of strikethrough may stand out over its text, in font sizes."""

_CROSSED = 0.6
"""Least share of such a line that goes through characters."""

_SHORTEST, _LONGEST = 2.5, 400.0
"""Least and greatest length of such a line, in points; shorter lines are parts of signs, longer
ones part the page."""

_TALLEST = 20.0
"""Greatest distance, in points, between the middle of a character and a line through it."""


def find_struck(
    characters: Sequence[Character], horizontal: Iterable[Rule], vertical: Iterable[Rule]
) -> tuple[list[Character], set[Rule]]:
    """Returns the characters that are crossed out, and the lines through them.

    Args:
        characters: That the page shows.
        horizontal: The rules across it, whole.
        vertical: Those down it.
    """
    lines = _loose(horizontal, vertical)
    rows = sorted(characters, key=lambda character: character.y) if lines else []
    places = [character.y for character in rows]
    struck: dict[int, Character] = {}
    strikes: set[Rule] = set()
    for line in lines:
        first, last = (bisect_left(places, line.at + off) for off in (-_TALLEST, _TALLEST))
        crossed = [character for character in rows[first:last] if _is_crossed(character, line)]
        if crossed and _is_strike(line, crossed):
            strikes.add(line)
            struck.update({id(character): character for character in crossed})
    return list(struck.values()), strikes


def may_strike(
    lines: Sequence[Box[Level]], horizontal: Iterable[Rule], vertical: Iterable[Rule]
) -> bool:
    """Returns whether a line goes through one of some lines of text, given by their boxes."""
    return any(
        _is_through(strike, top, bottom) and strike.start < x1 and strike.end > x0
        for strike in _loose(horizontal, vertical)
        for x0, top, x1, bottom in lines
    )


def _loose(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> list[Rule]:
    """Returns the horizontal rules that may be more than a side of a cell."""
    posts = sorted(vertical)
    places = [post.at for post in posts]

    def touches(at: float, x: float) -> bool:
        for index in range(bisect_left(places, x - _TOUCH), len(posts)):
            post, start, end = posts[index]
            if post > x + _TOUCH:
                break
            if start - _TOUCH <= at <= end + _TOUCH:
                return True
        return False

    return [
        Rule(at, start, end)
        for at, start, end in horizontal
        if _SHORTEST <= end - start <= _LONGEST and not touches(at, start) and not touches(at, end)
    ]


def _is_crossed(character: Character, line: Rule) -> bool:
    return (
        _is_through(line, character.top, character.bottom, _NEARLY)
        and line.start <= character.x <= line.end
        and character.text != " "
        and character.run.is_level
    )


def _is_through(
    line: Rule, top: float, bottom: float, parts: tuple[float, float] = _THROUGH
) -> bool:
    return parts[0] <= (line.at - top) / max(bottom - top, 0.1) <= parts[1]


def _is_strike(line: Rule, crossed: Sequence[Character]) -> bool:
    """Does a line go through some characters from the first to the last of them?"""
    through = sum(_is_through(line, c.top, c.bottom) for c in crossed)
    out = _OUT * max(character.run.size for character in crossed)
    return (
        2 * through >= len(crossed)
        and line.start >= min(character.x0 for character in crossed) - out
        and line.end <= max(character.x1 for character in crossed) + out
        and sum(c.x1 - c.x0 for c in crossed) >= _CROSSED * (line.end - line.start)
    )
