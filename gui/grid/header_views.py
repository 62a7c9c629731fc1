"""Header views that show the form's merged headers and row labels, and stay in view."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QScrollBar, QWidget

from ...core.bilingual import ZH
from ...core.layout import Place
from ..shell.theme import Theme, theme_of
from .form_model import Index, label_of
from .lettering import PAD, draw_text, em, text_height
from .sheet import Sheet

CENTER = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def head_font(font: QFont) -> QFont:
    """Returns the font of headers and labels: a little smaller than that of the figures."""
    smaller = QFont(font)
    smaller.setPointSizeF(max(7.5, font.pointSizeF() * 0.92))
    return smaller


class _FormHeader(QHeaderView):
    """What both header views share: the sheet, the language, and painting whole places."""

    def __init__(
        self, orientation: Qt.Orientation, sheet: Sheet, language: str, parent: QWidget
    ) -> None:
        super().__init__(orientation, parent)
        self.sheet = sheet
        self.language = language
        self._is_vertical = orientation is Qt.Orientation.Vertical
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def follow(self, bar: QScrollBar) -> None:
        """Paints all that is seen anew whenever the table scrolls.

        The text of a merged place stands in the middle of what is seen of it, so that it is not
        what stood there before, moved.
        """
        bar.valueChanged.connect(lambda _value: self.viewport().update())

    def speak(self, language: str) -> None:
        """Shows the headers in another language."""
        self.language = language
        self.viewport().update()

    def currentChanged(self, current: Index, old: Index) -> None:  # noqa: N802 - named by Qt
        """Paints nothing anew: headers and labels look the same whatever cell is current."""

    def selectionChanged(self, one: QItemSelection, other: QItemSelection) -> None:  # noqa: N802
        """Paints nothing anew: they look the same whatever is selected."""

    def _span(self, first: int, count: int) -> tuple[int, int]:
        """Returns where sections begin in the viewport, and how long they are together."""
        length = sum(self.sectionSize(index) for index in range(first, first + count))
        return self.sectionViewportPosition(first), length

    def _paint(
        self, places: list[tuple[Place, QRect]], wanted: QRect, vertical_below: int = 0
    ) -> None:
        theme = theme_of(self.palette())
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.head)
        painter.setFont(head_font(self.font()))
        view = self.viewport().rect()
        for place, rect in places:
            if not rect.intersects(wanted):
                continue
            paint_head(painter, rect, theme)
            text = label_of(place, self.language)
            narrow = place.column < vertical_below and place.row_span > 1
            merged = place.row_span if self._is_vertical else place.column_span
            if merged > 1 and text.startswith("（"):
                text = text.replace("）", "）\u2028", 1)
            seen = rect.intersected(view) if merged > 1 else rect
            if seen != rect and text_height(text, painter.font(), seen.width()) > rect.height():
                seen = rect
            draw_text(
                painter,
                seen,
                text,
                LEFT if place.kind == "label" and place.row_span == 1 else CENTER,
                vertical=narrow,
            )
        painter.end()


class ColumnHeads(_FormHeader):
    """The headers over the columns, in as many levels as the form prints."""

    def __init__(self, sheet: Sheet, language: str, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, sheet, language, parent)
        self._levels: list[int] = []
        self.measure()

    def column_width(self) -> int:
        """Returns the least width of a column, in pixels."""
        wide = {"zh": 4.1, "en": 5.0} if self.sheet.columns <= 10 else {"zh": 3.0, "en": 4.0}
        font = head_font(self.font())
        words = [
            word
            for place in self.sheet.column_headers
            if place.column_span == 1
            for word in label_of(place, self.language).split()
            if word.isascii()
        ]
        longest = max((QFontMetrics(font).horizontalAdvance(word) for word in words), default=0)
        return max(int(em(font) * wide[self.language]), longest + 2 * PAD + 2)

    def measure(self, width: int = 0) -> None:
        """Finds the height of each level for columns of a width, or else for the least."""
        font, width = head_font(self.font()), width or self.column_width()
        self._levels = [0] * self.sheet.top
        for place in self.sheet.column_headers:
            if place.row_span == 1:
                needed = text_height(
                    label_of(place, self.language), font, width * place.column_span
                )
                self._levels[place.row] = max(self._levels[place.row], needed + 2)
        for place in self.sheet.column_headers:
            last = place.row + place.row_span
            needed = text_height(label_of(place, self.language), font, width * place.column_span)
            lacking = needed + 2 - sum(self._levels[place.row : last])
            if lacking > 0:
                self._levels[last - 1] += lacking
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Returns the height of all levels together."""
        return QSize(super().sizeHint().width(), sum(self._levels))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the places, not the sections."""
        tops = [sum(self._levels[:level]) for level in range(len(self._levels) + 1)]
        placed = []
        for place in self.sheet.column_headers:
            left, width = self._span(place.column - self.sheet.left, place.column_span)
            top = tops[place.row]
            height = tops[place.row + place.row_span] - top
            placed.append((place, QRect(left, top, width, height)))
        self._paint(placed, event.rect())


class RowLabels(_FormHeader):
    """The labels before the rows, groups merged as the form prints them."""

    LEAST, MOST = 8.4, 14.5
    """How wide the column of row labels is, in characters: the least where room is scarce."""

    TALL = 12
    """A group over at least so many rows has its label set vertically in a narrow column."""

    def __init__(self, sheet: Sheet, language: str, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, sheet, language, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._widths: list[int] = []
        self.measure()

    def measure(self, room: int = 0) -> None:
        """Finds the widths of the label columns; ``room`` is what there is for all of them."""
        one = em(head_font(self.font()))
        self._widths = []
        for column in range(self.sheet.left):
            spans = [
                place.row_span
                for place in self.sheet.row_labels
                if place.column == column and place.row_span > 1
            ]
            if column == self.sheet.left - 1:
                left = room - sum(self._widths)
                self._widths.append(int(min(max(left, one * self.LEAST), one * self.MOST)))
            elif spans and min(spans) >= self.TALL:
                self._widths.append(int(one * 1.9))
            else:
                self._widths.append(int(one * (5.2 if self.language == ZH else 5.6)))
        self.updateGeometry()

    def row_heights(self) -> list[int]:
        """Returns the height that each row needs for its label, in pixels."""
        font = head_font(self.font())
        least = int(em(font) * 1.9)
        heights = [least] * self.sheet.rows
        for place in self.sheet.row_labels:
            if place.row_span == 1:
                width = sum(self._widths[place.column : place.column + place.column_span])
                needed = text_height(label_of(place, self.language), font, width)
                row = place.row - self.sheet.top
                heights[row] = max(heights[row], needed + 2)
        return heights

    def sizeHint(self) -> QSize:
        """Returns the width of all label columns together."""
        return QSize(sum(self._widths), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the places, not the sections."""
        placed = []
        narrow = sum(1 for width in self._widths if width < 3 * em(self.font()))
        for place in self.sheet.row_labels:
            top, height = self._span(place.row - self.sheet.top, place.row_span)
            left = sum(self._widths[: place.column])
            width = sum(self._widths[place.column : place.column + place.column_span])
            placed.append((place, QRect(left, top, width, height)))
        self._paint(placed, event.rect(), vertical_below=narrow)


def paint_head(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """Paints the ground and the lines of a header or a label, and sets the pen for its text."""
    painter.fillRect(rect, theme.head)
    painter.setPen(QPen(theme.line, 1))
    painter.drawLine(rect.topRight(), rect.bottomRight())
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setPen(theme.ink)
