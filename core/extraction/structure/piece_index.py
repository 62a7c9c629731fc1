"""Finds the pieces of a sheet by place: an act asks it for every figure of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...documents.geometry import Box, Level
from .typeset import Piece

_STRIP = 20.0
"""Points: the height of the strips by which pieces are looked up."""


class PieceIndex:
    """The pieces of one sheet, in the order in which they were set."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._over: dict[int, list[Piece]] = {}
        self._middles: dict[int, list[int]] = {}
        for at, piece in enumerate(pieces):
            for strip in _strips(piece.box.top, piece.box.bottom):
                self._over.setdefault(strip, []).append(piece)
            self._middles.setdefault(int(piece.box.middle[1] // _STRIP), []).append(at)

    def smallest_at(self, x: float, y: float) -> Piece | None:
        """Returns the smallest piece over a point: cells of a scan may lie in another."""
        over = (one for one in self._over.get(int(y // _STRIP), ()) if one.box.contains(x, y))
        return min(over, key=lambda piece: piece.box.area, default=None)

    def amid(self, box: Box[Level]) -> Iterator[Piece]:
        """Yields the pieces with their middle in a box, in order."""
        found = [
            at for strip in _strips(box.top, box.bottom) for at in self._middles.get(strip, ())
        ]
        for at in sorted(found):
            if box.contains(*self._pieces[at].box.middle):
                yield self._pieces[at]


def _strips(top: float, bottom: float) -> range:
    return range(int(top // _STRIP), int(bottom // _STRIP) + 1)
