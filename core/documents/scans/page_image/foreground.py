"""Tells print from what is no ink of a cell: specks, watermarks and remains of rulings."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ..recognition import Gray
from .traces import has_traces

Pixels = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels, the last two not included."""

_WEAK = 185
"""Light, of 255, below which a pixel may belong to print."""

_STRONG = 145
"""Light, of 255, below which a pixel is print: a watermark has none as dark."""

_PALE = 222
"""Light, of 255, below which something as long as a figure leaves a blank in doubt."""

_FRINGE = 0.5
"""Points that the soft edge of print reaches."""

_FIGURE, _HAIR = 3.5, 1.5
"""Least length and greatest thickness, in points, of a pale stroke amid a cell that is print of
hairlines."""

_LEFT_OUT = 2.6
"""Size, in points, from which something left out beside print may be a pale character of it."""

_RIM = 1.2
"""Distance, in points, at which something reaches the edge of its cell."""

_STRONG_SHARE = 0.12
"""The share of a piece that must be dark for it to be print at first sight."""

_SPECK = 1.8
"""Width and height, in points, below which something is a speck, unless it stands beside print."""

_FULL_STOP = 0.6
"""Least size, in points, of a dot or a comma beside print."""

_SIGN = 1.2
"""Points: a sign before a figure is at least as wide, and"""

_LONG = 1.3
"""that many times as wide as high."""

_HALFWAY = 0.55
"""Where a sign stands before a figure: from the top, as a share of the height of the first
character."""

_REACH = 3.0
"""Greatest distance, in points, between print and a dot or a comma that belongs to it."""

_GAP_OF_DIGITS = 0.9
"""Greatest gap between two digits with a dot between them, as a share of their height."""

_LOW = 1.5
"""How far, in points, a dot or a comma may be off the line on which the figures stand."""

_REMAINS = 1.8
"""Greatest thickness, in points, of the remains of a rule at the edge of a cell."""

_ACROSS = 0.6
"""Of the width of a cell: what is thin, and as wide, is the remains of a ruling."""

_EDGE = 3.0
"""Points from the edge of a cell within which its rules are drawn."""

_HALF_DIGIT = (2.5, 0.8, 0.9)
"""Points; of the height of the cell; points: the least and the greatest height and the least width
of what may be left of a digit beside a rule through it."""

_LINE_GAP = 0.7
"""Least white, in points, between two lines of text."""

_SAME_LINE = 1.25
"""Greatest height of parts that are one line together, in heights of a character."""


@dataclass(frozen=True, slots=True)
class Foreground:
    """The print of one cell.

    Attributes:
        picture: The cell without its rulings, specks and watermark.
        lines: The lines of text in it, from the top.
        is_faint: Something is there that is too pale or too small to count as print.
    """

    picture: Gray
    lines: tuple[Pixels, ...]
    is_faint: bool = False


