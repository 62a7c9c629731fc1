"""Weighs the ink of figures: what a pen, a stamp or a digit typed over another adds to a figure,
and what a scan lost of one, shows beside the other figures of its table.

Within a table a digit takes the same ink wherever it stands, to a few parts in a hundred, in coarse
and in blurred scans too. A weight never changes a figure; it takes certainty away.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .page_image.foreground import Foreground

_SIGNS = "0123456789.,"
"""Of what the ink is known; figures with other signs are not weighed."""

_ENOUGH, _EACH = 12, 3
"""Figures, and figures to each sign that is among them, that tell how much ink it takes."""

_HEAVIER, _LIGHTER = 0.12, 0.2
"""Of the logarithm of weight: by how much more and how much less than usual is odd."""

_SPREAD = 6.0
"""And that many times as much as the figures of the table differ from each other, at least."""

_OWN = 3
"""Figures of a row or a column that may be heavier than the table as a whole: set in bold."""

_BOLD = 0.08
"""By how much they are, in the middle of them."""

_ROUNDS = 4
_PRIOR = 0.05
"""How much a digit that is hardly seen is taken to weigh as much as the others."""


def odd_weights(
    prints: Sequence[Foreground], texts: Sequence[str], places: Sequence[tuple[int, int]]
) -> set[int]:
    """Returns which figures of a table have more or less ink than their digits take.

    Args:
        prints: Of the cells of the table.
        texts: What is read in each.
        places: Its row and its column.
    """
    known = [at for at, text in enumerate(texts) if _is_weighed(prints[at], text)]
    signs = {sign for at in known for sign in texts[at]}
    if len(known) < max(_ENOUGH, _EACH * len(signs)):
        return set()
    off = _off_usual([_ink(prints[at]) for at in known], [texts[at] for at in known])
    for side in (0, 1):
        off -= _bold([places[at][side] for at in known], off)
    spread = _SPREAD * 1.5 * float(np.median(np.abs(off - np.median(off))))
    is_odd = (off > max(_HEAVIER, spread)) | (off < -max(_LIGHTER, spread))
    return {at for at, odd in zip(known, is_odd, strict=True) if odd}


def _is_weighed(foreground: Foreground, text: str) -> bool:
    return len(foreground.lines) == 1 and bool(text) and all(c in _SIGNS for c in text)


def _ink(foreground: Foreground) -> float:
    """Returns the ink of a line of print, in pixels of full darkness."""
    x0, top, x1, bottom = foreground.lines[0]
    return max(1.0, float((255 - foreground.picture[top:bottom, x0:x1]).sum()) / 255)


def _off_usual(inks: Sequence[float], texts: Sequence[str]) -> NDArray[np.float64]:
    """Returns the logarithm of the weight of each figure over what its digits take.

    What each digit takes is fitted to all figures, those that are far off less and less.
    """
    ink = np.array(inks)
    counts = np.array([[text.count(sign) for sign in _SIGNS] for text in texts], float)
    usual = float(np.median(ink / counts.sum(axis=1)))
    digits = [sign.isdigit() for sign in _SIGNS]
    expected = np.where(digits, usual, usual / 4)
    rows = counts / ink[:, None]
    weight = np.ones(len(ink))
    off = np.zeros(len(ink))
    for _ in range(_ROUNDS):
        left = np.vstack([rows * weight[:, None], np.diag(_PRIOR / expected)])
        right = np.r_[weight, np.full(len(_SIGNS), _PRIOR)]
        taken, *_ = np.linalg.lstsq(left, right, rcond=None)
        off = -np.log(np.maximum(rows @ taken, 1e-3))
        weight = np.sqrt(_HEAVIER / np.maximum(np.abs(off), _HEAVIER))
    return off


def _bold(lines: Sequence[int], off: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns for each figure by how much all of its row, or column, are heavier or lighter."""
    among = np.array(lines)
    found = np.zeros(len(off))
    for line in set(lines):
        own = among == line
        middle = float(np.median(off[own]))
        if own.sum() >= _OWN and abs(middle) > _BOLD:
            found[own] = middle
    return found
