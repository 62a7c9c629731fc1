"""Cleans the picture of a page: seals taken out, uneven light levelled, print made dark."""

from __future__ import annotations

import cv2
import numpy as np

from .recognition import Gray
from .seals import Colours, without_grey_seals, without_red_seals
from .shades import with_light_print

_GROUND = 15.0
"""Points: wider than any stroke or figure, narrower than a shaded cell is high."""

_PRINT = 225
"""Of 255: how dark the print of a cleaned page is."""


def cleaned(picture: Colours | Gray, unit: float) -> Gray:
    """Returns a page as dark print on white paper.

    Args:
        picture: The page, in grey or in colours.
        unit: Pixels to a point.
    """
    return without_grey_seals(levelled(without_red_seals(picture, unit), unit), unit)


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
