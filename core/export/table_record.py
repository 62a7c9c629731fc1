"""The tables of a file of any form, with the rules found in them, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..documents.document import Document
from ..figures import Number
from ..tables.cell_suggestions import CellSuggestion
from ..tables.inferred_rules import Break, InferredTable
from ..tables.rule_sentences import break_sentence, rule_sentence, suggestion_sentence
from ..tables.source_table import TableCell
from ..totals.figure_table import UNKNOWN
from ..totals.found_rule import FoundRule
from .records import Record, region_record


def tables_record(document: Document, tables: Sequence[InferredTable]) -> Record:
    """Returns every table of a document as a record for ``to_json``.

    The schema of it is ``resources/schemas/tables-1.schema.json``. Rows, columns and pages count
    from 0, tables from 1.
    """
    source = {"path": str(document.path), "sha256": document.sha256, "kind": document.kind}
    return {
        "source": source,
        "tables": [_table(number, table) for number, table in enumerate(tables, 1)],
        "unread_pages": list(document.unread_pages),
    }


def _table(number: int, found: InferredTable) -> Record:
    table, parts = found.table, found.parts
    return {
        "number": number,
        "title": table.title,
        "unit": table.unit,
        "pages": list(table.pages),
        "rows": table.rows,
        "columns": table.columns,
        "header_rows": parts.header_rows,
        "label_columns": [at for block in parts.blocks for at in block.labels],
        "row_labels": list(found.row_labels),
        "column_labels": list(found.column_labels),
        "cells": [_cell(found, one) for one in table.cells],
        "rules": [_rule(found, rule) for rule in found.rules],
        "inferred": [_break(found, one) for one in found.breaks],
        "suggestions": [_suggestion(found, one) for one in found.suggestions],
    }


def _cell(found: InferredTable, one: TableCell) -> Record:
    value = found.parts.values[one.row][one.column]
    record: Record = {
        "row": one.row,
        "column": one.column,
        "row_span": one.cell.row_span,
        "column_span": one.cell.column_span,
        "text": one.cell.text,
        "value": _number(value) if isinstance(value, Decimal) else None,
        "confidence": one.cell.confidence,
        "region": region_record(one.cell.region),
    }
    if value is UNKNOWN:
        record["unknown"] = True
    return record


def _rule(found: InferredTable, rule: FoundRule) -> Record:
    sentence = rule_sentence(found, rule)
    return {
        "kind": rule.kind.value,
        "along": rule.along.value,
        "result": rule.result,
        "parts": list(rule.parts),
        "factor": rule.factor,
        "held": list(rule.held),
        "broken": list(rule.broken),
        "chance_log10": rule.chance,
        "nested": rule.nested,
        "message": sentence.zh,
        "message_en": sentence.en,
    }


def _break(found: InferredTable, one: Break) -> Record:
    rule, sentence = found.rules[one.rule], break_sentence(found, one)
    return {
        "rule": one.rule,
        "cells": [list(cell) for cell in found.cells_of(rule, one.line)],
        "printed": _number(one.printed),
        "expected": _number(one.expected),
        "message": sentence.zh,
        "message_en": sentence.en,
    }


def _suggestion(found: InferredTable, one: CellSuggestion) -> Record:
    sentence = suggestion_sentence(found, one)
    return {
        "cell": [one.row, one.column],
        "printed": _number(one.printed),
        "value": _number(one.value),
        "rules": list(one.rules),
        "message": sentence.zh,
        "message_en": sentence.en,
    }


def _number(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value
