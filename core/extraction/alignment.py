"""Aligns the lines of a document with the lines of a table of the form.

One scoring function (``scoring``) and one dynamic programme (local alignment after Smith and
Waterman, 1981): the lines of the form, in their order, against the printed lines, in theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from ..forms import Table
from .expected import Expected, Role, expected_lines
from .lines import RUNNING_TEXT, Line
from .scoring import WEIGHTS, Scored, Scores, Weights


@dataclass(frozen=True, slots=True)
class Match:
    """A line of the form and the printed line that is taken for it.

    Attributes:
        likeness: Of the labels, 0 to 1.
        in_order: False where it stands elsewhere than the form has it.
    """

    expected: Expected
    line: Line
    likeness: float
    in_order: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """One copy of a table in a document.

    Attributes:
        matches: In the order of the form; titles and heads included.
        missing: Rows of the form that are not printed.
        extra: Printed lines with figures between the first and last match, or right below, that
            match nothing.
    """

    table: Table
    score: float
    matches: tuple[Match, ...]
    missing: tuple[Expected, ...]
    extra: tuple[Line, ...]

    @property
    def rows(self) -> list[Match]:
        """The matches that are rows of figures."""
        return [match for match in self.matches if match.expected.role is Role.ROW]

    @property
    def first(self) -> int:
        """Index of the first line."""
        return min(match.line.index for match in self.matches)

    @property
    def last(self) -> int:
        """Index of the last line."""
        return max(match.line.index for match in self.matches)


def find_tables(
    tables: Sequence[Table], lines: Sequence[Line], weights: Weights = WEIGHTS
) -> list[Found]:
    """Returns every copy of a table in a document, in the order of the document.

    Args:
        tables: The editions of one table; each copy is of the edition that fits it best.
        lines: Of the document, in reading order.
        weights: What a match earns and costs.
    """
    different = [
        table
        for at, table in enumerate(tables)
        if all(expected_lines(table) != expected_lines(other) for other in tables[:at])
    ]
    scored = [(table, Scored(expected_lines(table), lines, weights)) for table in different]
    free = np.ones(len(lines), dtype=bool)
    found: list[Found] = []
    while True:
        best: Found | None = None
        for table, scores in scored:
            if best is None or scores.most(free) > best.score:
                copy = _best_copy(table, scores, lines, free, weights)
                if copy is not None and (best is None or copy.score > best.score):
                    best = copy
        if best is None:
            return sorted(found, key=lambda copy: copy.first)
        found.append(best)
        free[best.first : best.last + 1] = False


def _best_copy(
    table: Table,
    scored: Scored,
    lines: Sequence[Line],
    free: NDArray[np.bool_],
    weights: Weights,
) -> Found | None:
    candidates = [int(at) for at in scored.candidates if free[at]]
    if not candidates or not _may_hold(scored, candidates, weights):
        return None
    skips = scored.skip_line[candidates].tolist()
    gaps = _gap_costs(scored.skip_line, candidates, free)
    score, pairs = _align(scored.gain[:, candidates], scored.skip_expected, skips, gaps)
    matches = [
        Match(scored.expected[i], lines[candidates[j]], float(scored.likeness[i, candidates[j]]))
        for i, j in pairs
    ]
    rows = [one for one in scored.expected if one.role is Role.ROW]
    matched_rows = [match for match in matches if match.expected.role is Role.ROW]
    if len(matched_rows) < max(1.0, weights.least * len(rows)):
        return None
    if not any(row.texts for row in rows) and not _stands_under_heads(matches):
        return None
    labelled = [match.likeness for match in matched_rows if match.expected.texts]
    if labelled and sum(labelled) / len(labelled) < weights.alike:
        return None
    matches = _reordered(scored, lines, matches)
    done = {id(match.expected) for match in matches}
    taken = {match.line.index for match in matches}
    first, last = min(taken), max(taken)
    return Found(
        table,
        score,
        tuple(matches),
        tuple(row for row in rows if id(row) not in done),
        tuple(
            line
            for line in [*lines[first : last + 1], *_figures_below(lines, last)]
            if line.printed and line.index not in taken
        ),
    )


def _stands_under_heads(matches: Sequence[Match]) -> bool:
    """Returns whether a line without a label has heads of the form above it, or its title and
    figures.
    """
    above = {match.expected.role for match in matches}
    printed = any(match.line.printed for match in matches)
    return Role.HEAD in above or (Role.TITLE in above and printed)


def _figures_below(lines: Sequence[Line], last: int) -> list[Line]:
    """Returns the lines of figures without a label that follow the last line in its grid."""
    below = takewhile(
        lambda line: line.part == lines[last].part and line.printed and not line.texts[0],
        lines[last + 1 :],
    )
    return [] if lines[last].part == RUNNING_TEXT else list(below)


def _may_hold(scored: Scored, candidates: Sequence[int], weights: Weights) -> bool:
    """Returns whether enough rows earn something with these lines for a copy to be among them."""
    rows = [at for at, one in enumerate(scored.expected) if one.role is Role.ROW]
    earning = scored.gain[np.ix_(rows, candidates)].max(axis=1) > 0
    return int(earning.sum()) >= max(1.0, weights.least * len(rows))


def _gap_costs(
    skip_line: Scores, candidates: Sequence[int], free: NDArray[np.bool_]
) -> list[float]:
    """Returns the cost of the lines between each candidate and the one before it."""
    total = np.concatenate([[0.0], np.cumsum(np.where(free, skip_line, _NEVER))])
    ends = [0, *(at + 1 for at in candidates[:-1])]
    return [float(total[at] - total[end]) for at, end in zip(candidates, ends, strict=True)]


_NEVER = 1e6
"""Cost of passing over a line that belongs to another copy."""

_START, _MATCH, _SKIP_EXPECTED, _SKIP_LINE = 1, 2, 3, 4


def _align(
    gain: Scores,
    skip_expected: Sequence[float],
    skip_line: Sequence[float],
    gaps: Sequence[float],
) -> tuple[float, list[tuple[int, int]]]:
    """Returns the best local alignment: its score and its (form line, printed line) pairs."""
    height, width = gain.shape
    rows = gain.tolist()
    score = [[0.0] * (width + 1) for _ in range(height + 1)]
    step = [[0] * (width + 1) for _ in range(height + 1)]
    best, at = 0.0, (0, 0)
    for i in range(1, height + 1):
        above, here, gains, steps = score[i - 1], score[i], rows[i - 1], step[i]
        skip = skip_expected[i - 1]
        for j in range(1, width + 1):
            value, move = 0.0, 0
            before = above[j - 1] - gaps[j - 1]
            if before > 0:
                if before + gains[j - 1] > value:
                    value, move = before + gains[j - 1], _MATCH
            elif gains[j - 1] > value:
                value, move = gains[j - 1], _START
            if (up := above[j] - skip) > value:
                value, move = up, _SKIP_EXPECTED
            if (left := here[j - 1] - gaps[j - 1] - skip_line[j - 1]) > value:
                value, move = left, _SKIP_LINE
            here[j], steps[j] = value, move
            if value > best:
                best, at = value, (i, j)
    return best, _traced(step, *at)


def _traced(step: Sequence[Sequence[int]], i: int, j: int) -> list[tuple[int, int]]:
    pairs = []
    while step[i][j]:
        move = step[i][j]
        if move in (_START, _MATCH):
            pairs.append((i - 1, j - 1))
            if move == _START:
                break
        i, j = i - (move != _SKIP_LINE), j - (move != _SKIP_EXPECTED)
    return pairs[::-1]


def _reordered(scored: Scored, lines: Sequence[Line], matches: Sequence[Match]) -> list[Match]:
    """Returns the matches with rows that are printed in another place than the form has them.

    The lines are assigned to the rows anew, by their labels alone; where a label clearly says
    another row than the order does, it is believed.
    """
    rows = [i for i, one in enumerate(scored.expected) if one.role is Role.ROW and one.texts]
    others = [match for match in matches if not _is_labelled_row(match)]
    taken = {match.line.index for match in others if match.expected.role is not Role.SUBTOTAL}
    first = min(match.line.index for match in matches)
    last = max(match.line.index for match in matches)
    span = range(first, min(last + 1 + _BELOW, len(lines)))
    placed = {id(match.expected): match.line.index for match in matches}
    at_first = {i: placed[id(scored.expected[i])] for i in rows if id(scored.expected[i]) in placed}
    kept_places = set(at_first.values())
    places = [
        at
        for at in span
        if at not in taken and lines[at].slots and (at in kept_places or _may_move(lines[at]))
    ]
    if not rows or not places:
        return list(matches)
    alike = scored.likeness[np.ix_(rows, places)]
    kept = np.array([[at_first.get(i) == at for at in places] for i in rows], dtype=float)
    chosen = {
        rows[i]: places[j]
        for i, j in zip(*linear_sum_assignment(-(alike + _KEPT * kept)), strict=True)
    }
    firm = {i: at for i, at in at_first.items() if lines[at].slots}
    moved = {i: at for i, at in chosen.items() if _is_moved(scored.likeness, i, at, firm)}
    stayed = {i: at for i, at in at_first.items() if i not in moved and at not in moved.values()}
    rows_at = {*moved.values(), *stayed.values()}
    return [match for match in others if match.line.index not in rows_at] + [
        Match(scored.expected[i], lines[at], float(scored.likeness[i, at]), in_order=i in stayed)
        for i, at in sorted((moved | stayed).items())
    ]


def _may_move(line: Line) -> bool:
    """Returns whether a line may be a row out of its order: the end of a broken label is none."""
    return line.printed > 0 or len(line.texts[0]) > _STUB


_STUB = 3
"""Characters of a label that may be the end of another."""


def _is_labelled_row(match: Match) -> bool:
    return match.expected.role is Role.ROW and bool(match.expected.texts)


def _is_moved(likeness: Scores, i: int, at: int, at_first: Mapping[int, int]) -> bool:
    """Returns whether a line is another row than its order says, by its label."""
    if at_first.get(i) == at or likeness[i, at] < _SAME:
        return False
    if likeness[i, at] < likeness[:, at].max():
        return False
    return i not in at_first or bool(likeness[i, at] > likeness[i, at_first[i]] + _KEPT)


_BELOW = 4
"""Lines below the last row that may hold one which should stand above it."""

_SAME = 0.8
"""A row out of its place must be at least this much alike."""

_KEPT = 0.2
"""So much more alike than the line in its place."""
