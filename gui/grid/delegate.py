"""Paints the places of the form and the marks on them, and edits figures in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QWidget

from ...core.errors import GoujiError
from ...core.layout import FIGURE, LABEL, Place
from ..shell.theme import Theme, theme_of
from .editor import FigureEditor
from .figure import faces_of, paint_figure
from .form_model import FormModel, Index, label_of
from .header_views import CENTER, LEFT, head_font, paint_head
from .keys import Move
from .lettering import draw_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

ENDINGS: Mapping[Qt.Key, Move] = {
    Qt.Key.Key_Return: Move.MoveDown,
    Qt.Key.Key_Enter: Move.MoveDown,
    Qt.Key.Key_Tab: Move.MoveNext,
    Qt.Key.Key_Backtab: Move.MovePrevious,
    Qt.Key.Key_Up: Move.MoveUp,
    Qt.Key.Key_Down: Move.MoveDown,
}
"""Keys that end an edit, and the move that follows."""

ARROWS: Mapping[Qt.Key, Move] = {
    Qt.Key.Key_Left: Move.MoveLeft,
    Qt.Key.Key_Right: Move.MoveRight,
}
"""Keys that end an edit that typing began; in one begun with F2 they move in the text."""


class FormDelegate(QStyledItemDelegate):
    """Draws one place of the form.

    Attributes:
        is_typed: Whether typing begins the edit, and not F2 or a double click.
        editor: The line editor that is open, if one is.
        committed: An edit was taken; carries the move that follows.
        refused: An edit was given up because its text is no figure; carries why.
    """

    committed = Signal(object)
    refused = Signal(str)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.is_typed = False
        self.editor: FigureEditor | None = None
        self._faces = faces_of(view.font())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints a header, a label, or a figure with its marks."""
        model = index.model()
        if not isinstance(model, FormModel) or (place := model.place(index)) is None:
            return
        shown = model.shown(index) if place.kind == FIGURE else None
        theme = theme_of(option.palette)
        if shown is not None:
            is_current = index == self._view.currentIndex()
            self._faces = faces_of(option.font, self._faces)
            paint_figure(painter, option, shown, self._faces, theme, current=is_current)
        elif place.kind != FIGURE:
            painter.save()
            painter.setClipRect(option.rect)
            self._paint_label(painter, option, place, model.language, theme)
            painter.restore()

    def _paint_label(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        place: Place,
        language: str,
        theme: Theme,
    ) -> None:
        rect: QRect = option.rect
        paint_head(painter, rect, theme)
        painter.setFont(head_font(option.font))
        alignment = LEFT if place.kind == LABEL else CENTER
        draw_text(painter, rect, label_of(place, language), alignment)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Returns the line editor of a figure."""
        self.editor = FigureEditor(parent)
        return self.editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - named by Qt
        """Lets go of the line editor."""
        self.editor = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Puts the printed text in the editor, unless the user has begun to type."""
        if isinstance(editor, FigureEditor) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            if self.is_typed:
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
        ):
            move = self._ending(event)
            if move is not None:
                self._finish(editor, move)
                return True
        return super().eventFilter(editor, event)

    def _ending(self, event: QKeyEvent) -> Move | None:
        """Returns the move that follows where a key ends the edit, else None."""
        modifier = Qt.KeyboardModifier
        key, held = Qt.Key(event.key()), event.modifiers() & ~modifier.KeypadModifier
        if held == modifier.ShiftModifier and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return Move.MoveUp
        if held == modifier.NoModifier or key == Qt.Key.Key_Backtab:
            return ENDINGS.get(key) or (ARROWS.get(key) if self.is_typed else None)
        return None

    def _finish(self, editor: FigureEditor, move: Move) -> None:
        index = self._view.currentIndex()
        error = self._take(editor, index)
        if error is not None:
            editor.complain(error.sentence(self._language(index)))
            return
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.committed.emit(move)

    def _language(self, index: Index) -> str:
        model = index.model()
        return model.language if isinstance(model, FormModel) else ""

    def _take(self, editor: FigureEditor, index: Index) -> GoujiError | None:
        model = index.model()
        if not isinstance(model, FormModel) or not editor.isModified():
            return None
        cell, text = model.cell(index), editor.text()
        try:
            model.context.act(lambda review: review.correct({cell: text}))
        except GoujiError as error:
            return error
        editor.pending = False
        return None
