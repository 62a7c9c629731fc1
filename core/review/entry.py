"""What a reviewer types into a cell, taken as a figure or refused with the reason."""

from __future__ import annotations

from ..errors import FigureRefusedError
from ..extraction.figures import Figure, in_domain, parse_figure
from ..forms import Cell, Domain
from .state import is_figure


def typed_figure(cell: Cell, text: str) -> Figure:
    """Returns what a text says as the figure that a page prints in a cell.

    Raises:
        FigureRefusedError: It is no figure.
    """
    figure = parse_figure(text, cell.domain)
    if not is_figure(figure):
        raise FigureRefusedError(
            f"“{text.strip()}”不是数字，{cell.label()} 没有改动。",
            f"“{text.strip()}” is no figure; {cell.label('en')} was not changed.",
        )
    return figure


def audited_figure(cell: Cell, text: str) -> Figure:
    """Returns what a text says as a figure that a reviewer may stand for.

    Raises:
        FigureRefusedError: It is no figure, or none of the cell's domain.
    """
    figure = typed_figure(cell, text)
    if figure.value is not None and not in_domain(figure.value, cell.domain):
        wanted_zh, wanted_en = _wanted(cell.domain)
        raise FigureRefusedError(
            f"{cell.label()} 应为{wanted_zh}，“{text.strip()}”没有录入。",
            f"{cell.label('en')} takes {wanted_en}; “{text.strip()}” was not entered.",
        )
    return figure


def _wanted(domain: Domain) -> tuple[str, str]:
    """Returns what a domain takes, in Chinese and English."""
    zh, en = ("整数", "a whole number") if domain.whole else ("数", "a number")
    if domain.minimum is None:
        return zh, en
    return f"不小于 {domain.minimum} 的{zh}", f"{en} of {domain.minimum} or more"
