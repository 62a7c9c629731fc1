"""Paints a placement over the source: areas, columns and rows with names, what is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from ...core.doubts import is_doubt
from ...core.extraction.structure.constraints import COLUMN
from ...core.extraction.structure.placement import PlacedLine
from ..shell.theme import LIGHT
from .view_geometry import ShownEdge, ShownLine

TAG = 17.0
"""Logical pixels: how high the tag with a name is."""

NARROW, LINES, LEAD = 64.0, 3, 13.0
"""The tag of a column that is narrower, in logical pixels, has so many lines, each so high."""

CLEAR = 240
"""Of 255: how opaque the tag of a row is, which lies over a label; two texts would be illegible."""

WIDEST = 84.0
"""Logical pixels of the tag of a row."""

NAMELESS = "✕"
"""On the tag of a line that the form does not have."""


@dataclass(frozen=True)
class ShownPlacement:
    """What of a placement is in the view.

    Attributes:
        areas: Where the table stands.
        left_out: What is printed there and found no cell.
        selected: Index among the lines; -1 where none is.
        moving: A boundary that is dragged.
        marking: An area that is being marked.
        target: Index of the line that a name is dragged onto; -1 where none is.
    """

    lines: Sequence[ShownLine]
    edges: Sequence[ShownEdge]
    areas: Sequence[QRectF]
    left_out: Sequence[QRectF]
    selected: int = -1
    moving: QRectF | None = None
    marking: QRectF | None = None
    target: int = -1


def tag_of(shown: ShownLine) -> QRectF:
    """Returns where the tag of a line lies: over a column, at the left of a row."""
    place = shown.place
    if shown.line.axis == COLUMN:
        high = TAG if place.width() >= NARROW else LINES * LEAD
        return QRectF(place.left() + 1, place.top() - high - 1, max(place.width() - 2, 8), high)
    height = min(TAG, max(place.height() - 1, 9))
    top = place.center().y() - height / 2
    return QRectF(place.left() - WIDEST - 3, top, WIDEST, height)


def paint_placement(
    painter: QPainter, shown: ShownPlacement, label: Callable[[PlacedLine], str]
) -> None:
    """Paints a placement; figures stay legible under all of it.

    Args:
        painter: In logical pixels of the viewport.
        shown: What there is.
        label: What a line is called.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for area in shown.areas:
        _frame(painter, area.adjusted(-3, -3, 3, 3), LIGHT.equation, 2.0)
    for at, one in enumerate(shown.lines):
        if one.line.axis == COLUMN:
            _tint(painter, one, odd=at % 2 == 1)
    for edge in shown.edges:
        painter.setPen(QPen(LIGHT.equation, 1.4))
        painter.drawLine(edge.place.topLeft(), edge.place.bottomRight())
    for place in shown.left_out:
        painter.fillRect(place, QBrush(LIGHT.faint, Qt.BrushStyle.BDiagPattern))
        _frame(painter, place, LIGHT.faint, 1.0)
    for at, one in enumerate(shown.lines):
        if _goes_on(one, shown.lines):
            continue  # its name stands over the part above, and would hide figures here
        _tag(painter, one, label(one.line), chosen=at == shown.selected, meant=at == shown.target)
    if 0 <= shown.selected < len(shown.lines):
        _frame(painter, shown.lines[shown.selected].place, LIGHT.focus, 3.0)
    if shown.moving is not None:
        painter.setPen(QPen(LIGHT.focus, 3))
        painter.drawLine(shown.moving.topLeft(), shown.moving.bottomRight())
    if shown.marking is not None:
        ground = QColor(LIGHT.focus)
        ground.setAlpha(30)
        painter.fillRect(shown.marking, ground)
        _frame(painter, shown.marking, LIGHT.focus, 2.0, Qt.PenStyle.DashLine)
    painter.restore()


