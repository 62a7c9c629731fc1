"""Finds notes that are set beside the figures of a page: small digits and signs, raised or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ..characters import Character, GlyphRun

_SMALL = 0.92
"""A character below this share of a figure's size is no digit of it. In 5,855 figures of held-out
reports all digits had one size and one base line."""

_RAISED = 0.08
"""A character raised above a figure's base line by more than this share of its size is no digit of
it."""

_LARGEST = 1.35
"""Figures larger than this multiple of the page's usual digit size belong to headings and
watermarks, which have no notes."""

_HIGHEST, _LOWEST = 0.75, 0.35
"""How far above and below the base line of a figure its notes may stand, in font sizes of the
figure."""

_NEAR = 0.35
"""Greatest gap between a figure and its note, or between two notes, in font sizes of the figure."""

_OVER = 0.25
"""How far a note may reach over its figure, in font sizes of the figure."""

_DIGITS = frozenset("0123456789０１２３４５６７８９")
_SIGNS = _DIGITS | frozenset("[]()（）〔〕【】［］*＊※†‡注,，、①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")

_CELL = 8.0
"""Side, in points, of the squares in which figures are looked up."""


@dataclass(frozen=True)
class Notes:
    """The notes of a page.

    Attributes:
        clear: Characters that are small and raised, as notes are.
        unclear: Characters that are only small, or only raised.
    """

    clear: tuple[Character, ...] = ()
    unclear: tuple[Character, ...] = ()

    @property
    def all(self) -> tuple[Character, ...]:
        """Every character of a note."""
        return (*self.clear, *self.unclear)


NO_NOTES = Notes()


def find_notes(characters: Sequence[Character]) -> Notes:
    """Returns the characters of a page that stand beside figures and are no part of them.

    Args:
        characters: That the page shows, white space included.
    """
    level = [c for c in characters if c.run.is_level and c.text in _SIGNS]
    digits = [c for c in level if c.text in _DIGITS]
    runs = {c.run.number: c.run for c in level}.values()
    if not digits or not _may_differ([(run.size, run.baseline) for run in runs]):
        return Notes()
    usual = _LARGEST * median(c.run.size for c in digits)
    figures = _CharacterPlaces(c for c in digits if c.run.size <= usual)
    may_be = {run.number for run in runs if figures.set_apart(run)}
    hosts = ((c, figures.host(c)) for c in level if c.run.number in may_be)
    found = {id(c): (c, _is_raised(c, host)) for c, host in hosts if host is not None}
    _spread(found, level)
    return Notes(
        tuple(c for c, raised in found.values() if raised),
        tuple(c for c, raised in found.values() if not raised),
    )


def _may_differ(places: Sequence[tuple[float, float]]) -> bool:
    """May a text of these sizes and base lines be a note of another one?"""
    sizes = [size for size, _ in places]
    if sizes and min(sizes) < _SMALL * max(sizes):
        return True
    lines = sorted({base for _, base in places})
    size = max(sizes, default=0.0)
    return any(
        _RAISED * size < below - above <= _HIGHEST * size for above, below in pairwise(lines)
    )


class _CharacterPlaces:
    """Digits by the part of the page that they stand in."""

    def __init__(self, digits: Iterable[Character]) -> None:
        self.squares: dict[tuple[int, int], list[Character]] = defaultdict(list)
        self.looks: dict[int, set[tuple[float, float]]] = defaultdict(set)
        for digit in digits:
            self.looks[int(digit.run.baseline // _CELL)].add((digit.run.size, digit.run.baseline))
            for column in range(int(digit.x0 // _CELL), int(digit.x1 // _CELL) + 1):
                self.squares[int(digit.run.baseline // _CELL), column].append(digit)

    def set_apart(self, run: GlyphRun) -> bool:
        """Returns whether digits near the line of a run are larger, or stand lower."""
        row = int(run.baseline // _CELL)
        return any(
            run.size < _SMALL * size or _RAISED * size < base - run.baseline <= _HIGHEST * size
            for line in range(row - 2, row + 3)
            for size, base in self.looks.get(line, ())
        )

    def host(self, note: Character) -> Character | None:
        """Returns the digit that a character is a note of, if it is one."""
        row, left, right = (int(v // _CELL) for v in (note.run.baseline, note.x0, note.x1))
        for line in range(row - 2, row + 3):
            for column in range(left - 1, right + 2):
                for digit in self.squares.get((line, column), ()):
                    if _stands_by(note, digit) and _is_set_apart(note, digit):
                        return digit
        return None


def _stands_by(note: Character, other: Character) -> bool:
    """Does a character stand right before or behind another one, near its line?"""
    size = max(other.run.size, note.run.size)
    gap = max(note.x0 - other.x1, other.x0 - note.x1)
    above = other.run.baseline - note.run.baseline
    return -_OVER * size <= gap <= _NEAR * size and -_LOWEST * size <= above <= _HIGHEST * size


def _is_set_apart(note: Character, digit: Character) -> bool:
    """Is a character smaller than a digit beside it, or raised above it?"""
    size = digit.run.size
    if note.run.size > size / _SMALL:
        return False
    return note.run.size < _SMALL * size or digit.run.baseline - note.run.baseline > _RAISED * size


def _is_raised(note: Character, digit: Character) -> bool:
    """Is a character both smaller than a digit and raised above it?"""
    size = digit.run.size
    return note.run.size < _SMALL * size and digit.run.baseline - note.run.baseline > _RAISED * size


def _spread(found: dict[int, tuple[Character, bool]], level: Sequence[Character]) -> None:
    """Adds what goes on beside a note in its size and on its line, such as the 2 of a note 12."""
    fresh = list(found.values())
    while fresh:
        last, fresh = fresh, []
        for note, raised in last:
            for c in level:
                if id(c) not in found and _goes_on(note, c):
                    found[id(c)] = c, raised
                    fresh.append((c, raised))


def _goes_on(note: Character, other: Character) -> bool:
    same_size = abs(note.run.size - other.run.size) < (1 - _SMALL) * note.run.size
    same_line = abs(note.run.baseline - other.run.baseline) < _RAISED * note.run.size
    return same_size and same_line and _stands_by(other, note)
