"""Cleans the picture of a page: seals taken out, uneven light levelled, print made dark."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ..recognition import Gray
from .seals import Colours, without_grey_seals, without_red_seals
from .shades import as_dark_print, with_light_print

_GROUND = 15.0
"""Size, in points, of what is taken for ground: wider than any stroke or figure, lower than a
shaded cell."""

_PRINT = 225
"""Darkness of the print of a cleaned page, of 255."""

_PAPER = 232
"""Light, of 255, below which a pixel may be print: hairlines and small digits of a coarse scan are
as pale."""

_GLYPH = (2.5, 16.0)
"""Least and greatest height of a character, in points; rules, seals and watermarks are larger."""

_FEWEST = 20
"""Number of characters from which they tell how dark the print of a page is."""

_TAKEN = 20
"""Of 255: by how much paler a pixel becomes from which ink was taken."""

_PALEST = 205.0
"""Light of print, of 255, above which it is not made darker: the grain of paper would be, too."""


def cleaned(picture: Colours | Gray, unit: float) -> Gray:
    """Returns a page as dark print on white paper.

    Args:
        picture: The page, in grey or in colours.
        unit: Pixels to a point.
    """
    return clean_page(picture, unit).picture


@dataclass(frozen=True, slots=True)
class CleanPage:
    """A cleaned page.

    Attributes:
        picture: Dark print on white paper.
        taken: 1 where ink of seals was taken out; None where there was none.
    """

    picture: Gray
    taken: Gray | None = None


def clean_page(picture: Colours | Gray, unit: float) -> CleanPage:
    """Returns a page as dark print on white paper, and where ink was taken out of it.

    Args:
        picture: The page, in grey or in colours.
        unit: Pixels to a point.
    """
    picture = as_dark_print(picture)
    grey = picture
    if picture.ndim == 3:
        grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    red = without_red_seals(picture, unit)
    level = levelled(red, unit)
    bare = without_grey_seals(level, unit)
    if red is grey and bare is level:
        return CleanPage(bare)
    taken = (cv2.subtract(red, grey) > _TAKEN) | (cv2.subtract(bare, level) > _TAKEN)
    return CleanPage(bare, np.asarray(taken, np.uint8) if taken.any() else None)


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
    flat = with_light_print(np.asarray(cv2.divide(grey, ground, scale=255.0)), grey, small)
    level = _print_level(flat, unit)
    if level is None:
        return flat
    table = (np.arange(256) - level) * (_PRINT / (250.0 - level)) + 255 - _PRINT
    return np.asarray(cv2.LUT(flat, np.clip(table, 0, 255).astype(np.uint8)), np.uint8)


def _print_level(flat: Gray, unit: float) -> float | None:
    """Returns how dark print is on a page that is level; None where there is next to none.

    Rules are often darker than the hairlines of small print between them, so that the characters
    tell it where they are paler.
    """
    dark = flat[flat < 190]
    level = None if dark.size < 50 else min(float(np.percentile(dark, 12)), 150.0)
    count, marked, found, _ = cv2.connectedComponentsWithStats(
        np.asarray(flat < _PAPER, np.uint8), connectivity=8
    )
    labels, stats = np.asarray(marked, np.int32), np.asarray(found, np.int32)
    tall, wide = stats[:, cv2.CC_STAT_HEIGHT] / unit, stats[:, cv2.CC_STAT_WIDTH] / unit
    is_glyph = (tall >= _GLYPH[0]) & (tall <= _GLYPH[1]) & (wide <= 4 * _GLYPH[1])
    is_glyph[0] = False
    if is_glyph.sum() < _FEWEST:
        return level
    inked = flat < _PAPER
    darkest = np.full(count, 255, np.uint8)
    np.minimum.at(darkest, labels[inked], flat[inked])
    usual = min(float(np.median(darkest[is_glyph])), _PALEST)
    return usual if level is None else max(level, usual)


def _ground(small: Gray) -> Gray:
    """Returns the paper's light: what is left where print is filled in with what surrounds it.

    Takes and gives a picture of a pixel to a point.
    """
    reach = round(_GROUND) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach))
    filled = cv2.morphologyEx(cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, kernel)
    return np.asarray(cv2.blur(filled, (5, 5)), np.uint8)
