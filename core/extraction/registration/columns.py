"""Columns: where the figures of a block stand, by what headers, figures and rules say together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..alignment.assignment import cheapest_assignment
from .column_program import ColumnProgram, Span
from .costs import COSTS, Costs
from .cuts import Cuts, Wall, crossing, find_cuts
from .stretches import Floats, counts_between, means_between, spreads_between, words_cut
from .told_columns import WELL_SAID, ToldColumns
from .variants import PlanBlock
from .words import Word

_EVEN = 0.45
"""A header that is so much like a label speaks neither for nor against it."""

_SOLID = 0.5
"""Of the height of the rows: a rule drawn along more is a wall."""

_MANY = 5
"""Figures that lie where they should: more of them say no more."""

_NARROWEST = 0.7
"""Em: no column is narrower."""

_FAR = 4.0
"""Em: a figure that lies farther off its header lies no worse."""

_ASIDE = 0.04
"""The share of its distance that a figure costs which is set right or left in its column, and
stands on that side of its header."""

_RARE = 0.7
"""What figures set left or right cost against those in the middle, in nats."""

_NEVER = 1e6
"""Nats: no column stands in the group of others."""

_KEPT = 0.002
"""Spans of less probability are left out."""


@dataclass(frozen=True, slots=True)
class Likely:
    """One way for a column to lie, from ``start`` to ``end``, and its probability."""

    start: float
    end: float
    probability: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A column of the form.

    Attributes:
        span: From where to where; None where it is absent.
        likely: The ways for it to lie, with their probabilities.
        is_told: Whether a header says that it is there.
    """

    span: tuple[float, float] | None
    likely: tuple[Likely, ...]
    is_told: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a block, in the order of the form; ``cost`` in nats.

    Attributes:
        in_order: Whether they stand in the form's order.
        named: Columns that the form does not have and whose headers say so: sums, remarks, numbers.
    """

    columns: tuple[Placed, ...]
    cost: float
    in_order: bool = True
    named: tuple[tuple[float, float], ...] = ()

    def untold(self) -> Columns:
        """Returns the columns as if no header said that they are there."""
        return replace(self, columns=tuple(replace(one, is_told=False) for one in self.columns))


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of the columns of a block.

    Attributes:
        cuts: Places at which two columns part, or the first begins, or the last ends.
        whole: Places at which none do.
        named: Places, each with the index of the column that lies there; None for one that the
            form does not have.
    """

    cuts: tuple[float, ...] = ()
    whole: tuple[float, ...] = ()
    named: tuple[tuple[float, int | None], ...] = ()


def place_columns(
    block: PlanBlock,
    rows: Sequence[Sequence[Word]],
    headers: Sequence[Word],
    labels: Sequence[Word],
    walls: Sequence[Wall],
    costs: Costs = COSTS,
    given: Given | None = None,
) -> Columns | None:
    """Returns where the columns of a block lie, or None where there is too little to tell.

    Args:
        block: Of the plan.
        rows: The figures of each band.
        headers: What may be headers of columns.
        labels: Of the rows.
        walls: Rules down the rows.
        costs: What does not fit.
        given: What a person says of them, which holds whatever it costs.
    """
    figures = [word for row in rows for word in row]
    sizes = [word.size for word in (*figures, *headers)]
    if not sizes:
        return None
    em = float(np.median(sizes))
    cuts = find_cuts(figures, headers, labels, walls, em)
    if given is not None:
        cuts = cuts.given(given.cuts, given.whole, _SAME_CUT * em)
    if len(cuts) < 2:
        return None
    table = _Block(block, rows, headers, labels, cuts, em, costs)
    return _best(table, block, cuts, costs, given or Given())


_SAME_CUT = 0.5
"""Em: a cut this near to one that a person names is that one."""


def _best(
    table: _Block, block: PlanBlock, cuts: Cuts, costs: Costs, given: Given
) -> Columns | None:
    programs = [_held(program, cuts, given) for program in table.programs()]
    solved = [program.solve() for program in programs]
    extras = (0.0, _RARE, _RARE)
    totals = [one.cost + extra for one, extra in zip(solved, extras, strict=True)]
    mode = int(np.argmin(totals))
    cost, spans, others = totals[mode], solved[mode].spans, solved[mode].others
    program, order = programs[mode], list(range(len(block.columns)))
    # Where figures stand under their headers is another question in another order.
    reordered = [
        (replace(other, cost=other.cost + extra), at)
        for at, (one, extra) in enumerate(zip(programs, extras, strict=True))
        if (other := _reordered(one, block, costs)) is not None
    ]
    other, other_mode = min(reordered, key=lambda one: one[0].cost, default=(None, mode))
    if not np.isfinite(cost) and (other is None or other.cost >= _NEVER / 10):
        return None
    gap = np.inf
    if other is not None:
        gap = abs(other.cost - cost)
        if other.cost < cost:
            cost, order, spans, others = other.cost, other.order, other.spans, other.others
            program = programs[other_mode].reordered(order)
    chances = program.marginals() / (1 + np.exp(-gap))
    placed: dict[int, Placed] = {}
    for at, column in enumerate(order):
        span = spans[at]
        placed[column] = Placed(
            None if span is None else (float(cuts.at[span[0]]), float(cuts.at[span[1]])),
            _likely(chances[at], cuts),
            span is not None and table.says(column, span) > WELL_SAID,
        )
    columns = tuple(placed[column] for column in range(len(order)))
    named = tuple(
        (float(cuts.at[i]), float(cuts.at[j])) for i, j in others if table.is_named_other((i, j))
    )
    return Columns(columns, cost, order == sorted(order), named)


