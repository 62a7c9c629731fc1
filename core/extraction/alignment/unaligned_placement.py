"""Places the figures of unaligned rows: text whose fields do not stand in certain columns.

A row of running text or of tabbed text may have lost or gained blanks. Every order-keeping way
to put its printed figures into the columns of the form is a candidate; the cheapest is taken.
The totals rules decide only among placements of the same printed figures, and what they decided
is marked; a true tie stays a doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from ...documents.document import Region
from .lines import Line, Slot
from .slot_columns import Placement

EXACT, SETTLED, AGREED, RULED, UNSEEN, TIED = 1.0, 0.93, 0.8, 0.65, 0.6, 0.3
"""Confidence of a placement: as many slots as columns; by the shape of the row alone; where all
likely placements agree; with the help of the totals rules; of a blank where the row has neither
figures nor empty fields; several equally good."""


@dataclass(frozen=True, slots=True)
class PlacementCosts:
    """What a candidate pays.

    Attributes:
        edge: For each blank taken away from or added at an end of the row.
        first: The same before the first figure of a row that ends in its total: the column that
            most reports fill comes first.
        inner: For each blank taken away or added between figures.
        surplus: For a figure at the end of the row that is left over.
        closed: For a row whose blank fields all stand behind its figures, if they belong elsewhere.
        joined: For each two fields read as one number with a space in it.
        head: For each distance by which figures stand off the headers of their columns.
        unused: For each figure in a column that no certain row uses.
        broken: For each totals rule that the placement breaks.
    """

    edge: float = 0.5
    first: float = 1.2
    inner: float = 1.0
    surplus: float = 0.8
    closed: float = 0.8
    joined: float = 0.5
    head: float = 0.3
    unused: float = 0.4
    broken: float = 2.0


COSTS = PlacementCosts()

_LIKELY, _LIKELY_IN_TEXT = 0.45, 1.3
"""Placements that cost so much more than the least are likely as well: in text that keeps its blank
fields, and in text that drops them."""

_MOST = 3000
"""Rows with more candidates than this are left uncertain."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to place a row: the slot under each target (None: nothing), and its cost.

    Attributes:
        left_over: A printed figure found no column.
    """

    slots: tuple[Slot | None, ...]
    cost: float
    left_over: bool = False


Broken = Callable[[Sequence[Slot | None]], int]
"""Counts the totals rules that a placement of the row breaks, the other rows being as they are."""


def candidates(
    line: Line,
    width: int,
    *,
    blanks_kept: bool,
    headers: Sequence[float | None] = (),
    totalled: bool = False,
) -> list[Candidate]:
    """Returns the ways to place a row over ``width`` columns, the cheapest first.

    Args:
        line: The row.
        width: How many columns the form has there.
        blanks_kept: Whether the source shows blank fields (tabbed text) or drops them.
        headers: Where the header of each column stands, in the units of the slots; empty where
            the source shows none.
        totalled: Whether the last column is the sum of the others.
    """
    found: dict[tuple[Slot | None, ...], float] = {}
    first = COSTS.first if totalled and not blanks_kept else COSTS.edge
    for slots, extra in _variants(line.slots, width, blanks_kept):
        for placed, cost in _spread(slots, width, blanks_kept, first):
            key = tuple(placed)
            found[key] = min(found.get(key, cost + extra), cost + extra)
            if len(found) > _MOST:
                return []
    for key, cost in _closed_up(line.slots, width) if blanks_kept and totalled else ():
        found.setdefault(key, cost)
    printed = sum(1 for slot in line.slots if slot.text.strip())
    ranked = [
        Candidate(
            slots,
            cost + (_off_headers(slots, headers) if cost else 0.0),
            sum(len(slot.text.split()) for slot in slots if slot is not None) < printed,
        )
        for slots, cost in found.items()
    ]
    return sorted(ranked, key=lambda candidate: candidate.cost)


def choose(
    options: Sequence[Candidate], used: Sequence[bool], broken: Broken, line: Line
) -> list[Placement]:
    """Returns the placement of a row, with a doubt wherever the choice is not certain.

    Args:
        options: From ``candidates``.
        used: For each column whether a certain row prints a figure in it.
        broken: Counts broken totals rules.
        line: The row.
    """
    if not options:
        return [Placement(None, TIED, "placement") for _ in used]
    if not line.slots:
        return [_placement(None, at, UNSEEN, "missing", line.region) for at in range(len(used))]
    region = line.region
    shapes = [option.cost + unused(option, used) for option in options]
    if shapes[0] == 0 and not broken(options[0].slots):
        return [_placement(slot, at, EXACT, "", region) for at, slot in enumerate(options[0].slots)]
    totals = [
        shape + COSTS.broken * broken(option.slots)
        for shape, option in zip(shapes, options, strict=True)
    ]
    best = _near(totals, 0.2)
    likely = _near(shapes, _LIKELY if line.cells else _LIKELY_IN_TEXT)
    chosen = options[best[0]]
    alone = likely == best == [best[0]] and not chosen.left_over
    placed = []
    for column, slot in enumerate(chosen.slots):
        if not _agree(options, best, column):
            sure, doubt = TIED, "placement"
        elif alone:
            sure, doubt = (EXACT if chosen.cost == 0 else SETTLED), ""
        elif _agree(options, {*likely, *best}, column):
            sure, doubt = AGREED, "placement"
        else:
            sure, doubt = RULED, "placement"
        placed.append(_placement(slot, column, sure, doubt, region))
    return placed


def _off_headers(slots: Sequence[Slot | None], headers: Sequence[float | None]) -> float:
    """Returns what a row pays whose figures do not stand under the headers of their columns.

    It pays once for each way of being off: a row that is moved as a whole pays once.
    """
    off = {
        slot.start - head
        for slot, head in zip(slots, headers, strict=False)
        if slot is not None and head is not None
    }
    return COSTS.head * len(off - {0.0})


def _near(costs: Sequence[float], margin: float) -> list[int]:
    """Returns the indexes of the least cost and of those within a margin of it, least first."""
    order = sorted(range(len(costs)), key=costs.__getitem__)
    return [at for at in order if costs[at] < costs[order[0]] + margin]


def _agree(options: Sequence[Candidate], which: Iterable[int], column: int) -> bool:
    """Returns whether these candidates print the same in a column."""
    return len({_text(options[at].slots[column]) for at in which}) == 1


def _text(slot: Slot | None) -> str:
    return slot.text.strip() if slot else ""


def _placement(
    slot: Slot | None, column: int, sure: float, doubt: str, region: Region
) -> Placement:
    """Returns the placement of a slot; a blank is given the place of the row."""
    return Placement(slot or Slot("", region, float(column), float(column + 1)), sure, doubt)


def unused(option: Candidate, used: Sequence[bool]) -> float:
    """Returns what a candidate pays for figures in columns that no certain row uses."""
    if not any(used):
        return 0.0
    return COSTS.unused * sum(
        1 for slot, is_used in zip(option.slots, used, strict=True) if slot and not is_used
    )


def _variants(
    slots: tuple[Slot, ...], width: int, blanks_kept: bool
) -> list[tuple[tuple[Slot, ...], float]]:
    """Returns the row as it is and, where it has too many fields, with groups of three digits
    joined to the number before them ("1 234", in running text) or without the figure at its end.
    """
    surplus = len(slots) - width
    result = [(slots, 0.0)]
    if surplus <= 0:
        return result
    if not blanks_kept:
        result += [
            (_joined(slots, chosen), COSTS.joined * len(chosen))
            for chosen in combinations(_groups_of_three(slots), min(surplus, 3))
        ]
    printed = sum(1 for slot in slots if slot.text.strip())
    if blanks_kept and surplus == 1 and printed < width and slots[-1].text.strip():
        result.append((slots[:-1], COSTS.surplus))
    return result


def _closed_up(
    slots: Sequence[Slot], width: int
) -> Iterator[tuple[tuple[Slot | None, ...], float]]:
    """Yields the placements of a row whose blank fields were pushed behind its figures, the last of
    which is its total.
    """
    printed = [at for at, slot in enumerate(slots) if slot.text.strip()]
    if not 2 <= len(printed) < width or printed[-1] == len(slots) - 1:
        return
    run = slots[printed[0] : printed[-1] + 1]
    if len(run) > len(printed):
        return  # a blank stands between them
    for placed, cost in _spread(run, width, blanks_kept=False, first=COSTS.edge):
        if placed[-1] is not None:
            yield tuple(placed), COSTS.closed + cost / width


def _groups_of_three(slots: Sequence[Slot]) -> list[int]:
    return [
        at
        for at in range(1, len(slots))
        if _digits(slots[at].text) == 3 and 1 <= _digits(slots[at - 1].text) <= 3
    ]


def _joined(slots: Sequence[Slot], chosen: Sequence[int]) -> tuple[Slot, ...]:
    joined: list[Slot] = []
    for at, slot in enumerate(slots):
        if at in chosen:
            before = joined.pop()
            text = f"{before.text} {slot.text}"
            joined.append(Slot(text, before.region, before.start, slot.end))
        else:
            joined.append(slot)
    return tuple(joined)


def _digits(text: str) -> int:
    return len(text) if text.isdigit() else 0


def _spread(
    slots: Sequence[Slot], width: int, blanks_kept: bool, first: float
) -> list[tuple[list[Slot | None], float]]:
    """Returns every order-keeping placement of the printed slots, with its cost."""
    printed = [at for at, slot in enumerate(slots) if slot.text.strip()]
    if len(printed) > width:
        return []
    if not printed:
        return [([None] * width, 0.0)]
    result = []
    for places in combinations(range(width), len(printed)):
        cost = _cost(printed, places, len(slots), width, blanks_kept, first)
        if cost is None:
            continue
        placed: list[Slot | None] = [None] * width
        for at, place in zip(printed, places, strict=True):
            placed[place] = slots[at]
        result.append((placed, cost))
        if len(result) > _MOST:
            return []
    return result


def _cost(
    printed: Sequence[int],
    places: Sequence[int],
    fields: int,
    width: int,
    blanks_kept: bool,
    first: float,
) -> float | None:
    """Returns what the gaps of a placement cost against the gaps of the row, or None; ``first`` is
    what each blank before the first figure costs.
    """
    before = [printed[0], *(b - a - 1 for a, b in pairwise(printed))]
    after = [places[0], *(b - a - 1 for a, b in pairwise(places))]
    ends = (abs(after[0] - before[0]), abs((width - 1 - places[-1]) - (fields - 1 - printed[-1])))
    inner = sum(abs(b - a) for a, b in zip(before[1:], after[1:], strict=True))
    if blanks_kept and inner + sum(ends) > abs(fields - width) + 2:
        return None
    return first * ends[0] + COSTS.edge * ends[1] + COSTS.inner * inner
