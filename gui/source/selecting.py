"""The text that is selected on the sheets: from one glyph to another, over several sheets."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF

from .paper.sheets import Sheets
from .paper.text_layer import At, TextLayer

Place = tuple[int, At]
"""A sheet and a glyph on it."""


class Selection:
    """What is selected; nothing at first.

    Attributes:
        frames: Where it lies: the sheet and a box in points.
        text: What it says.
    """

    def __init__(self) -> None:
        self._anchor: Place | None = None
        self.frames: list[tuple[int, QRectF]] = []
        self.text = ""

    def begin(self, sheets: Sheets, sheet: int, point: QPointF) -> bool:
        """Begins at a glyph and selects nothing yet; returns False where no glyph lies."""
        self.clear()
        layer = sheets.text(sheet)
        at = layer.at(point, exactly=True) if layer is not None else None
        self._anchor = None if at is None else (sheet, at)
        return self._anchor is not None

    def extend(self, sheets: Sheets, sheet: int, point: QPointF) -> None:
        """Selects from where it began to the glyph nearest to a point."""
        layer = sheets.text(sheet)
        at = layer.at(point) if layer is not None else None
        if self._anchor is not None and at is not None:
            self._take(sheets, *sorted((self._anchor, (sheet, at))))

    def take_all(self, sheets: Sheets, sheet: int) -> None:
        """Selects all text of a sheet."""
        self.clear()
        layer = sheets.text(sheet)
        if layer is not None and layer.last is not None:
            self._take(sheets, (sheet, (0, 0)), (sheet, layer.last))

    def clear(self) -> None:
        """Selects nothing."""
        self._anchor, self.frames, self.text = None, [], ""

    def _take(self, sheets: Sheets, start: Place, end: Place) -> None:
        parts = []
        self.frames = []
        for sheet, layer, last in _layers(sheets, start[0], end[0]):
            first = start[1] if sheet == start[0] else (0, 0)
            frames, text = layer.between(first, end[1] if sheet == end[0] else last)
            self.frames += [(sheet, frame) for frame in frames]
            parts.append(text)
        self.text = "\n".join(parts)


def _layers(sheets: Sheets, first: int, last: int) -> Iterator[tuple[int, TextLayer, At]]:
    """Yields the sheets that have text, with it and its last glyph."""
    for sheet in range(first, last + 1):
        layer = sheets.text(sheet)
        if layer is not None and layer.last is not None:
            yield sheet, layer, layer.last
