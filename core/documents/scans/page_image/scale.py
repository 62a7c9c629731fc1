"""How large the print of a picture is, and the size at which it is read."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_SHORT_SIDE = (380.0, 900.0)
"""Points: the shorter side of a sheet of paper, A5 to A3."""

_A4 = (595.0, 842.0)
_LONG_PAGE = 1.65
"""Side to side: longer pages are pictures of several pages, or of a web page."""

_COARSEST, _FINEST = 1.9, 4.2
"""Pixels to a point between which pages are read: about 140 and 300 dpi."""

_MOST_PIXELS = 60_000_000
"""A page of A4 at 600 dpi has 35 million; it bounds the memory that reading takes."""


def unit_of(width: int, height: int, per_point: float) -> float:
    """Returns how many pixels of a picture stand for a point of print.

    Its own resolution is believed where it makes a sheet of paper; else it is taken to show a
    page of A4, or, if it is long, to be as wide as one.

    Args:
        width: In pixels.
        height: In pixels.
        per_point: Pixels to a point at the picture's own resolution.
    """
    short, long = min(width, height), max(width, height)
    if _SHORT_SIDE[0] <= short / per_point <= _SHORT_SIDE[1]:
        return per_point
    return short / _A4[0] if long / short > _LONG_PAGE else long / _A4[1]


def working(picture: NDArray[np.uint8], per_point: float) -> tuple[NDArray[np.uint8], float, float]:
    """Returns a picture at the size at which it is read, its pixels to a point of print, and by
    what factor it was enlarged.

    Args:
        picture: In grey or in colours.
        per_point: Pixels to a point at the picture's own resolution.
    """
    tall, wide = picture.shape[:2]
    unit = unit_of(wide, tall, per_point)
    factor = min(max(unit, _COARSEST), _FINEST) / unit
    factor = min(factor, (_MOST_PIXELS / (tall * wide)) ** 0.5)
    if abs(factor - 1) < 0.02:
        return picture, unit, 1.0
    size = (max(1, round(wide * factor)), max(1, round(tall * factor)))
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, size, interpolation=how), np.uint8), unit * factor, factor