def find_ink(cell: Gray, rulings: Gray | None, unit: float) -> Foreground:
    """Returns the print of a cell.

    Args:
        cell: Cut out of a cleaned page along its rulings.
        rulings: 255 where a ruling is drawn, cut out alike; None where the cell has none.
        unit: Pixels to a point.
    """
    bare = cell if rulings is None else _without_rulings(cell, rulings, unit)
    weak = _print_mask(bare, unit)
    count, labels, found, _ = cv2.connectedComponentsWithStats(weak, connectivity=8)
    stats = np.asarray(found, np.int32)
    pale_only = _has_pale(bare, unit)
    if count == 1:
        return Foreground(bare, (), pale_only or has_traces(cell, rulings, None, unit))
    strong = np.bincount(labels[bare < _STRONG], minlength=count)
    area = stats[:, cv2.CC_STAT_AREA]
    side = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    remains = np.zeros(count, bool) if rulings is None else _remains(stats, cell.shape, unit)
    dark = (strong >= np.maximum(_STRONG_SHARE * area, 1)) & ~remains
    dark[0] = False
    pale = ~dark & (side >= _FIGURE * unit) & (area <= _HAIR * unit * side)
    pale &= ~_reaching(stats, cell.shape, unit)
    pale[0] = False
    print_ = (dark & (side >= _SPECK * unit)) | pale
    if not print_.any():
        small = bool((dark & (side >= 0.7 * _SPECK * unit)).any())
        small = small or bool((remains & _is_half_digit(stats, cell.shape, unit)).any())
        return Foreground(bare, (), pale_only or small or has_traces(cell, rulings, None, unit))
    dots = ~dark & ~print_ & (_dots(stats, print_, unit) | _signs(stats, print_, unit))
    kept = print_ | dots | (dark & _beside(stats, print_, unit))
    inked = kept[labels] & (labels > 0)
    dropped = ~kept & (side >= _LEFT_OUT * unit) & ~remains
    dropped[0] = False
    soft = cv2.dilate(inked.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    picture = np.where(soft, bare, 255).astype(np.uint8)
    is_faint = bool(dropped.any() or (pale | dots).any())
    is_faint = is_faint or has_traces(cell, rulings, inked, unit)
    is_faint = is_faint or (rulings is not None and _is_cut(inked, rulings, unit))
    return Foreground(picture, _lines(inked, unit), is_faint)


def _print_mask(bare: Gray, unit: float) -> NDArray[np.uint8]:
    """Returns 1 where print may be.

    Of what reaches the edge of a cell, as seals and watermarks do, only the dark parts count.
    """
    weak = np.asarray(bare < _WEAK, np.uint8)
    _, labels = cv2.connectedComponents(weak, connectivity=8)
    rim = max(2, round(_RIM * unit))
    edges = (labels[:rim], labels[-rim:], labels[:, :rim], labels[:, -rim:])
    reaching = np.unique(np.concatenate([edge.ravel() for edge in edges]))
    reaching = reaching[reaching > 0]
    if not len(reaching):
        return weak
    reach = 2 * max(1, round(_FRINGE * unit)) + 1
    near = cv2.dilate(np.asarray(bare < _STRONG, np.uint8), np.ones((reach, reach), np.uint8))
    weak[np.isin(labels, reaching) & (near == 0)] = 0
    return weak


def _has_pale(bare: Gray, unit: float) -> bool:
    """Is there something as long as a figure that is too pale for print?"""
    edge = max(2, round(_EDGE * unit))
    within = bare[edge:-edge, edge:-edge]
    if not within.size:
        return False
    smooth = cv2.GaussianBlur(within, (3, 3), 0)
    pale = np.asarray(smooth < _PALE, np.uint8)
    if np.count_nonzero(pale) < (_SPECK * unit) ** 2:
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(pale)
    side = np.maximum(stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT])
    return bool((side >= _FIGURE * unit).any())


def _is_cut(inked: NDArray[np.bool_], rulings: Gray, unit: float) -> bool:
    """Does print run into a ruling at the left or the right, as half a digit over it would?"""
    edge = max(2, round(_EDGE * unit))
    near = np.asarray(cv2.dilate(rulings, np.ones((3, 3), np.uint8)) > 0)
    met = near & inked
    return bool(met[:, :edge].any() or met[:, -edge:].any())


def _without_rulings(cell: Gray, rulings: Gray, unit: float) -> Gray:
    """Returns the cell with its rulings painted white, along its edges only."""
    edge = max(2, round(_EDGE * unit))
    bare = cell.copy()
    ruled = rulings > 0
    margin = np.ones(cell.shape, bool)
    margin[edge:-edge, edge:-edge] = False
    bare[ruled & margin] = 255
    rim = max(1, round(0.4 * unit))
    bare[:rim] = bare[-rim:] = 255
    bare[:, :rim] = bare[:, -rim:] = 255
    return bare


def _remains(stats: NDArray[np.int32], shape: tuple[int, ...], unit: float) -> NDArray[np.bool_]:
    """Returns which parts lie along an edge of the cell, or go across it, and are thin."""
    x, y, wide, tall = (stats[:, at] for at in range(4))
    near = _EDGE * unit
    thin = _REMAINS * unit
    above, below = y + tall <= near, y >= shape[0] - near
    left, right = x + wide <= near, x >= shape[1] - near
    level = (tall <= thin) & ((y <= thin) | (y + tall >= shape[0] - thin))
    level |= (tall <= thin) & (wide >= _ACROSS * shape[1])
    upright = (wide <= thin) & ((x <= thin) | (x + wide >= shape[1] - thin))
    return np.asarray(above | below | left | right | level | upright)


def _is_half_digit(
    stats: NDArray[np.int32], shape: tuple[int, ...], unit: float
) -> NDArray[np.bool_]:
    """Returns which parts at an edge are as high and wide as half a digit that a rule covers."""
    wide, tall = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    low, high = _HALF_DIGIT[0] * unit, _HALF_DIGIT[1] * shape[0]
    return np.asarray((tall >= low) & (tall <= high) & (wide >= _HALF_DIGIT[2] * unit))


