"""The rules found in a table of any form, and the figures that break them: inferred, not errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation

from ..documents.document import Document
from ..totals.figure_table import FigureTable, Value
from ..totals.find_rules import find_rules
from ..totals.found_rule import Along, FoundRule, RuleKind
from .cell_suggestions import CellSuggestion, cell_suggestions
from .document_tables import document_tables
from .source_table import SourceTable
from .table_parts import TableParts, column_labels, row_depths, row_labels, table_parts

SURE_ENOUGH = -3.0
"""A rule that chance would bring forth oftener than in one of a thousand tables marks no cell."""

MOSTLY = 0.5
"""A rule marks cells where it holds in more than this share of its lines; one that codes say, and
other rows bear out, everywhere."""


@dataclass(frozen=True)
class Break:
    """A line in which a rule that was found does not hold.

    Attributes:
        rule: Its index among the table's rules.
        line: Index of the row, for a rule of columns; else of the column.
        printed, expected: What stands there, and what the others make of it.
    """

    rule: int
    line: int
    printed: Decimal
    expected: Decimal


@dataclass(frozen=True)
class InferredTable:
    """A table of any form, taken apart, with what was found in it.

    Attributes:
        row_labels, column_labels: What names each row and each column.
        rules: The surest first.
        breaks: Where they do not hold: warnings, for nobody has said that the rules are meant.
        suggestions: Figures that would mend several breaks at once.
    """

    table: SourceTable
    parts: TableParts
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    rules: tuple[FoundRule, ...]
    breaks: tuple[Break, ...]
    suggestions: tuple[CellSuggestion, ...]

    def cells_of(self, rule: FoundRule, line: int) -> tuple[tuple[int, int], ...]:
        """Returns row and column of the result and the parts of a rule in one line."""
        vectors = (rule.result, *rule.parts)
        if rule.along is Along.COLUMNS:
            return tuple((line, column) for column in vectors)
        return tuple((row, line) for row in vectors)


def inferred_tables(document: Document) -> tuple[InferredTable, ...]:
    """Returns every table of a document with the rules found in it, in reading order."""
    return tuple(map(inferred_table, document_tables(document)))


def inferred_table(table: SourceTable) -> InferredTable:
    """Returns a table with the rules found in it and where they do not hold."""
    parts, texts = table_parts(table), table.texts()
    above = column_labels(texts, parts.header_rows, table.columns)
    beside = [row_labels(texts, block) for block in parts.blocks]
    rules = list(_rules(parts, beside[0] if beside else [], above, None))
    for block, labels in zip(parts.blocks, beside, strict=True):
        depths = row_depths(texts, parts.header_rows, block)
        rules += _rules(parts, labels, above, block.figures, depths)
    rules.sort(key=lambda rule: rule.chance)
    named = [" ".join(dict.fromkeys(filter(None, row))) for row in zip(*beside, strict=True)]
    breaks = tuple(_breaks(rules, parts.values))
    broken = [(one.rule, one.line) for one in breaks]
    mended = cell_suggestions(rules, broken, parts.values)
    return InferredTable(table, parts, tuple(named), tuple(above), tuple(rules), breaks, mended)


def _rules(
    parts: TableParts,
    beside: list[str],
    above: list[str],
    columns: tuple[int, ...] | None,
    depths: tuple[int | None, ...] = (),
) -> list[FoundRule]:
    """Returns the rules that relate columns of the whole table, or rows within some columns.

    Halves that stand side by side have rows of their own, so rows are related in each by itself.
    """
    values = [
        [one if columns is None or at in columns else None for at, one in enumerate(row)]
        for row in parts.values
    ]
    along = Along.COLUMNS if columns is None else Along.ROWS
    return list(find_rules(FigureTable.of(values, beside, above, depths), along))


def _breaks(rules: list[FoundRule], values: tuple[tuple[Value, ...], ...]) -> Iterator[Break]:
    for number, rule in enumerate(rules):
        is_usual = len(rule.held) > MOSTLY * (len(rule.held) + len(rule.broken))
        if rule.chance > SURE_ENOUGH or not (is_usual or rule.nested):
            continue
        for line in rule.broken:
            figures = [
                values[line][at] if rule.along is Along.COLUMNS else values[at][line]
                for at in (rule.result, *rule.parts)
            ]
            printed, *others = [one if isinstance(one, Decimal) else None for one in figures]
            expected = _expected(rule, printed, others)
            if printed is not None and expected is not None:
                yield Break(number, line, printed, expected)


def _expected(
    rule: FoundRule, printed: Decimal | None, parts: list[Decimal | None]
) -> Decimal | None:
    """Returns what a rule makes of its parts, with as many decimals as the result is printed."""
    known = [one or Decimal(0) for one in parts]
    if printed is None:
        return None
    try:
        if rule.kind is RuleKind.SUM:
            return sum(known, Decimal(0))
        if rule.kind is RuleKind.AVERAGE:
            made = sum(known, Decimal(0)) / len(known)
        elif rule.kind is RuleKind.SHARE:
            made = rule.factor * known[0] / known[1]
        else:
            made = rule.factor * (known[1] - known[0]) / known[0]
        exponent = printed.as_tuple().exponent
        unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
        return made.quantize(unit, ROUND_HALF_UP)
    except (DivisionByZero, InvalidOperation):
        return None
