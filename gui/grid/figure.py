"""Paints a figure of the form with its marks: ground, text, corners and frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QWidget

from ..session.cell_marks import PLAIN, CellMarks
from ..shell.theme import Theme
from .fitting import SIZES, FittedPiece, fitted
from .shown_marks import ShownFigure

if TYPE_CHECKING:  # Qt for Python makes hundreds of names for it: not before a report is shown
    from PySide6.QtWidgets import QStyleOptionViewItem

GLYPHS = {"error": "✖", "warning": "!", "explained": "○"}
MARGIN = 15
"""Pixels at the left of a cell that the glyph of a finding takes up."""


CENTER = int(Qt.AlignmentFlag.AlignCenter)
LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
BOTTOM_RIGHT = int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)


class Faces(NamedTuple):
    """The fonts of a cell."""

    plain: QFont
    bold: QFont
    struck: QFont
    glyph: QFont


def faces_of(font: QFont, last: Faces | None = None) -> Faces:
    """Returns the fonts that go with a font: the last ones where they do, for making takes long."""
    if last is not None and last.plain == font:
        return last
    plain, bold, struck, glyph = QFont(font), QFont(font), QFont(font), QFont(font)
    bold.setBold(True)
    struck.setPointSizeF(plain.pointSizeF() * 0.8)
    struck.setStrikeOut(True)
    glyph.setPointSizeF(plain.pointSizeF() * 0.8)
    glyph.setBold(True)
    return Faces(plain, bold, struck, glyph)


def paint_figure(
    painter: QPainter,
    option: QStyleOptionViewItem,
    shown: ShownFigure,
    faces: Faces,
    theme: Theme,
    *,
    current: bool,
) -> None:
    """Paints a figure and all that is to be seen of it.

    Args:
        painter: Over the view.
        option: Where and in what state the cell is painted.
        shown: What is shown.
        faces: The fonts.
        theme: The colours.
        current: Whether it is the current cell.
    """
    rect: QRect = option.rect
    ground = _ground(shown, theme)
    if shown.earlier:
        _paint_paper(painter, rect, ground, theme)
        rect = _paint_earlier(painter, rect, shown.earlier, faces, theme)
    if shown.marks == PLAIN and shown.sign is None and shown.proposed is None:
        _paint_paper(painter, rect, ground, theme)
        painter.setFont(_face_for(faces.plain, shown.text, rect.width() - 4))
        painter.setPen(theme.ink)
        painter.drawText(rect, CENTER, shown.text)
    else:
        painter.save()
        painter.setClipRect(rect)
        _paint_ground(painter, rect, shown, ground, theme)
        _paint_text(painter, rect, faces, shown, ground, theme)
        _paint_glyphs(painter, rect, faces, shown.marks, theme)
        if shown.marks.corrected or shown.marks.adjusted:
            _paint_corner(painter, rect, theme)
        painter.restore()
    _paint_frames(painter, option, shown, theme, current=current)


def earlier_height(font: QFont) -> int:
    """Returns the height in pixels of the line below a figure that shows the year before."""
    return QFontMetrics(_smaller(font)).height()


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.8)
    return small


def _paint_earlier(painter: QPainter, rect: QRect, text: str, faces: Faces, theme: Theme) -> QRect:
    """Paints the year before at the foot of a cell; returns what is left for the figure."""
    foot = QRect(rect)
    foot.setTop(rect.bottom() - earlier_height(faces.plain))
    painter.setFont(_face_for(_smaller(faces.plain), text, rect.width() - 4))
    painter.setPen(theme.faint)
    painter.drawText(foot.adjusted(0, -1, 0, -1), CENTER, text)
    return rect.adjusted(0, 0, 0, -foot.height())


def _face_for(font: QFont, text: str, room: int) -> QFont:
    """Returns a font, or a smaller one where a text is wider than its room in pixels."""
    if QFontMetrics(font).horizontalAdvance(text) <= room:
        return font
    return fitted([FittedPiece(text, font, QColor())], room)[0][0].font


def _paint_paper(painter: QPainter, rect: QRect, ground: QColor, theme: Theme) -> None:
    """Paints the ground and the lines at the right and below."""
    painter.fillRect(rect, ground)
    painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.line)
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)


def _ground(shown: ShownFigure, theme: Theme) -> QColor:
    grounds = {"error": theme.error_ground, "warning": theme.warning_ground}
    plain = theme.paper if shown.sign is None else theme.equation_ground
    return grounds.get(shown.marks.severity, plain)


def _paint_ground(
    painter: QPainter, rect: QRect, shown: ShownFigure, ground: QColor, theme: Theme
) -> None:
    marks = shown.marks
    _paint_paper(painter, rect, ground, theme)
    if marks.involved and shown.sign is None:
        painter.fillRect(rect.adjusted(0, 0, -1, -1), _pale(theme.error_ground))
        _paint_dot(painter, rect, theme)
    if marks.unreadable:
        hatch = QBrush(theme.doubt, Qt.BrushStyle.BDiagPattern)
        painter.fillRect(rect.adjusted(0, 0, -1, -1), hatch)
    if marks.doubtful:
        painter.setPen(QPen(theme.doubt, 1.6, Qt.PenStyle.DotLine))
        painter.drawRect(rect.adjusted(3, 3, -4, -4))


def _paint_dot(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """Paints the sign of a cell that is only involved, a dot in its corner.

    Beside the figure it might be read as a point or a minus of it.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.error)
    painter.drawEllipse(QPointF(rect.left() + 6, rect.top() + 6), 2.5, 2.5)
    painter.restore()


