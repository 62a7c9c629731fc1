"""Paints the marks of cells over white paper: tints and frames, and a sign of its own for each.

The signs stand on the upper frame of a cell, where no figure is printed, however narrow it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil, floor

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from ..session.cell_marks import CellMarks
from ..shell.theme import LIGHT

MULTIPLY = QPainter.CompositionMode.CompositionMode_Multiply

FOUND = QColor("#ffe98a")
FOUND_HERE = QColor("#ffb347")
SELECTED = QColor("#a9cbff")

SHARE = 0.38
"""How high a sign is beside a row: half of it reaches into the cell, above what is printed there,
and half into the one above, below what is printed there. Print fills up to three fifths of
a row."""

MOST = 20.0
"""Logical pixels: the side of a sign; none is so small that it would have to cover a figure."""

REACH = 20
"""Logical pixels by which what is painted over a place may stand out from it."""


def paint_ground(painter: QPainter, place: QRectF, marks: CellMarks) -> None:
    """Paints tint, frame and hatching of the marks of a cell."""
    for name in _names(marks):
        if name in GROUNDS:
            painter.save()
            GROUNDS[name](painter, place)
            painter.restore()


def paint_signs(
    painter: QPainter, place: QRectF, row_height: float, marks: CellMarks, sign: str = ""
) -> None:
    """Paints the sign in an equation and those of the marks, in a row on the upper frame.

    Args:
        painter: In logical pixels.
        place: Where the cell lies.
        row_height: How high a low row of the table is.
        marks: Of the cell.
        sign: "+", "-" or "=".
    """
    names = [name for name in _names(marks) if name in SIGNS]
    equation = [sign] if sign in EQUATION_SIGNS else []
    count = len(names) + len(equation)
    if not count:
        return
    side = min(MOST, row_height * SHARE, place.width() / count)
    spot = QRectF(place.left() - 1, place.top() - side / 2, side, side)
    for each in (*equation, *names):
        painter.save()
        painter.setClipRect(_within(spot), Qt.ClipOperation.IntersectClip)
        (EQUATION_SIGNS if each in EQUATION_SIGNS else SIGNS)[each](painter, spot)
        painter.restore()
        spot.translate(side, 0)


def _within(spot: QRectF) -> QRect:
    """Returns the whole pixels of a sign: half of one would lie on the print beside it."""
    left, top = ceil(spot.left()), ceil(spot.top())
    return QRect(left, top, floor(spot.right()) - left, floor(spot.bottom()) - top)


def paint_current(painter: QPainter, place: QRectF) -> None:
    """Outlines the current cell from outside, with a bright rim that stands out on any ground."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    away = max(1.5, min(3.0, place.height() * 0.12))
    outside = place.adjusted(-away, -away, away, away)
    painter.setPen(QPen(LIGHT.paper, 2 * away))
    painter.drawRect(outside)
    painter.setPen(QPen(LIGHT.focus, max(2.0, away)))
    painter.drawRect(outside)


