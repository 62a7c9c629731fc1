"""The margins of a table: the sums of its rows and columns, live, beside the figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ...core.bilingual import Bilingual
from ...core.forms import Equation
from ..shell.theme import Theme, theme_of
from .figure import Faces, faces_of
from .fitting import FittedPiece, fitted
from .grid_view import FormView
from .header_views import CENTER, LEFT, head_font, paint_head
from .lettering import PAD, draw_text, em
from .sheet import Sheet
from .sums import UNKNOWN, Sum, say_sum, sum_of

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SumLine:
    """A line of sums below the columns.

    Attributes:
        spans: Each equation with the first column that it covers, and how many.
    """

    spans: tuple[tuple[Equation, int, int], ...]


def row_sums(sheet: Sheet) -> dict[int, Equation]:
    """Returns the equation beside each row: those that lie in one row of several."""
    found: dict[int, Equation] = {}
    if sheet.rows > 1:
        for equation in sheet.table.equations:
            rows = {sheet.at[cell][0] for cell in equation.cells}
            if len(rows) == 1:
                found.setdefault(rows.pop(), equation)
    return found


def column_sums(sheet: Sheet) -> list[SumLine]:
    """Returns the lines of equations below the columns: those that stand beside no row."""
    beside = set(row_sums(sheet).values())
    lines: list[list[tuple[Equation, int, int]]] = []
    for equation in sheet.table.equations:
        if equation in beside:
            continue
        columns = [sheet.at[cell][1] for cell in equation.cells]
        first, count = min(columns), max(columns) - min(columns) + 1
        taken = range(first, first + count)
        for line in lines:
            if all(end <= taken.start or start >= taken.stop for start, end in _ranges(line)):
                line.append((equation, first, count))
                break
        else:
            lines.append([(equation, first, count)])
    return [SumLine(tuple(line)) for line in lines]


def _ranges(line: Sequence[tuple[Equation, int, int]]) -> Iterator[tuple[int, int]]:
    return ((first, first + count) for _, first, count in line)


class Margin(QWidget):
    """What both margins share: painting sums, telling them, and going to them by a click."""

    FEW_ROWS, FEW_COLUMNS = 4, 5
    """Rows and columns of figures that are shown before any sums are."""

    WIDE = 12
    """Characters: a place over several columns has so much room that it says what it is."""

    def __init__(self, view: FormView) -> None:
        super().__init__(view.parentWidget())
        self._view = view
        self._context = view.context
        self.setAccessibleName(translate("Sums", "Sum of the parts"))
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self.update)
        for header in (view.horizontalHeader(), view.verticalHeader()):
            header.sectionResized.connect(self.update)
        self._sums: dict[str, Sum] = {}
        self._here: set[str] = set()
        self._faces: Faces | None = None
        view.context.opened.connect(self._renew)
        view.context.changed.connect(self._refresh)
        view.context.cell_selected.connect(self._point)

    def _sum(self, equation: Equation) -> Sum:
        """Returns a sum as it is now; each is added up once until one of its cells changes."""
        found = self._sums.get(equation.id)
        if found is None:
            found = self._sums[equation.id] = sum_of(self._context, equation)
        return found

    def _renew(self) -> None:
        self._sums = {}
        self.updateGeometry()
        self.update()

    def _refresh(self, _change: object) -> None:
        stale = [
            one
            for one in self._sums.values()
            if not self._context.touched.isdisjoint(one.equation.cells)
        ]
        new = {one.equation.id: sum_of(self._context, one.equation) for one in stale}
        differing = [one.equation.id for one in stale if one.text != new[one.equation.id].text]
        self._sums |= new
        self.updateGeometry()
        self._repaint(differing)

    def _point(self, cell: str) -> None:
        """Paints anew the sums of the cell that was current and of the one that is."""
        review = self._context.review
        equations = review.report.form.equations_of.get(cell, ()) if review is not None else ()
        here = {equation.id for equation in equations}
        self._repaint(here | self._here)
        self._here = here

    def _repaint(self, rules: Collection[str]) -> None:
        for rect, equation in self.places():
            if equation.id in rules:
                self.update(rect)

    def places(self) -> Iterator[tuple[QRect, Equation]]:
        """Yields where each sum stands, as far as it is seen, in pixels of this margin."""
        raise NotImplementedError

    def equation_at(self, position: QPoint) -> Equation | None:
        """Returns the equation whose sum stands at a point."""
        return next((one for rect, one in self.places() if rect.contains(position)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes to what is found about a sum, or to its total."""
        equation = self.equation_at(event.position().toPoint())
        if equation is None or self._context.review is None:
            return
        finding = self._sum(equation).finding
        if finding is not None:
            self._context.select_finding(finding)
        else:
            self._context.select_cell(equation.left[0])
        self._view.setFocus()

    def event(self, event: QEvent) -> bool:
        """Says a sum in words where the pointer rests."""
        if isinstance(event, QHelpEvent):
            equation = self.equation_at(event.pos())
            if equation is not None and self._context.review is not None:
                language = self._view.form_model.language
                QToolTip.showText(event.globalPos(), say_sum(self._sum(equation), language), self)
                return True
        return super().event(event)

    def _paint_sums(self, painter: QPainter, seen: QRect) -> None:
        if self._context.review is None:
            return
        theme = theme_of(self.palette())
        for rect, equation in self.places():
            if rect.intersects(seen) and not rect.isEmpty():
                paint_head(painter, rect, theme)
                is_here = self._context.cell in equation.cells
                self._paint_sum(painter, rect, self._sum(equation), theme, here=is_here)

    def _paint_sum(
        self, painter: QPainter, rect: QRect, one: Sum, theme: Theme, *, here: bool
    ) -> None:
        """Paints a sum; one that does not hold on its ground, with sign and difference."""
        grounds = {"✖": theme.error_ground, "!": theme.warning_ground}
        inks = {"✖": theme.error, "!": theme.warning, UNKNOWN: theme.doubt}
        inside = rect.adjusted(0, 0, -1, -1)
        if one.sign in grounds:
            painter.fillRect(inside, grounds[one.sign])
        faces = self._faces = faces_of(self.font(), self._faces)
        ink = inks.get(one.sign, theme.ink if here else theme.faint)
        for piece, spot in self._laid_out(one, rect, faces.bold if here else faces.plain, ink):
            painter.setFont(piece.font)
            painter.setPen(piece.colour)
            painter.drawText(spot, int(LEFT), piece.text)
        if here:
            painter.setPen(QPen(theme.focus, 2))
            painter.drawRect(inside.adjusted(1, 1, -1, -1))

    def _laid_out(
        self, one: Sum, rect: QRect, font: QFont, ink: QColor
    ) -> Iterator[tuple[FittedPiece, QRect]]:
        """Yields the parts of a sum with their places, in the middle of its own, none cut."""
        sign, amount, difference = one.parts
        pieces = [
            FittedPiece(sign, font, ink, rank=1),
            FittedPiece(amount, font, ink),
            FittedPiece(difference, font, ink, rank=2),
        ]
        if rect.width() > self.WIDE * em(font):
            pieces.insert(
                0, FittedPiece(f"{translate('Sums', 'Sum of the parts')}  ", font, ink, rank=3)
            )
        pieces, widths = fitted(pieces, rect.width() - PAD)
        left = rect.left() + (rect.width() - sum(widths)) // 2
        for piece, width in zip(pieces, widths, strict=True):
            yield piece, QRect(left, rect.top(), width + 2, rect.height())
            left += width


