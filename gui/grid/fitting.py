"""Makes a figure fit its cell without cutting it: smaller first, then without what is beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics

SIZES = (1.0, 0.92, 0.84, 0.76, 0.7)
"""Of the font: how small a figure may become before what stands beside it is left out."""

LEAST = 4.0
"""Points: below this no figure is made smaller; the column is made wider before."""


class FittedPiece(NamedTuple):
    """A text in a cell.

    Attributes:
        rank: What is left out first where there is no room, the highest first; 0 never is.
        may_be_cut: It is no figure, so that it may end in "…" at the last.
    """

    text: str
    font: QFont
    colour: QColor
    rank: int = 0
    may_be_cut: bool = False


def fitted(pieces: Sequence[FittedPiece], room: int) -> tuple[list[FittedPiece], list[int]]:
    """Returns pieces that stand side by side in a width, no figure cut, and their widths.

    Args:
        pieces: From left to right.
        room: In pixels.
    """
    tried = [piece for piece in pieces if piece.text]
    widths = widths_of(tried)
    for smaller in _tries(tried):
        tried, widths = smaller, widths_of(smaller)
        if sum(widths) <= room:
            return tried, widths
    tried = [
        _cut(piece, room - sum(widths) + width) for piece, width in zip(tried, widths, strict=True)
    ]
    return tried, widths_of(tried)


def _cut(piece: FittedPiece, room: int) -> FittedPiece:
    """Returns a text cut to a width, but for its first sign, where it may be cut."""
    if not piece.may_be_cut:
        return piece
    metrics = QFontMetrics(piece.font)
    least = metrics.horizontalAdvance(piece.text[:1] + "…")
    elided = metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, max(room, least))
    return piece._replace(text=elided)


def widths_of(pieces: Sequence[FittedPiece]) -> list[int]:
    """Returns the width of each piece in pixels."""
    return [QFontMetrics(piece.font).horizontalAdvance(piece.text) for piece in pieces]


def _tries(pieces: list[FittedPiece]) -> Iterator[list[FittedPiece]]:
    """Yields the pieces smaller and smaller, then the same with fewer of them, at last small."""
    for most in sorted({0, *(piece.rank for piece in pieces)}, reverse=True):
        left = [piece for piece in pieces if piece.rank <= most]
        for size in SIZES:
            yield left if size == 1.0 else _sized(left, size)
    left = [piece for piece in pieces if piece.rank == 0]
    if any(piece.may_be_cut for piece in left):
        return
    size = SIZES[-1]
    while left and max(piece.font.pointSizeF() for piece in left) * size > LEAST:
        size *= 0.9
        yield _sized(left, size)


def _sized(pieces: Sequence[FittedPiece], size: float) -> list[FittedPiece]:
    sized = []
    for piece in pieces:
        font = QFont(piece.font)
        font.setPointSizeF(font.pointSizeF() * size)
        sized.append(piece._replace(font=font))
    return sized
