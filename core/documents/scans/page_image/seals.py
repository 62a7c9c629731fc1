"""Takes seals out of the picture of a page: red ones, and ones that were copied in grey."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ..recognition import Gray

Colours = NDArray[np.uint8]
"""A picture in colours: rows, columns, and red, green, blue."""

_COLOURED = 45
"""Least difference, of 255, between the red of a seal and its green and blue."""

_SEAL = 40.0
"""Least width and height of a seal, in points; smaller red things may be print."""

_GREY = (75, 185)
"""Of 255: what is paler than print and darker than paper on a cleaned page."""

_THICK = 2.0
"""Thickness, in points, between strokes of print and the ring or the star of a seal."""

_TOGETHER = 16.0
"""Greatest distance, in points, between the parts of one seal."""

_OBLONG = 1.5
"""Side to side: a seal is round, square or a little longer than high."""

_LEAST_PART = 0.008
"""The share of its box that the thick parts of a seal take up, at least."""

_DARKER, _SOFT = 40, 12
"""Of 255: print is so much darker than a seal, and the seal's own pixels hardly so much."""

_PRINT = 185
"""Light, of 255, below which a pixel may belong to a character."""

_GLYPH = (3.5, 20.0)
"""Least and greatest size of a character, in points."""

_FEW = 0.15
"""Share of the characters of a page below which they may be the letters in a seal."""


def without_red_seals(picture: Colours | Gray, unit: float) -> Gray:
    """Returns the picture in grey, with large red figures seen as red light would show them.

    Args:
        picture: A page, in grey or in colours.
        unit: Pixels to a point.
    """
    if picture.ndim == 2:
        return picture
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    red, others = picture[..., 0], np.maximum(picture[..., 1], picture[..., 2])
    mask = np.asarray(cv2.subtract(red, others) > _COLOURED, np.uint8)
    if not mask.any():
        return grey
    reach = max(3, round(4 * unit)) | 1
    blurred = cv2.dilate(mask, np.ones((reach, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(blurred)
    size = np.minimum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    within = np.zeros(grey.shape, bool)
    for index in np.flatnonzero(size >= _SEAL * unit):
        if index:
            x, y, wide, tall = stats[index, :4]
            within[y : y + tall, x : x + wide] = True
    return np.where(within & (blurred > 0), np.maximum(red, grey), grey).astype(np.uint8)


def without_grey_seals(page: Gray, unit: float) -> Gray:
    """Returns a cleaned page on which print alone is left where a large grey figure lies over it.

    Args:
        page: Dark on white.
        unit: Pixels to a point.
    """
    side = max(3, round(_THICK * unit))
    grey = np.asarray(cv2.inRange(page, *_GREY), np.uint8)
    thick = np.asarray(cv2.erode(grey, np.ones((side, side), np.uint8)), np.uint8)
    result = page
    for place in _seals(thick, unit):
        if result is page:
            result = page.copy()
        core = thick[place] > 0
        level = float(np.median(page[place][core]))
        near = cv2.dilate(thick[place], np.ones((2 * side, 2 * side), np.uint8)) > 0
        result[place] = _paled(page[place], near, level)
        letters = _paler_glyphs(page, level - _DARKER, unit)
        if letters is not None:
            result[place][letters[place]] = 255
    return result


def _seals(thick: Gray, unit: float) -> list[tuple[slice, slice]]:
    """Returns where the thick parts of grey figures stand together as those of a seal do."""
    if not thick.any():
        return []
    coarse = cv2.resize(thick, None, fx=1 / unit, fy=1 / unit, interpolation=cv2.INTER_AREA)
    reach = round(_TOGETHER) | 1
    joined = cv2.dilate(np.asarray(coarse > 60, np.uint8), np.ones((reach, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    found: list[tuple[slice, slice]] = []
    for x, y, wide, tall, _ in stats[1:]:
        short, long = (size - reach for size in sorted((int(wide), int(tall))))
        if short < _SEAL or long > _OBLONG * short:
            continue
        rows = slice(round(y * unit), round((y + tall) * unit))
        columns = slice(round(x * unit), round((x + wide) * unit))
        if (thick[rows, columns] > 0).mean() >= _LEAST_PART:
            found.append((rows, columns))
    return found


def _paled(part: Gray, near: NDArray[np.bool_], level: float) -> Gray:
    """Returns a part of a page with what is of a seal's level white, near the seal's strokes."""
    smooth = cv2.blur(part, (3, 3)).astype(np.float32)
    share = np.clip((smooth - (level - _DARKER)) / (_DARKER - _SOFT), 0, 1) * near
    return np.asarray(part + share * (255.0 - part), np.uint8)


def _paler_glyphs(page: Gray, level: float, unit: float) -> NDArray[np.bool_] | None:
    """Returns what is as small as a character and has nothing darker than a level.

    None where print on the page may be as pale itself.
    """
    parts = np.asarray(page < _PRINT, np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(parts)
    tall = np.maximum(stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_WIDTH]) / unit
    is_glyph = (tall >= _GLYPH[0]) & (tall <= _GLYPH[1])
    is_glyph[0] = False
    is_dark = np.bincount(labels[page < level], minlength=count) > 0
    pale = is_glyph & ~is_dark
    if pale.sum() > _FEW * is_glyph.sum():
        return None
    return np.asarray(pale[labels])
