"""Finds sums along one axis of a table: runs of neighbours, every so-manieth vector, and pairs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .figure_table import Lines, Truths
from .label_words import SAID
from .nesting import nested_sums
from .sum_evidence import FoundSum, hit_scores, weighed

CHANCE = -1.0
"""A sum of neighbours that chance alone would bring forth oftener than in one of ten such
tables is none."""

CHANCE_APART = -5.0
"""The same for parts that lie apart from their sum: of these far more were tried, and seldom is
one meant."""

_AS_UNLIKELY = 1.5
"""Sums whose chances differ by less, as logarithms, are told apart by how near they come."""

_LEAST_SHARE = 0.5
"""A sum that holds in a smaller share of the lines needs better evidence: ``CHANCE_PATCHY``."""

CHANCE_PATCHY = -6.0
"""Such evidence: the logarithm of the chance."""

CHANCE_CERTAIN = -6.0
"""A sum that chance would bring forth but once in a million tables is certain."""

_FEWEST_CERTAIN = 2

_HARDLY = 0.25
"""Share of the certain sums that hold in a line at most where its figures do not add up."""

_FEWEST_EXACT = 12
"""Of so many sums of rounded figures some are off by a digit: a sum of two comes to the very figure
three times in four, twelve of them one time in thirty.
"""

_NEARLY_ALL = 0.9

_FIRST_BLOCK = 32
"""How many neighbours are added up before it is asked whether more can come of it."""

_PASSED = 0.9
"""Share of lines whose sum has passed the result for good before a run is given up."""

_PAIR_REACH = 12
"""How far apart the vectors of a pair and its sum lie at most, where a table has many."""

_FEW = 40
"""Up to so many vectors every pair is tried, however far apart."""


def find_sums(lines: Lines) -> tuple[FoundSum, ...]:
    """Returns the sums along one axis, the surest first.

    Lines that hardly one of the sums that are certain holds in are told to hold no figures that
    add up, and the sums are looked for once more without asking them. So they are where the
    figures show that nothing was rounded: then nothing is off by a digit.
    """
    found = _found(lines)
    adds: Truths = lines.adds & ~_hardly_held(lines, found)
    again = replace(lines, adds=adds) if adds.any() else lines
    if _are_exact(lines, found):
        again = replace(again, widths=np.zeros_like(lines.widths))
    if again.widths is not lines.widths or (again.adds != lines.adds).any():
        found = _found(again)
    return tuple(sorted(found, key=lambda one: one.chance))


def _hardly_held(lines: Lines, sums: Sequence[FoundSum]) -> Truths:
    """Returns in which lines sums that are certain are broken much oftener than they hold."""
    certain = [one for one in sums if one.chance <= CHANCE_CERTAIN]
    if len(certain) < _FEWEST_CERTAIN:
        return np.zeros_like(lines.adds)
    held = np.sum([one.held for one in certain], axis=0)
    broken = np.sum([one.broken for one in certain], axis=0)
    hardly: Truths = (held <= _HARDLY * (held + broken)) & (broken >= _FEWEST_CERTAIN)
    return hardly


def _are_exact(lines: Lines, sums: Sequence[FoundSum]) -> bool:
    """Do the sums that hold come to the very figure, nearly all of them?"""
    exact = telling = 0
    for one in sums:
        parts = np.asarray(one.parts)
        says = one.held & (lines.nonzero[parts].sum(axis=0) >= 2)
        equal = lines.numbers[parts].sum(axis=0) == lines.numbers[one.result]
        telling += int(says.sum())
        exact += int((says & equal).sum())
    return telling >= _FEWEST_EXACT and exact >= _NEARLY_ALL * telling


def _found(lines: Lines) -> list[FoundSum]:
    """Returns the sums along one axis.

    Those that the order of rows says come first; then sums of neighbours, the parts of a sum that
    was found being set aside so that a sum of sums is one of neighbours too; then those whose
    parts lie apart.
    """
    found = list(nested_sums(lines))
    nested = {part for one in found for part in one.parts}
    active = [at for at in range(lines.count) if lines.known[at].any() and at not in nested]
    while True:
        chosen = _news(_runs(lines, active), found)
        if not chosen:
            break
        found += chosen
        parts = {part for one in chosen for part in one.parts}
        active = [at for at in active if at not in parts]
    scattered = [*_ranges(lines), *_strides(lines), *_pairs(lines)]
    found += _news(scattered, found)
    return found


def _news(candidates: Iterable[FoundSum], known: Sequence[FoundSum]) -> list[FoundSum]:
    """Returns those that say what neither a known one nor another of them says already.

    The same vectors add up in one way only; and a sum in which the parts of another stand for
    that one's result, or the other way round, follows from both.
    """
    accepted = list(known)
    believed = [one for one in candidates if _is_believed(one)]
    for one in sorted(believed, key=lambda one: (len(one.parts), one.chance)):
        if any(_is_within(one, other) for other in [*accepted, *believed]):
            continue
        vectors = {one.result, *one.parts}
        if any(vectors == {other.result, *other.parts} for other in accepted):
            continue
        told = {
            _contracted(other.parts, accepted) for other in accepted if other.result == one.result
        }
        if _contracted(one.parts, accepted) not in told:
            accepted.append(one)
    return accepted[len(known) :]


def _is_believed(one: FoundSum) -> bool:
    """Does it hold in most lines, or in some of them so well that it is no chance?"""
    if one.share >= _LEAST_SHARE:
        return True
    return one.chance <= CHANCE_PATCHY and int(one.held.sum()) > 1


def _is_within(one: FoundSum, other: FoundSum) -> bool:
    """Has another sum of the same result most of the same parts, and better evidence?"""
    if one.result != other.result or one.chance <= other.chance:
        return False
    common = len({*one.parts} & {*other.parts})
    return 2 * common > min(len(one.parts), len(other.parts))


def _contracted(parts: Sequence[int], sums: Sequence[FoundSum]) -> frozenset[int]:
    """Returns parts with the result of each sum in the place of that sum's own parts."""
    left, changed = set(parts), True
    while changed:
        changed = False
        for one in sums:
            if len(one.parts) < len(left) and left.issuperset(one.parts):
                left = left.difference(one.parts) | {one.result}
                changed = True
    return frozenset(left)


