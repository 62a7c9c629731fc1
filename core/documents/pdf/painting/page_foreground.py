"""Looks at a page of a PDF as it is drawn, for what its text does not explain."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from ...characters import Character
from ...geometry import Box, Displayed, Frame, Level
from ...witness import EXPLAINED, PageInk
from .overlays import is_seal

_SCALE = 1.0
"""Pixels to a point. With 1.5 the same cells of held-out reports have ink, at twice the cost."""

_MOST_PIXELS = 8_000_000
"""Of a drawn page, which bounds its memory and its time."""

_PALE = 195
"""Least part of a colour, of 255, of a character so pale, as in a watermark, that its print is not
looked for."""

_DARK = 128
"""Brightness, of 255, below which a ground is dark."""

_COLOURED = 60
"""Difference between the parts of a colour, of 255, from which it is no grey."""

_RIM = 3.0
"""Points around a seal that its line may reach."""

_LINE, _PIECE = 0.8, 6.0
"""Half the thickness of a line, and the length of the pieces that it is blotted out in, in
points."""

_LIT = 20
"""Least difference, of 255, between a digit and what lies about it for the digit to be seen."""

_MARGIN = 1
"""Pixels around the box of a character that its print may reach."""

_DIGITS = frozenset("0123456789０１２３４５６７８９")


def read_ink(
    page: pdfium.PdfPage,
    characters: Sequence[Character],
    shapes: Iterable[Box[Level]],
    rules: Iterable[Box[Level]],
    frame: Frame,
    width: float,
) -> PageInk:
    """Returns how a page looks, without what its characters explain.

    Args:
        page: pdfium's page.
        characters: All that it shows, watermarks and seals and what is crossed out included.
        shapes: Boxes of figures that it draws; what is coloured within a round one is a seal.
        rules: Boxes of its straight lines; on a slanted page no line of pixels is one of them.
        frame: How it is read.
        width: Of the page as displayed, in points.
    """
    pixels, scale = _drawn(page, width, [frame.displayed(one) for one in shapes if is_seal(one)])
    printed = [c for c in characters if c.text != " "]
    places = [frame.displayed(c.box) for c in printed]
    boxes = _on_pixels(places, scale)
    invisible = [
        place
        for c, place, (x0, top, x1, bottom) in zip(printed, places, boxes, strict=True)
        if c.text in _DIGITS and c.run.is_level and _shows_nothing(pixels[top:bottom, x0:x1])
    ]
    for c, (x0, top, x1, bottom) in zip(printed, boxes, strict=True):
        if min(c.run.colour[:3]) < _PALE or _is_dark(pixels[top:bottom, x0:x1]):
            pixels[
                max(top - _MARGIN, 0) : bottom + _MARGIN, max(x0 - _MARGIN, 0) : x1 + _MARGIN
            ] = EXPLAINED
    if frame.to_display.is_slanted:
        pieces = [frame.displayed(piece) for rule in rules for piece in _pieces(rule)]
        for x0, top, x1, bottom in _on_pixels(pieces, scale):
            pixels[top:bottom, x0:x1] = EXPLAINED
    high, wide = pixels.shape
    return PageInk(wide, high, scale, zlib.compress(pixels.tobytes(), 1), tuple(invisible))


def _drawn(
    page: pdfium.PdfPage, across: float, seals: Sequence[Box[Displayed]]
) -> tuple[NDArray[np.uint8], float]:
    """Returns the darkest part of each pixel's colour, at least 1, seals blotted out; the scale."""
    width, height = page.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, draw_annots=False, may_draw_forms=False)
    with closing(bitmap):
        colours = bitmap.to_numpy()
        scale = bitmap.width / across  # a page with a UserUnit is drawn in units of its own
        darkest = np.minimum(np.minimum(colours[..., 0], colours[..., 1]), colours[..., 2])
        pixels = np.maximum(darkest, 1)
        rims = [seal.grown(_RIM, _RIM) for seal in seals]
        for x0, top, x1, bottom in _on_pixels(rims, scale):
            part = colours[top:bottom, x0:x1].astype(np.int16)
            coloured = part.max(axis=2) - part.min(axis=2) > _COLOURED
            pixels[top:bottom, x0:x1][coloured] = EXPLAINED
    return pixels, scale


def _pieces(rule: Box[Level]) -> Iterator[Box[Level]]:
    """Yields a line in pieces so short that each lies in an upright box."""
    x0, top, x1, bottom = rule.grown(_LINE, _LINE)
    steps = max(1, round(max(x1 - x0, bottom - top) / _PIECE))
    across, down = (x1 - x0) / steps, (bottom - top) / steps
    for at in range(steps):
        if across > down:
            yield Box(x0 + at * across, top, x0 + (at + 1) * across, bottom)
        else:
            yield Box(x0, top + at * down, x1, top + (at + 1) * down)


def _on_pixels(boxes: Sequence[Box[Displayed]], scale: float) -> list[list[int]]:
    """Returns boxes in whole pixels, none of them less than 0."""
    corners = np.array(boxes, dtype=np.float64).reshape(-1, 4) * scale
    corners[:, :2] = np.floor(corners[:, :2])
    corners[:, 2:] = np.ceil(corners[:, 2:])
    whole: list[list[int]] = np.maximum(corners, 0).astype(np.int64).tolist()
    return whole


def _is_dark(patch: NDArray[np.uint8]) -> bool:
    """Returns whether most of a place is dark, where what is pale is print."""
    return patch.size > 0 and float(np.median(patch)) < _DARK


def _shows_nothing(patch: NDArray[np.uint8]) -> bool:
    return patch.size > 0 and int(patch.max()) - int(patch.min()) < _LIT
