"""The grid of one table: keyboard as in a spreadsheet, headers that stay in view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from ...core.bilingual import Bilingual
from ...core.errors import GoujiError
from ...core.figures import State
from ...core.layout import FIGURE
from ..session.review_context import ReviewContext
from ..shell.theme import theme_of
from .clipboard import checked_block, join_block, split_block
from .delegate import FormDelegate
from .figure import earlier_height, least_width
from .form_model import FormModel, Index, label_of
from .header_views import CENTER, ColumnHeads, RowLabels, head_font, paint_head
from .keys import Move, next_in, target
from .lettering import draw_text, em, text_height
from .sheet import At, Sheet
from .sticky import StickyHead

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
FAR = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_Home, Qt.Key.Key_End,
)  # fmt: skip
"""Keys that go to the edge with Ctrl."""

ENDINGS = {
    (Qt.Key.Key_Return, NONE): Move.MoveDown,
    (Qt.Key.Key_Enter, NONE): Move.MoveDown,
    (Qt.Key.Key_Return, SHIFT): Move.MoveUp,
    (Qt.Key.Key_Enter, SHIFT): Move.MoveUp,
    (Qt.Key.Key_Tab, NONE): Move.MoveNext,
    (Qt.Key.Key_Backtab, NONE): Move.MovePrevious,
    (Qt.Key.Key_Backtab, SHIFT): Move.MovePrevious,
}
"""Keys that take what was typed, and the move that follows."""


WIDEST = 16
"""Characters: no column is wider, for a figure alone in a wide place is hard to follow."""


class Corner(QWidget):
    """The place above the row labels."""

    def __init__(self, sheet: Sheet, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.language = language
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the place as a header."""
        painter = QPainter(self)
        paint_head(painter, self.rect(), theme_of(self.palette()))
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
        measured: The rows have their heights; carries that of the whole table in pixels.
        widened: The columns have their widths; carries the most that the table may take up.
    """

    refused = Signal(str)
    peeked = Signal(bool)
    measured = Signal(int)
    widened = Signal(int)

    def __init__(
        self, context: ReviewContext, sheet: Sheet, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.sheet = sheet
        self._headers = ColumnHeads(sheet, language, self)
        self._labels = RowLabels(sheet, language, self)
        self.setHorizontalHeader(self._headers)
        self.setVerticalHeader(self._labels)
        self._headers.setVisible(bool(sheet.top))
        self._labels.setVisible(bool(sheet.left))
        self._headers.follow(self.horizontalScrollBar())
        self._labels.follow(self.verticalScrollBar())
        self._corner = Corner(sheet, language, self)
        self._sticky = StickyHead(self, sheet, language)
        self._measured = 0
        self._delegate = FormDelegate(self)
        self.setModel(FormModel(context, sheet, language, self))
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
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._delegate.committed.connect(self._go_on)
        self._delegate.refused.connect(self.refused)
        context.previewed.connect(self._show_proposed)
        context.settled.connect(self._widen)
        context.earlier_shown.connect(self._measure)
        own = vars(self)
        # Parts that know the view and are known to it would outlive it until garbage is collected.
        self.destroyed.connect(lambda: own.clear())
        self.speak(language)

    @property
    def form_model(self) -> FormModel:
        """The model, as what it is."""
        return cast(FormModel, self.model())

    def speak(self, language: str) -> None:
        """Shows headers, labels and tooltips in another language."""
        self.form_model.language = language
        self._headers.speak(language)
        self._labels.speak(language)
        self._corner.language = language
        self._sticky.language = language
        table = self.sheet.table
        title = Bilingual(table.title, table.title_en).in_language(language)
        for part in (self, self._headers, self._labels):
            part.setAccessibleName(title)
        self._measure()

    def renew(self) -> None:
        """Shows another report of the same tables."""
        self.form_model.renew()
        self.selectionModel().clear()
        self._measure()

    def select_cell(self, cell: str) -> bool:
        """Makes a cell current and brings it into view; returns whether it stands here."""
        index = self.form_model.index_of(cell)
        if not index.isValid():
            return False
        if self.form_model.cell(self.currentIndex()) != cell:
            # Not setCurrentIndex: it would take a Ctrl key that is still down for “select more”.
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, only)
        self.scrollTo(index)
        return True

    def take_cell(self) -> None:
        """Makes the cell that this table was left at, or else its first one, current."""
        cell = self.form_model.cell(self.currentIndex()) or self.sheet.figures[0]
        self.select_cell(cell)
        self.context.select_cell(cell)

    def scrollTo(  # noqa: N802 - named by Qt
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Brings an index into view, and not below the header that stays there."""
        super().scrollTo(index, hint)
        over = self._sticky.height_over(index.row()) - self.visualRect(index).top()
        if over > 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - over)

    def place_of(self, cell: str) -> QRect:
        """Returns where a cell stands in the viewport."""
        return self.visualRect(self.form_model.index_of(cell))

    def selected_cells(self) -> list[str]:
        """Returns the ids of the selected cells, or of the current one."""
        indexes = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        return [cell for cell in dict.fromkeys(map(self.form_model.cell, indexes)) if cell]

    def copy(self) -> None:
        """Puts the selected block on the clipboard."""
        block = set(self._block())
        columns = sorted({column for _, column in block})
        rows = [
            [self._text((row, column)) if (row, column) in block else "" for column in columns]
            for row in sorted({row for row, _ in block})
        ]
        QGuiApplication.clipboard().setText(join_block(rows))

    def paste(self) -> None:
        """Takes a block from the clipboard as printed figures, all of it or nothing."""
        text = QGuiApplication.clipboard().text()
        review, block = self.context.review, self._block()
        if not block or review is None:
            return
        if not text:
            self.refused.emit(self.tr("The clipboard holds no text to paste."))
            return
        try:
            texts = checked_block(self.sheet, review.report.form.cells, block, split_block(text))
            self.context.act(lambda review: review.correct(texts))
        except GoujiError as error:
            self.refused.emit(error.sentence(self.form_model.language))
            return
        self._select(texts)

    def edit(self, *arguments: Any) -> Any:
        """Opens the editor of a cell; one that typing opens goes on to the next with arrows."""
        if len(arguments) > 1:
            typed = QAbstractItemView.EditTrigger.AnyKeyPressed
            self._delegate.is_typed = arguments[1] == typed
        else:
            self._delegate.is_typed = False
        return super().edit(*arguments)

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Returns the figure that a key moves to; headers and labels are passed over."""
        cell = self.form_model.cell(self.currentIndex())
        if not cell:
            return self.form_model.index_of(self.sheet.figures[0])
        far = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        return self.form_model.index(*target(self.sheet, cell, action, far=far))

    def selectionCommand(  # noqa: N802 - named by Qt
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Lets keys with Ctrl select what they go to, as those without do."""
        if isinstance(event, QKeyEvent) and event.modifiers() & CTRL and event.key() in FAR:
            flag = QItemSelectionModel.SelectionFlag
            return flag.SelectCurrent if event.modifiers() & SHIFT else flag.ClearAndSelect
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves down, Delete empties, Space peeks; other keys as in any table."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = (Qt.Key(event.key()), held)
        if key in ENDINGS:
            event.setAccepted(self._go_on(ENDINGS[key]))
        elif key == (Qt.Key.Key_Delete, NONE):
            self._empty()
        elif key == (Qt.Key.Key_Space, NONE):
            if not event.isAutoRepeat():
                self.peeked.emit(True)  # noqa: FBT003 - a signal takes no keywords
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Hands a text that comes without composition, as full-width digits do, to its editor.

        Qt opens the editor for such a text, but only keys and compositions get into it.
        """
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if is_editing or event.preeditString() or not event.commitString():
            super().inputMethodEvent(event)
            return
        typed = QAbstractItemView.EditTrigger.AnyKeyPressed
        if self.edit(self.currentIndex(), typed, event) and self._delegate.editor is not None:
            QApplication.sendEvent(self._delegate.editor, event)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Ends the peek with Space."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.peeked.emit(False)  # noqa: FBT003 - a signal takes no keywords
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Paints the current cell anew: nothing else of the grid shows where the keyboard is."""
        if self.currentIndex().isValid():
            self.update(self.currentIndex())
        else:
            super().focusInEvent(event)

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """Ends the peek, for the release of the key goes elsewhere; paints the current cell."""
        self.peeked.emit(False)  # noqa: FBT003 - a signal takes no keywords
        self.update(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tells the review context which cell is current."""
        super().currentChanged(current, previous)
        cell = self.form_model.cell(current)
        if cell:
            self.context.select_cell(cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the current cell in view, and the corner where the headers and the labels meet."""
        current = self.currentIndex()
        was_seen = current.isValid() and QRect(QPoint(), event.oldSize()).intersects(
            self.visualRect(current)
        )
        super().resizeEvent(event)
        if self.width() != self._measured:
            self._measure()
        self._place_corner()
        if was_seen:
            self.scrollTo(current)

    def changeEvent(self, event: QEvent) -> None:
        """Measures again where the font changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_delegate"):
            self._measure()

    def _show_proposed(self) -> None:
        """Brings the first cell of a proposal into view, if it stands here."""
        cell = next(iter(self.context.proposed), "")
        if cell in self.sheet.at:
            self.scrollTo(self.form_model.index_of(cell))

    def _empty(self) -> None:
        cells = {self.form_model.cell(i): "" for i in self.selectionModel().selectedIndexes()}
        cells.pop("", None)
        self._correct(cells)

    def _correct(self, texts: dict[str, str]) -> None:
        try:
            self.context.act(lambda review: review.correct(texts))
        except GoujiError as error:
            self.refused.emit(error.sentence(self.form_model.language))

    def _text(self, at: At) -> str:
        return str(self.form_model.index(*at).data() or "")

    def _block(self) -> list[At]:
        """Returns the places of the selected figures, or that of the current one."""
        return [self.sheet.at[cell] for cell in self.selected_cells()]

    def _select(self, cells: Iterable[str]) -> None:
        model, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        model.clearSelection()
        for cell in cells:
            model.select(self.form_model.index_of(cell), flag.Select)

    def _go_on(self, action: Move) -> bool:
        """Goes on, within the selected block where there is one; returns False at the end."""
        block, here = self._block(), self.currentIndex()
        if len(block) < 2:
            self.setCurrentIndex(self.moveCursor(action, NONE))
        else:
            at = next_in(block, self.sheet.at[self.form_model.cell(here)], action)
            stays = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self.form_model.index(*at), stays)
        self.setFocus()
        return self.currentIndex() != here

    def _measure(self) -> None:
        self._measured = self.width()
        least = max(self._headers.column_width(), self._figure_width())
        self._labels.measure(self.width() - least * self.sheet.columns)
        self.updateGeometries()
        self._headers.setMinimumSectionSize(least)
        self._headers.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        width = max(least, self.viewport().width() // self.sheet.columns)
        self._headers.measure(width)
        heights = self._labels.row_heights() if self.sheet.left else self._body_heights(width)
        if self.context.earlier is not None:
            heights = [height + earlier_height(self.font()) for height in heights]
        self._labels.setMinimumSectionSize(min(heights))
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        self.updateGeometries()
        self.setMaximumHeight(self.viewport().y() + sum(heights))
        self.measured.emit(self.maximumHeight())
        most = max(least, int(em(self.font()) * WIDEST))
        self.setMaximumWidth(self.viewport().x() + most * self.sheet.columns)
        self.widened.emit(self.maximumWidth())
        self._place_corner()
        self._sticky.place()

    def _figure_width(self) -> int:
        """Returns the least width in pixels at which no figure of the table is cut."""
        review, font = self.context.review, self.font()
        if review is None:
            return 0
        figures = (
            review.cells[cell].audited for cell in self.sheet.figures if cell in review.cells
        )
        texts = {figure.text for figure in figures if figure.state is State.NUMBER}
        return max((least_width(font, text) for text in texts), default=0)

    def _widen(self) -> None:
        """Makes the columns wider where a figure came that is wider than they may become."""
        if self._figure_width() > self._headers.minimumSectionSize():
            self._measure()

    def _body_heights(self, width: int) -> list[int]:
        """Returns the row heights of a table whose headers and labels stand in the body."""
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
            size = (self._labels.width(), self._headers.height())
            self._corner.setGeometry(frame, frame, *size)
            self._corner.raise_()
