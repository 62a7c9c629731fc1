"""Boxes, each in the space that it lies in, and the maps from one space to another.

The same place has other numbers in each space, and a box of one that is taken for a box of another
is a figure with the wrong picture beside it. So the space is a part of a box's type, and the type
checker refuses to mix them; `docs/coordinate-spaces.md` shows them in a picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Space:
    """A space that boxes lie in; x goes to the right and y down."""


class Displayed(Space):
    """The page as every viewer shows it: within its CropBox, after /Rotate.

    Points (1/72 inch; of a picture: at its own resolution, 72 dpi where it names none), origin
    top left.
    """


class Level(Space):
    """The page turned so that most of its text runs level; the page as displayed, unless its text
    stands sideways or it was scanned askew.

    Points of print, origin top left.
    """


class LevelPixels(Space):
    """The picture of a scanned page, turned level: pixels, origin top left."""


class ScannedPixels(Space):
    """The picture of a scanned page as it came: pixels, origin top left."""


S = TypeVar("S", bound=Space)
Other = TypeVar("Other", bound=Space)


class UserBox(NamedTuple):
    """A box in PDF user space, before /Rotate: points, origin where the file says, y upwards."""

    left: float
    low: float
    right: float
    high: float


class Box(NamedTuple, Generic[S]):
    """An upright box in one space, whose edges belong to it."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """How far it goes across."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How far it goes down."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Width times height."""
        return (self.x1 - self.x0) * (self.bottom - self.top)

    @property
    def middle(self) -> tuple[float, float]:
        """The x and y of its middle."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def contains(self, x: float, y: float) -> bool:
        """Returns whether a point lies in it or on its edge."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def owns(self, x: float, y: float) -> bool:
        """Returns whether a point is its own: of boxes side by side just one owns each point."""
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom

    def holds(self, other: Box[S], spare: float = 0.0) -> bool:
        """Returns whether another box lies in it, but for so much on each side."""
        return (
            other.x0 >= self.x0 - spare
            and other.top >= self.top - spare
            and other.x1 <= self.x1 + spare
            and other.bottom <= self.bottom + spare
        )

    def overlaps(self, other: Box[S]) -> bool:
        """Returns whether both have more in common than an edge."""
        return (
            self.x0 < other.x1
            and other.x0 < self.x1
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def cut(self, limits: Box[S]) -> Box[S] | None:
        """Returns the part of it within another box, None where they do not even touch."""
        x0, top = max(self.x0, limits.x0), max(self.top, limits.top)
        x1, bottom = min(self.x1, limits.x1), min(self.bottom, limits.bottom)
        return Box(x0, top, x1, bottom) if x0 <= x1 and top <= bottom else None

    def moved(self, across: float, down: float) -> Box[S]:
        """Returns it so much farther to the right and down."""
        return Box(self.x0 + across, self.top + down, self.x1 + across, self.bottom + down)

    def grown(self, across: float, down: float) -> Box[S]:
        """Returns it so much larger on each side; smaller where the numbers are negative."""
        return Box(self.x0 - across, self.top - down, self.x1 + across, self.bottom + down)

    def scaled(self, across: float, down: float, space: type[Other]) -> Box[Other]:
        """Returns it in a space with the same origin.

        Args:
            across: Units of that space to one of this, sideways.
            down: The same, downwards.
            space: That space; it is there for the type checker.
        """
        return Box(self.x0 * across, self.top * down, self.x1 * across, self.bottom * down)

    def rounded(self) -> tuple[int, int, int, int]:
        """Returns its edges as whole numbers, for cutting a picture."""
        return round(self.x0), round(self.top), round(self.x1), round(self.bottom)


def hull_or_none(boxes: Sequence[Box[S]]) -> Box[S] | None:
    """Returns the box around boxes, None around none."""
    return hull(boxes) if boxes else None


def hull(boxes: Iterable[Box[S]]) -> Box[S]:
    """Returns the box around boxes, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


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

    def around(
        self, left: float, low: float, right: float, high: float
    ) -> tuple[float, float, float, float]:
        """Returns the upright box around where a box goes: least and greatest x and y.

        Whoever knows from which space to which the map goes gives it the type of that.
        """
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
        """Returns the boxes around where boxes go.

        By a map that turns by other than right angles the boxes of slanted text come level: those
        that are given stand around what runs along the map's own axes.

        Args:
            corners: Two opposite corners of each: rows of x, y, x, y.
        """
        import numpy as np  # the window, which shows boxes one by one, does without

        a, b, c, d, e, f = self
        xs, ys = corners[:, 0::2], corners[:, 1::2]
        if not self.is_slanted:
            across, down = a * xs + c * ys + e, b * xs + d * ys + f
            return np.column_stack(
                (across.min(axis=1), down.min(axis=1), across.max(axis=1), down.max(axis=1))
            )
        wide, high = np.ptp(xs, axis=1), np.ptp(ys, axis=1)
        x, y = xs.mean(axis=1), ys.mean(axis=1)
        # What is w wide and h high when level stood in a box |a| w + |b| h wide before.
        a, b, c, d = (abs(part) for part in self[:4])
        solved = np.linalg.solve(np.array([[a, b], [c, d]]), np.stack((wide, high)))
        half_wide, half_high = np.maximum(solved, 0.0) / 2
        middle = self.a * x + self.c * y + e, self.b * x + self.d * y + f
        return np.column_stack(
            (
                middle[0] - half_wide,
                middle[1] - half_high,
                middle[0] + half_wide,
                middle[1] + half_high,
            )
        )

    @property
    def is_slanted(self) -> bool:
        """Does it turn by other than right angles?"""
        return not (self.b == 0 == self.c or self.a == 0 == self.d)


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

    @property
    def box(self) -> Box[Level]:
        """All of the page as read."""
        return Box(0.0, 0.0, self.width, self.height)

    def read(self, box: UserBox) -> Box[Level]:
        """Returns a box of PDF user space, on the page as read."""
        return Box(*self.to_read.around(*box))

    def displayed(self, box: Box[Level]) -> Box[Displayed]:
        """Returns a box of the page as read, on the page as displayed."""
        if self.to_display == IDENTITY:
            return cast("Box[Displayed]", box)
        return Box(*self.to_display.around(*box))

    def as_read(self, box: Box[Displayed]) -> Box[Level]:
        """Returns a box of the page as displayed, on the page as read."""
        if self.to_display == IDENTITY:
            return cast("Box[Level]", box)
        return Box(*self.to_display.inverse().around(*box))

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

    def levelled(self, degrees: float) -> Frame:
        """Returns the frame in which text that ran so many degrees clockwise off runs level.

        The page turns about its middle and keeps its size.
        """
        if not degrees:
            return self
        x, y = self.width / 2, self.height / 2
        across, down = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        turn = Matrix(
            across, -down, down, across, x - across * x - down * y, y + down * x - across * y
        )
        return Frame(
            self.width,
            self.height,
            self.to_read.then(turn),
            turn.inverse().then(self.to_display),
        )


def displayed_frame(visible: UserBox, rotation: int) -> Frame:
    """Returns the frame of a page as displayed.

    Args:
        visible: What is shown of the page.
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
