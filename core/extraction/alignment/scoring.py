"""Scores how well the printed lines of a document fit the lines of a table of the form.

A pair earns by how alike the labels are and by how many figures the line has; what is left out on
either side costs. Every weight stands in ``Weights``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from ..labels import own_likeness
from .expected import Expected, Role
from .lines import Line

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the alignment earns and pays, in units of one perfectly matched label.

    Attributes:
        label: Earned for a label that is letter for letter that of the form.
        floor: Likeness (0 to 1) at which a label earns nothing; below, it costs.
        subtotal_floor: The same for the label of a row of sums, which no form has.
        head: What titles and headers earn, relative to rows.
        slots: Earned by a row that has just as many figures as the form; less for others.
        unlabelled: Earned by a line of figures without a label, where the form has none.
        filled: Earned by such a line if anything is printed in it.
        missing_row, missing_head: Cost of a line of the form that is not printed.
        extra_figures, extra_words, extra_fragment: Cost of a printed line that the form does
            not have: with figures, with a sentence, with a few characters of a broken head.
        least: The share of a table's rows that must be found for it to count as found.
        alike: How much alike their labels must be on average.
    """

    label: float = 1.5
    floor: float = 0.4
    subtotal_floor: float = 0.7
    head: float = 0.4
    slots: float = 0.4
    unlabelled: float = 1.5
    filled: float = 0.3
    missing_row: float = 0.35
    missing_head: float = 0.02
    extra_figures: float = 0.45
    extra_words: float = 0.02
    extra_fragment: float = 0.003
    least: float = 0.4
    alike: float = 0.55


WEIGHTS = Weights()

_LIKELY = 0.3
"""Lines less alike than this to every line of the form, and without slots, are passed over."""


class Scored:
    """What every line of the form earns with every printed line.

    Attributes:
        likeness: Of the labels, lines of the form by printed lines, 0 to 1.
        gain: What a pair earns, likewise.
        skip_expected, skip_line: Cost of leaving out a line of the form, and a printed line.
        candidates: Indexes of the printed lines that any pair may be made of.
    """

    def __init__(
        self, expected: Sequence[Expected], lines: Sequence[Line], weights: Weights
    ) -> None:
        self.expected = expected
        self.likeness = _likeness(expected, lines)
        self.gain = _gains(expected, lines, self.likeness, weights)
        self.skip_expected = [
            weights.missing_row if one.role is Role.ROW else weights.missing_head
            for one in expected
        ]
        self.skip_line = np.array([_skip_cost(line, weights) for line in lines])
        alike = self.likeness.max(axis=0) >= _LIKELY
        slots = np.array([bool(line.slots) for line in lines], dtype=bool)
        self.candidates = np.flatnonzero(alike | slots)


def _skip_cost(line: Line, weights: Weights) -> float:
    if line.printed:
        return weights.extra_figures
    return weights.extra_words if len(line.texts[0]) > _FRAGMENT else weights.extra_fragment


_FRAGMENT = 6
"""Greatest length of a fragment of a label, in characters."""


def _likeness(expected: Sequence[Expected], lines: Sequence[Line]) -> Scores:
    """Returns how alike the best wordings are, per line of the form and printed line, 0 to 1.

    The measure is twice the longest common subsequence over the sum of lengths (the normalized
    indel similarity), which bears missing, added and interleaved characters. Labels of groups
    that stand before a row's own label make no row of the group more alike.
    """
    whole = _compared(expected, [line.texts for line in lines])
    tails = _compared(expected, [line.tails for line in lines])
    rows = np.array([one.role is Role.ROW for one in expected])
    return np.where(rows[:, None], np.maximum(whole, _TAIL * tails), whole)


_TAIL = 0.97
"""A label that ends after its figures counts a little less than one that ends before them."""


