"""The totals rules of a table as linear equations over its cells, and what is left over.

With A the matrix of the equations (a cell on the left +1, on the right −1), x the printed
figures and r = A x the residuals, a correction d mends everything when A d = −r. The least
number of changed cells is the error localization problem of Fellegi and Holt (1976).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from ..figures import Figure, Number, State, in_domain
from ..forms import Equation, Form
from .elimination import Solved, eliminate

Deltas = tuple[tuple[str, int], ...]
"""Cells and by how much each changes, in steps of the system, in the order of the form."""


@dataclass(frozen=True)
class System:
    """Connected equations, and the figures in them as whole numbers of one step.

    Attributes:
        rows: The equations, each as its cells with their coefficients; the sum is to be 0.
        values: The figure of every cell; blanks, marks and free cells are 0.
        open: Cells whose figure is to be found whatever the rules say: unreadable, outside its
            domain, or a blank total over parts that are not blank. They stand in no row.
        solved: What the open cells are, as far as the rules determine them.
        wanting: The open cells that cannot stay as they are; the others are blank totals.
        scale: How many steps make one; above 1 only where a figure has decimals.
        grain: For each cell the steps that it must be a multiple of.
        floor: The smallest value of each cell in steps; None where it may be negative.
    """

    rows: tuple[Mapping[str, int], ...]
    values: Mapping[str, int]
    open: tuple[str, ...] = ()
    solved: tuple[Solved, ...] = ()
    wanting: frozenset[str] = frozenset()
    scale: int = 1
    grain: Mapping[str, int] | None = None
    floor: Mapping[str, int | None] | None = None

    @cached_property
    def coefficients(self) -> Mapping[str, Mapping[int, int]]:
        """For each cell the rows that it stands in, by index, with its coefficient."""
        found: dict[str, dict[int, int]] = {cell: {} for cell in self.values}
        for at, row in enumerate(self.rows):
            for cell, coefficient in row.items():
                found[cell][at] = coefficient
        return found

    @cached_property
    def residuals(self) -> Mapping[int, int]:
        """What is left over in the rows that do not hold, by index."""
        sums = (
            sum(coefficient * self.values[cell] for cell, coefficient in row.items())
            for row in self.rows
        )
        return {at: left for at, left in enumerate(sums) if left}

    @cached_property
    def suspects(self) -> frozenset[str]:
        """The cells of the rows that do not hold."""
        return frozenset(cell for at in self.residuals for cell in self.rows[at])

    @cached_property
    def widest(self) -> int:
        """In how many rows a cell stands at most."""
        return max(map(len, self.coefficients.values()), default=0)

    @cached_property
    def neighbours(self) -> tuple[frozenset[int], ...]:
        """For each row the rows that share a cell with it, itself included, by index."""
        standing = self.coefficients
        return tuple(
            frozenset(other for cell in row for other in standing[cell]) for row in self.rows
        )

    @cached_property
    def by_width(self) -> tuple[int, ...]:
        """The rows by index, those with the fewest cells first."""
        return tuple(sorted(range(len(self.rows)), key=lambda at: len(self.rows[at])))

    def least(self, left: Mapping[int, int]) -> int:
        """Returns how many cells must change at least: broken rows that share no cell."""
        met: set[int] = set()
        count = 0
        for at in self.by_width:
            if at in left and at not in met:
                met |= self.neighbours[at]
                count += 1
        return count

    def left_over(self, deltas: Iterable[tuple[str, int]]) -> dict[int, int]:
        """Returns the residuals that are not zero after the changes, by row."""
        left = dict(self.residuals)
        coefficients = self.coefficients
        for cell, delta in deltas:
            for at, coefficient in coefficients[cell].items():
                left[at] = left.get(at, 0) + coefficient * delta
        return {at: residual for at, residual in left.items() if residual}

    def allows(self, cell: str, value: int) -> bool:
        """Returns whether a value, in steps, lies in the domain of a cell."""
        least = self.floor[cell] if self.floor else 0
        return (least is None or value >= least) and not value % (
            self.grain[cell] if self.grain else 1
        )

    def mends(self, deltas: Sequence[tuple[str, int]]) -> bool:
        """Returns whether the changes make every row true and leave every figure possible."""
        return (
            not self.left_over(deltas)
            and all(self.allows(cell, self.values[cell] + delta) for cell, delta in deltas)
            and self.fill(deltas) is not None
        )

    def fill(self, deltas: Iterable[tuple[str, int]]) -> dict[str, int] | None:
        """Returns the open cells that the rules determine once the changes are made.

        A blank total that would be 0 is left out: a blank says as much. None where one of them
        would be a figure that cannot stand there.
        """
        values = {**self.values, **{cell: self.values[cell] + delta for cell, delta in deltas}}
        filled = {}
        for one in self.solved:
            value = one.value(values)
            if value is None or not self.allows(one.cell, value):
                return None
            if value or one.cell in self.wanting:
                filled[one.cell] = value
        return filled

    def figure(self, steps: int) -> Number:
        """Returns a number of steps as the number that is printed."""
        whole, rest = divmod(steps, self.scale)
        return Decimal(steps) / self.scale if rest else whole


def build_systems(
    form: Form, figures: Mapping[str, Figure], *, open_totals: bool = True
) -> tuple[System, ...]:
    """Returns the equations of a form in connected groups, those with nothing wrong left out.

    Args:
        form: For its equations.
        figures: The layer of figures that was checked.
        open_totals: Whether a blank total over parts that are not blank is open. Else it takes
            part with the value 0, as any blank.
    """
    systems = (
        _build(form, figures, equations, open_totals=open_totals)
        for equations in _connected(form.equations)
    )
    return tuple(system for system in systems if system.residuals or system.open)


def _build(
    form: Form, figures: Mapping[str, Figure], equations: Sequence[Equation], *, open_totals: bool
) -> System:
    members = {cell for equation in equations for cell in equation.cells}
    cells = [cell for cell in form.cells if cell in members]
    wanting = frozenset(cell for cell in cells if not _is_usable(form, cell, figures[cell]))
    blanks = _blank_totals(equations, figures, wanting) if open_totals else set()
    usable = {cell: figures[cell].value or 0 for cell in cells if cell not in wanting}
    scale = 10 ** max((_decimals(value) for value in usable.values()), default=0)
    rows = [_row(equation) for equation in equations]
    unknown = [cell for cell in cells if cell in wanting or cell in blanks]
    kept, solved = eliminate(rows, unknown)
    whole = {cell: form.cells[cell].domain for cell in cells}
    return System(
        rows=tuple(kept),
        values={cell: int(usable.get(cell, 0) * scale) for cell in cells},
        open=tuple(unknown),
        solved=tuple(solved),
        wanting=wanting,
        scale=scale,
        grain={cell: scale if domain.whole else 1 for cell, domain in whole.items()},
        floor={
            cell: None if domain.minimum is None else domain.minimum * scale
            for cell, domain in whole.items()
        },
    )


def _row(equation: Equation) -> dict[str, int]:
    row: dict[str, int] = {}
    for cell in equation.left:
        row[cell] = row.get(cell, 0) + 1
    for cell in equation.right:
        row[cell] = row.get(cell, 0) - 1
    return {cell: coefficient for cell, coefficient in row.items() if coefficient}


def _is_usable(form: Form, cell: str, figure: Figure) -> bool:
    if figure.value is None:
        return figure.state is not State.UNREADABLE
    return in_domain(figure.value, form.cells[cell].domain)


def _blank_totals(
    equations: Sequence[Equation], figures: Mapping[str, Figure], wanting: frozenset[str]
) -> set[str]:
    """Returns the blank totals whose parts, as far as they can be read, are not all zero."""
    return {
        equation.total
        for equation in equations
        if equation.total
        and equation.total not in wanting
        and figures[equation.total].value is None
        and any(figures[cell].value for cell in equation.right if cell not in wanting)
    }


def _decimals(value: Number) -> int:
    if isinstance(value, int):
        return 0
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@lru_cache(maxsize=16)
def _connected(equations: tuple[Equation, ...]) -> tuple[tuple[Equation, ...], ...]:
    """Returns the equations grouped by common cells, each group in the order of the form."""
    groups: list[tuple[set[str], list[Equation]]] = []
    for equation in equations:
        cells = set(equation.cells)
        together = [group for group in groups if group[0] & cells]
        groups = [group for group in groups if not group[0] & cells]
        merged = [other for group in together for other in group[1]]
        groups.append((cells.union(*(group[0] for group in together)), [*merged, equation]))
    return tuple(tuple(group[1]) for group in groups)
