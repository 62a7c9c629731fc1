"""The grid of one table: keyboard as in a spreadsheet, heads that stay in view."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ...core.errors import GoujiError
from ...core.layout import FIGURE
from ..desk import Desk
from ..look import look_of
from .clipboard import join_block, place_block, split_block
from .delegate import FormDelegate
from .heads import CENTER, ColumnHeads, RowLabels, head_font, paint_head
from .lettering import draw_text, em, text_height
from .model import FormModel, Index, label_of
from .sheet import Sheet

Move = QAbstractItemView.CursorAction
STEPS = {
    Move.MoveUp: (-1, 0),
    Move.MoveDown: (1, 0),
    Move.MoveLeft: (0, -1),
    Move.MoveRight: (0, 1),
}
PAGE = 8
"""Rows that Page Up and Page Down go."""


class Corner(QWidget):
    """The place above the row labels."""

    def __init__(self, sheet: Sheet, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.language = language

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the place as a head."""
        painter = QPainter(self)
        paint_head(painter, self.rect(), look_of(self.palette()))
        painter.setFont(head_font(self.font()))
        if self._sheet.corner is not None:
            text = label_of(self._sheet.corner, self.language)
            draw_text(painter, self.rect(), text, CENTER)
        painter.end()


class FormView(QTableView):
    """One table of the form.

    Attributes:
        refused: Something was not taken; carries the sentence that says why.
        peeked: Space is held down, or no longer.
    """

    refused = Signal(str)
    peeked = Signal(bool)

    def __init__(
        self, desk: Desk, sheet: Sheet, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.sheet = sheet
        self._heads = ColumnHeads(sheet, language, self)
        self._labels = RowLabels(sheet, language, self)
        self.setHorizontalHeader(self._heads)
        self.setVerticalHeader(self._labels)
        self._heads.setVisible(bool(sheet.top))
        self._labels.setVisible(bool(sheet.left))
        self._corner = Corner(sheet, language, self)
        self._measured = 0
        self._delegate = FormDelegate(self)
        self.setModel(FormModel(desk, sheet, language, self))
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for place in sheet.body:
            if place.row_span > 1 or place.column_span > 1:
                row, column = place.row - sheet.top, place.column - sheet.left
                self.setSpan(row, column, place.row_span, place.column_span)
        self._delegate.committed.connect(self._after_edit)
        self._delegate.refused.connect(self.refused)
        desk.previewed.connect(self._show_proposed)
        self.speak(language)

    @property
    def form_model(self) -> FormModel:
        """The model, as what it is."""
        return cast(FormModel, self.model())

    def speak(self, language: str) -> None:
        """Shows heads, labels and tooltips in another language."""
        self.form_model.language = language
        self._heads.speak(language)
        self._labels.speak(language)
        self._corner.language = language
        table = self.sheet.table
        self.setAccessibleName(table.title if language == "zh" else table.title_en)
        self._measure()

    def renew(self) -> None:
        """Shows another report of the same tables."""
        self.form_model.renew()
        self.selectionModel().clear()

    def select_cell(self, cell: str) -> bool:
        """Makes a cell current and brings it into view; returns whether it stands here."""
        index = self.form_model.index_of(cell)
        if not index.isValid():
            return False
        if self.form_model.cell(self.currentIndex()) != cell:
            self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def take_cell(self) -> None:
        """Makes the cell that this table was left at, or else its first one, current."""
        cell = self.form_model.cell(self.currentIndex()) or self.sheet.figures[0]
        self.select_cell(cell)
        self.desk.select_cell(cell)

    def place_of(self, cell: str) -> QRect:
        """Returns where a cell stands in the viewport."""
        return self.visualRect(self.form_model.index_of(cell))

    def selected_cells(self) -> list[str]:
        """Returns the ids of the selected cells, or of the current one."""
        indexes = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        return [cell for cell in map(self.form_model.cell, indexes) if cell]

    def copy(self) -> None:
        """Puts the selected block on the clipboard."""
        indexes = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        figures = {(index.row(), index.column()): index for index in indexes}
        rows = sorted({row for row, _ in figures})
        columns = sorted({column for _, column in figures})
        block = [
            [
                str(figures[row, column].data() or "") if (row, column) in figures else ""
                for column in columns
            ]
            for row in rows
        ]
        QGuiApplication.clipboard().setText(join_block(block))

    def paste(self) -> None:
        """Takes a block from the clipboard as printed figures, all of it or nothing."""
        text = QGuiApplication.clipboard().text()
        index = self.currentIndex()
        if not text or not self.form_model.cell(index):
            return
        block = split_block(text)
        texts = place_block(self.sheet, (index.row(), index.column()), block)
        if texts is None:
            sentence = self.tr("{rows} × {columns} figures do not fit here; nothing was pasted.")
            size = {"rows": len(block), "columns": max(map(len, block))}
            self.refused.emit(sentence.format(**size))
            return
        self._correct(texts)

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Returns the figure that a key moves to; heads and labels are passed over."""
        index = self.currentIndex()
        cell = self.form_model.cell(index)
        if not cell:
            return self.form_model.index_of(self.sheet.figures[0])
        far = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        at = self.sheet.at[cell]
        if action in STEPS:
            down, right = STEPS[action]
            reach = self.sheet.edge if far else self.sheet.step
            at = reach(*at, down, right) or at
        elif action in (Move.MoveNext, Move.MovePrevious):
            cell = self.sheet.follow(cell, 1 if action is Move.MoveNext else -1) or cell
            at = self.sheet.at[cell]
        elif action in (Move.MoveHome, Move.MoveEnd):
            way = -1 if action is Move.MoveHome else 1
            at = self.sheet.edge(*at, 0, way)
            at = self.sheet.edge(*at, way, 0) if far else at
        else:
            way = -1 if action is Move.MovePageUp else 1
            for _ in range(PAGE):
                at = self.sheet.step(*at, way, 0) or at
        return self.form_model.index(*at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves down, Delete empties, Space peeks; other keys as in any table."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.NoModifier:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._after_edit(Qt.Key.Key_Down)
                return
            if event.key() == Qt.Key.Key_Delete:
                self._empty()
                return
            if event.key() == Qt.Key.Key_Space:
                if not event.isAutoRepeat():
                    self.peeked.emit(True)  # noqa: FBT003 - a signal takes no keywords
                return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Ends the peek with Space."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.peeked.emit(False)  # noqa: FBT003 - a signal takes no keywords
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Ends the peek, for the release of the key goes elsewhere."""
        self.peeked.emit(False)  # noqa: FBT003 - a signal takes no keywords
        super().focusOutEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tells the desk which cell is current."""
        super().currentChanged(current, previous)
        cell = self.form_model.cell(current)
        if cell:
            self.desk.select_cell(cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the corner where the heads and the labels meet."""
        super().resizeEvent(event)
        least = self._heads.minimumSectionSize()
        if max(least, self.viewport().width() // self.sheet.columns) != self._measured:
            self._measure()
        self._place_corner()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again where the font changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_delegate"):
            self._measure()

    def _show_proposed(self) -> None:
        """Brings the first cell of a proposal into view, if it stands here."""
        cell = next(iter(self.desk.proposed), "")
        if cell in self.sheet.at:
            self.scrollTo(self.form_model.index_of(cell))

    def _empty(self) -> None:
        cells = {self.form_model.cell(i): "" for i in self.selectionModel().selectedIndexes()}
        cells.pop("", None)
        self._correct(cells)

    def _correct(self, texts: dict[str, str]) -> None:
        try:
            self.desk.act(lambda review: review.correct(texts))
        except GoujiError as error:
            self.refused.emit(error.sentence(self.form_model.language))

    def _after_edit(self, key: int) -> None:
        moves = {
            Qt.Key.Key_Down: Move.MoveDown,
            Qt.Key.Key_Tab: Move.MoveNext,
            Qt.Key.Key_Backtab: Move.MovePrevious,
        }
        self.setCurrentIndex(self.moveCursor(moves[Qt.Key(key)], Qt.KeyboardModifier.NoModifier))
        self.setFocus()

    def _measure(self) -> None:
        self._labels.measure()
        least = self._heads.column_width()
        self._heads.setMinimumSectionSize(least)
        self._heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        width = max(least, self.viewport().width() // self.sheet.columns)
        self._measured = width
        self._heads.measure(width)
        heights = self._labels.row_heights() if self.sheet.left else self._body_heights(width)
        self._labels.setMinimumSectionSize(min(heights))
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        self.updateGeometries()
        self.setMaximumHeight(self.viewport().y() + sum(heights))
        self._place_corner()

    def _body_heights(self, width: int) -> list[int]:
        """Returns the row heights of a table whose heads and labels stand in the body."""
        font = head_font(self.font())
        heights = [int(em(font) * 2)] * self.sheet.rows
        for place in self.sheet.body:
            if place.kind != FIGURE and place.row_span == 1:
                text = label_of(place, self.form_model.language)
                row = place.row - self.sheet.top
                needed = text_height(text, font, width * place.column_span) + 4
                heights[row] = max(heights[row], needed)
        return heights

    def _place_corner(self) -> None:
        shown = bool(self.sheet.top and self.sheet.left)
        self._corner.setVisible(shown)
        if shown:
            frame = self.frameWidth()
            size = (self._labels.width(), self._heads.height())
            self._corner.setGeometry(frame, frame, *size)
            self._corner.raise_()
