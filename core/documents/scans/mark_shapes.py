"""Tells dashes and slashes by their shapes, which the recogniser takes for ones and characters."""

from __future__ import annotations

import numpy as np

from .page_image.foreground import Foreground

_SLANT = 0.23
"""Sideways to down: a straight stroke that leans as far to the right is a slash and no 1."""

_BENT, _STOUT = 0.08, 0.3
"""Of its height: how far a slash is off straight, and how wide its stroke is, at most."""

_FLAT = 2.2
"""Height of a dash at most, in units of the picture."""

_LOW, _AMID = 0.3, 0.3
"""Of the height of a cell: what is no higher is flat, and where it stands at least if it is a mark,
from either end."""

_LONG = 4.5
"""Points: a dash is at most as high, and a long one longer."""


def mark_of(foreground: Foreground, unit: float) -> str | None:
    """Returns the dash or slash that the print of a cell is, None where it is neither."""
    if len(foreground.lines) != 1:
        return None
    x0, top, x1, bottom = foreground.lines[0]
    wide, tall = x1 - x0, bottom - top
    picture = foreground.picture[top:bottom, x0:x1]
    part = picture < (int(picture.min()) + 255) / 2
    if wide >= 2.0 * tall and tall <= _FLAT * unit and part.mean() > 0.5:
        return "—" if wide > _LONG * unit else "-"
    return "/" if lean_of(foreground, unit) > _SLANT else None


def is_amid(foreground: Foreground) -> bool:
    """Does a dash stand about halfway up its cell, as a mark does and no remains of a rule?"""
    _, top, _, bottom = foreground.lines[0]
    tall = foreground.picture.shape[0]
    flat = bottom - top < _LOW * tall
    return not flat or _AMID * tall <= (top + bottom) / 2 <= (1 - _AMID) * tall


def lean_of(foreground: Foreground, unit: float) -> float:
    """Returns how far a single straight stroke leans to the right, sideways to down.

    0 where the print of a cell is anything else.
    """
    if len(foreground.lines) != 1:
        return 0.0
    x0, top, x1, bottom = foreground.lines[0]
    wide, tall = x1 - x0, bottom - top
    picture = foreground.picture[top:bottom, x0:x1]
    part = picture < (int(picture.min()) + 255) / 2
    rows = np.flatnonzero(part.any(axis=1))
    if not 0.1 * tall <= wide <= 1.2 * tall or tall < 4 * unit or len(rows) < 0.8 * tall:
        return 0.0
    weights = np.where(part, 255.0 - picture, 0.0)[rows]
    middles = weights @ np.arange(wide) / weights.sum(axis=1)
    slope, start = np.polyfit(rows, middles, 1)
    off = float(np.abs(start + slope * rows - middles).max())
    is_bent = off >= max(_BENT * tall, 1.2)
    is_stout = int(part[rows].sum(axis=1).max()) >= max(_STOUT * tall, 4)
    return 0.0 if is_bent or is_stout else -float(slope)
