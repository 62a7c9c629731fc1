"""Cleans the picture of a page: seals taken out, uneven light levelled, print made dark."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .looks import Gray

Colours = NDArray[np.uint8]
"""A picture in colours: rows, columns, and red, green, blue."""

_COLOURED = 45
"""Of 255: by how much red stands out over green and blue in a seal's ink."""

_SEAL = 40.0
"""Points: red things at least this wide and high are seals; smaller ones may be print."""

_GROUND = 15.0
"""Points: wider than any stroke or figure, narrower than a shaded cell is high."""

_AREA = 21.0
"""Points: a shaded area is at least about half as high."""

_AROUND = 151
"""Points around an area in which there is paper."""

_RIM = np.ones((5, 5), np.uint8)
"""Two points around."""

_DARK_AREA = 0.7
"""Of the paper's light: in darker areas print may be light."""

_PRINT = 225
"""Of 255: how dark the print of a cleaned page is."""


def cleaned(picture: Colours | Gray, unit: float) -> Gray:
    """Returns a page as dark print on white paper.

    Args:
        picture: The page, in grey or in colours.
        unit: Pixels to a point.
    """
    return levelled(_without_seals(picture, unit), unit)


def _without_seals(picture: Colours | Gray, unit: float) -> Gray:
    """Returns the picture in grey, with large red figures seen as red light would show them."""
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


def levelled(grey: Gray, unit: float) -> Gray:
    """Returns the picture with its ground, shaded cells among it, white and its print dark."""
    tall, wide = grey.shape
    small = np.asarray(
        cv2.resize(
            grey,
            (max(1, round(wide / unit)), max(1, round(tall / unit))),
            interpolation=cv2.INTER_AREA,
        ),
        np.uint8,
    )
    ground = cv2.resize(_ground(small), (wide, tall), interpolation=cv2.INTER_LINEAR)
    flat = _with_light_print(np.asarray(cv2.divide(grey, ground, scale=255.0)), grey, small)
    dark = flat[flat < 190]
    if dark.size < 50:
        return flat
    print_level = min(float(np.percentile(dark, 12)), 150.0)
    table = (np.arange(256) - print_level) * (_PRINT / (250.0 - print_level)) + 255 - _PRINT
    return np.asarray(cv2.LUT(flat, np.clip(table, 0, 255).astype(np.uint8)), np.uint8)


def _ground(small: Gray) -> Gray:
    """Returns the paper's light: what is left where print is filled in with what surrounds it.

    Takes and gives a picture of a pixel to a point.
    """
    reach = round(_GROUND) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach))
    filled = cv2.morphologyEx(cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, kernel)
    return np.asarray(cv2.blur(filled, (5, 5)), np.uint8)


def _with_light_print(flat: Gray, grey: Gray, small: Gray) -> Gray:
    """Returns the levelled picture, made anew in dark areas, where light print counts as well."""
    middle = cv2.medianBlur(small, round(_AREA) | 1)
    paper = cv2.dilate(middle, np.ones((_AROUND, _AROUND), np.uint8))
    area = np.asarray(middle < _DARK_AREA * paper, np.uint8)
    if not area.any():
        return flat
    size = (grey.shape[1], grey.shape[0])
    inner, outer = (
        cv2.resize(part, size, interpolation=cv2.INTER_NEAREST) > 0
        for part in (cv2.erode(area, _RIM), cv2.dilate(area, _RIM))
    )
    middle = cv2.erode(middle, _RIM)
    ground = cv2.resize(middle, size, interpolation=cv2.INTER_LINEAR)
    contrast = cv2.resize(cv2.subtract(paper, middle), size, interpolation=cv2.INTER_LINEAR)
    differing = cv2.divide(cv2.absdiff(grey, ground), contrast, scale=255.0)
    light = cv2.bitwise_not(differing)
    # Along its border an area is light to one way of looking and dark to the other.
    light = np.where(inner, light, cv2.max(light, flat))
    return np.where(outer, light, flat).astype(np.uint8)
