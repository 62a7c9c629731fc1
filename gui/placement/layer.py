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

NARROW, TWO_LINES = 64.0, 27.0
"""Logical pixels: the tag of a column that is narrower has two lines, and is so high."""

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
        high = TAG if place.width() >= NARROW else TWO_LINES
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
    is_light = one.line.axis != COLUMN and not (chosen or meant)  # labels stay legible below it
    ground, ink = QColor(strong), LIGHT.paper
    if is_light:
        ground, ink = QColor(LIGHT.paper), strong
        ground.setAlpha(215)
    painter.setBrush(ground)
    style = Qt.PenStyle.DotLine if doubted else Qt.PenStyle.SolidLine
    painter.setPen(QPen(ink, 1.2, style))
    painter.drawRoundedRect(place, 3, 3)
    font = QFont(painter.font())
    lines = 2 if place.height() > TAG + 1 else 1
    font.setPixelSize(max(8, int(place.height() / lines * (0.68 if lines == 1 else 0.82))))
    font.setBold(chosen or meant)
    painter.setFont(font)
    said = ("? " if doubted else "") + (name or NAMELESS)
    painter.setPen(ink)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), _fitting(said, font, place, lines))


def _fitting(text: str, font: QFont, place: QRectF, lines: int) -> str:
    """Returns as much of a text as fits into a tag of one line, or two."""
    metrics, room = QFontMetricsF(font), place.width() - 3
    if metrics.horizontalAdvance(text) <= room:
        return text
    if lines == 1:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    shown: list[str] = [""]
    for character in text:
        if metrics.horizontalAdvance(shown[-1] + character) > room and shown[-1]:
            if len(shown) == lines:
                break
            shown.append("")
        shown[-1] += character
    return "\n".join(shown)


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
