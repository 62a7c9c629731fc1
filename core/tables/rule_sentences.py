"""Found rules and the figures that break them, in words."""

from __future__ import annotations

from ..bilingual import Bilingual
from ..figures import show
from ..totals.found_rule import Along, FoundRule, RuleKind
from .cell_suggestions import CellSuggestion
from .inferred_rules import Break, InferredTable

_LONGEST_LABEL = 16
_MOST_PARTS = 6
"""So many parts are named one by one; of more, the first and the last."""

INFERRED = Bilingual("推断", "inferred")


def rule_sentence(table: InferredTable, rule: FoundRule) -> Bilingual:
    """Returns what a rule says and how well it is borne out."""
    held, asked = len(rule.held), len(rule.held) + len(rule.broken)
    lines = ("行", "rows") if rule.along is Along.COLUMNS else ("列", "columns")
    odds = max(round(-rule.chance), 0)
    return Bilingual(
        f"{_equation(table, rule)}（{asked} {lines[0]}中 {held} {lines[0]}成立；"
        f"纯属偶然的约 10^-{odds} 个）",
        f"{_equation(table, rule)} (holds in {held} of {asked} {lines[1]}; chance alone would make "
        f"about 10^-{odds} such)",
    )


def break_sentence(table: InferredTable, found: Break) -> Bilingual:
    """Returns where a rule does not hold, and by how much: a warning, for nobody set the rule."""
    rule = table.rules[found.rule]
    is_row = rule.along is Along.COLUMNS
    names = table.row_labels if is_row else table.column_labels
    name, at = _short(names[found.line]), found.line + 1
    printed, expected = show(found.printed), show(found.expected)
    difference = show(found.printed - found.expected)
    equation = _equation(table, rule)
    where = Bilingual("行" if is_row else "列", "row" if is_row else "column")
    return Bilingual(
        f"{INFERRED.zh}：第 {at} {where.zh}“{name}”不合 {equation}：印作 {printed}，"
        f"按其他数为 {expected}，差 {difference}。",
        f"{INFERRED.en}: {where.en} {at} “{name}” does not keep {equation}: {printed} is printed, "
        f"the others make {expected}, {difference} off.",
    )


def suggestion_sentence(table: InferredTable, found: CellSuggestion) -> Bilingual:
    """Returns which figure would mend several sums at once."""
    row, column = found.row + 1, found.column + 1
    names = f"{_short(table.row_labels[found.row])} / {_short(table.column_labels[found.column])}"
    printed, value, count = show(found.printed), show(found.value), len(found.rules)
    return Bilingual(
        f"{INFERRED.zh}：第 {row} 行第 {column} 列（{names}）印作 {printed}，若为 {value}，"
        f"{count} 条关系都成立。",
        f"{INFERRED.en}: row {row}, column {column} ({names}) prints {printed}; with {value} "
        f"{count} rules hold.",
    )


def _equation(table: InferredTable, rule: FoundRule) -> str:
    names = table.column_labels if rule.along is Along.COLUMNS else table.row_labels
    result, *parts = (_named(names, at) for at in (rule.result, *rule.parts))
    if rule.kind is RuleKind.SUM:
        return f"{result} = {_joined(parts)}"
    if rule.kind is RuleKind.AVERAGE:
        return f"{result} = ({_joined(parts)}) / {len(parts)}"
    factor = f" × {rule.factor}" if rule.factor != 1 else ""
    if rule.kind is RuleKind.SHARE:
        return f"{result} = {parts[0]} / {parts[1]}{factor}"
    return f"{result} = ({parts[1]} - {parts[0]}) / {parts[0]}{factor}"


def _joined(parts: list[str]) -> str:
    if len(parts) <= _MOST_PARTS:
        return " + ".join(parts)
    return f"{parts[0]} + … + {parts[-1]} ({len(parts)})"


def _named(names: tuple[str, ...], at: int) -> str:
    return f"[{at + 1}]{_short(names[at])}"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1]}…"
