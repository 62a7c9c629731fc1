"""A sum that may be one, and what speaks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .chance import Logs, line_logs, many_ways, new_line_logs, ways
from .figure_table import Lines, Truths
from .found_rule import RuleKind
from .label_words import label_evidence


@dataclass(frozen=True)
class FoundSum:
    """A sum that may be.

    Attributes:
        result: Index of the vector that is the sum.
        parts: Indexes of those that are added, ascending.
        held, broken: In which lines it holds, and in which it does not though all is known.
        chance: Decimal logarithm of how many such sums chance would bring forth.
        nested: Whether it is one of many that the order of rows says, and that bear it out.
    """

    result: int
    parts: tuple[int, ...]
    held: Truths
    broken: Truths
    chance: float
    nested: bool = False

    @property
    def share(self) -> float:
        """In what share of the lines asked it holds."""
        held = int(self.held.sum())
        return held / max(held + int(self.broken.sum()), 1)


def hit_scores(
    lines: Lines, result: int, held: Truths, asked: Truths, widths: NDArray[np.int64]
) -> Logs:
    """Returns the logarithm of the chance that so many of the lines asked hold."""
    logs = np.where(held, line_logs(lines, result, widths), 0.0).sum(axis=-1)
    scores: Logs = logs + many_ways(asked.sum(axis=-1), held.sum(axis=-1))
    return scores


def weighed(
    lines: Lines, result: int, parts: Sequence[int], tried: float, least: int = 2
) -> FoundSum:
    """Returns one sum with the lines in which it holds and how likely chance made it.

    Args:
        lines: The table.
        result: Index of the vector that is the sum.
        parts: Indexes of those added, ascending.
        tried: Decimal logarithm of how many such sums were tried.
        least: How many parts must be more than zero for a line to say something.
    """
    taken = np.asarray(parts)
    widths = lines.widths[taken].sum(axis=0) + lines.widths[result]
    within = 2 * np.abs(lines.numbers[taken].sum(axis=0) - lines.numbers[result]) <= widths
    all_known = lines.adds & ~lines.unknown[taken].any(axis=0)
    says = lines.known[result] & (lines.nonzero[taken].sum(axis=0) >= least)
    telling = (within & says).astype(np.bool_)
    asked = int((says & (telling | all_known)).sum())
    logs = new_line_logs(lines, result, taken, telling, widths)
    said = label_evidence(lines.labels[result], RuleKind.SUM)
    chance = float(logs.sum()) + ways(asked, int(telling.sum())) + tried + said
    held = (within & lines.known[result]).astype(np.bool_)
    broken = lines.known[result] & all_known & lines.known[taken].any(axis=0) & ~held
    return FoundSum(result, tuple(int(part) for part in parts), held, broken, chance)
