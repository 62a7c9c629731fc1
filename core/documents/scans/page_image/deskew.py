"""Turns a page so that its lines run level, and maps places back to the page as scanned."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ...geometry import Box, LevelPixels, ScannedPixels
from ..recognition import Gray

Map = NDArray[np.float64]
"""Three by three: a homography of pixels."""

_MOST_POINTS = 150_000
"""Of ink, taken evenly from all of it; it bounds the time."""

_STEPS = ((6.0, 0.5), (0.5, 0.1), (0.1, 0.02))
"""Degrees either way and from one try to the next, coarse to fine."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A page turned level.

    Attributes:
        picture: Cleaned, in grey.
        unit: Pixels to a point, the same as before.
        back: From its pixels to those of the page as scanned.
    """

    picture: Gray
    unit: float
    back: Map

    def box(self, box: Box[LevelPixels]) -> Box[ScannedPixels]:
        """Returns the upright box, in pixels as scanned, that stands for a box of this page.

        It is as wide and high as the box and has its middle, so that the boxes of neighbouring
        cells do not overlap however far the page is turned. A page on its side swaps the two.
        """
        x, y = box.middle
        middle = self._point(x, y)
        right = self._point(box.x1, y) - middle
        down = self._point(x, box.bottom) - middle
        across = max(abs(right[0]), abs(down[0]))
        along = max(abs(right[1]), abs(down[1]))
        return Box(
            float(middle[0] - across),
            float(middle[1] - along),
            float(middle[0] + across),
            float(middle[1] + along),
        )

    def hull(self, box: Box[LevelPixels]) -> Box[ScannedPixels]:
        """Returns the upright box, in pixels as scanned, around where a box of this page is."""
        x0, top, x1, bottom = box
        corners = np.array([self._point(x, y) for x in (x0, x1) for y in (top, bottom)])
        (left, upper), (right, lower) = corners.min(axis=0), corners.max(axis=0)
        return Box(float(left), float(upper), float(right), float(lower))

    def _point(self, x: float, y: float) -> NDArray[np.float64]:
        place = self.back @ np.array([x, y, 1.0])
        return np.asarray(place[:2] / place[2])


def quarter_turned(picture: NDArray[np.uint8], quarters: int) -> tuple[NDArray[np.uint8], Map]:
    """Returns a picture turned clockwise by quarters, and the map back."""
    tall, wide = picture.shape[:2]
    turned = np.ascontiguousarray(np.rot90(picture, -quarters))
    back = {
        0: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        1: [[0, 1, 0], [-1, 0, tall], [0, 0, 1]],
        2: [[-1, 0, wide], [0, -1, tall], [0, 0, 1]],
        3: [[0, -1, wide], [1, 0, 0], [0, 0, 1]],
    }[quarters % 4]
    return turned, np.array(back, float)


def turned_level(page: Gray, unit: float) -> Turned:
    """Returns a page turned by the small angle at which its lines run level."""
    angle = skew_of(page, unit)
    tall, wide = page.shape
    if abs(angle) < 0.02:
        return Turned(page, unit, np.eye(3))
    turn = cv2.getRotationMatrix2D((wide / 2, tall / 2), -angle, 1.0)
    back = np.vstack([turn, [0, 0, 1]])
    return warped(page, unit, np.asarray(back, float))


def warped(page: Gray, unit: float, back: Map) -> Turned:
    """Returns a page as a map from its new pixels to the old ones lays it out."""
    tall, wide = page.shape
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    picture = cv2.warpPerspective(
        page, back, (wide, tall), flags=flags, borderMode=cv2.BORDER_CONSTANT, borderValue=255
    )
    return Turned(np.asarray(picture, np.uint8), unit, back)


def skew_of(page: Gray, unit: float) -> float:
    """Returns by how many degrees clockwise lines that should be level fall to the right.

    The angle at which the ink, projected across and down, is gathered in the fewest rows and
    columns (Postl, 1986).
    """
    shrink = min(1.0, 1.6 / unit)
    small = cv2.resize(page, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    ys, xs = np.nonzero(np.asarray(small) < 150)
    if len(xs) < 100:
        return 0.0
    if len(xs) > _MOST_POINTS:
        chosen = np.linspace(0, len(xs) - 1, _MOST_POINTS).astype(int)
        ys, xs = ys[chosen], xs[chosen]
    best = 0.0
    for reach, step in _STEPS:
        tries = best + np.arange(-reach, reach + step / 2, step)
        best = float(max(tries, key=lambda angle: _gathered(xs, ys, angle)))
    return best


def _gathered(xs: NDArray[np.intp], ys: NDArray[np.intp], angle: float) -> float:
    sine, cosine = np.sin(np.radians(angle)), np.cos(np.radians(angle))
    score = 0.0
    for projected in (ys * cosine - xs * sine, xs * cosine + ys * sine):
        bins = np.bincount((projected - projected.min()).astype(int)).astype(float)
        score += float(((bins[1:] - bins[:-1]) ** 2).sum())
    return score
