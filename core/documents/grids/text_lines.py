"""Assembles characters into printed lines by where they stand, not by the order of the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from ..characters import Character, character_in
from ..geometry import Box, Level

_MIDDLE = itemgetter(7)
_LEFT = itemgetter(1)

_SAME_LINE = 0.45
"""Greatest distance between the middles of two characters on one line, as a share of the height of
the taller one."""

_SAME_PLACE = 0.3
"""Greatest shift of a character that is printed twice to look bold, as a share of its width."""

_WORD_GAP = 0.8
"""Least gap, in font sizes, that counts as a space where none is set. Letter-spaced figures stand
closer, figures of two columns farther apart."""

_ASUNDER = 10.0
"""Least gap, in font sizes, between two texts that only happen to stand at one height, such as a
running header's ends."""

_LATIN_GAP = 0.17
"""Least gap, in font sizes, that counts as a space between two Latin letters."""

_LEAST_GAP = 0.08
"""Least gap, in font sizes, at which a space that is set is seen. Some programs set the next
character back over it."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line.

    Attributes:
        characters: In the order of reading, none of them white space at the ends; their boxes are
            those of the line turned level.
        box: Around it, in points of the page as read.
    """

    characters: tuple[Character, ...]
    box: Box[Level]

    @property
    def text(self) -> str:
        """What it says; a wide gap is one space."""
        return join_text(self.characters)


def make_lines(characters: Iterable[Character]) -> list[TextLine]:
    """Returns the lines of some level characters, from top to bottom."""
    lines: list[list[Character]] = []
    line: list[Character] = []
    # Of the anchor, the largest character of the line: its middle, height and size.
    middle = height = size = 0.0
    for character in sorted(characters, key=_MIDDLE):
        _, _, top, _, bottom, run, _, y = character
        tall = bottom - top
        if not line or y - middle >= _SAME_LINE * (tall if tall > height else height):
            line = [character]
            lines.append(line)
            middle, height, size = y, tall, run.size
        else:
            line.append(character)
            if run.size > size:
                middle, height, size = y, tall, run.size
    settled = (_settled(line) for line in lines)
    return [TextLine(line, box_of(line)) for line in settled if line]


def share_line(one: Character, other: Character) -> bool:
    """Do two level characters stand on one line?"""
    taller = max(one.bottom - one.top, other.bottom - other.top)
    return abs(one.y - other.y) < _SAME_LINE * taller


def directed_lines(characters: Iterable[Character]) -> list[TextLine]:
    """Returns the lines of characters in reading order, whichever way they are turned.

    Level lines come first, then those that run down, upside down and up. Their characters
    keep the places that they have on the page.
    """
    by_quarter: dict[int, list[Character]] = {}
    for character in characters:
        by_quarter.setdefault(character.run.quarter, []).append(character)
    return [
        line
        for quarter in sorted(by_quarter)
        for line in _turned_lines(by_quarter[quarter], quarter)
    ]


def _turned_lines(characters: list[Character], quarter: int) -> list[TextLine]:
    if not quarter:
        return make_lines(characters)
    levelled = [_levelled(character, quarter) for character in characters]
    places = {id(turned): c for turned, c in zip(levelled, characters, strict=True)}
    return [
        TextLine(line.characters, box_of([places[id(c)] for c in line.characters]))
        for line in make_lines(levelled)
    ]


def _levelled(character: Character, quarter: int) -> Character:
    """Returns a character with the box that it has once its line is turned level."""
    text, x0, top, x1, bottom, run, *_ = character
    edges = {
        1: (top, -x1, bottom, -x0),
        2: (-x1, -bottom, -x0, -top),
        3: (-bottom, x0, -top, x1),
    }[quarter]
    return character_in(text, Box(*edges), run)


def parted(line: TextLine) -> list[TextLine]:
    """Returns a level line in the parts that a very wide gap parts, as in running headers."""
    parts: list[list[Character]] = [[line.characters[0]]]
    for last, character in pairwise(line.characters):
        if character.x0 - last.x1 > _ASUNDER * character.run.size:
            parts.append([])
        parts[-1].append(character)
    if len(parts) == 1:
        return [line]
    return [TextLine(tuple(part), box_of(part)) for part in parts]


def make_stacks(characters: Iterable[Character]) -> list[TextLine]:
    """Returns upright columns of characters written one below the other, from right to left.

    Each character is a line of its own, as in a header set one character a line.
    """
    columns: list[list[Character]] = []
    for character in sorted(characters, key=lambda item: -item.x):
        if columns and columns[-1][0].x - character.x < character.run.size / 2:
            columns[-1].append(character)
        else:
            columns.append([character])
    return [
        TextLine((character,), box_of((character,)))
        for column in columns
        for character in sorted(column, key=lambda item: item.y)
        if character.text.strip()
    ]


def join_text(characters: Sequence[Character]) -> str:
    """Returns the text of one line's characters in order.

    A space that is set shows only where it keeps its neighbours apart.
    """
    parts: list[str] = []
    last: Character | None = None
    spaced = False
    for character in characters:
        text = character[0]
        if text == " ":
            spaced = True
            continue
        if last is not None and is_apart(last, character, spaced=spaced):
            parts.append(" ")
        parts.append(text)
        last, spaced = character, False
    return "".join(parts)


def box_of(characters: Sequence[Character]) -> Box[Level]:
    """Returns the box around some characters, at least one."""
    _, left, top, right, bottom, *_ = characters[0]
    for _, x0, y0, x1, y1, *_ in characters:
        if x0 < left:
            left = x0
        if y0 < top:
            top = y0
        if x1 > right:
            right = x1
        if y1 > bottom:
            bottom = y1
    return Box(left, top, right, bottom)


def _settled(line: list[Character]) -> tuple[Character, ...]:
    """Returns a line's characters in order, each once, without white space at its ends."""
    line.sort(key=_LEFT)
    kept: list[Character] = []
    last = before = ""
    for character in line:
        text = character[0]
        if not kept:
            if text == " ":
                continue
        elif (last == text and _is_same(kept[-1], character)) or (
            before == text and _is_same(kept[-2], character)
        ):
            continue
        kept.append(character)
        before, last = last, text
    while kept and kept[-1].text == " ":
        kept.pop()
    return tuple(kept)


def _is_same(one: Character, other: Character) -> bool:
    """Do two equal characters stand in one place?"""
    width = max(one.x1 - one.x0, other.x1 - other.x0)
    return abs(one.x0 - other.x0) < _SAME_PLACE * width


def is_apart(last: Character, character: Character, *, spaced: bool = False) -> bool:
    """Does a space show between two characters of a line, whether one is set there or not?"""
    gap = character.x0 - last.x1
    if gap <= 0:
        return False
    size = max(last.run.size, character.run.size)
    if gap <= _LEAST_GAP * size:
        return False
    return (
        spaced
        or gap > _WORD_GAP * size
        or (gap > _LATIN_GAP * size and _are_latin(last, character))
    )


def _are_latin(*characters: Character) -> bool:
    return all(character.text.isascii() and character.text.isalpha() for character in characters)
