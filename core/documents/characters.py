"""The characters of a page, each with its box and the run it is set in, wherever they were read."""

from __future__ import annotations

from typing import NamedTuple

from .geometry import Box, Level

UNKNOWN = "\ufffd"
"""Stands for a glyph of which the document does not say what character it is."""

Colour = tuple[int, ...]
"""Red, green, blue and opacity, 0 to 255."""

BLACK: Colour = (0, 0, 0, 255)

_HAIR = 3.0
"""Degrees: scanned pages and sloppy programs set level text with so much of a slant."""


class GlyphRun(NamedTuple):
    """A text object: characters set in one font, size, colour and direction.

    Attributes:
        number: Counts runs from 0 in the order of their first characters.
        handle: pdfium's text object.
        size: Of the font, in points of the page.
        angle: Of the direction of writing, in degrees clockwise from level, 0 to 360.
        quarter: The same in quarter turns, 0 to 3.
        drawn: Is it painted at all, and not merely there to be searched?
        colour: Red, green, blue and opacity of the glyphs, 0 to 255.
        baseline: Where it stands, in points from the top of the page as read.
    """

    number: int
    handle: int
    size: float
    angle: float
    quarter: int
    drawn: bool
    colour: Colour
    baseline: float = 0.0

    @property
    def is_level(self) -> bool:
        """Does it run from left to right, but for a hair?"""
        return self.angle < _HAIR or self.angle > 360 - _HAIR

    @property
    def is_square(self) -> bool:
        """Does it run level, straight down, up or upside down?"""
        return is_square(self.angle)


class Character(NamedTuple):
    """One printed character, its box and the middle of it in points of the page as read."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    run: GlyphRun
    x: float
    y: float

    @property
    def box(self) -> Box[Level]:
        """Its box."""
        return Box(self.x0, self.top, self.x1, self.bottom)


def character_in(text: str, box: Box[Level], run: GlyphRun) -> Character:
    """Returns a character of a run that stands in a box."""
    x0, top, x1, bottom = box
    return Character(text, x0, top, x1, bottom, run, (x0 + x1) / 2, (top + bottom) / 2)


def is_square(angle: float) -> bool:
    """Is a direction level, straight down, up or upside down, but for a hair? In degrees."""
    return (angle + _HAIR) % 90 < 2 * _HAIR
