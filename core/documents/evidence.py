"""What a page shows before anyone decides what its table is: characters, rules, and where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from .geometry import IDENTITY, Box, Displayed, Frame, Level
from .grids.ruled_lines import Rule


class Glyph(NamedTuple):
    """A character that a person sees: its box in points of the page as read, and its size.

    Nothing of it depends on the fonts of the machine: the box is from the font's metrics.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


@dataclass(frozen=True)
class Evidence:
    """What one page shows.

    Attributes:
        page: Its index, from 0.
        frame: How it is read; the page as read has its origin at the top left.
        glyphs: Without white space, what is crossed out, watermarks and seals.
        horizontal, vertical: Whole rules across and down the page.
        left: Where it begins on its sheet, on which it may be the right one of two pages; all its
            places across are from there.
    """

    page: int
    frame: Frame
    glyphs: tuple[Glyph, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    left: float = 0.0

    def between(self, top: float, bottom: float) -> Evidence:
        """Returns what it shows between two heights of the page as displayed; all of it where it
        is read turned.
        """
        if self.frame.to_display != IDENTITY:
            return self
        inside = tuple(g for g in self.glyphs if top - 1 < (g.top + g.bottom) / 2 < bottom + 1)
        return self if len(inside) == len(self.glyphs) else replace(self, glyphs=inside)

    def displayed(self, box: Box[Level]) -> Box[Displayed]:
        """Returns a box of the page as read, on the page as displayed."""
        return self.frame.displayed(box.moved(self.left, 0.0))
