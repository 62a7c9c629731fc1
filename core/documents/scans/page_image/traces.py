"""Finds what is left in a cell beside its print: ink that nothing explains, however pale."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ..recognition import Gray

_PALER = 14
"""Difference from the paper of a cell, of 255, from which something is no paper."""

_NOISES = 6.0
"""The same as a multiple of the noise of the paper; the larger of the two holds."""

_DARK = 145
"""Of 255: what is darker was printed; paler ink that reaches the edge is a seal or a watermark."""

_LEAST = 2.2
"""Size, in points, of the smallest piece of a character that is told from a speck."""

_HAIR = 1.6
"""Greatest average width, in points, of pale strokes of print; strokes of watermarks are wider."""

_EDGE = 1.7
"""Points from the edge of a cell within which its rules leave remains."""

_RIM = 0.4
"""In units of the picture: what a ruling's own edge leaves in its cells."""

_LONGER = 1.6
"""Points by which ink reaches over print, left or right, that may be a sign or a digit of it."""

_GLYPH = (3.5, 14.0)
"""Points: as large are characters; the letters of watermarks and seals reach over their cells."""

_LEVEL, _HIGHER, _WIDER = 0.6, 1.3, 3.0
"""Of the height of print: a pale piece on its line that reaches over so much of it, and is no
higher and wider, may be a pale character of it."""

_SIGN, _NEAR = (1.3, 6.0), 4.0
"""Points: the width of what may be a pale sign, and how near it stands before print."""

_FLAT, _AMID = 0.5, (0.25, 0.75)
"""Of the height of print: a sign is no higher, and its middle stands between."""

_DUST = 0.8
"""Points: the soft edge of a ruling."""


def has_traces(
    cell: Gray, rulings: Gray | None, print_: NDArray[np.bool_] | None, unit: float
) -> bool:
    """Returns whether a cell holds ink that is neither of its rulings nor of its print.

    Args:
        cell: Cut out of a cleaned page along its rulings, with them.
        rulings: 255 where a ruling is drawn, cut out alike; None where the cell has none.
        print_: Where its print is, cut out alike; None where it has none.
        unit: Pixels to a point.
    """
    left = _inked(cell, unit)
    if rulings is not None:
        reach = 2 * max(1, round(_DUST * unit)) + 1
        left[cv2.dilate(rulings, np.ones((reach, reach), np.uint8)) > 0] = 0
    if np.count_nonzero(left) < _LEAST * unit:
        return False
    count, labels, found, _ = cv2.connectedComponentsWithStats(left, connectivity=8)
    stats = np.asarray(found, np.int32)
    suspect = _may_be_print(stats, np.bincount(labels[cell < _DARK], minlength=count), cell, unit)
    if print_ is None:
        return bool((suspect | _is_glyph(stats, cell, unit))[1:].any())
    touching = np.bincount(labels[print_], minlength=count) > 0
    suspect |= _beside(stats, print_, unit) | _signs(stats, print_, unit)
    if (suspect & ~touching)[1:].any():
        return True
    x, wide = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_WIDTH]
    columns = np.flatnonzero(print_.any(axis=0))
    over = (x < columns[0] - _LONGER * unit) | (x + wide > columns[-1] + 1 + _LONGER * unit)
    return bool((suspect & over)[1:].any())


def _is_glyph(stats: NDArray[np.int32], cell: Gray, unit: float) -> NDArray[np.bool_]:
    """Returns which pieces are as large as a character, and amid their cell, whatever their
    strokes.
    """
    x, y, wide, tall = (stats[:, at] for at in range(4))
    right, below = cell.shape[1] - x - wide, cell.shape[0] - y - tall
    amid = np.minimum.reduce([x, y, right, below]) > _EDGE * unit
    low, high = (size * unit for size in _GLYPH)
    return np.asarray(amid & (tall >= low) & (tall <= high) & (wide <= high))


def _beside(stats: NDArray[np.int32], print_: NDArray[np.bool_], unit: float) -> NDArray[np.bool_]:
    """Returns which pieces stand on the line of print, as high as it, whatever their strokes."""
    rows = np.flatnonzero(print_.any(axis=1))
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    _, y, wide, tall = (stats[:, at] for at in range(4))
    within = np.minimum(y + tall, bottom) - np.maximum(y, top)
    found = (within >= _LEVEL * (bottom - top)) & (tall <= _HIGHER * (bottom - top))
    found &= wide <= _WIDER * (bottom - top)
    found[0] = False
    return np.asarray(found & (tall >= _LEAST * unit))


def _signs(stats: NDArray[np.int32], print_: NDArray[np.bool_], unit: float) -> NDArray[np.bool_]:
    """Returns which pieces stand where a sign does, halfway up before print, whatever their shape:
    a minus that is coarse and pale is a spot.
    """
    rows, columns = (np.flatnonzero(print_.any(axis=axis)) for axis in (1, 0))
    top, high = int(rows[0]), int(rows[-1]) + 1 - int(rows[0])
    x, y, wide, tall = (stats[:, at] for at in range(4))
    gap = int(columns[0]) - (x + wide)
    level = (y + tall / 2 - top) / high
    found = (gap >= -1) & (gap <= _NEAR * unit) & (level >= _AMID[0]) & (level <= _AMID[1])
    found &= (wide >= _SIGN[0] * unit) & (wide <= _SIGN[1] * unit) & (tall <= _FLAT * high)
    found[0] = False
    return np.asarray(found)


def _inked(cell: Gray, unit: float) -> NDArray[np.uint8]:
    """Returns 1 where a cell is darker than its paper, but for its rim."""
    smooth = np.asarray(cv2.GaussianBlur(cell, (3, 3), 0), np.float32)
    paper = float(np.median(smooth))
    noise = 1.5 * float(np.median(np.abs(smooth - paper)))
    inked = np.asarray(smooth < paper - max(_PALER, _NOISES * noise), np.uint8)
    rim = max(1, round(_RIM * unit))
    inked[:rim] = inked[-rim:] = 0
    inked[:, :rim] = inked[:, -rim:] = 0
    return inked


def _may_be_print(
    stats: NDArray[np.int32], dark: NDArray[np.intp], cell: Gray, unit: float
) -> NDArray[np.bool_]:
    """Returns which pieces of ink are as large as print and no remains of rulings or of a seal."""
    x, y, wide, tall, area = (stats[:, at] for at in range(5))
    right, below = cell.shape[1] - x - wide, cell.shape[0] - y - tall
    near = _EDGE * unit
    remains = (x + wide <= near) | (right + wide <= near)
    remains |= (y + tall <= near) | (below + tall <= near)
    side = np.maximum(wide, tall)
    reaching = np.minimum.reduce([x, y, right, below]) <= near
    is_dark = dark >= np.maximum(0.12 * area, 2)
    is_hair = area <= _HAIR * unit * side
    return np.asarray((side >= _LEAST * unit) & ~remains & (is_dark | (is_hair & ~reaching)))
