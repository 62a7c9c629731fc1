"""Compares what the narrative states with the tables, and its sums and shares with themselves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import partial

from ..bilingual import Bilingual
from ..extraction.report import Claim, Report
from ..figures import EXACT, Figure, Number, State
from ..finding import WARNING, Finding
from .finding_sentences import number, said

Figures = Mapping[str, Figure]
Check = tuple[str, Collection[str], Callable[[], Finding | None]]


def agrees(claim: Claim, figures: Figures) -> bool | None:
    """Returns whether a claim is right; None where its cell cannot be read or is not there.

    A cell agrees with the figure stated, a blank one with 0, an amount at the digits that the
    text gives; a sum with its whole; a share with its part over its whole, rounded or cut off
    at the digits that the text gives. A share whose whole is not stated agrees if the tables have
    one that gives it.
    """
    if claim.kind == "cell":
        figure = figures.get(claim.cell)
        if figure is None or figure.state is State.UNREADABLE:
            return None
        return claim.stated in (figure.amount, *_at_digits(Decimal(figure.amount), claim.stated))
    if claim.kind == "group":
        total = _group_sum(claim, figures)
        return None if total is None else total == claim.stated
    if claim.kind == "sum":
        return sum(claim.parts) == claim.stated
    wholes = _wholes(claim, figures)
    if not wholes:
        return None
    return any(
        whole and claim.stated in _shares(claim.parts[0], whole, claim.stated) for whole in wholes
    )


def _wholes(claim: Claim, figures: Figures) -> list[Number]:
    """Returns what a share may be of: the whole that is stated, else what the tables have for it,
    the likeliest first; nothing where they have none, or one that cannot be read.
    """
    if len(claim.parts) > 1:
        return [claim.parts[1]]
    known = [figures.get(cell) for cell in claim.cells]
    amounts = [
        figure.amount
        for figure in known
        if figure is not None and figure.state is not State.UNREADABLE
    ]
    if len(amounts) < len(claim.cells):
        return []
    together: Number = sum(amounts[1:]) if len(amounts) > 2 else sum(amounts)
    return [whole for whole in (*amounts, together) if whole >= claim.parts[0] and whole]


def check_claims(report: Report, figures: Figures, absent: Collection[str]) -> Iterator[Check]:
    """Yields each narrative rule once: its id, its cells, and what evaluates it.

    Args:
        report: For its claims. Several on one cell break its rule only where none agrees, since
            the others may well speak of something else; the first of them is told.
        figures: The layer to compare with.
        absent: Cells of tables that the report does not print; nothing is compared with them
            while they are blank.
    """
    by_rule: dict[str, list[Claim]] = {}
    for claim in report.claims:
        by_rule.setdefault(claim.rule, []).append(claim)
    for rule, claims in by_rule.items():
        cells = (claims[0].cell,) if claims[0].kind == "cell" else claims[0].cells
        yield rule, cells, partial(_disagreement, report, claims, cells, figures, absent)


def _disagreement(
    report: Report,
    claims: list[Claim],
    cells: tuple[str, ...],
    figures: Figures,
    absent: Collection[str],
) -> Finding | None:
    if cells and all(cell in absent and figures[cell].state is State.BLANK for cell in cells):
        return None
    if any(agrees(claim, figures) is not False for claim in claims):
        return None
    claim = claims[0]
    right: Number | None
    if claim.kind == "cell":
        figure = figures[claim.cell]
        right = figure.amount
        zh, en = _cell_sentence(report, claim, figure)
    elif claim.kind == "group":
        right = _group_sum(claim, figures) or 0
        zh, en = _group_sentence(report, claim, right)
    elif claim.kind == "sum":
        right = sum(claim.parts)
        zh, en = _sum_sentence(claim, right)
    else:
        whole = _wholes(claim, figures)[0]
        right = _shares(claim.parts[0], whole, claim.stated)[0] if whole else None
        zh, en = _share_sentence(claim, whole, right)
    return Finding(claim.rule, WARNING, cells, zh, en, claim.stated, right)


def _cell_sentence(report: Report, claim: Claim, figure: Figure) -> Bilingual:
    cell = report.form.cells[claim.cell]
    stated, gap = number(claim.stated), number(claim.stated - figure.amount)
    return Bilingual(
        f"正文“{claim.quote}”为 {stated}，表中{cell.label()}为 {said(figure, 'zh')}，差 {gap}",
        (
            f"The text states {stated} (“{claim.quote}”), the table shows {said(figure, 'en')} "
            f"for {cell.label('en')}; difference {gap}"
        ),
    )


def _group_sum(claim: Claim, figures: Figures) -> Number | None:
    """Returns the sum of a group's cells, None where one cannot be read or is not there."""
    known = [figures.get(cell) for cell in claim.cells]
    total: Number = 0
    for figure in known:
        if figure is None or figure.state is State.UNREADABLE:
            return None
        total += figure.amount
    return total


def _group_sentence(report: Report, claim: Claim, total: Number) -> Bilingual:
    cells = [report.form.cells[cell] for cell in claim.cells]
    stated, gap = number(claim.stated), number(claim.stated - total)
    zh, en = ((cells[0].label(language), cells[-1].label(language)) for language in ("zh", "en"))
    return Bilingual(
        f"正文“{claim.quote}”为 {stated}，表中“{zh[0]}”至“{zh[1]}”共 {number(total)}，差 {gap}",
        (
            f"The text states {stated} (“{claim.quote}”), the table's rows from “{en[0]}” to "
            f"“{en[1]}” come to {number(total)}; difference {gap}"
        ),
    )


def _sum_sentence(claim: Claim, total: Number) -> Bilingual:
    parts = " + ".join(number(part) for part in claim.parts)
    stated, gap = number(claim.stated), number(claim.stated - total)
    return Bilingual(
        f"正文所列 {parts} = {number(total)}，所述合计 {stated}，差 {gap}",
        (
            f"The parts in the text are {parts} = {number(total)}, "
            f"the whole is stated as {stated}; difference {gap}"
        ),
    )


def _share_sentence(claim: Claim, of: Number, right: Number | None) -> Bilingual:
    part, whole = number(claim.parts[0]), number(of)
    stated = number(claim.stated)
    if right is None:
        return Bilingual(
            f"正文写占 {stated}%，而所占的总数为 0",
            f"The text states a share of {stated}% of a whole that is 0",
        )
    return Bilingual(
        f"正文写占 {stated}%，{part} ÷ {whole} = {number(right)}%",
        f"The text states a share of {stated}%, but {part} ÷ {whole} = {number(right)}%",
    )


def _shares(part: Number, whole: Number, stated: Number) -> tuple[Decimal, Decimal]:
    """Returns the percentage at the digits of ``stated``: rounded, and cut off."""
    hundredfold = EXACT.multiply(Decimal(part), Decimal(100))
    return _at_digits(EXACT.divide(hundredfold, Decimal(whole)), stated)


def _at_digits(exact: Decimal, stated: Number) -> tuple[Decimal, Decimal]:
    """Returns a value at the decimals of ``stated``: rounded, and cut off."""
    exponent = Decimal(stated).as_tuple().exponent
    step = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    return (
        exact.quantize(step, ROUND_HALF_UP, EXACT),
        exact.quantize(step, ROUND_DOWN, EXACT),
    )
