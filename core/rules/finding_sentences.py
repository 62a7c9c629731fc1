"""What a broken rule says: one sentence in Chinese and one in English, with its arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..bilingual import LANGUAGES, Bilingual
from ..figures import Figure, Number, State, show
from ..forms import Cell, Comparison, Equation, Form, Table

_MOST_PARTS = 8
"""How many parts of a sum a sentence names; what goes beyond is said as one amount."""


def number(value: Number) -> str:
    """Returns a number in plain digits with a true minus sign."""
    return show(value).replace("-", "−")


def said(figure: Figure, language: str) -> str:
    """Returns what stands in a cell: a number, 空白 or blank, or a mark in quotation marks."""
    if figure.state is State.BLANK:
        return Bilingual("空白", "blank").in_language(language)
    if figure.state is State.MARK:
        return f"“{_one_line(figure.text)}”"
    return number(figure.amount)


def unreadable(cell: Cell, figure: Figure) -> Bilingual:
    """Returns the sentence on a printed text that is no number."""
    return Bilingual(
        f"{cell.label()}：“{_one_line(figure.text)}”不能识别为数字",
        f"{cell.label('en')}: “{_one_line(figure.text)}” cannot be read as a number",
    )


def outside_domain(cell: Cell, value: Number) -> Bilingual:
    """Returns the sentence on a number that may not stand in its cell."""
    domain = cell.domain
    zh, en = Bilingual("整数", "a whole number") if domain.whole else Bilingual("数", "a number")
    if domain.minimum is not None:
        zh, en = f"不小于 {domain.minimum} 的{zh}", f"{en} of {domain.minimum} or more"
    return Bilingual(
        f"{cell.label()}：{number(value)} 不是{zh}",
        f"{cell.label('en')}: {number(value)} is not {en}",
    )


def broken(
    form: Form, equation: Equation, figures: Mapping[str, Figure], left: Number, right: Number
) -> Bilingual:
    """Returns the sentence on an equation whose two sides differ."""
    left_zh, left_en = (
        _sum(form, equation, equation.left, figures, left, language) for language in LANGUAGES
    )
    right_zh, right_en = (
        _sum(form, equation, equation.right, figures, right, language) for language in LANGUAGES
    )
    scope_zh, scope_en = scope_of(form, equation)
    gap = number(left - right)
    if equation.total:
        right_zh, right_en = f"各项之和 {right_zh}", f"its parts {right_en}"
    return Bilingual(
        f"{scope_zh}：{left_zh}，{right_zh}，差 {gap}",
        f"{scope_en}: {left_en}; {right_en}; difference {gap}",
    )


def blank_total(
    form: Form,
    total: str,
    wanting: Sequence[tuple[Equation, Number]],
    figures: Mapping[str, Figure],
) -> Bilingual:
    """Returns the sentence on a total left blank while its parts add to something."""
    sums_zh, sums_en = [], []
    for equation, amount in wanting:
        scope_zh, scope_en = scope_of(form, equation)
        sum_zh, sum_en = (
            _sum(form, equation, equation.right, figures, amount, language)
            for language in LANGUAGES
        )
        sums_zh.append(f"{scope_zh}各项之和 {sum_zh}")
        sums_en.append(f"the parts of the {_inner(scope_en)} are {sum_en}")
    cell = form.cells[total]
    text = _one_line(figures[total].text)
    blank_zh, blank_en = (
        Bilingual(f"为“{text}”", f"shows “{text}”") if text else Bilingual("未填", "is left blank")
    )
    return Bilingual(
        f"{cell.label()}{blank_zh}，{'，'.join(sums_zh)}",
        f"{cell.label('en')} {blank_en}; {'; '.join(sums_en)}",
    )


def not_greater(form: Form, rule: Comparison, lesser: Number, greater: Number) -> Bilingual:
    """Returns the sentence on a figure that is greater than one that bounds it."""
    small, great = form.cells[rule.lesser], form.cells[rule.greater]
    gap = number(lesser - greater)
    return Bilingual(
        f"{small.label()} {number(lesser)} 大于{great.label()} {number(greater)}，多 {gap}",
        (
            f"{small.label('en')} {number(lesser)} is greater than "
            f"{great.label('en')} {number(greater)}, by {gap}"
        ),
    )


def missing_table(table: Table) -> Bilingual:
    """Returns the sentence on a table that the report does not print."""
    return Bilingual(
        f"没有找到“{table.title}”表",
        f"The table “{table.title_en or table.title}” was not found",
    )


def _sum(
    form: Form,
    equation: Equation,
    cells: Sequence[str],
    figures: Mapping[str, Figure],
    amount: Number,
    language: str,
) -> str:
    """Returns "new 8 + carried in blank = 8"; of many parts only those that are not zero."""
    named = [(_item(form, equation, cell, language), figures[cell]) for cell in cells]
    if len(named) == 1:
        name, figure = named[0]
        return f"{name} {said(figure, language)}"
    if len(named) > 2:
        named = [(name, figure) for name, figure in named if figure.amount]
    if not named:
        return number(amount)
    shown, rest = named, named[:0]
    if len(named) > _MOST_PARTS:
        shown, rest = named[: _MOST_PARTS - 1], named[_MOST_PARTS - 1 :]
    terms = [f"{name} {said(figure, language)}" for name, figure in shown]
    if rest:
        left_over = number(_total(figure.amount for _, figure in rest))
        terms.append(
            Bilingual(
                f"其余 {len(rest)} 项 {left_over}", f"{len(rest)} others {left_over}"
            ).in_language(language)
        )
    return f"{' + '.join(terms)} = {number(amount)}"


def scope_of(form: Form, equation: Equation) -> Bilingual:
    """Returns the row or column that an equation runs along, in words."""
    cell = form.cells[equation.left[0]]
    if equation.along == "column":
        return Bilingual(f"{cell.column.label}列", f"{cell.column.label_en} column")
    return Bilingual(f"{cell.row.short}行", f"{_capital(cell.row.short_en)} row")


def _item(form: Form, equation: Equation, cell_id: str, language: str) -> str:
    """Returns what tells a cell from the others of its equation."""
    cell = form.cells[cell_id]
    if equation.along == "column":
        return Bilingual(cell.row.short, cell.row.short_en).in_language(language)
    return Bilingual(cell.column.label, _inner(cell.column.label_en)).in_language(language)


def _total(values: Iterable[Number]) -> Number:
    total: Number = 0
    for value in values:
        total += value
    return total


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _inner(text: str) -> str:
    return text[:1].lower() + text[1:]
