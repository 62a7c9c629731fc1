"""Leaves out characters that a page holds but does not show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache

import pypdfium2 as pdfium

from ...characters import Character, Colour, GlyphRun
from ...flow.invisible_text import PALE
from ...geometry import Box, Frame, Level
from .. import pdfium_calls as native
from .drawing import Drawing, PaintedArea

_FAINT = 40
"""Opacity, of 255, below which text is looked for on the rendered page before it counts as print.
"""

_CONTRAST = 12
"""Least change of a pixel, of 255, that shows that a character is seen."""

_SCALE = 2.0
"""Pixels to a point, at which small print still shows."""

_MOST_PIXELS = 8_000_000
"""Of a drawn page, which bounds its memory and its time."""


def visible_characters(
    page: pdfium.PdfPage, characters: Sequence[Character], drawing: Drawing, frame: Frame
) -> list[Character]:
    """Returns the characters that the page shows.

    Left out is text outside of the page or of its clip, of rendering mode 3, covered by what is
    painted later, or of the colour of its ground. Where that can't be told from the objects
    alone, the page is drawn with and without the doubtful text and the two are compared; so is
    text of layers.

    Args:
        page: pdfium's page.
        characters: Of the page as read.
        drawing: What else it draws.
        frame: How it is read.
    """
    painted = _within(characters, drawing, frame)
    doubts = _doubtful_runs(painted, drawing)
    if not doubts:
        return painted
    with _Comparison(page, [run.handle for run in doubts.values()]) as comparison:
        return [
            c
            for c in painted
            if c.run.number not in doubts or c.text == " " or comparison.differs(_inked(c), frame)
        ]


def _within(characters: Sequence[Character], drawing: Drawing, frame: Frame) -> list[Character]:
    """Returns the characters that are painted within the page and within their clips."""
    clips, wide, tall = drawing.clips, frame.width, frame.height
    painted = [c for c in characters if c.run.drawn and 0 <= c.x <= wide and 0 <= c.y <= tall]
    if not clips:
        return painted
    return [c for c in painted if clips.get(c.run.handle, frame.box).contains(c.x, c.y)]


def _doubtful_runs(characters: Sequence[Character], drawing: Drawing) -> dict[int, GlyphRun]:
    """Returns the runs that something may cover, or that may not stand out from their ground."""
    covers = covers_of(drawing)
    runs = {id(character.run): character.run for character in characters}
    doubts = {run.number: run for run in runs.values() if _is_layered(run, drawing)}
    if not covers and not any(_is_pale(run.colour) for run in runs.values()):
        return doubts
    on_colour: set[int] = set()
    for character in characters:
        run = character.run
        pale = _is_pale(run.colour) and run.number not in on_colour
        if not (covers or pale) or run.number in doubts or character.text == " ":
            continue
        order = drawing.texts.get(run.handle, 0)
        if _is_covered(character, order, covers) or (
            pale and not _is_on_colour(character, order, drawing)
        ):
            doubts[run.number] = run
        elif pale:
            on_colour.add(run.number)
    return doubts


def _is_layered(run: GlyphRun, drawing: Drawing) -> bool:
    """Does a run belong to a layer? Another one of the same name may be switched off."""
    return any(run.handle in objects for objects in drawing.layers.values())


def covers_of(drawing: Drawing) -> list[PaintedArea]:
    """Returns what is painted after the first text and may cover a part of it."""
    first = min(drawing.texts.values(), default=0)
    return [area for area in (*drawing.fills, *drawing.pictures) if area.order > first]


def _is_covered(character: Character, order: int, covers: Sequence[PaintedArea]) -> bool:
    x, y = character.x, character.y
    return any(cover.order > order and cover.box.contains(x, y) for cover in covers)


@lru_cache(maxsize=256)
def _is_pale(colour: Colour) -> bool:
    return min(colour[:3]) >= PALE or colour[3] < _FAINT


def _is_on_colour(character: Character, order: int, drawing: Drawing) -> bool:
    """Does a pale character stand on an area that is filled with another colour?"""
    if character.run.colour[3] < _FAINT:
        return False
    below = [
        area
        for area in drawing.fills
        if area.order < order and area.box.contains(character.x, character.y)
    ]
    if not below:
        return False
    top = max(below, key=lambda area: area.order)
    ground = native.colour_of(top.handle)
    return min(ground[:3]) < min(character.run.colour[:3]) - 60


def _inked(character: Character) -> Box[Level]:
    """Returns the middle of a character's box, which its neighbours' ink does not reach."""
    box = character.box
    return box.grown(-0.1 * box.width, -0.1 * box.height)


class _Comparison:
    """A page drawn in greys with some of its objects and without them."""

    def __init__(self, page: pdfium.PdfPage, handles: Sequence[int]) -> None:
        self.page = page
        self.handles = handles
        width, height = page.get_size()
        self.scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)

    def __enter__(self) -> _Comparison:
        self.width, self.height, self.stride, self.shown = self._drawn()
        with self._hidden():
            *_, self.bare = self._drawn()
        return self

    def __exit__(self, *_: object) -> None:
        self.shown = self.bare = b""

    def differs(self, box: Box[Level], frame: Frame) -> bool:
        """Do the two drawings differ within a box of the page as read?"""
        x0, top, x1, bottom = (round(edge * self.scale) for edge in frame.displayed(box))
        left, right = max(x0, 0), min(max(x1, x0 + 1), self.width)
        for row in range(max(top, 0), min(max(bottom, top + 1), self.height)):
            start, end = row * self.stride + left, row * self.stride + right
            one, other = self.shown[start:end], self.bare[start:end]
            if one != other and any(
                abs(a - b) >= _CONTRAST for a, b in zip(one, other, strict=True)
            ):
                return True
        return False

    @contextmanager
    def _hidden(self) -> Iterator[None]:
        for handle in self.handles:
            native.set_object_active(handle, 0)
        try:
            yield
        finally:
            for handle in self.handles:
                native.set_object_active(handle, 1)

    def _drawn(self) -> tuple[int, int, int, bytes]:
        bitmap = self.page.render(
            scale=self.scale, grayscale=True, draw_annots=False, may_draw_forms=False
        )
        with closing(bitmap):
            return bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)
