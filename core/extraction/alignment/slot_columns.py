"""Puts the slots of a grid's rows under the columns of the form, by head text and geometry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from ...documents.document import GridCell
from ...figures import State, parse_figure
from ..labels import bare, own_likeness
from .assignment import cheapest_assignment
from .column_headers import Leaf, lowest_headers
from .expected import Expected, Target
from .lines import Line, Slot, interval, slot_of

SURE, LIKELY, MOVED, GUESSED, TORN = 1.0, 0.93, 0.85, 0.6, 0.3
"""Confidence that a figure stands in its column: by headers and geometry, by order against
geometry, by headers against the order of the form, without headers, and split between columns."""

_A_HEAD = 0.5
"""A grid has headers if one of them is at least this much alike a label of the form."""

_A_SUM = 0.8
"""A header must be this much alike the header of a column of sums to be taken for one."""

_CLEARLY = 0.1
"""A header so much more alike another label than its own may stand over that one's column."""

_RUN_ON = 1.0
"""Points or columns by which a cell begins left of the figures to be a label that runs on."""

_MOVED = 0.75
"""A header must be this much alike its label to be believed against the order of the form."""


@dataclass(frozen=True, slots=True)
class Placement:
    """What stands in one cell: a slot (None: nothing is printed there) and how sure that is."""

    slot: Slot | None
    confidence: float
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class GridColumns:
    """The figure columns of one grid and the target of each (None: a column of sums, or none).

    Attributes:
        moved: Indexes of leaves whose head names another target than their order does.
        guessed: Indexes of leaves whose target is a guess, because headers are missing.
        headed: False where no header was found and the order alone decides.
        certain: False where there are more or fewer columns than the form has.
    """

    leaves: tuple[Leaf, ...]
    targets: tuple[int | None, ...]
    moved: frozenset[int] = frozenset()
    guessed: frozenset[int] = frozenset()
    headed: bool = True
    certain: bool = True


def find_columns(
    headers: Sequence[Line], rows: Sequence[Line], edge: float, expected: Expected
) -> GridColumns | None:
    """Returns the columns under the headers that a grid prints; None where it prints none.

    The headers divide the grid, or the rows do where they have as many cells as the form and the
    headers have not (a header split off by a page break, or merged over several columns).

    Args:
        headers: The rows of the grid above its figures, top first.
        rows: The rows of the block in this grid.
        edge: Where the labels end, in points or grid columns.
        expected: A row of the form under these headers.
    """
    block = expected.block
    words = tuple(bare(text) for text in (block.heading, block.corner) if text)
    leaves = [
        leaf
        for leaf in lowest_headers(headers)
        if (leaf.start + leaf.end) / 2 > edge and _same(leaf.texts[0], words) < _A_SUM
    ]
    wanted = len(expected.targets)
    alike = _likeness(leaves, expected.targets) if leaves else np.zeros((wanted, 1))
    if alike.max() < _A_HEAD:
        return None
    sums = _sums(leaves, expected)
    parts = [at for at, alike in enumerate(sums) if alike < _A_SUM]
    if len(parts) != wanted:
        by_rows = _by_rows(leaves, rows, edge, wanted)
        with_sums = _by_rows(leaves, rows, edge, wanted + len(leaves) - len(parts))
        if by_rows:
            leaves, parts = by_rows, list(range(wanted))
            alike = _likeness(leaves, expected.targets)
        elif with_sums:
            leaves, sums = with_sums, _sums(with_sums, expected)
            parts = [at for at, alike in enumerate(sums) if alike < _A_SUM]
            alike = _likeness(leaves, expected.targets)
    if 2 * len(parts) < wanted:
        return None  # what a page break left of the headers
    if len(parts) != wanted:
        return GridColumns(tuple(leaves), tuple(_in_order(alike, sums)), certain=False)
    moved = _permutation(alike[:, parts], len(block.columns)) or list(range(wanted))
    targets: list[int | None] = [None] * len(leaves)
    for at, target in zip(parts, moved, strict=True):
        targets[at] = target
    changed = frozenset(at for i, at in enumerate(parts) if moved[i] != i)
    if all(line.ruled for line in rows):
        return GridColumns(tuple(leaves), tuple(targets), changed)
    guessed: set[int] = set()
    for at, own in enumerate(targets):
        if own is not None and not _is_headed(leaves[at], alike[:, at], own, expected):
            guessed |= {at, targets.index(int(alike[:, at].argmax()))}
    return GridColumns(tuple(leaves), tuple(targets), changed, frozenset(guessed))