def _runs(lines: Lines, active: Sequence[int]) -> Iterator[FoundSum]:
    """Yields for each vector the best sum of its neighbours to either side."""
    tried = math.log10(max(2 * len(active), 1))
    for at, result in enumerate(active):
        sides = [active[at + 1 :], active[:at][::-1]]
        best = [one for side in sides if (one := _best_prefix(lines, result, side, tried))]
        if best:
            yield min(best, key=lambda one: one.chance)


def _strides(lines: Lines) -> Iterator[FoundSum]:
    """Yields for each vector the best sum of every second, third … vector after or before it."""
    figures = [at for at in range(lines.count) if lines.known[at].any()]
    if len(figures) > 4 * _FEW:
        return
    for result in figures:
        for step in range(2, len(figures) // 2 + 1):
            for order in (range(result + step, lines.count, step), range(result - step, -1, -step)):
                tried = math.log10(2 * len(figures))
                one = _best_prefix(lines, result, list(order), tried, CHANCE_APART)
                if one is not None:
                    yield one


def _ranges(lines: Lines) -> Iterator[FoundSum]:
    """Yields for each vector the best sum of neighbours that lie apart from it."""
    figures = [at for at in range(lines.count) if lines.known[at].any()]
    if len(figures) > 2 * _FEW:
        return
    tried = math.log10(max(len(figures) * 2, 1))
    for place, result in enumerate(figures):
        for start in range(len(figures) - 1):
            if start - 1 <= place <= start + 1:
                continue
            order = figures[start:] if start > place else figures[start:place]
            one = _best_prefix(lines, result, order, tried, CHANCE_APART)
            if one is not None:
                yield one


def _best_prefix(
    lines: Lines, result: int, order: Sequence[int], tried: float, chance: float = CHANCE
) -> FoundSum | None:
    """Returns the sum of the first so many of some vectors that is the least likely by chance.

    Of those about as unlikely it is the one that comes nearest to the result, or the shortest:
    a part that is smaller than the rounding can be in or out.
    """
    size, best = _FIRST_BLOCK, _Prefix(0, 0.0, 0.0)
    while True:
        taken = order[:size]
        if len(taken) < 2:
            return None
        best, passed = _nearest_prefix(lines, result, taken)
        if passed or len(taken) == len(order):
            break
        size *= 4
    if best.score + tried + SAID > chance:
        return None
    found = weighed(lines, result, sorted(order[: best.length]), tried)
    return found if found.chance <= chance else None


class _Prefix(NamedTuple):
    length: int
    score: float
    distance: float


def _nearest_prefix(lines: Lines, result: int, order: Sequence[int]) -> tuple[_Prefix, bool]:
    """Returns the best prefix of some vectors, and whether no longer one can be better."""
    taken = np.asarray(order)
    sums = lines.numbers[taken].cumsum(axis=0)
    widths = lines.widths[taken].cumsum(axis=0) + lines.widths[result]
    away = np.abs(sums - lines.numbers[result])
    says = lines.known[result] & (lines.nonzero[taken].cumsum(axis=0) >= 2)
    held = ((2 * away <= widths) & says).astype(np.bool_)
    all_known = ~np.logical_or.accumulate(lines.unknown[taken], axis=0)
    scores = hit_scores(lines, result, held, says & (held | (all_known & lines.adds)), widths)
    distances = np.where(held, away, 0).sum(axis=1) / np.maximum(held.sum(axis=1), 1)
    close = np.flatnonzero(scores <= scores.min() + _AS_UNLIKELY)
    at = int(close[np.argmin(distances[close].astype(np.float64))])
    passed = _is_passed(lines, result, sums[-1], widths[-1])
    return _Prefix(at + 1, float(scores[at]), float(distances[at])), passed


def _is_passed(
    lines: Lines, result: int, sums: NDArray[np.int64], widths: NDArray[np.int64]
) -> bool:
    """Have the sums gone beyond the result in nearly every line?"""
    known = lines.known[result] & lines.grows
    if not known.any():
        return False
    beyond = 2 * (sums - lines.numbers[result]) > widths
    return bool(beyond[known].mean() >= _PASSED)


def _pairs(lines: Lines) -> Iterator[FoundSum]:
    """Yields every sum of two vectors that lie near it, or anywhere in a small table."""
    figures = np.array([at for at in range(lines.count) if lines.known[at].any()], dtype=np.int64)
    few = len(figures) <= _FEW
    for place, result in enumerate(figures):
        near = figures if few else figures[max(0, place - _PAIR_REACH) : place + _PAIR_REACH + 1]
        near = near[near != result]
        firsts, seconds = np.triu_indices(len(near), 1)
        if not len(firsts):
            continue
        a, b = near[firsts], near[seconds]
        widths = lines.widths[a] + lines.widths[b] + lines.widths[result]
        within = 2 * np.abs(lines.numbers[a] + lines.numbers[b] - lines.numbers[result]) <= widths
        says = lines.known[result] & lines.nonzero[a] & lines.nonzero[b]
        held = (within & says).astype(np.bool_)
        asked = says & (held | (lines.adds & ~(lines.unknown[a] | lines.unknown[b])))
        tried = math.log10(len(firsts))
        scores = hit_scores(lines, int(result), held, asked, widths) + tried
        for at in np.flatnonzero(scores + SAID <= CHANCE_APART):
            found = weighed(lines, int(result), sorted((int(a[at]), int(b[at]))), tried)
            if found.chance <= CHANCE_APART:
                yield found
