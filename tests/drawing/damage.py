"""Damages figures the way people do: a wrong digit, a row a column off, a total left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from .habits import Value

Figures = dict[str, Value | None]
_TABLE_3_ROW = ("natural", "business", "research", "nonprofit", "legal", "other", "total")


def damaged(figures: Mapping[str, Value], kind: str, random: Random) -> Figures:
    """Returns the figures with one mistake of a kind; None stands for what is left out."""
    result: Figures = dict(figures)
    if kind:
        KINDS[kind](result, random)
    return result


def _digit(figures: Figures, random: Random) -> None:
    cell = _any(figures, random, 1)
    if cell:
        digits = list(str(figures[cell]))
        at = random.randrange(len(digits))
        digits[at] = random.choice([d for d in "123456789" if d != digits[at]])
        figures[cell] = int("".join(digits))


def _swapped(figures: Figures, random: Random) -> None:
    cell = _any(figures, random, 10)
    if cell:
        digits = str(figures[cell])
        at = random.randrange(len(digits) - 1)
        figures[cell] = int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


def _moved(figures: Figures, random: Random) -> None:
    """One row stands a column to the right: its first place is zero, its total is lost."""
    row = random.choice(_rows(figures))
    values = [figures[f"t3.{row}.{column}"] for column in _TABLE_3_ROW]
    for column, value in zip(_TABLE_3_ROW, [0, *values[:-1]], strict=True):
        figures[f"t3.{row}.{column}"] = value


def _slid(figures: Figures, random: Random) -> None:
    """A run of rows stands one row lower, the last of them first."""
    rows = _rows(figures)
    start = random.randrange(2, len(rows) - 5)
    run = rows[start : start + random.randint(2, 5)]
    before = {row: [figures[f"t3.{row}.{column}"] for column in _TABLE_3_ROW] for row in run}
    for row, source in zip(run, [run[-1], *run[:-1]], strict=True):
        for column, value in zip(_TABLE_3_ROW, before[source], strict=True):
            figures[f"t3.{row}.{column}"] = value


def _lost_total(figures: Figures, random: Random) -> None:
    figures[f"t3.{random.choice(_rows(figures))}.total"] = None


def _lost(figures: Figures, random: Random) -> None:
    cell = _any(figures, random, 1)
    if cell:
        figures[cell] = None


KINDS: Mapping[str, Callable[[Figures, Random], None]] = {
    "digit": _digit,
    "swapped": _swapped,
    "moved": _moved,
    "slid": _slid,
    "lost total": _lost_total,
    "lost": _lost,
}


def _any(figures: Figures, random: Random, least: int) -> str:
    """Returns a cell of table 3 whose value is at least so great, or nothing."""
    cells = [c for c, v in figures.items() if c.startswith("t3.") and v is not None and v >= least]
    return random.choice(cells) if cells else ""


def _rows(figures: Figures) -> list[str]:
    return [
        cell.split(".")[1]
        for cell in figures
        if cell.startswith("t3.") and cell.endswith(".natural")
    ]
