"""Tells lines that are no rules of a table, because print runs across them: streaks that dirt on
the glass of a scanner draws down a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...geometry import Box, LevelPixels
from ..recognition import Gray
from .rulings import Stroke

_LIGHT = 190
"""Light, of 255, above which a pixel lies beside a line, on most of its length."""

_PRINT = 190
"""Light, of 255, below which pixels on both sides of a line are print that runs across it."""

_WIDEST = 2.5
"""Points from the middle of a line within which its side is found."""

_TOUCH = 0.7
"""Points beside a line: print that is as near touches it."""

_APART = 2.5
"""Least distance, in points, between two places where print crosses a line."""

_CLEAR = 2.0
"""Points from a line that crosses: there no print is looked for."""

_OFTEN = 2
"""So many places where print crosses a line that goes on over one end make it a streak; one that
goes on over both is one anyway."""

_NEAR, _OUT = 3.0, 10.0
"""Points from the end of a line, as far as its table goes, over which no rule goes on."""

_SOLID = 0.8
"""The share of it that is drawn there."""

_LONG = 40.0
"""Least length of a streak, in points; shorter lines may be strokes of the pen."""


@dataclass(frozen=True, slots=True)
class Streaks:
    """What of some lines is no rule.

    Attributes:
        rules: The lines that are left.
        streaks: Those that are none.
        doubtful: Where print runs across a line, of either kind, in a picture whose rows the
            lines run along.
        touched: Where print touches a short line, which may be a stroke of the pen through it.
    """

    rules: tuple[Stroke, ...]
    streaks: tuple[Stroke, ...]
    doubtful: tuple[Box[LevelPixels], ...]
    touched: tuple[Box[LevelPixels], ...]


def part_streaks(
    page: Gray, strokes: Sequence[Stroke], crossing: Sequence[Stroke], unit: float
) -> Streaks:
    """Returns lines parted into rules and streaks.

    Args:
        page: A cleaned page, turned so that the lines run along its rows.
        strokes: The lines.
        crossing: The lines across.
        unit: Pixels to a point.
    """
    rules: list[Stroke] = []
    streaks: list[Stroke] = []
    doubtful: list[Box[LevelPixels]] = []
    touched: list[Box[LevelPixels]] = []
    across = np.sort([other.at for other in crossing])
    for stroke in strokes:
        is_short = stroke.length <= _LONG * unit
        crossed = _crossed(page, stroke, across, unit)
        reach = 2 * unit
        ends = 0 if is_short else _ends_out(page, stroke, unit)
        if ends == 2 or (ends and len(crossed) >= _OFTEN):
            streaks.append(stroke)
            crossed = [(stroke.start, stroke.end)]
        else:
            rules.append(stroke)
        low, high = sorted(_level(stroke, np.array([stroke.start, stroke.end])))
        doubtful += [Box(a, low - reach, b, high + reach) for a, b in crossed]
        if is_short:
            beside = _crossed(page, stroke, across, unit, either=True)
            touched += [Box(a, low - reach, b, high + reach) for a, b in beside]
    return Streaks(tuple(rules), tuple(streaks), tuple(doubtful), tuple(touched))


def sideways_boxes(boxes: Sequence[Box[LevelPixels]]) -> tuple[Box[LevelPixels], ...]:
    """Returns boxes of a picture in one of which the rows are its columns."""
    return tuple(Box(top, x0, bottom, x1) for x0, top, x1, bottom in boxes)


def without(page: Gray, mask: Gray, streak: Stroke, unit: float) -> tuple[Gray, Gray]:
    """Returns a page, and the mask of its rulings, without a streak: print stays where it stands on
    both sides of it.

    Args:
        page: Turned as for ``part_streaks``.
        mask: 255 where a ruling is drawn, turned alike.
        streak: The line.
        unit: Pixels to a point.
    """
    columns, rows = _places(page, streak)
    above, below = (side + 1 for side in _sides(page, rows, columns, unit))
    result, rest = page.copy(), mask.copy()
    last = page.shape[0] - 1
    over = page[np.clip(rows - above, 0, last), columns]
    under = page[np.clip(rows + below, 0, last), columns]
    beside = np.maximum(over, under)
    for off in range(1 - above, below):
        place = np.clip(rows + off, 0, last), columns
        result[place] = np.maximum(result[place], beside)
        rest[place] = 0
    return result, rest


def _level(stroke: Stroke, along: NDArray[np.float64]) -> NDArray[np.float64]:
    middle = (stroke.start + stroke.end) / 2
    return np.asarray(stroke.at + stroke.slope * (along - middle), float)


def _places(page: Gray, stroke: Stroke) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Returns the columns that a line runs through, and in which row it is in each."""
    columns = np.arange(max(0, int(stroke.start)), min(page.shape[1], int(stroke.end)))
    rows = np.round(_level(stroke, columns.astype(float)) - 0.5).astype(np.intp)
    return columns, np.clip(rows, 0, page.shape[0] - 1)


