"""The layouts of tables that have no grid, each of one kind that real reports have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .open_style import OpenStyle
from .pdf_sheet import SheetStyle

YES_OR_NO = (False, True)
_USUAL: Mapping[str, Sequence[object]] = {
    "size": (7.5, 8.5, 9.5),
    "gap": (0.4, 0.7, 1.0),
    "rules": ("none", "three", "level"),
    "align": ("middle", "right", "left"),
    "labels": ("beside", "above", "joined"),
}
_SMALL = {"size": (5.5, 6.0), "sheet": (SheetStyle(landscape=True),)}

OPEN: Mapping[str, Mapping[str, Sequence[object]]] = {
    "plain": {},
    "columns blank on a page": {"blank": (1, 3), "first": (9, 12)},
    "words nearly touch": {"tight": (True,), "size": (8.5, 9.5)},
    "two pages on a sheet": {"two_up": (True,), **_SMALL},
    "figures right behind labels": {"near": (True,), "tight": YES_OR_NO},
    "figures broken over lines": {"broken": (2, 3), "tight": (True,)},
    "words in the last column": {"word": (True,)},
    "table 4 as rows": {"fourth": ("rows",)},
    "table 4 turned": {"fourth": ("turned",)},
    "table 4 as a list": {"fourth": ("list",)},
    "table 4 as three tables": {"fourth": ("apart",)},
    "table 4 by results": {"fourth": ("results",)},
    "table 3 turned": {"third": ("turned",), **_SMALL, "labels": ("beside",)},
    "row torn from its label": {"torn": (True,), "first": (2, 6, 11)},
    "short first part": {"first": (1, 2)},
    "columns go on on the next page": {"parts": (3, 4)},
    "a column is absent": {"absent": (True,)},
    "remarks": {"remarks": (True,), "numbered": YES_OR_NO},
    "numbered rows": {"numbered": (True,)},
    "slanted": {"sheet": (SheetStyle(slant=-0.8), SheetStyle(slant=1.2))},
}
"""By kind: what its style is drawn from, beside what is usual."""

HABITS: Mapping[str, Mapping[str, Any]] = {
    "figures broken over lines": {"size": "r3", "separator": "", "full_width": False},
    "table 3 turned": {"size": "r1", "subtotal_rows": "", "subtotal_column": False},
    "words nearly touch": {"separator": ""},
}


def options(kind: str) -> dict[str, Sequence[object]]:
    """Returns what the styles of a kind are drawn from."""
    return {**_USUAL, **OPEN[kind]}


__all__ = ["HABITS", "OPEN", "OpenStyle", "options"]
