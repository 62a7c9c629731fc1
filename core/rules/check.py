"""Evaluates every rule of a form, or again only those that touch changed cells.

Sources: the totals rules (勾稽关系) of 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号.
Which cells a rule joins is data of the form; nothing here knows one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ..extraction.figures import Figure, Number, State, in_domain
from ..extraction.report import Report
from ..finding import ERROR, WARNING, Finding
from ..forms import Cell, Comparison, Equation, Form, Table
from . import sentences
from .narrative import check_claims

Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule that has not been evaluated yet, and every cell that its outcome depends on."""

    id: str
    cells: Collection[str]
    evaluate: Callable[[], Finding | None]


def check(
    report: Report,
    figures: Figures,
    *,
    before: Sequence[Finding] | None = None,
    changed: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """Returns every finding over ``figures``, in the order of the form.

    Table by table: figures that are none (``value.<cell>``), equations, blank totals
    (``blank.<cell>``), plausibility; then what the narrative states (``text.*``); then tables
    that the report does not print (``missing.<table>``).

    A blank or a mark counts as zero in a sum. An equation with an unreadable cell is not
    evaluated: the cell's own error stands for it.

    Args:
        report: For its form, its claims and its missing tables.
        figures: One layer of its cells; every cell of the form is there.
        before: The findings over the same layer before an edit.
        changed: The cells that differ since. Only rules that touch one of them are evaluated,
            the others are taken from ``before``; the result is that of a full check.
    """
    rules = _rules(report, figures)
    if before is None or changed is None:
        found = (rule.evaluate() for rule in rules)
    else:
        known = {finding.rule: finding for finding in before}
        touched = frozenset(changed)
        found = (
            known.get(rule.id) if touched.isdisjoint(rule.cells) else rule.evaluate()
            for rule in rules
        )
    return tuple(finding for finding in found if finding is not None)


def _rules(report: Report, figures: Figures) -> Iterator[_Rule]:
    form = report.form
    for table in form.tables:
        for cell in table.cells():
            yield _Rule(f"value.{cell.id}", (cell.id,), partial(_value, cell, figures))
        for equation in table.equations:
            evaluate = partial(_equation, form, equation, figures)
            yield _Rule(equation.id, equation.cells, evaluate)
        for total, equations in _totals(table).items():
            cells = {cell for equation in equations for cell in equation.cells}
            evaluate = partial(_blank, form, total, equations, figures)
            yield _Rule(f"blank.{total}", cells, evaluate)
        for rule in table.comparisons:
            evaluate = partial(_comparison, form, rule, figures)
            yield _Rule(rule.id, (rule.lesser, rule.greater), evaluate)
    missing = [table for table in form.tables if table.id in report.missing_tables]
    absent = frozenset(cell.id for table in missing for cell in table.cells())
    yield from (_Rule(*rule) for rule in check_claims(report, figures, absent))
    for table in missing:
        cells = {cell.id for cell in table.cells()}
        yield _Rule(f"missing.{table.id}", cells, partial(_missing, table, cells, figures))


def _value(cell: Cell, figures: Figures) -> Finding | None:
    figure = figures[cell.id]
    if figure.state is State.UNREADABLE:
        zh, en = sentences.unreadable(cell, figure)
    elif figure.value is not None and not in_domain(figure.value, cell.domain):
        zh, en = sentences.outside_domain(cell, figure.value)
    else:
        return None
    return Finding(f"value.{cell.id}", ERROR, (cell.id,), zh, en)


def _equation(form: Form, equation: Equation, figures: Figures) -> Finding | None:
    if not _readable(equation.cells, figures) or _total_is_blank(equation, figures):
        return None
    left, right = add(equation.left, figures), add(equation.right, figures)
    if left == right:
        return None
    zh, en = sentences.broken(form, equation, figures, left, right)
    sign_left, sign_right = ("=", "+") if equation.total else ("+", "-")
    signs = (sign_left,) * len(equation.left) + (sign_right,) * len(equation.right)
    return Finding(equation.id, ERROR, equation.cells, zh, en, left, right, signs)


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
        (equation, amount)
        for equation in equations
        if _readable(equation.right, figures) and (amount := add(equation.right, figures))
    ]
    if not wanting:
        return None
    amounts = {amount for _, amount in wanting}
    parts = [cell for equation, _ in wanting for cell in equation.right]
    zh, en = sentences.blank_total(form, total, wanting, figures)
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
    zh, en = sentences.not_greater(form, rule, lesser, greater)
    return Finding(rule.id, WARNING, (rule.lesser, rule.greater), zh, en, lesser, greater)


def _missing(table: Table, cells: Collection[str], figures: Figures) -> Finding | None:
    """Returns the error of a table that is not printed, until a reviewer types its figures."""
    if any(figures[cell].state is not State.BLANK for cell in cells):
        return None
    zh, en = sentences.missing_table(table)
    return Finding(f"missing.{table.id}", ERROR, (), zh, en)


def _totals(table: Table) -> dict[str, list[Equation]]:
    """Returns the equations that each stated total closes, by its cell, in the form's order."""
    totals: dict[str, list[Equation]] = {}
    for equation in table.equations:
        if equation.total:
            totals.setdefault(equation.total, []).append(equation)
    return totals


def _total_is_blank(equation: Equation, figures: Figures) -> bool:
    return equation.total is not None and figures[equation.total].value is None


def _readable(cells: Iterable[str], figures: Figures) -> bool:
    return all(figures[cell].state is not State.UNREADABLE for cell in cells)


def add(cells: Iterable[str], figures: Figures) -> Number:
    """Returns the sum of readable cells; blanks and marks count as zero."""
    total: Number = 0
    for cell in cells:
        total += figures[cell].amount
    return total
