"""The rules of a report as lines of the sheet 勾稽检查, and what each gives over figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ... import rules
from ...extraction.report import Report
from ...figures import BLANK, Figure, Number, State, show
from ...finding import Finding
from ...forms import Equation, Form, parts_of_totals
from ..excel.sheet_cells import fits
from ..export_wording import table_name
from .addresses import cells_of

HELD, BROKEN, BLANK_TOTAL, UNCHECKED = "平", "不平", "空白", "不能检查"
FITS, MISFITS, NOT_COMPARED = "相符", "不符", "不比较"
VALID, INVALID, MISSING, FILLED = "合格", "不合要求", "缺表", "已补录"
ERROR_RESULTS = (BROKEN, INVALID, MISSING)
WARNING_RESULTS = (BLANK_TOTAL, MISFITS)

_MOST_PARTS = 4
"""How many parts of a sum are named; of more, the first, the last and how many."""


class LineKind(StrEnum):
    """What a line compares."""

    EQUATION = "equation"
    COMPARISON = "comparison"  # one cell is not to be greater than another
    CLAIM = "claim"  # the narrative states a cell
    VALUES = "values"  # every figure of a table may stand in its cell
    MISSING = "missing"  # the table is printed


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One line.

    Attributes:
        rule: Its id; for values ``value.<table>.*``, which stands for all of the table's.
        words: What it compares.
        left, right: Cells of the two sides; for values and missing tables all are ``left``.
        total: The cell that states the sum of ``right``, if one does.
        stated: What the narrative states for the cell ``right``, the first of it told.
        sums: Parts of each total in an equation that may be blank; it holds as well if it balances
            with these.
        absent: The table of the cell is not printed: a blank one is compared with nothing.
    """

    kind: LineKind
    rule: str
    words: str
    left: tuple[str, ...]
    right: tuple[str, ...] = ()
    total: str | None = None
    stated: tuple[Number, ...] = ()
    absent: bool = False
    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell whose marks follow from the line; none for values and missing tables."""
        return () if self.kind in (LineKind.VALUES, LineKind.MISSING) else self.left + self.right


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a line gives: both sides, their difference, and the result in a word."""

    left: Number
    right: Number | None
    result: str
    unusable: int = 0

    @property
    def difference(self) -> Number | None:
        """Left less right."""
        return None if self.right is None else self.left - self.right

    @property
    def level(self) -> int:
        """How weighty the result is: 3 an error, 2 a warning, else 0."""
        return 3 if self.result in ERROR_RESULTS else 2 if self.result in WARNING_RESULTS else 0


def rule_lines(report: Report) -> tuple[RuleLine, ...]:
    """Returns every rule that figures of the form can keep or break, in the form's order."""
    form = report.form
    lines = [_of_equation(form, equation) for equation in form.equations]
    lines += [
        RuleLine(
            LineKind.COMPARISON,
            rule.id,
            f"{form.cells[rule.lesser].label()} ≤ {form.cells[rule.greater].label()}",
            (rule.lesser,),
            (rule.greater,),
        )
        for rule in form.comparisons
    ]
    lines += _of_claims(report)
    lines += _of_tables(report)
    return tuple(lines)


