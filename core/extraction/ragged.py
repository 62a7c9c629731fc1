"""Settles the rows of a table that stand in no certain columns, all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..forms import Domain, Equation, Table
from .alignment import Match
from .columns import Placement, find_columns, heads_above
from .figures import BLANK, Figure, State, parse_figure
from .lines import RUNNING_TEXT, Line, Slot
from .placement import COSTS, SETTLED, Candidate, candidates, choose

Rows = dict[str, list[Placement]]
"""The placements of each row, by the row's key."""

_DEAREST = 3.0
"""Candidates that cost so much more than a row's cheapest are not tried against the rules."""


_TRIED = 8
"""How many candidates of an uncertain row the search starts from."""


@dataclass(frozen=True, slots=True)
class _Row:
    match: Match
    options: tuple[Candidate, ...]

    @property
    def key(self) -> str:
        return self.match.expected.key

    @property
    def cells(self) -> list[str]:
        return [target.cell for target in self.match.expected.targets]


def place_ragged(
    table: Table,
    matches: Sequence[Match],
    ragged: Sequence[Match],
    placed: Rows,
    lines: Sequence[Line],
) -> Rows:
    """Returns the placements of rows without columns, those that minimise the whole cost.

    Args:
        table: The table of the form.
        matches: All its rows.
        ragged: The rows to place.
        placed: The rows that stand in columns.
        lines: Every line of the document, by index.
    """
    if not ragged:
        return {}
    rows = [_Row(match, tuple(_options(match, matches, lines))) for match in ragged]
    fixed = _figures_of(table, matches, placed)
    best = _best_choice(table, rows, fixed)
    result: Rows = {}
    for at, row in enumerate(rows):
        others = fixed | _chosen_figures(table, rows, best, without=at)
        rules = _Rules(table, row.cells, others)
        used = _used_columns(rows, best, at, placed)
        result[row.key] = choose(row.options, used, rules.broken, row.match.line)
    return result


def _options(match: Match, matches: Sequence[Match], lines: Sequence[Line]) -> list[Candidate]:
    tabbed = match.line.part != RUNNING_TEXT
    return candidates(
        match.line,
        len(match.expected.targets),
        blanks_kept=tabbed,
        heads=_head_places(match, matches, lines) if tabbed else (),
    )


def _head_places(
    match: Match, matches: Sequence[Match], lines: Sequence[Line]
) -> list[float | None]:
    """Returns the field in which the head of each column stands, None where none is found."""
    places: list[float | None] = [None] * len(match.expected.targets)
    heads = heads_above([match.line], matches, lines)
    columns = find_columns(heads, (), -1.0, match.expected)
    if columns is None or not columns.headed:
        return places
    for leaf, target in zip(columns.leaves, columns.targets, strict=True):
        if target is not None:
            places[target] = leaf.start
    return places


def _best_choice(table: Table, rows: Sequence[_Row], fixed: dict[str, Figure]) -> list[int]:
    """Returns the index of the candidate to take for each row.

    Starts from each row's own best, and from every likely candidate of every uncertain row in
    turn; from each start the rows are improved one by one until none improves.
    """
    start = [_own_best(table, row) for row in rows]
    uncertain = [at for at, row in enumerate(rows) if len(_likely(row)) > 1]
    if not uncertain or _whole_cost(table, rows, start, fixed) == 0:
        return start
    best, least = start, float("inf")
    starts = [start] + [
        [*start[:at], option, *start[at + 1 :]]
        for at in uncertain
        for option in _likely(rows[at])[:_TRIED]
        if option != start[at]
    ]
    for choice in starts:
        improved = _improved(table, rows, choice, uncertain, fixed)
        cost = _whole_cost(table, rows, improved, fixed)
        if cost < least - 1e-9:
            best, least = improved, cost
    return best


def _own_best(table: Table, row: _Row) -> int:
    """Returns the cheapest candidate by its shape and the rules that lie within the row."""
    if not row.options:
        return 0
    rules = _Rules(table, row.cells, {}, within=True)
    return min(
        _likely(row),
        key=lambda at: row.options[at].cost + COSTS.broken * rules.broken(row.options[at].slots),
    )