class RowSums(Margin):
    """The sums of the rows, at the right of the table."""

    def __init__(self, view: FormView) -> None:
        super().__init__(view)
        self._equations = row_sums(view.sheet)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def fit(self, width: int) -> None:
        """Shows the sums where a width leaves room for a few columns beside them."""
        columns = self.FEW_COLUMNS * self._view.horizontalHeader().minimumSectionSize()
        room = width - self._view.viewport().x() - columns
        self.setVisible(bool(self._equations) and room >= self.sizeHint().width())

    def sizeHint(self) -> QSize:
        """Returns room for the longest sum that is shown, at least of four digits and as many."""
        least, metrics = int(em(self.font()) * 5.6), QFontMetrics(self.font())
        if self._context.review is None:
            return QSize(least, 40)
        texts = [self._sum(equation).text for equation in self._equations.values()]
        return QSize(
            max([least, *(metrics.horizontalAdvance(text) + 2 * PAD for text in texts)]), 40
        )

    def places(self) -> Iterator[tuple[QRect, Equation]]:
        """Yields where each sum stands."""
        top = self._view.viewport().y()
        for row, equation in self._equations.items():
            y = top + self._view.rowViewportPosition(row)
            yield QRect(0, y, self.width(), self._view.rowHeight(row)), equation

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the sums beside the rows that are seen, under a header that stays."""
        painter = QPainter(self)
        theme = theme_of(self.palette())
        painter.fillRect(self.rect(), theme.head)
        viewport = self._view.viewport().geometry()
        painter.save()
        painter.setClipRect(QRect(0, viewport.y(), self.width(), viewport.height()))
        self._paint_sums(painter, event.rect())
        painter.restore()
        head = QRect(0, 0, self.width(), viewport.y())
        paint_head(painter, head, theme)
        painter.setFont(head_font(self.font()))
        draw_text(painter, head, translate("Sums", "Sum of the parts"), CENTER)
        painter.end()


class ColumnSums(Margin):
    """The sums of the columns, below the table, in lines that stay in view."""

    def __init__(self, view: FormView) -> None:
        super().__init__(view)
        self._lines = column_sums(view.sheet)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fit(self, height: int) -> None:
        """Shows the sums where a height leaves room for a few rows above them."""
        rows = min(self.FEW_ROWS, self._view.sheet.rows) * self._height()
        room = height - self._view.viewport().y() - rows
        self.setVisible(bool(self._lines) and room >= self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """Returns the height of all lines."""
        return QSize(100, self._height() * len(self._lines) + 1)

    def places(self) -> Iterator[tuple[QRect, Equation]]:
        """Yields where each sum stands."""
        view, height = self._view, self._height()
        left = view.viewport().x()
        seen = QRect(left, 0, view.viewport().width(), self.height())
        for number, line in enumerate(self._lines):
            for equation, first, count in line.spans:
                x = left + view.columnViewportPosition(first)
                width = sum(view.columnWidth(column) for column in range(first, first + count))
                place = QRect(x, 1 + number * height, width, height)
                yield place.intersected(seen), equation

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the sums below the columns that are seen, after labels that stay."""
        painter = QPainter(self)
        theme = theme_of(self.palette())
        painter.fillRect(self.rect(), theme.head)
        viewport = self._view.viewport().geometry()
        painter.save()
        painter.setClipRect(QRect(viewport.x(), 0, viewport.width(), self.height()))
        self._paint_sums(painter, event.rect())
        painter.restore()
        self._paint_labels(painter, viewport.x(), theme)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()

    def _paint_labels(self, painter: QPainter, width: int, theme: Theme) -> None:
        painter.setFont(head_font(self.font()))
        for number, line in enumerate(self._lines):
            if width:
                rect = QRect(0, 1 + number * self._height(), width, self._height())
                paint_head(painter, rect, theme)
                draw_text(painter, rect, self._label(line.spans[0][0]), LEFT)

    def _label(self, equation: Equation) -> str:
        """Returns what a line of sums is, by the rows that it adds."""
        language = self._view.form_model.language
        rows = {
            f"{self._view.sheet.table.id}.{row.id}": Bilingual(row.short, row.short_en).in_language(
                language
            )
            for block in self._view.sheet.table.blocks
            for row in block.rows
        }
        names = [rows[cell.rpartition(".")[0]] for cell in equation.left]
        if equation.total:
            return translate("Sums", "Parts of “{total}”").format(total=names[0])
        return " + ".join(names)

    def _height(self) -> int:
        return int(em(self.font()) * 1.7)