def as_held(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """Returns figures as a workbook holds them: a number too long for it is text, not a number."""
    return {
        cell: figure
        if figure.value is None or fits(figure.value)
        else Figure(show(figure.value), State.UNREADABLE)
        for cell, figure in figures.items()
    }


def outcomes(
    report: Report, lines: Sequence[RuleLine], figures: Mapping[str, Figure]
) -> dict[str, Outcome]:
    """Returns what each line gives over figures, by rule id."""
    held = as_held(figures)
    findings = {finding.rule: finding for finding in rules.check(report, held)}
    return {line.rule: _outcome(line, held, findings) for line in lines}


def _of_equation(form: Form, equation: Equation) -> RuleLine:
    left, right = (_side(form, equation, cells) for cells in (equation.left, equation.right))
    return RuleLine(
        LineKind.EQUATION,
        equation.id,
        f"{_scope(form, equation)}：{left} = {right}",
        equation.left,
        equation.right,
        equation.total,
        sums=tuple(parts_of_totals(equation, form.equations).items()),
    )


def _scope(form: Form, equation: Equation) -> str:
    cell = form.cells[equation.cells[0]]
    table = table_name(cell.table)
    if equation.along == "column":
        return f"{table} {cell.column.label}列"
    return f"{table} {cell.row.short}"


def _side(form: Form, equation: Equation, cells: Sequence[str]) -> str:
    found = [form.cells[cell] for cell in cells]
    names = [c.row.short if equation.along == "column" else c.column.label for c in found]
    if len(names) > _MOST_PARTS:
        return f"{names[0]} + … + {names[-1]}（{len(names)} 项）"
    return " + ".join(names)


def _of_claims(report: Report) -> Iterator[RuleLine]:
    by_rule: dict[str, list[Number]] = {}
    quotes: dict[str, tuple[str, str]] = {}
    for claim in report.claims:
        if claim.kind == "cell" and claim.cell in report.form.cells:
            by_rule.setdefault(claim.rule, []).append(claim.stated)
            quotes.setdefault(claim.rule, (claim.cell, claim.quote))
    for rule, stated in by_rule.items():
        cell, quote = quotes[rule]
        spec = report.form.cells[cell]
        yield RuleLine(
            LineKind.CLAIM,
            rule,
            f"正文“{quote}” = {table_name(spec.table)} {spec.label()}",
            (),
            (cell,),
            stated=tuple(stated),
            absent=spec.table.id in report.missing_tables,
        )


def _of_tables(report: Report) -> Iterator[RuleLine]:
    for table in report.form.tables:
        name = table_name(table)
        words = f"{name}：每个数都合要求（左边为不合要求的格数）"
        yield RuleLine(LineKind.VALUES, f"value.{table.id}.*", words, cells_of(table))
    for table in report.form.tables:
        if table.id in report.missing_tables:
            words = f"{table_name(table)}：原件没有这张表（左边为已补录的格数）"
            yield RuleLine(LineKind.MISSING, f"missing.{table.id}", words, cells_of(table))


def _outcome(
    line: RuleLine, figures: Mapping[str, Figure], findings: Mapping[str, Finding]
) -> Outcome:
    match line.kind:
        case LineKind.VALUES:
            bad = sum(f"value.{cell}" in findings for cell in line.left)
            return Outcome(bad, None, INVALID if bad else VALID)
        case LineKind.MISSING:
            filled = sum(figures[cell].state is not State.BLANK for cell in line.left)
            return Outcome(filled, None, FILLED if filled else MISSING)
        case _:
            unusable = sum(figures[cell].state is State.UNREADABLE for cell in line.cells)
            left = line.stated[0] if line.stated else _sum(line.left, figures)
            right = _sum(line.right, figures)
            result = _result(line, figures, findings, unusable, right)
            return Outcome(left, right, result, unusable)


def _result(
    line: RuleLine,
    figures: Mapping[str, Figure],
    findings: Mapping[str, Finding],
    unusable: int,
    right: Number,
) -> str:
    if line.kind is LineKind.COMPARISON:
        if any(figures[cell].value is None for cell in line.cells):
            return NOT_COMPARED
        return MISFITS if line.rule in findings else FITS
    if unusable:
        return UNCHECKED
    if line.kind is LineKind.CLAIM:
        if line.absent and figures[line.right[0]] == BLANK:
            return NOT_COMPARED
        return MISFITS if line.rule in findings else FITS
    if line.rule in findings:
        return BROKEN
    blank = line.total is not None and figures[line.total].value is None
    return BLANK_TOTAL if blank and right else HELD


def _sum(cells: Sequence[str], figures: Mapping[str, Figure]) -> Number:
    total: Number = 0
    for cell in cells:
        value = figures[cell].value
        total += 0 if value is None else value
    return total
