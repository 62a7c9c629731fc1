"""What the cells of a table of any form say, as figures with as many decimals as are printed."""

from __future__ import annotations

import re
from decimal import Decimal

from ..figures import MOST_DECIMALS, State, parse_figure
from ..forms import Domain
from ..totals.figure_table import UNKNOWN, Value

_UNITS = (
    "元",
    "万元",
    "亿元",
    "千元",
    "万",
    "%",
    "‰",
    "个",
    "件",
    "项",
    "人",
    "家",
    "次",
    "辆",
    "台",
)
_POWERS = {"千元": 3, "万元": 4, "万": 4, "亿元": 8}
"""By what power of ten a unit is larger than that which a table counts in."""

ANY_FIGURE = Domain(
    id="any",
    whole=False,
    minimum=None,
    unit="",
    units={unit: Decimal(10) ** _POWERS.get(unit, 0) for unit in _UNITS},
)
"""A figure of any kind, with any unit of such tables."""

_DECIMALS = re.compile(r"[.．]([0-9０-９]+)")
_NEGATIVE = re.compile(r"[(（]([0-9０-９,，.．]*[.．,，][0-9０-９]+)[)）]")
"""A number in brackets with a separator or a point in it, as accounts print what is less than 0;
one without may be the sign of a note."""


def table_value(text: str, *, legible: bool = True) -> Value:
    """Returns what a cell says: a figure, nothing (a blank or a mark), or something else.

    Args:
        text: What is printed in it.
        legible: False where something is printed that could not be read.
    """
    if not legible:
        return UNKNOWN
    bracketed = _NEGATIVE.fullmatch(text.strip())
    figure = parse_figure(f"-{bracketed[1]}" if bracketed else text, ANY_FIGURE)
    if figure.value is None:
        return UNKNOWN if figure.state is State.UNREADABLE else None
    found = _DECIMALS.search(figure.text)
    printed = min(len(found[1]), MOST_DECIMALS) if found else 0
    power = _POWERS.get(figure.unit, 0)
    # A number with a unit in hundred thousands is rounded to these.
    return Decimal(figure.value).scaleb(-power).quantize(Decimal(1).scaleb(-printed)).scaleb(power)