def _is_headed(leaf: Leaf, alike: NDArray[np.float64], target: int, expected: Expected) -> bool:
    """Returns whether the header of a guessed column names its target and no other, nor a sum."""
    if alike[target] < _A_HEAD or alike[target] + _CLEARLY < alike.max():
        return False
    return not any(sums in leaf.texts[0] for sums in expected.subtotals)


def _sums(leaves: Sequence[Leaf], expected: Expected) -> list[float]:
    """Returns how much alike each leaf is to the header of a column of sums."""
    return [
        max((_same(text, expected.subtotals) for text in leaf.texts), default=0) for leaf in leaves
    ]


def _by_rows(leaves: Sequence[Leaf], rows: Sequence[Line], edge: float, wanted: int) -> list[Leaf]:
    """Returns the division of the rows into ``wanted`` cells, if most of them have as many."""
    cells = _common_cells(rows, edge, wanted)
    over = [_overlapped(cell, leaves)[0] for cell in cells]
    return [
        Leaf(*interval(cell), leaves[at].texts if at is not None else ())
        for cell, at in zip(cells, over, strict=True)
    ]


def _common_cells(rows: Sequence[Line], edge: float, wanted: int) -> list[GridCell]:
    """Returns the cells of a row that has ``wanted`` of them, as most rows do, else none."""
    divided = [cells for line in rows if (cells := figure_cells(line, edge))]
    fitting = [cells for cells in divided if len(cells) == wanted]
    return fitting[0] if 2 * len(fitting) > len(divided) else []


def unheaded_columns(
    rows: Sequence[Line], edge: float, expected: Expected, before: GridColumns | None
) -> GridColumns | None:
    """Returns columns by the commonest division of the rows, where no header was found.

    Args:
        rows: The rows of the block in this grid.
        edge: Where the labels end.
        expected: A row of the form.
        before: The columns of an earlier part of the table: their order goes on.
    """
    targets: tuple[int | None, ...] = tuple(range(len(expected.targets)))
    if before is not None:
        targets = before.targets
    elif not _common_cells(rows, edge, len(targets)):
        targets = _with_sums(rows, edge, expected)
    leaves = tuple(Leaf(*interval(cell), ()) for cell in _common_cells(rows, edge, len(targets)))
    moved = before.moved if before is not None else frozenset()
    return GridColumns(leaves, targets, moved, headed=False) if leaves else None


def _with_sums(rows: Sequence[Line], edge: float, expected: Expected) -> tuple[int | None, ...]:
    """Returns the targets of columns among which one of sums stands, by what adds up in most rows;
    those of the form where none does.
    """
    order = [column.id for column in expected.block.columns]
    own = tuple(range(len(order)))
    found: list[tuple[int, tuple[int | None, ...]]] = []
    for sums in expected.block.subtotal_columns:
        parts = sorted(order.index(part) for part in sums.parts)
        for at in (parts[0], parts[-1] + 1):
            targets = (*own[:at], None, *own[at:])
            held = [
                _adds_up(cells, at, [targets.index(part) for part in parts], expected)
                for line in rows
                if len(cells := figure_cells(line, edge)) == len(targets)
            ]
            if 2 * sum(held) > len(held):
                found.append((sum(held), targets))
    return max(found, key=lambda one: one[0], default=(0, own))[1]