def _goes_on(one: ShownLine, lines: Sequence[ShownLine]) -> bool:
    """Returns whether a column goes on right below another part of it."""
    if one.line.axis != COLUMN:
        return False
    tag = tag_of(one)
    return any(
        other is not one
        and (other.line.axis, other.line.sheet != one.line.sheet) == (COLUMN, True)
        and other.place.top() < one.place.top()
        and other.place.intersects(tag)
        for other in lines
    )


def _frame(
    painter: QPainter,
    place: QRectF,
    colour: QColor,
    width: float,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width, style))
    painter.drawRect(place)


def _tint(painter: QPainter, one: ShownLine, *, odd: bool) -> None:
    """Tints every other column; one that the form does not have is hatched."""
    ground = QColor(LIGHT.equation)
    ground.setAlpha(26 if odd else 10)
    painter.fillRect(one.place, ground)
    if not one.line.cells:
        hatch = QColor(LIGHT.faint)
        hatch.setAlpha(110)
        painter.fillRect(one.place, QBrush(hatch, Qt.BrushStyle.BDiagPattern))


def _tag(painter: QPainter, one: ShownLine, name: str, *, chosen: bool, meant: bool) -> None:
    """Paints the name of a line; an uncertain one has a dotted frame and a question mark."""
    place, doubted = tag_of(one), is_doubt(one.line.sure)
    strong = LIGHT.focus if chosen or meant else LIGHT.doubt if doubted else LIGHT.equation
    is_light = one.line.axis != COLUMN and not (chosen or meant)
    ground, ink = QColor(strong), LIGHT.paper
    if is_light:
        ground, ink = QColor(LIGHT.paper), strong
        ground.setAlpha(CLEAR)
    painter.setBrush(ground)
    style = Qt.PenStyle.DotLine if doubted else Qt.PenStyle.SolidLine
    painter.setPen(QPen(ink, 1.2, style))
    painter.drawRoundedRect(place, 3, 3)
    font = QFont(painter.font())
    count = LINES if place.height() > TAG + 1 else 1
    font.setPixelSize(max(8, int(place.height() / count * (0.68 if count == 1 else 0.84))))
    font.setBold(chosen or meant)
    painter.setFont(font)
    said = ("? " if doubted else "") + (name or NAMELESS)
    painter.setPen(ink)
    lines = _fitting(said, font, place.width() - 3, count)
    high = place.height() / count
    top = place.center().y() - high * len(lines) / 2
    for at, line in enumerate(lines):
        own = QRectF(place.left(), top + high * at, place.width(), high)
        painter.drawText(own, int(Qt.AlignmentFlag.AlignCenter), line)


def _fitting(text: str, font: QFont, room: float, lines: int) -> list[str]:
    """Returns the lines of a text; what does not fit into so many ends with an ellipsis."""
    metrics = QFontMetricsF(font)
    shown: list[str] = []
    rest = text
    while rest and len(shown) < lines - 1:
        count = 1
        while count < len(rest) and metrics.horizontalAdvance(rest[: count + 1]) <= room:
            count += 1
        if count < len(rest) and (gap := rest.rfind(" ", 1, count + 1)) > 0:
            count = gap
        shown.append(rest[:count].strip())
        rest = rest[count:].strip()
    if rest:
        shown.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room))
    return shown


def nearest_edge(
    edges: Sequence[ShownEdge], position: QPointF, tolerance: float
) -> ShownEdge | None:
    """Returns the boundary at a point, or the nearest one within so many pixels."""
    best: tuple[float, ShownEdge] | None = None
    for edge in edges:
        place = edge.place
        if edge.axis == COLUMN:
            away = abs(place.left() - position.x())
            inside = place.top() - tolerance <= position.y() <= place.bottom() + tolerance
        else:
            away = abs(place.top() - position.y())
            inside = place.left() - tolerance <= position.x() <= place.right() + tolerance
        if inside and away <= tolerance and (best is None or away < best[0]):
            best = (away, edge)
    return best[1] if best is not None else None