def _reaching(stats: NDArray[np.int32], shape: tuple[int, ...], unit: float) -> NDArray[np.bool_]:
    """Returns which parts come near an edge of the cell."""
    x, y, wide, tall = (stats[:, at] for at in range(4))
    rim = _RIM * unit
    within = (x > rim) & (y > rim) & (x + wide < shape[1] - rim) & (y + tall < shape[0] - rim)
    return np.asarray(~within)


def _beside(stats: NDArray[np.int32], print_: NDArray[np.bool_], unit: float) -> NDArray[np.bool_]:
    """Returns which small parts stand within a line of print, as dots, commas and accents do."""
    x, y, wide, tall = (stats[:, at].astype(float) for at in range(4))
    middle, level = x + wide / 2, y + tall / 2
    found = np.zeros(len(stats), bool)
    large = np.flatnonzero(print_)
    start, end = x[large].min(), (x + wide)[large].max()
    least = (_FULL_STOP * unit) ** 2
    for index in np.flatnonzero(~print_):
        if index == 0 or stats[index, cv2.CC_STAT_AREA] < least:
            continue
        is_sign = wide[index] >= _LONG * tall[index] and wide[index] >= _SIGN * unit
        if not is_sign and not start <= middle[index] <= end:
            continue
        spare = 0.25 * tall[large]
        beside = (
            (y[large] - spare <= level[index])
            & (level[index] <= y[large] + tall[large] + spare)
            & (x[large] - _REACH * unit < x[index] + wide[index])
            & (x[index] < x[large] + wide[large] + _REACH * unit)
        )
        found[index] = bool(beside.any())
    return found


def _dots(stats: NDArray[np.int32], print_: NDArray[np.bool_], unit: float) -> NDArray[np.bool_]:
    """Returns which small parts stand where a dot or a comma would: low between two characters."""
    x, y, wide, tall = (stats[:, at].astype(float) for at in range(4))
    low = y + tall
    found = np.zeros(len(stats), bool)
    large = np.flatnonzero(print_)
    is_small = (np.maximum(wide, tall) < _SPECK * unit) & (
        stats[:, cv2.CC_STAT_AREA] >= (_FULL_STOP * unit) ** 2
    )
    for index in np.flatnonzero(is_small & ~print_):
        near = np.abs(low[large] - low[index]) <= _LOW * unit
        before = (x[large] + wide[large] <= x[index] + 1) & near
        after = (x[large] >= x[index] + wide[index] - 1) & near
        between = x[large][after].min(initial=np.inf) - (x + wide)[large][before].max(initial=0)
        wide_gap = _GAP_OF_DIGITS * float(np.median(tall[large]))
        found[index] = before.any() and after.any() and between <= max(_REACH * unit, wide_gap)
    return found


def _signs(stats: NDArray[np.int32], print_: NDArray[np.bool_], unit: float) -> NDArray[np.bool_]:
    """Returns which small parts stand where a sign would: halfway up before the first character."""
    x, y, wide, tall = (stats[:, at].astype(float) for at in range(4))
    large = np.flatnonzero(print_)
    first = large[x[large].argmin()]
    level = (y + tall / 2 - y[first]) / tall[first]
    gap = x[first] - (x + wide)
    is_flat = (wide >= _LONG * tall) & (wide >= _SIGN * unit)
    is_near = (gap >= -1) & (gap <= _REACH * unit)
    return np.asarray(is_flat & is_near & (np.abs(level - _HALFWAY) <= _HALFWAY / 2))


def _lines(inked: NDArray[np.bool_], unit: float) -> tuple[Pixels, ...]:
    """Returns the lines of text, parted by white rows."""
    runs = _runs(np.asarray(inked.any(axis=1)), max(1, round(_LINE_GAP * unit)))
    if not runs:
        return ()
    high = max(8 * unit, float(np.median([bottom - top for top, bottom in runs])))
    merged: list[tuple[int, int]] = []
    for top, bottom in runs:
        if merged and bottom - merged[-1][0] <= _SAME_LINE * high:
            merged[-1] = (merged[-1][0], bottom)
        else:
            merged.append((top, bottom))
    lines: list[Pixels] = []
    for top, bottom in merged:
        columns = np.flatnonzero(inked[top:bottom].any(axis=0))
        lines.append((int(columns[0]), top, int(columns[-1]) + 1, bottom))
    return tuple(lines)


def _runs(filled: NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """Returns the runs of true values, parted by more false ones than ``gap``."""
    places = np.flatnonzero(filled)
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) > gap)
    starts = np.r_[places[0], places[breaks + 1]]
    ends = np.r_[places[breaks], places[-1]] + 1
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]
