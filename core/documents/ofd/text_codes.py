"""Tells where the characters of a text object stand, and what each is drawn with."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.pdfbase.ttfonts import TTFont

from .notation import Matrix, box, matrix, number, numbers, steps, times
from .ofd_fonts import OfdFonts
from .resources import Element, children

_OVER = 1.0
"""Of the size: how far a character may begin outside the box of its object, beyond which it is cut
off (GB/T 33190, 8.5)."""


@dataclass(frozen=True)
class PlacedCharacter:
    """A character of a text.

    Attributes:
        font: That draws it.
        written: What the font draws it for.
        size: Of the font, in units of the object.
        turned: From its own coordinates to those of the object.
    """

    font: TTFont
    written: str
    size: float
    turned: Matrix


def placed_characters(one: Element, fonts: OfdFonts) -> Iterator[PlacedCharacter]:
    """Yields the characters of a text object that are seen.

    What begins outside the object's box is cut off, and so is all of a text whose box is empty.

    Args:
        one: The object.
        fonts: Of the document.
    """
    size = number(one.get("Size"), 3.0)
    font = one.get("Font", "")
    turned = _turned(one)
    seen = _Seen(one, size)
    if size <= 0:
        return
    glyphs = _glyphs(one)
    first = 0
    x = y = 0.0
    for code in children(one, "TextCode"):
        said = code.text or ""
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        place = (x, y)
        moves = _moves(code, said, fonts, font, size)
        for index, (character, (right, below)) in enumerate(zip(said, moves, strict=True)):
            glyph = glyphs.get(first + index)
            if (character.strip() or glyph is not None) and seen.has(place):
                drawn = None if glyph is None else fonts.glyph(font, character, glyph)
                yield PlacedCharacter(
                    *(drawn or (fonts.font(font, character), character)),
                    size=size,
                    turned=times(turned, (1.0, 0.0, 0.0, 1.0, *place)),
                )
            place = place[0] + right, place[1] + below
        first += len(said)


class _Seen:
    """Says which characters of an object lie in its box."""

    def __init__(self, one: Element, size: float) -> None:
        self._box = box(one.get("Boundary"))
        self._by = matrix(one.get("CTM"))
        a, b, *_ = self._by
        self._over = _OVER * size * max(math.hypot(a, b), 1e-6)

    def has(self, place: tuple[float, float]) -> bool:
        """Returns whether a character that begins at a point is seen."""
        if self._box is None:
            return True
        _, _, width, height = self._box
        if width <= 0 or height <= 0:
            return False
        a, b, c, d, e, f = self._by
        x, y = a * place[0] + c * place[1] + e, b * place[0] + d * place[1] + f
        over = self._over
        return -over <= x <= width + over and -over <= y <= height + over


def _turned(one: Element) -> Matrix:
    """Returns how each character is stretched, and turned about where it stands."""
    wide = number(one.get("HScale"), 1.0) or 1.0
    angle = math.radians(number(one.get("CharDirection")))
    cosine, sine = round(math.cos(angle), 9), round(math.sin(angle), 9)
    return (wide * cosine, wide * sine, -sine, cosine, 0.0, 0.0)


def _moves(
    code: Element, said: str, fonts: OfdFonts, font: str, size: float
) -> list[tuple[float, float]]:
    """Returns how far it is from each character to the next: as stated, else as the font has it."""
    across, down = code.get("DeltaX"), code.get("DeltaY")
    if across is None and down is None:
        drawn = (fonts.font(font, each).stringWidth(each, size) for each in said)
        return [(width, 0.0) for width in drawn]
    return list(zip(steps(across, len(said)), steps(down, len(said)), strict=True))


def _glyphs(one: Element) -> dict[int, int]:
    """Returns the glyphs that are drawn instead of what the font has for a character, by the place
    of the character in all the text. A glyph for several characters is drawn for the first.
    """
    found: dict[int, int] = {}
    for each in children(one, "CGTransform"):
        start = int(number(each.get("CodePosition")))
        count = int(number(each.get("CodeCount"), 1.0))
        listed = (glyph.text or "" for glyph in children(each, "Glyphs"))
        glyphs = [int(value) for value in numbers(" ".join(listed))]
        if len(glyphs) == count:
            found |= dict(enumerate(glyphs, start))
    return found
