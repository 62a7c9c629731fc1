"""Finds the rules of a table of figures: which rows and columns are made of which others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from .figure_table import FigureTable, Lines, Truths
from .find_ratios import Ratio, find_averages, find_ratios
from .find_sums import find_sums
from .found_rule import Along, FoundRule, RuleKind
from .sum_evidence import FoundSum

MOST_FIGURES, MOST_VECTORS = 100_000, 3_000
"""A table of more cells, or of more rows or columns, is not searched: it is a file of data, and
would take minutes.
"""


def find_rules(table: FigureTable, only: Along | None = None) -> tuple[FoundRule, ...]:
    """Returns the rules that hold in so much of a table that chance does not explain it.

    It is the task of AggreCol (Jiang, Vitagliano, Naumann, EDBT 2022); the method is another: every
    rule is given the number of rules as good that chance alone would bring forth.

    Args:
        table: The figures. A rule holds in a line where the printed figures are within what their
            rounding allows: half a last digit for each term.
        only: Whether columns alone are to be related, or rows; None for both.

    Returns:
        The surest first.
    """
    columns, rows = table.by_columns, table.by_rows
    cells = columns.count * rows.count
    if not cells or cells > MOST_FIGURES or max(columns.count, rows.count) > MOST_VECTORS:
        return ()
    column_ratios, row_ratios = _ratios(columns), _ratios(rows)
    found: list[FoundRule] = []
    if only is not Along.ROWS:
        found += _along(Along.COLUMNS, _without_adding(columns, row_ratios), column_ratios)
    if only is not Along.COLUMNS:
        found += _along(Along.ROWS, _without_adding(rows, column_ratios), row_ratios)
    return tuple(sorted(found, key=lambda rule: (rule.chance, rule.along, rule.result, rule.parts)))


def _ratios(lines: Lines) -> tuple[Ratio, ...]:
    return (*find_ratios(lines), *find_averages(lines))


def _without_adding(lines: Lines, across: Sequence[Ratio]) -> Lines:
    """Returns lines of which those that are ratios of other lines are no figures to be added."""
    adds = lines.adds.copy()
    adds[[one.result for one in across]] = False
    return replace(lines, adds=adds) if adds.any() else lines


def _along(along: Along, lines: Lines, ratios: Sequence[Ratio]) -> Iterator[FoundRule]:
    sums = find_sums(lines)
    for total in sums:
        yield _rule(along, RuleKind.SUM, total.parts, 1, total)
    for ratio in ratios:
        kind, parts = _as_change(ratio, sums)
        yield _rule(along, kind, parts, ratio.factor, ratio)


def _as_change(ratio: Ratio, sums: Sequence[FoundSum]) -> tuple[RuleKind, tuple[int, ...]]:
    """Returns a share of a difference as what it is: a change."""
    if ratio.kind is RuleKind.SHARE:
        difference, before = ratio.parts
        for total in sums:
            if set(total.parts) == {difference, before}:
                return RuleKind.CHANGE, (before, total.result)
    return ratio.kind, ratio.parts


def _rule(
    along: Along, kind: RuleKind, parts: tuple[int, ...], factor: int, found: FoundSum | Ratio
) -> FoundRule:
    return FoundRule(
        kind=kind,
        along=along,
        result=found.result,
        parts=parts,
        factor=factor,
        held=_indexes(found.held),
        broken=_indexes(found.broken),
        chance=round(found.chance, 1),
        nested=isinstance(found, FoundSum) and found.nested,
    )


def _indexes(lines: Truths) -> tuple[int, ...]:
    return tuple(int(at) for at in np.flatnonzero(lines))
