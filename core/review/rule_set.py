"""The rule set that a review is checked by: which rules there are, and a hash of them all."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ..extraction.report import Report
from ..forms import Form, Table
from .record.event_chain import digest

EVALUATION = 1
"""Counts up when the program evaluates the rules of a form in another way."""


def rule_set_hash(form: Form) -> str:
    """Returns the SHA-256 of the rules of a form: equations, comparisons, domains of its cells.

    Wording has no part in it: a label put in other words is the same rule.
    """
    return _hash(form.tables)


@lru_cache(maxsize=16)
def _hash(tables: tuple[Table, ...]) -> str:
    return digest({"evaluation": EVALUATION, "tables": [_rules(table) for table in tables]})


def rule_ids(report: Report) -> frozenset[str]:
    """Returns the ids of all rules that a report is checked by."""
    form = report.form
    return frozenset(
        [f"value.{cell}" for cell in form.cells]
        + [equation.id for equation in form.equations]
        + [f"blank.{equation.total}" for equation in form.equations if equation.total]
        + [rule.id for rule in form.comparisons]
        + [claim.rule for claim in report.claims]
        + [f"missing.{table.id}" for table in form.tables]
    )


def is_between_reports(rule: str, form: Form) -> bool:
    """Returns whether a rule holds a report against others: whether it stands depends on them."""
    kind, _, cell = rule.partition(".")
    return (kind == "sum" and cell in form.cells) or any(
        each.id == rule for each in form.cross_year
    )


def _rules(table: Table) -> dict[str, Any]:
    return {
        "id": table.id,
        "edition": table.edition,
        "cells": {
            cell.id: [cell.domain.id, cell.domain.whole, cell.domain.minimum, cell.domain.unit]
            for cell in table.cells()
        },
        "equations": [
            [rule.id, list(rule.left), list(rule.right), rule.total] for rule in table.equations
        ],
        "comparisons": [[rule.id, rule.lesser, rule.greater] for rule in table.comparisons],
    }
