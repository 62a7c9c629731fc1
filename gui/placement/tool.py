"""Mouse and keyboard over the source while the placement of a table is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QMenu

from ...core.documents.geometry import Box, Level
from ...core.extraction.structure.acts import lay_out
from ...core.extraction.structure.constraints import COLUMN, ROW
from ...core.extraction.structure.naming import line_label
from ...core.extraction.structure.placement import PlacedLine, PlacedTable
from ..session.review_context import ReviewContext
from ..source.canvas import Canvas
from .acting import PlacementActs
from .framing import LEAST, KeyFrame
from .layer import ShownPlacement, nearest_edge, paint_placement, tag_of
from .menus import area_menu, line_menu, means_menu
from .session import PlacementSession
from .view_geometry import PlacementGeometry, ShownEdge, ShownLine

Key = Qt.Key

GRASP = 5.0
"""Logical pixels beside a boundary in which it is taken hold of."""

SELECTING = {
    Key.Key_Left: (COLUMN, -1),
    Key.Key_Right: (COLUMN, 1),
    Key.Key_Up: (ROW, -1),
    Key.Key_Down: (ROW, 1),
}


_LaidOut = tuple[list[ShownLine], list[ShownEdge], list[QRectF], list[QRectF]]
"""Lines, boundaries, areas and what is left out, in the view."""


@dataclass
class _Drag:
    """What the mouse has taken hold of: a boundary, a name, or a corner of an area."""

    start: QPointF
    here: QPointF
    edge: ShownEdge | None = None
    line: ShownLine | None = None


class PlacementTool(QObject):
    """Corrects the placement of the table in front over its source.

    Attributes:
        left: The placement is to be shown no longer.
        acts: What mouse and keys do.
    """

    left = Signal()

    def __init__(self, context: ReviewContext, session: PlacementSession, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.acts = PlacementActs(context, session, canvas)
        self._context, self._session, self._canvas = context, session, canvas
        self._drag: _Drag | None = None
        self._frame = KeyFrame(canvas, self._ask_area)
        self._known: tuple[PlacedTable, QRectF | None, _LaidOut] | None = None
        session.changed.connect(self._renew)

    # What is shown

    @property
    def geometry(self) -> PlacementGeometry | None:
        """Where things lie; None until the source is read."""
        return self.acts.geometry

    @property
    def selected(self) -> PlacedLine | None:
        """The column or row that keys act on."""
        return self.acts.selected

    @property
    def shown(self) -> ShownPlacement:
        """What of the placement is in the view."""
        geometry, placed, drag = self.geometry, self._session.placed, self._drag
        if geometry is None or placed is None:
            return ShownPlacement((), (), (), (), marking=self._marked())
        lines, edges, areas, left = self._laid_out(geometry, placed)
        target = -1
        if drag is not None and drag.line is not None:
            target = _line_at(lines, drag.line.line.axis, drag.here)
        current = self.acts.current()
        return ShownPlacement(
            lines,
            edges,
            areas,
            left,
            next((at for at, one in enumerate(lines) if one.line is current), -1),
            _moving(drag),
            self._marked(),
            target,
        )

    def _marked(self) -> QRectF | None:
        """Returns the area that mouse or keys mark."""
        return self._frame.place if self._frame.place is not None else _marking(self._drag)

    def _laid_out(self, geometry: PlacementGeometry, placed: PlacedTable) -> _LaidOut:
        """Returns where everything lies, found once until the view or the placement is another."""
        first = placed.lines[0] if placed.lines else None
        at = None if first is None else geometry.place(first.sheet, first.box)
        if self._known is None or self._known[0] is not placed or self._known[1] != at:
            lines = geometry.lines(placed)
            areas = [geometry.place(area.sheet, area.box) for area in placed.areas]
            left = [geometry.place(one.sheet, one.box) for one in placed.left_out]
            found = (
                lines,
                geometry.edges(lines),
                [area for area in areas if area is not None],
                [one for one in left if one is not None],
            )
            self._known = (placed, at, found)
        return self._known[2]

    def label(self, line: PlacedLine) -> str:
        """Returns what a line is called in the language of the window."""
        review = self._context.review
        return line_label(review.report.form, line.cells, self._session.language) if review else ""

    def paint(self, painter: QPainter) -> None:
        """Paints the placement."""
        paint_placement(painter, self.shown, self.label)

    def _renew(self) -> None:
        if self._session.placed is None:
            self._drag = None
        if not self._session.is_on:
            self._frame.end()
        self._repaint()

    def _repaint(self) -> None:
        self._canvas.viewport().update()

    # The mouse

    def press(self, event: QMouseEvent) -> bool:
        """Takes hold of a boundary or a name; beside the table an area begins."""
        if event.button() != Qt.MouseButton.LeftButton or self.geometry is None:
            return False
        position, shown = event.position(), self.shown
        line = next((one for one in shown.lines if tag_of(one).contains(position)), None)
        edge = None if line is not None else nearest_edge(shown.edges, position, GRASP)
        self._drag = _Drag(position, position, edge, line)
        if line is not None:
            self.acts.selected = line.line
        self._repaint()
        return True

    def move(self, event: QMouseEvent) -> bool:
        """Goes on with what was taken hold of; else shows what could be."""
        position = event.position()
        if self._drag is not None:
            self._drag.here = position
            self._repaint()
        else:
            self._canvas.viewport().setCursor(self._cursor(position))
        return True

    def release(self, event: QMouseEvent) -> bool:
        """Lets go: the boundary, the name or the area is where the pointer is."""
        drag, self._drag = self._drag, None
        if drag is None:
            return False
        drag.here = event.position()
        moved = (drag.here - drag.start).manhattanLength()
        if drag.edge is not None:
            if moved >= 2:
                self._move_edge(drag.edge, drag.here)
        elif drag.line is not None:
            if moved >= LEAST:
                self._drop_name(drag.line, drag.here)
        elif moved >= LEAST:
            self._ask_area(QRectF(drag.start, drag.here).normalized())
        else:
            self._select_at(drag.here)
        self._repaint()
        return True

    def double_click(self, event: QMouseEvent) -> bool:
        """Puts a boundary of columns there; with Shift one of rows. On one: takes it away."""
        geometry, placed = self.geometry, self._session.placed
        if geometry is None:
            return False
        edge = nearest_edge(self.shown.edges, event.position(), GRASP)
        if edge is not None:
            self.acts.remove_edge(edge.axis, edge.sheet, edge.at)
            return True
        prefer = placed.areas[0].sheet if placed is not None and placed.areas else -1
        spot = geometry.spot(event.position(), prefer)
        if spot is not None:
            is_row = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            axis, at = (ROW, spot.y) if is_row else (COLUMN, spot.x)
            self.acts.add_edge(axis, spot.sheet, at)
        return True

    def menu(self, event: QContextMenuEvent) -> bool:
        """Offers the names that the line at the pointer could have, and what else can be done."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._select_at(QPointF(event.pos()))
        review = self._context.review
        if review is None:
            return False
        menu = line_menu(self._canvas, self.acts, self._session, review, self._session.language)
        if menu is not None:
            menu.popup(event.globalPos())
        return menu is not None

    def _cursor(self, position: QPointF) -> Qt.CursorShape:
        shown = self.shown
        if any(tag_of(one).contains(position) for one in shown.lines):
            return Qt.CursorShape.OpenHandCursor
        edge = nearest_edge(shown.edges, position, GRASP)
        if edge is None:
            return Qt.CursorShape.CrossCursor
        across = edge.axis == COLUMN
        return Qt.CursorShape.SplitHCursor if across else Qt.CursorShape.SplitVCursor

    def _select_at(self, position: QPointF) -> None:
        lines = self.shown.lines
        for axis in (COLUMN, ROW):
            at = _line_at(lines, axis, position)
            if at >= 0:
                self.acts.selected = lines[at].line
                break
        self._repaint()

    def _move_edge(self, edge: ShownEdge, to: QPointF) -> None:
        geometry = self.geometry
        spot = geometry.spot(to, edge.sheet) if geometry is not None else None
        if spot is not None and spot.sheet == edge.sheet:
            goal = spot.x if edge.axis == COLUMN else spot.y
            self.acts.move_edge(edge.axis, edge.sheet, edge.at, goal)

    def _drop_name(self, dragged: ShownLine, to: QPointF) -> None:
        """Gives the name that was dragged to the line, or the place, where it was dropped."""
        lines, line, geometry = self.shown.lines, dragged.line, self.geometry
        at = _line_at(lines, line.axis, to)
        if at >= 0:
            if lines[at].line is not line:
                self.acts.give_name(lines[at].line, line.name)
            return
        spot = geometry.spot(to, line.sheet) if geometry is not None else None
        if spot is not None:
            middle = spot.x if line.axis == COLUMN else spot.y
            there = replace(line, sheet=spot.sheet, box=_thin(line, middle))
            self.acts.give_name(there, line.name)

    def _ask_area(self, place: QRectF) -> None:
        """Asks what a part of the view is: with its menu at the last corner of it."""
        review = self._context.review
        if review is not None:
            menu = area_menu(self._canvas, self.acts, review, place, self._session.language)
            self._open(menu, place.bottomRight())

    def _ask_means(self) -> None:
        """Asks by what means the page in the middle of the view is to be read again."""
        menu = means_menu(self._canvas, self.acts)
        self._open(menu, QRectF(self._canvas.viewport().rect()).center())

    def _open(self, menu: QMenu, at: QPointF) -> None:
        menu.popup(self._canvas.viewport().mapToGlobal(at).toPoint())

    def _begin_frame(self) -> None:
        """Begins a frame by keys: around the selected line, or in the middle of the view."""
        geometry, line = self.geometry, self.acts.current()
        room = QRectF(self._canvas.viewport().rect())
        place = None
        if geometry is not None and line is not None:
            place = geometry.place(line.sheet, line.box)
        quarter = room.width() / 4, room.height() / 4
        self._frame.begin(place or room.adjusted(quarter[0], quarter[1], -quarter[0], -quarter[1]))

    # The keyboard

    def key(self, event: QKeyEvent) -> bool:
        """Selects lines, names, moves, exchanges and shifts them, all without the mouse."""
        if self._frame.key(event):
            return True
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_shifted = held == Qt.KeyboardModifier.ShiftModifier
        if key == Key.Key_Escape:
            self.left.emit()
            return True
        if key in SELECTING and held == Qt.KeyboardModifier.NoModifier:
            self.acts.step(*SELECTING[key])
            self._repaint()
            return True
        if key in SELECTING and is_shifted:
            return self.acts.nudge(SELECTING[key][1])
        if held and not is_shifted:
            return False
        if is_shifted and key == Key.Key_P:
            self._ask_means()
            return True
        if Key.Key_0 <= key <= Key.Key_9:
            self.acts.name_by_number(key - Key.Key_0)
            return True
        return self._letter(key)

    def _letter(self, key: Qt.Key) -> bool:
        """Does what a letter or a sign stands for; returns whether it stands for something."""
        acts, session = self.acts, self._session
        known: dict[int, Callable[[], object]] = {
            Key.Key_Plus: lambda: acts.rename(1),
            Key.Key_Equal: lambda: acts.rename(1),
            Key.Key_Minus: lambda: acts.rename(-1),
            Key.Key_X: acts.exchange,
            Key.Key_L: lambda: session.act(lay_out),
            Key.Key_A: lambda: acts.mark_page(goes_on=False),
            Key.Key_C: lambda: acts.mark_page(goes_on=True),
            Key.Key_M: self._begin_frame,
            Key.Key_P: acts.page_again,
            Key.Key_BracketLeft: lambda: acts.cut_off(before=True),
            Key.Key_BracketRight: lambda: acts.cut_off(before=False),
            Key.Key_Insert: acts.part,
            Key.Key_Delete: acts.join,
            Key.Key_Backspace: session.step_back,
        }
        if key in known:
            known[key]()
        return key in known


def _marking(drag: _Drag | None) -> QRectF | None:
    """Returns the area that a drag marks."""
    if drag is None or drag.edge is not None or drag.line is not None:
        return None
    return QRectF(drag.start, drag.here).normalized()


def _moving(drag: _Drag | None) -> QRectF | None:
    """Returns the boundary that a drag moves, where it is now."""
    if drag is None or drag.edge is None:
        return None
    moving = QRectF(drag.edge.place)
    if drag.edge.axis == COLUMN:
        moving.moveLeft(drag.here.x())
    else:
        moving.moveTop(drag.here.y())
    return moving


def _line_at(lines: Sequence[ShownLine], axis: str, position: QPointF) -> int:
    """Returns the index of the line of an axis at a point, its tag included; -1 for none."""
    for at, one in enumerate(lines):
        if one.line.axis == axis and one.place.united(tag_of(one)).contains(position):
            return at
    return -1


def _thin(line: PlacedLine, middle: float) -> Box[Level]:
    """Returns the box of a line of no width at a place."""
    if line.axis == COLUMN:
        return line.box._replace(x0=middle, x1=middle)
    return line.box._replace(top=middle, bottom=middle)