def _adds_up(cells: Sequence[GridCell], at: int, parts: Sequence[int], expected: Expected) -> bool:
    """Returns whether a cell states the sum of some others of its row."""
    domain = expected.block.columns[0].domain
    figures = [parse_figure(cells[place].text, domain) for place in (at, *parts)]
    if any(figure.state is State.UNREADABLE for figure in figures):
        return False
    return figures[0].amount == sum(figure.amount for figure in figures[1:])


def place_row(line: Line, columns: GridColumns, edge: float, expected: Expected) -> list[Placement]:
    """Returns what stands under each target of a row."""
    cells = figure_cells(line, edge)
    found: list[list[tuple[GridCell, float, str]]] = [[] for _ in columns.leaves]
    by_order = len(cells) == len(columns.leaves)
    if not by_order:
        printed = [cell for cell in cells if cell.text.strip()]
        astray = any(_overlapped(cell, columns.leaves)[0] is None for cell in printed)
        by_order = astray and not line.ruled and len(printed) == len(columns.leaves)
        cells = printed if by_order else cells
    lost = False
    for at, cell in enumerate(cells):
        nearest, spanned = _overlapped(cell, columns.leaves)
        leaf = at if by_order else nearest
        if leaf is None:
            lost = lost or bool(cell.text.strip())
            continue
        doubt = "placement" if spanned > 1 and not by_order and len(expected.targets) > 1 else ""
        sure = TORN if doubt and cell.text.strip() else SURE
        found[leaf].append((cell, LIKELY if by_order and nearest != at else sure, doubt))
    placed = [Placement(None, TORN, "missing") for _ in expected.targets]
    for leaf, target in enumerate(columns.targets):
        if target is not None:
            placed[target] = _settled(found[leaf], columns, leaf, ruled=line.ruled)
    if not columns.certain or any(one.slot is None for one in placed):
        return [_doubted(one) for one in placed]
    if lost:  # a blank may be where the figure belongs that stands under no header
        return [one if one.slot and one.slot.text.strip() else _doubted(one) for one in placed]
    return placed


def _doubted(placement: Placement) -> Placement:
    """Returns a placement in a row of which some cell found no column."""
    if placement.confidence <= GUESSED:
        return placement
    return Placement(placement.slot, GUESSED, placement.doubt or "placement")


def figure_cells(line: Line, edge: float) -> list[GridCell]:
    """Returns the cells of a row that lie right of the labels; a label that runs on is none."""
    labels = line.cells[: len(line.cells) - len(line.slots)]
    return [
        cell
        for cell in line.cells
        if sum(interval(cell)) / 2 > edge
        and not (interval(cell)[0] < edge - _RUN_ON and cell in labels)
    ]


def _settled(
    cells: Sequence[tuple[GridCell, float, str]], columns: GridColumns, leaf: int, *, ruled: bool
) -> Placement:
    """Returns the one thing that stands under a leaf."""
    if not cells:
        return Placement(None, GUESSED, "missing")
    printed = [item for item in cells if item[0].text.strip() or not item[0].legible]
    cell, sure, doubt = (printed or cells)[0]
    slot = slot_of(cell)
    if len(printed) > 1:
        joined = " ".join(item[0].text.strip() for item in printed)
        slot = Slot(joined, slot.region, slot.start, slot.end, legible=False)
        sure, doubt = TORN, "placement"
    if leaf in columns.moved:
        sure, doubt = min(sure, MOVED), "order"
    if leaf in columns.guessed and sure > GUESSED:
        sure, doubt = GUESSED, "placement"
    if not columns.headed:
        sure, doubt = min(sure, 0.96 if ruled else GUESSED), doubt or ("" if ruled else "placement")
    return Placement(slot, sure, doubt)


def _overlapped(cell: GridCell, leaves: Sequence[Leaf]) -> tuple[int | None, int]:
    """Returns the leaf that a cell coincides with most, and under how many it mostly lies."""
    start, end = interval(cell)
    best, most, count = None, 0.0, 0
    for at, leaf in enumerate(leaves):
        if leaf.end <= start or leaf.start >= end:
            continue
        common = min(end, leaf.end) - max(start, leaf.start)
        shared = common / max(max(end, leaf.end) - min(start, leaf.start), 1e-6)
        if shared > most:
            best, most = at, shared
        if common > 0.5 * (leaf.end - leaf.start):
            count += 1
    return best, count


