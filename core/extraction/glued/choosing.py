"""Chooses among the ways to part the rows of a table, by the equations that join them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...figures import Number
from ...forms import Equation

_MOST_STATES = 30_000
"""Different sums that are kept while rows are added up; with more, nothing is chosen."""

_CLEARLY = 2
"""A choice that breaks equations must break so many fewer than any other."""

Amounts = Mapping[str, Number]
Choice = tuple[int, ...]
_State = tuple[Number, ...]
_Scores = dict[int, tuple[int, Choice]]
"""By how many equations are broken: how many choices there are, two for more, and one of them."""


def only_choice(options: Sequence[Sequence[Amounts]], equations: Sequence[Equation]) -> Choice:
    """Returns which of its options each row takes, where the equations leave one choice.

    A dynamic program over the rows: all choices so far that leave the same differences in the
    equations that are still open are one state. Where no choice holds every equation, as in a
    report that does not add up, one that breaks clearly the fewest is taken.

    Args:
        options: By row, the amounts of its cells in each way to part it.
        equations: Those between rows; one with a cell of no row takes it for nothing.

    Returns:
        Empty where several choices are left.
    """
    order = sorted(range(len(options)), key=lambda row: len(options[row]))
    columns = [_signed(equation) for equation in equations]
    closes = _closing(options, order, columns)
    states: dict[_State, _Scores] = {(0,) * len(columns): {0: (1, ())}}
    for step, row in enumerate(order):
        added: dict[_State, _Scores] = {}
        for at, amounts in enumerate(options[row]):
            change = [
                sum(sign * amounts[cell] for cell, sign in signs.items() if cell in amounts)
                for signs in columns
            ]
            for state, scores in states.items():
                sums = [before + more for before, more in zip(state, change, strict=True)]
                broken = sum(sums[one] != 0 for one in closes[step])
                for one in closes[step]:
                    sums[one] = 0
                _add(added.setdefault(tuple(sums), {}), scores, broken, at)
        if len(added) > _MOST_STATES:
            return ()
        states = added
    return _best(list(states.values()), order)


def _signed(equation: Equation) -> dict[str, int]:
    return dict.fromkeys(equation.left, 1) | dict.fromkeys(equation.right, -1)


def _closing(
    options: Sequence[Sequence[Amounts]], order: Sequence[int], columns: Sequence[Mapping[str, int]]
) -> list[list[int]]:
    """Returns, for each step, the equations whose last row is added with it."""
    closes: list[list[int]] = [[] for _ in order]
    for one, signs in enumerate(columns):
        steps = [
            step for step, row in enumerate(order) if not signs.keys().isdisjoint(options[row][0])
        ]
        if steps:
            closes[steps[-1]].append(one)
    return closes


def _add(into: _Scores, scores: _Scores, broken: int, at: int) -> None:
    for before, (count, choice) in scores.items():
        known, kept = into.get(before + broken, (0, (*choice, at)))
        into[before + broken] = (min(known + count, 2), kept)


def _best(ends: Sequence[_Scores], order: Sequence[int]) -> Choice:
    counts: dict[int, int] = {}
    kept: dict[int, Choice] = {}
    for scores in ends:
        for broken, (count, choice) in scores.items():
            counts[broken] = counts.get(broken, 0) + count
            kept.setdefault(broken, choice)
    least, *others = sorted(counts)
    if counts[least] > 1 or (least and others and others[0] < least + _CLEARLY):
        return ()
    by_row = dict(zip(order, kept[least], strict=True))
    return tuple(by_row[row] for row in range(len(order)))
