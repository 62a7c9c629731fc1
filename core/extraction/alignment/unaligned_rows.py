"""Settles the rows of a table that stand in no certain columns, all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ...figures import Figure, Number, parse_figure
from ...forms import Domain, Table
from .align_lines import Match
from .column_headers import headers_above, label_edge
from .column_order import order_in_running_headers
from .expected import Expected
from .lines import RUNNING_TEXT, Line, Slot
from .row_sums import Signed, amount_of, amounts_of, difference_of, holds, share_of, signed_cells
from .slot_columns import MOVED, Placement, find_columns
from .unaligned_placement import COSTS, SETTLED, Candidate, candidates, choose

Rows = dict[str, list[Placement]]
"""The placements of each row, by the row's key."""

Columns = list[int | None]
"""The target of each column; None of one of sums."""

_DEAREST = 3.0
"""Candidates that cost so much more than a row's cheapest are not tried against the rules."""


_TRIED = 8
"""How many candidates of an uncertain row the search starts from."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to place: its candidates, over its targets.

    Attributes:
        moved: Targets whose headers stand elsewhere than in the form.
        domains: Of its targets.
        sums: Above zero where it bears out a column of sums that its headers have, below zero
            where it speaks against it.
    """

    match: Match
    options: tuple[Candidate, ...]
    moved: frozenset[int]
    domains: tuple[Domain, ...]
    sums: int

    @property
    def key(self) -> str:
        return self.match.expected.key

    @property
    def cells(self) -> list[str]:
        return [target.cell for target in self.match.expected.targets]


def place_unaligned(
    table: Table,
    matches: Sequence[Match],
    unaligned: Sequence[Match],
    placed: Rows,
    lines: Sequence[Line],
    *,
    searched: bool = True,
) -> Rows:
    """Returns the placements of rows without columns, those that minimise the whole cost.

    Args:
        table: The table of the form.
        matches: All its rows.
        unaligned: The rows to place.
        placed: The rows that stand in columns.
        lines: Every line of the document, by index.
        searched: Whether the rows are placed together by the sums of the whole table; else each
            is placed by its own, which is much cheaper.
    """
    if not unaligned:
        return {}
    domains = {cell.id: cell.domain for cell in table.cells()}
    read = partial(_row, table, matches=matches, lines=lines, domains=domains)
    rows = [read(match) for match in unaligned]
    if sum(row.sums for row in rows) < 0:
        rows = [read(match, summed=False) for match in unaligned]
    fixed = _figures_of(domains, matches, placed)
    best = _best_choice(table, rows, fixed) if searched else [_own_best(table, row) for row in rows]
    result: Rows = {}
    for at, row in enumerate(rows):
        others = fixed | _chosen_figures(rows, best, without=at)
        rules = _Rules(table, row, others)
        used = _used_columns(rows, best, at, placed)
        chosen = choose(row.options, used, rules.broken, row.match.line)
        result[row.key] = [
            replace(placement, confidence=min(placement.confidence, MOVED), doubt="order")
            if target in row.moved
            else placement
            for target, placement in enumerate(chosen)
        ]
    return result


def _row(
    table: Table,
    match: Match,
    matches: Sequence[Match],
    lines: Sequence[Line],
    domains: Mapping[str, Domain],
    *,
    summed: bool = True,
) -> _Row:
    """Returns a row with the ways to place it.

    Args:
        table: The table of the form.
        match: The row.
        matches: All rows of the table.
        lines: Every line of the document, by index.
        domains: By cell id.
        summed: Whether a header that is one of sums has a column of its own.
    """
    order, places = _columns(match, matches, lines)
    if not summed:
        parts = [at for at, target in enumerate(order) if target is not None]
        order, places = [order[at] for at in parts], [places[at] for at in parts]
    found = candidates(
        match.line,
        len(order),
        blanks_kept=match.line.part != RUNNING_TEXT or match.line.printed < len(match.line.slots),
        headers=places,
        totalled=_is_totalled(table, [target.cell for target in match.expected.targets]),
    )
    targets = range(len(match.expected.targets))
    by_target = [order.index(target) for target in targets]
    options = tuple(
        Candidate(tuple(option.slots[at] for at in by_target), option.cost, option.left_over)
        for option in found
    )
    named = [target for target in order if target is not None]
    return _Row(
        match,
        options,
        frozenset(target for at, target in enumerate(named) if at != target),
        tuple(domains[target.cell] for target in match.expected.targets),
        _sums_borne_out(found, order, match.expected) if None in order else 0,
    )


