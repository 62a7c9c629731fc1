"""A suggestion: the cells to change so that findings clear, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .bilingual import Bilingual
from .extraction.report import Reading
from .figures import Number

MISREADING = "misreading"
REPORT = "report"

MOST_FIGURES = 8
"""Nobody can judge a suggestion that changes more, unless it is one move of what is printed."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell and the figure it would have."""

    cell: str
    value: Number


@dataclass(frozen=True, slots=True)
class PlacedOtherwise:
    """A table placed otherwise.

    Attributes:
        table: Its id.
        constraint: What it says of the structure, fit for JSON.
        readings: Of the cells that would be read otherwise.
    """

    table: str
    constraint: Mapping[str, Any]
    readings: Mapping[str, Reading]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to clear findings.

    Attributes:
        changes: The cells to change, in the order of the form.
        clears: Ids of the findings that it clears.
        cost: What it takes to believe it; the least is shown first. One plain wrong cell is
            about 1; evidence for it makes it less.
        meaning: ``MISREADING`` where the page probably prints the proposed figures, ``REPORT``
            where the page prints the present ones and the report itself does not add up.
        tied: Another suggestion for the same findings is as good.
        zh, en: One sentence: what would change, what it would mend, what speaks for it.
        placement: It places a table otherwise; ``changes`` are then what follows for the figures.
    """

    changes: tuple[CellChange, ...]
    clears: tuple[str, ...]
    cost: float
    meaning: str
    tied: bool
    zh: str
    en: str
    placement: PlacedOtherwise | None = None

    def sentence(self, language: str) -> str:
        """Returns the sentence in "zh" or "en"."""
        return Bilingual(self.zh, self.en).in_language(language)
