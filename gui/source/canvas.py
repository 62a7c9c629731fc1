"""Sheets in a scrolled, zoomed stack, with the places of the cells drawn over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ...core.documents.document import Region
from ..session.cell_marks import CellMarks
from ..shell.focus import FocusFrame
from . import zooming
from .marking import REACH
from .mouse import Mouse
from .overlay import Overlay
from .paper.sheets import NoSheets, Sheets, SheetSpot
from .places import Places
from .quoting import spots_of_words
from .scrolling import Glide
from .stacking import GAP, Stack
from .tools import CanvasTool
from .zooming import FREE, POINTS_PER_INCH, WIDTH

TOLERANCE = 6
"""Logical pixels beside a place in which a click still means it."""


class Canvas(QAbstractScrollArea):
    """Shows sheets one below the other.

    Signals:
        cell_clicked(str): A place was clicked that shows this cell.
        zoomed(float): The zoom has changed; 1.0 is the printed size.
        redrawn(int): A sheet looks better than before.
        sheet_shown(int): Another sheet stands in the middle of the view.
        restacked(): Sheets or places lie elsewhere than before.
    """

    cell_clicked = Signal(str)
    zoomed = Signal(float)
    redrawn = Signal(int)
    sheet_shown = Signal(int)
    restacked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: Sheets = NoSheets(self)
        self._over = Overlay()
        self._goal: Region | None = None
        self._quote: tuple[Region, str] | None = None
        self._target: SheetSpot | None = None
        self._zoom = 1.0
        self._fit = WIDTH
        self._middle_sheet = -1
        self._stack = Stack((), 1.0, 0)
        self._hand = Mouse(self)
        self._glide = Glide(self)
        self._tool: CanvasTool | None = None
        FocusFrame(self)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Mid)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._prepare)

    # A tool

    @property
    def tool(self) -> CanvasTool | None:
        """What takes the mouse and the keyboard before all else; None where nothing does."""
        return self._tool

    def set_tool(self, tool: CanvasTool | None) -> None:
        """Gives mouse and keyboard to a tool, or takes them back."""
        self._tool = tool
        self.viewport().unsetCursor()
        self.viewport().update()

    def place_of_region(self, region: Region) -> QRectF | None:
        """Returns where a region lies in the viewport, in logical pixels; None where nowhere."""
        spot = self._sheets.spot(region)
        return None if spot is None else self._stack.place(spot).translated(-self._offset())

    def point_as_it_is(self, position: QPointF) -> tuple[int, QPointF] | None:
        """Returns the sheet at a point of the view, and the point on it were it not turned."""
        at = self.point(position)
        return None if at is None else (at[0], self._sheets.as_it_is(*at))

    # What is shown

    @property
    def sheets(self) -> Sheets:
        """The sheets."""
        return self._sheets

    def show_sheets(self, sheets: Sheets) -> None:
        """Shows other sheets from their top; closes those shown before."""
        self._glide.stop()
        self._sheets.close()
        self._sheets.deleteLater()
        sheets.setParent(self)
        self._sheets = sheets
        outlined = self._over.has_outlines
        self._over = Overlay()
        self._hand.selection.clear()
        self._over.has_outlines = outlined
        self._goal, self._middle_sheet, self._quote = None, -1, None
        self._stack = Stack((), self.scale, 0)
        sheets.resized.connect(self._restack)
        sheets.redrawn.connect(self._repaint_sheet)
        sheets.text_read.connect(lambda _sheet: self._light_quote())
        self._restack()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    def show_sheet(self, sheet: int) -> None:
        """Scrolls to the top of a sheet."""
        self._glide.stop()
        self.verticalScrollBar().setValue(self._stack.rect(sheet).top() - GAP)

    @property
    def places(self) -> Places:
        """Where the cells stand."""
        return self._over.places

    def set_places(
        self, places: Mapping[str, Region], parts: Mapping[str, tuple[int, int]] | None = None
    ) -> None:
        """Sets where each cell stands, by cell id; see ``Places``."""
        self._over.places = Places(places, parts)
        self._over.places.find(self._sheets)
        self.viewport().update()
        self.restacked.emit()

    def set_marks(self, marks: Mapping[str, CellMarks]) -> None:
        """Sets the marks of cells; see ``marking``."""
        before, self._over.marks = self._over.marks, marks
        self._repaint_cells(_differing(before, marks))

    def set_equation(self, signs: Mapping[str, str]) -> None:
        """Lights these cells, each with its sign."""
        before, self._over.equation = self._over.equation, signs
        self._repaint_cells(_differing(before, signs))

    def set_proposed(self, texts: Mapping[str, str]) -> None:
        """Outlines these cells, each with the figure that is proposed for it."""
        self._over.proposed = texts if self._tool is None else {}
        if self._tool is None:
            self._reveal(next(iter(texts), None))
        self.viewport().update()

    @property
    def current(self) -> str | None:
        """The cell that is outlined."""
        return self._over.current

    def set_current(self, cell: str | None) -> None:
        """Outlines a cell and brings it into view."""
        before, self._over.current = self._over.current, cell
        self._reveal(cell)
        self._repaint_cells(filter(None, (before, cell)))

    def set_hits(self, hits: Sequence[Region], here: int) -> None:
        """Tints what a search has found and brings the one at index ``here`` into view."""
        self._over.hits = (hits, here)
        if 0 <= here < len(hits):
            self.bring_into_view(hits[here])
        self.viewport().update()

    def set_quote(self, region: Region | None, words: str = "") -> None:
        """Tints words that begin in a region and brings them into view; None ends it."""
        self._quote = None if region is None else (region, words)
        self._over.hits = ((), -1) if region is None else ((region,), 0)
        if region is not None:
            self.bring_into_view(region)
        self._light_quote()

    def _light_quote(self) -> None:
        """Tints the words that are pointed at, as far as the text of their sheet is known."""
        spots = spots_of_words(self._sheets, *self._quote) if self._quote is not None else []
        if spots != self._over.quoted:
            self._over.quoted = spots
            self.viewport().update()

    @property
    def has_outlines(self) -> bool:
        """Is every cell outlined?"""
        return self._over.has_outlines

    def show_outlines(self, *, shown: bool) -> None:
        """Outlines every cell, or no longer."""
        self._over.has_outlines = shown
        self.viewport().update()

    def bring_into_view(self, region: Region) -> None:
        """Scrolls to a region, unless it is in view; waits for it where it is not laid out yet."""
        spot = self._sheets.spot(region)
        self._goal = region if spot is None else None
        if spot is not None:
            self._go_to(spot, at_once=not self.isVisible())

    # Text

    @property
    def selected_text(self) -> str:
        """The text that is marked."""
        return self._hand.selection.text

    def show_selection(self, frames: Sequence[tuple[int, QRectF]]) -> None:
        """Tints text that is marked: sheets and boxes in points."""
        self._over.selected = frames
        self.viewport().update()

    # Zoom

    @property
    def zoom(self) -> float:
        """The zoom; 1.0 is the printed size."""
        return self._zoom

    @property
    def fit(self) -> str:
        """What the zoom keeps to."""
        return self._fit

    def set_fit(self, fit: str) -> None:
        """Keeps the zoom to the width of a sheet or to a whole sheet."""
        self._fit = fit
        self._apply(self._fitting_zoom(), self._middle())

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Zooms so that a point of the viewport stays where it is.

        By default the current cell does, where it is in view, or else the middle.
        """
        self._fit = FREE
        self._apply(zoom, around or self._looked_at())

    def step_zoom(self, *, closer: bool) -> None:
        """Zooms to the next step."""
        self.set_zoom(zooming.step(self._zoom, closer=closer))

    @property
    def scale(self) -> float:
        """Logical pixels a point."""
        return self._zoom * self.logicalDpiX() / POINTS_PER_INCH

    def _apply(self, zoom: float, around: QPointF) -> None:
        """Takes a zoom and scrolls so that what was at a point of the viewport is there again."""
        held = self._stack.point(around + self._offset())
        target = self._target if self._glide.is_running else None
        was, self._zoom = self._zoom, zooming.bounded(zoom)
        self._glide.stop()
        self._stack = Stack(self._sheets.sizes, self.scale, self.viewport().width())
        self._set_ranges()
        if held is not None:
            offset = self._stack.position(*held) - around
            self.horizontalScrollBar().setValue(round(offset.x()))
            self.verticalScrollBar().setValue(round(offset.y()))
        if target is not None:
            self._go_to(target, at_once=True)
        self._prepare()
        self.viewport().update()
        if was != self._zoom:
            self.zoomed.emit(self._zoom)

    def _fitting_zoom(self) -> float:
        sizes = self._sheets.sizes
        if self._fit == FREE or not sizes:
            return self._zoom
        scale = zooming.fitting(self._fit, sizes, self.viewport().size())
        return scale * POINTS_PER_INCH / self.logicalDpiX()

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the sheets that are seen, and over them the marks."""
        painter = QPainter(self.viewport())
        painter.translate(-self._offset())
        seen = QRect(event.rect()).translated(self._offset().toPoint())
        around = QRectF(seen.adjusted(-REACH, -REACH, REACH, REACH))
        for sheet in self._stack.shown(seen.top(), seen.bottom()):
            self._paint_sheet(painter, sheet, seen & self._stack.rect(sheet))
            self._over.paint(painter, self._sheets, sheet, self._stack, around)
        if self._tool is not None:
            painter.translate(self._offset())
            self._tool.paint(painter)

    def _paint_sheet(self, painter: QPainter, sheet: int, seen: QRect) -> None:
        if seen.isEmpty():
            return
        rect, scale = self._stack.rect(sheet), self._stack.scale
        part = seen.translated(-rect.topLeft())
        painter.save()
        painter.translate(rect.topLeft())
        painter.setClipRect(QRect(0, 0, rect.width(), rect.height()))
        exposed = QRectF(QPointF(part.topLeft()) / scale, part.size().toSizeF() / scale)
        self._sheets.paint(painter, sheet, scale, exposed)
        painter.restore()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802  named by Qt
        """Moves what is painted already, so that only the strip that comes in is painted."""
        self.viewport().scroll(dx, dy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps what the zoom is fitted to, and the top of what is seen."""
        super().resizeEvent(event)
        self._apply(self._fitting_zoom(), QPointF(self.viewport().width() / 2, 0))

    def changeEvent(self, event: QEvent) -> None:
        """Draws anew on a screen of another density."""
        super().changeEvent(event)
        self._prepare()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls; with Ctrl zooms to the pointer."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._glide.stop()
            super().wheelEvent(event)
            return
        turns = event.angleDelta().y() / 120
        if turns:
            self.set_zoom(self._zoom * 1.15**turns, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the two ends, Ctrl+A marks text; the rest scrolls as everywhere."""
        if self._tool is not None and self._tool.key(event):
            event.accept()
            return
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._hand.select_all(self._middle())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a click or a drag."""
        if self._tool is None or not self._tool.press(event):
            self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Goes on with a drag; else shows what a click would do."""
        if self._tool is None or not self._tool.move(event):
            self._hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a click or a drag."""
        if self._tool is None or not self._tool.release(event):
            self._hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Gives a double click to the tool; else it is a click like any other."""
        if self._tool is None or not self._tool.double_click(event):
            self._hand.press(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Opens the menu of the tool, where it has one."""
        if self._tool is None or not self._tool.menu(event):
            super().contextMenuEvent(event)

    # Geometry

    @property
    def is_gliding(self) -> bool:
        """Is the view on its way to a place?"""
        return self._glide.is_running

    def place_of(self, cell: str) -> QRectF | None:
        """Returns where a cell lies in the viewport, in logical pixels; None where it has none."""
        spot = self._over.places.spot(cell)
        return None if spot is None else self._stack.place(spot).translated(-self._offset())

    def share_of(self, cell: str) -> float | None:
        """Returns how far down a cell stands in the whole document, 0 to 1; None where nowhere."""
        spot = self._over.places.spot(cell)
        height = self._stack.size.height()
        return None if spot is None or not height else self._stack.place(spot).center().y() / height

    def seen_shares(self) -> tuple[float, float]:
        """Returns from where to where the document is seen, 0 to 1."""
        height, top = max(1, self._stack.size.height()), self._offset().y()
        return top / height, min(1.0, (top + self.viewport().height()) / height)

    def show_share(self, share: float) -> None:
        """Scrolls so that what stands so far down, 0 to 1, is in the middle."""
        self._glide.stop()
        middle = share * self._stack.size.height() - self.viewport().height() / 2
        self.verticalScrollBar().setValue(round(middle))

    def cell_at(self, position: QPointF) -> str | None:
        """Returns the cell at a point of the viewport, or close beside it."""
        at = self.point(position)
        if at is None:
            return None
        return self._over.places.nearest(*at, TOLERANCE / self._stack.scale)

    def point(self, position: QPointF) -> tuple[int, QPointF] | None:
        """Returns the sheet at a point of the view, and the point on it in points."""
        return self._stack.point(position + self._offset())

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _middle(self) -> QPointF:
        return QPointF(self.viewport().rect().center())

    def _looked_at(self) -> QPointF:
        place = self.place_of(self.current) if self.current else None
        room = QRectF(self.viewport().rect())
        return place.center() if place and room.contains(place.center()) else self._middle()

    def _restack(self) -> None:
        self._over.places.find(self._sheets)
        self._light_quote()
        self._apply(self._fitting_zoom(), QPointF(self.viewport().width() / 2, 0))
        if self._goal is not None:
            self.bring_into_view(self._goal)
        self.restacked.emit()

    def _set_ranges(self) -> None:
        room, size = self.viewport().size(), self._stack.size
        for bar, length, seen in (
            (self.horizontalScrollBar(), size.width(), room.width()),
            (self.verticalScrollBar(), size.height(), room.height()),
        ):
            bar.setRange(0, max(0, length - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(24)

    def _prepare(self) -> None:
        """Has the sheets drawn that are seen, then the ones beside them."""
        top = self.verticalScrollBar().value()
        shown = self._stack.shown(top, top + self.viewport().height())
        beside = [shown.stop, shown.start - 1]
        count = len(self._sheets.sizes)
        wanted = [*shown, *(sheet for sheet in beside if 0 <= sheet < count)]
        self._sheets.prepare(wanted, self._stack.scale * self.devicePixelRatioF())
        at = self.point(self._middle())
        if at is not None and at[0] != self._middle_sheet:
            self._middle_sheet = at[0]
            self.sheet_shown.emit(at[0])

    def _repaint_sheet(self, sheet: int) -> None:
        rect = self._stack.rect(sheet).translated(-self._offset().toPoint())
        self.viewport().update(rect)
        self.redrawn.emit(sheet)

    def _reveal(self, cell: str | None) -> None:
        region = self._over.places.region(cell)
        if region is not None:
            self.bring_into_view(region)

    def _repaint_cells(self, cells: Iterable[str]) -> None:
        for cell in cells:
            place = self.place_of(cell)
            if place is not None:
                around = place.toAlignedRect().adjusted(-REACH, -REACH, REACH, REACH)
                self.viewport().update(around)

    def _go_to(self, spot: SheetSpot, *, at_once: bool) -> None:
        self._target = spot
        self._glide.show(self._stack.place(spot), at_once=at_once)


def _differing(one: Mapping[str, object], other: Mapping[str, object]) -> set[str]:
    """Returns the cells that two mappings say different things of."""
    return {cell for cell, _ in one.items() ^ other.items()}