def _compared(expected: Sequence[Expected], texts: Sequence[Sequence[str]]) -> Scores:
    wordings = [(at, text) for at, one in enumerate(expected) for text in one.texts]
    printed = [(at, text) for at, line in enumerate(texts) for text in line if text]
    result = np.zeros((len(expected), len(texts)))
    if not wordings or not printed:
        return result
    table = process.cdist(
        [text for _, text in wordings],
        [text for _, text in printed],
        scorer=fuzz.ratio,
        score_cutoff=100 * _LIKELY,
        dtype=np.float32,
    )
    _leave_out_shared(table, expected, wordings, printed)
    by_line = np.zeros((len(wordings), len(texts)))
    columns = np.array([at for at, _ in printed])
    starts = np.flatnonzero(np.r_[True, columns[1:] != columns[:-1]])
    by_line[:, columns[starts]] = np.maximum.reduceat(table, starts, axis=1)
    owners = np.array([at for at, _ in wordings])
    firsts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
    result[owners[firsts]] = np.maximum.reduceat(by_line, firsts, axis=0) / 100
    return result


def _leave_out_shared(
    table: NDArray[np.float32],
    expected: Sequence[Expected],
    wordings: Sequence[tuple[int, str]],
    printed: Sequence[tuple[int, str]],
) -> None:
    """Sets what differs in proportion to the rows' own labels, without those of their groups."""
    shared = np.array(
        [length for one in expected for length in one.shared or (0,) * len(one.texts)]
    )
    some = np.flatnonzero(shared)
    if not some.size:
        return
    lengths = np.array([len(text) for _, text in printed])
    whole = np.array([len(wordings[int(at)][1]) for at in some])[:, None] + lengths
    table[some] = 100 * own_likeness(table[some] / 100, whole, shared[some][:, None])


def _gains(
    expected: Sequence[Expected], lines: Sequence[Line], likeness: Scores, weights: Weights
) -> Scores:
    slots = np.array([len(line.slots) for line in lines], dtype=float)
    printed = np.array([line.printed for line in lines], dtype=float)
    ends = np.array([_end(line) for line in lines], dtype=float)
    gain = weights.label * (likeness - weights.floor)
    fits = {
        wanted: weights.slots * _fit(slots, wanted)
        for wanted in {len(one.targets) for one in expected if one.role is Role.ROW}
    }
    for at, one in enumerate(expected):
        if one.role in (Role.TITLE, Role.HEAD):
            gain[at] = np.where(gain[at] > 0, gain[at] * weights.head, gain[at])
            gain[at] -= weights.slots * (printed > 0)
        elif one.role is Role.SUBTOTAL:
            gain[at] += weights.label * (weights.floor - weights.subtotal_floor)
            gain[at] = np.where(printed > 0, gain[at] + weights.slots, -weights.label)
        elif one.texts:
            gain[at] += fits[len(one.targets)]
        else:
            gain[at] = weights.unlabelled * np.maximum(
                _unlabelled_fit(slots, len(one.targets)), _unlabelled_fit(ends, len(one.targets))
            )
            gain[at] -= weights.label * np.array([bool(line.texts[0]) for line in lines])
            gain[at] += weights.filled * (printed > 0)
    return gain


def _end(line: Line) -> int:
    """Returns how many slots a line has up to its last figure: a sheet goes on with blanks."""
    last = [at for at, slot in enumerate(line.slots) if slot.text.strip() or not slot.legible]
    return last[-1] + 1 if last else len(line.slots)


def _fit(slots: Scores, wanted: int) -> Scores:
    """Returns 1 for just as many slots as wanted, less for others, 0 for none."""
    off = np.abs(slots - wanted)
    return np.where(slots == 0, 0.0, np.where(off == 0, 1.0, np.where(off <= 2, 0.6, 0.2)))


def _unlabelled_fit(slots: Scores, wanted: int) -> Scores:
    off = np.abs(slots - wanted)
    return np.where(off > wanted // 2, -1.0, 1.0 - off / wanted)