def _held(program: ColumnProgram, cuts: Cuts, given: Given) -> ColumnProgram:
    """Returns a dynamic program in which nothing is possible that a person has ruled out."""
    if not (given.cuts or given.named):
        return program
    column, other = program.column.copy(), program.other.copy()
    begin, end = program.begin.copy(), program.end.copy()
    for x in given.cuts:
        at = int(np.abs(cuts.at - x).argmin())
        column[:, :at, at + 1 :] = np.inf
        other[:at, at + 1 :] = np.inf
        begin[at + 1 :] = np.inf
        end[:at] = np.inf
    for x, name in given.named:
        over = (cuts.at[:, None] < x) & (x < cuts.at[None, :])
        for at in range(len(column)):
            if at == name:
                column[at][~over] = np.inf
            else:
                column[at][over] = np.inf
        if name is not None:
            other[over] = np.inf
        begin[cuts.at > x] = np.inf
        end[cuts.at < x] = np.inf
    return ColumnProgram(column, other, program.cut, begin, end, program.absent)


def _likely(chances: Floats, cuts: Cuts) -> tuple[Likely, ...]:
    return tuple(
        Likely(float(cuts.at[i]), float(cuts.at[j]), float(chances[i, j]))
        for i, j in zip(*np.nonzero(chances > _KEPT), strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Reordered:
    """Columns in another order than the form's: that of each place, its span, and the cost."""

    cost: float
    order: list[int]
    spans: list[Span | None]
    others: list[Span]


def _reordered(program: ColumnProgram, block: PlanBlock, costs: Costs) -> _Reordered | None:
    """Returns the best other order of the columns, with its cost; columns change places within
    their group alone.
    """
    count = len(block.columns)
    free = program.with_free_labels().solve()
    free_cost, spans = free.cost, free.spans
    printed = [at for at, span in enumerate(spans) if span is not None]
    if count < 2 or not np.isfinite(free_cost) or not printed:
        return None
    if len(printed) < count and block.unit < count:
        return None  # of which group the absent column is, nothing tells
    price = np.array([program.column[:, *span] for span in spans if span is not None])
    group = np.arange(count) // block.unit
    apart = np.where(group[printed][:, None] != group[None, :], _NEVER, 0.0)
    pairs = cheapest_assignment(np.minimum(price, _NEVER / 10) + apart)
    assigned = {printed[place]: label for place, label in pairs}
    absent = iter(sorted(set(range(count)) - set(assigned.values())))
    order = [assigned[at] if at in assigned else next(absent) for at in range(count)]
    if [at for at in order if at in assigned.values()] == sorted(assigned.values()):
        return None
    dearer = sum(float(price[place, label] - price[place].min()) for place, label in pairs)
    cost = free_cost + dearer + costs.order
    return _Reordered(cost, order, spans, free.others)


class _Block:
    """The costs of every span between two cuts, for the columns of a block."""

    def __init__(
        self,
        block: PlanBlock,
        rows: Sequence[Sequence[Word]],
        headers: Sequence[Word],
        labels: Sequence[Word],
        cuts: Cuts,
        em: float,
        costs: Costs,
    ) -> None:
        self.block, self.cuts, self.em, self.costs = block, cuts, em, costs
        self.rows, self.headers, self.labels = rows, headers, labels
        self.figures = [word for row in rows for word in row]
        self.starts = np.array([word.x0 for word in self.figures])
        self.ends = np.array([word.x1 for word in self.figures])
        self.middles = (self.starts + self.ends) / 2
        self.counts = counts_between(self.middles, cuts.at)
        self.said, self.others, self.centre = ToldColumns(block, headers, cuts).spans()

    def says(self, column: int, span: Span) -> float:
        """Returns how much the header of a span is like the label of a column, 0 to 1."""
        return float(np.nan_to_num(self.said[column, span[0], span[1]]))

    def is_named_other(self, span: Span) -> bool:
        """Returns whether the header of a span says a column that the form does not have."""
        return float(np.nan_to_num(self.others[span])) > WELL_SAID

    def programs(self) -> list[ColumnProgram]:
        """Returns the dynamic programs for figures in the middle, at the right and at the
        left.
        """
        base = self._base()
        empty = self.counts == 0
        costs, headed = self.costs, self._headed()
        told = -costs.head * (self.said - _EVEN) / (1 - _EVEN)
        missing = (costs.absent + costs.nothing) * headed
        alone = missing + np.where(empty, costs.nothing, costs.unheaded * headed)
        vacant = np.where(empty & (self.counts.max() > 0), costs.empty, 0.0)
        stranger = costs.head * np.clip(np.nan_to_num(self.others) - np.nan_to_num(self.said), 0, 1)
        column = base + np.where(np.isnan(told), alone, told + vacant + stranger)
        other = base + self._other()
        cut, begin, end = self._cuts()
        return [
            ColumnProgram(column + place, other, cut, begin, end, self.costs.absent)
            for place in self._places()
        ]

    def _headed(self) -> float:
        """Returns how far the columns have headers: 1 where two are said, or most."""
        best = np.nan_to_num(self.said).max(axis=(1, 2)) > WELL_SAID
        return min(1.0, float(best.sum()) / 2, 2.0 * float(best.mean()))

    def _base(self) -> Floats:
        """Returns what a span costs whatever column it is: walls in it, figures side by side."""
        at, wall = self.cuts.at, self.cuts.wall
        width = at[None, :] - at[:, None]
        walls = np.cumsum(wall**2)
        within = np.maximum(walls[None, :] - wall[None, :] ** 2 - walls[:, None], 0.0)
        together = np.zeros_like(width)
        for line in self._by_line():
            inside = counts_between(np.array([word.x for word in line]), at)
            together += np.maximum(inside - 1, 0)
        base = self.costs.wall * within + np.minimum(self.costs.together * together, 20.0)
        return np.where(width < _NARROWEST * self.em, np.inf, base)

    def _by_line(self) -> list[list[Word]]:
        lines: dict[tuple[int, int, int], list[Word]] = {}
        for row, words in enumerate(self.rows):
            for word in words:
                lines.setdefault((row, word.sheet, word.line), []).append(word)
        return [line for line in lines.values() if len(line) > 1]

    def _places(self) -> list[Floats]:
        """Returns what it costs that figures lie apart from each other, or off their head."""
        em, costs, at = self.em, self.costs, self.cuts.at
        weight = np.minimum(self.counts, _MANY)
        walled = (self.cuts.wall > _SOLID)[:, None] & (self.cuts.wall > _SOLID)[None, :]
        amid = (at[:, None] + at[None, :]) / 2
        mean = means_between(self.middles, at, self.counts)
        off = mean - self.centre
        offs = [np.abs(off), np.maximum(-off, _ASIDE * off), np.maximum(off, -_ASIDE * off)]
        none = np.zeros_like(mean)
        unheaded = [np.where(walled, 0.5 * np.abs(mean - amid), 0.0), none, none]
        places = []
        for values, far, alone in zip(
            (self.middles, self.ends, self.starts), offs, unheaded, strict=True
        ):
            spread = spreads_between(self.middles, values, at, self.counts)
            distance = np.where(np.isnan(far), alone, far)
            price = costs.spread * np.minimum(0.8 * spread, 2 * _FAR * em)
            price = price + costs.off_head * np.minimum(distance, _FAR * em)
            places.append(np.where(self.counts > 0, weight / em * price, 0.0))
        return places

    def _other(self) -> Floats:
        """Returns what a column costs that the form does not have."""
        at, costs = self.cuts.at, self.costs
        some = np.minimum(self.counts, 3)
        narrow = at[None, :] - at[:, None] < 3 * self.em
        headless = np.where(self.counts > 0, costs.other + some, np.where(narrow, 0.3, 0.8))
        named = np.where(self.others > 0.6, costs.named_other, costs.other + 2.0) + 0.5 * some
        return np.where(np.isnan(self.others), headless, named)

    def _cuts(self) -> tuple[Floats, Floats, Floats]:
        """Returns what each cut costs, and what beginning and ending there does."""
        at, costs, em = self.cuts.at, self.costs, self.em
        cut = costs.crossed * crossing(self.cuts, self.figures, em)
        cut = cut + costs.crossed_head * words_cut(self.headers, at, 0.2 * em)
        if (self.cuts.wall > _SOLID).sum() >= max(2, min(len(self.block.columns), 3)):
            cut = cut + np.where(self.cuts.wall > _SOLID, 0.0, costs.no_wall)
        label_ends = np.array([word.x1 for word in self.labels])
        over = np.array([(label_ends > x + 0.3 * em).sum() for x in at]).clip(0, 6)
        before = np.array([(self.middles < x).sum() for x in at])
        after = np.array([(self.middles > x).sum() for x in at])
        letters = np.array([word.x for word in self.headers for _ in word.letters])
        lost = [
            np.array([min((side * (x - letters) > 0).sum(), 20) for x in at]) for side in (1, -1)
        ]
        begin = np.minimum(costs.left * before, costs.left_most) + 0.25 * lost[0]
        end = np.minimum(costs.left * after, costs.left_most) + 0.25 * lost[1]
        return cut, begin + costs.crossed_label * over, end
