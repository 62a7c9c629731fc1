"""Paints a figure of the form with its marks: ground, text, corners and frames."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from ..look import Look
from .marks import Marks
from .model import MARKS_ROLE, PROPOSED_ROLE, SIGN_ROLE, Index

GLYPHS = {"error": "✖", "warning": "!", "explained": "○"}
MARGIN = 15
"""Pixels at the left of a cell that the glyph of a finding takes up."""


class Shown(NamedTuple):
    """What is shown in a cell.

    Attributes:
        sign: Its sign in the lit equation; None where it has no part in it.
        proposed: The figure that is proposed for it, or None.
    """

    text: str
    marks: Marks
    sign: str | None
    proposed: str | None


def paint_figure(painter: QPainter, option: QStyleOptionViewItem, index: Index, look: Look) -> None:
    """Paints the figure at an index of a ``FormModel`` and all that is to be seen of it."""
    rect: QRect = option.rect
    shown = Shown(
        str(index.data(Qt.ItemDataRole.DisplayRole) or ""),
        index.data(MARKS_ROLE) or Marks(),
        index.data(SIGN_ROLE),
        index.data(PROPOSED_ROLE),
    )
    ground = _ground(shown, look)
    _paint_ground(painter, rect, shown, ground, look)
    _paint_text(painter, rect, option.font, shown, ground, look)
    _paint_glyphs(painter, rect, option.font, shown.marks, look)
    if shown.marks.corrected or shown.marks.adjusted:
        _paint_corner(painter, rect, look)
    _paint_frames(painter, option, index, shown, look)


def _ground(shown: Shown, look: Look) -> QColor:
    grounds = {"error": look.error_ground, "warning": look.warning_ground}
    plain = look.paper if shown.sign is None else look.equation_ground
    return grounds.get(shown.marks.severity, plain)


def _paint_ground(painter: QPainter, rect: QRect, shown: Shown, ground: QColor, look: Look) -> None:
    marks = shown.marks
    painter.fillRect(rect, ground)
    if marks.involved and shown.sign is None:
        painter.fillRect(rect, _pale(look.error_ground))
    if marks.unreadable:
        painter.fillRect(rect, QBrush(look.doubt, Qt.BrushStyle.BDiagPattern))
    painter.setPen(QPen(look.line, 1))
    painter.drawLine(rect.topRight(), rect.bottomRight())
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if marks.doubtful:
        painter.setPen(QPen(look.doubt, 1.6, Qt.PenStyle.DotLine))
        painter.drawRect(rect.adjusted(3, 3, -4, -4))


def _pale(colour: QColor) -> QColor:
    pale = QColor(colour)
    pale.setAlpha(90)
    return pale


Piece = tuple[str, QFont, QColor]


def _pieces(font: QFont, shown: Shown, look: Look) -> list[Piece]:
    """Returns the texts of a cell from left to right: sign, figure, and what stands beside it."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.8)
    small.setStrikeOut(True)
    bold = QFont(font)
    bold.setBold(True)
    marks = shown.marks
    pieces = [(f"{shown.sign} ".replace("-", "−") if shown.sign else "", bold, look.equation)]
    pieces.append((shown.text, font, look.ink))
    if marks.unreadable:
        pieces.append((" ?" if shown.text else "?", bold, look.doubt))
    if marks.struck:
        pieces.append((f" {marks.struck}", small, look.faint))
    if shown.proposed is not None:
        pieces.append((f" → {shown.proposed}", bold, look.edited))
    return pieces


def _paint_text(
    painter: QPainter, rect: QRect, font: QFont, shown: Shown, ground: QColor, look: Look
) -> None:
    pieces = _pieces(font, shown, look)
    widths = [QFontMetrics(face).horizontalAdvance(text) for text, face, _ in pieces]
    room = rect.width() - 6 - (MARGIN if shown.marks.severity else 0)
    if sum(widths) > room:
        pieces[1], widths[1] = _elided(pieces[1], room - sum(widths) + widths[1])
    left = rect.left() + max(3, (rect.width() - sum(widths)) // 2)
    if shown.marks.severity and sum(widths) + 34 > rect.width():
        left = max(left, rect.left() + MARGIN)
    if shown.marks.unreadable:
        middle = QRect(left - 3, rect.top(), sum(widths) + 6, QFontMetrics(font).height())
        middle.moveCenter(QPoint(middle.center().x(), rect.center().y()))
        painter.fillRect(middle, ground)
    for (piece, face, colour), width in zip(pieces, widths, strict=True):
        painter.setFont(face)
        painter.setPen(colour)
        spot = QRect(left, rect.top(), width + 2, rect.height())
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, piece)
        left += width


def _elided(piece: Piece, room: int) -> tuple[Piece, int]:
    """Returns a text cut to a width, but for its first sign, and the width that it takes."""
    text, font, colour = piece
    metrics = QFontMetrics(font)
    least = metrics.horizontalAdvance(text[:1] + "…")
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, least))
    return (cut, font, colour), metrics.horizontalAdvance(cut)


def _paint_glyphs(painter: QPainter, rect: QRect, font: QFont, marks: Marks, look: Look) -> None:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.8)
    small.setBold(True)
    painter.setFont(small)
    if marks.severity:
        colours = {"error": look.error, "warning": look.warning}
        painter.setPen(colours.get(marks.severity, look.faint))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect.adjusted(4, 0, 0, 0), left, GLYPHS[marks.severity])
    if marks.confirmed:
        painter.setPen(look.confirmed)
        right = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 0, -3, 0), right, "✔")


def _paint_corner(painter: QPainter, rect: QRect, look: Look) -> None:
    size, corner = 9, rect.topRight()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.edited)
    painter.drawPolygon(QPolygon([corner, corner - QPoint(size, 0), corner + QPoint(0, size)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_frames(
    painter: QPainter, option: QStyleOptionViewItem, index: Index, shown: Shown, look: Look
) -> None:
    """Frames a cell of the lit equation, a proposal, what is selected and what is current."""
    rect: QRect = option.rect
    if shown.sign is not None:
        painter.setPen(QPen(look.equation, 2))
        painter.drawRect(rect.adjusted(1, 1, -2, -2))
    if shown.proposed is not None:
        painter.setPen(QPen(look.edited, 2, Qt.PenStyle.DashLine))
        painter.drawRect(rect.adjusted(2, 2, -3, -3))
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        ground = QColor(look.focus)
        ground.setAlpha(40)
        painter.fillRect(rect, ground)
    view = option.widget
    if isinstance(view, QAbstractItemView) and view.currentIndex() == index:
        pen = QPen(look.focus, 3)
        if not view.hasFocus():
            pen = QPen(look.focus, 2, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawRect(rect.adjusted(1, 1, -2, -2))
