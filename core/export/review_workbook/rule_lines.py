"""The rules of a report as lines of the sheet 勾稽检查, and what each gives over figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ... import rules
from ...bilingual import ZH, Bilingual
from ...extraction.report import Claim, Report
from ...figures import BLANK, Figure, Number, State, show
from ...finding import Finding
from ...forms import Cell, Equation, Form, parts_of_totals
from ..excel.sheet_cells import fits
from ..export_wording import table_name
from .addresses import cells_of

HELD = Bilingual("平", "holds")
BROKEN = Bilingual("不平", "broken")
BLANK_TOTAL = Bilingual("空白", "blank total")
UNCHECKED = Bilingual("不能检查", "not checked")
FITS = Bilingual("相符", "agrees")
MISFITS = Bilingual("不符", "disagrees")
NOT_COMPARED = Bilingual("不比较", "not compared")
VALID = Bilingual("合格", "valid")
INVALID = Bilingual("不合要求", "invalid")
MISSING = Bilingual("缺表", "table missing")
FILLED = Bilingual("已补录", "filled in")
ERROR_RESULTS = (BROKEN, INVALID, MISSING)
WARNING_RESULTS = (BLANK_TOTAL, MISFITS)

ALL_VALID = Bilingual(
    "：每个数都合要求（左边为不合要求的格数）",
    ": every figure may stand in its cell (left: how many may not)",
)
NOT_PRINTED = Bilingual(
    "：原件没有这张表（左边为已补录的格数）",
    ": the source lacks this table (left: how many cells were filled in)",
)

_MOST_LABELS = 2
"""How many cells of a group are named; of more, the first and the last."""

_MOST_PARTS = 4
"""How many parts of a sum are named; of more, the first, the last and how many."""


class LineKind(StrEnum):
    """What a line compares."""

    EQUATION = "equation"
    COMPARISON = "comparison"  # one cell is not to be greater than another
    CLAIM = "claim"  # the narrative states a cell, or the sum of a group of rows
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
        stated: What the narrative states for ``right``, a cell or a group of rows, the first told.
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

    def is_stated(self, cell: str) -> bool:
        """Returns whether what the line finds is said of a cell before the others in it."""
        return self.total == cell or (self.kind is LineKind.CLAIM and self.right == (cell,))

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell whose marks follow from the line; none for values and missing tables."""
        return () if self.kind in (LineKind.VALUES, LineKind.MISSING) else self.left + self.right


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a line gives: both sides, their difference, and the result in a word."""

    left: Number
    right: Number | None
    result: Bilingual
    unusable: int = 0

    @property
    def difference(self) -> Number | None:
        """Left less right."""
        return None if self.right is None else self.left - self.right

    @property
    def level(self) -> int:
        """How weighty the result is: 3 an error, 2 a warning, else 0."""
        return 3 if self.result in ERROR_RESULTS else 2 if self.result in WARNING_RESULTS else 0


def rule_lines(report: Report, language: str = ZH) -> tuple[RuleLine, ...]:
    """Returns every rule that figures of the form can keep or break, in the form's order."""
    form = report.form
    lines = [_of_equation(form, equation, language) for equation in form.equations]
    lines += [
        RuleLine(
            LineKind.COMPARISON,
            rule.id,
            " ≤ ".join(form.cells[cell].label(language) for cell in (rule.lesser, rule.greater)),
            (rule.lesser,),
            (rule.greater,),
        )
        for rule in form.comparisons
    ]
    lines += _of_claims(report, language)
    lines += _of_tables(report, language)
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


def _of_equation(form: Form, equation: Equation, language: str) -> RuleLine:
    sides = (equation.left, equation.right)
    left, right = (_side(form, equation, cells, language) for cells in sides)
    scope = _scope(form, equation, language)
    return RuleLine(
        LineKind.EQUATION,
        equation.id,
        Bilingual(f"{scope}：{left} = {right}", f"{scope}: {left} = {right}").in_language(language),
        equation.left,
        equation.right,
        equation.total,
        sums=tuple(parts_of_totals(equation, form.equations).items()),
    )


def _scope(form: Form, equation: Equation, language: str) -> str:
    cell = form.cells[equation.cells[0]]
    table, column = table_name(cell.table, language), _column(cell).in_language(language)
    if equation.along == "column":
        return f"{table} {Bilingual(f'{column}列', f'column {column}').in_language(language)}"
    return f"{table} {_row(cell).in_language(language)}"


def _side(form: Form, equation: Equation, cells: Sequence[str], language: str) -> str:
    named = _row if equation.along == "column" else _column
    names = [named(form.cells[cell]).in_language(language) for cell in cells]
    if len(names) > _MOST_PARTS:
        count = Bilingual(f"（{len(names)} 项）", f" ({len(names)} items)").in_language(language)
        return f"{names[0]} + … + {names[-1]}{count}"
    return " + ".join(names)


def _row(cell: Cell) -> Bilingual:
    return Bilingual(cell.row.short, cell.row.short_en)


def _column(cell: Cell) -> Bilingual:
    return Bilingual(cell.column.label, cell.column.label_en)


def _of_claims(report: Report, language: str) -> Iterator[RuleLine]:
    by_rule: dict[str, list[Claim]] = {}
    for claim in report.claims:
        cells = _claimed(claim)
        if cells and all(cell in report.form.cells for cell in cells):
            by_rule.setdefault(claim.rule, []).append(claim)
    for rule, claims in by_rule.items():
        first = claims[0]
        specs = [report.form.cells[cell] for cell in _claimed(first)]
        said = Bilingual(f"正文“{first.quote}”", f"the text “{first.quote}”").in_language(language)
        labels = [spec.label(language) for spec in specs]
        if len(labels) > _MOST_LABELS:
            labels = [labels[0], "…", labels[-1]]
        table = specs[0].table
        yield RuleLine(
            LineKind.CLAIM,
            rule,
            f"{said} = {table_name(table, language)} {' + '.join(labels)}",
            (),
            tuple(spec.id for spec in specs),
            stated=tuple(claim.stated for claim in claims),
            absent=table.id in report.missing_tables,
        )


def _claimed(claim: Claim) -> tuple[str, ...]:
    """Returns the cells that the text states a figure for; none for shares and sums of its own."""
    return claim.cells if claim.kind == "group" else (claim.cell,) * (claim.kind == "cell")


def _of_tables(report: Report, language: str) -> Iterator[RuleLine]:
    for table in report.form.tables:
        words = f"{table_name(table, language)}{ALL_VALID.in_language(language)}"
        yield RuleLine(LineKind.VALUES, f"value.{table.id}.*", words, cells_of(table))
    for table in report.form.tables:
        if table.id in report.missing_tables:
            words = f"{table_name(table, language)}{NOT_PRINTED.in_language(language)}"
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
) -> Bilingual:
    if line.kind is LineKind.COMPARISON:
        if any(figures[cell].value is None for cell in line.cells):
            return NOT_COMPARED
        return MISFITS if line.rule in findings else FITS
    if unusable:
        return UNCHECKED
    if line.kind is LineKind.CLAIM:
        if line.absent and all(figures[cell] == BLANK for cell in line.right):
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
