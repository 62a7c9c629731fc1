"""Finds tables without vertical rules on a scanned page, from where its words stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..characters import BLACK, Character, GlyphRun, character_in
from ..geometry import Box, Level
from ..grids.lattice import Lattice
from ..grids.ruled_lines import ConnectedRules
from ..grids.unruled_columns import find_lattices

_NARROW = 0.55
"""Of the width of a Chinese character: a digit, a Latin letter."""

_PRINT = 0.85
"""Of the height of a word's box: its print."""


def unruled_lattices(
    words: Sequence[tuple[str, Box[Level]]],
    connected_rules: Sequence[ConnectedRules],
    taken: Sequence[Box[Level]],
) -> list[Lattice]:
    """Returns the tables among the words of a page, with columns guessed from where they stand.

    Args:
        words: Outside of ruled tables, as read; their boxes are in points of the page turned level.
        connected_rules: Of the page; horizontal rules that meet no vertical one part the rows.
        taken: Boxes of ruled tables.
    """
    characters = [
        character
        for number, (text, box) in enumerate(words)
        for character in _characters(text, box, number)
    ]
    return find_lattices(characters, connected_rules, taken)


def _characters(text: str, box: Box[Level], number: int) -> Iterator[Character]:
    """Yields the characters of a word, spread over its box."""
    shares = [_NARROW if character.isascii() else 1.0 for character in text]
    if not shares:
        return
    x0, top, x1, bottom = box
    high = box.height * _PRINT
    share = min(box.width / sum(shares), 1.5 * high)
    run = GlyphRun(number, 0, min(high, share), 0.0, 0, drawn=True, colour=BLACK)
    start = (x0 + x1 - share * sum(shares)) / 2
    for character, width in zip(text, shares, strict=True):
        yield character_in(character, Box(start, top, start + width * share, bottom), run)
        start += width * share
