"""Holds a figure that was recognised against the shapes of its print.

What a recogniser passes over (a raised digit, a point, a line through the figure) shows in how
high, how far apart and how straight its strokes are. A proof never changes a figure; it takes
certainty away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from .page_image.foreground import Foreground

_PLAIN = re.compile(r"[+-]?[0-9][0-9.,]*")
"""Figures of which every character has a known shape."""

_LEAST = 7
"""Pixels: of lower print shapes say nothing."""

_SOFT = 0.72
"""From the darkest to paper: what is darker belongs to print."""

_DIGIT = 0.5
"""Of the highest part of a figure: what is lower is a sign, a point or a comma."""

_OFF = 0.17
"""Of the height of a figure: its digits begin and end at the same height but for so much."""

_OFF_PIXELS = 1.6
"""And but for so many pixels, which a scan may shift an edge by."""

_PITCH = 1.32
"""Of the usual distance from digit to digit: farther apart, there is something between."""

_FAR = 1.2
"""Of their height: the middles of two digits of any font are no farther apart."""

_STRAIGHT = 1.2
"""Of the height of a figure: no stroke of a digit is straight for so long."""

_JUTS = 0.11
"""Of the height of a figure: how far a line through it reaches over its digits."""

_STEEP = 20.0
"""Degrees from upright within which a long straight stroke is a tall 1 and no line through it."""

_EDGE = 0.25
"""Of the height of print, from either end: what is level there may be bars of digits."""

_WIDEST = 0.95
"""Of their height: digits of any font, with the paper beside them, are no wider."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of columns with ink, and the rows that it reaches over."""

    start: int
    end: int
    top: int
    bottom: int

    @property
    def tall(self) -> int:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def is_borne_out(foreground: Foreground, text: str) -> bool:
    """Returns whether the shapes of a line of print are those of a figure.

    Args:
        foreground: The print of a cell.
        text: The figure that it is read as. Of what holds more than digits, nothing is said.
    """
    if len(foreground.lines) != 1 or not _PLAIN.fullmatch(text):
        return True
    inked = inked_line(foreground)
    parts = _parts(inked)
    high = max((part.tall for part in parts), default=0)
    if high < _LEAST:
        return True
    digits = [part for part in parts if part.tall >= _DIGIT * high]
    count = sum(character.isdigit() for character in text)
    return (
        len(digits) <= count
        and _is_level(digits, high)
        and _ends_are_level(inked, digits, high)
        and _is_even(digits, text, high)
        and (digits[-1].end - digits[0].start) <= _WIDEST * high * len(text)
        and not _is_crossed(inked, high)
        and ("+" in text or "-" in text or not _juts_out(inked, high))
    )


def height_of(foreground: Foreground) -> int:
    """Returns how high the print of a line is, in pixels."""
    return max((part.tall for part in _parts(inked_line(foreground))), default=0)


def inked_line(foreground: Foreground) -> NDArray[np.bool_]:
    """Returns where a line of print is darker than paper, its hairlines and soft edges too."""
    x0, top, x1, bottom = foreground.lines[0]
    picture = foreground.picture[top:bottom, x0:x1]
    darkest = int(picture.min())
    return np.asarray(picture < darkest + _SOFT * (255 - darkest), np.bool_)


def _parts(inked: NDArray[np.bool_]) -> list[_Part]:
    """Returns the runs of inked columns from the left."""
    edges = np.flatnonzero(np.diff(np.r_[False, inked.any(axis=0), False].astype(np.int8)))
    found = []
    for start, end in edges.reshape(-1, 2):
        rows = np.flatnonzero(inked[:, start:end].any(axis=1))
        found.append(_Part(int(start), int(end), int(rows[0]), int(rows[-1]) + 1))
    return found


def _is_level(digits: list[_Part], high: int) -> bool:
    """Do all digits begin and end at the height of the highest one?"""
    reference = max(digits, key=lambda part: part.tall)
    off = max(_OFF * high, _OFF_PIXELS)
    return all(
        abs(part.top - reference.top) <= off and abs(part.bottom - reference.bottom) <= off
        for part in digits
    )


def _ends_are_level(inked: NDArray[np.bool_], digits: list[_Part], high: int) -> bool:
    """Does a digit that touches its neighbour at either end reach as high and as low?"""
    off = max(1.5 * _OFF * high, _OFF_PIXELS)
    reach = round(0.55 * high)
    for part in digits:
        if part.end - part.start < 1.05 * high:
            continue
        for start, end in ((part.start, part.start + reach), (part.end - reach, part.end)):
            rows = np.flatnonzero(inked[:, start:end].any(axis=1))
            if rows[0] - part.top > off or part.bottom - rows[-1] - 1 > off:
                return False
    return True


def _is_even(digits: list[_Part], text: str, high: int) -> bool:
    """Is there no room for a point or a digit between two digits that none was read between?"""
    bare = text.lstrip("+-")
    if len(digits) != sum(character.isdigit() for character in bare):
        return True
    steps = [second.middle - first.middle for first, second in pairwise(digits)]
    pairs = [(first, second) for first, second in pairwise(bare) if first.isdigit()]
    joined = [step for step, (_, after) in zip(steps, pairs, strict=False) if after.isdigit()]
    if not joined:
        return True
    usual = float(np.median(joined))
    return max(joined) <= min(_PITCH * usual, _FAR * high)


def _juts_out(inked: NDArray[np.bool_], high: int) -> bool:
    """Does a line amid the print reach over it at both ends, as one that strikes it out does?"""
    rows = np.arange(len(inked))
    ends = [np.flatnonzero(row)[[0, -1]] if row.any() else None for row in inked]
    off = max(_JUTS * high, 1.5)
    for middle in range(round(0.25 * len(inked)), round(0.75 * len(inked)) + 1):
        band = np.abs(rows - middle) <= 0.1 * high
        line = [end for end, within in zip(ends, band, strict=True) if within and end is not None]
        rest = [e for e, within in zip(ends, band, strict=True) if not within and e is not None]
        if not line or not rest:
            continue
        left, right = min(end[0] for end in line), max(end[1] for end in line)
        if min(end[0] for end in rest) - left >= off and right - max(end[1] for end in rest) >= off:
            return True
    return False


def _is_crossed(inked: NDArray[np.bool_], high: int) -> bool:
    """Does a straight line run through the print that is longer than any stroke of a digit?"""
    picture = np.pad(inked.astype(np.uint8) * 255, 2)
    least = max(_STRAIGHT * high, _LEAST)
    lines = cv2.HoughLinesP(
        picture, 1, np.pi / 90, max(5, round(0.85 * least)), minLineLength=least, maxLineGap=1
    )
    if lines is None:
        return False
    x0, y0, x1, y1 = lines.reshape(-1, 4).T
    across, down = np.abs(x1 - x0), np.abs(y1 - y0)
    slant = np.degrees(np.arctan2(across, down))
    # The bars of sevens, and the feet of twos, that touch are a line at the edge of the print.
    level = (y0 + y1) / 2 / picture.shape[0]
    at_edge = (slant > 90 - _STEEP) & ((level < _EDGE) | (level > 1 - _EDGE))
    return bool(((slant >= _STEEP) & ~at_edge).any())
