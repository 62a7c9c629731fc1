"""The rules of a form, each with the cells that its outcome depends on, laid out once a form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain

from ..figures import Figure, Number, State, in_domain
from ..finding import ERROR, WARNING, Finding
from ..forms import Cell, Comparison, Equation, Form, Table, parts_of_totals
from . import finding_sentences

Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class PlannedRule:
    """A rule, what evaluates it over figures, and every cell that its outcome depends on."""

    id: str
    cells: tuple[str, ...]
    evaluate: Callable[[Figures], Finding | None]


@dataclass(frozen=True)
class RulePlan:
    """The rules of a form in its order.

    Attributes:
        rules: Table by table: values, equations, blank totals, plausibility.
        order: The index of each rule by its id.
        by_cell: The indexes of the rules that each cell stands in.
    """

    rules: tuple[PlannedRule, ...]
    order: Mapping[str, int]
    by_cell: Mapping[str, tuple[int, ...]]


def plan_of(form: Form) -> RulePlan:
    """Returns the rules of a form; those of the last forms asked for are kept."""
    return _plan(_Same(form))


class _Same:
    """A form that is equal to itself alone: comparing whole forms would cost more than a check."""

    __slots__ = ("form",)

    def __init__(self, form: Form) -> None:
        self.form = form

    def __hash__(self) -> int:
        return id(self.form)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.form is self.form


@lru_cache(maxsize=16)
def _plan(same: _Same) -> RulePlan:
    rules = tuple(rule for table in same.form.tables for rule in _rules(same.form, table))
    by_cell: dict[str, list[int]] = {}
    for at, rule in enumerate(rules):
        for cell in dict.fromkeys(rule.cells):
            by_cell.setdefault(cell, []).append(at)
    return RulePlan(
        rules,
        {rule.id: at for at, rule in enumerate(rules)},
        {cell: tuple(indexes) for cell, indexes in by_cell.items()},
    )


def _rules(form: Form, table: Table) -> Iterator[PlannedRule]:
    for cell in table.cells():
        yield PlannedRule(f"value.{cell.id}", (cell.id,), partial(_value, cell))
    for equation in table.equations:
        totals = parts_of_totals(equation, table.equations)
        members = dict.fromkeys((*equation.cells, *chain.from_iterable(totals.values())))
        yield PlannedRule(equation.id, tuple(members), partial(_equation, form, equation, totals))
    for total, equations in _totals(table).items():
        cells = tuple(dict.fromkeys(cell for equation in equations for cell in equation.cells))
        yield PlannedRule(f"blank.{total}", cells, partial(_blank, form, total, equations))
    for rule in table.comparisons:
        yield PlannedRule(rule.id, (rule.lesser, rule.greater), partial(_comparison, form, rule))


def add(cells: Iterable[str], figures: Figures) -> Number:
    """Returns the sum of readable cells; blanks and marks count as zero."""
    total: Number = 0
    for cell in cells:
        total += figures[cell].amount
    return total


def _value(cell: Cell, figures: Figures) -> Finding | None:
    figure = figures[cell.id]
    if figure.value is not None:
        if in_domain(figure.value, cell.domain):
            return None
        zh, en = finding_sentences.outside_domain(cell, figure.value)
    elif figure.state is State.UNREADABLE:
        zh, en = finding_sentences.unreadable(cell, figure)
    else:
        return None
    return Finding(f"value.{cell.id}", ERROR, (cell.id,), zh, en)


def _equation(
    form: Form,
    equation: Equation,
    totals: Mapping[str, tuple[str, ...]],
    figures: Figures,
) -> Finding | None:
    """Returns what breaks an equation. A blank total in it is not known: it may be nothing, or the
    sum of its own parts, and the equation holds if it balances with either.
    """
    if equation.total is not None and figures[equation.total].value is None:
        return None
    left, right = _sum(equation.left, figures), _sum(equation.right, figures)
    if left is None or right is None or left == right:
        return None
    if _balances_with_sums(equation, totals, figures):
        return None
    zh, en = finding_sentences.broken(form, equation, figures, left, right)
    sign_left, sign_right = ("=", "+") if equation.total else ("+", "-")
    signs = (sign_left,) * len(equation.left) + (sign_right,) * len(equation.right)
    return Finding(equation.id, ERROR, equation.cells, zh, en, left, right, signs)


def _balances_with_sums(
    equation: Equation, totals: Mapping[str, tuple[str, ...]], figures: Figures
) -> bool:
    """Returns whether an equation balances with all its blank totals as the sums of their parts."""
    left, right = (
        _sum(
            chain.from_iterable(
                totals[cell] if cell in totals and figures[cell].value is None else (cell,)
                for cell in side
            ),
            figures,
        )
        for side in (equation.left, equation.right)
    )
    return left is not None and left == right


def _blank(
    form: Form, total: str, equations: Sequence[Equation], figures: Figures
) -> Finding | None:
    """Returns the warning of a total left blank, one a cell.

    A total may close a column and a row at once. ``right`` is the sum that both call for; it is
    None where they call for different ones, since then no figure fits.
    """
    if figures[total].state not in (State.BLANK, State.MARK):
        return None
    wanting = [
        (equation, amount) for equation in equations if (amount := _sum(equation.right, figures))
    ]
    if not wanting:
        return None
    amounts = {amount for _, amount in wanting}
    parts = [cell for equation, _ in wanting for cell in equation.right]
    zh, en = finding_sentences.blank_total(form, total, wanting, figures)
    return Finding(
        f"blank.{total}",
        WARNING,
        (total, *parts),
        zh,
        en,
        right=amounts.pop() if len(amounts) == 1 else None,
        signs=("=",) + ("+",) * len(parts),
    )


def _comparison(form: Form, rule: Comparison, figures: Figures) -> Finding | None:
    lesser, greater = figures[rule.lesser].value, figures[rule.greater].value
    if lesser is None or greater is None or lesser <= greater:
        return None
    zh, en = finding_sentences.not_greater(form, rule, lesser, greater)
    return Finding(rule.id, WARNING, (rule.lesser, rule.greater), zh, en, lesser, greater)


def _totals(table: Table) -> dict[str, list[Equation]]:
    """Returns the equations that each stated total closes, by its cell, in the form's order."""
    totals: dict[str, list[Equation]] = {}
    for equation in table.equations:
        if equation.total:
            totals.setdefault(equation.total, []).append(equation)
    return totals


def _sum(cells: Iterable[str], figures: Figures) -> Number | None:
    """Returns the sum of cells as ``add`` does, None where one cannot be read."""
    total: Number = 0
    for cell in cells:
        figure = figures[cell]
        if figure.value is not None:
            total += figure.value
        elif figure.state is State.UNREADABLE:
            return None
    return total
