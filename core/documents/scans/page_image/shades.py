"""Finds shaded areas of a page and makes light print in them dark."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ..recognition import Gray
from .seals import Colours

_AREA = 21.0
"""Height in points; a shaded area has at least about half of it."""

_AROUND = 151
"""Points around an area in which there is paper."""

_RIM = np.ones((5, 5), np.uint8)
"""Two points around."""

_NEAR = np.ones((13, 13), np.uint8)
_LEAST_AREA = np.ones((7, 7), np.uint8)

_DARK_AREA, _PALE_AREA = 0.7, 0.86
"""Of the paper's light: in darker areas print may be light, and in paler ones as well, if"""

_LIGHT_PRINT = 0.004
"""that share of them is."""

_MOSTLY = 0.5
"""How much of a wide dark area is dark: a watermark over a pale one darkens a part of it."""

_INKED = 0.75
"""Greatest light of print on a shaded area, as a share of the light of the shade."""

_RULING = 25
"""Pixels: a longer run of dark is a ruling, and no part of a character."""

_RUN = (9, 3)
"""Points: rulings are longer, and strokes of characters are not as long and thick."""

_SOLID, _LEAST_WIDE = 0.9, 60
"""How much of an area is shade without print, more than of a title in bold print, and how many
points a pale one is wide, at least."""


_DARK_GROUND, _LIGHT_GROUND = 110, 150
"""Greatest light, of 255, of a ground that is dark, and the least of one that is light."""

_GROUND_SHARE, _PRINT_SHARE = 0.6, 0.25
"""The least share of a dark page that is ground, and the most that is light. A sheet of paper in a
photo on a dark desk takes more."""


def as_dark_print(picture: Colours | Gray) -> Colours | Gray:
    """Returns a page with dark print on a light ground: a screenshot in dark mode is turned over.

    Args:
        picture: In grey or in colours.
    """
    grey = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    counted = np.cumsum(cv2.calcHist([grey], [0], None, [256], [0, 256])) / grey.size
    dark, light = counted[_DARK_GROUND], 1 - counted[_LIGHT_GROUND]
    is_dark = dark > _GROUND_SHARE and light < _PRINT_SHARE
    return np.asarray(255 - picture, np.uint8) if is_dark else picture


def with_light_print(flat: Gray, grey: Gray, small: Gray) -> Gray:
    """Returns a levelled page, made anew in shaded areas where light print counts as well.

    Args:
        flat: The page with its ground white.
        grey: The page before that.
        small: The same at a pixel to a point.
    """
    middle = np.asarray(cv2.medianBlur(small, round(_AREA) | 1), np.uint8)
    paper = np.asarray(cv2.dilate(middle, np.ones((_AROUND, _AROUND), np.uint8)), np.uint8)
    is_light = np.asarray(small > cv2.addWeighted(paper, 0.5, cv2.erode(middle, _NEAR), 0.5, 0))
    area = _shaded(middle, paper, is_light, _dark_print(small, middle))
    if not area.any():
        return flat
    size = (grey.shape[1], grey.shape[0])
    inner, outer = (
        cv2.resize(part, size, interpolation=cv2.INTER_NEAREST) > 0
        for part in (cv2.erode(area, _RIM), cv2.dilate(area, _RIM))
    )
    ground = _average(small, np.asarray((area > 0) & ~is_light), middle)
    contrast = cv2.resize(cv2.subtract(paper, ground), size, interpolation=cv2.INTER_LINEAR)
    ground = np.asarray(cv2.resize(ground, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    differing = cv2.divide(cv2.absdiff(grey, ground), contrast, scale=255.0)
    light = cv2.bitwise_not(differing)
    # Along its border an area is light to one way of looking and dark to the other.
    light = np.where(inner, light, cv2.max(light, flat))
    return np.where(outer, light, flat).astype(np.uint8)


def _dark_print(small: Gray, middle: Gray) -> NDArray[np.bool_]:
    """Returns where print is darker than the shade that it stands on, rulings left out."""
    part = np.asarray(small < _INKED * middle, np.uint8)
    return np.asarray((part > 0) & (_runs(part, _RULING, 1) == 0))


def _shaded(
    middle: Gray, paper: Gray, is_light: NDArray[np.bool_], is_dark: NDArray[np.bool_]
) -> NDArray[np.uint8]:
    """Returns 1 in shaded areas that are dark or hold light print and hardly any dark one.

    Print beside its border makes dents and bumps in an area that is found by what is there for
    the most part; runs of paper and of shade without print set it right.
    """
    rough = np.asarray(middle < _PALE_AREA * paper, np.uint8)
    if not rough.any():
        return rough
    lights, darks = _runs(is_light, *_RUN), _runs(~is_light, *_RUN)
    grown = rough | (darks & np.asarray(cv2.dilate(rough, _NEAR), np.uint8))
    filled = np.asarray(cv2.morphologyEx(grown, cv2.MORPH_CLOSE, _NEAR), np.uint8)
    filled[lights > 0] = 0
    area = np.asarray(cv2.morphologyEx(filled, cv2.MORPH_OPEN, _LEAST_AREA), np.uint8)
    return area & _kept(area, darks, is_light, is_dark, middle < _DARK_AREA * paper)


def _kept(
    area: NDArray[np.uint8],
    darks: NDArray[np.uint8],
    is_light: NDArray[np.bool_],
    is_dark: NDArray[np.bool_],
    is_deeper: NDArray[np.bool_],
) -> NDArray[np.uint8]:
    """Returns 1 in the areas that are shade for the most part and deep, or hold light print."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(area)
    sizes = np.bincount(labels.ravel(), minlength=count)
    within = cv2.erode(area, _RIM) > 0
    light, dark, deep = (
        np.bincount(labels[within & part], minlength=count)
        for part in (is_light, is_dark, is_deeper)
    )
    solid = np.bincount(labels[darks > 0], minlength=count) >= _SOLID * sizes
    wide = stats[:, cv2.CC_STAT_WIDTH] >= _LEAST_WIDE
    is_deep = np.where(wide, deep >= _MOSTLY * sizes, deep > 0)
    has_light = wide & (light >= np.maximum(_LIGHT_PRINT * sizes, 2 * dark))
    kept = solid & (is_deep | has_light)
    return np.asarray(kept[labels], np.uint8)


def _runs(mask: NDArray[np.bool_] | Gray, long: int, thick: int) -> NDArray[np.uint8]:
    """Returns 1 where a mask is true for so many points along rows or columns."""
    part = np.asarray(mask, np.uint8)
    across, down = np.ones((thick, long), np.uint8), np.ones((long, thick), np.uint8)
    runs = [cv2.morphologyEx(part, cv2.MORPH_OPEN, kernel) for kernel in (across, down)]
    return np.asarray(cv2.max(*runs), np.uint8)


def _average(small: Gray, where: NDArray[np.bool_], otherwise: Gray) -> Gray:
    """Returns the average of what lies around each pixel and where a mask is true."""
    reach = (round(_AREA) | 1,) * 2
    weight = cv2.blur(where.astype(np.float32), reach)
    total = cv2.blur(np.where(where, small, 0).astype(np.float32), reach)
    average = total / np.maximum(weight, 1e-3)
    return np.where(weight > 0.02, average, otherwise).astype(np.uint8)
