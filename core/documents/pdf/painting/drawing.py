"""What a page draws besides text: thin rules, filled areas, pictures and other shapes."""

from __future__ import annotations

import ctypes
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from ...geometry import Box, Frame, Level, Matrix
from ...grids.ruled_lines import Rule
from .. import pdfium_calls as native
from .optional_content import layer_of
from .paths import Subpath, clip_box, subpaths

_TEXT, _PATH, _IMAGE, _SHADING, _FORM = range(1, 6)
_DEEPEST = 12
"""Forms within forms; a hostile file may nest them without end."""

THINNEST_AREA = 3.2
"""Thickness, in points, from which a filled rectangle is an area; thinner ones are rules, which
many programs fill instead of stroking."""

_THICKEST_STROKE = 8.0
"""Height or width, in points, of the box that pdfium gives for the thickest stroke that is a rule:
twice the width of its line."""

_INK = 0.5
"""Width or height, in points, below which text of unknown characters is white space."""

_LEAST_SIDE = 24.0
"""Length, in points, from which the straight sides of a rounded or slanted figure count as rules.
"""


class PaintedArea(NamedTuple):
    """Something that covers a part of the page; ``order`` counts what is painted, from 0."""

    box: Box[Level]
    order: int
    handle: int


@dataclass(slots=True)
class Drawing:
    """What a page draws, in points of the page as read.

    Attributes:
        horizontal, vertical: Rules across and down the page.
        fills: Opaque areas, frames of cells' colours among them.
        pictures: Images.
        shapes: Boxes of figures that are neither: outlined characters, seals, logos, and text of
            which no character is known.
        texts: Order of painting of each text object.
        clips: The box outside of which a text object does not show.
        layers: The objects of each layer, by its name; each form counts as one, since it may belong
            to a layer as a whole, and what it holds is not told from outside.
    """

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    fills: list[PaintedArea] = field(default_factory=list)
    pictures: list[PaintedArea] = field(default_factory=list)
    shapes: list[Box[Level]] = field(default_factory=list)
    texts: dict[int, int] = field(default_factory=dict)
    clips: dict[int, Box[Level]] = field(default_factory=dict)
    layers: dict[str, list[int]] = field(default_factory=dict)


def read_drawing(
    page: int,
    frame: Frame,
    legible: Collection[int] | None = None,
    off: Collection[int] = frozenset(),
) -> Drawing:
    """Returns what a page draws.

    Args:
        page: pdfium's page.
        frame: How it is read.
        legible: The text objects of which the characters are known; None: all of them.
        off: Objects of layers that are switched off, which are passed over.
    """
    reader = _DrawingReader(frame, legible, off)
    for index in range(native.page_object_count(page)):
        obj = native.page_object(page, index)
        if obj is not None:
            reader.read(obj, frame.to_read, _DEEPEST)
    return reader.drawing


def object_matrix(obj: int) -> Matrix:
    """Returns the map of an object's own space to that of what holds it."""
    buffer = (ctypes.c_float * 6)()
    if not native.object_matrix(obj, ctypes.addressof(buffer)):
        return Matrix(1, 0, 0, 1, 0, 0)
    return Matrix(*buffer[:])


