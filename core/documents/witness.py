"""What else a page of a PDF testifies of its text: its ink, and what a second reader makes of it.

Nothing is read from a witness. It is there so that a reading can be held against it.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .geometry import Box, Displayed

EXPLAINED = 0
"""Brightness of a pixel within the box of a character: what is dark there is the character."""

_CONTRAST = 60
"""Least difference between print and the ground of its cell, of 255."""

_INSET = 1.5
"""Points inside a cell's edge that are not looked at, since its own rules lie there."""

_RULE = 0.85
"""Share of a line of pixels across or down a cell from which the line is a rule."""

_FREE = 0.3
"""The share of such a line that no character covers, at least, for the rest of it to tell."""

_LONG, _LARGE = 2.0, 1.0
"""Length in points and area in square points below which a piece of print is a speck or the rim of
a character."""


class SecondCharacter(NamedTuple):
    """A character as the second reader has it.

    Attributes:
        text: What it means; a replacement character where the file does not say.
        x0, top, x1, bottom: Its box in points of the page as displayed, by the metrics of its font.
        size: Of the font, in points.
        angle: Of its direction, in degrees clockwise from level, 0 to 360.
        baseline: Where its line stands, in points along the page's height (its width where it is
            written up or down).
        pale: It is filled with white.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    angle: float
    baseline: float
    pale: bool


@dataclass(frozen=True)
class PageInk:
    """A page as it looks, with what its text explains taken out.

    Attributes:
        width, height: In pixels.
        scale: Pixels to a point.
        packed: The brightness of each pixel, rows from the top, compressed: 1 (dark) to 255, or
            ``EXPLAINED``. Of a colour the darkest of its parts counts.
        invisible: Boxes of digits at which nothing is to be seen, in points.
        overdrawn: Boxes of what annotations draw by hand, in points.
    """

    width: int
    height: int
    scale: float
    packed: bytes
    invisible: tuple[Box[Displayed], ...] = ()
    overdrawn: tuple[Box[Displayed], ...] = ()

    @cached_property
    def pixels(self) -> NDArray[np.uint8]:
        """The brightness of each pixel, by row and column."""
        flat = np.frombuffer(zlib.decompress(self.packed), dtype=np.uint8)
        return flat.reshape(self.height, self.width)

    def unexplained(self, box: Box[Displayed]) -> bool:
        """Returns whether a cell holds ink that no character explains.

        Args:
            box: The cell, in points of the page as displayed.
        """
        scale, inset = self.scale, _INSET * self.scale
        x0, top, x1, bottom = (edge * scale for edge in box)
        rows = slice(max(round(top + inset), 0), max(round(bottom - inset), 0))
        columns = slice(max(round(x0 + inset), 0), max(round(x1 - inset), 0))
        seen = self.pixels[rows, columns]
        free = seen[seen != EXPLAINED]
        if not free.size or int(free.max()) - int(free.min()) <= _CONTRAST:
            return False
        ground = int(np.bincount(free).argmax())
        ink = (seen != EXPLAINED) & (np.abs(seen.astype(np.int16) - ground) > _CONTRAST)
        explained = seen == EXPLAINED
        level, upright = (_are_rules(ink, explained, axis) for axis in (1, 0))
        ink[level] = False
        ink[:, upright] = False
        return any(_counts(piece, scale) for piece in _pieces(ink))

    def is_invisible(self, box: Box[Displayed]) -> bool:
        """Returns whether a digit in a cell shows nothing."""
        return any(box.contains(*digit.middle) for digit in self.invisible)

    def is_overdrawn(self, box: Box[Displayed]) -> bool:
        """Returns whether something is drawn over a cell by hand."""
        return any(box.overlaps(other) for other in self.overdrawn)


@dataclass(frozen=True)
class PageWitness:
    """What testifies of one page.

    Attributes:
        page: Its index from 0.
        again: Its characters as the second reader has them; None where it could not read them or
            was left out.
    """

    page: int
    ink: PageInk
    again: tuple[SecondCharacter, ...] | None = field(default=None)


def _are_rules(
    ink: NDArray[np.bool_], explained: NDArray[np.bool_], axis: int
) -> NDArray[np.bool_]:
    """Returns which lines of pixels are a rule's, as far as characters leave them to be seen.

    Args:
        ink: The pixels that are dark and no character's.
        explained: Those within the box of a character.
        axis: 1 of lines across the cell, 0 of lines down it.
    """
    free = 1 - explained.mean(axis=axis)
    share: NDArray[np.bool_] = ink.mean(axis=axis) >= _RULE * np.maximum(free, _FREE)
    return share


def _pieces(ink: NDArray[np.bool_]) -> list[list[tuple[int, int]]]:
    """Returns the pixels of each connected piece; corners connect."""
    left = set(zip(*(axis.tolist() for axis in np.nonzero(ink)), strict=True))
    pieces: list[list[tuple[int, int]]] = []
    while left:
        piece = [left.pop()]
        for row, column in piece:
            beside = {(row + down, column + on) for down in (-1, 0, 1) for on in (-1, 0, 1)} & left
            left -= beside
            piece += beside
        pieces.append(piece)
    return pieces


def _counts(piece: list[tuple[int, int]], scale: float) -> bool:
    """Returns whether a piece of ink is large enough to be a sign."""
    rows, columns = zip(*piece, strict=True)
    long = max(max(rows) - min(rows), max(columns) - min(columns)) + 1
    return long >= _LONG * scale and len(piece) >= _LARGE * scale * scale
