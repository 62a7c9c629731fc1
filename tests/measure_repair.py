"""Measures how well suggestions restore seeded mistakes in table 3. Run it by hand:

    python -m tests.measure_repair [--scale 0.1] [--examples]

A *slip of the same figure elsewhere* is an inherent tie: the same figures, changed in the same
way, stand in several places, so nothing in the report tells which was moved. Such cases count
against "first", and once more by themselves. "best" is how often the truth would come first by
chance among such ties: no order of them can do better than that on average.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random

from gouji.core import rules
from gouji.core.extraction.report import Reading, Report, Source
from gouji.core.figures import parse_figure
from gouji.core.form_files import official_forms
from gouji.core.repair import suggest
from gouji.core.suggestion import Suggestion

from .drawing.figures import draw_figures

FORM = official_forms()[0]
TABLE = FORM.table("t3")
(BLOCK,) = TABLE.blocks
ROWS = [row.id for row in BLOCK.rows]
COLUMNS = [column.id for column in BLOCK.columns]
CELLS = [cell.id for cell in TABLE.cells()]
SIZES = ("r1", "r2", "r3")

Values = dict[str, int]


def wrong_cells(count: int) -> Callable[[Values, Random], Values]:
    """Returns a damage that gives so many cells another figure."""

    def damage(values: Values, random: Random) -> Values:
        damaged = dict(values)
        for cell in random.sample(CELLS, count):
            choices = {values[cell] + step for step in (-10, -3, -2, -1, 1, 2, 5, 10, 100)}
            damaged[cell] = random.choice(sorted(one for one in choices if one >= 0))
        return damaged

    return damage


def slip_of_digits(values: Values, random: Random) -> Values:
    """Returns the figures with one digit lost, added, replaced, or two swapped."""
    while True:
        cell = random.choice([cell for cell in CELLS if values[cell] > 9] or CELLS)
        digits = str(values[cell])
        at = random.randrange(len(digits))
        written = random.choice(
            (
                digits[:at] + digits[at + 1 :],
                digits[:at] + random.choice("0123456789") + digits[at:],
                digits[:at] + random.choice("0123456789") + digits[at + 1 :],
                digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :],
            )
        )
        if int(written or "0") != values[cell]:
            return {**values, cell: int(written or "0")}


def moved(rows: int, columns: int) -> Callable[[Values, Random], Values]:
    """Returns a damage that puts one figure into an empty place so many rows or columns off."""

    def damage(values: Values, random: Random) -> Values:
        places = [
            (here, there)
            for r, row in enumerate(ROWS[: len(ROWS) - rows])
            for c, column in enumerate(COLUMNS[: len(COLUMNS) - columns])
            for here, there in [
                (f"t3.{row}.{column}", f"t3.{ROWS[r + rows]}.{COLUMNS[c + columns]}")
            ]
            if (values[here] == 0) != (values[there] == 0)
        ]
        if not places:
            return values
        here, there = random.choice(places)
        return {**values, here: values[there], there: values[here]}

    return damage


def whole_row_moved(values: Values, random: Random) -> Values:
    """Returns the figures with one row a column off: its first place empty, its total lost."""
    row = random.choice([row for row in ROWS if values[f"t3.{row}.total"]] or ROWS)
    cells = [f"t3.{row}.{column}" for column in COLUMNS]
    printed = [0, *(values[cell] for cell in cells[:-1])]
    return {**values, **dict(zip(cells, printed, strict=True))}


def run_slid(values: Values, random: Random) -> Values:
    """Returns the figures with a run of one column a row lower, onto an empty place."""
    lines = [[f"t3.{row}.{column}" for row in ROWS] for column in COLUMNS]
    runs = [
        line[start : end + 1]
        for line in lines
        for start in range(len(line))
        for end in range(start + 2, min(start + 8, len(line)))
        if values[line[start]] and values[line[end - 1]] and not values[line[end]]
    ]
    if not runs:
        return values
    cells = random.choice(runs)
    printed = [0, *(values[cell] for cell in cells[:-1])]
    return {**values, **dict(zip(cells, printed, strict=True))}


def rows_slid(values: Values, random: Random) -> Values:
    """Returns the figures with whole rows one row lower, down to the end or an empty row."""
    full = [any(values[f"t3.{row}.{column}"] for column in COLUMNS) for row in ROWS]
    start = random.choice([at for at, one in enumerate(full[:-2]) if one] or [0])
    ends = [at for at in range(start + 2, len(ROWS)) if not full[at] or at == len(ROWS) - 1]
    end = random.choice(ends)
    damaged = dict(values)
    for column in COLUMNS:
        for at in range(start, end + 1):
            before = values[f"t3.{ROWS[at - 1]}.{column}"] if at > start else 0
            damaged[f"t3.{ROWS[at]}.{column}"] = before
    return damaged


def neighbours_exchanged(values: Values, random: Random) -> Values:
    """Returns the figures with two different neighbours of a row or column exchanged."""
    lines = [[f"t3.{row}.{column}" for row in ROWS] for column in COLUMNS]
    lines += [[f"t3.{row}.{column}" for column in COLUMNS] for row in ROWS]
    pairs = [
        (here, there)
        for line in lines
        for here, there in pairwise(line)
        if values[here] != values[there] and values[here] and values[there]
    ]
    if not pairs:
        return values
    here, there = random.choice(pairs)
    return {**values, here: values[there], there: values[here]}


def times(factor: int) -> Callable[[Values, Random], Values]:
    """Returns a damage that multiplies one figure, or turns its sign."""

    def damage(values: Values, random: Random) -> Values:
        cell = random.choice([cell for cell in CELLS if values[cell]] or CELLS)
        return {**values, cell: values[cell] * factor}

    return damage


def not_written(values: Values, random: Random) -> Values:
    """Returns the figures with one of them missing: nothing stands in its place."""
    cell = random.choice([cell for cell in CELLS if values[cell]] or CELLS)
    return {**values, cell: BLANK}


def after_each_other(*damages: Callable[[Values, Random], Values]) -> Callable[..., Values]:
    """Returns a damage that is several."""

    def damage(values: Values, random: Random) -> Values:
        for one in damages:
            values = one(values, random)
        return values

    return damage


BLANK = -1_000_000
"""Stands for a figure that is not written."""

KINDS: Mapping[str, tuple[int, Callable[[Values, Random], Values]]] = {
    "one wrong figure": (2000, wrong_cells(1)),
    "two wrong figures": (2000, wrong_cells(2)),
    "three wrong figures": (1000, wrong_cells(3)),
    "five wrong figures": (500, wrong_cells(5)),
    "twelve wrong figures": (200, wrong_cells(12)),
    "slip of digits": (2000, slip_of_digits),
    "one row off": (1000, moved(1, 0)),
    "one column off": (1000, moved(0, 1)),
    "whole row a column off": (500, whole_row_moved),
    "run of a column a row off": (500, run_slid),
    "whole rows a row off": (500, rows_slid),
    "neighbours exchanged": (500, neighbours_exchanged),
    "unit mistaken": (300, times(10_000)),
    "sign": (300, times(-1)),
    "figure not written": (500, not_written),
    "moved, and a slip of digits": (500, after_each_other(moved(0, 1), slip_of_digits)),
    "moved, and a wrong figure": (500, after_each_other(moved(1, 0), wrong_cells(1))),
}


@dataclass
class Score:
    """What came of the mistakes of one kind.

    Attributes:
        unseen: Mistakes that break no rule.
        first: The truth is the first suggestion.
        among_ties: The truth is not first, but costs as much as what is, and both say so.
        inherent: Of those, the first changes the same figures in the same way elsewhere.
        listed: The truth is among the suggestions.
        chances: Over the cases, one by the number of ties of the truth that are inherent.
        silent: The truth ties with the first, and that is not said.
    """

    seen: int = 0
    unseen: int = 0
    first: int = 0
    among_ties: int = 0
    inherent: int = 0
    listed: int = 0
    chances: float = 0.0
    silent: int = 0
    seconds: list[float] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)

    def add(self, truth: Values, printed: Values, suggestions: tuple[Suggestion, ...]) -> None:
        """Counts what was suggested for one report."""
        self.seen += 1
        proposed = [{change.cell: change.value for change in one.changes} for one in suggestions]
        if truth not in proposed:
            self.examples.append(f"not listed: {truth}, but {proposed[:2]}")
            return
        self.listed += 1
        at = proposed.index(truth)
        alike = _figures(truth, printed)
        self.chances += 1 / sum(
            _figures(one, printed) == alike and suggestion.cost - suggestions[at].cost < 0.05
            for one, suggestion in zip(proposed, suggestions, strict=True)
        )
        if at == 0:
            self.first += 1
            return
        best, own = suggestions[0], suggestions[at]
        if own.cost - best.cost < 0.05:
            self.silent += not (best.tied and own.tied)
            self.among_ties += 1
            self.inherent += alike == _figures(proposed[0], printed)
        else:
            self.examples.append(f"not first: {truth}, but {best.zh} ({best.cost}, {own.cost})")

    def line(self, name: str) -> str:
        """Returns the line of the table."""
        worth = max(self.seen, 1)
        told = max(self.seen - self.inherent, 1)
        near = self.first + self.among_ties
        return (
            f"{name:26}{self.seen:6}{self.unseen:7}{self.first / worth:9.2%}"
            f"{self.chances / worth:9.2%}{self.first / told:9.2%}{near / worth:10.2%}"
            f"{self.listed / worth:9.2%}{self.inherent:9}{self.silent:7}"
            f"{1000 * statistics.median(self.seconds):9.1f}{1000 * max(self.seconds):9.1f}"
        )


HEAD = (
    f"{'mistake':26}{'seen':>6}{'unseen':>7}{'first':>9}{'best':>9}{'first*':>9}{'1st/tied':>10}"
    f"{'listed':>9}{'inherent':>9}{'silent':>7}{'med. ms':>9}{'max. ms':>9}"
)


def _figures(changes: Mapping[str, object], printed: Values) -> list[tuple[str, str]]:
    """Returns which figures become which, wherever they stand."""
    return sorted((str(printed[cell]), str(value)) for cell, value in changes.items())


def measure(kind: str, scale: float) -> Score:
    """Returns what came of the seeded mistakes of one kind, over all sizes of reports in turn."""
    count, damage = KINDS[kind]
    score = Score()
    for number in range(round(count * scale)):
        random = Random(f"{kind} {number}")
        values = draw_figures(FORM.tables, SIZES[number % len(SIZES)], random)
        table_3 = {cell: int(values[cell]) for cell in CELLS}
        damaged = damage(table_3, random)
        truth = {cell: table_3[cell] for cell in CELLS if table_3[cell] != damaged[cell]}
        report = make_report({**values, **damaged})
        figures = report.figures
        findings = rules.check(report, figures)
        if not any("t3." in finding.rule for finding in findings):
            score.unseen += 1
            continue
        start = time.perf_counter()
        suggestions = suggest(report, figures, findings)
        score.seconds.append(time.perf_counter() - start)
        score.add(truth, damaged, suggestions)
    return score


def make_report(values: Mapping[str, object]) -> Report:
    """Returns a report that prints these values."""
    readings = {
        cell: Reading(parse_figure(_written(values[cell]), spec.domain))
        for cell, spec in FORM.cells.items()
    }
    return Report(FORM, "某县人民政府", 2022, Source(Path("report.pdf"), "", "pdf"), readings)


def _written(value: object) -> str:
    return "" if value == BLANK else str(value)


def main() -> None:
    """Prints one line for each kind of mistake."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="how many of the mistakes")
    parser.add_argument("--examples", action="store_true", help="print what was not first")
    options = parser.parse_args()
    write = sys.stdout.write
    write(f"{HEAD}\n")
    for kind in KINDS:
        score = measure(kind, options.scale)
        write(f"{score.line(kind)}\n")
        sys.stdout.flush()
        if options.examples:
            write("".join(f"    {example}\n" for example in score.examples[:8]))


if __name__ == "__main__":
    main()
