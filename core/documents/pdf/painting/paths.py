"""The outlines of paths: their points, straight sides and boxes, and what a clip leaves visible."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from ...geometry import Box, Level, Matrix, hull_or_none
from .. import pdfium_calls as native

Point = tuple[float, float]
Side = tuple[Point, Point]

_LINE, _CURVE, _MOVE = 0, 1, 2
_MOST_SEGMENTS = 20_000
"""Segments of one path; a map or a photograph traced into a path has more and is no table."""

_SLANT = 0.6
"""Points that a horizontal or vertical side may be off."""


@dataclass(frozen=True, slots=True)
class Subpath:
    """A part of a path drawn without lifting the pen.

    Attributes:
        box: Around all of its points.
        sides: Its horizontal and vertical sides.
        is_square: Has it no other sides?
    """

    box: Box[Level]
    sides: tuple[Side, ...]
    is_square: bool


def subpaths(obj: int, matrix: Matrix) -> list[Subpath]:
    """Returns the parts of a path, in points of the page as read.

    Args:
        obj: pdfium's path object.
        matrix: From the path's own space.
    """
    count = min(native.path_segment_count(obj), _MOST_SEGMENTS)
    return _subpaths(count, partial(native.path_segment, obj), matrix)


def clip_box(obj: int, matrix: Matrix) -> Box[Level] | None:
    """Returns the box outside of which nothing of an object shows; None without a clip.

    Args:
        obj: pdfium's object.
        matrix: From the space of the page or form that holds it.
    """
    clip = native.object_clip(obj)
    count = native.clip_path_count(clip) if clip is not None else 0
    if count <= 0:
        return None
    box: Box[Level] | None = None
    for index in range(count):
        segments = min(native.clip_segment_count(clip, index), _MOST_SEGMENTS)
        parts = _subpaths(segments, partial(native.clip_segment, clip, index), matrix)
        around = hull_or_none([part.box for part in parts])
        if around is not None:
            box = around if box is None else _common(box, around)
    return box


def _common(one: Box[Level], other: Box[Level]) -> Box[Level]:
    """Returns what two boxes share; an empty box where they share nothing."""
    shared = one.cut(other)
    if shared is not None:
        return shared
    x0, top = max(one.x0, other.x0), max(one.top, other.top)
    return Box(x0, top, max(x0, min(one.x1, other.x1)), max(top, min(one.bottom, other.bottom)))


def _subpaths(count: int, segment_at: Callable[[int], int | None], matrix: Matrix) -> list[Subpath]:
    parts: list[_Pen] = []
    buffer = (ctypes.c_float * 2)()
    address = ctypes.addressof(buffer)
    for index in range(count):
        segment = segment_at(index)
        if segment is None or not native.segment_point(segment, address, address + 4):
            continue
        kind = native.segment_type(segment)
        if kind == _MOVE or not parts:
            parts.append(_Pen())
        parts[-1].move(matrix.point(*buffer[:]), straight=kind != _CURVE)
        if native.segment_closes(segment):
            parts[-1].move(parts[-1].points[0], straight=True)
    return [pen.subpath() for pen in parts if len(pen.points) > 1]


class _Pen:
    """Collects the points of a subpath, control points of curves included."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self.sides: list[Side] = []
        self.square = True

    def move(self, point: Point, *, straight: bool) -> None:
        last = self.points[-1] if self.points else point
        self.points.append(point)
        if last == point:
            return
        if straight and min(abs(point[0] - last[0]), abs(point[1] - last[1])) <= _SLANT:
            self.sides.append((last, point))
        else:
            self.square = False

    def subpath(self) -> Subpath:
        xs, ys = zip(*self.points, strict=True)
        return Subpath(Box(min(xs), min(ys), max(xs), max(ys)), tuple(self.sides), self.square)
