"""The tables of ISO 2859-1 (GB/T 2828.1): code letters, sample sizes, acceptance numbers.

Single sampling, normal and tightened inspection, acceptance quality limits in percent
nonconforming.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

NORMAL, TIGHTENED = "normal", "tightened"
SEVERITIES = (NORMAL, TIGHTENED)
"""What the tables are for. The table for reduced inspection is not there."""

_UP, _DOWN = "up", "down"


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A plan of the tables: so many are drawn, and so many of them may be wrong.

    Attributes:
        letter: The code letter of the plan that is used, which an arrow may have changed.
    """

    letter: str
    size: int
    accept: int


def levels() -> tuple[str, ...]:
    """Returns the inspection levels."""
    return tuple(_tables()["levels"])


def limits() -> tuple[str, ...]:
    """Returns the acceptance quality limits, in percent."""
    return tuple(_tables()["limits"])


def code_letter(lot: int, level: str) -> str:
    """Returns the sample size code letter of a lot.

    Raises:
        KeyError: There is no such level.
    """
    tables = _tables()
    try:
        column = tables["levels"].index(level)
    except ValueError as error:
        raise KeyError(level) from error
    rows = tables["letters"]
    sizes = sorted(int(most) for most in rows if most != "largest")
    key = next((str(most) for most in sizes if lot <= most), "largest")
    return str(rows[key][column])


def table_plan(lot: int, level: str, limit: str, severity: str = NORMAL) -> TablePlan:
    """Returns the plan for a lot; where its size reaches the lot, all of the lot is looked at.

    Raises:
        KeyError: There is no such level, limit or severity.
    """
    if limit not in limits():
        raise KeyError(limit)
    plans, column = _tables()[severity], limits().index(limit)
    letters = list(plans)
    at = letters.index(code_letter(lot, level))
    while (accept := plans[letters[at]]["accept"][column]) in (_UP, _DOWN):
        at += -1 if accept == _UP else 1
    return TablePlan(letters[at], min(plans[letters[at]]["size"], lot), accept)


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return tomllib.loads((files("gouji.resources") / "sampling.toml").read_text("utf-8"))