def _sides(
    page: Gray, rows: NDArray[np.intp], columns: NDArray[np.intp], unit: float
) -> tuple[int, int]:
    """Returns how many pixels above and below its middle a line's sides are."""
    found = []
    for way in (-1, 1):
        off = 1
        while off < _WIDEST * unit:
            beside = np.clip(rows + way * off, 0, page.shape[0] - 1)
            if np.median(page[beside, columns]) > _LIGHT:
                break
            off += 1
        found.append(off)
    return found[0], found[1]


def _crossed(
    page: Gray,
    stroke: Stroke,
    across: NDArray[np.float64],
    unit: float,
    *,
    either: bool = False,
) -> list[tuple[float, float]]:
    """Returns from where to where print touches a line on both sides.

    Args:
        page: As for ``part_streaks``.
        stroke: The line.
        across: The columns of the lines across, in order.
        unit: Pixels to a point.
        either: Whether one side is enough.
    """
    columns, rows = _places(page, stroke)
    if not len(columns):
        return []
    above, below = _sides(page, rows, columns, unit)
    deep = max(1, round(_TOUCH * unit))
    touched = np.ones((2, len(columns)), bool)
    for at, (way, side) in enumerate(((-1, above), (1, below))):
        for off in range(side, side + deep):
            beside = np.clip(rows + way * off, 0, page.shape[0] - 1)
            touched[at] &= page[beside, columns] < _PRINT
    hits = columns[touched.any(axis=0) if either else touched.all(axis=0)]
    if len(across):
        behind = np.searchsorted(across, hits + 0.5)
        sides = across[np.clip([behind - 1, behind], 0, len(across) - 1)]
        hits = hits[np.abs(sides - (hits + 0.5)).min(axis=0) > _CLEAR * unit]
    if not len(hits):
        return []
    breaks = np.flatnonzero(np.diff(hits) > _APART * unit)
    starts, ends = np.r_[hits[0], hits[breaks + 1]], np.r_[hits[breaks], hits[-1]]
    return [(float(a), float(b + 1)) for a, b in zip(starts, ends, strict=True)]


def _ends_out(page: Gray, stroke: Stroke, unit: float) -> int:
    """Returns over how many of its ends, as far as its table goes, a line goes on."""
    near, out = _NEAR * unit, _OUT * unit
    before = _drawn(page, stroke, stroke.start - out, stroke.start - near)
    return before + _drawn(page, stroke, stroke.end + near, stroke.end + out)


def _drawn(page: Gray, stroke: Stroke, start: float, end: float) -> bool:
    columns = np.arange(round(start), round(end))
    columns = columns[(columns >= 0) & (columns < page.shape[1])]
    if len(columns) < (end - start) / 2:
        return False
    rows = np.round(_level(stroke, columns.astype(float)) - 0.5).astype(np.intp)
    beside = [np.clip(rows + off, 0, page.shape[0] - 1) for off in (-1, 0, 1)]
    darkest = np.min([page[row, columns] for row in beside], axis=0)
    return bool((darkest < _LIGHT).mean() > _SOLID)
