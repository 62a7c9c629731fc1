"""What a reviewer types into a cell, taken as a figure or refused with the reason."""

from __future__ import annotations

from ..bilingual import Bilingual
from ..errors import FigureRefusedError
from ..figures import (
    MOST_DECIMALS,
    MOST_DIGITS,
    Figure,
    State,
    in_domain,
    is_too_long,
    parse_figure,
)
from ..forms import Cell, Domain
from .state import may_stand_in_cell

ILLEGIBLE = "?"
"""What a reviewer types where nobody can read what the page prints."""

MOST_QUOTED = 40
"""Characters of a refused text that its sentence shows."""


def typed_figure(cell: Cell, text: str) -> Figure:
    """Returns what a text says as the figure that a page prints in a cell.

    A question mark says that it is unreadable, which is never a zero.

    Raises:
        FigureRefusedError: It is no figure.
    """
    figure = parse_figure(text, cell.domain)
    if may_stand_in_cell(figure):
        return figure
    if text.strip() in (ILLEGIBLE, "？"):
        return Figure(ILLEGIBLE, State.UNREADABLE)
    shown = _shown(text)
    if is_too_long(text, cell.domain):
        raise FigureRefusedError(
            f"“{shown}”位数过多（最多 {MOST_DIGITS} 位数字、{MOST_DECIMALS} 位小数），"
            f"{cell.label()} 没有改动。",
            f"“{shown}” has too many digits (a figure has {MOST_DIGITS} at most, and "
            f"{MOST_DECIMALS} decimals); {cell.label('en')} was not changed.",
        )
    raise FigureRefusedError(
        f"“{shown}”不是数字，{cell.label()} 没有改动。",
        f"“{shown}” is no figure; {cell.label('en')} was not changed.",
    )


def audited_figure(cell: Cell, text: str) -> Figure:
    """Returns what a text says as a figure that a reviewer may stand for.

    Raises:
        FigureRefusedError: It is no figure, or none of the cell's domain.
    """
    figure = typed_figure(cell, text)
    if figure.state is State.UNREADABLE:
        raise FigureRefusedError(
            f"审定数要写明是多少，{cell.label()} 没有改动。原件看不清的，用更正记为无法识别。",
            f"An audited figure says how much; {cell.label('en')} was not changed. What the page "
            "does not let you read is recorded as unreadable by a correction.",
        )
    if figure.value is not None and not in_domain(figure.value, cell.domain):
        wanted_zh, wanted_en = _wanted(cell.domain)
        raise FigureRefusedError(
            f"{cell.label()} 应为{wanted_zh}，“{_shown(text)}”没有录入。",
            f"{cell.label('en')} takes {wanted_en}; “{_shown(text)}” was not entered.",
        )
    return figure


def _shown(text: str) -> str:
    """Returns a typed text as a sentence quotes it: one line, no longer than one reads."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_QUOTED else f"{line[:MOST_QUOTED]}…"


def _wanted(domain: Domain) -> Bilingual:
    """Returns what a domain takes, in Chinese and English."""
    zh, en = Bilingual("整数", "a whole number") if domain.whole else Bilingual("数", "a number")
    if domain.minimum is None:
        return Bilingual(zh, en)
    return Bilingual(f"不小于 {domain.minimum} 的{zh}", f"{en} of {domain.minimum} or more")
