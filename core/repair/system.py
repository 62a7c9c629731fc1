"""The totals rules of a table as linear equations over its cells, and what is left over.

With A the matrix of the equations (a cell on the left +1, on the right −1), x the printed
figures and r = A x the residuals, a correction d mends everything when A d = −r. The least
number of changed cells is the error localization problem of Fellegi and Holt (1976).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..extraction.figures import Figure, in_domain
from ..forms import Equation, Form

Deltas = tuple[tuple[str, int], ...]
"""Cells and by how much each changes, in the order of the form; never zero."""


@dataclass(frozen=True)
class System:
    """Connected equations and the figures in them.

    Attributes:
        equations: That touch each other through common cells.
        values: The figure of every cell in a sum; blanks, marks and what cannot be read are 0.
        free: Cells whose figure is unreadable or outside its domain: they must be changed
            whatever the rules say.
    """

    equations: tuple[Equation, ...]
    values: Mapping[str, int]
    free: frozenset[str]

    @cached_property
    def coefficients(self) -> Mapping[str, Mapping[int, int]]:
        """For each cell the equations it stands in, by index, with +1 (left) or −1 (right)."""
        found: dict[str, dict[int, int]] = {cell: {} for cell in self.values}
        for at, equation in enumerate(self.equations):
            for cell in equation.left:
                found[cell][at] = found[cell].get(at, 0) + 1
            for cell in equation.right:
                found[cell][at] = found[cell].get(at, 0) - 1
        return found

    @cached_property
    def residuals(self) -> tuple[int, ...]:
        """Left side less right side of every equation."""
        return tuple(
            sum(self.values[cell] for cell in equation.left)
            - sum(self.values[cell] for cell in equation.right)
            for equation in self.equations
        )

    @cached_property
    def broken(self) -> frozenset[int]:
        """Indexes of the equations that do not hold."""
        return frozenset(at for at, residual in enumerate(self.residuals) if residual)

    def left_over(self, deltas: Iterable[tuple[str, int]]) -> dict[int, int]:
        """Returns the residuals that are not zero after the changes, by equation index."""
        left = {at: self.residuals[at] for at in self.broken}
        for cell, delta in deltas:
            for at, coefficient in self.coefficients[cell].items():
                left[at] = left.get(at, 0) + coefficient * delta
        return {at: residual for at, residual in left.items() if residual}

    def mends(self, deltas: Sequence[tuple[str, int]]) -> bool:
        """Returns whether the changes leave every equation true and no figure negative."""
        return not self.left_over(deltas) and all(
            self.values[cell] + delta >= 0 for cell, delta in deltas
        )


def build_systems(form: Form, figures: Mapping[str, Figure]) -> tuple[System, ...]:
    """Returns the equations of a form in connected groups, those with nothing wrong left out.

    A total that is blank takes part with the value 0: a correction may have to fill it.
    """
    systems = []
    for equations in _connected(form.equations):
        cells = dict.fromkeys(cell for equation in equations for cell in equation.cells)
        free = {cell for cell in cells if not _is_usable(form, cell, figures[cell])}
        values = {
            cell: 0 if cell in free else int(figures[cell].value or 0)
            for cell in form.cells
            if cell in cells
        }
        system = System(tuple(equations), values, frozenset(free))
        if system.broken or system.free:
            systems.append(system)
    return tuple(systems)


def _is_usable(form: Form, cell: str, figure: Figure) -> bool:
    if figure.value is None:
        return figure.state != "unreadable"
    return in_domain(figure.value, form.cells[cell].domain)


def _connected(equations: Sequence[Equation]) -> list[list[Equation]]:
    """Returns the equations grouped by common cells, each group in the order of the form."""
    groups: list[tuple[set[str], list[Equation]]] = []
    for equation in equations:
        cells = set(equation.cells)
        together = [group for group in groups if group[0] & cells]
        groups = [group for group in groups if not group[0] & cells]
        merged = [other for group in together for other in group[1]]
        groups.append((cells.union(*(group[0] for group in together)), [*merged, equation]))
    return [group[1] for group in groups]
