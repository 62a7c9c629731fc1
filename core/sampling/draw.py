"""Draws a sample: by the order of hashes of seed and unit, so that any machine draws the same.

Each unit has a place in an order that only the seed and its own id decide; the first of each
stratum are drawn. So a draw needs the population once, in any order, and holds the sample alone;
and who knows seed and population can check it.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Mapping

from .sampling_units import Unit


def sort_order(seed: int, unit_id: str) -> str:
    """Returns the place of a unit in the order of a seed: SHA-256 of "seed:id" in hex."""
    return hashlib.sha256(f"{seed}:{unit_id}".encode()).hexdigest()


def draw(units: Iterable[Unit], sizes: Mapping[str, int], seed: int) -> tuple[Unit, ...]:
    """Returns the units drawn, in their order, strata mixed: a part of them is a sample as well.

    Args:
        units: The population, each once.
        sizes: How many of each stratum are drawn.
        seed: Decides which.
    """
    kept: dict[str, list[tuple[int, str]]] = {name: [] for name in sizes}
    found: dict[str, Unit] = {}
    for unit in units:
        if not (most := sizes.get(unit.stratum, 0)):
            continue
        place = -int(sort_order(seed, unit.id), 16)
        heap = kept[unit.stratum]
        if len(heap) < most:
            heapq.heappush(heap, (place, unit.id))
        elif place > heap[0][0]:
            _, dropped = heapq.heapreplace(heap, (place, unit.id))
            del found[dropped]
        else:
            continue
        found[unit.id] = unit
    return tuple(sorted(found.values(), key=lambda unit: sort_order(seed, unit.id)))
