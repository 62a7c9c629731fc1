"""Finds the ruled lines of a page in its picture, broken and faint ones too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ...geometry import Box, LevelPixels
from ...grids.ruled_lines import Rule
from ..recognition import Gray
from .deskew import Map

_CONTRAST = 20
"""Of 255: by how much a line is darker than what lies beside it."""

_BESIDE = (1.3, 2.6)
"""Points from a line's middle to what it is compared with: thin lines and thick ones."""

_STRETCH = 14.0
"""Points along which a line is looked for; strokes of characters are shorter."""

_DRAWN = 0.72
"""The share of a stretch that must be dark."""

_SHORTEST = 11.0
"""In units of the picture: shorter strokes are parts of characters."""

_THICKEST = 5.0
"""In units of the picture: what is thicker is a bar or a shade."""

_GAP = 5.0
"""Points: breaks of a line up to this long are closed."""

_BREAK = 10.0
"""Points: longer breaks, of lines that go on straight, are closed as well."""

_LONG = 80.0
"""Points: lines from this length on tell how far the page is off level."""

_OFF_LEVEL = 0.0006
"""A slope, and a change of slope over a page, that is worth another turn."""

_SHORT = 60.0
"""Points: lines up to this long may be strokes of characters that stand side by side."""

_CHARACTERS = 200.0
"""Points: lines up to this long may be rows of characters, which gaps and signs break."""

_ENDS = 2.5
"""Points: how near a short line must come to the lines that it ends at."""

_SEVERAL = 4
"""So many lines that end beside each other tell where the table ends."""

_INK = 90
"""Darkness, of 255, from which something is ink."""

_UNBROKEN = 0.985
"""The share of a line that is drawn where characters that stand side by side leave gaps."""

_LEAST_WALL = 7.0
"""Least width of a column and least height of a row, in points."""

