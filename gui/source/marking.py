"""Paints the marks of cells over white paper: tint, frame and a sign of its own for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from ..look import LIGHT

MULTIPLY = QPainter.CompositionMode.CompositionMode_Multiply

FOUND = QColor("#ffe98a")
FOUND_HERE = QColor("#ffb347")


def paint_mark(painter: QPainter, place: QRectF, marks: str) -> None:
    """Paints the marks of a cell, names of ``MARKS`` separated by spaces, each in its corner."""
    for name in marks.split():
        painter.save()
        MARKS[name](painter, place)
        painter.restore()


def paint_current(painter: QPainter, place: QRectF) -> None:
    """Outlines the current cell from outside, with a bright rim that stands out on any ground."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    outside = place.adjusted(-3, -3, 3, 3)
    painter.setPen(QPen(LIGHT.paper, 6))
    painter.drawRect(outside)
    painter.setPen(QPen(LIGHT.focus, 3))
    painter.drawRect(outside)


def paint_equation(painter: QPainter, place: QRectF, sign: str) -> None:
    """Lights a cell of an equation and writes its sign into a tab at its left."""
    _tint(painter, place, LIGHT.equation_ground)
    painter.setPen(QPen(LIGHT.equation, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)
    if not sign:
        return
    side = max(11.0, min(18.0, place.height() * 0.7))
    tab = QRectF(place.left() - side * 0.6, place.center().y() - side / 2, side, side)
    painter.setPen(QPen(LIGHT.paper, 1))
    painter.setBrush(LIGHT.equation)
    painter.drawRoundedRect(tab, 3, 3)
    _paint_sign(painter, tab, sign)


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


def _paint_sign(painter: QPainter, tab: QRectF, sign: str) -> None:
    """Draws +, − or = by lines, white on its tab."""
    painter.setPen(QPen(LIGHT.paper, max(1.5, tab.width() / 7)))
    middle, arm = tab.center(), tab.width() * 0.28
    across = QPointF(arm, 0)
    if sign == "=":
        for down in (QPointF(0, -arm / 2), QPointF(0, arm / 2)):
            painter.drawLine(middle + down - across, middle + down + across)
        return
    painter.drawLine(middle - across, middle + across)
    if sign == "+":
        painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))


def _tint(painter: QPainter, place: QRectF, colour: QColor) -> None:
    """Colours the paper and leaves the ink as it is."""
    painter.save()
    painter.setCompositionMode(MULTIPLY)
    painter.fillRect(place, colour)
    painter.restore()


def _corner(place: QRectF, *, right: bool, bottom: bool) -> QRectF:
    """Returns the square for a sign in a corner of a place: 6 to 13 pixels wide."""
    side = max(6.0, min(13.0, place.height() * 0.45, place.width() * 0.3))
    left = place.right() - side - 1 if right else place.left() + 1
    top = place.bottom() - side - 1 if bottom else place.top() + 1
    return QRectF(left, top, side, side)


def _paint_error(painter: QPainter, place: QRectF) -> None:
    _tint(painter, place, LIGHT.error_ground)
    painter.setPen(QPen(LIGHT.error, 1.5))
    painter.drawRect(place)
    sign = _corner(place, right=False, bottom=False).adjusted(1, 1, -1, -1)
    painter.setPen(QPen(LIGHT.error, max(1.6, sign.width() / 4)))
    painter.drawLine(sign.topLeft(), sign.bottomRight())
    painter.drawLine(sign.topRight(), sign.bottomLeft())


def _paint_warning(painter: QPainter, place: QRectF) -> None:
    _tint(painter, place, LIGHT.warning_ground)
    painter.setPen(QPen(LIGHT.warning, 1.2))
    painter.drawRect(place)
    sign = _corner(place, right=False, bottom=False).adjusted(0, 1, 0, -1)
    thick = max(1.6, sign.width() / 4)
    painter.setPen(QPen(LIGHT.warning, thick))
    top, bottom = QPointF(sign.center().x(), sign.top()), QPointF(sign.center().x(), sign.bottom())
    painter.drawLine(top, top + (bottom - top) * 0.55)
    painter.drawPoint(bottom)


def _paint_explained(painter: QPainter, place: QRectF) -> None:
    painter.setPen(QPen(LIGHT.faint, 1.4))
    painter.drawEllipse(_corner(place, right=False, bottom=False).adjusted(1, 1, -1, -1))


def _paint_doubtful(painter: QPainter, place: QRectF) -> None:
    painter.setPen(QPen(LIGHT.doubt, 2, Qt.PenStyle.DotLine))
    painter.drawRect(place.adjusted(2, 2, -2, -2))


def _paint_unreadable(painter: QPainter, place: QRectF) -> None:
    hatch = QColor(LIGHT.doubt)
    hatch.setAlpha(110)
    painter.fillRect(place, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(max(8, int(place.height() * 0.6)))
    painter.setFont(font)
    painter.setPen(LIGHT.doubt)
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "?")


def _paint_edited(painter: QPainter, place: QRectF) -> None:
    sign = _corner(place, right=True, bottom=False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(LIGHT.edited)
    corner = place.topRight()
    down, left = QPointF(0, sign.height()), QPointF(sign.width(), 0)
    painter.drawPolygon(QPolygonF([corner, corner - left, corner + down]))


def _paint_confirmed(painter: QPainter, place: QRectF) -> None:
    sign = _corner(place, right=True, bottom=True)
    painter.setPen(QPen(LIGHT.confirmed, max(1.6, sign.width() / 5)))
    foot = QPointF(sign.left() + sign.width() * 0.35, sign.bottom())
    painter.drawPolyline(
        QPolygonF([QPointF(sign.left(), sign.center().y()), foot, sign.topRight()])
    )


MARKS: Mapping[str, Callable[[QPainter, QRectF], None]] = {
    "error": _paint_error,
    "warning": _paint_warning,
    "explained": _paint_explained,
    "doubtful": _paint_doubtful,
    "unreadable": _paint_unreadable,
    "corrected": _paint_edited,
    "adjusted": _paint_edited,
    "confirmed": _paint_confirmed,
}
"""What paints each mark on a place, in logical pixels."""
