"""Makes the table of how likely a doubted cell is right, from the verdicts of drawn reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from gouji.core.doubts import is_doubt

from .verdict import Verdict

MOST = 0.89
"""A doubt is right at most so often as it may say without being certain."""

_UNKNOWN = 2
"""Cells, one of them right, that are added to each count: few cells say little."""

_NOT_HERE = frozenset({"", "absent", "picture"})
"""What is no doubt of reading, and what has a table of its own."""

Level = tuple[float, int, int]
"""A confidence, the cells of it that are right, and all of them."""


def table_of(verdicts: Iterable[Verdict], made: str) -> str:
    """Returns the table as TOML, made by a command: for each reason the confidences of readers and
    proofs, and the share that is right, rising with them.
    """
    right: dict[str, Counter[int]] = defaultdict(Counter)
    of: dict[str, Counter[int]] = defaultdict(Counter)
    cells = documents = 0
    for verdict in verdicts:
        documents += 1
        for (doubt, confidence), (good, count) in verdict.calibration.items():
            if is_doubt(confidence / 100) and doubt not in _NOT_HERE:
                right[doubt][confidence] += good
                of[doubt][confidence] += count
                cells += count
    lines = [
        "# How likely a doubted cell is right, by the reason of its doubt and what is said of it.",
        f"# Made by python -m tests.measure_reading {made}",
        f"# from {cells} doubted cells in {documents} drawn reports.",
    ]
    for doubt in sorted(of):
        levels = rising([(at / 100, right[doubt][at], of[doubt][at]) for at in sorted(of[doubt])])
        pairs = ", ".join(f"[{at}, {share}]" for at, share in levels)
        lines.append(f"{doubt} = [{pairs}]")
    return "\n".join(lines) + "\n"


def rising(levels: Sequence[Level]) -> list[tuple[float, float]]:
    """Returns the shares that are right, pooled with the level before where they would fall:
    isotonic regression (M. Ayer et al., Annals of Mathematical Statistics 26, 1955).
    """
    pools: list[Level] = []
    for level in levels:
        pools.append(level)
        while len(pools) > 1 and _share(pools[-1]) <= _share(pools[-2]):
            (start, good, count), (_, more, others) = pools[-2:]
            pools[-2:] = [(start, good + more, count + others)]
    return [(level[0], _share(level)) for level in pools]


def _share(level: Level) -> float:
    _, right, of = level
    return min(round((right + _UNKNOWN / 2) / (of + _UNKNOWN), 2), MOST)
