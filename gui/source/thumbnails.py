"""The strip of small pages: where in the document one is, and which pages hold findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

from ..session.cell_marks import CellMarks
from ..shell.focus import FocusFrame
from ..shell.theme import theme_of
from .marking import SIGNS
from .paper.sheets import NoSheets, Sheets
from .places import Places

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex

ACROSS = 0.72
"""How much of the strip a page takes up."""


class _Pages(QAbstractListModel):
    """The pages by number, with the worst mark on each."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sheets: Sheets = NoSheets(self)
        self.marks: Mapping[int, str] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.sheets.sizes)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        number = str(index.row() + 1)
        if role == Qt.ItemDataRole.DisplayRole:
            return number
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(number, self.marks.get(index.row(), ""))
        return None

    def _said(self, number: str, mark: str) -> str:
        words = {
            "error": self.tr("Page {number}, with errors"),
            "warning": self.tr("Page {number}, with warnings"),
        }
        return words.get(mark, self.tr("Page {number}")).format(number=number)


class _PageDelegate(QStyledItemDelegate):
    """Paints a page with its number below it and the sign of its findings in its corner."""

    def __init__(self, strip: Thumbnails) -> None:
        super().__init__(strip)
        self._strip = strip

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Returns the size of the page and the line below it."""
        page = self._strip.page_size(index.row())
        line: int = option.fontMetrics.height()
        return QSize(self._strip.viewport().width(), page.height() + line + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paints one page."""
        from PySide6.QtWidgets import QStyle

        strip, rect = self._strip, option.rect
        theme = theme_of(option.palette)
        size = strip.page_size(index.row())
        origin = QPoint(rect.left() + (rect.width() - size.width()) // 2, rect.top() + 5)
        page = QRect(origin, size)
        painter.save()
        painter.translate(origin)
        sheet = QRectF(0, 0, size.width(), size.height())
        painter.setClipRect(sheet)
        strip.paint_page(painter, index.row(), sheet)
        painter.restore()
        state = option.state
        is_here = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(theme.focus if is_here else theme.line, 3 if is_here else 1))
        painter.drawRect(page.adjusted(-1, -1, 0, 0))
        mark = strip.marks.get(index.row(), "")
        if mark:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            SIGNS[mark](painter, QRectF(page.right() - 8, page.top() - 4, 14, 14))
            painter.restore()
        line = QRect(rect.left(), page.bottom() + 2, rect.width(), rect.bottom() - page.bottom())
        painter.setPen(theme.ink)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        if has_focus:
            painter.setPen(QPen(theme.focus, 1, Qt.PenStyle.DotLine))
            painter.drawRect(rect.adjusted(1, 1, -2, -1))


class Thumbnails(QListView):
    """The pages of a document, small, one below the other.

    Signals:
        wanted(int): A page was chosen by key or click.
    """

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = _Pages(self)
        self._is_following = False
        self.setModel(self._pages)
        self.setItemDelegate(_PageDelegate(self))
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("字") * 9)
        self.verticalScrollBar().valueChanged.connect(self._prepare)
        self.selectionModel().currentChanged.connect(self._want)
        FocusFrame(self)
        self._name()

    @property
    def marks(self) -> Mapping[int, str]:
        """The worst mark on each page that has one."""
        return self._pages.marks

    def show_sheets(self, sheets: Sheets) -> None:
        """Shows the pages of another document; closes those shown before."""
        self._pages.beginResetModel()
        self._pages.sheets.close()
        self._pages.sheets.deleteLater()
        sheets.setParent(self._pages)
        self._pages.sheets, self._pages.marks = sheets, {}
        self._pages.endResetModel()
        sheets.redrawn.connect(self._repaint)
        sheets.resized.connect(self._lay_out)
        self._prepare()

    def set_marks(self, places: Places, marks: Mapping[str, CellMarks]) -> None:
        """Sets the marks of cells, of which each page shows the worst."""
        found: dict[int, str] = {}
        for cell, each in marks.items():
            spot = places.spot(cell)
            if spot is None or each.severity not in ("error", "warning"):
                continue
            if found.get(spot.sheet) != "error":
                found[spot.sheet] = each.severity
        self._pages.marks = found
        self.viewport().update()

    def follow(self, sheet: int) -> None:
        """Shows which page is in view."""
        self._is_following = True
        self.setCurrentIndex(self._pages.index(sheet))
        self._is_following = False

    def page_size(self, sheet: int) -> QSize:
        """Returns how large a page is shown, in logical pixels."""
        return (self._pages.sheets.sizes[sheet] * self._scale(sheet)).toSize()

    def paint_page(self, painter: QPainter, sheet: int, place: QRectF) -> None:
        """Paints a page, its origin at that of the painter."""
        scale = self._scale(sheet)
        exposed = QRectF(place.topLeft() / scale, place.size() / scale)
        self._pages.sheets.paint(painter, sheet, scale, exposed)

    def showEvent(self, event: QShowEvent) -> None:
        """Draws the pages that are seen."""
        super().showEvent(event)
        self._prepare()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draws the pages that come into view."""
        super().resizeEvent(event)
        self._prepare()

    def changeEvent(self, event: QEvent) -> None:
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _scale(self, sheet: int) -> float:
        width: float = self._pages.sheets.sizes[sheet].width()
        return self.viewport().width() * ACROSS / max(1.0, width)

    def _prepare(self) -> None:
        """Has the pages drawn that are seen, while the strip is."""
        count = self._pages.rowCount()
        if not count or not self.isVisible():
            return
        first = max(0, self.indexAt(QPoint(20, 5)).row())
        last = self.indexAt(QPoint(20, self.viewport().height() - 5)).row()
        last = count - 1 if last < 0 else last
        scale = self._scale(first) * self.devicePixelRatioF()
        self._pages.sheets.prepare(list(range(first, last + 1)), scale)

    def _repaint(self, sheet: int) -> None:
        self.update(self._pages.index(sheet))

    def _lay_out(self) -> None:
        self.scheduleDelayedItemsLayout()
        self._prepare()

    def _want(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_following:
            self.wanted.emit(current.row())

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Pages of the source"))
