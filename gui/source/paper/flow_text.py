"""The text of a flow sheet for marking and copying, glyph by glyph where it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from ....core.documents.geometry import Box, Displayed
from ....core.documents.render.page_text import PageLine
from .flow_layout import FlowPiece, x_of
from .text_layer import TextLayer


class FlowText(TextLayer):
    """The lines of pieces that are set.

    Args:
        near: Returns the pieces around a point.
    """

    def __init__(self, near: Callable[[QPointF], Iterable[FlowPiece]]) -> None:
        super().__init__()
        self._near_pieces = near
        self._placed: list[tuple[FlowPiece, int]] = []
        self._first: dict[int, int] = {}

    def add(self, piece: FlowPiece) -> None:
        """Takes the lines of the next piece in reading order."""
        self._first[id(piece)] = len(self._placed)
        self._placed += [(piece, line) for line in range(piece.text.lineCount())]

    def _count(self) -> int:
        return len(self._placed)

    def _frame(self, index: int) -> QRectF:
        piece, number = self._placed[index]
        return piece.text.lineAt(number).naturalTextRect().translated(piece.origin)

    def _near(self, point: QPointF) -> Iterable[int]:
        for piece in self._near_pieces(point):
            first = self._first[id(piece)]
            yield from range(first, first + piece.text.lineCount())

    def _line(self, index: int) -> PageLine:
        piece, number = self._placed[index]
        line = piece.text.lineAt(number)
        start, length = line.textStart(), line.textLength()
        text = piece.text.text()[start : start + length]
        edges = [x_of(line, start + offset) + piece.origin.x() for offset in range(length + 1)]
        top = line.y() + piece.origin.y()
        bottom = top + line.height()
        boxes: tuple[Box[Displayed], ...] = tuple(
            Box(left, top, right, bottom) for left, right in pairwise(edges)
        )
        shown = text.replace("\u2028", "")
        if not shown:
            return PageLine(("",), (Box(edges[0], top, edges[0], bottom),), "\n")
        return PageLine(tuple(shown), boxes[: len(shown)], self._after(index, text))

    def _after(self, index: int, text: str) -> str:
        """Returns what parts a line from the next: nothing where it only goes on, or a tab."""
        piece, _ = self._placed[index]
        if index + 1 == len(self._placed):
            return ""
        following = self._placed[index + 1][0]
        if following is piece:
            return "\n" if text.endswith("\u2028") else ""
        same_row = piece.is_framed and following.box.top() < piece.box.bottom() - 1
        return "\t" if same_row and following.box.left() > piece.box.left() else "\n"
