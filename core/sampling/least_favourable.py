"""Where errors lie that a stratified sample sees least of, and what it shows then.

A sample that is drawn in strata shows more or less of so many errors depending on the strata that
they lie in. What may be said of it holds wherever they lie: the case that is least favourable to
whoever checks. Of one stratum there is but one case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .distributions import hypergeometric

Strata = Sequence[tuple[int, int]]
"""How many units each stratum has, and how many of them are drawn."""


def chance_of_acceptance(strata: Strata, wrong: int, accept: int) -> float:
    """Returns the largest chance that a sample shows at most ``accept`` of so many wrong units.

    Over how the wrong ones lie in the strata: exact for an acceptance number of 0, where each
    further error goes where it is least likely seen (the chance is a product whose logarithm is
    concave in each stratum); else the largest of the extremes: errors evenly unlikely to be seen,
    heaped in the strata that are least drawn from, in proportion; and of few strata each of them
    full of errors, improved error by error.
    """
    if wrong <= accept:
        return 1.0
    if len(strata) == 1:
        return _shows_at_most(strata, (wrong,), accept)
    cases = {tuple(_evenly(strata, wrong))}
    if accept:
        cases |= {tuple(_shared(strata, wrong)), tuple(_heaped(strata, wrong))}
        for at in range(len(strata)) if len(strata) <= _FEW else ():
            cases |= {_filled(strata, wrong, at, rest) for rest in (_evenly, _heaped)}
    chance, case = max((_shows_at_most(strata, case, accept), case) for case in cases)
    return _climbed(strata, case, accept, chance) if accept and len(strata) <= _FEW else chance


def least_chance_of_acceptance(strata: Strata, wrong: int, accept: int) -> float:
    """Returns the smallest chance that a sample shows at most ``accept`` of so many wrong units.

    It is that of whoever submits: the smallest of the extremes, errors heaped in the strata that
    are most drawn from, or in one of them first, and in proportion.
    """
    if wrong <= accept:
        return 1.0
    if len(strata) == 1:
        return _shows_at_most(strata, (wrong,), accept)
    cases = {tuple(_shared(strata, wrong)), tuple(_heaped_most(strata, wrong))}
    for at in range(len(strata)) if len(strata) <= _FEW else ():
        cases.add(_filled(strata, wrong, at, _heaped_most))
    return min(_shows_at_most(strata, case, accept) for case in cases)


_FEW = 6
"""Strata of which more cases are tried, and single errors moved from one to another."""

_MOST_STEPS = 30
"""Errors moved one after the other; it bounds the time of the search."""


def _climbed(strata: Strata, case: tuple[int, ...], accept: int, chance: float) -> float:
    """Returns the chance after moving errors one by one as long as that makes it larger."""
    pairs = [(a, b) for a in range(len(case)) for b in range(len(case)) if a != b]
    for _ in range(_MOST_STEPS):
        moved = [
            tuple(each - (at == a) + (at == b) for at, each in enumerate(case))
            for a, b in pairs
            if case[a] and case[b] < strata[b][0]
        ]
        best, found = max(
            ((_shows_at_most(strata, each, accept), each) for each in moved), default=(0.0, case)
        )
        if best <= chance:
            break
        chance, case = best, found
    return chance


def _filled(
    strata: Strata, wrong: int, at: int, rest: Callable[[Strata, int], list[int]]
) -> tuple[int, ...]:
    """Returns the errors with as many in one stratum as it holds, and the rest put by a rule."""
    here = min(strata[at][0], wrong)
    others = rest([*strata[:at], *strata[at + 1 :]], wrong - here)
    return (*others[:at], here, *others[at:])


def _shows_at_most(strata: Strata, wrong: Sequence[int], accept: int) -> float:
    """Returns the chance of at most ``accept`` wrong ones, so many being wrong in each stratum."""
    import numpy as np  # takes longer to load than a window should wait

    held = [(size, bad, drawn) for (size, drawn), bad in zip(strata, wrong, strict=True) if bad]
    seen = np.ones(1)
    for size, bad, drawn in held:
        shown = [hypergeometric(count, size, bad, drawn) for count in range(accept + 1)]
        seen = np.convolve(seen, shown)[: accept + 1]
    return float(min(seen.sum(), 1.0))


def _evenly(strata: Strata, wrong: int) -> list[int]:
    """Returns the errors put one by one where the next of them is least likely seen.

    The k-th error of a stratum of N, of which n are drawn, is seen with the chance n / (N − k + 1),
    given that none before it was.
    """

    def within(chance: float) -> list[int]:
        return [
            size if not drawn else max(0, min(size, int(size + 1 - drawn / chance)))
            for size, drawn in strata
        ]

    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if sum(within(middle)) >= wrong else (middle, high)
    placed = within(low) if low else [0] * len(strata)
    rest = wrong - sum(placed)
    for most in (within(high), [size for size, _ in strata]):
        for at, each in enumerate(most):
            more = min(rest, each - placed[at])
            placed[at] += more
            rest -= more
    return placed


def _heaped(strata: Strata, wrong: int) -> list[int]:
    """Returns the errors filled into one stratum after the other, the least drawn from first."""
    placed = [0] * len(strata)
    for at in sorted(range(len(strata)), key=lambda at: strata[at][1] / strata[at][0]):
        placed[at] = min(strata[at][0], wrong)
        wrong -= placed[at]
    return placed


def _heaped_most(strata: Strata, wrong: int) -> list[int]:
    """Returns the errors filled into one stratum after the other, the most drawn from first."""
    placed = [0] * len(strata)
    for at in sorted(range(len(strata)), key=lambda at: -strata[at][1] / strata[at][0]):
        placed[at] = min(strata[at][0], wrong)
        wrong -= placed[at]
    return placed


def _shared(strata: Strata, wrong: int) -> list[int]:
    """Returns the errors in proportion to the strata."""
    total = sum(size for size, _ in strata)
    placed = [wrong * size // total for size, _ in strata]
    rest = wrong - sum(placed)
    for at, (size, _) in enumerate(strata):
        more = min(rest, size - placed[at])
        placed[at] += more
        rest -= more
    return placed
