"""Evaluates every rule of a form, or again only those that touch changed cells.

Sources: the totals rules (勾稽关系) of 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号.
Which cells a rule joins is data of the form; nothing here knows one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from ..extraction.report import Report
from ..figures import Figure, State
from ..finding import ERROR, Finding
from ..forms import Table
from . import finding_sentences
from .claim_checks import Check, check_claims
from .rule_plan import plan_of

Figures = Mapping[str, Figure]


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
    if before is None or changed is None:
        found = [rule.evaluate(figures) for rule in plan_of(report.form).rules]
        found += [evaluate() for _, _, evaluate in _of_report(report, figures)]
        return tuple(finding for finding in found if finding is not None)
    return (
        *_form_again(report, figures, before, changed),
        *_report_again(report, figures, before, changed),
    )


def _form_again(
    report: Report, figures: Figures, before: Sequence[Finding], changed: Collection[str]
) -> list[Finding]:
    """Returns the findings of the form's own rules after an edit."""
    plan = plan_of(report.form)
    touched = {at for cell in changed for at in plan.by_cell.get(cell, ())}
    found = {
        at: finding
        for finding in before
        if (at := plan.order.get(finding.rule)) is not None and at not in touched
    }
    for at in touched:
        finding = plan.rules[at].evaluate(figures)
        if finding is not None:
            found[at] = finding
    return [found[at] for at in sorted(found)]


def _report_again(
    report: Report, figures: Figures, before: Sequence[Finding], changed: Collection[str]
) -> Iterator[Finding]:
    """Yields the findings of the rules that are the report's own after an edit."""
    known = {finding.rule: finding for finding in before}
    touched = frozenset(changed)
    for rule, cells, evaluate in _of_report(report, figures):
        finding = known.get(rule) if touched.isdisjoint(cells) else evaluate()
        if finding is not None:
            yield finding


def _of_report(report: Report, figures: Figures) -> Iterator[Check]:
    """Yields the rules that hang on what this report says and prints."""
    missing = {
        table.id: (table, tuple(cell.id for cell in table.cells()))
        for table in report.form.tables
        if table.id in report.missing_tables
    }
    absent = frozenset(cell for _, cells in missing.values() for cell in cells)
    yield from check_claims(report, figures, absent)
    for table, cells in missing.values():
        yield f"missing.{table.id}", cells, partial(_missing, table, cells, figures)


def _missing(table: Table, cells: Collection[str], figures: Figures) -> Finding | None:
    """Returns the error of a table that is not printed, until a reviewer types its figures."""
    if any(figures[cell].state is not State.BLANK for cell in cells):
        return None
    zh, en = finding_sentences.missing_table(table)
    return Finding(f"missing.{table.id}", ERROR, (), zh, en)
