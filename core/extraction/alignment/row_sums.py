"""Sums of figures: the amounts of a row's slots, and whether both sides of an equation agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...figures import BLANK, Figure, Number, State, parse_figure
from ...forms import Domain, Equation
from .lines import Slot

Signed = list[tuple[str, int]]
"""Cells with their signs in a sum."""


def signed_cells(equation: Equation) -> Signed:
    """Returns the cells of both sides with their signs in left less right."""
    return [(cell, 1) for cell in equation.left] + [(cell, -1) for cell in equation.right]


def difference_of(cells: Signed, known: Mapping[str, Number | None]) -> Number | None:
    """Returns the sum of cells by their signs; None where one cannot be read."""
    difference: Number = 0
    for cell, sign in cells:
        amount = known.get(cell, 0)
        if amount is None:
            return None
        difference += sign * amount
    return difference


def amounts_of(slots: Sequence[Slot | None], domains: Sequence[Domain]) -> list[Number | None]:
    """Returns the parts of slots in sums, each by its domain; an empty place is nothing."""
    return [
        amount_of(parse_figure(slot.text, domain)) if slot else 0
        for slot, domain in zip(slots, domains, strict=True)
    ]


def amount_of(figure: Figure) -> Number | None:
    """Returns the part of a figure in a sum; None where it cannot be read."""
    return None if figure.state is State.UNREADABLE else figure.amount


def share_of(own: Sequence[tuple[int, int]], amounts: Sequence[Number | None]) -> Number | None:
    """Returns what a row adds to the difference of a rule; None where that cannot be read."""
    share: Number = 0
    for at, sign in own:
        amount = amounts[at]
        if amount is None:
            return None
        share += sign * amount
    return share


def holds(equation: Equation, figures: Mapping[str, Figure]) -> bool:
    """Returns whether an equation holds, or cannot be decided."""
    amounts = {cell: amount_of(figures.get(cell, BLANK)) for cell in equation.cells}
    return not difference_of(signed_cells(equation), amounts)