def _likely(row: _Row) -> list[int]:
    if not row.options:
        return []
    limit = row.options[0].cost + _DEAREST
    return [at for at, option in enumerate(row.options) if option.cost <= limit]


def _improved(
    table: Table,
    rows: Sequence[_Row],
    choice: Sequence[int],
    uncertain: Sequence[int],
    fixed: dict[str, Figure],
) -> list[int]:
    current = list(choice)
    for _ in range(4):
        before = list(current)
        for at in uncertain:
            others = fixed | _chosen_figures(table, rows, current, without=at)
            rules = _Rules(table, rows[at].cells, others)
            options = rows[at].options
            current[at] = min(
                _likely(rows[at]),
                key=lambda i: options[i].cost + COSTS.broken * rules.broken(options[i].slots),
            )
        if current == before:
            break
    return current


def _whole_cost(
    table: Table, rows: Sequence[_Row], choice: Sequence[int], fixed: dict[str, Figure]
) -> float:
    figures = fixed | _chosen_figures(table, rows, choice)
    broken = sum(not _holds(equation, figures) for equation in table.equations)
    shapes = sum(row.options[at].cost for row, at in zip(rows, choice, strict=True) if row.options)
    return shapes + COSTS.broken * broken


def _chosen_figures(
    table: Table, rows: Sequence[_Row], choice: Sequence[int], without: int = -1
) -> dict[str, Figure]:
    domains = _domains(table)
    return {
        cell: parse_figure(slot.text, domains[cell])
        for at, row in enumerate(rows)
        if at != without and row.options
        for cell, slot in zip(row.cells, row.options[choice[at]].slots, strict=True)
        if slot is not None
    }


def _figures_of(table: Table, matches: Sequence[Match], placed: Rows) -> dict[str, Figure]:
    domains = _domains(table)
    return {
        target.cell: parse_figure(placement.slot.text, domains[target.cell])
        for match in matches
        if match.expected.key in placed
        for target, placement in zip(
            match.expected.targets, placed[match.expected.key], strict=True
        )
        if placement.slot
    }


def _used_columns(rows: Sequence[_Row], choice: Sequence[int], at: int, placed: Rows) -> list[bool]:
    """Returns for each column of a row whether another, certain row prints a figure in it."""
    width = len(rows[at].cells)
    used = [False] * width
    for other, row in enumerate(rows):
        if other != at and row.options and row.options[choice[other]].cost == 0:
            for column, slot in enumerate(row.options[choice[other]].slots[:width]):
                used[column] = used[column] or slot is not None
    for placements in placed.values():
        for column, placement in enumerate(placements[:width]):
            printed = placement.slot is not None and bool(placement.slot.text.strip())
            used[column] = used[column] or (printed and placement.confidence >= SETTLED)
    return used


def _domains(table: Table) -> dict[str, Domain]:
    return {cell.id: cell.domain for cell in table.cells()}


class _Rules:
    """Counts the totals rules that a placement of one row breaks, the other rows as they are.

    Args:
        within: Count only the rules that lie within the row.
    """

    def __init__(
        self,
        table: Table,
        cells: Sequence[str],
        figures: Mapping[str, Figure],
        *,
        within: bool = False,
    ) -> None:
        own = set(cells)
        self.cells = cells
        self.figures = figures
        self.domains = _domains(table)
        self.equations = [
            equation
            for equation in table.equations
            if (own.issuperset(equation.cells) if within else not own.isdisjoint(equation.cells))
        ]

    def broken(self, slots: Sequence[Slot | None]) -> int:
        """Returns how many rules the slots break in this row's place."""
        figures = dict(self.figures)
        for cell, slot in zip(self.cells, slots, strict=True):
            figures[cell] = parse_figure(slot.text, self.domains[cell]) if slot else BLANK
        return sum(not _holds(equation, figures) for equation in self.equations)


def _holds(equation: Equation, figures: Mapping[str, Figure]) -> bool:
    """Returns whether both sides are equal; what cannot be read breaks nothing."""
    sides = []
    for cells in (equation.left, equation.right):
        found = [figures.get(cell, BLANK) for cell in cells]
        if any(figure.state is State.UNREADABLE for figure in found):
            return True
        sides.append(sum((Decimal(figure.amount) for figure in found), Decimal(0)))
    return sides[0] == sides[1]
