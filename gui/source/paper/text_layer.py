"""The text of a sheet by its places: what lies at a point, and what lies between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF

from ....core.documents.geometry import Box, Displayed, hull
from ....core.documents.render.page_text import PageLine

At = tuple[int, int]
"""A glyph: the index of its line and its own in that, from 0."""

MOST_LINES = 6
"""After those that words begin in: how far the rest of them is looked for."""

NEAR = 2.0
"""Points beside a line at which it is still meant."""


class TextLayer:
    """The lines of a sheet, in points from its top left.

    Args:
        lines: In reading order.
    """

    def __init__(self, lines: Sequence[PageLine] = ()) -> None:
        self._lines = lines
        self._frames = [_around(line.boxes) for line in lines]

    @property
    def last(self) -> At | None:
        """The last glyph; None where there is no text."""
        count = self._count()
        return (count - 1, len(self._line(count - 1).glyphs) - 1) if count else None

    def at(self, point: QPointF, *, exactly: bool = False) -> At | None:
        """Returns the glyph nearest to a point; ``exactly``: only one that lies there."""
        found: tuple[float, float, int] | None = None
        for index in self._near(point):
            frame = self._frame(index)
            down = max(frame.top() - point.y(), 0.0, point.y() - frame.bottom())
            across = max(frame.left() - point.x(), 0.0, point.x() - frame.right())
            if (found is None or (down, across) < found[:2]) and (
                not exactly or max(down, across) <= NEAR
            ):
                found = (down, across, index)
        if found is None:
            return None
        boxes = self._line(found[2]).boxes
        return found[2], min(range(len(boxes)), key=lambda at: _away(boxes[at], point))

    def between(self, start: At, end: At) -> tuple[list[QRectF], str]:
        """Returns the places and the text from one glyph to another, both included."""
        frames, parts = [], []
        for index in range(start[0], end[0] + 1):
            line = self._line(index)
            first = start[1] if index == start[0] else 0
            stop = end[1] + 1 if index == end[0] else len(line.glyphs)
            frames.append(_around(line.boxes[first:stop]))
            parts.append("".join(line.glyphs[first:stop]))
            parts.append(line.after if index < end[0] else "")
        return frames, "".join(parts)

    def find(self, words: str, within: QRectF) -> tuple[At, At] | None:
        """Returns the first and the last glyph of words that begin in a place; None for none.

        Spaces count for nothing, for a page parts words by space alone. They may go on in the
        lines after those of the place.
        """
        wanted = "".join(words.split())
        here = [at for at in self._near(within.center()) if self._frame(at).intersects(within)]
        if not wanted or not here:
            return None
        signs, places = [], []
        after = 0
        for index in range(min(here), self._count()):
            after = 0 if index <= max(here) else after + 1
            if after > MOST_LINES:
                break
            for at, glyph in enumerate(self._line(index).glyphs):
                if glyph.strip():
                    signs += [*glyph]
                    places += [(index, at)] * len(glyph)
        start = "".join(signs).find(wanted)
        if start < 0 or places[start][0] > max(here):
            return None
        return places[start], places[start + len(wanted) - 1]

    def _count(self) -> int:
        return len(self._frames)

    def _line(self, index: int) -> PageLine:
        return self._lines[index]

    def _frame(self, index: int) -> QRectF:
        return self._frames[index]

    def _near(self, point: QPointF) -> Iterable[int]:
        """Returns the lines of which one may be nearest to a point."""
        return range(self._count())


def _away(box: Box[Displayed], point: QPointF) -> float:
    """Returns how far the middle of a box is from a point."""
    x, y = box.middle
    return (x - point.x()) ** 2 + (y - point.y()) ** 2


def _around(boxes: Sequence[Box[Displayed]]) -> QRectF:
    around = hull(boxes)
    return QRectF(around.x0, around.top, around.width, around.height)
