"""Finds shares, changes and averages along one axis of a table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .chance import many_ways, new_line_logs, ways
from .figure_table import Lines, Truths
from .found_rule import RuleKind
from .label_words import label_evidence
from .quotients import Floats, Judged, Pairs

CHANCE = -2.0
"""A ratio that chance alone would bring forth oftener than once in a hundred tables is none."""

CHANCE_SECOND = -8.0
"""The same for a second ratio that a vector is as well."""

FACTORS = (100, 1, 1000)
"""What a share is printed as: per cent, a fraction, per mille."""

KINDS = (*((RuleKind.SHARE, factor) for factor in FACTORS), (RuleKind.CHANGE, 100))

_LEAST_SHARE = 0.5
"""In what share of the lines it must hold."""

_REACH = 6
"""How far a ratio lies from what it is made of, in a table of more than ``_FEW`` vectors."""

_FEW = 60

_ROUNDED_FIGURES = 5
"""So many figures are not all whole tens by chance (one in 10^5)."""

_MOST_PAIRS = 8
"""How many pairs of each kind are looked at for one vector."""

_FEWEST_LINES = 2

_LONGEST_AVERAGE = 12

_CHANGE_FIRST = -2.0
"""A change is preferred to a share that is not a hundred times less likely by chance."""

_MUCH = 3.0
"""How much coarser a quotient is than a part that has more decimals than it."""

_SAMPLE = 100
"""Lines of a long table on which a ratio is tried before it is on all of them."""


@dataclass(frozen=True)
class Ratio:
    """A share, a change or an average that may be.

    Attributes:
        kind: Which of the three.
        result: Index of the vector that is one.
        parts: What it is made of: numerator and denominator, before and after, or all averaged.
        factor: What it is multiplied by.
        held, broken: In which lines it holds, and in which it does not though all is known.
        chance: Decimal logarithm of how many such ratios chance would bring forth.
    """

    kind: RuleKind
    result: int
    parts: tuple[int, ...]
    factor: int
    held: Truths
    broken: Truths
    chance: float


def find_ratios(lines: Lines) -> tuple[Ratio, ...]:
    """Returns the shares and changes along one axis.

    A vector may be the ratio of more than one pair: the turnout of men and women, as a share of
    voters and of all, say, where both pairs stand twice in the table.
    """
    found: list[Ratio] = []
    widths, coarse = _rounded_widths(lines), _coarseness(lines)
    for result in _figures(lines):
        found += _apart(sorted(_ratios_of(lines, int(result), widths, coarse), key=_preference))
    return tuple(found)


def _apart(ratios: list[Ratio]) -> list[Ratio]:
    """Returns the best of the ratios of one vector, and those of other parts that are as sure."""
    kept = ratios[:1]
    for one in ratios[1:]:
        if one.chance <= CHANCE_SECOND and not any({*one.parts} & {*other.parts} for other in kept):
            kept.append(one)
    return kept


def _preference(ratio: Ratio) -> tuple[float, tuple[int, ...]]:
    """Returns by what the best of several is told: a change is also the share of a difference."""
    likelier = _CHANGE_FIRST if ratio.kind is RuleKind.CHANGE else 0.0
    return ratio.chance + likelier, ratio.parts


def find_averages(lines: Lines) -> tuple[Ratio, ...]:
    """Returns the averages of three or more neighbours along one axis, the best for each vector."""
    found: list[Ratio] = []
    figures = [int(one) for one in _figures(lines)]
    for place, result in enumerate(figures):
        sides = figures[place + 1 :], figures[:place][::-1]
        best = [
            one
            for side in sides
            for length in range(3, min(len(side), _LONGEST_AVERAGE) + 1)
            if (one := _average(lines, result, side[:length])) is not None
        ]
        if best:
            found.append(min(best, key=lambda one: one.chance))
    return tuple(found)


def _figures(lines: Lines) -> NDArray[np.int64]:
    return np.flatnonzero(lines.known.any(axis=1))


def _ratios_of(lines: Lines, result: int, widths: Floats, coarse: Floats) -> Iterator[Ratio]:
    """Yields the ratios that one vector may be of two others."""
    if int(lines.known[result].sum()) < _FEWEST_LINES:
        return
    figures = _figures(lines)
    if len(figures) > _FEW:
        figures = figures[np.abs(figures - result) <= _REACH]
    figures = figures[figures != result]
    if len(figures) < 2:
        return
    first, second = (axis.ravel() for axis in np.meshgrid(figures, figures, indexing="ij"))
    apart = first != second
    first, second = first[apart], second[apart]
    worked_out = _is_worked_out(lines, result, first, second, coarse)
    first, second = first[worked_out], second[worked_out]
    if not len(first):
        return
    if lines.numbers.shape[1] > 2 * _SAMPLE:
        likely = _holds_in_sample(lines, result, first, second, widths)
        first, second = first[likely], second[likely]
    pairs = Pairs(lines, first, second, widths)
    distance = np.maximum(np.abs(first - result), np.abs(second - result)).astype(float)
    tried = np.log10(2 * distance * (2 * distance - 1) * (len(FACTORS) + 1))
    for kind, factor in KINDS:
        for parts_are_rounded in (True, False):
            judged = pairs.judged(result, kind, factor, parts_are_rounded)
            said = tried + label_evidence(lines.labels[result], kind)
            yield from _best(pairs, result, judged, said)


def _best(pairs: Pairs, result: int, judged: Judged, tried: Floats) -> Iterator[Ratio]:
    """Yields the pairs that are the least likely by chance."""
    counts, of = judged.held.sum(axis=1), judged.asked.sum(axis=1)
    scores = np.where(judged.held, judged.logs, 0.0).sum(axis=1) + many_ways(of, counts) + tried
    scores[(counts < _FEWEST_LINES) | (counts < _LEAST_SHARE * of)] = 0.0
    for at in np.argsort(scores, kind="stable")[:_MOST_PAIRS]:
        if scores[at] <= CHANCE:
            parts = int(pairs.first[at]), int(pairs.second[at])
            held, broken = judged.held[at], judged.asked[at] & ~judged.held[at]
            yield Ratio(judged.kind, result, parts, judged.factor, held, broken, float(scores[at]))


def _is_worked_out(
    lines: Lines,
    result: int,
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    coarse: Floats,
) -> Truths:
    """Returns for which pairs a vector may be the one of the three that was worked out.

    Of three figures of which one is a quotient, either factor is a quotient of the other two as
    well. The one that was worked out has the most decimals; where it has as many as another, the
    fewest digits.
    """
    known, widths = lines.known[result], lines.widths[result]
    found: Truths = np.ones(len(first), dtype=np.bool_)
    for part in (first, second):
        both = known & lines.known[part]
        half = both.sum(axis=1) / 2
        finer = (both & (widths < lines.widths[part])).sum(axis=1) > half
        coarser = (both & (widths > lines.widths[part])).sum(axis=1) > half
        fewer = coarse[result] > np.where(coarser, _MUCH, 1.0) * coarse[part]
        found &= finer | fewer
    return found


def _coarseness(lines: Lines) -> Floats:
    """Returns for each vector the last digit's width as a share of the figure, on average."""
    says = lines.known & lines.nonzero
    widths = np.where(says, lines.widths.astype(float) / np.maximum(lines.sizes, 1.0), 0.0)
    found: Floats = widths.sum(axis=1) / np.maximum(says.sum(axis=1), 1)
    return found


