"""Sums over the figures that stand between two cuts, for all pairs of cuts at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .words import Word

Floats = NDArray[np.float64]


def counts_between(values: Floats, at: Floats) -> Floats:
    """Returns how many values lie in each span."""
    below = np.searchsorted(np.sort(values), at)
    result: Floats = np.maximum(below[None, :] - below[:, None], 0).astype(float)
    return result


def _sums(keys: Floats, values: Floats, at: Floats) -> Floats:
    order = np.argsort(keys, kind="stable")
    total = np.concatenate(([0.0], np.cumsum(values[order])))[np.searchsorted(keys[order], at)]
    result: Floats = total[None, :] - total[:, None]
    return result


def means_between(middles: Floats, at: Floats, counts: Floats) -> Floats:
    """Returns the mean middle of the figures between each two cuts; 0 where there are none."""
    result: Floats = _sums(middles, middles, at) / np.maximum(counts, 1)
    return result


def spreads_between(middles: Floats, values: Floats, at: Floats, counts: Floats) -> Floats:
    """Returns the standard deviation of the values whose middles lie in each span, in points."""
    centred = values - (values.mean() if len(values) else 0.0)
    number = np.maximum(counts, 1)
    mean, square = (_sums(middles, power, at) / number for power in (centred, centred**2))
    result: Floats = np.sqrt(np.maximum(square - mean**2, 0.0))
    return result


def words_cut(words: Sequence[Word], at: Floats, inset: float) -> Floats:
    """Returns how many words each cut goes through, but for their ends."""
    if not words:
        return np.zeros(len(at))
    starts = np.array([word.x0 for word in words])[:, None] + inset
    ends = np.array([word.x1 for word in words])[:, None] - inset
    return np.asarray(((starts < at[None]) & (at[None] < ends)).sum(axis=0), dtype=float)
