"""Local alignment of two sequences by dynamic programming, found anew where items are taken away.

After Smith and Waterman (1981); that further alignments are found by computing again only what
an earlier one touches is Waterman and Eggert (1987).
"""

from __future__ import annotations

from collections.abc import Sequence

from .scoring import Scores

_NEVER = 1e6
"""Cost of passing over an item that is taken."""

_START, _MATCH, _SKIP_ROW, _SKIP_COLUMN = 1, 2, 3, 4


class LocalAlignment:
    """The best alignment of rows (lines of the form) with columns (printed lines), in order.

    The table of the program is kept column by column: what is taken away changes the columns
    that follow only so far as an alignment reached over it.
    """

    def __init__(
        self,
        gain: Scores,
        skip_row: Sequence[float],
        skip_column: Sequence[float],
        gaps: Sequence[float],
    ) -> None:
        """Computes the whole table.

        Args:
            gain: What a pair earns, rows by columns.
            skip_row: Cost of leaving out a row.
            skip_column: Cost of leaving out a column.
            gaps: Cost of what lies between each column and the one before it.
        """
        height, width = gain.shape
        self._gains: list[list[float]] = gain.T.tolist()
        self._most: list[float] = gain.max(axis=0, initial=0.0).tolist()
        self._skip_row = list(skip_row)
        self._skip_column = list(skip_column)
        self._gaps = list(gaps)
        self._scores = [[0.0] * (height + 1) for _ in range(width + 1)]
        self._steps = [[0] * (height + 1) for _ in range(width + 1)]
        self._peaks = [0.0] * width
        self._compute(0, width)

    def best(self) -> tuple[float, list[tuple[int, int]]]:
        """Returns the score of the best alignment and its (row, column) pairs; 0.0 and none where
        nothing earns anything.
        """
        score = self.score
        if not score:
            return 0.0, []
        column = self._peaks.index(score)
        return score, self._traced(self._scores[column + 1].index(score), column + 1)

    @property
    def score(self) -> float:
        """What the best alignment earns."""
        return max(self._peaks, default=0.0)

    def take(self, first: int, stop: int) -> None:
        """Takes columns away: no alignment holds one of them from now on, or passes over one.

        Args:
            first: The first of them.
            stop: The one after the last; if it is ``first``, nothing passes over the place before
                that column any more.
        """
        for column in range(first, stop):
            self._gains[column] = [-_NEVER] * len(self._skip_row)
            self._most[column] = 0.0
        for column in range(first, min(stop + 1, len(self._gaps))):
            self._gaps[column] = _NEVER
        self._compute(first, stop + 1)

    def _compute(self, first: int, least: int) -> None:
        """Computes the columns from the first on, up to one that stays as it was; at least those
        before ``least``.
        """
        for column in range(first, len(self._gains)):
            scores, steps = self._column(column)
            if column >= least and scores == self._scores[column + 1]:
                self._steps[column + 1] = steps
                return
            self._scores[column + 1], self._steps[column + 1] = scores, steps
            self._peaks[column] = max(scores)

    def _column(self, column: int) -> tuple[list[float], list[int]]:
        """Returns the scores of the best alignments that end in a column, and their last steps."""
        before, gap = self._scores[column], self._gaps[column]
        if self._most[column] <= 0 and (not column or self._peaks[column - 1] <= gap):
            return [0.0] * len(before), [0] * len(before)
        over = gap + self._skip_column[column]
        value, diagonal = 0.0, before[0] - gap
        scores, steps = [0.0], [0]
        for gain, skip, beside in zip(self._gains[column], self._skip_row, before[1:], strict=True):
            up = value - skip
            if diagonal > 0:
                value, step = diagonal + gain, _MATCH
            else:
                value, step = gain, _START
            if value <= 0:
                value, step = 0.0, 0
            if up > value:
                value, step = up, _SKIP_ROW
            if (left := beside - over) > value:
                value, step = left, _SKIP_COLUMN
            scores.append(value)
            steps.append(step)
            diagonal = beside - gap
        return scores, steps

    def _traced(self, row: int, column: int) -> list[tuple[int, int]]:
        pairs = []
        while step := self._steps[column][row]:
            if step in (_START, _MATCH):
                pairs.append((row - 1, column - 1))
                if step == _START:
                    break
            row, column = row - (step != _SKIP_COLUMN), column - (step != _SKIP_ROW)
        return pairs[::-1]