def _pale(colour: QColor) -> QColor:
    pale = QColor(colour)
    pale.setAlpha(90)
    return pale


def _pieces(faces: Faces, shown: ShownFigure, theme: Theme) -> list[FittedPiece]:
    """Returns the texts of a cell from left to right: sign, figure, and what stands beside it."""
    font, bold, small, _ = faces
    marks = shown.marks
    sign = f"{shown.sign} ".replace("-", "−") if shown.sign else ""
    pieces = [
        FittedPiece(sign, bold, theme.equation, rank=2),
        FittedPiece(shown.text, font, theme.ink, may_be_cut=marks.unreadable),
    ]
    if marks.unreadable:
        pieces.append(FittedPiece(" ?" if shown.text else "?", bold, theme.doubt))
    if marks.struck:
        # In brackets: a struck figure right after another one would be read as a range.
        beside = QFont(small)
        beside.setStrikeOut(False)
        pieces += [
            FittedPiece(" (", beside, theme.faint, rank=1),
            FittedPiece(marks.struck, small, theme.faint, rank=1),
            FittedPiece(")", beside, theme.faint, rank=1),
        ]
    if shown.proposed is not None:
        pieces.append(FittedPiece(f" → {shown.proposed}", bold, theme.edited))
    return pieces


def _paint_text(
    painter: QPainter, rect: QRect, faces: Faces, shown: ShownFigure, ground: QColor, theme: Theme
) -> None:
    room = rect.width() - 6 - (MARGIN if shown.marks.severity else 0)
    pieces, widths = fitted(_pieces(faces, shown, theme), room)
    left = rect.left() + max(3, (rect.width() - sum(widths)) // 2)
    if shown.marks.severity and sum(widths) + 34 > rect.width():
        left = max(left, rect.left() + MARGIN)
    if shown.marks.unreadable:
        middle = QRect(left - 3, rect.top(), sum(widths) + 6, QFontMetrics(faces.plain).height())
        middle.moveCenter(QPoint(middle.center().x(), rect.center().y()))
        painter.fillRect(middle, ground)
    for piece, width in zip(pieces, widths, strict=True):
        painter.setFont(piece.font)
        painter.setPen(piece.colour)
        spot = QRect(left, rect.top(), width + 2, rect.height())
        painter.drawText(spot, LEFT, piece.text)
        left += width


def least_width(font: QFont, text: str) -> int:
    """Returns the width in pixels of a cell that shows a figure with the glyph of a finding."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * SIZES[-1])
    return QFontMetrics(small).horizontalAdvance(text) + MARGIN + 8


def _paint_glyphs(
    painter: QPainter, rect: QRect, faces: Faces, marks: CellMarks, theme: Theme
) -> None:
    painter.setFont(faces.glyph)
    if marks.severity:
        colours = {"error": theme.error, "warning": theme.warning}
        painter.setPen(colours.get(marks.severity, theme.faint))
        painter.drawText(rect.adjusted(4, 0, 0, 0), LEFT, GLYPHS[marks.severity])
    if marks.confirmed:
        painter.setPen(theme.confirmed)
        painter.drawText(rect.adjusted(0, 0, -3, 0), BOTTOM_RIGHT, "✔")


def _paint_corner(painter: QPainter, rect: QRect, theme: Theme) -> None:
    size, corner = 9, rect.topRight()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.edited)
    painter.drawPolygon(QPolygon([corner, corner - QPoint(size, 0), corner + QPoint(0, size)]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_frames(
    painter: QPainter,
    option: QStyleOptionViewItem,
    shown: ShownFigure,
    theme: Theme,
    *,
    current: bool,
) -> None:
    """Frames a cell of the equation, a proposal, what is selected and what is current."""
    from PySide6.QtWidgets import QStyle

    rect: QRect = option.rect
    if shown.sign is not None:
        painter.setPen(QPen(theme.equation, 2))
        painter.drawRect(rect.adjusted(1, 1, -2, -2))
    if shown.proposed is not None:
        painter.setPen(QPen(theme.edited, 2, Qt.PenStyle.DashLine))
        painter.drawRect(rect.adjusted(2, 2, -3, -3))
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        ground = QColor(theme.focus)
        ground.setAlpha(40)
        painter.fillRect(rect, ground)
    if current:
        view: QWidget = option.widget
        style = Qt.PenStyle.SolidLine if view.hasFocus() else Qt.PenStyle.DotLine
        painter.setPen(QPen(theme.focus, 3 if view.hasFocus() else 2, style))
        painter.drawRect(rect.adjusted(1, 1, -2, -2))
