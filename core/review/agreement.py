"""Compares two reviews of one report cell by cell, and says how far the reviewers agree."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist

from ..extraction.report import Report
from ..figures import Figure, show
from .review import Review
from .review_errors import NotComparableError
from .state import CellState

AS_READ, CORRECTED, ADJUSTED = "as_read", "corrected", "adjusted"


@dataclass(frozen=True, slots=True)
class CellPair:
    """One cell as two reviewers left it."""

    cell: str
    first: CellState
    second: CellState

    @property
    def agrees(self) -> bool:
        """Whether both hold the same to be printed and stand for the same."""
        return _same(self.first.printed, self.second.printed) and _same(
            self.first.audited, self.second.audited
        )


@dataclass(frozen=True, slots=True)
class NotePair:
    """A finding that at least one explained; a note is empty where the other one did not."""

    rule: str
    first: str
    second: str

    @property
    def agrees(self) -> bool:
        """Whether both explained it, in whatever words."""
        return bool(self.first) and bool(self.second)


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa with its two-sided interval, each from -1 to 1."""

    value: Fraction
    low: float
    high: float


@dataclass(frozen=True)
class Agreement:
    """Two reviews of one report against each other.

    Attributes:
        cells: Every cell, in the order of the form.
        notes: The findings that one or both explained.
        kappa: Cohen's kappa over what each did with each cell: left as read, corrected,
            adjusted. None where both did one and the same with all, since chance alone would
            agree as well.
    """

    cells: tuple[CellPair, ...]
    notes: tuple[NotePair, ...]
    kappa: Fraction | None

    @property
    def differences(self) -> tuple[CellPair, ...]:
        """The cells that they left otherwise."""
        return tuple(pair for pair in self.cells if not pair.agrees)

    @property
    def agreement(self) -> Fraction:
        """The share of cells that both left alike, 0 to 1."""
        return Fraction(sum(pair.agrees for pair in self.cells), len(self.cells) or 1)

    @property
    def looked_at(self) -> tuple[CellPair, ...]:
        """The cells that at least one of them decided; the others agree by having been passed."""
        return tuple(pair for pair in self.cells if pair.first.decided or pair.second.decided)

    @property
    def alike(self) -> int:
        """How many of the cells looked at both left alike, printed and audited figure."""
        return sum(pair.agrees for pair in self.looked_at)

    @property
    def kappa_by_value(self) -> Kappa | None:
        """Cohen's kappa over the cells looked at, each figure that was set a category of its own.

        Two who change the same cells to other figures do not agree. None where chance alone would
        agree as well.
        """
        return kappa_with_interval(
            [(value_of(pair.first), value_of(pair.second)) for pair in self.looked_at]
        )


def compare(first: Review, second: Review) -> Agreement:
    """Returns how two reviews of one report agree.

    Raises:
        NotComparableError: They are of different sources, reports or forms.
    """
    if _of(first.report) != _of(second.report):
        raise NotComparableError(
            "两个审核不是同一份原件的同一份报告。",
            "The two reviews are not of the same report of one source.",
        )
    cells = tuple(CellPair(cell, first.cells[cell], second.cells[cell]) for cell in first.cells)
    rules = dict.fromkeys([*first.explanations, *second.explanations])
    notes = tuple(
        NotePair(rule, first.explanations.get(rule, ""), second.explanations.get(rule, ""))
        for rule in rules
    )
    kappa = cohens_kappa([(act_on(pair.first), act_on(pair.second)) for pair in cells])
    return Agreement(cells, notes, kappa)


def act_on(cell: CellState) -> str:
    """Returns what a reviewer made of a cell: left as read, corrected, or adjusted."""
    if cell.adjusted:
        return ADJUSTED
    return CORRECTED if not _same(cell.printed, cell.extracted.figure) else AS_READ


def value_of(cell: CellState) -> str:
    """Returns what a reviewer left in a cell, as a category: as read, or the figures set there."""
    if act_on(cell) == AS_READ:
        return AS_READ
    return " → ".join(_shown(figure) for figure in (cell.printed, cell.audited))


def kappa_with_interval(pairs: Sequence[tuple[str, str]], confidence: float = 0.95) -> Kappa | None:
    """Returns Cohen's kappa with its large-sample interval, cut at -1 and 1.

    None where both put everything into one category. Source of the standard error: J. Cohen,
    Educational and Psychological Measurement 20(1), 1960, formula 7.
    """
    kappa = cohens_kappa(pairs)
    if kappa is None:
        return None
    observed = Fraction(sum(one == other for one, other in pairs), len(pairs))
    beyond = (1 - observed) / (1 - kappa) if kappa != 1 else Fraction(1)  # 1 less chance
    error = math.sqrt(observed * (1 - observed) / len(pairs)) / float(beyond)
    reach = NormalDist().inv_cdf(0.5 + confidence / 2) * error
    value = float(kappa)
    return Kappa(kappa, max(-1.0, value - reach), min(1.0, value + reach))


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> Fraction | None:
    """Returns the agreement of two raters beyond chance: 1 complete, 0 as by chance.

    None where both put everything into one category. Source: J. Cohen, A Coefficient of
    Agreement for Nominal Scales, Educational and Psychological Measurement 20(1), 1960.
    """
    count = len(pairs)
    if not count:
        return None
    observed = Fraction(sum(one == other for one, other in pairs), count)
    ones = Counter(one for one, _ in pairs)
    others = Counter(other for _, other in pairs)
    chance = Fraction(sum(ones[each] * others[each] for each in ones), count * count)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def _same(one: Figure, other: Figure) -> bool:
    """Returns whether two figures say the same: 1,204 and 1204 do, a blank and 0 do not."""
    if one.value is not None and other.value is not None:
        return one.value == other.value
    return one == other


def _shown(figure: Figure) -> str:
    return figure.text if figure.value is None else show(figure.value)


def _of(report: Report) -> tuple[str, int, tuple[str, ...]]:
    return report.source.sha256, report.index, tuple(report.form.cells)
