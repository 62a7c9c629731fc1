"""A table of figures as numbers that can be added: exact, each with the width of its last digit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
"""Whole numbers: ``int64`` where every sum of the table fits, else Python's own."""

Truths = NDArray[np.bool_]

_FITS = 2**62
"""No sum of a table may come to more, or ``int64`` would not hold it."""

_ROUNDED_FIGURES = 30
"""So many figures are not all multiples of 3 by chance (one in 10^14)."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class Unknown(Enum):
    """What is printed in a place but is no figure: its value is not known, and not zero."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN
Value = Decimal | Unknown | None
"""A figure with as many decimals as are printed, something that is none, or nothing."""


@dataclass(frozen=True)
class Lines:
    """The table seen along one axis: vectors that may be made of each other, line by line.

    Attributes:
        numbers: In units of the table's finest last digit; vectors by lines. 0 where none stands.
        widths: The width of each figure's last digit in the same unit; 0 where no figure stands.
        known: Where a figure stands.
        unknown: Where something stands that is no figure.
        grain: For each line, what all its figures are a multiple of, at least 1.
        unit: How many of the table's finest last digit come to 1.
        labels: What is printed beside each vector; evidence of what it is.
        adds: Which lines hold figures that may add up, as shares and prices do not. A sum may hold
            in the others too; it is no fault where it does not.
        depths: How deep each vector is nested, where something but the figures says so: 0 for the
            total of all, 1 for a class, 2 for a part of the class above it, and so on.
    """

    numbers: Numbers
    widths: Numbers
    known: Truths
    unknown: Truths
    grain: Numbers
    unit: int
    labels: tuple[str, ...]
    adds: Truths
    depths: tuple[int | None, ...] = ()

    @property
    def count(self) -> int:
        """How many vectors there are."""
        return int(self.numbers.shape[0])

    @cached_property
    def nonzero(self) -> Truths:
        """Where a figure stands that is not zero."""
        return self.numbers.astype(np.bool_)

    @cached_property
    def grows(self) -> Truths:
        """In which lines no figure is negative, so that a sum only grows with each part."""
        found: Truths = np.logical_and.reduce(self.numbers >= 0, axis=0)
        return found

    @cached_property
    def sizes(self) -> NDArray[np.float64]:
        """How large each figure is."""
        return np.abs(self.numbers.astype(np.float64))


@dataclass(frozen=True)
class FigureTable:
    """A table of figures.

    Attributes:
        values: Rows of values; all rows are of one length.
        row_labels, column_labels: What is printed beside each row and above each column.
        row_depths: How deep each row is nested, as codes beside them say; empty where none do.
    """

    values: tuple[tuple[Value, ...], ...]
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    row_depths: tuple[int | None, ...] = ()

    @classmethod
    def of(
        cls,
        rows: Sequence[Sequence[Value]],
        row_labels: Sequence[str] = (),
        column_labels: Sequence[str] = (),
        row_depths: Sequence[int | None] = (),
    ) -> FigureTable:
        """Returns the table of some rows, the shorter ones filled up with nothing.

        What numbers the rows or columns, or names their years, is no figure of the table.
        """
        width = max((len(row) for row in rows), default=0)
        filled = [[*row, *[None] * (width - len(row))] for row in rows]
        lowered = _without_leading_numbering(filled)
        turned = _without_leading_numbering([list(column) for column in zip(*lowered, strict=True)])
        return cls(
            tuple(zip(*turned, strict=True)),
            (*row_labels, *[""] * (len(rows) - len(row_labels))),
            (*column_labels, *[""] * (width - len(column_labels))),
            tuple(row_depths),
        )

    @cached_property
    def by_columns(self) -> Lines:
        """The columns as vectors, the rows as lines."""
        return _turned(self.by_rows, self.column_labels)

    @cached_property
    def by_rows(self) -> Lines:
        """The rows as vectors, the columns as lines."""
        shape = len(self.values), len(self.values[0]) if self.values else 0
        numbers = np.zeros(shape, dtype=object)
        widths = np.zeros(shape, dtype=object)
        known = np.zeros(shape, dtype=np.bool_)
        unknown = np.zeros(shape, dtype=np.bool_)
        finest = max((0, *(_decimals(one) for row in self.values for one in row)))
        for r, row in enumerate(self.values):
            for c, one in enumerate(row):
                unknown[r, c] = one is UNKNOWN
                if isinstance(one, Decimal):
                    known[r, c] = True
                    numbers[r, c] = int(one.scaleb(finest))
                    widths[r, c] = 10 ** (finest - _decimals(one))
        widths = widths * _rounded_to(numbers, known)
        most = max(abs(numbers).sum(), widths.sum(), 1) if numbers.size else 1
        if most < _FITS:
            numbers, widths = numbers.astype(np.int64), widths.astype(np.int64)
        adds = np.ones(shape[1], dtype=np.bool_)
        grain = _grain(numbers)
        labels, depths = self.row_labels, self.row_depths
        return Lines(numbers, widths, known, unknown, grain, 10**finest, labels, adds, depths)


def _decimals(value: Value) -> int:
    """Returns how many decimals are printed; fewer than none of so many round thousands."""
    if not isinstance(value, Decimal):
        return 0
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _rounded_to(numbers: Numbers, known: Truths) -> int:
    """Returns to multiples of what the figures of a table were rounded: 1, 3 or 5 last digits.

    Statistical offices round counts to multiples of 3 (New Zealand) or 5 (Canada) at random, so
    that nobody can be told from them. Fewer figures than ``_ROUNDED_FIGURES`` may be so by chance.
    """
    figures = [int(one) for one in numbers[known] if one]
    if len(figures) < _ROUNDED_FIGURES:
        return 1
    return next((base for base in (5, 3) if math.gcd(*figures) == base), 1)


def _grain(numbers: Numbers) -> Numbers:
    """Returns for each column of numbers what all of them are a multiple of, at least 1."""
    if not numbers.size:
        return np.ones(numbers.shape[1], dtype=np.int64)
    found: Numbers = np.maximum(np.abs(np.gcd.reduce(numbers, axis=0)), 1)
    return found


def _turned(lines: Lines, labels: tuple[str, ...]) -> Lines:
    numbers = np.ascontiguousarray(lines.numbers.T)
    return Lines(
        numbers,
        np.ascontiguousarray(lines.widths.T),
        np.ascontiguousarray(lines.known.T),
        np.ascontiguousarray(lines.unknown.T),
        _grain(numbers),
        lines.unit,
        labels,
        np.ones(lines.count, dtype=np.bool_),
    )


def _without_leading_numbering(rows: list[list[Value]]) -> list[list[Value]]:
    """Returns rows of which the first that hold numbers are emptied where they only number."""
    for at, row in enumerate(rows):
        figures = [one for one in row if isinstance(one, Decimal)]
        if not figures:
            continue
        if not is_numbering(figures):
            break
        rows[at] = [None if isinstance(one, Decimal) else one for one in row]
    return rows


def is_numbering(figures: Sequence[Decimal]) -> bool:
    """Returns whether numbers are 1, 2, 3 … or years and so name lines rather than count."""
    if any(one != one.to_integral_value() for one in figures):
        return False
    if all(_FIRST_YEAR <= one <= _LAST_YEAR for one in figures):
        return True
    return len(figures) > 2 and all(one == at for at, one in enumerate(figures, int(figures[0])))