class _DrawingReader:
    """Sorts objects into a drawing."""

    def __init__(self, frame: Frame, legible: Collection[int] | None, off: Collection[int]) -> None:
        self.drawing = Drawing()
        self.legible = legible
        self.off = off
        self.page = frame.box
        self.order = 0
        self.bounds = (ctypes.c_float * 4)()
        self.modes = (ctypes.c_int * 2)()
        self.bounds_at = ctypes.addressof(self.bounds)
        self.modes_at = ctypes.addressof(self.modes)

    def read(self, obj: int, matrix: Matrix, depth: int) -> None:
        """Adds an object, or all that a form holds, in the order of painting."""
        if obj in self.off:
            return
        kind = native.object_type(obj)
        layer = f"form {obj}" if kind == _FORM else layer_of(obj)
        if layer is not None:
            self.drawing.layers.setdefault(layer, []).append(obj)
        if kind == _FORM:
            self._read_form(obj, matrix, depth)
            return
        self.order += 1
        self._read_painted(obj, kind, matrix)

    def _read_painted(self, obj: int, kind: int, matrix: Matrix) -> None:
        clip = clip_box(obj, matrix)
        if kind == _TEXT:
            self.drawing.texts[obj] = self.order
            if clip is not None:
                self.drawing.clips[obj] = clip
            if self.legible is None or obj in self.legible:
                return
        at = self.bounds_at
        if not native.object_bounds(obj, at, at + 4, at + 8, at + 12):
            return
        box: Box[Level] = Box(*matrix.around(*self.bounds[:]))
        within = self.page if clip is None else clip.cut(self.page)
        visible = box.cut(within) if within is not None else None
        if visible is None:
            return
        if kind == _PATH:
            self._read_path(obj, matrix, visible, clip)
        elif kind == _TEXT and min(box.width, box.height) > _INK:
            self.drawing.shapes.append(visible)
        elif kind == _IMAGE:
            self.drawing.pictures.append(PaintedArea(visible, self.order, obj))

    def _read_form(self, obj: int, matrix: Matrix, depth: int) -> None:
        if not depth:
            return
        inner = object_matrix(obj).then(matrix)
        for index in range(native.form_object_count(obj)):
            child = native.form_object(obj, index)
            if child is not None:
                self.read(child, inner, depth - 1)

    def _read_path(
        self, obj: int, matrix: Matrix, visible: Box[Level], clip: Box[Level] | None
    ) -> None:
        native.path_draw_mode(obj, self.modes_at, self.modes_at + 4)
        fills, strokes = self.modes[:]
        if not fills and not strokes:
            return
        thin = min(visible.width, visible.height)
        # The box around what a map slants is no measure of it.
        if not matrix.is_slanted and (
            thin <= THINNEST_AREA
            or (thin <= _THICKEST_STROKE and not fills and native.path_segment_count(obj) == 2)
        ):
            self._add_thin(visible)
            return
        whole = object_matrix(obj).then(matrix)
        parts = subpaths(obj, whole)
        if strokes:
            self._add_sides(parts, clip)
        if fills:
            self._add_fills(obj, parts, clip)

    def _add_thin(self, box: Box[Level]) -> None:
        """Adds a thin thing as the rule that it is; a dot may be a part of either kind."""
        x0, top, x1, bottom = box
        wide, tall = x1 - x0, bottom - top
        if wide >= tall or wide > THINNEST_AREA:
            self.drawing.horizontal.append(Rule((top + bottom) / 2, x0, x1))
        if tall >= wide or tall > THINNEST_AREA:
            self.drawing.vertical.append(Rule((x0 + x1) / 2, top, bottom))

    def _add_sides(self, parts: list[Subpath], clip: Box[Level] | None) -> None:
        """Adds the straight sides of what is stroked."""
        for part in parts:
            least = 0.0 if part.is_square else _LEAST_SIDE
            if not part.is_square:
                self.drawing.shapes.append(part.box)
            for (x0, y0), (x1, y1) in part.sides:
                if max(abs(x1 - x0), abs(y1 - y0)) < least:
                    continue
                side: Box[Level] = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                seen = side if clip is None else side.cut(clip)
                if seen is not None and min(seen.width, seen.height) < 0.5:
                    self._add_thin(seen)

    def _add_fills(self, obj: int, parts: list[Subpath], clip: Box[Level] | None) -> None:
        """Adds what is filled: thin parts as rules, frames as their four sides, areas."""
        boxes = [part.box for part in parts if part.is_square or _is_thin(part.box)]
        self.drawing.shapes += [part.box for part in parts if not part.is_square]
        frames = {i for i, outer in enumerate(boxes) for inner in boxes if _is_frame(outer, inner)}
        holes = {i for i, inner in enumerate(boxes) for outer in boxes if _is_frame(outer, inner)}
        for index, box in enumerate(boxes):
            seen = box if clip is None else box.cut(clip)
            if seen is None or index in holes - frames:
                continue
            if _is_thin(seen):
                self._add_thin(seen)
            elif index in frames:
                self._add_frame(box)
            elif not native.object_is_transparent(obj):
                self.drawing.fills.append(PaintedArea(seen, self.order, obj))

    def _add_frame(self, box: Box[Level]) -> None:
        x0, top, x1, bottom = box
        self.drawing.horizontal += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
        self.drawing.vertical += [Rule(x0, top, bottom), Rule(x1, top, bottom)]


def _is_thin(box: Box[Level]) -> bool:
    return min(box.width, box.height) <= THINNEST_AREA


def _is_frame(outer: Box[Level], inner: Box[Level]) -> bool:
    """Is what lies between two boxes a thin frame?"""
    if outer is inner:
        return False
    margins = (
        inner.x0 - outer.x0,
        inner.top - outer.top,
        outer.x1 - inner.x1,
        outer.bottom - inner.bottom,
    )
    return all(0 <= margin <= THINNEST_AREA for margin in margins) and any(margins)