def _rounded_widths(lines: Lines) -> Floats:
    """Returns the width to which each figure was rounded: where a vector holds nothing but whole
    hundreds, say, a hundred.
    """
    widths = lines.widths.astype(float)
    for at in range(lines.count):
        figures = [int(one) for one in lines.numbers[at] if one]
        if len(figures) >= _ROUNDED_FIGURES:
            round_to = math.gcd(*figures)
            tens = 10 ** (len(str(round_to)) - len(str(round_to).rstrip("0")))
            widths[at] = np.maximum(widths[at], np.where(lines.known[at], float(tens), 0.0))
    return widths


def _holds_in_sample(
    lines: Lines,
    result: int,
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    widths: Floats,
) -> Truths:
    """Returns for which pairs one of the ratios holds in a fair share of some lines of many."""
    known = np.flatnonzero(lines.known[result] & lines.nonzero[result])
    some = known[:: max(len(known) // _SAMPLE, 1)]
    sample = replace(
        lines,
        numbers=lines.numbers[:, some],
        widths=lines.widths[:, some],
        known=lines.known[:, some],
    )
    pairs = Pairs(sample, first, second, widths[:, some])
    judged = [pairs.judged(result, kind, factor, parts_are_rounded=True) for kind, factor in KINDS]
    asked = np.maximum(np.max([one.asked.sum(axis=1) for one in judged], axis=0), 1)
    held = np.max([one.held.sum(axis=1) for one in judged], axis=0)
    likely: Truths = held >= _LEAST_SHARE / 2 * asked
    return likely


def _average(lines: Lines, result: int, parts: list[int]) -> Ratio | None:
    """Returns one vector as the average of others, where it is."""
    taken, count = np.asarray(parts), len(parts)
    sums = lines.numbers[taken].sum(axis=0)
    widths = lines.widths[taken].sum(axis=0) + count * lines.widths[result]
    asked = lines.known[result] & lines.known[taken].all(axis=0) & lines.nonzero[result]
    held = (2 * np.abs(sums - count * lines.numbers[result]) <= widths) & asked
    of, counts = int(asked.sum()), int(held.sum())
    if counts < _FEWEST_LINES or counts < _LEAST_SHARE * of:
        return None
    spread = np.ptp(lines.numbers[taken].astype(float), axis=0) * count
    logs = np.log10(np.clip(widths.astype(float) / np.maximum(spread, 1.0), 1e-15, 1.0))
    logs = np.maximum(logs, new_line_logs(lines, result, taken, held.astype(np.bool_), widths))
    chance = float(np.where(held, logs, 0.0).sum()) + ways(of, counts)
    chance += math.log10(2 * _LONGEST_AVERAGE)
    chance += label_evidence(lines.labels[result], RuleKind.AVERAGE)
    if chance > CHANCE:
        return None
    return Ratio(
        RuleKind.AVERAGE,
        result,
        tuple(sorted(parts)),
        1,
        held.astype(np.bool_),
        (asked & ~held).astype(np.bool_),
        chance,
    )
