"""The header of the block in view, for a table whose blocks have headers of their own.

Such headers stand in the body and scroll with it; while figures of a block are seen without its
header, the header is shown over the top of the body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTableView, QWidget

from ...core.layout import FIGURE, HEAD
from ..shell.theme import theme_of
from .form_model import label_of
from .header_views import CENTER, head_font, paint_head
from .lettering import draw_text
from .sheet import Sheet


@dataclass(frozen=True, slots=True)
class BlockHead:
    """Rows of the body, from 0: those of a header, and the last one that it stands over."""

    first: int
    count: int
    last: int


def block_headers(sheet: Sheet) -> list[BlockHead]:
    """Returns the headers that stand in the body of a table, from top to bottom."""
    headers = sorted({place.row for place in sheet.body if place.kind == HEAD})
    firsts = [row for row in headers if row - 1 not in headers]
    found = []
    for first in firsts:
        count = next(n for n in range(1, sheet.rows) if first + n not in headers)
        rows = {place.row for place in sheet.body if place.kind == FIGURE and place.row > first}
        last = first + count
        while last + 1 in rows:
            last += 1
        found.append(BlockHead(first - sheet.top, count, last - sheet.top))
    return found


class StickyHead(QWidget):
    """Lies over the top of a grid where a header is scrolled away."""

    def __init__(self, view: QTableView, sheet: Sheet, language: str) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._sheet = sheet
        self._headers = block_headers(sheet)
        self._shown: BlockHead | None = None
        self.language = language
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.verticalScrollBar().valueChanged.connect(self.place)
        view.horizontalScrollBar().valueChanged.connect(self.update)
        self.hide()

    def height_over(self, row: int) -> int:
        """Returns the height of the header that would lie over a row scrolled to the top."""
        for head in self._headers:
            if head.first + head.count <= row <= head.last:
                return self._height(head)
        return 0

    def place(self) -> None:
        """Shows the header that belongs to the top of the view, if it is scrolled away."""
        found = next((head for head in self._headers if self._is_missing(head)), None)
        self._shown = found
        self.setVisible(found is not None)
        if found is not None:
            height = self._height(found)
            end = self._view.rowViewportPosition(found.last) + self._view.rowHeight(found.last)
            self.setGeometry(0, min(0, end - height), self._view.viewport().width(), height)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the places of the header."""
        if self._shown is None:
            return
        painter, theme = QPainter(self), theme_of(self.palette())
        painter.setFont(head_font(self._view.font()))
        for rect, text in self._places(self._shown):
            paint_head(painter, rect, theme)
            draw_text(painter, rect, text, CENTER)
        painter.setPen(QPen(theme.focus, 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _places(self, head: BlockHead) -> Iterator[tuple[QRect, str]]:
        view, sheet = self._view, self._sheet
        rows = range(head.first, head.first + head.count)
        for place in sheet.body:
            row, column = place.row - sheet.top, place.column - sheet.left
            if row in rows:
                top = sum(view.rowHeight(each) for each in range(head.first, row))
                height = sum(view.rowHeight(row + n) for n in range(place.row_span))
                width = sum(view.columnWidth(column + n) for n in range(place.column_span))
                left = view.columnViewportPosition(column)
                yield QRect(left, top, width, height), label_of(place, self.language)

    def _is_missing(self, head: BlockHead) -> bool:
        top = self._view.rowViewportPosition(head.first)
        end = self._view.rowViewportPosition(head.last) + self._view.rowHeight(head.last)
        return top < 0 < end - self._height(head) // 2

    def _height(self, head: BlockHead) -> int:
        return sum(self._view.rowHeight(head.first + n) for n in range(head.count))
