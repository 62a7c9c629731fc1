"""Aligns the lines of a document with the lines of a table of the form.

One scoring function (``scoring``) and one dynamic program (``local_alignment``): the lines of the
form, in their order, against the printed lines, in theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from ...forms import Table
from ..printed_ways import printed_ways
from .assignment import cheapest_assignment
from .expected import Expected, Role, expected_lines
from .lines import RUNNING_TEXT, Line
from .local_alignment import LocalAlignment
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
        matches: In the order of the form; titles and headers included.
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
    searches = [
        _AlignmentSearch(table, way, lines, weights)
        for table in different
        for way in printed_ways(table)
    ]
    found: list[Found] = []
    while True:
        best: Found | None = None
        for search in searches:
            if best is None or search.score > best.score:
                copy = search.best_copy(is_first=not found)
                if copy is not None and (best is None or copy.score > best.score):
                    best = copy
        if best is None:
            return sorted(found, key=lambda copy: copy.first)
        found.append(best)
        for search in searches:
            search.take(best.first, best.last)


class _AlignmentSearch:
    """Looks for the copies of one edition of a table in a document, the best one first.

    Attributes:
        table: As the form has it.
        way: As it is printed.
    """

    def __init__(self, table: Table, way: Table, lines: Sequence[Line], weights: Weights) -> None:
        self.table = table
        self.way = way
        self.lines = lines
        self.weights = weights
        self.scored = Scored(expected_lines(way), lines, weights)
        self.rows = [one for one in self.scored.expected if one.role is Role.ROW]
        self.free = np.ones(len(self.scored.candidates), dtype=bool)
        rows = np.array([one.role is Role.ROW for one in self.scored.expected])
        self.earns = self.scored.gain[rows][:, self.scored.candidates] > 0
        self.alignment = self._aligned() if self._may_hold() else None

    @property
    def score(self) -> float:
        """What the best copy earns, if it is one."""
        return self.alignment.score if self.alignment is not None else 0.0

    def take(self, first: int, last: int) -> None:
        """Leaves the lines from the first to the last, which are another copy's, out of account."""
        if self.alignment is None:
            return
        start, stop = map(int, np.searchsorted(self.scored.candidates, (first, last + 1)))
        self.free[start:stop] = False
        if self._may_hold():
            self.alignment.take(start, stop)
        else:
            self.alignment = None

    def best_copy(self, *, is_first: bool) -> Found | None:
        """Returns the best copy among the lines that are left, None where that is no table.

        Args:
            is_first: No copy was found yet: one of which a few rows alone are printed is a table,
                too, if nothing else can be meant.
        """
        if self.alignment is None:
            return None
        scored, lines = self.scored, self.lines
        score, pairs = self.alignment.best()
        matches = [
            Match(scored.expected[i], lines[at], float(scored.likeness[i, at]))
            for i, at in ((i, int(scored.candidates[j])) for i, j in pairs)
        ]
        if not self._is_a_table(matches) and not (is_first and self._is_short(matches)):
            return None
        matches = _reordered(scored, lines, matches)
        done = {id(match.expected) for match in matches}
        taken = {match.line.index for match in matches}
        first, last = min(taken), max(taken)
        return Found(
            self.table,
            score,
            tuple(matches),
            tuple(row for row in self.rows if id(row) not in done),
            tuple(
                line
                for line in [*lines[first : last + 1], *_figures_below(lines, last)]
                if line.printed and line.index not in taken
            ),
        )

    def _may_hold(self) -> bool:
        """Returns whether enough rows earn something with free lines for a copy to be there."""
        rows = int(self.earns[:, self.free].any(axis=1).sum())
        return self._are_enough(rows) or (bool(self.free.all()) and rows >= _FEWEST)

    def _are_enough(self, rows: int) -> bool:
        return rows >= max(1.0, self.weights.least * len(self.rows))

    def _is_short(self, matches: Sequence[Match]) -> bool:
        """Returns whether some rows are found under a title or heads of the form, most of them with
        all of their labels and their places for figures.
        """
        found = [match for match in matches if match.expected.role is Role.ROW]
        whole = [
            match
            for match in found
            if match.likeness >= _WHOLE_LABEL
            and match.line.printed
            and len(match.line.slots) >= len(match.expected.targets)
        ]
        return (
            self.way is self.table
            and len(whole) >= max(_FEWEST, _MOST_WHOLE * len(found))
            and any(match.expected.role is not Role.ROW for match in matches)
        )

    def _aligned(self) -> LocalAlignment:
        scored = self.scored
        at = scored.candidates
        total = np.concatenate([[0.0], np.cumsum(scored.skip_line)])
        gaps = total[at] - total[np.concatenate([[0], at[:-1] + 1])]
        return LocalAlignment(
            scored.gain[:, at], scored.skip_expected, scored.skip_line[at].tolist(), gaps.tolist()
        )

    def _is_a_table(self, matches: Sequence[Match]) -> bool:
        """Returns whether enough rows are found, and their labels are those of the form."""
        found = [match for match in matches if match.expected.role is Role.ROW]
        if not self._are_enough(len(found)):
            return False
        if self.way is not self.table and not _are_filled(matches):
            return False
        if not any(row.texts for row in self.rows) and not _stands_under_headers(matches):
            return False
        labelled = [match.likeness for match in found if match.expected.texts]
        return not labelled or sum(labelled) / len(labelled) >= self.weights.alike


def _are_filled(matches: Sequence[Match]) -> bool:
    """Returns whether a table that is printed otherwise than the form has it is one for sure: each
    of its rows has about as many places for figures as it should, and a label or a header of its
    own.
    """
    rows = [match for match in matches if match.expected.role is Role.ROW]
    headed = {id(match.expected.block) for match in matches if match.expected.role is Role.HEAD}
    if len(rows) < _PRINTED_OTHERWISE or not any(row.line.printed for row in rows):
        return False
    return all(
        2 * len(row.line.slots) > len(row.expected.targets)
        and (row.expected.texts or id(row.expected.block) in headed)
        for row in rows
    )


_PRINTED_OTHERWISE = 2
"""Rows; a single one is too little to be sure of a table by."""

_FEWEST, _MOST_WHOLE, _WHOLE_LABEL = 2, 0.7, 0.8
"""Rows of a table of which most are not printed: how many, what share of those found, and how much
alike their labels must be."""


def _stands_under_headers(matches: Sequence[Match]) -> bool:
    """Returns whether a line without a label has headers of the form above it, or its title and
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
    in_place = np.array([[at_first.get(i) == at for at in places] for i in rows], dtype=float)
    chosen = {rows[i]: places[j] for i, j in cheapest_assignment(-(alike + _KEPT * in_place))}
    firm = {i: at for i, at in at_first.items() if lines[at].slots}
    moved = {i: at for i, at in chosen.items() if _is_moved(scored.likeness, i, at, firm)}
    # A row whose line another one takes stands where its own label is.
    kept = {i: at for i, at in firm.items() if i in moved or at not in moved.values()}
    moved = {i: at for i, at in chosen.items() if _is_moved(scored.likeness, i, at, kept)}
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
