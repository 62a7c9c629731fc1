"""The sums of a form as they are now: what they come to, and whether they hold."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ...core.bilingual import Bilingual
from ...core.figures import Number, State, show
from ...core.finding import Finding
from ...core.forms import Equation
from ...core.rules import add
from ..session.review_context import ReviewContext
from .shown_marks import explain, sign_of

translate = QCoreApplication.translate

HOLDS, UNKNOWN = "✔", "?"


@dataclass(frozen=True, slots=True)
class Sum:
    """An equation over the audited figures.

    Attributes:
        left, right: Both sides; None where a part of the equation cannot be read.
        sign: ``HOLDS``, ``UNKNOWN``, or the sign of its finding: ✖, ! or ○.
        finding: What is found about it, or None.
    """

    equation: Equation
    left: Number | None
    right: Number | None
    sign: str
    finding: Finding | None = None

    @property
    def amount(self) -> str:
        """What its parts come to; of a balance, the side that came in. Empty where unknown."""
        amount = self.right if self.equation.total else self.left
        return "" if amount is None else _digits(amount)

    @property
    def difference(self) -> str:
        """By how much the sides differ; empty where they do not, or nothing is stated."""
        if self.sign in (HOLDS, UNKNOWN, "!") or self.left is None or self.right is None:
            return ""
        difference = self.left - self.right
        return ("+" if difference > 0 else "") + _digits(difference)

    @property
    def text(self) -> str:
        """What stands at the margin: the sign where it does not hold, amount and difference."""
        return "".join(self.parts)

    @property
    def parts(self) -> tuple[str, str, str]:
        """The text in parts: sign, amount, difference; empty where there is none."""
        sign = "" if self.sign == HOLDS else f"{self.sign} "
        return sign, self.amount, f" ({self.difference})" if self.difference else ""


def sums_of(context: ReviewContext, cell: str) -> list[Sum]:
    """Returns the sums that a cell has a part in, those that do not hold first."""
    review = context.review
    if review is None or cell not in review.cells:
        return []
    sums = [sum_of(context, equation) for equation in review.report.form.equations_of[cell]]
    return sorted(sums, key=lambda each: each.sign == HOLDS)


def sum_of(context: ReviewContext, equation: Equation) -> Sum:
    """Returns an equation as it is over the figures under review, on which a report must lie."""
    assert context.review is not None
    figures = {cell: context.review.cells[cell].audited for cell in equation.cells}
    if any(figure.state is State.UNREADABLE for figure in figures.values()):
        return Sum(equation, None, None, UNKNOWN)
    left, right = add(equation.left, figures), add(equation.right, figures)
    rules = {equation.id, f"blank.{equation.total}"}
    found = next((one for one in context.findings_of(equation.left[0]) if one.rule in rules), None)
    return Sum(equation, left, right, HOLDS if found is None else sign_of(context, found), found)


def say_sum(one: Sum, language: str) -> str:
    """Returns a sum in words: its sign, its name, both sides, and their difference."""
    equation = one.equation
    name = Bilingual(equation.name, equation.name_en).in_language(language)
    if one.left is None or one.right is None:
        return f"{one.sign} {name}"
    left, right = _digits(one.left), _digits(one.right)
    if one.sign == HOLDS:
        return f"{one.sign} {name} {left} = {right}"
    if not one.difference:
        return translate("Sums", "{sign} {name} {sum}, not filled in").format(
            sign=one.sign, name=name, sum=right
        )
    return translate("Sums", "{sign} {name} {left} ≠ {right} ({difference})").format(
        sign=one.sign, name=name, left=left, right=right, difference=one.difference
    )


def describe_cell(context: ReviewContext, cell: str, language: str) -> str:
    """Returns what there is to know of a cell, for a screen reader: tooltip and broken sums."""
    broken = [say_sum(one, language) for one in sums_of(context, cell) if one.sign != HOLDS]
    lines = explain(context, cell, language).split("\n")
    return "; ".join([*lines[1:], *broken])


def _digits(number: Number) -> str:
    return show(number).replace("-", "−")
