"""Sums that the rows' own order says: each row is the sum of those nested below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .figure_table import Lines
from .sum_evidence import FoundSum, weighed

FAMILY_CHANCE = -6.0
"""All nested rows are one rule, which chance would bring forth but once in a million tables."""

FAMILY_SHARE = 0.6
"""In what share of all rows and lines it must hold, for it to be broken in the others."""


def nested_sums(lines: Lines) -> tuple[FoundSum, ...]:
    """Returns the sum of each row that has others nested below it, where such sums are the rule.

    One row is enough: a class of a single item has that item's figures.
    """
    tried = [weighed(lines, at, parts, 0.0, least=1) for at, parts in _nests(lines.depths)]
    asked = [one for one in tried if one.held.any() or one.broken.any()]
    held = sum(int(one.held.sum()) for one in asked)
    broken = sum(int(one.broken.sum()) for one in asked)
    chance = sum(min(one.chance, 0.0) for one in asked)
    if not asked or held < FAMILY_SHARE * (held + broken) or chance > FAMILY_CHANCE:
        return ()
    return tuple(replace(one, chance=min(one.chance, FAMILY_CHANCE), nested=True) for one in asked)


def _nests(depths: Sequence[int | None]) -> list[tuple[int, tuple[int, ...]]]:
    """Returns each row that has rows nested right below it, with these.

    A row of depth 0 is the total of all rows that lie in no other, wherever it stands.
    """
    below: dict[int, list[int]] = {}
    above: list[int] = []
    top: list[int] = []
    for at, depth in enumerate(depths):
        if depth is None or depth == 0:
            continue
        while above and _depth(depths, above[-1]) >= depth:
            above.pop()
        if above:
            below.setdefault(above[-1], []).append(at)
        else:
            top.append(at)
        above.append(at)
    totals = [at for at, depth in enumerate(depths) if depth == 0]
    nests = [(at, tuple(parts)) for at, parts in below.items()]
    return [*nests, *((at, tuple(top)) for at in totals if top and len(totals) == 1)]


def _depth(depths: Sequence[int | None], at: int) -> int:
    return depths[at] or 0
