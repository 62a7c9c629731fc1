"""Where the keys go in a table: as in a spreadsheet, over headers and labels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView

from .sheet import At, Sheet

Move = QAbstractItemView.CursorAction
STEPS = {
    Move.MoveUp: (-1, 0),
    Move.MoveDown: (1, 0),
    Move.MoveLeft: (0, -1),
    Move.MoveRight: (0, 1),
}
PAGE = 8
"""Rows that Page Up and Page Down go."""


def target(sheet: Sheet, cell: str, action: Move, *, far: bool) -> At:
    """Returns where a key goes from a cell; the cell itself at the edge.

    Args:
        sheet: The table.
        cell: The current cell.
        action: What the key means.
        far: With Ctrl: to the edge.
    """
    at = sheet.at[cell]
    if action in STEPS:
        reach = sheet.edge if far else sheet.step
        return reach(*at, *STEPS[action]) or at
    if action in (Move.MoveNext, Move.MovePrevious):
        return sheet.at[sheet.follow(cell, 1 if action is Move.MoveNext else -1) or cell]
    if action in (Move.MoveHome, Move.MoveEnd):
        way = -1 if action is Move.MoveHome else 1
        at = sheet.edge(*at, 0, way)
        return sheet.edge(*at, way, 0) if far else at
    way = -1 if action is Move.MovePageUp else 1
    for _ in range(PAGE):
        at = sheet.step(*at, way, 0) or at
    return at


def next_in(block: Sequence[At], at: At, action: Move) -> At:
    """Returns where Enter or Tab goes within a selected block, and round its end.

    Args:
        block: The places of its figures.
        at: The current place.
        action: Down or up goes column by column, next or previous row by row.
    """
    by_column = action in (Move.MoveDown, Move.MoveUp)
    ordered = sorted(block, key=lambda place: place[::-1] if by_column else place)
    by = 1 if action in (Move.MoveDown, Move.MoveNext) else -1
    return ordered[(ordered.index(at) + by) % len(ordered)] if at in ordered else ordered[0]
