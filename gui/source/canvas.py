"""Sheets in a scrolled, zoomed stack, with the places of the cells drawn over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPointF,
    QPropertyAnimation,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from ...core.documents.document import Region
from .marking import paint_current, paint_equation, paint_found, paint_mark, paint_proposed
from .places import Places
from .sheets import NoSheets, Sheets, Spot
from .stacking import GAP, Stack

STEPS = (0.1, 0.25, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 8.0)
POINTS_PER_INCH = 72
TOLERANCE = 6
"""Logical pixels beside a place in which a click still means it."""

REACH = 20
"""Logical pixels by which what is painted over a place may stand out from it."""

FREE, WIDTH, PAGE = "free", "width", "page"
"""What the zoom keeps to: nothing, the width of a sheet, or a whole sheet."""


class Canvas(QAbstractScrollArea):
    """Shows sheets one below the other.

    Signals:
        cell_clicked(str): A place was clicked that shows this cell.
        zoomed(float): The zoom has changed; 1.0 is the printed size.
        redrawn(int): A sheet looks better than before.
    """

    cell_clicked = Signal(str)
    zoomed = Signal(float)
    redrawn = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: Sheets = NoSheets(self)
        self._places = Places()
        self._marks: Mapping[str, str] = {}
        self._signs: Mapping[str, str] = {}
        self._proposed: Mapping[str, str] = {}
        self._current: str | None = None
        self._goal: Region | None = None
        self._target: Spot | None = None
        self._hits: Sequence[Region] = ()
        self._hit = -1
        self._zoom = 1.0
        self._fit = WIDTH
        self._stack = Stack((), 1.0, 0)
        self._pressed: QPointF | None = None
        self._is_panning = False
        self._glide = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._glide.setDuration(140)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Mid)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._prepare)

    # What is shown

    def show_sheets(self, sheets: Sheets) -> None:
        """Shows other sheets from their top; closes those shown before."""
        self._glide.stop()
        self._sheets.close()
        self._sheets.deleteLater()
        sheets.setParent(self)
        self._sheets = sheets
        self._places = Places()
        self._marks, self._signs, self._current, self._goal = {}, {}, None, None
        self._proposed = {}
        self._hits, self._hit = (), -1
        self._stack = Stack((), self.scale, 0)
        sheets.resized.connect(self._restack)
        sheets.redrawn.connect(self._repaint_sheet)
        self._restack()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    def set_places(self, places: Mapping[str, Region]) -> None:
        """Sets where each cell stands, by cell id."""
        self._places = Places(places)
        self._places.find(self._sheets)
        self.viewport().update()

    def set_marks(self, marks: Mapping[str, str]) -> None:
        """Sets the marks of cells; see ``marking.MARKS``."""
        self._marks = marks
        self.viewport().update()

    def set_equation(self, signs: Mapping[str, str]) -> None:
        """Lights these cells, each with its sign."""
        self._signs = signs
        self.viewport().update()

    def set_proposed(self, texts: Mapping[str, str]) -> None:
        """Outlines these cells, each with the figure that is proposed for it."""
        self._proposed = texts
        region = self._places.region(next(iter(texts), None))
        if region is not None:
            self.bring_into_view(region)
        self.viewport().update()

    def set_current(self, cell: str | None) -> None:
        """Outlines a cell and brings it into view."""
        self._current = cell
        region = self._places.region(cell)
        if region is not None:
            self.bring_into_view(region)
        self.viewport().update()

    def set_hits(self, hits: Sequence[Region], here: int) -> None:
        """Tints what a search has found and brings the one at index ``here`` into view."""
        self._hits, self._hit = hits, here
        if 0 <= here < len(hits):
            self.bring_into_view(hits[here])
        self.viewport().update()

    def bring_into_view(self, region: Region) -> None:
        """Scrolls to a region, unless it is in view; waits for it where it is not laid out yet."""
        spot = self._sheets.spot(region)
        self._goal = region if spot is None else None
        if spot is not None:
            self._go_to(spot, at_once=not self.isVisible())

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
        """Zooms so that the point of the viewport stays where it is; the middle by default."""
        self._fit = FREE
        self._apply(zoom, around or self._middle())

    def step_zoom(self, *, closer: bool, around: QPointF | None = None) -> None:
        """Zooms to the next step."""
        if closer:
            zoom = next((step for step in STEPS if step > self._zoom * 1.01), STEPS[-1])
        else:
            zoom = next((step for step in reversed(STEPS) if step < self._zoom * 0.99), STEPS[0])
        self.set_zoom(zoom, around)

    @property
    def scale(self) -> float:
        """Logical pixels a point."""
        return self._zoom * self.logicalDpiX() / POINTS_PER_INCH

    def place_of(self, cell: str) -> QRectF | None:
        """Returns where a cell lies in the viewport, in logical pixels; None where it has none."""
        spot = self._places.spot(cell)
        return None if spot is None else self._stack.place(spot).translated(-self._offset())

    def _apply(self, zoom: float, around: QPointF) -> None:
        """Takes a zoom and scrolls so that what was at a point of the viewport is there again."""
        held = self._stack.point(around + self._offset())
        target = self._target if self._is_gliding() else None
        was, self._zoom = self._zoom, min(max(zoom, STEPS[0]), STEPS[-1])
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
        room = self.viewport().size() - QSize(2 * GAP + 1, 2 * GAP + 1)
        zoom = room.width() / max(size.width() for size in sizes)
        if self._fit == PAGE:
            zoom = min(zoom, room.height() / max(1.0, *(size.height() for size in sizes)))
        return zoom * POINTS_PER_INCH / self.logicalDpiX()

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the sheets that are seen, and over them the marks."""
        painter = QPainter(self.viewport())
        painter.translate(-self._offset())
        seen = QRect(event.rect()).translated(self._offset().toPoint())
        for sheet in self._stack.shown(seen.top(), seen.bottom()):
            rect = self._stack.rect(sheet)
            part = (seen & rect).translated(-rect.topLeft())
            if part.isEmpty():
                continue
            scale = self._stack.scale
            painter.save()
            painter.translate(rect.topLeft())
            painter.setClipRect(QRect(0, 0, rect.width(), rect.height()))
            exposed = QRectF(QPointF(part.topLeft()) / scale, part.size().toSizeF() / scale)
            self._sheets.paint(painter, sheet, scale, exposed)
            painter.restore()
            self._paint_over(painter, sheet, QRectF(seen.adjusted(-REACH, -REACH, REACH, REACH)))

    def _paint_over(self, painter: QPainter, sheet: int, seen: QRectF) -> None:
        """Paints hits, marks, equation, outline and proposals, where they are seen."""
        cells = [
            (cell, place)
            for cell, spot in self._places.on(sheet)
            if (place := self._stack.place(spot)).intersects(seen)
        ]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, region in enumerate(self._hits):
            spot = self._sheets.spot(region)
            if spot is not None and spot.sheet == sheet:
                paint_found(painter, self._stack.place(spot), here=index == self._hit)
        for cell, place in cells:
            if cell in self._marks:
                paint_mark(painter, place, self._marks[cell])
        for cell, place in cells:
            if cell in self._signs:
                paint_equation(painter, place, self._signs[cell])
        for cell, place in cells:
            if cell == self._current:
                paint_current(painter, place)
        for cell, place in cells:
            if cell in self._proposed:
                paint_proposed(painter, place, self._proposed[cell])
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
        """Home and End go to the two ends; the rest scrolls as everywhere."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a click or a drag of the paper."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._is_panning = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Moves the paper under a pressed button; else shows where a click selects a cell."""
        if self._pressed is None:
            on_cell = self._cell_at(event.position()) is not None
            shape = Qt.CursorShape.PointingHandCursor if on_cell else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            return
        moved = event.position() - self._pressed
        far = QApplication.startDragDistance()
        if self._is_panning or moved.manhattanLength() >= far:
            self._is_panning = True
            self._pressed = event.position()
            for bar, by in (
                (self.horizontalScrollBar(), moved.x()),
                (self.verticalScrollBar(), moved.y()),
            ):
                bar.setValue(bar.value() - round(by))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a click: tells which cell was meant."""
        was_click = self._pressed is not None and not self._is_panning
        self._pressed = None
        if was_click and event.button() == Qt.MouseButton.LeftButton:
            cell = self._cell_at(event.position())
            if cell is not None:
                self.cell_clicked.emit(cell)

    # Geometry

    def _cell_at(self, position: QPointF) -> str | None:
        at = self._stack.point(position + self._offset())
        return None if at is None else self._places.nearest(*at, TOLERANCE / self._stack.scale)

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _middle(self) -> QPointF:
        return QPointF(self.viewport().rect().center())

    def _restack(self) -> None:
        self._places.find(self._sheets)
        self._apply(self._fitting_zoom(), QPointF(self.viewport().width() / 2, 0))
        if self._goal is not None:
            self.bring_into_view(self._goal)

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

    def _repaint_sheet(self, sheet: int) -> None:
        rect = self._stack.rect(sheet).translated(-self._offset().toPoint())
        self.viewport().update(rect)
        self.redrawn.emit(sheet)

    def _is_gliding(self) -> bool:
        return self._glide.state() == QPropertyAnimation.State.Running

    def _go_to(self, spot: Spot, *, at_once: bool) -> None:
        """Scrolls so far that a spot stands in the middle; not at all where it is well in view."""
        self._target = spot
        place = self._stack.place(spot)
        room = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        seen_from = self._glide.endValue() if self._is_gliding() else down.value()
        margin = min(40.0, room.height() / 6)
        left, top = place.left() - across.value(), place.top() - seen_from
        if left < 0 or left + place.width() > room.width():
            across.setValue(round(place.center().x() - room.width() / 2))
        if margin <= top <= room.height() - margin - place.height():
            return
        goal = round(place.center().y() - room.height() / 2)
        goal = min(max(goal, down.minimum()), down.maximum())
        self._glide.stop()
        if at_once:
            down.setValue(goal)
        else:
            self._glide.setEndValue(goal)
            self._glide.start()