def _likeness(leaves: Sequence[Leaf], targets: Sequence[Target]) -> NDArray[np.float64]:
    """Returns how alike headers and targets are, targets by leaves, 0 to 1."""
    return np.array(
        [
            [max([_alike(text, target) for text in leaf.texts], default=0) for leaf in leaves]
            for target in targets
        ]
    )


def _same(text: str, wordings: Sequence[str]) -> float:
    return max((fuzz.ratio(text, wording) / 100 for wording in wordings), default=0.0)


@lru_cache(maxsize=20_000)
def _alike(text: str, target: Target) -> float:
    return max(
        float(own_likeness(fuzz.ratio(text, head) / 100, len(text) + len(head), shared))
        for head, shared in target.headers
    )


def _permutation(alike: NDArray[np.float64], unit: int) -> list[int] | None:
    """Returns the target of each leaf where the headers clearly stand in another order.

    Headers that merely fail to be recognised leave the order of the form, and so does what stands
    over several columns: a header that comes again changes places within its unit.

    Args:
        alike: How alike headers and targets are, targets by leaves.
        unit: How many columns the block has; where its rows stand side by side each has as many.
    """
    size = len(alike)
    places = np.arange(size)
    kept = np.eye(size) + _SAME_UNIT * (places[:, None] // unit == places[None, :] // unit)
    target_of = list(range(size))
    for target, leaf in cheapest_assignment(-(alike + _KEPT * kept)):
        target_of[leaf] = target
    moved = [leaf for leaf in range(size) if target_of[leaf] != leaf]
    clear = all(
        alike[target_of[leaf], leaf] >= _MOVED
        and alike[target_of[leaf], leaf] > alike[leaf, leaf] + 0.2
        for leaf in moved
    )
    return target_of if moved and clear else None


_KEPT, _SAME_UNIT = 0.1, 5.0
"""What it counts that a header stands where the form has it; and in the unit where it has it."""


def _in_order(alike: NDArray[np.float64], sums: Sequence[float]) -> list[int | None]:
    """Returns the target of each leaf, order kept, where leaves are too many or too few.

    A leaf may be left out (a column of sums gladly), and so may a target.
    """
    height, width = alike.shape
    score = np.zeros((height + 1, width + 1))
    step = np.zeros((height + 1, width + 1), dtype=int)
    step[0, 1:], step[1:, 0] = 2, 3
    for j in range(1, width + 1):
        score[0, j] = score[0, j - 1] + sums[j - 1]
    for i in range(1, height + 1):
        score[i, 0] = score[i - 1, 0] - 0.1
        for j in range(1, width + 1):
            options = (
                score[i - 1, j - 1] + float(alike[i - 1, j - 1]) + 0.2,
                score[i, j - 1] + sums[j - 1],
                score[i - 1, j] - 0.1,
            )
            step[i, j] = 1 + int(np.argmax(options))
            score[i, j] = max(options)
    targets: list[int | None] = [None] * width
    i, j = height, width
    while i or j:
        if step[i, j] == 1:
            i, j = i - 1, j - 1
            targets[j] = i
        elif step[i, j] == 2:
            j -= 1
        else:
            i -= 1
    return targets


def columns_fit(columns: GridColumns, rows: Sequence[Line], edge: float) -> bool:
    """Returns whether the columns of an earlier part of a table divide these rows as well."""
    fits: Mapping[bool, int] = Counter(
        _divides(columns, figure_cells(line, edge)) for line in rows if line.cells
    )
    return fits.get(True, 0) > fits.get(False, 0)


def _divides(columns: GridColumns, cells: Sequence[GridCell]) -> bool:
    nearest = [_overlapped(cell, columns.leaves)[0] for cell in cells]
    return None not in nearest and len(set(nearest)) == len(cells)
