"""Tells what ink of seals that was taken out of a page may have been in one of its cells."""

from __future__ import annotations

import cv2
import numpy as np

from ..recognition import Gray

_FIGURE = 3.0
"""Square points of ink that are as many as those of a thin digit."""

_STROKE, _LEAST = 3.5, 1.5
"""Points, and square points: a stroke of a coloured pen over a figure is longer, and has more ink.
"""


def may_hide_figure(taken: Gray, unit: float) -> bool:
    """Returns whether a cell without print may have held a figure of the colour of a seal.

    Args:
        taken: The inner part of the cell, 1 where ink was taken out.
        unit: Pixels to a point.
    """
    return bool(np.count_nonzero(taken) >= _FIGURE * unit**2)


def may_be_stroke(taken: Gray, unit: float) -> bool:
    """Returns whether a pen may have crossed out what a cell prints: its strokes lie within it,
    where the ring of a seal goes on over its edges.

    Args:
        taken: As for ``may_hide_figure``.
        unit: Pixels to a point.
    """
    if not taken.any():
        return False
    _, _, found, _ = cv2.connectedComponentsWithStats(taken, connectivity=8)
    tall, wide = taken.shape
    x, y, across, down, area = np.asarray(found[1:], np.int32).T
    within = (x > 0) & (y > 0) & (x + across < wide) & (y + down < tall)
    is_long = np.maximum(across, down) >= _STROKE * unit
    return bool((within & is_long & (area >= _LEAST * unit**2)).any())