def paint_equation(painter: QPainter, place: QRectF) -> None:
    """Lights a cell of an equation."""
    _tint(painter, place, LIGHT.equation_ground)
    painter.setPen(QPen(LIGHT.equation, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


def paint_proposed(painter: QPainter, place: QRectF, text: str) -> None:
    """Frames a cell with dashes and writes the figure proposed for it on a tab at its right."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(LIGHT.edited, 2, Qt.PenStyle.DashLine))
    painter.drawRect(place)
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(max(10, min(18, int(place.height() * 0.7))))
    painter.setFont(font)
    size = painter.fontMetrics().size(0, f"→ {text}")
    tab = QRectF(place.right() + 2, place.center().y() - size.height() / 2, 0, size.height())
    tab.setWidth(size.width() + 6)
    painter.setPen(QPen(LIGHT.paper, 1))
    painter.setBrush(LIGHT.edited)
    painter.drawRoundedRect(tab, 3, 3)
    painter.drawText(tab, int(Qt.AlignmentFlag.AlignCenter), f"→ {text}")


def paint_found(painter: QPainter, place: QRectF, *, here: bool) -> None:
    """Tints a place that a search has found; ``here`` where the search stands, underlined."""
    _tint(painter, place, FOUND_HERE if here else FOUND)
    if here:
        painter.setPen(QPen(LIGHT.ink, 2))
        painter.drawLine(place.bottomLeft(), place.bottomRight())


def paint_selected(painter: QPainter, place: QRectF) -> None:
    """Tints text that is marked."""
    _tint(painter, place, SELECTED)


def paint_outline(painter: QPainter, place: QRectF) -> None:
    """Outlines a cell as one of all that were found, from inside."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(LIGHT.equation, 1.2, Qt.PenStyle.DashLine))
    painter.drawRect(place.adjusted(1, 1, -1, -1))


def _names(marks: CellMarks) -> list[str]:
    """Returns the marks by the names of what paints them, in the order that they are painted."""
    edited = "adjusted" if marks.adjusted else "corrected" if marks.corrected else ""
    named = {
        marks.severity: bool(marks.severity),
        edited: bool(edited),
        "doubtful": marks.doubtful,
        "unreadable": marks.unreadable,
        "confirmed": marks.confirmed,
    }
    return [name for name, is_there in named.items() if is_there]


def _tint(painter: QPainter, place: QRectF, colour: QColor) -> None:
    """Colours the paper and leaves the ink as it is."""
    painter.save()
    painter.setCompositionMode(MULTIPLY)
    painter.fillRect(place, colour)
    painter.restore()


def _framed(
    tint: QColor | None, pen: QPen, inset: float = 0.0
) -> Callable[[QPainter, QRectF], None]:
    def paint(painter: QPainter, place: QRectF) -> None:
        if tint is not None:
            _tint(painter, place, tint)
        painter.setPen(pen)
        painter.drawRect(place.adjusted(inset, inset, -inset, -inset))

    return paint


def _hatched(painter: QPainter, place: QRectF) -> None:
    """Hatches the paper; what is printed stays to be seen."""
    hatch = QColor(LIGHT.doubt)
    hatch.setAlpha(110)
    painter.setCompositionMode(MULTIPLY)
    painter.fillRect(place, QBrush(hatch, Qt.BrushStyle.BDiagPattern))


GROUNDS: Mapping[str, Callable[[QPainter, QRectF], None]] = {
    "error": _framed(LIGHT.error_ground, QPen(LIGHT.error, 1.5)),
    "warning": _framed(LIGHT.warning_ground, QPen(LIGHT.warning, 1.2, Qt.PenStyle.DashLine)),
    "doubtful": _framed(None, QPen(LIGHT.doubt, 2, Qt.PenStyle.DotLine), 2),
    "unreadable": _hatched,
}
"""What paints the ground of each mark that has one, on a place in logical pixels."""


def _badge(painter: QPainter, spot: QRectF, colour: QColor) -> float:
    """Paints the ground of a sign, sets the pen to write on it, and returns half its height."""
    painter.setPen(QPen(LIGHT.paper, 1))
    painter.setBrush(colour)
    painter.drawRoundedRect(spot, 2.5, 2.5)
    painter.setPen(QPen(LIGHT.paper, max(1.2, spot.width() / 6.5)))
    return spot.width() * 0.28


def _error(painter: QPainter, spot: QRectF) -> None:
    arm, middle = _badge(painter, spot, LIGHT.error), spot.center()
    for way in (QPointF(arm, arm), QPointF(arm, -arm)):
        painter.drawLine(middle - way, middle + way)


def _warning(painter: QPainter, spot: QRectF) -> None:
    arm, middle = _badge(painter, spot, LIGHT.warning), spot.center()
    painter.drawLine(middle - QPointF(0, arm * 1.2), middle + QPointF(0, arm * 0.3))
    painter.drawPoint(middle + QPointF(0, arm * 1.2))


def _explained(painter: QPainter, spot: QRectF) -> None:
    arm = _badge(painter, spot, LIGHT.faint)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(spot.center(), arm, arm)


def _unreadable(painter: QPainter, spot: QRectF) -> None:
    _badge(painter, spot, LIGHT.doubt)
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(max(4, round(spot.height() * 0.85)))
    painter.setFont(font)
    painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, "?")


def _edited(painter: QPainter, spot: QRectF) -> None:
    painter.setPen(QPen(LIGHT.paper, 1))
    painter.setBrush(LIGHT.edited)
    painter.drawPolygon(QPolygonF([spot.topLeft(), spot.topRight(), spot.bottomRight()]))


def _confirmed(painter: QPainter, spot: QRectF) -> None:
    arm, middle = _badge(painter, spot, LIGHT.confirmed), spot.center()
    foot = middle + QPointF(-arm * 0.3, arm)
    painter.drawPolyline(
        QPolygonF([middle - QPointF(arm * 1.1, 0), foot, middle + QPointF(arm * 1.1, -arm)])
    )


SIGNS: Mapping[str, Callable[[QPainter, QRectF], None]] = {
    "error": _error,
    "warning": _warning,
    "explained": _explained,
    "unreadable": _unreadable,
    "corrected": _edited,
    "adjusted": _edited,
    "confirmed": _confirmed,
}
"""What paints the sign of each mark that has one, into a square in logical pixels."""


def _strokes(*strokes: tuple[float, float, float, float]) -> Callable[[QPainter, QRectF], None]:
    """Returns what paints a sign of an equation, by lines in units of half the sign."""

    def paint(painter: QPainter, spot: QRectF) -> None:
        arm, middle = _badge(painter, spot, LIGHT.equation), spot.center()
        for x0, y0, x1, y1 in strokes:
            painter.drawLine(middle + QPointF(x0, y0) * arm, middle + QPointF(x1, y1) * arm)

    return paint


EQUATION_SIGNS: Mapping[str, Callable[[QPainter, QRectF], None]] = {
    "+": _strokes((-1, 0, 1, 0), (0, -1, 0, 1)),
    "-": _strokes((-1, 0, 1, 0)),
    "=": _strokes((-1, -0.55, 1, -0.55), (-1, 0.55, 1, 0.55)),
}
"""What paints the sign of a cell in an equation."""
