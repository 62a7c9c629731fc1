"""Paints the places of the form and the marks on them, and edits figures in place."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QPainter, QPen, QPolygon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ...core.errors import GoujiError
from ...core.layout import FIGURE, LABEL, Place
from ..look import Look, look_of
from .editor import FigureEditor
from .heads import CENTER, LEFT, head_font, paint_head
from .lettering import draw_text
from .marks import Marks
from .model import MARKS_ROLE, PLACE_ROLE, PROPOSED_ROLE, SIGN_ROLE, FormModel, Index, label_of

GLYPHS = {"error": "✖", "warning": "!", "explained": "○"}
MOVES = {
    Qt.Key.Key_Return: Qt.Key.Key_Down,
    Qt.Key.Key_Enter: Qt.Key.Key_Down,
    Qt.Key.Key_Tab: Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab: Qt.Key.Key_Backtab,
}
"""Keys that end an edit, and the key whose move follows."""


class FormDelegate(QStyledItemDelegate):
    """Draws one place of the form.

    Attributes:
        committed: An edit was taken; carries the key whose move follows.
        refused: An edit was given up because its text is no figure; carries why.
    """

    committed = Signal(int)
    refused = Signal(str)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints a head, a label, or a figure with its marks."""
        place = index.data(PLACE_ROLE)
        if place is None:
            return
        painter.save()
        painter.setClipRect(option.rect)
        look = look_of(option.palette)
        if place.kind == FIGURE:
            _paint_figure(painter, option, index, look)
        else:
            self._paint_label(painter, option, index, place, look)
        painter.restore()

    def _paint_label(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        place: Place,
        look: Look,
    ) -> None:
        rect: QRect = option.rect
        model = index.model()
        paint_head(painter, rect, look)
        painter.setFont(head_font(option.font))
        if isinstance(model, FormModel):
            alignment = LEFT if place.kind == LABEL else CENTER
            draw_text(painter, rect, label_of(place, model.language), alignment)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Returns the line editor of a figure."""
        return FigureEditor(parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Puts the printed text in the editor, unless the user has begun to type."""
        if isinstance(editor, FigureEditor) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Takes an edit that ends because the focus went elsewhere."""
        if isinstance(editor, FigureEditor) and editor.pending:
            error = self._take(editor, index)
            if error is not None:
                self.refused.emit(error.sentence(self._language(index)))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Ends an edit by key only where its text is taken; otherwise says why it is not."""
        if (
            isinstance(editor, FigureEditor)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in MOVES
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._finish(editor, Qt.Key(event.key()))
            return True
        return super().eventFilter(editor, event)

    def _finish(self, editor: FigureEditor, key: Qt.Key) -> None:
        index = self._view.currentIndex()
        error = self._take(editor, index)
        if error is not None:
            editor.complain(error.sentence(self._language(index)))
            return
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.committed.emit(int(MOVES[key]))

    def _language(self, index: Index) -> str:
        model = index.model()
        return model.language if isinstance(model, FormModel) else ""

    def _take(self, editor: FigureEditor, index: Index) -> GoujiError | None:
        model = index.model()
        if not isinstance(model, FormModel) or not editor.isModified():
            return None
        cell, text = model.cell(index), editor.text()
        try:
            model.desk.act(lambda review: review.correct({cell: text}))
        except GoujiError as error:
            return error
        editor.pending = False
        return None


def _paint_figure(
    painter: QPainter, option: QStyleOptionViewItem, index: Index, look: Look
) -> None:
    rect: QRect = option.rect
    marks: Marks = index.data(MARKS_ROLE) or Marks()
    sign: str | None = index.data(SIGN_ROLE)
    _paint_ground(painter, rect, marks, sign, look)
    _paint_text(painter, rect, option, index, marks, sign, look)
    _paint_corners(painter, rect, option, marks, look)
    if sign is not None:
        painter.setPen(QPen(look.equation, 2))
        painter.drawRect(rect.adjusted(1, 1, -2, -2))
    if index.data(PROPOSED_ROLE) is not None:
        painter.setPen(QPen(look.edited, 2, Qt.PenStyle.DashLine))
        painter.drawRect(rect.adjusted(2, 2, -3, -3))
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        ground = QColor(look.focus)
        ground.setAlpha(40)
        painter.fillRect(rect, ground)
    view = option.widget
    if isinstance(view, QAbstractItemView) and view.currentIndex() == index:
        painter.setPen(QPen(look.focus, 3))
        painter.drawRect(rect.adjusted(1, 1, -2, -2))


def _paint_ground(
    painter: QPainter, rect: QRect, marks: Marks, sign: str | None, look: Look
) -> None:
    grounds = {"error": look.error_ground, "warning": look.warning_ground}
    ground = grounds.get(marks.severity, look.paper if sign is None else look.equation_ground)
    painter.fillRect(rect, ground)
    if marks.involved and sign is None:
        painter.fillRect(rect, _pale(look.error_ground))
    if marks.unreadable:
        painter.fillRect(rect, QBrush(look.doubt, Qt.BrushStyle.BDiagPattern))
    painter.setPen(QPen(look.line, 1))
    painter.drawLine(rect.topRight(), rect.bottomRight())
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if marks.doubtful:
        pen = QPen(look.doubt, 1.6, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawRect(rect.adjusted(3, 3, -4, -4))


def _pale(colour: QColor) -> QColor:
    pale = QColor(colour)
    pale.setAlpha(90)
    return pale


def _paint_text(
    painter: QPainter,
    rect: QRect,
    option: QStyleOptionViewItem,
    index: Index,
    marks: Marks,
    sign: str | None,
    look: Look,
) -> None:
    font = QFont(option.font)
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.8)
    small.setStrikeOut(True)
    bold = QFont(font)
    bold.setBold(True)
    text = "?" if marks.unreadable else str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    pieces = [
        (f"{sign} ".replace("-", "−") if sign else "", bold, look.equation),
        (text, font, look.ink),
    ]
    if marks.unreadable:
        pieces[1] = (text, bold, look.doubt)
    if marks.struck:
        pieces.append((f" {marks.struck}", small, look.faint))
    proposed: str | None = index.data(PROPOSED_ROLE)
    if proposed is not None:
        pieces.append((f" → {proposed}", bold, look.edited))
    widths = []
    for piece, face, _ in pieces:
        painter.setFont(face)
        widths.append(painter.fontMetrics().horizontalAdvance(piece))
    left = rect.left() + max(3, (rect.width() - sum(widths)) // 2)
    if marks.severity and sum(widths) + 34 > rect.width():
        left = max(left, rect.left() + 15)
    for (piece, face, colour), width in zip(pieces, widths, strict=True):
        painter.setFont(face)
        painter.setPen(colour)
        spot = QRect(left, rect.top(), width + 2, rect.height())
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, piece)
        left += width


def _paint_corners(
    painter: QPainter, rect: QRect, option: QStyleOptionViewItem, marks: Marks, look: Look
) -> None:
    font = QFont(option.font)
    font.setPointSizeF(font.pointSizeF() * 0.8)
    font.setBold(True)
    painter.setFont(font)
    if marks.severity:
        colours = {"error": look.error, "warning": look.warning}
        painter.setPen(colours.get(marks.severity, look.faint))
        spot = rect.adjusted(4, 0, 0, 0)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(spot, left, GLYPHS[marks.severity])
    if marks.corrected or marks.adjusted:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.edited)
        corner = rect.topRight()
        size = 9
        points = [corner, corner - QPoint(size, 0), corner + QPoint(0, size)]
        painter.drawPolygon(QPolygon(points))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    if marks.confirmed:
        painter.setPen(look.confirmed)
        spot = rect.adjusted(0, 0, -3, 0)
        right = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
        painter.drawText(spot, right, "✔")