_BUSY = 0.12
"""The share of ink on both sides of a line from which it is a part of characters."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A ruled line in pixels: its middle across, its ends along, and its slope."""

    at: float
    start: float
    end: float
    slope: float

    @property
    def length(self) -> float:
        """From end to end."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Rulings:
    """The lines of a page.

    Attributes:
        horizontal, vertical: Lines across and down.
        mask: 255 where a line is drawn.
        doubtful: Where print runs across a line, or a streak was taken out.
        touched: Where print touches a short line, which may be a stroke of the pen through it.
    """

    horizontal: tuple[Stroke, ...]
    vertical: tuple[Stroke, ...]
    mask: Gray
    doubtful: tuple[Box[LevelPixels], ...] = ()
    touched: tuple[Box[LevelPixels], ...] = ()

    def rules(self, unit: float) -> tuple[list[Rule], list[Rule]]:
        """Returns horizontal and vertical lines in points."""
        horizontal, vertical = (
            [Rule(s.at / unit, s.start / unit, s.end / unit) for s in strokes]
            for strokes in (self.horizontal, self.vertical)
        )
        return horizontal, vertical


def find_rulings(page: Gray, unit: float) -> Rulings:
    """Returns the ruled lines of a cleaned page that is nearly level.

    Args:
        page: Dark on white.
        unit: Pixels to a point.
    """
    dark = np.asarray(cv2.bitwise_not(page), np.uint8)
    horizontal, horizontal_mask = _strokes(dark, unit)
    vertical, vertical_mask = _strokes(np.ascontiguousarray(dark.T), unit)
    horizontal, vertical = _mended(horizontal, unit), _mended(vertical, unit)
    horizontal = _rules(horizontal, vertical, dark, unit)
    vertical = _rules(vertical, horizontal, dark.T, unit)
    horizontal, vertical = _evened(horizontal, vertical, unit), _evened(vertical, horizontal, unit)
    mask = _near(horizontal_mask, horizontal, unit) | _near(vertical_mask, vertical, unit).T
    return Rulings(tuple(horizontal), tuple(vertical), np.ascontiguousarray(mask))


def _near(mask: Gray, strokes: list[Stroke], unit: float) -> Gray:
    """Returns the part of a mask that lies along some lines."""
    near = np.zeros_like(mask)
    reach = _THICKEST * unit / 2
    for stroke in strokes:
        drift = abs(stroke.slope) * stroke.length / 2 + reach
        rows = slice(max(0, int(stroke.at - drift)), int(stroke.at + drift) + 1)
        near[rows, int(stroke.start) : int(stroke.end) + 1] = 255
    return np.asarray(mask & near, np.uint8)


def _mended(strokes: list[Stroke], unit: float) -> list[Stroke]:
    """Returns the lines, joined where something that crosses one at a slant broke it."""
    mended: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.start):
        for index, before in enumerate(mended):
            off = before.at + before.slope * (stroke.start - (before.start + before.end) / 2)
            if abs(off - stroke.at) <= unit and 0 < stroke.start - before.end <= _BREAK * unit:
                at = np.average((before.at, stroke.at), weights=(before.length, stroke.length))
                mended[index] = replace(before, at=float(at), end=stroke.end)
                break
        else:
            mended.append(stroke)
    return mended


def _rules(strokes: list[Stroke], crossing: list[Stroke], dark: Gray, unit: float) -> list[Stroke]:
    """Returns the lines without strokes of characters: short ones that meet no two other lines,
    and ones that are broken amid ink.
    """
    rules: list[Stroke] = []
    for stroke in strokes:
        met = [other.at for other in _met(stroke, crossing, _ENDS * unit)]
        part = stroke
        if stroke.length <= _SHORT * unit:
            if len(met) < 2 or met[-1] - met[0] < _LEAST_WALL * unit:
                continue
            part = replace(stroke, start=met[0], end=met[-1])
        if stroke.length > _CHARACTERS * unit or _is_free(part, met, dark, unit):
            rules.append(stroke)
    return rules


def _evened(strokes: list[Stroke], crossing: list[Stroke], unit: float) -> list[Stroke]:
    """Returns the lines without what stands out at an end: over the place where the others beside
    it stop or, of a short one with few beside it, over the last crossing.

    Where a table goes on over the page its lines end at no crossing, and a character right above
    or below one of them lengthens it.
    """
    near = _ENDS * unit
    meets = [_met(stroke, crossing, near) for stroke in strokes]
    pairs = list(zip(strokes, meets, strict=True))
    starts = _usual((met[0], stroke.start) for stroke, met in pairs if met)
    ends = _usual((met[-1], stroke.end) for stroke, met in pairs if met)
    evened: list[Stroke] = []
    for stroke, met in pairs:
        if not met:
            evened.append(stroke)
            continue
        is_short = stroke.length <= _SHORT * unit
        first = starts.get(met[0], met[0].at if is_short else stroke.start)
        last = ends.get(met[-1], met[-1].at if is_short else stroke.end)
        start = first if stroke.start < first - near else stroke.start
        end = last if stroke.end > last + near else stroke.end
        evened.append(replace(stroke, start=start, end=end))
    return evened


def _usual(ends: Iterable[tuple[Stroke, float]]) -> dict[Stroke, float]:
    """Returns where the lines usually end that end at a line across, where they are several."""
    found: dict[Stroke, list[float]] = defaultdict(list)
    for other, end in ends:
        found[other].append(end)
    return {other: float(np.median(of)) for other, of in found.items() if len(of) >= _SEVERAL}


def _met(stroke: Stroke, crossing: list[Stroke], near: float) -> list[Stroke]:
    """Returns the lines that a line meets, from its start on."""
    met = [
        other
        for other in crossing
        if other.start - near <= stroke.at <= other.end + near
        and stroke.start - near <= other.at <= stroke.end + near
    ]
    return sorted(met, key=lambda other: other.at)


def _is_free(stroke: Stroke, met: list[float], dark: Gray, unit: float) -> bool:
    """Is a line drawn without a break, or is there paper all along one side of it?"""
    near = _ENDS * unit
    places = np.arange(round(stroke.start + near), round(stroke.end - near))
    for crossing in met:
        places = places[np.abs(places - crossing) > near]
    if not len(places):
        return True
    middle = (stroke.start + stroke.end) / 2
    horizontal = np.round(stroke.at - 0.5 + stroke.slope * (places - middle)).astype(int)

    def darkest(*off: int) -> NDArray[np.uint8]:
        rows = (np.clip(horizontal + by, 0, dark.shape[0] - 1) for by in off)
        return np.asarray(np.max([dark[row, places] for row in rows], axis=0))

    if (darkest(-1, 0, 1) > _INK / 2).mean() >= _UNBROKEN:
        return True
    beside = [round(off * unit) for off in (2.0, 3.0, 4.0)]
    above, below = darkest(*(-off for off in beside)), darkest(*beside)
    return bool(min((above > _INK).mean(), (below > _INK).mean()) < _BUSY)


def _strokes(dark: Gray, unit: float) -> tuple[list[Stroke], Gray]:
    """Returns the lines that run along the rows of a picture, and where they are."""
    ridge = _ridge(dark, unit)
    window = max(9, round(_STRETCH * unit))
    share = cv2.blur(ridge, (window, 1))
    drawn = np.where(share >= 255 * _DRAWN, np.uint8(255), np.uint8(0))
    longer = cv2.dilate(drawn, np.ones((1, max(1, round(_STRETCH * unit / 4)) | 1), np.uint8))
    joined = _closed(np.asarray(longer, np.uint8), round(_GAP * unit))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    strokes: list[Stroke] = []
    mask = np.zeros_like(ridge)
    for index in range(1, count):
        x, y, wide, tall = (int(value) for value in stats[index, :4])
        if wide < _SHORTEST * unit:
            continue
        place = (slice(y, y + tall), slice(x, x + wide))
        part = np.where(labels[place] == index, ridge[place], np.uint8(0))
        if tall > max(_THICKEST * unit, wide * 0.02 + 3 * unit):
            part = _densest(part, unit)
        stroke = _stroke(part, x, y)
        if stroke is not None and stroke.length >= _SHORTEST * unit:
            strokes.append(stroke)
            mask[place] |= part
    return strokes, np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8)), np.uint8)


def _densest(part: Gray, unit: float) -> Gray:
    """Returns of a line with strokes of characters hanging on to it the line alone."""
    row = int(np.count_nonzero(part, axis=1).argmax())
    reach = max(1, round(unit))
    line = np.zeros_like(part)
    line[max(0, row - reach) : row + reach + 1] = part[max(0, row - reach) : row + reach + 1]
    return line


def _ridge(dark: Gray, unit: float) -> Gray:
    """Returns 255 where a pixel is darker than what lies on both sides across the rows."""
    smooth = np.asarray(cv2.blur(dark, (max(3, round(2.5 * unit)) | 1, 1)), np.uint8)
    best = np.zeros_like(smooth)
    for beside in _BESIDE:
        off = max(2, round(beside * unit))
        padded = cv2.copyMakeBorder(smooth, off, off, 0, 0, cv2.BORDER_REPLICATE)
        sides = cv2.max(padded[: -2 * off], padded[2 * off :])
        best = np.asarray(cv2.max(best, cv2.subtract(smooth, sides)), np.uint8)
    return np.where(best >= _CONTRAST, np.uint8(255), np.uint8(0))


def _closed(mask: Gray, gap: int) -> Gray:
    kernel = np.ones((1, max(1, gap) | 1), np.uint8)
    padded = cv2.copyMakeBorder(mask, 0, 0, gap + 1, gap + 1, cv2.BORDER_CONSTANT, value=0)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, kernel)
    return np.ascontiguousarray(closed[:, gap + 1 : -gap - 1])


def _stroke(part: Gray, x: int, y: int) -> Stroke | None:
    """Returns the line in a part of a picture, fitted to its pixels."""
    ys, xs = np.nonzero(part)
    if len(xs) < 5:
        return None
    slope = 0.0
    spread = xs - xs.mean()
    if part.shape[1] > 20:
        slope = float((spread * (ys - ys.mean())).sum() / max(float((spread**2).sum()), 1.0))
    start, end = float(xs.min()), float(xs.max() + 1)
    middle = (start + end) / 2
    at = float(ys.mean() + slope * (middle - xs.mean()) + 0.5)
    return Stroke(y + at, x + start, x + end, slope)


def straightening(rulings: Rulings, unit: float) -> Map | None:
    """Returns the map from a page with straight lines to this one; None where it is level.

    The slopes of horizontal lines may change from top to bottom, those of vertical ones from left
    to right, as in a photograph taken at a slant.
    """
    horizontal, vertical = (
        _slopes(strokes, unit) for strokes in (rulings.horizontal, rulings.vertical)
    )
    strokes = [*rulings.horizontal, *rulings.vertical]
    if horizontal is None and vertical is None:
        return None
    ends = [(s.start, s.at) for s in rulings.horizontal] + [
        (s.end, s.at) for s in rulings.horizontal
    ]
    ends += [(s.at, s.start) for s in rulings.vertical] + [(s.at, s.end) for s in rulings.vertical]
    places = np.array(ends)
    (x0, y0), (x1, y1) = places.min(axis=0), places.max(axis=0)
    if not strokes or x1 - x0 < 1 or y1 - y0 < 1:
        return None
    middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
    horizontal = horizontal or (0.0, 0.0)
    vertical = vertical or (-horizontal[0], 0.0)
    if max(
        map(abs, (horizontal[0] + horizontal[1] * y0, horizontal[0] + horizontal[1] * y1))
    ) < _OFF_LEVEL and (
        max(map(abs, (vertical[0] + vertical[1] * x0, vertical[0] + vertical[1] * x1))) < _OFF_LEVEL
    ):
        return None
    straight = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], np.float32)
    seen = np.array(
        [
            (
                x + (vertical[0] + vertical[1] * x) * (y - middle_y),
                y + (horizontal[0] + horizontal[1] * y) * (x - middle_x),
            )
            for x, y in straight
        ],
        np.float32,
    )
    return np.asarray(cv2.getPerspectiveTransform(straight, seen), float)


def _slopes(strokes: tuple[Stroke, ...], unit: float) -> tuple[float, float] | None:
    """Returns the slope of lines as a + b times their place; None where there are too few."""
    long = [stroke for stroke in strokes if stroke.length >= _LONG * unit]
    if len(long) < 2:
        return None
    at: NDArray[np.float64] = np.array([stroke.at for stroke in long])
    slope = np.array([stroke.slope for stroke in long])
    weight = np.array([stroke.length for stroke in long])
    middle = float(np.median(slope))
    near = np.abs(slope - middle) < 0.01
    if near.sum() < 4 or np.ptp(at[near]) < 200 * unit:
        return middle, 0.0
    steep, start = np.polyfit(at[near], slope[near], 1, w=weight[near])
    return float(start), float(steep)
