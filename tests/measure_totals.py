"""Measures how well totals are found. Run it by hand:

    python -m tests.measure_totals [--marked ../shared/tables/aggregations/troy.jsonl.gz] [--save]

Marked tables are a file of JSON lines, gzipped: `table` (rows of text), `number_format` and
`aggregations` (operator, aggregator and aggregatees as [row, column]), as AggreCol's data set has
them (Jiang, Vitagliano, Naumann, EDBT 2022); the project does not carry it. Even ones may be looked
at while the finder is changed; odd ones are only measured on. Zeros are left out of sums on both
sides. Drawn tables are made here, with a share of their figures changed.

What comes out is held against `data/totals_record.json`; `--save` writes that anew.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from gouji.core.totals.figure_table import UNKNOWN, FigureTable, Value, is_numbering
from gouji.core.totals.find_rules import find_rules
from gouji.core.totals.found_rule import Along, RuleKind

from .drawing.totals import draw_table

RECORD = Path(__file__).parent / "data" / "totals_record.json"
WORSE = 0.005
"""By so much a figure may be lower than on record."""

OPERATORS = {
    "Sum": RuleKind.SUM,
    "Division": RuleKind.SHARE,
    "RelativeChange": RuleKind.CHANGE,
    "Average": RuleKind.AVERAGE,
}
SIGNS = {"Space": " ", "Comma": ",", "Point": ".", "None": ""}

Cell = tuple[int, int]
Aggregation = tuple[RuleKind, Cell, tuple[Cell, ...]]
Counts = tuple[int, int, int]
"""Found and true, found and not true, true and not found."""


def say(line: str) -> None:
    """Writes a line."""
    sys.stdout.write(f"{line}\n")


def value(text: str, number_format: str) -> Value:
    """Returns what a cell says: signs of notes, of money and of per cent are no part of it."""
    bare = (
        re.sub(r"[–−—]", "-", text.replace("\xa0", " ").strip()).lstrip("$").rstrip("%*E").strip()
    )
    if bare in ("", "-"):
        return None
    thousands, point = (re.escape(SIGNS[word]) for word in number_format.split())
    patterns = (rf"([+-]?) ?(\d+(?:{thousands or 'x'}\d{{3}})*)(?:{point}(\d+))?",
                r"([+-]?) ?(\d+(?:[ ,]\d{3})*)(?:\.(\d+))?")  # fmt: skip
    for pattern in patterns:
        if found := re.fullmatch(pattern, bare):
            digits = re.sub(r"\D", "", found[2])
            return Decimal(found[1] + digits + (f".{found[3]}" if found[3] else ""))
    return UNKNOWN


def labelled(rows: list[list[str]], values: list[list[Value]]) -> FigureTable:
    """Returns the figures with the text before each row's first and above each column's first."""
    width = max(map(len, values))
    beside = [" ".join(_before_figures(row, said)) for row, said in zip(rows, values, strict=True)]
    above = []
    for c in range(width):
        texts = [row[c] if c < len(row) else "" for row in rows]
        column = [row[c] if c < len(row) else None for row in values]
        above.append(" ".join(_before_figures(texts, column)[-3:]))
    return FigureTable.of(values, beside, above)


def _before_figures(texts: list[str], values: list[Value]) -> list[str]:
    told: list[str] = []
    for text, one in zip(texts, values, strict=True):
        if isinstance(one, Decimal) and not is_numbering([one]):
            break
        told.append(text)
    return [text for text in told if text]


def marked(table: dict[str, Any], values: list[list[Value]]) -> set[Aggregation]:
    """Returns the aggregations that someone marked, those of nothing but zeros left out."""
    found = set()
    for one in table["aggregations"]:
        kind = OPERATORS[one["operator"]]
        parts = [(row, column) for row, column in one["aggregatees"]]
        told = _told(kind, tuple(one["aggregator"]), parts, values)
        if told[2]:
            found.add(told)
    return found


def _told(
    kind: RuleKind, result: Cell, parts: list[Cell], values: list[list[Value]]
) -> Aggregation:
    if kind is RuleKind.SUM:
        parts = sorted(cell for cell in parts if _is_some(values, cell))
    elif kind is RuleKind.AVERAGE:
        parts = sorted(parts)
    return kind, result, tuple(parts)


def _is_some(values: list[list[Value]], cell: Cell) -> bool:
    row = values[cell[0]]
    one = row[cell[1]] if cell[1] < len(row) else None
    return isinstance(one, Decimal) and one != 0


def found_in(table: FigureTable, values: list[list[Value]]) -> Iterator[Aggregation]:
    """Yields every aggregation of cells that the rules found say."""
    for rule in find_rules(table):
        for line in rule.held:
            cells = [
                (at, line) if rule.along is Along.ROWS else (line, at)
                for at in (rule.result, *rule.parts)
            ]
            yield _told(rule.kind, cells[0], cells[1:], values)


def measure_marked(path: Path, verbose: bool) -> dict[str, Any]:
    """Returns what came of the marked tables, of the two halves apart and together."""
    counts: dict[str, dict[RuleKind, list[Counts]]] = {}
    slowest = 0.0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            table = json.loads(line)
            values = [
                [value(text, table["number_format"]) for text in row] for row in table["table"]
            ]
            begun = time.perf_counter()
            found = set(found_in(labelled(table["table"], values), values))
            slowest = max(slowest, time.perf_counter() - begun)
            true = marked(table, values)
            found = {
                one for one in found if one[0] is not RuleKind.SUM or len(one[2]) > 1 or one in true
            }
            half = ("open", "held out")[number % 2]
            for kind in RuleKind:
                counted = _counted(_of(kind, found), _of(kind, true))
                for name in (half, "all"):
                    counts.setdefault(name, defaultdict(list))[kind].append(counted)
                if verbose and half == "open" and any(counted[1:]):
                    say(f"{number} {kind} {counted}")
    say(f"slowest marked table: {slowest:.1f} s")
    return {
        f"marked, {half}": {kind.value: _rates(each) for kind, each in by_kind.items()}
        for half, by_kind in counts.items()
    }


def _of(kind: RuleKind, aggregations: Iterable[Any]) -> set[Any]:
    return {one for one in aggregations if kind in one}


def _counted(found: set[Any], true: set[Any]) -> Counts:
    return len(found & true), len(found - true), len(true - found)


def _rates(counts: list[Counts]) -> dict[str, float]:
    both, invented, missed = (sum(one[at] for one in counts) for at in range(3))
    return {
        "true": both + missed,
        "precision": round(both / max(both + invented, 1), 3),
        "recall": round(both / max(both + missed, 1), 3),
        "f1": round(2 * both / max(2 * both + invented + missed, 1), 3),
    }


def measure_drawn(tables: int) -> dict[str, Any]:
    """Returns what came of drawn tables: rules, and the wrong figures that lie in broken lines."""
    told: dict[str, Any] = {}
    for wrong in (0.0, 0.01, 0.02, 0.05):
        counts: dict[RuleKind, list[Counts]] = defaultdict(list)
        marks: list[Counts] = []
        for seed in range(tables):
            drawn = draw_table(seed, wrong)
            table = FigureTable.of(drawn.rows, drawn.row_labels, drawn.column_labels)
            rules = find_rules(table)
            found = {(one.along, one.kind, one.result, one.parts) for one in rules}
            for kind in RuleKind:
                counts[kind].append(_counted(_of(kind, found), _of(kind, drawn.rules)))
            sums = {
                (one.along, one.result, one.parts, line)
                for one in rules
                for line in one.broken
                if one.kind is RuleKind.SUM
            }
            marks.append(_counted(sums, drawn.broken_sums()))
        name = f"drawn, {wrong:.0%} wrong"
        told[name] = {kind.value: _rates(each) for kind, each in counts.items() if kind in (
            RuleKind.SUM, RuleKind.SHARE, RuleKind.CHANGE)}  # fmt: skip
        told[name]["broken sums"] = _rates(marks)
    return told


def measure_time() -> None:
    """Says how long a large table takes."""
    drawn = draw_table(1, 0.01, rows=1690, columns=30)
    table = FigureTable.of(drawn.rows, drawn.row_labels, drawn.column_labels)
    begun = time.perf_counter()
    rules = find_rules(table)
    taken = time.perf_counter() - begun
    size = f"{len(drawn.rows)} rows by {len(drawn.column_labels)} columns"
    say(f"{size}: {taken:.1f} s, {len(rules)} rules found of {len(drawn.rules)}")


def worse(now: dict[str, Any], before: dict[str, Any]) -> list[str]:
    """Returns what is lower than on record."""
    return [
        f"{group}, {kind}, {rate}: {now[group][kind][rate]} was {rates[rate]}"
        for group, kinds in before.items()
        if group in now
        for kind, rates in kinds.items()
        for rate in ("precision", "recall", "f1")
        if now[group][kind][rate] < rates[rate] - WORSE
    ]


def main() -> int:
    """Returns 1 where something is worse than on record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marked", type=Path)
    parser.add_argument("--tables", type=int, default=30)
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    given = parser.parse_args()
    now = measure_drawn(given.tables)
    if given.marked is not None:
        now |= measure_marked(given.marked, given.verbose)
    measure_time()
    for group, kinds in now.items():
        say(group)
        for kind, rates in kinds.items():
            if rates["true"]:
                say(f"    {kind:12} {rates}")
    before = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    if given.save:
        RECORD.write_text(json.dumps(before | now, indent=1) + "\n", encoding="utf-8")
        return 0
    lower = worse(now, before)
    say("\n".join(lower))
    return 1 if lower else 0


if __name__ == "__main__":
    sys.exit(main())