def _sums_borne_out(found: Sequence[Candidate], order: Columns, expected: Expected) -> int:
    """Returns 1 where the likeliest placement of a row has the sum of others in a column of sums,
    -1 where it has another figure there, 0 where it tells nothing.
    """
    beside = [at for at, target in enumerate(order) if target is None]
    slots = [slot for at in beside if found and (slot := found[0].slots[at]) is not None]
    domain = expected.block.columns[0].domain
    stated = [amount_of(parse_figure(slot.text, domain)) for slot in slots]
    if not any(stated):
        return 0
    parts = [found[0].slots[order.index(at)] for at in range(len(order) - len(beside))]
    names = [column.id for column in expected.block.columns]
    amounts = dict(zip(names, amounts_of(parts, [domain] * len(parts)), strict=False))
    held = all(
        any(one == sum(amounts.get(part) or 0 for part in sums.parts) for one in stated)
        for sums in expected.block.subtotal_columns
    )
    return 1 if held else -1


def _is_totalled(table: Table, cells: Sequence[str]) -> bool:
    """Returns whether the last cell of a row is the sum of all others."""
    return any(
        equation.left == (cells[-1],) and set(equation.right) == set(cells[:-1])
        for equation in table.equations
    )


def _columns(
    match: Match, matches: Sequence[Match], lines: Sequence[Line]
) -> tuple[Columns, list[float | None]]:
    """Returns the target of each column (None: of sums), and in which field its header stands."""
    rows = [
        other.line
        for other in matches
        if other.line.part == match.line.part and other.expected.block is match.expected.block
    ]
    wanted = len(match.expected.targets)
    plain: list[int | None] = list(range(wanted))
    whole = [other.line for other in matches if other.expected.block is match.expected.block]
    named = order_in_running_headers(whole, lines, match.expected)
    order = named or plain
    places: list[float | None] = [None] * len(order)
    if match.line.part == RUNNING_TEXT:
        return order, places
    headers = headers_above(rows, matches, lines)
    edges = (label_edge(rows), -1.0) if match.expected.texts else (-1.0,)
    for edge in edges:
        columns = find_columns(headers, (), edge, match.expected)
        if columns is None or not columns.headed:
            continue
        headed = [at for at, target in enumerate(columns.targets) if target is not None]
        if len(headed) == wanted:
            shown = slice(headed[0], headed[-1] + 1)
            if named is None or list(columns.targets[shown]) == named:
                starts: list[float | None] = [leaf.start for leaf in columns.leaves[shown]]
                return list(columns.targets[shown]), starts
        elif order == plain:
            for at in headed:
                places[columns.targets[at] or 0] = columns.leaves[at].start
    return order, places


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
    search = _Search(table, rows, fixed)
    for choice in starts:
        improved = search.improved(choice, uncertain)
        cost = _whole_cost(table, rows, improved, fixed)
        if cost < least - 1e-9:
            best, least = improved, cost
    return best


def _own_best(table: Table, row: _Row) -> int:
    """Returns the cheapest candidate by its shape and the rules that lie within the row."""
    if not row.options:
        return 0
    rules = _Rules(table, row, {}, within=True)
    return min(
        _likely(row),
        key=lambda at: row.options[at].cost + COSTS.broken * rules.broken(row.options[at].slots),
    )


def _likely(row: _Row) -> list[int]:
    if not row.options:
        return []
    limit = row.options[0].cost + _DEAREST
    return [at for at, option in enumerate(row.options) if option.cost <= limit]


