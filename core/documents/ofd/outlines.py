"""Draws the outlines of an OFD, its arcs as curves."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from .notation import Matrix, at, outline

_Point = tuple[float, float]
_Curve = tuple[_Point, _Point, _Point]
"""Two points of control, and where a curve ends."""


def draw_outline(path: Any, data: str, by: Matrix) -> None:
    """Draws an outline into a path of reportlab.

    Args:
        path: Of a canvas.
        data: As the OFD writes it.
        by: From its coordinates to those of the page.
    """
    here = start = (0.0, 0.0)
    is_open = False
    for operator, values in outline(data):
        points = list(zip(values[::2], values[1::2], strict=False))
        if operator in "SM":
            path.moveTo(*at(by, *points[0]))
            is_open, start = True, points[0]
        elif not is_open:
            return
        elif operator == "L":
            path.lineTo(*at(by, *points[0]))
        elif operator == "Q":
            control, last = points
            _curve(path, by, (_third(here, control), _third(last, control), last))
        elif operator == "B":
            _curve(path, by, (points[0], points[1], points[2]))
        elif operator == "A":
            across, down, turned, large, clockwise, x, y = values
            points = [(x, y)]
            for curve in arc(here, (across, down), turned, (x, y), bool(large), bool(clockwise)):
                _curve(path, by, curve)
        else:
            path.close()
            points = [start]
        here = points[-1]


def arc(
    start: _Point, radii: _Point, turned: float, end: _Point, large: bool, clockwise: bool
) -> Iterator[_Curve]:
    """Yields the curves of an arc of an ellipse, each of a quarter turn at most.

    By its centre, as the notes of SVG 1.1 find it (appendix F.6); GB/T 33190 means the same arcs.

    Args:
        start: Where it begins.
        radii: Of the ellipse.
        turned: By how many degrees the ellipse is turned clockwise.
        end: Where it ends.
        large: Whether it takes more than half a turn.
        clockwise: Which way it runs, as it is seen on the page.
    """
    across, down = abs(radii[0]), abs(radii[1])
    if not across or not down or start == end:
        yield start, end, end
        return
    sine, cosine = math.sin(math.radians(turned)), math.cos(math.radians(turned))
    half = ((start[0] - end[0]) / 2, (start[1] - end[1]) / 2)
    x, y = cosine * half[0] + sine * half[1], cosine * half[1] - sine * half[0]
    grown = math.sqrt(max(1.0, (x / across) ** 2 + (y / down) ** 2))
    across, down = across * grown, down * grown
    span = (across * y) ** 2 + (down * x) ** 2
    left = max((across * down) ** 2 - span, 0.0)
    factor = math.sqrt(left / span) * (1 if large != clockwise else -1)
    centre = (factor * across * y / down, -factor * down * x / across)
    first = math.atan2((y - centre[1]) / down, (x - centre[0]) / across)
    last = math.atan2((-y - centre[1]) / down, (-x - centre[0]) / across)
    sweep = (last - first) % math.tau
    sweep = sweep if clockwise else sweep - math.tau
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)

    def placed(east: float, south: float) -> _Point:
        east, south = across * east + centre[0], down * south + centre[1]
        return (
            cosine * east - sine * south + middle[0],
            sine * east + cosine * south + middle[1],
        )

    count = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
    step = sweep / count
    reach = 4 / 3 * math.tan(step / 4)
    for index in range(count):
        a, b = first + index * step, first + (index + 1) * step
        yield (
            placed(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
            placed(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
            placed(math.cos(b), math.sin(b)),
        )


def _curve(path: Any, by: Matrix, curve: _Curve) -> None:
    (first, second, end) = (at(by, *point) for point in curve)
    path.curveTo(*first, *second, *end)


def _third(end: _Point, control: _Point) -> _Point:
    return (end[0] + 2 * control[0]) / 3, (end[1] + 2 * control[1]) / 3
