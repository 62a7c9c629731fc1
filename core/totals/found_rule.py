"""A rule that was found in a table: which row or column is made of which others, and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RuleKind(StrEnum):
    """How one row or column is made of others."""

    SUM = "sum"
    SHARE = "share"
    CHANGE = "change"
    AVERAGE = "average"


class Along(StrEnum):
    """What a rule relates: columns, in every row; or rows, in every column."""

    COLUMNS = "columns"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class FoundRule:
    """One rule.

    Attributes:
        kind: SUM: the result is the sum of the parts (a difference a - b = c is the sum
            a = b + c). SHARE: the first part divided by the second. CHANGE: from the first part to
            the second, divided by the first. AVERAGE: of the parts.
        along: Whether result and parts are columns or rows.
        result: Index of the column or row, from 0.
        parts: The same of what it is made of; in the order that ``kind`` says, else ascending.
        factor: What a ratio is multiplied by: 1, 100 (per cent) or 1000.
        held: Indexes of the lines (rows for columns, columns for rows) in which it holds within
            what the rounding of the printed digits allows.
        broken: Those in which all figures are there and it does not.
        chance: Decimal logarithm of how many such rules chance alone would be expected to bring
            forth in this table: -9 means one in a thousand million tables.
        nested: Whether codes beside the rows say it, as they do of other rows that bear it out.
    """

    kind: RuleKind
    along: Along
    result: int
    parts: tuple[int, ...]
    held: tuple[int, ...]
    broken: tuple[int, ...]
    chance: float
    factor: int = 1
    nested: bool = False