class _Search:
    """Improves choices of candidates; what no choice changes is worked out once.

    Args:
        table: The table of the form.
        rows: The rows to place.
        fixed: The figures of all others, by cell id.
    """

    def __init__(self, table: Table, rows: Sequence[_Row], fixed: Mapping[str, Figure]) -> None:
        self._rows = rows
        self._fixed = {cell: amount_of(figure) for cell, figure in fixed.items()}
        self._likely = [_likely(row) for row in rows]
        self._amounts = [
            {at: amounts_of(row.options[at].slots, row.domains) for at in likely}
            for row, likely in zip(rows, self._likely, strict=True)
        ]
        rules = [_rules_of(table, row) for row in rows]
        self._elsewhere = [[elsewhere for elsewhere, _ in of_row] for of_row in rules]
        self._shares = [
            [[share_of(own, amounts[at]) for at in likely] for _, own in of_row]
            for of_row, amounts, likely in zip(rules, self._amounts, self._likely, strict=True)
        ]
        self._found: dict[tuple[int, tuple[Number | None, ...]], int] = {}

    def improved(self, choice: Sequence[int], uncertain: Sequence[int]) -> list[int]:
        """Returns a choice in which no uncertain row is better placed otherwise by itself."""
        current = list(choice)
        known = dict(self._fixed)
        for at, row in enumerate(self._rows):
            if row.options:
                self._put(at, current[at], known)
        for _ in range(4):
            before = list(current)
            for at in uncertain:
                best = self._best(at, known)
                if best != current[at]:
                    current[at] = best
                    self._put(at, best, known)
            if current == before:
                break
        return current

    def _put(self, at: int, option: int, known: dict[str, Number | None]) -> None:
        """Enters the amounts of a row as a candidate places them."""
        known.update(zip(self._rows[at].cells, self._amounts[at][option], strict=True))

    def _best(self, at: int, known: Mapping[str, Number | None]) -> int:
        """Returns the cheapest candidate of a row, all others as they are."""
        differences = tuple(difference_of(cells, known) for cells in self._elsewhere[at])
        found = self._found.get((at, differences))
        if found is None:
            found = self._found[at, differences] = self._cheapest(at, differences)
        return found

    def _cheapest(self, at: int, differences: tuple[Number | None, ...]) -> int:
        likely, options = self._likely[at], self._rows[at].options
        broken = [0] * len(likely)
        for difference, shares in zip(differences, self._shares[at], strict=True):
            if difference is not None:
                for place, share in enumerate(shares):
                    broken[place] += share is not None and difference + share != 0
        costs = [
            options[option].cost + COSTS.broken * off
            for option, off in zip(likely, broken, strict=True)
        ]
        return likely[costs.index(min(costs))]


def _rules_of(table: Table, row: _Row) -> list[tuple[Signed, list[tuple[int, int]]]]:
    """Returns the totals rules that a row has a part in: the cells of other rows with their signs,
    and the places in this row with theirs.
    """
    places = {cell: at for at, cell in enumerate(row.cells)}
    found = []
    for equation in table.equations:
        signed = signed_cells(equation)
        own = [(places[cell], sign) for cell, sign in signed if cell in places]
        if own:
            found.append(([(cell, sign) for cell, sign in signed if cell not in places], own))
    return found


def _whole_cost(
    table: Table, rows: Sequence[_Row], choice: Sequence[int], fixed: dict[str, Figure]
) -> float:
    figures = fixed | _chosen_figures(rows, choice)
    broken = sum(not holds(equation, figures) for equation in table.equations)
    shapes = sum(row.options[at].cost for row, at in zip(rows, choice, strict=True) if row.options)
    return shapes + COSTS.broken * broken


def _chosen_figures(
    rows: Sequence[_Row], choice: Sequence[int], without: int = -1
) -> dict[str, Figure]:
    return {
        cell: parse_figure(slot.text, domain)
        for at, row in enumerate(rows)
        if at != without and row.options
        for cell, domain, slot in zip(
            row.cells, row.domains, row.options[choice[at]].slots, strict=True
        )
        if slot is not None
    }


def _figures_of(
    domains: Mapping[str, Domain], matches: Sequence[Match], placed: Rows
) -> dict[str, Figure]:
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


class _Rules:
    """Counts the totals rules that a placement of one row breaks, the other rows as they are.

    Args:
        table: The table of the form.
        row: The row.
        figures: Of the other rows, by cell id.
        within: Count only the rules that lie within the row.
    """

    def __init__(
        self, table: Table, row: _Row, figures: Mapping[str, Figure], *, within: bool = False
    ) -> None:
        self.domains = row.domains
        amounts = {cell: amount_of(figure) for cell, figure in figures.items()}
        self.balances = [
            (difference, own)
            for elsewhere, own in _rules_of(table, row)
            if not (within and elsewhere)
            and (difference := difference_of(elsewhere, amounts)) is not None
        ]

    def broken(self, slots: Sequence[Slot | None]) -> int:
        """Returns how many rules the slots break in this row's place."""
        amounts = amounts_of(slots, self.domains)
        shares = [(difference, share_of(own, amounts)) for difference, own in self.balances]
        return sum(share is not None and difference + share != 0 for difference, share in shares)
