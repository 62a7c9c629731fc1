"""Tells points and commas of a figure by their shapes, which the recogniser passes over or mistakes
for each other in small print.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .page_image.foreground import Foreground

_INK = 165
"""Light, of 255, below which a pixel is print; between digits and a separator there is paper."""

_LEAST = 6
"""Height of digits, in pixels, below which the shape of a separator says nothing."""

_TALL = 0.6
"""Least height of a digit, as a share of the tallest part of its figure."""

_SMALL = 0.45
"""Greatest width of a separator, as a share of the height of the digits."""

_LOW = 0.6
"""Where a separator begins, from the top of the digits, as a share of their height."""

_DESCENDS, _STANDS = 0.13, 0.05
"""How far a comma reaches below the digits at least, and a point at most, as shares of their
height."""

_HIGHER = 1.35
"""Height to width: commas are higher by as much, points by no more."""

_PLAIN = re.compile(r"[0-9.,]+")


@dataclass(frozen=True, slots=True)
class Separators:
    """The points and commas of a figure by their shapes.

    Attributes:
        digits: How many parts of its print are as high as digits.
        after: After how many of these each one stands, from the left.
        signs: For each one "." or ","; empty where its shape does not say which.
    """

    digits: int
    after: tuple[int, ...]
    signs: tuple[str, ...]


def separators_of(foreground: Foreground) -> Separators | None:
    """Returns the separators in the print of one line; None where there is no such line."""
    if len(foreground.lines) != 1:
        return None
    x0, top, x1, bottom = foreground.lines[0]
    inked = np.asarray(foreground.picture[top:bottom, x0:x1] < _INK, np.bool_)
    tall = _heights(inked)
    if not len(tall) or tall.max() < _LEAST:
        return None
    is_digit = tall >= _TALL * tall.max()
    first, base = _lines_of(inked, is_digit)
    high = base - first
    reaches = _filled(inked[: round(first + _LOW * high)])
    runs = _runs(_filled(inked))
    digits = [run for run in runs if reaches[slice(*run)].any()]
    small = [
        (start, end)
        for start, end in runs
        if not reaches[start:end].any()
        and end - start <= _SMALL * high
        and digits
        and digits[0][1] <= start
        and end <= digits[-1][0]
    ]
    after = tuple(sum(end <= start for _, end in digits) for start, _ in small)
    signs = tuple(_sign(inked[:, slice(*run)], base, high) for run in small)
    return Separators(len(digits), after, signs)


def _heights(inked: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Returns how high each run of inked columns is."""
    rows = [np.flatnonzero(inked[:, slice(*run)].any(axis=1)) for run in _runs(_filled(inked))]
    return np.array([row[-1] - row[0] + 1 for row in rows], np.intp)


def _lines_of(inked: NDArray[np.bool_], is_digit: NDArray[np.bool_]) -> tuple[float, float]:
    """Returns the usual top and bottom of the runs of columns that are digits."""
    runs = [run for run, is_one in zip(_runs(_filled(inked)), is_digit, strict=True) if is_one]
    rows = [np.flatnonzero(inked[:, slice(*run)].any(axis=1)) for run in runs]
    return (
        float(np.median([row[0] for row in rows])),
        float(np.median([row[-1] + 1 for row in rows])),
    )


def _filled(inked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Returns which columns hold ink."""
    return np.asarray(inked.any(axis=0), np.bool_)


def _runs(filled: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Returns the runs of true values, from and to."""
    edges = np.flatnonzero(np.diff(np.r_[False, filled, False].astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def _sign(inked: NDArray[np.bool_], base: float, high: float) -> str:
    rows = np.flatnonzero(inked.any(axis=1))
    below = (rows[-1] + 1 - base) / high
    upright = (rows[-1] - rows[0] + 1) / inked.shape[1]
    if below >= _DESCENDS and upright >= _HIGHER:
        return ","
    return "." if below <= _STANDS and upright <= _HIGHER else ""


def with_separators(text: str, seen: Separators) -> str:
    """Returns a figure with the points and commas that its print shows, as far as they are told
    by their shapes; the text itself where its digits are not those of the print.
    """
    if not _PLAIN.fullmatch(text) or len(set(seen.after)) < len(seen.after):
        return text
    given = [character for character in text if character in ".,"]
    digits = [character for character in text if character not in ".,"]
    if len(given) > len(seen.signs) or len(digits) != seen.digits:
        return text
    if len(given) < len(seen.signs):
        given = [
            sign or _likely(digits, at) for sign, at in zip(seen.signs, seen.after, strict=True)
        ]
    else:
        given = [sign or old for sign, old in zip(seen.signs, given, strict=True)]
        if [len(part) for part in re.split(r"[.,]", text)][:-1] != list(np.diff((0, *seen.after))):
            return text
    for sign, at in sorted(zip(given, seen.after, strict=True), key=lambda pair: -pair[1]):
        digits.insert(at, sign)
    return "".join(digits)


def _likely(digits: list[str], at: int) -> str:
    return "," if len(digits) - at == 3 else "."
