"""Maps between a PDF page's own space, the page as displayed, and the page turned upright."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..document import Box


class Matrix(NamedTuple):
    """An affine map as PDF writes it: x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def then(self, other: Matrix) -> Matrix:
        """Returns the map that applies this one first and the other one after it."""
        return Matrix(
            other.a * self.a + other.c * self.b,
            other.b * self.a + other.d * self.b,
            other.a * self.c + other.c * self.d,
            other.b * self.c + other.d * self.d,
            other.a * self.e + other.c * self.f + other.e,
            other.b * self.e + other.d * self.f + other.f,
        )

    def inverse(self) -> Matrix:
        """Returns the map back; there is none of a map that flattens the plane."""
        a, b, c, d, e, f = self
        size = a * d - b * c
        return Matrix(
            d / size,
            -b / size,
            -c / size,
            a / size,
            (c * f - d * e) / size,
            (b * e - a * f) / size,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Returns where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, low: float, right: float, high: float) -> Box:
        """Returns the upright box around where a box goes: least and greatest x and y."""
        a, b, c, d, e, f = self
        if b == 0 == c and a > 0 > d:
            return a * left + e, d * high + f, a * right + e, d * low + f
        if b == 0 == c:
            xs, ys = (a * left + e, a * right + e), (d * low + f, d * high + f)
        elif a == 0 == d:
            xs, ys = (c * low + e, c * high + e), (b * left + f, b * right + f)
        else:
            corners = [self.point(x, y) for x in (left, right) for y in (low, high)]
            xs = min(x for x, _ in corners), max(x for x, _ in corners)
            ys = min(y for _, y in corners), max(y for _, y in corners)
        return min(xs), min(ys), max(xs), max(ys)

    def boxes(self, corners: NDArray[np.float64]) -> NDArray[np.float64]:
        """Returns the boxes around where boxes go, of a map that turns by right angles alone.

        Args:
            corners: Two opposite corners of each: rows of x, y, x, y.
        """
        a, b, c, d, e, f = self
        xs, ys = corners[:, 0::2], corners[:, 1::2]
        across, down = a * xs + c * ys + e, b * xs + d * ys + f
        return np.column_stack(
            (across.min(axis=1), down.min(axis=1), across.max(axis=1), down.max(axis=1))
        )


IDENTITY = Matrix(1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is read.

    Attributes:
        width, height: Of the page as read, in PDF points.
        to_read: From PDF user space to the page as read: origin top left, y downwards.
        to_display: From the page as read to the page as displayed; the same unless the page's
            text stands sideways.
    """

    width: float
    height: float
    to_read: Matrix
    to_display: Matrix = IDENTITY

    def displayed(self, box: Box) -> Box:
        """Returns a box of the page as read, on the page as displayed."""
        return box if self.to_display == IDENTITY else self.to_display.box(*box)

    def as_read(self, box: Box) -> Box:
        """Returns a box of the page as displayed, on the page as read."""
        return box if self.to_display == IDENTITY else self.to_display.inverse().box(*box)

    def turned(self, quarters: int) -> Frame:
        """Returns the frame in which text that ran ``quarters`` clockwise turns off runs level."""
        if not quarters:
            return self
        wide, high = self.width, self.height
        turn, back, size = {
            1: (Matrix(0, -1, 1, 0, 0, wide), Matrix(0, 1, -1, 0, wide, 0), (high, wide)),
            2: (Matrix(-1, 0, 0, -1, wide, high), Matrix(-1, 0, 0, -1, wide, high), (wide, high)),
            3: (Matrix(0, 1, -1, 0, high, 0), Matrix(0, -1, 1, 0, 0, high), (high, wide)),
        }[quarters]
        return Frame(*size, self.to_read.then(turn), back.then(self.to_display))


def displayed_frame(visible: Box, rotation: int) -> Frame:
    """Returns the frame of a page as displayed.

    Args:
        visible: left, bottom, right, top of what is shown of the page, in PDF user space.
        rotation: Clockwise quarter turns, 0 to 3.
    """
    left, low, right, high = visible
    wide, tall = right - left, high - low
    matrix, size = {
        0: (Matrix(1, 0, 0, -1, -left, high), (wide, tall)),
        1: (Matrix(0, 1, 1, 0, -low, -left), (tall, wide)),
        2: (Matrix(-1, 0, 0, 1, right, -low), (wide, tall)),
        3: (Matrix(0, -1, -1, 0, high, right), (tall, wide)),
    }[rotation % 4]
    return Frame(*size, matrix)


def angle_of(matrix: Matrix, direction: tuple[float, float]) -> float:
    """Returns how far a direction of user space is turned, in degrees clockwise, 0 to 360."""
    x, y = direction
    if y == 0 and x > 0 and matrix.b == 0 and matrix.a > 0:
        return 0.0
    return math.degrees(math.atan2(matrix.b * x + matrix.d * y, matrix.a * x + matrix.c * y)) % 360
