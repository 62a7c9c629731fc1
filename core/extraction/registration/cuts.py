"""Where a column may begin or end: rules, the valleys between words, wide gaps within a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from ...documents.grids.ruled_lines import Rule
from .words import Word

SAME = 2.5
"""Distance, in points, below which two rules are one."""

_NARROW = 0.3
"""Width, in points, below which white between two columns is the touch of two words."""

_TELLS = 0.3
"""Least share of the height of the rows along which a rule is drawn that parts columns."""

_SOLID = 0.8
"""Share of the height of the rows from which such a rule stands for the white around it, which then
needs no cut of its own."""

_LONG = 2.2
"""Width of a figure, in font sizes, from which it may be two that touch."""

_WIDER = 0.1
"""How much wider than usual, in font sizes, a gap in such a figure must be to part two."""


@dataclass(frozen=True, slots=True)
class Wall:
    """A rule down the rows: where, and the share of their height along which it is drawn."""

    at: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Cuts:
    """Places of cuts from left to right, and how much of a wall each of them is, 0 to 1."""

    at: NDArray[np.float64]
    wall: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.at)

    def given(self, there: Sequence[float], nowhere: Sequence[float], near: float) -> Cuts:
        """Returns the cuts with some that are there, and without those near some that are not.

        Args:
            there: Places of cuts; each takes the place of those near it.
            nowhere: Places without one.
            near: In points.
        """
        gone = np.array([*there, *nowhere])
        kept = (
            np.abs(self.at[:, None] - gone[None, :]).min(axis=1) > near
            if len(gone)
            else np.ones(len(self.at), dtype=bool)
        )
        at = np.concatenate((self.at[kept], np.array(there, dtype=float)))
        wall = np.concatenate((self.wall[kept], np.ones(len(there))))
        order = np.argsort(at, kind="stable")
        return Cuts(at[order], wall[order])


def find_walls(
    spans: Iterable[tuple[Sequence[Rule], float, float]],
) -> list[Wall]:
    """Returns the walls along stretches of pages: (vertical rules of the page, top, bottom)."""
    spans = list(spans)
    whole = sum(bottom - top for _, top, bottom in spans) or 1.0
    pieces = sorted(
        (rule.at, min(bottom, rule.end) - max(top, rule.start))
        for rules, top, bottom in spans
        for rule in rules
        if min(bottom, rule.end) > max(top, rule.start)
    )
    walls: list[list[float]] = []
    for at, drawn in pieces:
        if walls and at - walls[-1][0] < SAME:
            walls[-1][1] += drawn
        else:
            walls.append([at, drawn])
    return [Wall(at, min(1.0, drawn / whole)) for at, drawn in walls]


def find_cuts(
    figures: Sequence[Word],
    headers: Sequence[Word],
    labels: Sequence[Word],
    walls: Sequence[Wall],
    em: float,
) -> Cuts:
    """Returns the places where columns may begin or end, at least right of the labels' left.

    Args:
        figures: Of the rows.
        headers: Over their columns.
        labels: Of the rows.
        walls: Down the rows.
        em: The size of the print, in points.
    """
    spans = [(word.x0, word.x1, 1.0) for word in (*figures, *headers)]
    spans += [(word.x0, word.x1, 0.5) for word in labels]
    if not spans:
        return Cuts(np.zeros(0), np.zeros(0))
    most = max(3.0, 0.2 * len(figures))
    valleys = _valleys(spans, most, em)
    low = min((word.x0 for word in labels), default=min(span[0] for span in spans) - 2 * em)
    rules = [wall for wall in walls if wall.coverage > _TELLS and wall.at > low - em]
    found = [(wall.at, wall.coverage) for wall in rules]
    for at, start, end in valleys:
        if not any(
            abs(at - wall.at) < 1.5 or (start < wall.at < end and wall.coverage > _SOLID)
            for wall in rules
        ):
            found.append((at, 0.0))
    for at, _ in _inner_gaps(figures, em):
        if all(abs(at - other) > 1.5 for other, _ in found):
            found.append((at, 0.0))
    found.sort()
    return Cuts(np.array([at for at, _ in found]), np.array([wall for _, wall in found]))


def crossing(cuts: Cuts, words: Sequence[Word], em: float) -> NDArray[np.float64]:
    """Returns how many figures each cut goes through: a part where it only grazes one, or goes
    between two characters that stand apart.
    """
    if not words or not len(cuts):
        return np.zeros(len(cuts))
    starts = np.array([word.x0 for word in words])[:, None]
    ends = np.array([word.x1 for word in words])[:, None]
    depth = np.minimum(cuts.at[None] - starts, ends - cuts.at[None]) / em * 2
    depth = depth.clip(0, 1)
    relief = np.ones_like(depth)
    for at, word, x0, x1, share in _gaps_by_word(words, em):
        del word
        relief[at] = np.where((cuts.at > x0) & (cuts.at < x1), 1 - share, relief[at])
    return np.asarray((depth * relief).sum(axis=0))


def _valleys(
    spans: Sequence[tuple[float, float, float]], most: float, em: float
) -> list[tuple[float, float, float]]:
    """Returns the middles, beginnings and ends of the places that fewest words reach over."""
    events = sorted(
        [(start, weight) for start, _, weight in spans]
        + [(end, -weight) for _, end, weight in spans]
    )
    stretches: list[tuple[float, float, float]] = []
    last, height = events[0][0] - em, 0.0
    for x, change in events:
        if x > last + 1e-6:
            stretches.append((last, x, height))
            last = x
        height += change
    stretches.append((last, last + em, 0.0))
    found: list[tuple[float, float, float]] = []
    for at, (start, end, height) in enumerate(stretches):
        outer = at in (0, len(stretches) - 1)
        if end - start < _NARROW and not outer:
            continue
        beside = [stretches[other][2] for other in (at - 1, at + 1) if 0 <= other < len(stretches)]
        if height < most and all(height <= other for other in beside):
            found.append(((start + end) / 2, start, end))
    return found


def _gaps_by_word(
    words: Sequence[Word], em: float
) -> Iterable[tuple[int, Word, float, float, float]]:
    """Yields the wide gaps within long figures: the figure, from where to where, how wide."""
    for at, word in enumerate(words):
        if word.x1 - word.x0 < _LONG * em or len(word.glyphs) < 3:
            continue
        gaps = [(one.x1, other.x0) for one, other in pairwise(word.glyphs)]
        usual = median(end - start for start, end in gaps)
        for start, end in gaps:
            if end - start > usual + _WIDER * em:
                yield at, word, start, end, min((end - start - usual) / (0.25 * em), 0.9)


def _inner_gaps(words: Sequence[Word], em: float) -> list[tuple[float, float]]:
    return [((x0 + x1) / 2, share) for _, _, x0, x1, share in _gaps_by_word(words, em)]
