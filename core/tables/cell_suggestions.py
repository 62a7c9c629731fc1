"""One figure whose change mends what several found rules say against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..totals.figure_table import Value
from ..totals.found_rule import Along, FoundRule, RuleKind

Place = tuple[int, int]
Values = Sequence[Sequence[Value]]


@dataclass(frozen=True)
class CellSuggestion:
    """A figure that would let sums hold that do not.

    Attributes:
        row, column: Where, from 0 within the table.
        printed, value: What stands there, and what should.
        rules: Indexes of the rules that then hold there, two at least.
    """

    row: int
    column: int
    printed: Decimal
    value: Decimal
    rules: tuple[int, ...]


def cell_suggestions(
    rules: Sequence[FoundRule], broken: Sequence[tuple[int, int]], values: Values
) -> tuple[CellSuggestion, ...]:
    """Returns the cells in which two or more broken sums want the same figure, and none that holds
    wants the one that is printed.

    Args:
        rules: Of the table.
        broken: Index of a rule, and of a line in which it does not hold.
        values: The figures, rows of columns.
    """
    wanted: dict[tuple[Place, Decimal], list[int]] = defaultdict(list)
    for number, line in broken:
        if rules[number].kind is RuleKind.SUM:
            for place, value in _mended(rules[number], line, values):
                wanted[place, value].append(number)
    return tuple(
        CellSuggestion(row, column, printed, value, tuple(sorted(named)))
        for ((row, column), value), named in sorted(wanted.items())
        if len(set(named)) > 1
        and isinstance(printed := values[row][column], Decimal)
        and not _is_held(rules, (row, column))
    )


def _mended(rule: FoundRule, line: int, values: Values) -> list[tuple[Place, Decimal]]:
    """Returns each cell of a sum in one line with the figure that would let the sum hold."""
    places = [_place(rule, at, line) for at in (rule.result, *rule.parts)]
    figures = [
        value if isinstance(value := values[row][column], Decimal) else Decimal(0)
        for row, column in places
    ]
    surplus = figures[0] - sum(figures[1:], Decimal(0))
    return [
        (place, figure - surplus if at == 0 else figure + surplus)
        for at, (place, figure) in enumerate(zip(places, figures, strict=True))
    ]


def _is_held(rules: Sequence[FoundRule], place: Place) -> bool:
    """Does a sum hold that the figure in this place is a term of?"""
    for rule in rules:
        if rule.kind is RuleKind.SUM:
            row, column = place
            at, line = (column, row) if rule.along is Along.COLUMNS else (row, column)
            if at in (rule.result, *rule.parts) and line in rule.held:
                return True
    return False


def _place(rule: FoundRule, at: int, line: int) -> Place:
    return (line, at) if rule.along is Along.COLUMNS else (at, line)
