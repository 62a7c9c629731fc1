"""Tells which ways up a page may be, by how its lines of text run."""

from __future__ import annotations

import numpy as np

from .detected_lines import detected_words
from .recognition import Gray

_LONG = 2.0
"""Side to side: words are at least so much longer than high, their characters apart."""

_CLEAR = 0.65
"""The share of text that must run one way to be sure that all of it does; the headers of tables are
often set downwards."""

_SAMPLE, _INK = 320.0, 150
"""Points: the height of the part of a page that is looked at; of 255: what is darker is ink."""

_COARSE = 1.0
"""Pixels to a point that show where words are, though not what they say."""


def ways_up(page: Gray, unit: float) -> tuple[int, ...]:
    """Returns the quarters by which to turn a page clockwise so that it may be read, the likelier
    first.

    Whether it stands or lies on its side, the shapes of its words tell; whether it is upside down,
    only reading does.

    Args:
        page: Dark on white.
        unit: Pixels to a point.
    """
    across = down = 0
    for x0, top, x1, bottom in detected_words(_fullest(page, unit), unit, _COARSE):
        wide, tall = x1 - x0, bottom - top
        if wide >= _LONG * tall:
            across += wide
        elif tall >= _LONG * wide:
            down += tall
    ways = (0, 2, 1, 3) if across >= down else (1, 3, 0, 2)
    return ways[:2] if max(across, down) >= _CLEAR * (across + down) else ways


def _fullest(page: Gray, unit: float) -> Gray:
    """Returns the part of a page, as wide as it, that holds most ink: how its words run shows there
    as well as on all of it.
    """
    high = round(_SAMPLE * unit)
    if page.shape[0] <= high:
        return page
    inked = np.r_[0, np.cumsum((page < _INK).sum(axis=1))]
    top = int((inked[high:] - inked[:-high]).argmax())
    return page[top : top + high]
